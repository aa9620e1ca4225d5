"""Why a value of the settings was refused, said to the person who entered it."""

from cashier.domain.errors import BackEndNeededError, CurrencyKeptError, SettingsRefusedError
from cashier.messages import sentence_for
from cashier.translation import _


def refusal(error: SettingsRefusedError) -> str:
    """Return the sentence below the field."""
    if isinstance(error, CurrencyKeptError | BackEndNeededError):
        return str(sentence_for(error))
    given = error.given
    words = {
        "shop.currency": _("“{given}” is not a currency of ISO 4217. Nothing was saved."),
        "shop.timezone": _("There is no time zone “{given}”. Nothing was saved."),
        "shop.cash_rounding": _(
            "Nobody pays with a coin of “{given}”. Nothing was saved. Enter a coin such as 0.05."
        ),
        "till.prefix": _(
            "“{given}” cannot stand before receipt numbers. Nothing was saved. "
            "Use 1 to 8 letters and digits of English."
        ),
        "scanner.prefix": _(
            "“{given}” would be taken off codes that begin with it. Nothing was saved. "
            "Use a sign such as ~ and set the scanner to send it."
        ),
        "scanner.in_store": _(
            "Labels cannot be read by “{given}”. Nothing was saved. "
            "Write patterns such as 21IIIIIWW.WWW, with a space between them."
        ),
        "tax.rates": _("“{given}” cannot be used as a rate or its letter. Nothing was saved."),
    }
    plain = _("“{given}” cannot be used here. Nothing was saved. Correct it and save again.")
    text = words.get(error.what, plain) if given else _("Something must stand here.")
    return text.format(given=given)
