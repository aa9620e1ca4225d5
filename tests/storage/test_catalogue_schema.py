"""The tables of a generation: what may stand in them, and that reading walks their indexes."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from cashier.storage.catalogue_files import generation_path
from cashier.storage.catalogue_schema import currency_of, open_catalogue, open_empty
from cashier.storage.catalogue_search import tiers_for
from tests.storage.made_catalogues import named


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[apsw.Connection]:
    named(tmp_path, "Tea", "Green tea").close()
    opened = open_catalogue(generation_path(tmp_path, 1))
    yield opened
    opened.close()


def test_a_generation_in_use_cannot_be_written(connection: apsw.Connection) -> None:
    with pytest.raises(apsw.ReadOnlyError):
        connection.execute("DELETE FROM products")


def test_a_generation_knows_its_currency(connection: apsw.Connection) -> None:
    assert currency_of(connection) == "EUR"


def test_no_search_sorts_or_scans_what_it_looks_through(connection: apsw.Connection) -> None:
    for codes in (None, ("4770", "4771")):
        for tier in tiers_for("green tea", codes):
            given = (*tier.given, 10, 0)
            plan = [
                row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {tier.select}", given)
            ]
            scans = [step for step in plan if step.startswith("SCAN") and "VIRTUAL" not in step]
            assert scans in ([], ["SCAN f"])  # the few that were found
            assert not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize(
    "wrong",
    ["price_minor = -1", "vat_milli = 100001", "price_minor = 'cheap'", "name = NULL"],
)
def test_nonsense_cannot_be_stored(wrong: str) -> None:
    connection = open_empty("EUR")
    connection.execute(
        "INSERT INTO products VALUES (1, 'P1', 'Tea', 'tea', 1, 0, 'pcs', '', '', '', 0, 1, 0, '')"
    )
    with pytest.raises(apsw.ConstraintError):
        connection.execute(f"UPDATE products SET {wrong}")  # noqa: S608 - words of this test
    connection.close()
