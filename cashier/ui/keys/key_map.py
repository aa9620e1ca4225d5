"""Which key does what: the catalogue's keys with the user's own over them, free of conflicts."""

import enum
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal

from cashier.translation import _
from cashier.ui.keys import keys
from cashier.ui.keys.actions import EVERYWHERE, Action, catalogue, page_title


class KeyTrouble(enum.Enum):
    """Why a key cannot be an action's."""

    NO_ACTION = "no action"
    FIXED = "fixed"
    NO_KEY = "no key"
    NEEDED = "needed"
    TAKEN = "taken"


class KeyRefusedError(Exception):
    """A key cannot be given to an action; ``holder`` is the action that has it."""

    def __init__(
        self, trouble: KeyTrouble, name: str, key: str = "", holder: Action | None = None
    ) -> None:
        super().__init__(trouble.value, name, key)
        self.trouble = trouble
        self.name = name
        self.key = key
        self.holder = holder

    @property
    def sentence(self) -> str:
        """Say what is wrong, and what still stands."""
        return _SENTENCES[self.trouble]().format(
            name=self.name,
            key=keys.words(self.key),
            holder=self.holder.label if self.holder is not None else "",
            page=page_title(self.holder.page) if self.holder is not None else "",
        )


class KeyMap(QObject):
    """Answers which key an action has now; ``changed`` when a key or its printing is another."""

    changed = Signal()

    def __init__(
        self, actions: Iterable[Action] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = {one.name: one for one in (catalogue() if actions is None else actions)}
        self._own: dict[str, str] = {}
        self._shows_caps = True
        self._check_all({})

    @property
    def own(self) -> Mapping[str, str]:
        """The user's own keys by name of action, as they stand in the settings."""
        return dict(self._own)

    @property
    def shows_caps(self) -> bool:
        """Whether keys are printed; a till without a keyboard hides them."""
        return self._shows_caps

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(self._actions.values())

    def action(self, name: str) -> Action:
        """Return the action called ``name``; one that is not in the catalogue is a defect."""
        return self._actions[name]

    def of_page(self, page: str) -> tuple[Action, ...]:
        """Return the actions of one page, in the catalogue's order."""
        return tuple(one for one in self._actions.values() if one.page == page)

    def key(self, name: str) -> str:
        """Return the key of ``name`` in the portable form; empty where it has none."""
        return self._own.get(name, self._actions[name].key)

    def cap(self, name: str) -> str:
        """Return what is printed on the button of ``name``."""
        return self.words(name) if self._shows_caps else ""

    def words(self, name: str) -> str:
        """Return the key of ``name`` in words, printed or not."""
        return keys.words(self.key(name))

    def found(self, page: str, key: str) -> Action | None:
        """Return what ``key`` does on ``page``."""
        return next(
            (
                one
                for one in self._actions.values()
                if one.page in {page, EVERYWHERE} and key and self.key(one.name) == key
            ),
            None,
        )

    def show_caps(self, *, shown: bool) -> None:
        """Print the keys on the buttons, or hide them."""
        if shown is not self._shows_caps:
            self._shows_caps = shown
            self.changed.emit()

    def use(self, own: Mapping[str, str]) -> None:
        """Take ``own`` for the user's keys; raises ``KeyRefusedError`` and changes nothing."""
        wanted = self._normal(own)
        self._check_all(wanted)
        if wanted != self._own:
            self._own = wanted
            self.changed.emit()

    def use_what_can_be(self, own: Mapping[str, str]) -> tuple[KeyRefusedError, ...]:
        """Take of ``own`` what is free of conflicts; return why the rest was not taken."""
        refused: list[KeyRefusedError] = []
        taken = dict(own)
        while error := self._refusal(taken):
            refused.append(error)
            del taken[error.name]
        self.use(taken)
        return tuple(refused)

    def give(self, name: str, key: str) -> Mapping[str, str]:
        """Return the user's keys with ``key`` for ``name``; raises where it cannot be."""
        wanted = self._normal({**self._own, name: key})
        self._check_all(wanted)
        return wanted

    def _refusal(self, own: Mapping[str, str]) -> KeyRefusedError | None:
        try:
            self._check_all(self._normal(own))
        except KeyRefusedError as error:
            return error
        return None

    def _normal(self, own: Mapping[str, str]) -> dict[str, str]:
        """Return ``own`` in the portable form, without what says the same as the catalogue."""
        wanted: dict[str, str] = {}
        for name, text in own.items():
            action = self._actions.get(name)
            if action is None:
                raise KeyRefusedError(KeyTrouble.NO_ACTION, name)
            key = keys.portable(text)
            if text and not key:
                raise KeyRefusedError(KeyTrouble.NO_KEY, name, text)
            if key == action.key:
                continue
            if action.is_fixed:
                raise KeyRefusedError(KeyTrouble.FIXED, name, key, action)
            if key and not keys.may_be_chosen(key):
                raise KeyRefusedError(KeyTrouble.NEEDED, name, key)
            wanted[name] = key
        return wanted

    def _check_all(self, own: Mapping[str, str]) -> None:
        """Raise where two actions that can meet on a page have the same key."""
        holders: dict[tuple[str, str], Action] = {}
        pages = {one.page for one in self._actions.values()}
        # An own key is refused for the sake of one that was there before, so they come last.
        for action in sorted(self._actions.values(), key=lambda one: one.name in own):
            key = own.get(action.name, action.key)
            for page in pages if action.page == EVERYWHERE else {action.page}:
                holder = holders.setdefault((page, key), action)
                if key and holder is not action:
                    raise KeyRefusedError(KeyTrouble.TAKEN, action.name, key, holder)


def _no_action() -> str:
    return _("There is no action called “{name}”. The usual keys stand.")


def _fixed() -> str:
    return _("“{holder}” has a key that stays. Nothing was changed.")


def _no_key() -> str:
    return _("“{key}” is not a key. Nothing was changed.")


def _needed() -> str:
    return _(
        "{key} is needed for typing, scanning or moving about. Nothing was changed. "
        "Take a function key, or hold Ctrl or Alt with it."
    )


def _taken() -> str:
    return _("{key} is the key of “{holder}” ({page}). Nothing was changed. Choose another key.")


_SENTENCES = {
    KeyTrouble.NO_ACTION: _no_action,
    KeyTrouble.FIXED: _fixed,
    KeyTrouble.NO_KEY: _no_key,
    KeyTrouble.NEEDED: _needed,
    KeyTrouble.TAKEN: _taken,
}
