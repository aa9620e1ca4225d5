"""Commands of the outbox: send what waits, and show it."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

import typer

from cashier.app.folder import TRY_AGAIN
from cashier.app.send_now import SentNow, send_now
from cashier.app.till import Reading, Till
from cashier.cli.options import DataDir, Json
from cashier.cli.output import say, say_json_list, say_json_with_list
from cashier.cli.running import with_reading, with_till
from cashier.domain.outbox import OutboxItem
from cashier.messages.outbox import reason_for
from cashier.ports import OutboxReader
from cashier.translation import _, several

Answer = dict[str, object]
_AT_ONCE = 500
_LONGEST_S = 86_400


def sync(
    data_dir: DataDir,
    timeout: Annotated[
        int | None,
        typer.Option("--timeout", min=0, max=_LONGEST_S, help="Try again for so many seconds."),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Try everything unsent now; exit 0 when nothing is left to send, 3 when something is."""

    async def work(till: Till) -> tuple[SentNow, list[OutboxItem]]:
        done = await send_now(till, timeout)
        return done, await _all(till.outbox)

    done, items = with_till(data_dir, work, as_json=json)
    count = done.count
    if json:
        answer: Answer = {
            "sent": done.sent,
            "left": count.waiting,
            "needs_attention": count.attention,
            "register_by_hand": count.by_hand,
            "webhook_calls": done.calls,
        }
        say_json_with_list(answer, "orders", (_row(one) for one in items))
    else:
        for one in items:
            say(_line(one))
        told = _("{sent} sent, {left} left to send, {attention} need a person.")
        say(told.format(sent=done.sent, left=count.waiting, attention=count.attention))
        if done.checked_off:
            say(_checked_off(done.checked_off))
    if not done.is_all_sent:
        raise typer.Exit(TRY_AGAIN)


def unsent(data_dir: DataDir, *, json: Json = False) -> None:
    """Show the queue: what is not sent yet, and why."""

    async def work(reading: Reading) -> None:
        items = await _all(reading.outbox)
        if json:
            say_json_list(_row(one) for one in items)
            return
        for one in items:
            say(_line(one))
        if not items:
            say(_("Everything is sent."))

    with_reading(data_dir, work, as_json=json)


async def _all(outbox: OutboxReader) -> list[OutboxItem]:
    return [one async for one in _walk(outbox)]


async def _walk(outbox: OutboxReader) -> AsyncIterator[OutboxItem]:
    after = 0
    while found := await outbox.items(limit=_AT_ONCE, after=after):
        for one in found:
            yield one
        after = found[-1].serial


def _checked_off(count: int) -> str:
    return several(
        "{count} thing registered by hand was found at the back end and is checked off.",
        "{count} things registered by hand were found at the back end and are checked off.",
        count,
    )


def _row(one: OutboxItem) -> Answer:
    """Return an order of the queue in the promised form; the server's figures where it told any."""
    answer: Answer = {
        "number": one.number,
        "id": str(one.order_id),
        "kind": one.kind.value,
        "state": one.state.value,
        "tries": one.tries,
        "last_error": reason_for(one.said) or None,
        "error_code": one.said.code or None,
        "next_try": _time(one.next_try),
        "last_try": _time(one.last_try),
        "backend": one.profile,
        "total": one.total.text(),
        "currency": one.total.currency,
        "created_at": _time(one.at),
    }
    if one.answer is not None:
        theirs = one.answer.total
        answer["server"] = {
            "id": one.answer.id,
            "number": one.answer.number or None,
            "status": one.answer.status or None,
            "total": theirs.text() if theirs is not None else None,
            "currency": theirs.currency if theirs is not None else None,
        }
    return answer


def _line(one: OutboxItem) -> str:
    again = f"  {_time(one.next_try)}" if one.next_try is not None else ""
    return (
        f"{one.number:<12} {one.state.value:<16} {one.total.text():>12} {one.total.currency}"
        f"  {one.tries:>3}{again}  {reason_for(one.said)}".rstrip()
    )


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None
