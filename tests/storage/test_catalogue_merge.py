"""Merging rows: each finds its product, and what changed is counted by what is left of it."""

from collections.abc import Iterator
from dataclasses import replace

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier.storage.catalogue_merge import Merge, Outcome
from cashier.storage.catalogue_schema import create_content
from cashier.storage.product_csv_cells import ProductRow, RowRefusedError

TEA = ProductRow(("1",), "Tea", 200, 21_000, "pcs", "Hot", "", "", False, True, False)


@pytest.fixture
def connection() -> Iterator[apsw.Connection]:
    opened = made()
    yield opened
    opened.close()


def made() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    create_content(connection, "EUR")
    return connection


def merged(connection: apsw.Connection, *rows: ProductRow) -> tuple[list[Outcome], int]:
    merge = Merge(connection, None)
    outcomes = [merge(row) for row in rows]
    without_effect = merge.rows_without_effect()
    connection.execute("DROP TABLE before")
    return outcomes, without_effect


def test_rows_are_new_then_changed_then_as_they_were(connection: apsw.Connection) -> None:
    dearer = replace(TEA, price_minor=300)
    assert merged(connection, TEA, TEA, dearer) == (
        [Outcome.ADDED, Outcome.UNCHANGED, Outcome.UPDATED], 0,
    )  # fmt: skip
    assert merged(connection, dearer) == ([Outcome.UNCHANGED], 0)


def test_rows_that_take_each_other_back_have_no_effect(connection: apsw.Connection) -> None:
    merged(connection, TEA)
    dearer = replace(TEA, price_minor=300)
    assert merged(connection, dearer, TEA) == ([Outcome.UPDATED, Outcome.UPDATED], 2)
    assert merged(connection, dearer, TEA, dearer) == ([Outcome.UPDATED] * 3, 0)


def test_keys_stay_and_are_never_given_twice(connection: apsw.Connection) -> None:
    merged(connection, TEA, replace(TEA, codes=("2",)))
    merged(connection, replace(TEA, codes=("2",), name="Milk"), replace(TEA, codes=("3",)))
    assert connection.execute("SELECT key, name FROM products ORDER BY id").fetchall() == [
        ("P000001", "Tea"),
        ("P000002", "Milk"),
        ("P000003", "Tea"),
    ]


def test_a_refused_row_leaves_no_trace(connection: apsw.Connection) -> None:
    merge = Merge(connection, None)
    for row in (replace(TEA, name=None), replace(TEA, vat_milli=None)):
        with pytest.raises(RowRefusedError):
            merge(row)
    assert connection.execute("SELECT count(*) FROM products").get == 0
    assert connection.execute("SELECT count(*) FROM barcodes").get == 0


ROWS = st.lists(
    st.builds(
        ProductRow,
        codes=st.lists(st.sampled_from("1234"), unique=True, max_size=2).map(tuple),
        name=st.sampled_from(("Tea", "Milk")),
        price_minor=st.integers(0, 2),
        vat_milli=st.just(21_000),
    ),
    max_size=12,
)


@given(ROWS)
def test_the_same_file_again_changes_nothing(rows: list[ProductRow]) -> None:
    connection = made()
    good = [row for row in rows if _is_taken(connection, row)]
    content = "SELECT * FROM products ORDER BY id"
    before = connection.execute(content).fetchall()
    outcomes, without_effect = merged(connection, *good)
    assert connection.execute(content).fetchall() == before
    assert outcomes.count(Outcome.UPDATED) == without_effect
    assert Outcome.ADDED not in outcomes
    connection.close()


def _is_taken(connection: apsw.Connection, row: ProductRow) -> bool:
    merge = Merge(connection, None)
    try:
        merge(row)
    except RowRefusedError:
        return False
    finally:
        connection.execute("DROP TABLE before")
    return True
