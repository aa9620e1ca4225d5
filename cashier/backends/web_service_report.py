"""The web service's own report of a day: asked for by day, for without one it means yesterday."""

from collections.abc import Mapping
from datetime import date

from cashier.backends.web_service_calls import Calls
from cashier.domain.backend_errors import DamagedAnswerError
from cashier.domain.errors import NotAvailableError

FORMS: Mapping[str, str] = {
    "csv": "CSV",
    "html": "Std",
    "pdf": "PDF",
    "xls": "XLS",
    "xml": "XML",
    "frafec": "frafec",
    "saft": "saft",
}
"""Our names of the formats and the service's; its help and its reference each leave some out."""
_PDF = b"%PDF-"
_PAGES = ("html", "xls", "csv")
"""What may look like a web page: older spreadsheets are tables of one."""


async def day_report(calls: Calls, day: date, form: str) -> bytes:
    """Return the report; ``NotAvailableError`` for a format that nobody knows."""
    if form not in FORMS:
        raise NotAvailableError(form)
    asked = [
        ("formatExport", FORMS[form]),
        ("d", str(day.day)),
        ("m", str(day.month)),
        ("y", str(day.year)),
    ]
    body = (await calls.fetch("getSales", asked)).body
    start = body.lstrip()[:64].lower()
    if form == "pdf" and not body.startswith(_PDF):
        raise DamagedAnswerError(calls.host, "no PDF")
    if form not in _PAGES and form != "pdf" and start.startswith((b"<!doctype html", b"<html")):
        raise DamagedAnswerError(calls.host, "a web page")
    return body
