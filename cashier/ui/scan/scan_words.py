"""What the scanner's tester says: how keys were taken, how a code was read, what would help."""

from cashier.domain.barcode import CheckDigit, CodeKind, ScannedCode
from cashier.domain.in_store import InStorePattern, Measure
from cashier.domain.product import Unit
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.look import formatting
from cashier.ui.scan.burst import Burst, Decision
from cashier.ui.scan.scan_advice import Advice, Setting
from cashier.ui.scan.scan_rule import ScanRule
from cashier.ui.scan.scan_tester import Trial

Row = tuple[str, str]
_ENDS = {"enter": "Enter", "tab": "Tab"}
_SHOWN_GROUP = "\N{SYMBOL FOR GROUP SEPARATOR}"


def verdict(trial: Trial, rule: ScanRule) -> tuple[str, str]:
    """Return how what came was taken, and which rule decided it."""
    burst = trial.burst
    if burst is None:
        return _("Read as if it had been scanned"), _("It came by typing or pasting.")
    if burst.decision.is_scan:
        return _("Taken for a scan"), _scanned(burst, rule)
    return _("Taken for typing"), _typed(burst, rule)


def _scanned(burst: Burst, rule: ScanRule) -> str:
    words = {
        Decision.SPEED: _("Every key came within {limit} ms of the one before."),
        Decision.PREFIX: _("It began with the prefix {prefix}."),
        Decision.SILENCE: _("Every key came within {limit} ms, and nothing followed."),
    }
    sentence = words[burst.decision].format(limit=rule.longest_gap_ms, prefix=rule.prefix)
    if not burst.layout:
        return sentence
    layout = _("The keyboard was set to {layout}; its digits were put right.")
    return f"{sentence} {layout.format(layout=layout_name(burst.layout))}"


def _typed(burst: Burst, rule: ScanRule) -> str:
    match burst.decision:
        case Decision.TOO_SLOW:
            words = _("A key came {gap} ms after the one before; those of a scan take {limit}.")
            return words.format(gap=burst.longest_gap_ms, limit=rule.longest_gap_ms)
        case Decision.TOO_SHORT:
            words = _("It has {length} characters; a scan has {shortest} or more.")
            length = len(rule.code_in(burst.text))
            return words.format(length=length, shortest=rule.shortest_code)
        case _:
            return _("No key that ends a scan came after it.")


def speed(burst: Burst) -> str:
    words = _("{average} ms between keys, {longest} ms at most")
    return words.format(average=burst.average_gap_ms, longest=burst.longest_gap_ms)


def rows(trial: Trial) -> list[Row]:
    """Return everything known about what came, label and value."""
    found = [(_("What came"), visible(trial.burst.text if trial.burst else trial.text))]
    if trial.burst is not None:
        found += _rows_of_burst(trial.burst)
    if trial.tried is not None:
        found += _rows_of_code(trial.tried.code)
        found.append((_("Product"), _product(trial)))
    elif trial.error is not None:
        found.append((_("Not read"), str(sentence_for(trial.error))))
    return found


def visible(text: str) -> str:
    """Return ``text`` with a sign for what is not seen."""
    shown = text.replace("\x1d", _SHOWN_GROUP)
    return "".join(char if char.isprintable() else "·" for char in shown)


def _rows_of_burst(burst: Burst) -> list[Row]:
    found = [(_("Speed"), speed(burst)), (_("End key"), _ENDS.get(burst.end, _("none")))]
    if burst.code and burst.code != burst.text:
        found.append((_("Taken as"), visible(burst.code)))
    return found


def _rows_of_code(code: ScannedCode) -> list[Row]:
    found = [(_("Kind"), _kind(code))]
    if code.check is CheckDigit.WRONG or not code.is_sound:
        found.append((_("Check digit"), _("wrong")))
    if code.gtin:
        found.append(("GTIN", code.gtin))
    if code.quantity is not None:
        quantity = formatting.quantity(code.quantity)
        found.append((_measure(code.unit), f"{quantity} {code.unit.value if code.unit else ''}"))
    if code.price is not None:
        found.append((_("Price on it"), formatting.money_text(code.price)))
    return found


def _kind(code: ScannedCode) -> str:
    kinds = {
        CodeKind.IN_STORE: _("Label of the shop's own that begins with {rule}"),
        CodeKind.GS1: _("GS1 message with {rule}"),
        CodeKind.OTHER: _("Code 128 or another code of letters and digits"),
    }
    rule = code.rule[:2] if code.kind is CodeKind.IN_STORE else code.rule
    return kinds.get(code.kind, code.kind.value).format(rule=rule)


def _measure(unit: Unit | None) -> str:
    measures = {Unit.KILOGRAM: _("Weight"), Unit.METRE: _("Length"), Unit.LITRE: _("Volume")}
    return _("Count") if unit is None else measures.get(unit, _("Count"))


def _product(trial: Trial) -> str:
    tried = trial.tried
    if tried is None or tried.refused is not None:
        return str(sentence_for(tried.refused)) if tried and tried.refused else ""
    if tried.found is None:
        return _("Not in the catalogue")
    product = tried.found.product
    return f"{product.name}, {formatting.money_text(product.price)}"


def advice_label(advice: Advice) -> str:
    """Return the verb that takes the advice."""
    match advice.setting:
        case Setting.GAP:
            return _("Allow {gap} ms between keys").format(gap=advice.value)
        case Setting.LENGTH:
            return _("Take {length} characters for a code").format(length=advice.value)
        case Setting.END:
            return _("My scanner has no end key")


def pattern_words(pattern: InStorePattern) -> str:
    """Return what a pattern of a label says, for the list below the country."""
    words = {
        Measure.WEIGHT: _("{prefix}: item of {length} digits, kilograms with {decimals} decimals"),
        Measure.PRICE: _("{prefix}: item of {length} digits, price with {decimals} decimals"),
        Measure.COUNT: _("{prefix}: item of {length} digits, number of pieces"),
    }
    text = words[pattern.measure].format(
        prefix=pattern.prefix, length=pattern.letters.count("I"), decimals=pattern.decimals
    )
    return _("{text}, with its own check digit").format(text=text) if pattern.is_guarded else text


def layout_name(layout: str) -> str:
    """Return the keyboard's language in that of the shop."""
    names = {
        "Lithuanian": _("Lithuanian"),
        "Lithuanian standard": _("Lithuanian (standard)"),
        "French": _("French"),
        "Belgian": _("Belgian"),
        "Czech": _("Czech"),
        "Slovak": _("Slovak"),
        "Hungarian": _("Hungarian"),
        "German": _("German"),
        "Russian": _("Russian"),
        "Ukrainian": _("Ukrainian"),
        "Bulgarian": _("Bulgarian"),
        "Greek": _("Greek"),
        "Estonian": _("Estonian"),
        "Spanish": _("Spanish"),
        "Italian": _("Italian"),
        "Shift": _("capitals (Shift)"),
    }
    return names.get(layout, layout)


def country_names() -> list[Row]:
    """Return the countries whose labels are known, by name."""
    names = {
        "CA": _("Canada"),
        "DE": _("Germany"),
        "DK": _("Denmark"),
        "EE": _("Estonia"),
        "FI": _("Finland"),
        "GB": _("United Kingdom"),
        "LT": _("Lithuania"),
        "LV": _("Latvia"),
        "NO": _("Norway"),
        "SE": _("Sweden"),
        "US": _("United States"),
    }
    return sorted(names.items(), key=lambda row: row[1])
