"""Day reports and lists of the web service as bytes: HTML, CSV, XML, XLS, PDF, JSON."""

import csv
import html
import io
from collections.abc import Mapping, Sequence

from tests.servers.web_service_shop import WebOrder, stamp, text_of
from tests.servers.wire import dumps

Row = Mapping[str, object]
FORMS = ("Std", "PDF", "XLS", "CSV", "XML", "frafec", "saft")


def rows_of(orders: Sequence[WebOrder]) -> list[Row]:
    return [
        {"order": one.number, "date": stamp(one.value_at), "total": text_of(one.total)}
        for one in orders
    ]


def report(form: str, day: str, orders: Sequence[WebOrder]) -> tuple[bytes, str]:
    """Return a day's report and its content type."""
    rows = rows_of(orders)
    if form == "CSV":
        return as_csv(rows, ("order", "date", "total")), "text/csv; charset=utf-8"
    if form == "PDF":
        return _as_pdf(f"Sales of {day}: {len(rows)}"), "application/pdf"
    if form == "XLS":
        return _as_xml("Workbook", rows), "application/vnd.ms-excel"
    if form in {"XML", "saft"}:
        return _as_xml("report", rows), "application/xml"
    if form == "frafec":
        return "\t".join(("JournalCode", "JournalLib", "Debit", "Credit")).encode(), "text/plain"
    return as_html(rows), "text/html; charset=utf-8"


def listed(form: str, rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a list in the format asked for."""
    if form == "csv":
        return as_csv(rows, tuple(rows[0]) if rows else ()), "text/csv; charset=utf-8"
    if form == "html":
        return as_html(rows), "text/html; charset=utf-8"
    return dumps(rows), "application/json"


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row[name] for name in columns] for row in rows)
    return out.getvalue().encode("utf-8")


def as_html(rows: Sequence[Row]) -> bytes:
    cells = (
        "<tr>" + "".join(f"<td>{html.escape(str(one))}</td>" for one in row.values()) + "</tr>"
        for row in rows
    )
    return f"<!DOCTYPE html><html><body><table>{''.join(cells)}</table></body></html>".encode()


def _as_xml(root: str, rows: Sequence[Row]) -> bytes:
    parts = (
        "<sale "
        + " ".join(f'{name}="{html.escape(str(value))}"' for name, value in row.items())
        + "/>"
        for row in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><{root}>{"".join(parts)}</{root}>'.encode()


def _as_pdf(text: str) -> bytes:
    """Return the smallest PDF that readers open: one page, one line."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)
