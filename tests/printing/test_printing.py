"""What importing the package and its layout brings in."""

import json
import subprocess
import sys

import pytest

from tests.source_rules import CHECKOUT

HEAVY = {"reportlab", "pypdfium2", "babel", "PIL", "segno", "uharfbuzz", "bidi", "arabic_reshaper"}


def imported_by(module: str) -> set[str]:
    program = f"import json, sys, {module}; print(json.dumps(list(sys.modules)))"
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, cwd=CHECKOUT, capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in json.loads(done.stdout)} & HEAVY


@pytest.mark.parametrize(
    ("module", "libraries"),
    [
        ("cashier.printing", set()),
        ("cashier.printing.layout", set()),
        ("cashier.printing.text", set()),
        ("cashier.printing.preview", {"pypdfium2"}),
    ],
)
def test_a_module_brings_only_the_libraries_it_needs(module: str, libraries: set[str]) -> None:
    assert imported_by(module) == libraries
