"""Whatever stands after ``cashier``: a promised exit code, sentences, never a trace or a defect."""

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cashier.cli import main
from tests.cli.command import PROGRAM, Answer, sale
from tests.cli.conftest import Cashier

WORDS = (
    "products orders order status day journal doctor sell refund receipt sync unsent print backend "
    "operator cash show list open x close verify --json --text --limit --day --status --search "
    "--barcode --lines --method --float --deliver --operator --help --version -- - -1 0 1 99 1:1 "
    "T1-000001 owner cash card open completed 2026-11-20 5.00 nonsense"
).split()
STRANGE = ["", " ", "\x1b[2J", "\udcff", "ž", "'", '"', "%s", "{}", "9" * 40, "1e9", "٣", "\u202e"]
# What writes files of its own stays out: it would write them wherever the test runs.
ARGUMENTS = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(STRANGE) | st.text("abc-=:", max_size=5), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(arguments=ARGUMENTS)
def test_any_arguments_get_a_promised_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("CASHIER_DATA_DIR", str(folder))
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    raw = json.dumps(sale()).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    told = []
    for stream in (out, err):
        stream.flush()
        told.append(stream.buffer.getvalue().decode("utf-8"))
    answer = Answer(code, *told)
    assert code in {0, 2, 3}, answer
    assert "defect" not in answer.out
    if code == 2:
        answer.refused(2)
    answer.without_insides()


def test_several_processes_may_be_the_first_to_use_a_folder(cashier: Cashier, folder: Path) -> None:
    command = [*PROGRAM, "products", "--data-dir", str(folder)]
    started = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    ended = [(one.communicate(timeout=60)[1], one.returncode) for one in started]
    assert ended == [(b"", 0)] * 4
    cashier("journal", "verify").well()
