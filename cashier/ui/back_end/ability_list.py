"""What a back end can do, one line each: a sign, the thing, and what that means here."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cashier.translation import _
from cashier.ui.back_end.back_end_words import Ability
from cashier.ui.look import assets
from cashier.ui.look.theme import Theme

_ICON = 20


class AbilityList(QWidget):
    """The lines; each is read out whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("abilityList")
        self.setAccessibleName(_("What it can do"))
        self._theme = theme
        self._shown: Sequence[Ability] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(10))
        self._grid.setColumnStretch(1, 1)
        self._icons: list[QLabel] = []
        self._lines: list[QLabel] = []
        theme.changed.connect(self._on_changed)

    def show_abilities(self, abilities: Sequence[Ability]) -> None:
        """Show these lines in place of those before."""
        if abilities == self._shown:
            return
        self._shown = abilities
        while len(self._lines) < len(abilities):
            self._add_line()
        for place, (icon, line) in enumerate(zip(self._icons, self._lines, strict=True)):
            icon.setVisible(place < len(abilities))
            line.setVisible(place < len(abilities))
        self._on_changed()

    def _add_line(self) -> None:
        icon, line = QLabel(self), QLabel(self)
        line.setFont(self._theme.font(14, 500))
        line.setWordWrap(True)
        row = len(self._lines)
        self._grid.addWidget(icon, row, 0)
        self._grid.addWidget(line, row, 1)
        self._icons.append(icon)
        self._lines.append(line)

    @Slot()
    def _on_changed(self) -> None:
        """Show the lines in the colours of now."""
        side, quiet = self._theme.px(_ICON), self._theme.colour("text2").name()
        for icon, line, ability in zip(self._icons, self._lines, self._shown, strict=False):
            colour = self._theme.colour(f"{ability.tone.value}Icon")
            icon.setPixmap(assets.pixmap(ability.icon, colour, side, self.devicePixelRatioF()))
            note = f"<span style='color:{quiet};font-weight:400'>{ability.note}</span>"
            line.setText(f"{ability.title}&nbsp;&nbsp;{note}")
            line.setAccessibleName(f"{ability.title}: {ability.note}")
