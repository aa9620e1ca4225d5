"""A shop of each test's own, and a way to give it commands without a process for each."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier import translation
from cashier.cli import main
from tests.cli.command import PRODUCTS, Answer

Cashier = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shop"


@pytest.fixture
def cashier(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Cashier:
    """Give a command to the shop; what ``given`` holds is its standard input."""
    monkeypatch.setenv("CASHIER_DATA_DIR", str(folder))
    monkeypatch.setattr(translation, "_current", translation.catalogue("en"))

    def run(*arguments: object, given: object = None) -> Answer:
        raw = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        capsys.readouterr()
        code = main([str(one) for one in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture
def stocked(cashier: Cashier, tmp_path: Path) -> Cashier:
    """Give commands to a shop that has products and an open day."""
    products = tmp_path / "products.csv"
    products.write_text(PRODUCTS, encoding="utf-8")
    cashier("import-products", products).well()
    cashier("day", "open").well()
    return cashier
