"""What the strip's chips tell of the till: read whenever something was posted."""

from cashier.app.till import Till
from cashier.domain.fiscal_day import DayState
from cashier.ui.frame.status_strip import TillStatus, day_words


async def read_status(till: Till) -> TillStatus:
    """Return the state of the day and of what waits to be sent."""
    report = await till.ledger.day()
    is_open = report is not None and report.day.state is DayState.OPEN
    sends = bool(till.settings.back_end.name) or await till.ledger.unsent() > 0
    count = await till.outbox.count() if sends else None
    is_all_sent = count is not None and not count.attention
    return TillStatus(
        is_ready=True,
        fiscal_day=report.day.number if report is not None and is_open else None,
        day_words=day_words(report) if report is not None and is_open else "",
        unsent=count.waiting if count is not None and (count.waiting or is_all_sent) else None,
        attention=count.attention if count is not None else 0,
    )
