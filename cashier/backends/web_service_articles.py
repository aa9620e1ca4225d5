"""Which of the web service's articles our lines are: by barcode, reference or id, and VAT rate."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cashier.backends.web_service_lists import Lists
from cashier.domain.backend_errors import (
    BackEndUnreachableError,
    DamagedAnswerError,
    NotOnServerError,
)
from cashier.domain.outgoing import OutgoingLine, OutgoingOrder
from cashier.domain.remote import RemoteProduct
from cashier.ports import Clock

FRESH = timedelta(hours=1)
"""So long the list of articles is remembered."""


class Articles:
    """The articles of one shop by their codes, asked for when first needed and then once an hour.

    An article of another VAT rate than the line's is not the line's: its sale would be booked at
    the wrong rate.
    """

    def __init__(self, lists: Lists, clock: Clock) -> None:
        self._lists = lists
        self._clock = clock
        self._by_code: Mapping[str, RemoteProduct] = {}
        self._known_since: datetime | None = None

    async def ids(self, order: OutgoingOrder) -> dict[str, str]:
        """Return the article's id for each barcode of the order that has one.

        Raises what asking for the list raises; an answer that is no list leaves the sale waiting
        (``BackEndUnreachableError``), for nothing was sent.
        """
        if not any(line.barcode for line in order.lines):
            return {}
        known = await self._known()
        strangers = {line.barcode for line in order.lines if not _is_one_of(known, line)}
        codes = {line.barcode for line in order.lines} - strangers
        return {code: known[code].id for code in codes}

    async def _known(self) -> Mapping[str, RemoteProduct]:
        now = self._clock.now()
        if self._known_since is None or not timedelta(0) <= now - self._known_since < FRESH:
            self._by_code, self._known_since = await self._asked(), now
        return self._by_code

    async def _asked(self) -> Mapping[str, RemoteProduct]:
        by_code: dict[str, RemoteProduct] = {}
        try:
            async for page in self._lists.products():
                for one in page:
                    for code in one.barcodes or (one.sku or one.id,):
                        by_code.setdefault(code, one)
        except (DamagedAnswerError, NotOnServerError) as error:
            raise BackEndUnreachableError(error.what, error.words) from error
        return by_code


def _is_one_of(known: Mapping[str, RemoteProduct], line: OutgoingLine) -> bool:
    article = known.get(line.barcode)
    return article is not None and article.is_active and article.vat_rate == line.vat_rate
