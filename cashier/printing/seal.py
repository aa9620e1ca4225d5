"""The journal seal on paper: its short form, and the text in the QR code.

The QR code holds five fields with single spaces between them::

    number time total currency seal
    T1-000147 2026-11-20T14:33:07+02:00 26.47 EUR 9f86d081884c7d659a2feaa0c55ad015...

The time is ISO 8601 with the zone's offset, the total plain decimal text (a point, a hyphen for
minus), the seal complete and in hexadecimal digits; ``-`` stands for a seal that is not there.
A number may hold spaces itself: the other four fields are the last four.
"""

from cashier.domain.receipt import Receipt

_SHORT = 16
_GROUP = 4


def short_seal(seal: str) -> str:
    """Return the first 16 digits of ``seal`` in groups of four."""
    return " ".join(seal[at : at + _GROUP] for at in range(0, min(len(seal), _SHORT), _GROUP))


def qr_payload(receipt: Receipt) -> str:
    """Return the text that the receipt's QR code holds; the same for the original and copies."""
    total = receipt.total
    time = receipt.issued_at.isoformat(timespec="seconds")
    return f"{receipt.number} {time} {total.text()} {total.currency} {receipt.seal or '-'}"
