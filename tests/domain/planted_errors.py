"""Errors that tills are known to make, ready to be planted into the domain for one test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cashier.domain.tax import VatMode
from tests.domain import journal_laws, laws, refund_laws, wrong_rules

Law = Callable[[Any], None]

JOURNAL = "cashier.domain.journal"
MONEY = "cashier.domain.money"
ORDER = "cashier.domain.order"
POSTING = "cashier.domain.posting"
REFUND = "cashier.domain.refund"
TAX = "cashier.domain.tax"
TENDER = "cashier.domain.tender"


@dataclass(frozen=True)
class PlantedError:
    """``error`` stands in for ``rule``, a dotted path; ``law`` is the one that must notice."""

    name: str
    law: Law
    rule: str
    error: object


PLANTED = (
    PlantedError("gross to even", laws.lines_add_up, f"{ORDER}.half_up", wrong_rules.to_even),
    PlantedError("gross cut off", laws.lines_add_up, f"{ORDER}.half_up", wrong_rules.cut_off),
    PlantedError("gross always up", laws.lines_add_up, f"{ORDER}.half_up", wrong_rules.always_up),
    PlantedError(
        "line discount not taken off",
        laws.lines_add_up,
        f"{ORDER}._before_share",
        wrong_rules.discount_not_taken_off,
    ),
    PlantedError(
        "order discount not shared",
        laws.lines_add_up,
        f"{ORDER}.allocate",
        wrong_rules.none_shared,
    ),
    PlantedError(
        "order discount on the first line alone",
        laws.shares_are_proportional,
        f"{ORDER}.allocate",
        wrong_rules.all_on_first,
    ),
    PlantedError(
        "each share rounded by itself",
        laws.shares_are_proportional,
        f"{ORDER}.allocate",
        wrong_rules.each_share_rounded,
    ),
    PlantedError(
        "spare cents to the first lines",
        laws.allocation_is_exact,
        f"{MONEY}.allocate",
        wrong_rules.spare_cents_by(lambda _remainder, place: (0, place)),
    ),
    PlantedError(
        "spare cents to the last of a tie",
        laws.allocation_is_exact,
        f"{MONEY}.allocate",
        wrong_rules.spare_cents_by(lambda remainder, place: (-remainder, -place)),
    ),
    PlantedError(
        "spare cents to the smallest remainders",
        laws.allocation_is_exact,
        f"{MONEY}.allocate",
        wrong_rules.spare_cents_by(lambda remainder, place: (remainder, place)),
    ),
    PlantedError(
        "one more joins a line of another price or rate",
        laws.one_more_joins_only_its_own_line,
        f"{ORDER}.OrderLine.takes",
        wrong_rules.takes_by_key,
    ),
    PlantedError(
        "the line before is removed",
        laws.changes_leave_other_lines_alone,
        f"{ORDER}.Order.without_line",
        wrong_rules.without_line_before,
    ),
    PlantedError(
        "a change reorders the lines",
        laws.changes_leave_other_lines_alone,
        f"{ORDER}.Order.with_changed",
        wrong_rules.changed_to_the_end,
    ),
    PlantedError("VAT to even", laws.vat_adds_up, f"{TAX}.half_up", wrong_rules.to_even),
    PlantedError("VAT cut off", laws.vat_adds_up, f"{TAX}.half_up", wrong_rules.cut_off),
    PlantedError(
        "VAT on top of the price", laws.vat_adds_up, f"{TAX}.vat_in", wrong_rules.vat_on_top
    ),
    PlantedError(
        "VAT from a rounded net",
        laws.vat_adds_up,
        f"{TAX}.vat_in",
        wrong_rules.vat_from_rounded_net,
    ),
    PlantedError(
        "net and VAT rounded separately",
        laws.vat_adds_up,
        f"{TAX}.VatGroup.net",
        property(wrong_rules.net_rounded_too),
    ),
    PlantedError(
        "VAT from the totals before the order discount",
        laws.vat_adds_up,
        f"{ORDER}.LineFigures.net",
        property(lambda line: line.total),
    ),
    PlantedError(
        "VAT always once a receipt",
        laws.vat_adds_up,
        f"{ORDER}.vat_groups",
        wrong_rules.groups_always(VatMode.PER_RECEIPT),
    ),
    PlantedError(
        "VAT always line by line",
        laws.vat_adds_up,
        f"{ORDER}.vat_groups",
        wrong_rules.groups_always(VatMode.PER_LINE),
    ),
    PlantedError(
        "rates in whole percents",
        laws.vat_adds_up,
        f"{ORDER}.vat_groups",
        wrong_rules.groups_of_whole_percents(),
    ),
    PlantedError(
        "cash rounding applied to a card",
        laws.cash_alone_is_rounded,
        f"{TENDER}.Payment.due",
        property(wrong_rules.due_in_coins),
    ),
    PlantedError(
        "coins cut off",
        laws.cash_alone_is_rounded,
        f"{TENDER}.round_to",
        wrong_rules.coins(wrong_rules.cut_off),
    ),
    PlantedError(
        "coins always up",
        laws.cash_alone_is_rounded,
        f"{TENDER}.round_to",
        wrong_rules.coins(wrong_rules.always_up),
    ),
    PlantedError(
        "coins to even",
        laws.cash_alone_is_rounded,
        f"{TENDER}.round_to",
        wrong_rules.coins(wrong_rules.to_even),
    ),
    PlantedError(
        "change that forgets the rounding",
        laws.tenders_add_up,
        f"{TENDER}.Payment.change",
        property(wrong_rules.change_of_exact),
    ),
    PlantedError(
        "rounding with its sign turned",
        laws.tenders_add_up,
        f"{TENDER}.Payment.rounding",
        property(wrong_rules.rounding_turned),
    ),
    PlantedError(
        "cash posted as it was given",
        laws.tenders_add_up,
        f"{TENDER}.Payment._settled",
        wrong_rules.settled_as_given,
    ),
    PlantedError(
        "every cash tender posted as all cash",
        laws.tenders_add_up,
        f"{TENDER}.Payment.settled_tenders",
        wrong_rules.every_cash_tender,
    ),
    PlantedError(
        "tenders beyond what is due",
        laws.nothing_is_taken_twice,
        f"{TENDER}.Payment._takes",
        lambda _payment, _tender: True,
    ),
    PlantedError(
        "an unknown outcome counts as paid",
        laws.nothing_is_taken_twice,
        f"{TENDER}.Payment.approved",
        property(wrong_rules.unknown_is_approved),
    ),
    PlantedError(
        "cash rounding in the VAT base",
        laws.rounding_stays_outside_vat,
        f"{POSTING}.sale",
        wrong_rules.rounding_in_vat_base(),
    ),
    PlantedError(
        "each refund rounded by itself",
        refund_laws.parts_add_up,
        f"{REFUND}._given_back",
        wrong_rules.part_alone,
    ),
    PlantedError(
        "refund without its share of the order discount",
        refund_laws.parts_add_up,
        f"{REFUND}._given_back",
        wrong_rules.order_discount_kept(),
    ),
    PlantedError(
        "VAT of the refunded part alone",
        refund_laws.parts_add_up,
        f"{REFUND}._vat_step",
        wrong_rules.vat_of_the_part,
    ),
    PlantedError(
        "refunds always with VAT once a receipt",
        refund_laws.parts_are_cumulative,
        f"{REFUND}._vat_back",
        wrong_rules.vat_always(VatMode.PER_RECEIPT),
    ),
    PlantedError(
        "refunds always with VAT line by line",
        refund_laws.parts_are_cumulative,
        f"{REFUND}._vat_back",
        wrong_rules.vat_always(VatMode.PER_LINE),
    ),
    PlantedError(
        "a refund to even",
        refund_laws.parts_are_cumulative,
        f"{REFUND}.half_up",
        wrong_rules.to_even,
    ),
    PlantedError(
        "the same goods refunded twice",
        refund_laws.nothing_more_than_left_comes_back,
        f"{REFUND}.Sold.given_back",
        wrong_rules.nothing_given_back,
    ),
    PlantedError(
        "the first tender given back first",
        refund_laws.proposals_keep_to_what_was_taken,
        f"{REFUND}._left_to_give",
        wrong_rules.first_tender_first(),
    ),
    PlantedError(
        "payouts before forgotten",
        refund_laws.proposals_keep_to_what_was_taken,
        f"{REFUND}._left_to_give",
        wrong_rules.payouts_forgotten,
    ),
    PlantedError(
        "two cards given back as one",
        refund_laws.proposals_keep_to_what_was_taken,
        f"{REFUND}._left_to_give",
        wrong_rules.tenders_of_a_type_as_one(),
    ),
    PlantedError(
        "a payout whose rounding is lost",
        refund_laws.proposals_keep_to_what_was_taken,
        f"{REFUND}.propose_tenders",
        wrong_rules.payout_without_rounding(),
    ),
    PlantedError(
        "a payout that no coin can pay",
        refund_laws.one_method_gives_back_alone,
        f"{REFUND}.round_to",
        lambda minor, _unit: minor,
    ),
    PlantedError(
        "all given back without the rounding",
        refund_laws.refund_of_all_is_the_inverse,
        f"{REFUND}._inverse",
        wrong_rules.inverse_without_rounding(),
    ),
    PlantedError(
        "a seal without the one before",
        journal_laws.a_new_seal_does_not_help,
        f"{JOURNAL}.seal_of",
        wrong_rules.seal_alone,
    ),
    PlantedError(
        "a seal of the beginning alone",
        journal_laws.every_byte_counts,
        f"{JOURNAL}.seal_of",
        wrong_rules.seal_of_the_beginning,
    ),
    PlantedError(
        "keys in the order they came",
        journal_laws.one_content_has_one_text,
        f"{JOURNAL}.canonical",
        wrong_rules.unsorted,
    ),
    PlantedError(
        "numbers checked, seals not",
        journal_laws.every_byte_counts,
        f"{JOURNAL}.Chain.add",
        wrong_rules.numbers_alone,
    ),
    PlantedError(
        "entries not held against each other",
        journal_laws.every_place_counts,
        f"{JOURNAL}.Chain.add",
        wrong_rules.nothing_checked,
    ),
)
