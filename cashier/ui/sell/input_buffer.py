"""What was typed on the keypad: digits and one decimal sign, as plain decimal text."""

from dataclasses import dataclass, replace

MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class InputBuffer:
    """Typed text with at most ``decimals`` decimals; empty means the old value still stands."""

    text: str = ""
    decimals: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.text

    def with_digits(self, digits: str) -> "InputBuffer | None":
        """Return the buffer with more digits, or None where the bell rings instead."""
        typed = self.text + digits
        whole, point, part = typed.partition(".")
        if len(whole) + len(part) > MOST_DIGITS or (point and len(part) > self.decimals):
            return None
        if not point:
            whole = whole.lstrip("0") or "0"
        return replace(self, text=whole + point + part)

    def with_point(self) -> "InputBuffer | None":
        """Return the buffer with a decimal sign, or None where one is already.

        Where no decimals belong it stays, and the bell rings for the digit after it: a sign that
        was left out would make 25 of 2.5.
        """
        if "." in self.text:
            return None
        return replace(self, text=(self.text or "0") + ".")

    def without_last(self) -> "InputBuffer":
        """Return the buffer one character shorter; an empty one stays empty."""
        return replace(self, text=self.text[:-1])

    def cleared(self, decimals: int | None = None) -> "InputBuffer":
        return InputBuffer("", self.decimals if decimals is None else decimals)

    @property
    def plain(self) -> str:
        """The typed number as plain decimal text: ``12.`` reads ``12``."""
        return self.text.removesuffix(".")
