"""Codes that came through the wrong keyboard layout, put right where their digits prove it.

A scanner presses keys, it does not send characters: set to an English keyboard, its ``1`` is the
first key of the row, and that key writes ``&`` on a French keyboard and ``ą`` on a Lithuanian one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cashier.domain.check_digit import has_check_digit

_NUMBERS = frozenset({8, 12, 13, 14})
_GTIN = 14
_AIM_LENGTH = 3

# What the keys write without Shift and with it, row by row, in the order of the English keyboard.
# A blank is a dead key: it writes nothing until the next one.
_ENGLISH = (
    "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./",
    '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?',
)
_LAYOUTS: tuple[tuple[str, str, str], ...] = (
    (
        "Lithuanian",
        "`ąčęėįšųū90-žqwertyuiop[]asdfghjkl;'\\zxcvbnm,./",
        '~ĄČĘĖĮŠŲŪ()_ŽQWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?',
    ),
    (
        "Lithuanian",
        "`ąčęėįšųū„“-žqwertyuiop[]asdfghjkl;'\\zxcvbnm,./",
        '~ĄČĘĖĮŠŲŪ()_ŽQWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?',
    ),
    (
        "Lithuanian standard",
        "`!-/;:,.=()?xąžertyuiopįwasdšghjklųėqzūcvbnmčfę",
        "~1234567890+XĄŽERTYUIOPĮWASDŠGHJKLŲĖQZŪCVBNMČFĘ",
    ),
    (
        "French",
        "²&é\"'(-è_çà)=azertyuiop $qsdfghjklmù*wxcvbn,;:!",
        "~1234567890°+AZERTYUIOP £QSDFGHJKLM%µWXCVBN?./§",
    ),
    (
        "Belgian",
        "²&é\"'(§è!çà)-azertyuiop $qsdfghjklmùµwxcvbn,;:=",
        "³1234567890°_AZERTYUIOP *QSDFGHJKLM%£WXCVBN?./+",
    ),
    (
        "Czech",
        ";+ěščřžýáíé= qwertzuiopú)asdfghjklů§ yxcvbnm,.-",
        " 1234567890% QWERTZUIOP/(ASDFGHJKL\"!'YXCVBNM?:_",
    ),
    (
        "Slovak",
        ";+ľščťžýáíé= qwertzuiopúäasdfghjklô§ňyxcvbnm,.-",
        ' 1234567890% QWERTZUIOP/(ASDFGHJKL"!)YXCVBNM?:_',
    ),
    (
        "Hungarian",
        "0123456789öüóqwertzuiopőúasdfghjkléáűyxcvbnm,.-",
        "§'\"+!%/=()ÖÜÓQWERTZUIOPŐÚASDFGHJKLÉÁŰYXCVBNM?:_",
    ),
    (
        "German",
        " 1234567890ß qwertzuiopü+asdfghjklöä#yxcvbnm,.-",
        "°!\"§$%&/()=? QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_",
    ),
    (
        "Russian",
        "ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю.",
        'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,',
    ),
    (
        "Ukrainian",
        "'1234567890-=йцукенгшщзхїфівапролджєґячсмитьбю.",
        'ʼ!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄҐЯЧСМИТЬБЮ,',
    ),
    (
        "Bulgarian",
        "(1234567890-.,уеишщксдзц;ьяаожгтнвмч„юйъэфхпрлб",
        ')!?+"%=:/–№$€ыУЕИШЩКСДЗЦ§ѝЯАОЖГТНВМЧ“ЮЙЪЭФХПРЛБ',
    ),
    (
        "Greek",
        "`1234567890-=;ςερτυθιοπ[]ασδφγηξκλ '\\ζχψωβνμ,./",
        '~!@#$%^&*()_+:ΣΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ "|ΖΧΨΩΒΝΜ<>?',
    ),
    (
        "Estonian",
        " 1234567890+ qwertyuiopüõasdfghjklöä'zxcvbnm,.-",
        ' !"#¤%&/()=? QWERTYUIOPÜÕASDFGHJKLÖÄ*ZXCVBNM;:_',
    ),
    (
        "Spanish",
        "º1234567890'¡qwertyuiop +asdfghjklñ çzxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP *ASDFGHJKLÑ ÇZXCVBNM;:_',
    ),
    (
        "Italian",
        "\\1234567890'ìqwertyuiopè+asdfghjklòàùzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§ZXCVBNM;:_',
    ),
    # Shift or its lock is held down: the keys of digits and letters write each other's row.
    ("Shift", _ENGLISH[1], _ENGLISH[0]),
)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A code as it was meant, and the layout it came through."""

    text: str
    layout: str


def repaired(text: str) -> Repaired | None:
    """Return what ``text`` was meant to be, where its check digit proves it; else None.

    Where two keyboards each prove another number nothing is proven.
    """
    if _is_proven(text):
        return None
    found: dict[str, Repaired] = {}
    for layout, table in _TABLES:
        meant = text.translate(table)
        if meant != text and _is_proven(meant):
            figures = "".join(char for char in meant if not char.isalpha())
            found.setdefault(figures, Repaired(meant, layout))
    return found.popitem()[1] if len(found) == 1 else None


def _is_proven(text: str) -> bool:
    """Whether ``text`` is a number of the trade, or a GS1 code that begins with one."""
    if len(text) in _NUMBERS:
        return has_check_digit(text)
    code = text[_AIM_LENGTH:] if text.startswith("]") else text
    gtin = _after(code.lstrip("\x1d"), ("(01)", "01"))[:_GTIN]
    return len(gtin) == _GTIN and has_check_digit(gtin)


def _after(code: str, beginnings: tuple[str, ...]) -> str:
    """Return what follows the one of ``beginnings`` that the code has; nothing without one."""
    return next((code[len(one) :] for one in beginnings if code.startswith(one)), "")


def _table(plain: str, shifted: str) -> Mapping[int, str]:
    pairs = zip(plain + shifted, "".join(_ENGLISH), strict=True)
    return {ord(there): here for there, here in pairs if there != " "}


_TABLES = tuple((layout, _table(plain, shifted)) for layout, plain, shifted in _LAYOUTS)
