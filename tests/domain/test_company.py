"""The company on an invoice: its name is what everything else belongs to."""

import pytest

from cashier.domain.company import Company
from cashier.domain.errors import NotGivenError, TextRefusedError


def test_a_company_is_kept_without_the_spaces_around_it() -> None:
    written = Company.of(" UAB Gintaras ", "302530315", " LT100001234517", "Pilies g. 14 ")
    assert written == Company("UAB Gintaras", "302530315", "LT100001234517", "Pilies g. 14")


def test_nothing_written_is_no_company() -> None:
    assert Company.of("", " ", "", "") is None


def test_details_without_a_name_are_refused() -> None:
    with pytest.raises(NotGivenError) as refused:
        Company.of("", "302530315", "", "")
    assert (refused.value.what, refused.value.given) == ("company", "302530315")


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(TextRefusedError):
        Company.of("UAB \x00", "", "", "")
