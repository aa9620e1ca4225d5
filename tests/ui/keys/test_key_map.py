"""The key map: one key per action and page, the user's own over the usual ones, no conflicts."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from cashier.ui.keys import keys
from cashier.ui.keys.actions import EVERYWHERE, catalogue
from cashier.ui.keys.key_map import KeyMap, KeyRefusedError, KeyTrouble

NAMES = [one.name for one in catalogue()]
TEXTS = st.one_of(
    st.sampled_from([f"F{number}" for number in range(1, 13)]),
    st.sampled_from(["", "Del", "Ins", "*", "+", "-", "=", "/", "7", "a", "Return", "Esc", "Tab"]),
    st.builds(
        "{}+{}".format,
        st.sampled_from(["Ctrl", "Alt", "Shift", "Ctrl+Alt"]),
        st.sampled_from([*string.ascii_uppercase, *string.digits, "F5", "Del", "Up", "Space"]),
    ),
    st.text(max_size=6),
)


def key_event(key: Qt.Key, text: str = "", *held: Qt.KeyboardModifier) -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def conflicts(key_map: KeyMap) -> list[tuple[str, str]]:
    """Return the pairs of actions that can meet on a page and have the same key."""
    every = [one for one in key_map.actions if key_map.key(one.name)]
    return [
        (one.name, other.name)
        for place, one in enumerate(every)
        for other in every[place + 1 :]
        if key_map.key(one.name) == key_map.key(other.name)
        and (one.page == other.page or EVERYWHERE in {one.page, other.page})
    ]


def test_the_catalogue_is_free_of_conflicts_and_of_repetition() -> None:
    key_map = KeyMap()
    assert conflicts(key_map) == []
    assert len(set(NAMES)) == len(NAMES)
    for action in key_map.actions:
        assert action.label
        assert action.help
        assert keys.portable(action.key) == action.key


@given(st.dictionaries(st.sampled_from([*NAMES, "sell.fly"]), TEXTS, max_size=8))
def test_no_two_actions_of_a_page_ever_share_a_key(own: dict[str, str]) -> None:
    key_map = KeyMap()
    try:
        key_map.use(own)
    except KeyRefusedError:
        assert key_map.own == {}
    assert conflicts(key_map) == []
    refused = key_map.use_what_can_be(own)
    assert conflicts(key_map) == []
    assert {one.name for one in refused}.isdisjoint(key_map.own)
    for name, key in key_map.own.items():
        assert not key or keys.may_be_chosen(key)
        assert not key_map.action(name).is_fixed


@pytest.mark.parametrize(
    ("name", "key", "trouble"),
    [
        ("sell.pay", "F8", KeyTrouble.TAKEN),
        ("sell.pay", "F1", KeyTrouble.TAKEN),
        ("everywhere.keys", "F6", KeyTrouble.TAKEN),
        ("sell.pay", "7", KeyTrouble.NEEDED),
        ("sell.pay", "P", KeyTrouble.NEEDED),
        ("sell.pay", "Shift+P", KeyTrouble.NEEDED),
        ("sell.pay", ",", KeyTrouble.NEEDED),
        ("sell.pay", ".", KeyTrouble.NEEDED),
        ("sell.pay", "Return", KeyTrouble.NEEDED),
        ("sell.pay", "Enter", KeyTrouble.NEEDED),
        ("sell.pay", "Esc", KeyTrouble.NEEDED),
        ("sell.pay", "Backspace", KeyTrouble.NEEDED),
        ("sell.pay", "Ctrl+V", KeyTrouble.NEEDED),
        ("sell.pay", "Ctrl+Alt+E", KeyTrouble.NEEDED),
        ("sell.pay", "Pay!", KeyTrouble.NO_KEY),
        ("sell.pay", "Ctrl+A, Ctrl+B", KeyTrouble.NO_KEY),
        ("everywhere.back", "F3", KeyTrouble.FIXED),
        ("sell.fly", "F3", KeyTrouble.NO_ACTION),
    ],
)
def test_a_key_is_refused_in_words(name: str, key: str, trouble: KeyTrouble) -> None:
    key_map = KeyMap()
    with pytest.raises(KeyRefusedError) as caught:
        key_map.use({name: key})
    assert caught.value.trouble is trouble
    assert "{" not in caught.value.sentence
    assert key_map.own == {}


def test_a_conflict_names_the_action_that_has_the_key() -> None:
    with pytest.raises(KeyRefusedError) as caught:
        KeyMap().use({"sell.pay": "F8"})
    assert "F8 is the key of “Park” (Sell)." in caught.value.sentence


def test_two_actions_can_change_keys_with_each_other() -> None:
    key_map = KeyMap()
    assert key_map.use_what_can_be({"sell.pay": "F8", "sell.park": "F12"}) == ()
    assert (key_map.key("sell.pay"), key_map.key("sell.park")) == ("F8", "F12")


def test_what_cannot_be_is_left_out_and_the_rest_is_taken() -> None:
    key_map = KeyMap()
    refused = key_map.use_what_can_be({"sell.pay": "F8", "sell.note": "Ctrl+N", "sell.fly": "F3"})
    assert {one.name for one in refused} == {"sell.pay", "sell.fly"}
    assert key_map.own == {"sell.note": "Ctrl+N"}


def test_a_change_is_told_once_and_the_usual_key_is_no_change() -> None:
    key_map = KeyMap()
    told: list[str] = []

    def on_changed() -> None:
        told.append(key_map.cap("sell.pay"))

    key_map.changed.connect(on_changed)
    key_map.use({"sell.pay": "f11", "everywhere.full_screen": "Shift+F11"})
    key_map.use({"sell.pay": "F11", "everywhere.full_screen": "Shift+F11", "sell.park": "F8"})
    key_map.use({})
    assert told == ["F11", "F12"]


def test_an_action_can_go_without_a_key() -> None:
    key_map = KeyMap()
    key_map.use({"sell.void": ""})
    assert key_map.cap("sell.void") == ""
    assert key_map.found("sell", "Ctrl+Del") is None


def test_caps_can_be_hidden_and_are_still_spoken() -> None:
    key_map = KeyMap()
    key_map.show_caps(shown=False)
    assert key_map.cap("sell.pay") == ""
    assert key_map.words("sell.pay") == "F12"


@pytest.mark.parametrize(
    ("key", "words"),
    [("Ctrl+Z", "Ctrl Z"), ("Ctrl++", "Ctrl +"), ("Return", "Enter"), ("Up", "↑"), ("+", "+")],
)
def test_a_key_is_printed_as_on_keyboards(key: str, words: str) -> None:
    assert keys.words(key) == words


@pytest.mark.parametrize(
    ("event", "key"),
    [
        (key_event(Qt.Key.Key_Asterisk, "*", Qt.KeyboardModifier.ShiftModifier), "*"),
        (key_event(Qt.Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier), "Return"),
        (key_event(Qt.Key.Key_Up, "", Qt.KeyboardModifier.KeypadModifier), "Up"),
        (key_event(Qt.Key.Key_Z, "\x1a", Qt.KeyboardModifier.ControlModifier), "Ctrl+Z"),
        (key_event(Qt.Key.Key_Delete, "\x7f"), "Del"),
        (key_event(Qt.Key.Key_F12), "F12"),
    ],
)
def test_a_pressed_key_has_the_same_name(event: QKeyEvent, key: str) -> None:
    assert keys.pressed(event) == key
