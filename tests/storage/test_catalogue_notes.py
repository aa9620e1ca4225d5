"""The ledger knows which catalogue is in use and which changes were made by hand."""

import apsw
import pytest

from cashier.domain.journal import EntryKind
from cashier.domain.product_change import ProductChange
from cashier.storage import catalogue_notes
from cashier.storage.journal_store import JournalStore
from tests.fakes import NOON, product

TEA, MILK = product("Tea"), product("Milk")


class Books:
    """A journal and the notes beside it."""

    def __init__(self) -> None:
        self.connection = apsw.Connection(":memory:")
        self.connection.execute(
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
            "CREATE TABLE journal (seq INTEGER PRIMARY KEY, body TEXT, seal TEXT)"
        )
        self.journal = JournalStore(self.connection)

    def write(self, kind: EntryKind, data: dict[str, object]) -> int:
        entry = self.journal.append(kind, data, at=NOON, operator="owner", day=1)
        return entry.seq

    def change(self, change: ProductChange) -> int:
        entry = self.write(EntryKind.PRODUCT_CHANGED, change.data())
        catalogue_notes.note_last_change(self.connection, entry)
        return entry


@pytest.fixture
def books() -> Books:
    return Books()


def test_the_generation_in_use_is_none_until_it_is_noted(books: Books) -> None:
    assert catalogue_notes.live_generation(books.connection) == 0
    catalogue_notes.note_generation(books.connection, 3)
    assert catalogue_notes.live_generation(books.connection) == 3


def test_changes_come_in_order_and_only_those_after_an_entry(books: Books) -> None:
    first = books.change(ProductChange(None, TEA))
    books.write(EntryKind.BACKUP, {"sha256": "", "entries": 1})
    second = books.change(ProductChange(None, MILK))
    both = [(first, TEA), (second, MILK)]
    assert catalogue_notes.changes_after(books.connection, 0) == both
    assert catalogue_notes.changes_after(books.connection, first) == both[1:]
    assert catalogue_notes.changes_after(books.connection, second) == []


def test_a_change_that_was_taken_back_is_none(books: Books) -> None:
    first = books.change(ProductChange(None, TEA))
    books.write(EntryKind.PRODUCT_NOT_CHANGED, {"entry": first, "key": TEA.key})
    second = books.change(ProductChange(None, MILK))
    assert catalogue_notes.changes_after(books.connection, 0) == [(second, MILK)]


def test_a_journal_without_changes_is_not_read_through(books: Books) -> None:
    books.connection.execute("INSERT INTO journal VALUES (1, 'no JSON', '')")
    assert catalogue_notes.changes_after(books.connection, 0) == []
