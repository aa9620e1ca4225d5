"""A wheel built from the checkout sells in an empty environment elsewhere, window included."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.source_rules import CHECKOUT

pytestmark = pytest.mark.wheel

PRODUCTS = """barcode;name;price;vat rate
4770190036016;Ryžių trapučiai;2,59;21
4770299395014;Grūdainė duona;1,85;5
"""
ORDER = {
    "id": "0b0f3f2c-5c1e-4a6e-9a53-0d5a5c9d9b11",
    "lines": [
        {"barcode": "4770190036016", "quantity": "2"},
        {
            "name": "Coffee",
            "price": "2.50",
            "vat_rate": "21",
            "quantity": "1",
            "discount_percent": "10",
        },
    ],
    "discount": {"amount": "1.00"},
    "payments": [{"method": "card", "amount": "3.00"}, {"method": "cash", "tendered": "10.00"}],
}


@dataclass(frozen=True)
class Installed:
    """The product in an environment that holds nothing else, far from the checkout."""

    programs: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str, given: str = "") -> str:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "CASHIER_", "VIRTUAL_ENV", "COVERAGE"))
        }
        answer = subprocess.run(
            [str(self.programs / program), *arguments],
            input=given,
            cwd=self.elsewhere,
            env={**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def cashier(self, *arguments: str, given: str = "") -> str:
        return self.run("cashier", *arguments, "--data-dir", "shop", given=given)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    built = subprocess.run([*build, str(CHECKOUT)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    environment = tmp_path_factory.mktemp("environment") / "till"
    venv.create(environment, with_pip=False)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    pins = CHECKOUT / "packaging" / "constraints.txt"
    # The file's own address: a path with spaces would be read as several constraints.
    options = ["--python", str(environment), "install", "--constraint", pins.as_uri(), str(wheel)]
    done = subprocess.run([*pip, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "products.csv").write_text(PRODUCTS, encoding="utf-8")
    return Installed(programs, elsewhere)


def test_everything_the_product_reads_travels_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"cashier/resources/{path.relative_to(CHECKOUT / 'resources').as_posix()}"
        for path in (CHECKOUT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    migrations = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "cashier" / "storage" / "migrations").glob("*.sql")
    }
    assert migrations
    assert any(name.endswith(".ttf") for name in shipped)
    assert any(name.endswith(".mo") for name in shipped)
    assert any(name.endswith((".svg", ".png")) for name in shipped)
    assert (shipped | migrations) - names == set()


def test_nothing_but_the_product_travels_in_the_wheel(wheel: Path) -> None:
    roots = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"cashier"}


def test_it_imports_sells_prints_and_verifies_far_from_the_checkout(installed: Installed) -> None:
    imported = json.loads(installed.cashier("import-products", "products.csv", "--json"))
    assert (imported["added"], imported["bad"]) == (2, [])

    sale: dict[str, Any] = json.loads(
        installed.cashier("sell", "-", "--json", given=json.dumps(ORDER))
    )
    assert (sale["number"], sale["total"], sale["rounding"]) == ("T1-000001", "6.43", "0.00")
    assert sale["payments"][1]["change"] == "6.57"

    installed.cashier("receipt", sale["number"], "--pdf", "receipt.pdf")
    assert (installed.elsewhere / "receipt.pdf").read_bytes().startswith(b"%PDF")
    assert "Ryžių trapučiai" in installed.cashier("receipt", sale["number"], "--text")
    installed.cashier("journal", "verify", "--json")


def test_its_window_opens_and_sells_far_from_the_checkout(installed: Installed) -> None:
    python = "python.exe" if os.name == "nt" else "python"
    installed.run(python, "-m", "cashier.demo", "--theme", "light", "--size", "1366x768")
    left = installed.elsewhere / "build" / "demo"
    assert [path for path in left.glob("*.png") if path.stat().st_size > 5_000]
    assert [path for path in left.glob("*.pdf") if path.read_bytes().startswith(b"%PDF")]


def test_the_package_comes_from_the_environment_and_not_from_the_checkout(
    installed: Installed,
) -> None:
    python = "python.exe" if os.name == "nt" else "python"
    place = installed.run(python, "-c", "import cashier; print(cashier.__file__)").strip()
    assert Path(place).is_relative_to(installed.programs.parent)
