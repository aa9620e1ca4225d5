"""What a customer is likely to hand over: the exact amount, and the notes of the currency."""

from cashier.domain.money import Money, minor_digits, round_to

NOTES: dict[str, tuple[int, ...]] = {
    "EUR": (5, 10, 20, 50, 100, 200),
    "PLN": (10, 20, 50, 100, 200, 500),
    "SEK": (20, 50, 100, 200, 500, 1000),
    "NOK": (50, 100, 200, 500, 1000),
    "DKK": (50, 100, 200, 500, 1000),
    "CZK": (100, 200, 500, 1000, 2000, 5000),
    "HUF": (500, 1000, 2000, 5000, 10000, 20000),
    "GBP": (5, 10, 20, 50),
    "USD": (1, 5, 10, 20, 50, 100),
    "CHF": (10, 20, 50, 100, 200, 1000),
}
"""Banknotes in circulation, in major units, by currency."""
OFFERS = 5
"""How many notes or offers stand beside the exact amount."""

_STEPS = (1, 5, 10, 50, 100, 500, 1000)


def notes(currency: str) -> tuple[Money, ...]:
    """Return the banknotes of ``currency``, smallest first; none where they are not known."""
    major = 10 ** minor_digits(currency)
    return tuple(Money(value * major, currency) for value in NOTES.get(currency, ()))


def rank(amount: Money) -> int:
    """Return which of its currency's notes ``amount`` is, from the smallest; the first for none."""
    known = notes(amount.currency)
    return known.index(amount) if amount in known else 0


def offers(due: Money, chosen: tuple[Money, ...] = ()) -> tuple[Money, ...]:
    """Return at most ``OFFERS`` amounts to tap for ``due``.

    The notes that the shop has ``chosen``, else all that are known: the smallest ones, moved up
    until the largest shown reaches ``due``. Without any, ``due`` rounded up to what notes may add
    up to, each above the one before.
    """
    known = tuple(one for one in chosen if one.currency == due.currency) or notes(due.currency)
    if not known:
        return _rounded_up(due)
    last = next((i for i, note in enumerate(known) if note >= due), len(known) - 1)
    start = max(0, last + 1 - OFFERS)
    return known[start : start + OFFERS]


def _rounded_up(due: Money) -> tuple[Money, ...]:
    major = 10 ** minor_digits(due.currency)
    found: list[Money] = []
    for step in _STEPS:
        up = Money(_up(due.minor, step * major), due.currency)
        if up > due and (not found or up > found[-1]):
            found.append(up)
    return tuple(found[:OFFERS])


def _up(minor: int, unit: int) -> int:
    rounded = round_to(minor, unit)
    return rounded if rounded >= minor else rounded + unit
