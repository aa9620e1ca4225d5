"""Commands of selling: sell and refund."""

from pathlib import Path
from typing import Annotated

import typer

from cashier.app.till import OPERATOR, Till, new_id
from cashier.cli import answers
from cashier.cli.documents import EscPos, Pdf, Text, as_text, refuse_escpos, write_pdf
from cashier.cli.files import read_bounded, require_target
from cashier.cli.line_choice import read_lines
from cashier.cli.options import DataDir, Json
from cashier.cli.output import note, say, say_json
from cashier.cli.running import guarded, with_till
from cashier.cli.sale_json import LONGEST_REQUEST, read_sale
from cashier.domain.errors import InputRefusedError, UnknownOrderError
from cashier.domain.posting import PostedOrder, receipt_of
from cashier.domain.tender import TenderType
from cashier.translation import _


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

    def prepare() -> bytes:
        refuse_escpos(escpos)
        require_target(pdf, data_dir)
        return read_bounded(file, LONGEST_REQUEST)

    raw = guarded(data_dir, prepare, as_json=json)  # before the folder is held: input may be slow

    async def work(till: Till) -> PostedOrder:
        request = read_sale(raw, till.settings.shop.currency, new_id)
        posted = await till.ring_up(request, operator=OPERATOR)
        return await _delivered(till, posted, deliver)

    _finish(with_till(data_dir, work, as_json=json), data_dir, pdf, text=text, json=json)


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
    escpos: EscPos = None,
    text: Text = False,
    json: Json = False,
) -> None:
    """Refund all of a sale, or quantities of its lines."""

    async def work(till: Till) -> PostedOrder:
        refuse_escpos(escpos)
        require_target(pdf, data_dir)
        asked = None if lines is None else read_lines(lines)
        found = await till.ledger.find(number)
        if found is None:
            raise UnknownOrderError("order", number)
        sold = await till.ledger.sold(found.number)
        proposal = till.refund_order.propose(sold, asked, _method(method))
        return await till.refund_order(found.number, new_id(), proposal, operator=OPERATOR)

    _finish(with_till(data_dir, work, as_json=json), data_dir, pdf, text=text, json=json)


async def _delivered(till: Till, posted: PostedOrder, timeout_s: int) -> PostedOrder:
    if not posted.posting.profile:
        return posted
    from cashier.app.send_now import deliver  # noqa: PLC0415 - only with a back end to send to

    return await deliver(till, posted, timeout_s)


def _finish(posted: PostedOrder, folder: Path, pdf: Path | None, *, text: bool, json: bool) -> None:
    """Hand the document out and answer; what is posted stands, whatever becomes of either."""
    if posted.opened_day:
        note(_("Fiscal day {day} was opened for this.").format(day=posted.fiscal_day))
    answer = answers.order(posted)

    def hand_out() -> None:
        document = receipt_of(posted)
        if text:
            answer["text"] = as_text(document)
        if pdf is not None:
            write_pdf(document, pdf)

    guarded(folder, hand_out, as_json=json, beside=answer)
    guarded(folder, lambda: _say(posted, answer, text=text, json=json), as_json=False)


def _say(posted: PostedOrder, answer: answers.Answer, *, text: bool, json: bool) -> None:
    if json:
        say_json(answer)
    elif text:
        say(str(answer["text"]).rstrip("\n"))
    else:
        posting = posted.posting
        say(
            f"{posted.number}  {posting.paid.text()} {posting.total.currency}"
            f"  {_('Change')} {posting.change.text()}  {posted.status.value}"
        )


def _method(name: str | None) -> TenderType | None:
    if name is None:
        return None
    try:
        return TenderType(name)
    except ValueError:
        raise InputRefusedError("method", name) from None
