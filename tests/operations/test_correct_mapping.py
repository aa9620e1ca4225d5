"""A name that a system does not know is given its id, and nothing else in the file is another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from cashier.domain.errors import NotAvailableError, NotGivenError
from cashier.operations.correct_mapping import (
    Correction,
    CorrectMapping,
    MappingKind,
    kind_of,
)
from cashier.operations.save_settings import Changes, SaveSettings, overlaid
from tests.fake_ledger import FakeLedger
from tests.fakes import FakeClock

WEB = {"kind": "webservice", "base_url": "https://kash.example", "register": "1"}
OTHER = {"kind": "paysera-token", "base_url": "https://pos.example/eapi/v1", "register": "9"}
FIRST, SECOND = "webservice:1@https://kash.example", "paysera-token:9@https://pos.example/eapi/v1"


@dataclass
class FileInMemory:
    content: Mapping[str, object] = field(
        default_factory=lambda: {
            "shop": {"name": "Corner"},
            "backend": WEB | {"tenders": {"cash": "1"}},
            "backends": {"old": OTHER},
        }
    )
    waiting: Mapping[str, object] = field(default_factory=dict)

    async def read(self) -> tuple[Mapping[str, object], str]:
        return self.content, str(self.content)

    async def prepare(self, changes: Changes, seen: str) -> None:
        assert seen == str(self.content)
        self.waiting = overlaid(self.content, changes)

    async def put_in_place(self) -> str:
        self.content = self.waiting
        return str(self.content)


def correcting(file: FileInMemory) -> CorrectMapping:
    return CorrectMapping(SaveSettings(file, FakeLedger(), FakeClock()))


async def test_a_way_of_paying_gets_its_id_beside_the_others() -> None:
    file = FileInMemory()
    wanted = Correction(FIRST, MappingKind.TENDER, "card", " 7 ")
    settings = await correcting(file)(wanted, operator="owner")
    assert settings.back_end.wire.tenders == {"cash": "1", "card": "7"}
    assert file.content["shop"] == {"name": "Corner"}


async def test_a_profile_that_is_not_in_force_any_more_is_corrected_too() -> None:
    file = FileInMemory()
    wanted = Correction(SECOND, MappingKind.VAT, "21", "PVM1")
    settings = await correcting(file)(wanted, operator="owner")
    (other,) = settings.other_back_ends
    assert other.wire.vat_classes == {"21": "PVM1"}
    assert other.register == "9"
    assert settings.back_end.wire.tenders == {"cash": "1"}


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (Correction(FIRST, MappingKind.VAT, "21", " "), NotGivenError),
        (Correction(FIRST, MappingKind.VAT, "", "4"), NotGivenError),
        (Correction("gone", MappingKind.VAT, "21", "4"), NotAvailableError),
        (Correction("", MappingKind.VAT, "21", "4"), NotAvailableError),
    ],
)
async def test_what_cannot_be_corrected_changes_nothing(
    wanted: Correction, error: type[Exception]
) -> None:
    file = FileInMemory()
    before = file.content
    with pytest.raises(error):
        await correcting(file)(wanted, operator="owner")
    assert file.content is before


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        ("vat", MappingKind.VAT),
        ("product", MappingKind.PRODUCT),
        ("payment", MappingKind.TENDER),
        ("refund", MappingKind.TENDER),
        ("", MappingKind.PRODUCT),
    ],
)
def test_what_is_mapped_follows_from_what_was_missing(missing: str, kind: MappingKind) -> None:
    assert kind_of(missing) is kind
