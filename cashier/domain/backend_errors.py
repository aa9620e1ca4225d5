"""What can go wrong with a system behind the till; nothing that was posted is ever lost by it."""

from datetime import timedelta

from cashier.domain.errors import CashierError, NotAvailableError, shown

_SHORTLY = timedelta(seconds=1)


class BackEndError(CashierError):
    """A back end did not do it; what was posted here stands, and nothing is lost.

    ``what`` names it to people (a host, never a secret); ``words`` are the server's own, made safe
    to show.
    """

    code = "back-end"

    def __init__(self, what: str = "", words: str = "") -> None:
        self.what = shown(what)
        self.words = "".join(char if char.isprintable() else "?" for char in words[:400])
        super().__init__(self.what)


class BackEndUnreachableError(BackEndError):
    """Nothing was done there: no connection came about, or nobody answered a mere look."""

    code = "back-end-unreachable"


class OutcomeUnknownError(BackEndError):
    """The request may have been applied: look up before it is repeated."""

    code = "outcome-unknown"


class BackEndRefusedError(BackEndError):
    """The server understood and said no; ``status`` is its own figure, such as 409."""

    code = "back-end-refused"

    def __init__(self, what: str = "", words: str = "", status: int = 0) -> None:
        self.status = status
        super().__init__(what, words)


class NotOnServerError(BackEndRefusedError):
    """The server does not know what was asked for."""

    code = "not-on-server"


class NotAuthorisedError(BackEndRefusedError):
    """Token, key or signature was not accepted."""

    code = "not-authorised"


class MappingMissingError(BackEndRefusedError):
    """Nothing was sent: the server's id for something of ours is not set up, or is none of its own.

    ``kind`` is ``payment``, ``refund``, ``vat`` or ``product``; ``what`` which of them, such as
    ``card`` or ``21``. Correct the mapping and send again.
    """

    code = "mapping-missing"

    def __init__(self, kind: str, what: str) -> None:
        self.kind = kind
        super().__init__(what)


class RateLimitedError(BackEndError):
    """The server asks to wait; ``wait`` is how long, within bounds."""

    code = "rate-limited"

    def __init__(self, what: str = "", words: str = "", wait: timedelta = _SHORTLY) -> None:
        self.wait = wait
        super().__init__(what, words)


class DamagedAnswerError(BackEndError):
    """An answer that cannot be read as what was asked for; ``words`` says what is wrong."""

    code = "damaged-answer"


class SecretMissingError(BackEndError):
    """A secret is neither in the keyring nor in the environment; ``what`` is its name there."""

    code = "secret-missing"


class NoKeyringError(NotAvailableError):
    """No keyring of the operating system can be used, so nothing was kept; ``what`` was meant."""

    code = "no-keyring"
