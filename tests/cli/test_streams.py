"""Streams, arguments and interruptions: what a shell or a script sees of every command."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier import __version__, translation
from cashier.cli import main
from tests.cli.command import PROGRAM, Answer, as_bytes, run_process, sale, state_of
from tests.cli.conftest import Cashier

NOT_YET = [
    "cash in 5.00 --reason change",
    "cash out 5.00 --reason bank",
    "print",
    "print T1-000001",
    "operator add Ann --role cashier",
    "operator list",
    "operator disable Ann",
    "day x",
    "day x --pdf out.pdf",
    "day close --counted 312.40",
    "export sales --day 1 --format csv out.csv",
    "day show --pdf out.pdf",
    "day show --escpos out.bin",
    "sell - --escpos out.bin",
]
WRONG = [
    "nonsense",
    "sell",
    "sell - --nonsense",
    "sell - extra",
    "order",
    "refund",
    "receipt",
    "import-products",
    "day",
    "day nonsense",
    "journal",
    "journal export",
    "export",
    "export nonsense",
    "products --limit x",
    "sell - --deliver -1",
    "--nonsense",
    "status --data-dir",
    "\x1b[2Jclear",
    "order \x1b]0;title\x07",
]


@pytest.mark.parametrize("command", NOT_YET)
def test_what_is_promised_for_later_says_that_it_is_not_here_yet(
    stocked: Cashier, folder: Path, command: str
) -> None:
    before = state_of(folder)
    stocked(*command.split(), "--json", given=sale()).refused(2, "not-available", "Not available")
    assert stocked(*command.split(), given=sale()).refused(2).out == ""
    assert state_of(folder) == before


@pytest.mark.parametrize("command", WRONG)
def test_wrong_arguments_are_told_in_one_sentence(
    stocked: Cashier, folder: Path, command: str
) -> None:
    before = state_of(folder)
    answer = stocked(*command.split(" ")).refused(2, "", "Nothing was changed")
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert not set("╭╮╰╯│─") & set(answer.err)
    assert state_of(folder) == before


def test_an_error_stands_on_standard_output_too_where_json_was_asked_for(
    cashier: Cashier,
) -> None:
    error = cashier("nonsense", "--json").refused(2, "usage").json["error"]
    assert set(error) == {"code", "message", "hint"}


@pytest.mark.parametrize("command", ["", "sell", "day", "day show", "export products", "journal"])
def test_help_is_plain_text_and_no_error(cashier: Cashier, command: str) -> None:
    answer = cashier(*command.split(), "--help").well()
    assert answer.out.startswith("Usage: cashier")
    assert answer.err == ""
    assert not set("╭╮╰╯│─") & set(answer.out)


def test_the_version_is_told(cashier: Cashier) -> None:
    assert cashier("--version").well().out == f"cashier {__version__}\n"


@pytest.mark.parametrize("operator", [["--operator", "owner"], ["--operator=owner"]])
def test_the_owner_may_be_named(stocked: Cashier, operator: list[str]) -> None:
    stocked("sell", "-", *operator, given=sale()).well()
    stocked("status", *operator).well()


@pytest.mark.parametrize("operator", [["--operator", "Ann"], ["--operator=Ann"], ["--operator"]])
def test_nobody_else_is_known_yet(stocked: Cashier, folder: Path, operator: list[str]) -> None:
    before = state_of(folder)
    stocked("sell", "-", "--json", *operator, given=sale()).refused(2, "", "operator")
    stocked("status", *operator).refused(2)
    assert state_of(folder) == before


def test_what_follows_a_bare_double_hyphen_is_no_option(stocked: Cashier) -> None:
    stocked("order", "--", "--operator").refused(2, "", "--operator")


def test_the_folder_comes_from_the_environment_unless_it_is_named(tmp_path: Path) -> None:
    environment = {"CASHIER_DATA_DIR": str(tmp_path / "a")}
    run_process("status", environment=environment).well()
    assert (tmp_path / "a" / "ledger.db").exists()
    run_process("status", "--data-dir", tmp_path / "b", environment=environment).well()
    assert (tmp_path / "b" / "ledger.db").exists()


def test_the_output_is_utf8_whatever_the_locale_says(stocked: Cashier, folder: Path) -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    answer = run_process("products", "--data-dir", folder, environment=environment)
    assert "Grūdų trapučiai" in answer.well().out


@pytest.mark.parametrize("command", [["products", "--json"], ["--help"], ["status"]])
def test_a_reader_that_has_had_enough_is_no_fault(
    stocked: Cashier, folder: Path, command: list[str]
) -> None:
    read, write = os.pipe()
    os.close(read)
    environment = os.environ | {"CASHIER_DATA_DIR": str(folder)}
    done = subprocess.run(
        [*PROGRAM, *command], stdout=write, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_sale_whose_reader_went_away_is_posted(stocked: Cashier, folder: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*PROGRAM, "sell", "-", "--json", "--data-dir", str(folder)],
        input=as_bytes(sale()),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(stocked("orders", "--json").json) == 1


def test_an_answer_that_cannot_be_written_does_not_undo_the_sale(
    stocked: Cashier, folder: Path
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "sell", "-", "--json", "--data-dir", str(folder)],
            input=as_bytes(sale()),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    Answer(done.returncode, "", done.stderr.decode()).refused(3, "", "saved", "Do not sell it")
    assert len(stocked("orders", "--json").json) == 1


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_streams_that_are_closed_do_not_trouble_a_sale(
    stocked: Cashier, folder: Path, tmp_path: Path, closed: str
) -> None:
    (tmp_path / "sale.json").write_bytes(as_bytes(sale()))
    command = f'"{sys.executable}" -m cashier sell "{tmp_path / "sale.json"}" --json {closed}'
    environment = os.environ | {"CASHIER_DATA_DIR": str(folder)}
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, check=False)  # noqa: S602 - our own words
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stdout + done.stderr
    assert len(stocked("orders", "--json").json) == 1


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes the streams")
def test_a_sale_from_a_standard_input_that_is_not_there(folder: Path) -> None:
    command = f'"{sys.executable}" -m cashier sell - --data-dir "{folder}" <&-'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - our own words
    Answer(done.returncode, done.stdout, done.stderr).refused(2)


@contextlib.contextmanager
def waiting_sale(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a sale that waits for its input, as from a keyboard."""
    pipe = subprocess.PIPE
    command = [*PROGRAM, "sell", "-", "--json", "--data-dir", str(folder)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        yield process


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_an_interruption_is_told_and_changes_nothing(stocked: Cashier, folder: Path) -> None:
    before = state_of(folder)
    with waiting_sale(folder) as process:
        wait_for_log(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    Answer(process.returncode, out.decode(), err.decode()).refused(130, "", "Stopped")
    assert state_of(folder) == before


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at open files as Linux shows them")
def test_a_slow_input_does_not_keep_others_from_selling(stocked: Cashier, folder: Path) -> None:
    with waiting_sale(folder) as process:
        wait_for_log(process)
        stocked("sell", "-", given=sale()).well()
        out, _ = process.communicate(as_bytes(sale()), timeout=30)
    assert json.loads(out)["number"] == "T1-000002"


def wait_for_log(process: subprocess.Popen[bytes]) -> None:
    """Return once the process has opened its log file: from then on it reads its input."""
    files = Path(f"/proc/{process.pid}/fd")
    while process.poll() is None:
        with contextlib.suppress(OSError):
            if any(one.readlink().name == "cashier.log" for one in files.iterdir()):
                return


def test_a_defect_is_told_without_its_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    def fail(*_given: object) -> None:
        what = "jane@example.com \x1b[31m +370 600 12345"
        raise KeyError(what)

    monkeypatch.setattr(translation, "_current", translation.catalogue("en"))
    monkeypatch.setattr("cashier.cli.selling.read_sale", fail)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(as_bytes(sale()))))
    code = main(["sell", "-", "--json", "--data-dir", str(folder)])
    captured = capsys.readouterr()
    Answer(code, captured.out, captured.err).refused(1, "defect", "safe", "support")
    log = (folder / "cashier.log").read_text("utf-8")
    assert "KeyError" in log
    assert "Traceback" in log
    assert not {"jane@example.com", "\x1b", "12345"} & {
        part for part in ("jane@example.com", "\x1b", "12345") if part in log
    }
