"""A scanned code as the till understands it: its kind, the names to look it up by, its measure."""

import enum
from dataclasses import dataclass

from cashier.domain.check_digit import check_digit, has_check_digit
from cashier.domain.in_store import InStorePattern, Label, read_label
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.domain.quantity import Quantity

_EAN_8, _UPC_A, _EAN_13, _GTIN_14 = 8, 12, 13, 14
_UPC_E = range(6, 9)
_BOOKLAND = ("977", "978", "979")
_ADD_ONS = (2, 5)
_UPC_E_PAYLOAD = 7


class CodeKind(enum.Enum):
    """What kind of code it is; the value is its name in the trade."""

    EAN_13 = "EAN-13"
    EAN_8 = "EAN-8"
    UPC_A = "UPC-A"
    UPC_E = "UPC-E"
    GTIN_14 = "GTIN-14"
    IN_STORE = "in-store"
    GS1 = "GS1"
    OTHER = "other"


class CheckDigit(enum.Enum):
    """Whether the digits of a code hold together."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A code that was read: ``names`` are what the catalogue is asked for, in this order.

    A label gives ``quantity`` with its ``unit``, or the ``price`` of the whole; ``rule`` names the
    pattern it was read by. ``check`` is of the whole code, ``is_sound`` of the value in it.
    """

    text: str
    kind: CodeKind
    names: tuple[str, ...]
    check: CheckDigit = CheckDigit.NONE
    quantity: Quantity | None = None
    unit: Unit | None = None
    price: Money | None = None
    rule: str = ""
    is_sound: bool = True

    @property
    def gtin(self) -> str:
        """The number of the trade item with fourteen digits, where the code holds a right one."""
        if self.kind is CodeKind.IN_STORE:
            return ""
        right = [name for name in self.names if _is_gtin(name)]
        return max(right, key=len).zfill(_GTIN_14) if right else ""


def read_number(
    text: str, patterns: tuple[InStorePattern, ...], currency: str
) -> ScannedCode | None:
    """Return what the digits ``text`` say; None where they are none, or no number of the trade."""
    if not (text.isascii() and text.isdigit()):
        return None
    label = read_label(text, patterns, currency)
    if label is not None:
        return _of_label(text, label)
    match len(text):
        case 13:
            return _checked(text, CodeKind.EAN_13, (text,))
        case 12:
            return _checked(text, CodeKind.UPC_A, (text, text.zfill(_EAN_13)))
        case 14:
            return _checked(text, CodeKind.GTIN_14, gtin_names(text))
        case _:
            return _short(text) or _with_add_on(text)


def gtin_names(gtin: str) -> tuple[str, ...]:
    """Return the ways to write a GTIN of fourteen digits; one that counts packs has only itself."""
    return (gtin, gtin[1:]) if gtin.startswith("0") else (gtin,)


def upc_a_of(digits: str) -> str | None:
    """Return the UPC-A that the six to eight digits of a UPC-E stand for; None for other digits."""
    if len(digits) not in _UPC_E:
        return None
    payload = f"0{digits}" if len(digits) == min(_UPC_E) else digits[:_UPC_E_PAYLOAD]
    if payload[0] not in "01":
        return None
    whole = _expanded(payload)
    whole += str(check_digit(whole))
    is_right = len(digits) < _EAN_8 or whole[-1] == digits[-1]
    return whole if is_right else None


def _expanded(payload: str) -> str:
    """Put back the zeros that a UPC-E leaves out; its last digit tells where they stood."""
    system, six, last = payload[0], payload[1:], payload[-1]
    match last:
        case "0" | "1" | "2":
            return f"{system}{six[:2]}{last}0000{six[2:5]}"
        case "3":
            return f"{system}{six[:3]}00000{six[3:5]}"
        case "4":
            return f"{system}{six[:4]}00000{six[4]}"
        case _:
            return f"{system}{six[:5]}0000{last}"


def _short(text: str) -> ScannedCode | None:
    """Return what six to eight digits say: an EAN-8 if its check digit is right, else a UPC-E."""
    upc_a = upc_a_of(text)
    wide = () if upc_a is None else (upc_a, upc_a.zfill(_EAN_13))
    if len(text) == _EAN_8 and (has_check_digit(text) or not wide):
        return _checked(text, CodeKind.EAN_8, (text, *wide))
    if not wide:
        return None
    check = CheckDigit.RIGHT if len(text) == _EAN_8 else CheckDigit.NONE
    return ScannedCode(text, CodeKind.UPC_E, (text, *wide), check)


def _with_add_on(text: str) -> ScannedCode | None:
    """Return a book or magazine whose scanner also read the two or five digits beside its code."""
    number, beside = text[:_EAN_13], text[_EAN_13:]
    if len(beside) not in _ADD_ONS or not number.startswith(_BOOKLAND):
        return None
    return _checked(number, CodeKind.EAN_13, (text, number))


def _checked(number: str, kind: CodeKind, names: tuple[str, ...]) -> ScannedCode:
    check = CheckDigit.RIGHT if has_check_digit(number) else CheckDigit.WRONG
    return ScannedCode(number, kind, names, check)


def _of_label(text: str, label: Label) -> ScannedCode:
    return ScannedCode(
        text,
        CodeKind.IN_STORE,
        (text, *label.names),
        CheckDigit.RIGHT,
        label.quantity,
        label.unit,
        label.price,
        label.pattern.text,
        label.is_sound,
    )


def _is_gtin(name: str) -> bool:
    return len(name) in {_EAN_8, _UPC_A, _EAN_13, _GTIN_14} and has_check_digit(name)
