"""A back end as it stands in cashier.toml: what is as by default is left out."""

from collections.abc import Mapping
from dataclasses import fields

from cashier.settings.back_end import (
    DIALECTS,
    BackEndProfile,
    PayseraChoices,
    WebServiceIds,
    WireNames,
)

Table = dict[str, object]
_PARTS = ("wire", "web_service", "paysera")
_OWN = tuple(one.name for one in fields(BackEndProfile) if one.name not in (*_PARTS, "key"))
KEYS = (
    *_OWN,
    *(one.name for one in fields(WireNames)),
    *(one.name for one in fields(WebServiceIds)),
    *(one.name for one in fields(PayseraChoices)),
)
"""Every key that may stand in the table of a back end."""


def table_of(profile: BackEndProfile) -> Table:
    """Return the table that ``profile`` is read from."""
    plain = BackEndProfile(profile.kind, dialect=DIALECTS[profile.kind][0])
    table: Table = {"kind": profile.kind}
    for ours, by_default in (
        (profile, plain),
        (profile.wire, plain.wire),
        (profile.web_service, plain.web_service),
        (profile.paysera, plain.paysera),
    ):
        table |= _differences(ours, by_default)
    return table


def whole_table(profile: BackEndProfile) -> Mapping[str, object]:
    """Return the table with None for every key that is to leave it."""
    return dict.fromkeys(KEYS) | table_of(profile)


def _differences(ours: object, by_default: object) -> Table:
    names = [name for name in KEYS if hasattr(ours, name) and name != "kind"]
    found = {name: getattr(ours, name) for name in names}
    return {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in found.items()
        if value != getattr(by_default, name)
    }
