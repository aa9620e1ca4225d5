"""Keys as texts: Qt's portable form for files, words for caps, and which ones may be chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from cashier.translation import _

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
# Signs that do something on a page although they type a character.
SIGNS = frozenset("*+-=/?")
# They move, take and leave, in fields, lists and pages alike.
_STRUCTURE = frozenset(
    "Return Enter Esc Backspace Tab Backtab Space Up Down Left Right PgUp PgDown Home End".split()
)
# What fields and the system do with them.
_NOT_OURS = frozenset("Ctrl+A Ctrl+C Ctrl+V Ctrl+X Alt+F4 Ctrl+Alt+Del".split())
_ALONE = frozenset({"Del", "Ins", "Pause", *(f"F{number}" for number in range(1, 25))})


def portable(text: str) -> str:
    """Return ``text`` in the portable form; empty where it names no single key."""
    keys = QKeySequence.fromString(text.strip(), _PORTABLE)
    found = keys.toString(_PORTABLE) if keys.count() == 1 else ""
    return found[: -len("Enter")] + "Return" if found.endswith("Enter") else found


def parts(key: str) -> tuple[tuple[str, ...], str]:
    """Return the modifiers of ``key`` and the key itself: ``Ctrl+Z`` is ``("Ctrl",)`` and Z."""
    held: list[str] = []
    while (name := key.partition("+")[0]) in _MODIFIERS and len(key) > len(name) + 1:
        held.append(name)
        key = key[len(name) + 1 :]
    return tuple(held), key


def words(key: str) -> str:
    """Return what is printed on a cap and spoken: ``Ctrl Z``."""
    held, last = parts(key)
    names = {
        "Return": _("Enter"),
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
        "-": "\N{MINUS SIGN}",
    }
    return " ".join((*held, names.get(last, last)))


def is_typed(key: str) -> bool:
    """Whether fields and lists have a use for ``key``: actions have it only after them."""
    held, last = parts(key)
    return not {"Ctrl", "Alt", "Meta"} & set(held) and not _is_function_key(last)


def may_be_chosen(key: str) -> bool:
    """Whether ``key`` is free for actions: keypad, search, scanner and fields live on others."""
    held, last = parts(key)
    if key in _NOT_OURS or last in _STRUCTURE:
        return False
    if {"Ctrl", "Alt"} <= set(held) and not _is_function_key(last):
        return False  # AltGr types characters
    if {"Ctrl", "Alt", "Meta"} & set(held):
        return True
    return last in _ALONE or (not held and last in SIGNS)


def pressed(event: QKeyEvent) -> str:
    """Return the key of ``event`` in the portable form; a sign however it is typed."""
    if event.text() in SIGNS and event.text() and not event.modifiers() & _HELD:
        return event.text()
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return portable(QKeySequence(int(event.key()) | held.value).toString(_PORTABLE))


def writes(event: QKeyEvent) -> bool:
    """Whether a key writes a letter, a digit or a decimal sign, and means nothing else."""
    text = event.text()
    return bool(text) and (text.isalnum() or text in {",", "."}) and not event.modifiers() & _HELD


def _is_function_key(name: str) -> bool:
    return name.startswith("F") and name[1:].isdigit()
