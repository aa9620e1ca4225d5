"""Documents on the command line: as plain text, as a PDF file."""

from pathlib import Path
from typing import Annotated

import typer

from cashier.app.document_file import write_document
from cashier.domain.errors import NotAvailableError
from cashier.domain.receipt import Receipt

Pdf = Annotated[Path | None, typer.Option("--pdf", help="Write it as PDF to this file.")]
EscPos = Annotated[
    Path | None, typer.Option("--escpos", help="Write the bytes for a receipt printer.")
]
Text = Annotated[bool, typer.Option("--text", help="Print the receipt as plain text.")]


def refuse_escpos(target: Path | None) -> None:
    """Raise ``NotAvailableError`` while there is no output for receipt printers."""
    if target is not None:
        raise NotAvailableError("--escpos")


def as_text(document: Receipt) -> str:
    """Return the document as it stands on paper."""
    from cashier.printing import text  # noqa: PLC0415 - most commands print nothing

    return text.as_text(document)


def write_pdf(document: Receipt, target: Path) -> None:
    """Write the document to ``target``; raises ``DocumentNotWrittenError``."""
    from cashier.printing.pdf import as_pdf  # noqa: PLC0415 - drawing loads slowly

    write_document(target, as_pdf(document))
