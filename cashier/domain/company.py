"""The company a receipt is made out to: what an invoice has to say about the buyer."""

from dataclasses import dataclass

from cashier.domain.errors import NotGivenError
from cashier.domain.text import checked


@dataclass(frozen=True, slots=True)
class Company:
    """Who buys for a business; personal data of a kind, so it never enters the journal."""

    name: str
    code: str = ""
    vat_number: str = ""
    address: str = ""

    @classmethod
    def of(cls, name: str, code: str, vat_number: str, address: str) -> "Company | None":
        """Return the company written like this, or None where nothing is written.

        Raises ``TextRefusedError``, and ``NotGivenError`` for details without a name.
        """
        written = [
            checked(text, what)
            for what, text in (
                ("company", name),
                ("company_code", code),
                ("vat_number", vat_number),
                ("address", address),
            )
        ]
        if any(written) and not written[0]:
            raise NotGivenError("company", next(filter(None, written)))
        return cls(*written) if written[0] else None
