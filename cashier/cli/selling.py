"""Commands of selling: sell, refund, orders, order, receipt."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cashier.app.till import OPERATOR, Reading, Till, new_id
from cashier.cli import answers
from cashier.cli.files import read_bounded, write_file
from cashier.cli.options import DataDir, Json, Limit
from cashier.cli.running import note, say_json, with_reading, with_till
from cashier.cli.sale_json import LONGEST_REQUEST, read_sale
from cashier.domain.errors import InputRefusedError, NotAvailableError, UnknownOrderError
from cashier.domain.order import work_out
from cashier.domain.order_list import OrderFilter
from cashier.domain.posting import OrderStatus, PostedOrder, receipt_of
from cashier.domain.receipt import Receipt
from cashier.domain.tender import TenderType
from cashier.translation import _

Pdf = Annotated[Path | None, typer.Option("--pdf", help="Write the receipt as PDF to this file.")]
EscPos = Annotated[
    Path | None, typer.Option("--escpos", help="Write the bytes for a receipt printer.")
]
Text = Annotated[bool, typer.Option("--text", help="Print the receipt as plain text.")]


def sell(  # noqa: PLR0913 - one parameter an option
    file: Annotated[str, typer.Argument(help="A file with the sale as JSON, or - for the input.")],
    data_dir: DataDir,
    pdf: Pdf = None,
    escpos: EscPos = None,
    deliver: Annotated[
        int, typer.Option("--deliver", min=0, help="Seconds to try the back end; 0: not now.")
    ] = 5,
    *,
    text: Text = False,
    json: Json = False,
) -> None:
    """Ring up one sale."""
    del deliver  # the embedded back end needs no delivery

    async def work(till: Till) -> PostedOrder:
        _refuse_escpos(escpos)
        request = read_sale(
            read_bounded(file, LONGEST_REQUEST), till.settings.shop.currency, new_id
        )
        return await till.ring_up(request, operator=OPERATOR)

    posted = with_till(data_dir, work, as_json=json)
    if posted.opened_day:
        note(_("Fiscal day {day} was opened for this sale.").format(day=posted.fiscal_day))
    _hand_out(receipt_of(posted), pdf, is_text=text)
    _answer(posted, json=json, quiet=text)


def refund(  # noqa: PLR0913 - one parameter an option
    number: Annotated[str, typer.Argument(help="The receipt's number, or the order's id.")],
    data_dir: DataDir,
    lines: Annotated[
        str | None, typer.Option("--lines", help='Only these: "line:quantity,line:quantity".')
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="Pay out by this method instead.")
    ] = None,
    pdf: Pdf = None,
    *,
    json: Json = False,
) -> None:
    """Refund all of a sale, or quantities of its lines."""

    async def work(till: Till) -> PostedOrder:
        asked = None if lines is None else answers.quantities(lines)
        found = await till.ledger.find(number)
        if found is None:
            raise UnknownOrderError("order", number)
        sold = await till.ledger.sold(found.number)
        proposal = till.refund_order.propose(sold, asked, _method(method))
        return await till.refund_order(found.number, new_id(), proposal, operator=OPERATOR)

    posted = with_till(data_dir, work, as_json=json)
    _hand_out(receipt_of(posted), pdf, is_text=False)
    _answer(posted, json=json, quiet=False)


def orders(
    data_dir: DataDir,
    day: Annotated[
        str | None, typer.Option("--day", help="A fiscal day's number, or a date (2026-11-20).")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only orders of this state.")
    ] = None,
    limit: Limit = 100,
    *,
    json: Json = False,
) -> None:
    """List what was sold, newest first."""

    async def work(reading: Reading) -> None:
        number, sold_on = _day(day)
        wanted = OrderFilter(number, sold_on, _status(status), limit=limit)
        found = await reading.ledger.orders(wanted)
        if json:
            say_json([answers.summary(one) for one in found])
            return
        for one in found:
            typer.echo(
                f"{one.number or '-':<12} {one.at:%Y-%m-%d %H:%M}  {one.total.text():>12}"
                f" {one.total.currency}  {one.status.value}"
            )

    with_reading(data_dir, work, as_json=json)


def order(
    number: Annotated[str, typer.Argument(help="The receipt's number, or the order's id.")],
    data_dir: DataDir,
    *,
    json: Json = False,
) -> None:
    """Show one order."""

    async def work(reading: Reading) -> None:
        posted = await reading.ledger.find(number)
        if posted is not None:
            _answer(posted, json=json, quiet=False)
            return
        for kept in await reading.ledger.open_orders():
            if str(kept.order.id) == number.lower():
                figures = work_out(kept.order, reading.settings.shop.tax)
                say_json(answers.open_order(kept, figures))
                return
        raise UnknownOrderError("order", number)

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
        _refuse_escpos(escpos)
        return await till.copy_receipt(number, operator=OPERATOR)

    copy = with_till(data_dir, work, as_json=False)
    _hand_out(copy, pdf, is_text=text or pdf is None)


def _answer(posted: PostedOrder, *, json: bool, quiet: bool) -> None:
    if json:
        say_json(answers.order(posted))
    elif not quiet:
        posting = posted.posting
        typer.echo(
            f"{posted.number}  {posting.paid.text()} {posting.total.currency}"
            f"  {_('Change')} {posting.change.text()}  {posted.status.value}"
        )


def _hand_out(document: Receipt, pdf: Path | None, *, is_text: bool) -> None:
    if pdf is not None:
        from cashier.printing.pdf import as_pdf  # noqa: PLC0415 - drawing loads slowly

        write_file(pdf, as_pdf(document))
    if is_text:
        from cashier.printing.text import as_text  # noqa: PLC0415 - as above

        sys.stdout.write(as_text(document))
        sys.stdout.flush()


def _refuse_escpos(target: Path | None) -> None:
    if target is not None:
        raise NotAvailableError("ESC/POS")


def _method(name: str | None) -> TenderType | None:
    try:
        return None if name is None else TenderType(name)
    except ValueError:
        raise InputRefusedError("method", name) from None


def _status(name: str | None) -> OrderStatus | None:
    try:
        return None if name is None else OrderStatus(name)
    except ValueError:
        raise InputRefusedError("status", name) from None


def _day(text: str | None) -> tuple[int | None, date | None]:
    if text is None:
        return None, None
    if text.isascii() and text.isdigit() and len(text) < len("20261120"):
        return int(text), None
    try:
        return None, date.fromisoformat(text)
    except ValueError:
        raise InputRefusedError("day", text) from None
