"""Settings, Keys: which key does what; each can be another one, and no two can be the same."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout
from typing_extensions import override

from cashier.settings import Settings
from cashier.translation import _
from cashier.ui.controls.buttons import Button
from cashier.ui.controls.callout import Callout
from cashier.ui.frame.chips import Tone
from cashier.ui.keys import keys
from cashier.ui.keys.action_list import ActionList
from cashier.ui.keys.key_field import KeyField
from cashier.ui.keys.key_map import KeyMap, KeyRefusedError
from cashier.ui.look.theme import Theme
from cashier.ui.settings.settings_columns import SectionCard, SectionColumns
from cashier.ui.settings.settings_section import Content, Section


class KeysSection(Section):
    """The actions at the left; the key of the one that is chosen beside them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "keys", _("Keys"))
        self._draft = KeyMap(theme.keys.actions, self)
        self._name = theme.keys.actions[0].name
        self.list = ActionList(theme, theme.keys.actions, self)
        self.list.setAccessibleName(_("Actions and their keys"))
        actions = SectionCard(theme, _("Actions"), self)
        actions.body.setContentsMargins(0, 0, 0, 0)
        actions.body.addWidget(self.list)
        self.list.setMinimumHeight(theme.px(320))
        key = SectionCard(theme, _("Key"), self)
        self._fill(key)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(SectionColumns(theme, actions, key, parent=self))
        self.setFocusProxy(self.list)
        self._connect()
        self.list.choose(self._name)

    @override
    def content(self) -> Content:
        own = self._draft.own
        return {"keys": {one.name: own.get(one.name) for one in self._draft.actions}}

    @override
    def fill(self, settings: Settings) -> None:
        self._draft.use_what_can_be(settings.keys)
        self._show_all()

    @override
    def refuse(self, key: str, sentence: str) -> bool:
        name = key.partition(".")[2]
        is_known = any(one.name == name for one in self._draft.actions)
        if is_known:
            self.list.choose(name)
            self._tell(sentence)
        return is_known

    def _fill(self, card: SectionCard) -> None:
        theme = self._theme
        self._title, self._help = QLabel(card), QLabel(card)
        self._title.setObjectName("keyActionLabel")
        self._title.setFont(theme.font(17, 600))
        self._help.setProperty("tone", "second")
        self._help.setWordWrap(True)
        self.field = KeyField(theme, card)
        self._trouble = Callout(theme, card)
        self._trouble.setObjectName("keyTrouble")
        self._trouble.hide()
        self.usual = Button(theme, _("Usual key"), icon="undo", parent=card)
        self.usual.setObjectName("usualKeyButton")
        self.without = Button(theme, _("No key"), icon="close", parent=card)
        self.without.setObjectName("noKeyButton")
        self.all_usual = Button(theme, _("All usual keys"), icon="undo", parent=card)
        self.all_usual.setObjectName("allUsualKeysButton")
        for widget in (self._title, self._help, self.field, self._trouble):
            card.body.addWidget(widget)
        for button in (self.usual, self.without):
            card.body.addWidget(button)
        card.body.addStretch(1)
        card.body.addWidget(self.all_usual)

    def _connect(self) -> None:
        self.list.action_chosen.connect(self._on_action_chosen)
        self.list.activated.connect(self._on_activated)
        self.field.key_pressed.connect(self._on_key_pressed)
        self.usual.clicked.connect(self._on_usual)
        self.without.clicked.connect(self._on_without)
        self.all_usual.clicked.connect(self._on_all_usual)

    def _give(self, key: str) -> None:
        """Give the chosen action ``key``, or say whose it is."""
        try:
            self._draft.use(self._draft.give(self._name, key))
        except KeyRefusedError as error:
            self._tell(error.sentence)
            return
        self._trouble.hide()
        self._show_all()
        self.tell_changed()

    def _tell(self, sentence: str) -> None:
        self._trouble.show_words(Tone.ERROR, "attention", _("Not taken"), sentence)
        self._trouble.show()

    def _show_all(self) -> None:
        self.list.show_keys(self._draft)
        self._show_action()

    def _show_action(self) -> None:
        action = self._draft.action(self._name)
        key = self._draft.key(self._name)
        self._title.setText(action.label)
        self._help.setText(action.help)
        spoken = _("Key of {action}: {key}")
        named = keys.words(key) or _("No key")
        self.field.show_key(key, spoken.format(action=action.label, key=named))
        self.field.setEnabled(not action.is_fixed)
        self.usual.setEnabled(key != action.key)
        self.usual.set_label(_("Usual key: {key}").format(key=keys.words(action.key)))
        self.without.setEnabled(bool(key) and not action.is_fixed)
        self.all_usual.setEnabled(bool(self._draft.own))
        if action.is_fixed:
            self._tell_fixed()

    def _tell_fixed(self) -> None:
        text = _("Pages, forms and lists all work with it.")
        self._trouble.show_words(Tone.NEUTRAL, "key", _("This key stays"), text)
        self._trouble.show()

    @Slot(str)
    def _on_action_chosen(self, name: str) -> None:
        self._name = name
        self._trouble.hide()
        self._show_action()

    @Slot()
    def _on_activated(self) -> None:
        """Go from the list to the field: the next key is the new one."""
        self.field.setFocus()

    @Slot(str)
    def _on_key_pressed(self, key: str) -> None:
        self._give(key)

    @Slot()
    def _on_usual(self) -> None:
        self._give(self._draft.action(self._name).key)

    @Slot()
    def _on_without(self) -> None:
        self._give("")

    @Slot()
    def _on_all_usual(self) -> None:
        self._draft.use({})
        self._trouble.hide()
        self._show_all()
        self.tell_changed()
