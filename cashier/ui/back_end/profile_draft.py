"""What is entered about a back end, as the changes of cashier.toml that would make it so."""

from collections.abc import Mapping
from dataclasses import dataclass

from cashier.settings import BACK_ENDS, DIALECTS, HOSTS, BackEndProfile, Settings
from cashier.settings.back_end_table import table_of, whole_table

Content = Mapping[str, Mapping[str, object]]
EMBEDDED = "embedded"
_NEW = "new:"


@dataclass(frozen=True, slots=True)
class Entry:
    """A back end that can be chosen: set up already, or only a kind of them."""

    profile: BackEndProfile
    is_set_up: bool
    is_in_force: bool

    @property
    def value(self) -> str:
        """What tells it from the others in the list."""
        if self.profile.kind == EMBEDDED:
            return EMBEDDED
        return self.profile.name if self.is_set_up else f"{_NEW}{self.profile.kind}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is entered for ``entry``; with ``takes_sales`` new sales go there from then on."""

    entry: Entry
    profile: BackEndProfile
    takes_sales: bool = False
    is_removed: bool = False


def entries_of(settings: Settings, another: str = "") -> tuple[Entry, ...]:
    """Return what can be chosen; ``another`` is a kind to have once more."""
    in_force = settings.back_end
    found = [Entry(BackEndProfile(), is_set_up=True, is_in_force=in_force.kind == EMBEDDED)]
    for kind in BACK_ENDS[1:]:
        known = [one for one in settings.profiles if one.kind == kind]
        found += [Entry(one, is_set_up=True, is_in_force=one is in_force) for one in known]
        if not known or kind == another:
            plain = BackEndProfile(kind, HOSTS[kind][0], dialect=DIALECTS[kind][0])
            found.append(Entry(plain, is_set_up=False, is_in_force=False))
    return tuple(found)


def changes_of(draft: Draft, settings: Settings) -> Content:
    """Return what is to be written; nothing where nothing would be another."""
    entry, profile = draft.entry, draft.profile
    if draft.is_removed:
        return {"backends": {entry.profile.key: None}}
    if entry.is_in_force:
        same = table_of(profile) == table_of(entry.profile)
        return {} if same else {"backend": whole_table(profile)}
    if draft.takes_sales:
        return _taking_over(profile, settings)
    if entry.profile.kind == EMBEDDED or (entry.is_set_up and _is_same(draft)):
        return {}
    return {"backends": {profile.key or free_key(profile, settings): table_of(profile)}}


def _is_same(draft: Draft) -> bool:
    return table_of(draft.profile) == table_of(draft.entry.profile)


def _taking_over(profile: BackEndProfile, settings: Settings) -> Content:
    """Return the changes that put ``profile`` in force and the one before beside it."""
    before = settings.back_end
    aside: dict[str, object] = {profile.key: None} if profile.key else {}
    if before.name:
        aside[free_key(before, settings)] = table_of(before)
    changes: dict[str, Mapping[str, object]] = {"backend": whole_table(profile)}
    return changes | {"backends": aside} if aside else changes


def free_key(profile: BackEndProfile, settings: Settings) -> str:
    """Return a name for ``profile`` below [backends] that no other has."""
    taken = {one.key for one in settings.other_back_ends}
    numbers = ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
    return next(key for number in numbers if (key := f"{profile.kind}{number}") not in taken)


def entry_for(
    wanted: Settings, entries: tuple[Entry, ...], settings: Settings
) -> tuple[Entry, BackEndProfile] | None:
    """Return which entry was being changed where ``settings`` would become ``wanted``, and how."""
    known = [table_of(one) for one in settings.profiles]
    new = [one for one in wanted.profiles if table_of(one) not in known]
    if not new and wanted.back_end.name == settings.back_end.name:
        return None
    profile = new[0] if new else wanted.back_end
    same = [one for one in entries if one.profile.name == profile.name]
    in_place = [one for one in entries if one.profile.key == profile.key and one.is_set_up]
    alike = [one for one in (*same, *in_place, *entries) if one.profile.kind == profile.kind]
    return (alike[0], profile) if alike else None
