"""What Paysera's documents leave open is chosen in the settings, and refused by the key's name."""

import pytest

from cashier.domain.errors import SettingsRefusedError
from cashier.settings import BackEndProfile, parse
from cashier.settings.back_end import PayseraChoices
from cashier.settings.back_end_table import table_of, whole_table


def profile(**table: object) -> BackEndProfile:
    return parse({"backend": {"kind": "paysera-mac", **table}}).back_end


def test_the_samples_speak_where_nothing_is_chosen() -> None:
    assert profile().paysera == PayseraChoices("major", "dialect")
    assert profile().paysera.sends_payments
    assert not profile().paysera.numbers_receipts


def test_every_choice_is_read() -> None:
    found = profile(
        discount="lines", answer_money="minor", sends_payments=False, numbers_receipts=True
    )
    assert found.paysera.discount == "lines"
    assert found.paysera.answer_money == "minor"
    assert not found.paysera.sends_payments
    assert found.paysera.numbers_receipts


def test_names_may_be_left_out_and_ids_be_numbers() -> None:
    names = profile(
        tenders={"voucher": "-", "card": "visa"}, products={"*": 7}, vat_classes={"21": "PVM1"}
    ).wire
    assert names.tenders == {"voucher": "-", "card": "visa"}
    assert (names.products, names.vat_classes) == ({"*": "7"}, {"21": "PVM1"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("discount", "cents"),
        ("answer_money", "guess"),
        ("sends_payments", "yes"),
        ("numbers_receipts", 1),
        ("dialect", "guide"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_its_key(key: str, value: object) -> None:
    with pytest.raises(SettingsRefusedError) as caught:
        profile(**{key: value})
    assert caught.value.what == f"backend.{key}"


def test_choices_stand_in_the_file_as_they_are_read() -> None:
    chosen = profile(
        discount="minor", answer_money="major", sends_payments=False, numbers_receipts=True
    )
    table = table_of(chosen)
    assert table["discount"] == "minor"
    assert parse({"backend": table}).back_end == chosen
    assert "paysera" not in table
    assert {"discount", "answer_money"} <= set(whole_table(profile()))
