"""Translations: one gettext catalogue for window, receipts, reports and command line."""

import gettext as _gettext

from cashier.resources import resource

LANGUAGES = ("en", "lt")
"""Languages the product speaks; English is the language of the source."""

_DOMAIN = "cashier"
_current: _gettext.NullTranslations = _gettext.NullTranslations()


def catalogue(language: str) -> _gettext.NullTranslations:
    """Return the texts of ``language``; English where there are none."""
    folder = resource("translations")
    return _gettext.translation(_DOMAIN, folder, languages=[language], fallback=True)


def use(language: str) -> None:
    """Speak ``language`` from now on."""
    speak(catalogue(language))


def speak(texts: _gettext.NullTranslations) -> None:
    """Take every text from ``texts`` from now on."""
    global _current  # noqa: PLW0603 - the one language of the process, as gettext.install has it
    _current = texts


def in_use() -> _gettext.NullTranslations:
    """Return the texts in use."""
    return _current


def _(text: str) -> str:
    """Return ``text`` in the language in use."""
    return _current.gettext(text)


def several(one: str, many: str, count: int) -> str:
    """Return the form for ``count``; the text holds ``{count}``."""
    return _current.ngettext(one, many, count).format(count=count)
