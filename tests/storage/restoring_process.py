"""Restores the same backup again and again, each time killed one step later.

Called with the folder to restore into, the backup, and a folder for the results, one for each
kill. The last one was not killed.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from cashier.storage import backup
from tests.storage.selling import NOON, OWNER

STEPS = frozenset({"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"})


def killed_before(step: int, folder: Path, source: Path) -> bool:
    """Restore in a process of its own and return whether it was killed."""
    child = os.fork()
    if child == 0:
        left = [step]

        def count(event: str, _given: object) -> None:
            if event in STEPS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        backup.restore(folder, source, at=NOON, operator=OWNER)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    if os.waitstatus_to_exitcode(status):
        message = f"the restore of step {step} failed"
        raise RuntimeError(message)
    return False


def main(folder: str, source: str, results: str) -> None:
    step = 0
    while True:
        step += 1
        result = Path(results) / f"{step:03d}"
        shutil.copytree(folder, result)
        if not killed_before(step, result, Path(source)):
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
