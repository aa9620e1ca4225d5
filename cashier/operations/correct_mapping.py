"""Correct what a system calls something of ours: a VAT rate, a product or a way of paying."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cashier.domain.errors import NotAvailableError, NotGivenError
from cashier.domain.text import NAME_LENGTH, checked
from cashier.operations.save_settings import SaveSettings
from cashier.settings import Settings


class MappingKind(enum.Enum):
    """What is mapped; the value is the name of its table in a profile."""

    VAT = "vat_classes"
    PRODUCT = "products"
    TENDER = "tenders"


_KINDS = {
    "vat": MappingKind.VAT,
    "product": MappingKind.PRODUCT,
    "payment": MappingKind.TENDER,
    "refund": MappingKind.TENDER,
}


@dataclass(frozen=True, slots=True)
class Correction:
    """``name`` is ours, ``id`` the system's; of one profile."""

    profile: str
    kind: MappingKind
    name: str
    id: str


def kind_of(missing: str) -> MappingKind:
    """Return what is mapped where an id of this kind is missing; see ``MappingMissingError``."""
    return _KINDS.get(missing, MappingKind.PRODUCT)


@dataclass(frozen=True, slots=True)
class CorrectMapping:
    """Writes one name into the settings of one profile; the sale itself is never touched."""

    save: SaveSettings

    async def __call__(self, correction: Correction, *, operator: str) -> Settings:
        """Return the settings as saved.

        Raises ``NotGivenError`` for an empty name or id, ``NotAvailableError`` for a profile that
        is no more, and what ``SaveSettings`` raises.
        """
        clean = replace(
            correction,
            name=checked(correction.name, "name", NAME_LENGTH),
            id=checked(correction.id, "id", NAME_LENGTH),
        )
        if not clean.name or not clean.id:
            raise NotGivenError("name" if not clean.name else "id", clean.kind.value)
        found = await self.save.read()
        profile = found.settings.profile_named(clean.profile)
        if profile is None or not clean.profile:
            raise NotAvailableError(clean.profile)
        changes = _changes(found.content, profile.key, clean)
        saved = await self.save(changes, seen=found.mark, operator=operator)
        return saved.settings


def _changes(
    content: Mapping[str, object], key: str, correction: Correction
) -> Mapping[str, Mapping[str, object]]:
    table = correction.kind.value
    if not key:
        before = _table(_table(content, "backend"), table)
        return {"backend": {table: {**before, correction.name: correction.id}}}
    profile = _table(_table(content, "backends"), key)
    names = {**_table(profile, table), correction.name: correction.id}
    return {"backends": {key: {**profile, table: names}}}


def _table(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = content.get(name)
    return found if isinstance(found, Mapping) else {}
