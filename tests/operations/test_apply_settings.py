"""What applies at once, with the next sale, and from the next start on."""

from dataclasses import replace

from cashier.operations.apply_settings import FROM_THE_START, apply_settings
from cashier.settings import Settings, parse

BEFORE: dict[str, dict[str, object]] = {
    "shop": {"name": "A", "currency": "EUR", "cash_rounding": "0.01", "language": "en"},
    "tax": {"rates": {"A": "21"}},
}


def after(**tables: dict[str, object]) -> Settings:
    return parse({name: BEFORE.get(name, {}) | tables.get(name, {}) for name in {*BEFORE, *tables}})


def test_the_look_and_the_words_apply_at_once() -> None:
    saved = after(screens={"theme": "dark"}, shop={"name": "B"}, payments={"tenders": ["card"]})
    applied = apply_settings(parse(BEFORE), saved, is_selling=True)
    assert (applied.now, applied.next_sale, applied.waiting) == (saved, None, ())


def test_rules_apply_at_once_while_nothing_is_sold() -> None:
    saved = after(shop={"cash_rounding": "0.05"}, tax={"mode": "per_line"})
    applied = apply_settings(parse(BEFORE), saved, is_selling=False)
    assert (applied.now, applied.next_sale) == (saved, None)


def test_a_sale_in_progress_keeps_its_rules_and_nothing_else() -> None:
    saved = after(shop={"name": "B", "cash_rounding": "0.05"}, tax={"rates": {"A": "20"}})
    applied = apply_settings(parse(BEFORE), saved, is_selling=True)
    assert applied.now.shop.name == "B"
    assert applied.now.shop.tax == parse(BEFORE).shop.tax
    assert applied.now.shop.cash_unit == 1
    assert applied.next_sale == saved
    assert apply_settings(applied.now, saved, is_selling=False).now == saved


def test_what_is_read_at_the_start_waits_for_it() -> None:
    shop: dict[str, object] = {"language": "lt", "currency": "JPY", "timezone": "Europe/Vilnius"}
    saved = after(
        shop={**shop, "cash_rounding": "1"},
        till={"prefix": "T9"},
        backend={"kind": "webservice", "register": "1"},
    )
    before = parse(BEFORE)
    applied = apply_settings(before, saved, is_selling=False)
    assert applied.waiting == FROM_THE_START
    assert applied.now == replace(before, other_back_ends=(saved.back_end,))


def test_another_currency_takes_its_coins_along_only_at_the_start() -> None:
    saved = after(shop={"currency": "SEK", "cash_rounding": "1"})
    applied = apply_settings(parse(BEFORE), saved, is_selling=False)
    assert applied.now.shop.cash_unit == 1
    assert applied.waiting == ("shop.currency",)
    assert apply_settings(applied.now, saved, is_selling=True).next_sale is None


def test_other_ids_of_the_same_system_are_in_force_at_once() -> None:
    before = parse({"backend": {"kind": "webservice", "register": "1"}})
    saved = parse({"backend": {"kind": "webservice", "register": "1", "vat_classes": {"21": "2"}}})
    applied = apply_settings(before, saved, is_selling=False)
    assert applied.now.back_end.wire.vat_classes == {"21": "2"}
    assert applied.waiting == ()


def test_a_switch_waits_whatever_is_saved_meanwhile_and_no_system_is_lost() -> None:
    """Sales wait at both: they are sent on, and with the names that were corrected since."""
    first: dict[str, object] = {"kind": "webservice", "register": "1"}
    second: dict[str, object] = {"kind": "webservice", "register": "2"}
    before = parse({"backend": first, "backends": {"two": second}})
    named = {**first, "vat_classes": {"21": "2"}}
    saved = parse({"backend": second, "backends": {"one": named}})
    for now in (before, apply_settings(before, saved, is_selling=False).now):
        applied = apply_settings(now, saved, is_selling=False)
        assert applied.waiting == ("backend",)
        assert applied.now.back_end.name == before.back_end.name
        assert applied.now.back_end.wire.vat_classes == {"21": "2"}
        assert {one.name for one in applied.now.profiles} == {one.name for one in saved.profiles}
    assert apply_settings(saved, saved, is_selling=False).now.back_end == saved.back_end
