"""What surrounds a till and can fail: full disks, folders that are read only, other processes."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import PROGRAM, Answer

HOLDER = (
    "import sys; from pathlib import Path; from cashier.app.till import Till;"
    "till = Till.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read();"
    "till.close()"
)


@contextlib.contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the shop in ``folder`` open from a real process, as a window does."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            process.communicate("", timeout=60)


@contextlib.contextmanager
def mounted(place: Path, *arguments: str) -> Iterator[None]:
    """Mount something at ``place``; skips where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount")
    done = subprocess.run(["mount", *arguments, str(place)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make ``folder`` read only, for root too."""
    if sys.platform != "linux" or os.geteuid() != 0:
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    with mounted(folder, "--bind", str(folder)):
        again = ["mount", "-o", "remount,ro,bind", str(folder)]
        subprocess.run(again, check=True)
        yield


# A process of its own between test and program: what a child took before it became the program
# counts too, and the test's own process is large.
MEASURE = (
    "import resource, subprocess, sys; code = subprocess.run(sys.argv[2:]).returncode;"
    "most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
    "open(sys.argv[1], 'w').write(str(most)); sys.exit(code)"
)


def run_measured(note: Path, *arguments: object, given: Path | None = None) -> tuple[Answer, int]:
    """Run ``cashier``; return its answer and the most memory it took, in bytes (by ``note``)."""
    with contextlib.ExitStack() as stack:
        source = stack.enter_context(given.open("rb")) if given else subprocess.DEVNULL
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, str(note), *PROGRAM, *map(str, arguments)],
            stdin=source,
            capture_output=True,
            check=False,
        )
    unit = 1 if sys.platform == "darwin" else 1024
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    return answer, int(note.read_text("ascii")) * unit
