"""Apply saved settings: what is in force at once, with the next sale, from the next start on."""

from dataclasses import dataclass, replace

from cashier.settings import BackEndProfile, Settings

FROM_THE_START = ("shop.language", "shop.currency", "shop.timezone", "till.prefix", "backend")
"""What is read when the till starts and cannot be another while it runs."""


@dataclass(frozen=True, slots=True)
class Applied:
    """``now`` is in force; ``next_sale`` where a sale in progress keeps its rules, else None.

    ``waiting`` names what applies when the till is started again.
    """

    now: Settings
    next_sale: Settings | None
    waiting: tuple[str, ...]


def apply_settings(before: Settings, saved: Settings, *, is_selling: bool) -> Applied:
    """Return what becomes of ``saved`` in a till that works under ``before``.

    VAT and cash rounding of a sale with lines stay as they were when it began. Cash is rounded in
    the currency in force: with another one, the smallest coin waits for the start too.
    """
    has_currency = before.shop.currency == saved.shop.currency
    shop = replace(
        saved.shop,
        language=before.shop.language,
        currency=before.shop.currency,
        timezone=before.shop.timezone,
        cash_unit=saved.shop.cash_unit if has_currency else before.shop.cash_unit,
    )
    in_force = _back_end(before, saved)
    others = tuple(one for one in saved.profiles if one.name and one.name != in_force.name)
    wanted = replace(
        saved, shop=shop, prefix=before.prefix, back_end=in_force, other_back_ends=others
    )
    kept = replace(shop, tax=before.shop.tax, cash_unit=before.shop.cash_unit)
    if is_selling and kept != shop:
        return Applied(replace(wanted, shop=kept), saved, _waiting(before, saved))
    return Applied(wanted, None, _waiting(before, saved))


def _back_end(before: Settings, saved: Settings) -> BackEndProfile:
    """Return where sales go: another system from the next start on, this one as it is set up now.

    The window's lists, its strip and what is linked to an order there are of one system.
    """
    name = before.back_end.name
    if name == saved.back_end.name:
        return saved.back_end
    return (saved.profile_named(name) if name else None) or before.back_end


def _waiting(before: Settings, saved: Settings) -> tuple[str, ...]:
    old, new = _at_the_start(before), _at_the_start(saved)
    return tuple(key for key in FROM_THE_START if old[key] != new[key])


def _at_the_start(settings: Settings) -> dict[str, object]:
    shop = settings.shop
    back_end = settings.back_end.name
    values = (shop.language, shop.currency, shop.timezone, settings.prefix, back_end)
    return dict(zip(FROM_THE_START, values, strict=True))
