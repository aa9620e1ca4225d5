"""The next generation: a whole copy and more, or nothing at all."""

from pathlib import Path

import pytest

from cashier.domain.errors import CurrencyMismatchError, DamagedLedgerError, NewerLedgerError
from cashier.storage.catalogue import SqliteCatalogue
from cashier.storage.catalogue_build import next_generation
from cashier.storage.catalogue_files import generation_path
from tests.storage.made_catalogues import named


class _Stopped(Exception):  # noqa: N818 - a sign, no error
    pass


def nothing() -> None: ...


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_products_of_the_live_generation_are_all_in_the_next(tmp_path: Path) -> None:
    live = named(tmp_path, *(f"Product {at}" for at in range(5_000)))
    orders: list[tuple[int, int]] = []
    with next_generation(tmp_path, 1, "EUR", nothing) as building:
        building.finish(lambda done, total: orders.append((done, total)))
    following = SqliteCatalogue.open(generation_path(tmp_path, 2))
    assert list(following.every_product()) == list(live.every_product())
    assert following.search("product 49", limit=9) == live.search("product 49", limit=9)
    assert orders[-1] == (5_000, 5_000)
    live.close()
    following.close()


def test_what_is_not_finished_is_thrown_away(tmp_path: Path) -> None:
    with next_generation(tmp_path, 0, "EUR", nothing):
        assert files(tmp_path) == ["catalogue-000001.db"]
    assert files(tmp_path) == []


@pytest.mark.parametrize("steps", [0, 1, 20, 52])
def test_stopped_at_any_step_nothing_is_left(tmp_path: Path, steps: int) -> None:
    named(tmp_path, *(f"Product {at}" for at in range(5_000))).close()
    left = [steps]

    def pause() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise _Stopped

    with pytest.raises(_Stopped), next_generation(tmp_path, 1, "EUR", pause) as building:
        building.finish(lambda _done, _total: None)
    assert files(tmp_path) == ["catalogue-000001.db"]


@pytest.mark.parametrize(
    ("damage", "kind"),
    [(b"\x00" * 4, NewerLedgerError), (b"", DamagedLedgerError)],
    ids=["newer", "cut off"],
)
def test_a_live_generation_that_cannot_be_read_is_named(
    tmp_path: Path, damage: bytes, kind: type[Exception]
) -> None:
    named(tmp_path, "Tea").close()
    path = generation_path(tmp_path, 1)
    content = bytearray(path.read_bytes())
    if damage:
        content[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(content if damage else content[:5_000])
    with pytest.raises(kind), next_generation(tmp_path, 1, "EUR", nothing):
        pytest.fail("it was opened")
    assert files(tmp_path) == ["catalogue-000001.db"]


def test_another_currency_is_refused(tmp_path: Path) -> None:
    named(tmp_path, "Tea").close()
    with (
        pytest.raises(CurrencyMismatchError),
        next_generation(tmp_path, 1, "PLN", nothing),
    ):
        pytest.fail("it was opened")
    assert files(tmp_path) == ["catalogue-000001.db"]
