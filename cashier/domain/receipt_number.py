"""A receipt's number where its back end may be the one who gives it."""

from dataclasses import dataclass
from datetime import timedelta

PATIENCE = timedelta(seconds=10)
"""So long a document waits by itself for its number; past it the cashier decides."""


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """What is known of a receipt's number.

    ``is_fiscal`` is whether the document may be given out as a receipt: the number is ours to give,
    or its back end has given one. ``wants_person`` says that waiting on brings nothing.
    """

    number: str
    is_fiscal: bool
    wants_person: bool = False
