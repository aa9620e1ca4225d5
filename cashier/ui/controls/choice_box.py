"""A choice of one text out of a list; a value that is not offered is shown all the same."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from cashier.ui.controls.choice import Choice
from cashier.ui.look.theme import Theme


class ChoiceBox(Choice):
    """Values with their texts, as wide as its place; ``activated`` tells of a person's choice."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        choices: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, label, parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.show_choices(choices)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``choices`` as (value, text)."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)

    @property
    @override
    def value(self) -> str:
        """The value chosen; empty where there is none."""
        return str(self.currentData() or "")

    @override
    def show_value(self, value: object) -> None:
        """Show ``value``; one that is not offered is put at the end."""
        if self.findData(value) < 0:
            self.addItem(str(value), value)
        super().show_value(value)
