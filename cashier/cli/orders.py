"""Commands of what was sold: orders, order, receipt."""

from datetime import date
from typing import Annotated

import typer

from cashier.app.till import OPERATOR, Reading, Till
from cashier.cli import answers, listing
from cashier.cli.documents import EscPos, Pdf, Text, as_text, refuse_escpos, write_pdf
from cashier.cli.files import require_target
from cashier.cli.options import ALL, DataDir, Json, Limit
from cashier.cli.output import say, say_json, say_json_list
from cashier.cli.running import guarded, with_reading, with_till
from cashier.domain.errors import InputRefusedError, UnknownOrderError
from cashier.domain.open_order import OpenOrder
from cashier.domain.order import work_out
from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import OrderStatus
from cashier.domain.receipt import Receipt

_LONGEST_NUMBER = 7


def orders(
    data_dir: DataDir,
    day: Annotated[
        str | None, typer.Option("--day", help="A fiscal day's number, or a date (2026-11-20).")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only orders of this state.")
    ] = None,
    limit: Limit = None,
    *,
    json: Json = False,
) -> None:
    """List what was sold, newest first."""

    async def work(reading: Reading) -> None:
        number, sold_on = _day(day)
        wanted = OrderFilter(
            number, sold_on, _status(status), limit=ALL if limit is None else limit
        )
        found = await reading.ledger.orders(wanted)
        if json:
            say_json_list(map(answers.summary, found))
        for one in found if not json else ():
            say(listing.summary(one))

    with_reading(data_dir, work, as_json=json)


def order(
    number: Annotated[str, typer.Argument(help="The receipt's number, or the order's id.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Show one order, also one that is not paid yet."""

    async def work(reading: Reading) -> None:
        posted = await reading.ledger.find(number)
        if posted is not None:
            answer = answers.order(posted)
        else:
            kept = await _kept(reading, number)
            answer = answers.open_order(kept, work_out(kept.order, reading.settings.shop.tax))
        if json:
            say_json(answer)
        else:
            say(listing.order(answer))

    with_reading(data_dir, work, as_json=json)


def receipt(
    number: Annotated[str, typer.Argument(help="The receipt's number, or the order's id.")],
    data_dir: DataDir,
    pdf: Pdf = None,
    escpos: EscPos = None,
    *,
    text: Text = False,
) -> None:
    """Give out a document again, marked as a copy."""

    async def work(till: Till) -> Receipt:
        refuse_escpos(escpos)
        require_target(pdf, data_dir)
        return await till.copy_receipt(number, operator=OPERATOR)

    copy = with_till(data_dir, work, as_json=False)

    def hand_out() -> None:
        if pdf is not None:
            write_pdf(copy, pdf)
        if text or pdf is None:
            say(as_text(copy).rstrip("\n"))

    guarded(data_dir, hand_out, as_json=False)


async def _kept(reading: Reading, order_id: str) -> OpenOrder:
    for kept in await reading.ledger.open_orders():
        if str(kept.order.id) == order_id.lower():
            return kept
    raise UnknownOrderError("order", order_id)


def _status(name: str | None) -> OrderStatus | None:
    try:
        return None if name is None else OrderStatus(name)
    except ValueError:
        raise InputRefusedError("status", name) from None


def _day(text: str | None) -> tuple[int | None, date | None]:
    """Return which fiscal day, or which date, is meant."""
    if text is None:
        return None, None
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
        return int(text), None
    try:
        return None, date.fromisoformat(text)
    except ValueError:
        raise InputRefusedError("day", text) from None
