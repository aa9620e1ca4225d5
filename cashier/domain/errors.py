"""What can go wrong, in the words of the shop; every other layer raises these."""


class CashierError(Exception):
    """Something a person must be told; ``code`` is stable and stands in JSON answers."""

    code = "error"


def shown(given: object) -> str:
    """Return the beginning of ``given`` in a form that is safe to print and to log."""
    return "".join(char if char.isprintable() else "?" for char in str(given)[:80])


class InputRefusedError(CashierError):
    """What was asked for is wrong; nothing was changed."""

    code = "input-refused"

    def __init__(self, what: str, given: object = "") -> None:
        self.what = what
        self.given = shown(given)
        super().__init__(what, self.given)


class NotGivenError(InputRefusedError):
    """Something that is needed was left out; ``given`` says where."""

    code = "not-given"


class NotADecimalError(InputRefusedError):
    """A text that should be a plain decimal number is none (also NaN, infinity, exponents)."""

    code = "not-a-decimal"


class NegativeError(InputRefusedError):
    """A number that may not be below zero is."""

    code = "negative"


class TooPreciseError(InputRefusedError):
    """A number has more decimals than its kind has; it is refused, never rounded."""

    code = "too-precise"


class TooLargeError(InputRefusedError):
    """A number is beyond what any shop sells, pays or weighs."""

    code = "too-large"


class UnknownCurrencyError(InputRefusedError):
    """The code is not in ISO 4217."""

    code = "unknown-currency"


class CurrencyMismatchError(InputRefusedError):
    """Amounts of two currencies met in one sum."""

    code = "currency-mismatch"


class TextRefusedError(InputRefusedError):
    """A text is too long or holds control characters or lone surrogates."""

    code = "text-refused"


class DiscountTooLargeError(InputRefusedError):
    """A discount is more than what it is taken from."""

    code = "discount-too-large"


class EmptyOrderError(InputRefusedError):
    """There is nothing in the order to pay for."""

    code = "empty-order"


class TenderRefusedError(InputRefusedError):
    """A tender offers more than is due, nothing at all, or a kind that is not set up."""

    code = "tender-refused"


class NotCoveredError(InputRefusedError):
    """The tenders do not cover what is due."""

    code = "not-covered"


class RefundTooLargeError(InputRefusedError):
    """More was asked back than is left of a line, or than a tender took."""

    code = "refund-too-large"


class NothingToRefundError(InputRefusedError):
    """The order is a refund itself, or all of it was refunded before."""

    code = "nothing-to-refund"


class UnknownProductError(InputRefusedError):
    """No product has this barcode."""

    code = "unknown-product"


class LabelRefusedError(InputRefusedError):
    """The price or weight on a label does not fit the digit that guards it."""

    code = "label-refused"


class BarcodeTakenError(InputRefusedError):
    """Another product has this barcode; ``product`` is its name, ``key`` its key."""

    code = "barcode-taken"

    def __init__(self, given: str, *, product: str, key: str) -> None:
        super().__init__("barcode", given)
        self.product = product
        self.key = key


class UnknownOrderError(InputRefusedError):
    """No order has this number or id."""

    code = "unknown-order"


class RemoteOrderRefusedError(InputRefusedError):
    """An order of the back end cannot be paid here: nothing is due, or it does not add up."""

    code = "remote-order-refused"


class OrderIdTakenError(InputRefusedError):
    """The id belongs to an order with other content."""

    code = "order-id-taken"


class ApprovedTenderError(InputRefusedError):
    """The order holds an approved tender and may not be voided or fall below it."""

    code = "approved-tender"


class UndecidedTenderError(InputRefusedError):
    """A tender was asked for and its outcome is not known yet."""

    code = "undecided-tender"


class DayOpenError(InputRefusedError):
    """A fiscal day is open already."""

    code = "day-open"


class NoSuchDayError(InputRefusedError):
    """There is no fiscal day of this number."""

    code = "no-such-day"


class NoDayYetError(InputRefusedError):
    """No fiscal day was opened here so far."""

    code = "no-day-yet"


class ImportRunningError(InputRefusedError):
    """Another import is still running."""

    code = "import-running"


class ProductsComingInError(ImportRunningError):
    """Products cannot be changed by hand while an import is running."""

    code = "products-coming-in"


class FileRefusedError(InputRefusedError):
    """A file given by the user is empty, unreadable or not of the expected kind."""

    code = "file-refused"


class SettingsRefusedError(InputRefusedError):
    """cashier.toml holds a value that cannot be used."""

    code = "settings-refused"


class CurrencyKeptError(SettingsRefusedError):
    """Products or sales are in the currency that should become another one."""

    code = "currency-kept"


class BackEndNeededError(SettingsRefusedError):
    """Sales wait to be sent to a back end that should be another one, or be no more."""

    code = "back-end-needed"

    def __init__(self, what: str, given: object = "", count: int = 0) -> None:
        self.count = count
        super().__init__(what, given)


class SettingsChangedError(InputRefusedError):
    """Somebody else changed cashier.toml since it was read; nothing was written."""

    code = "settings-changed"


class NotAllowedError(InputRefusedError):
    """The operator does not have the right to do this."""

    code = "not-allowed"


class NotAvailableError(InputRefusedError):
    """This till cannot do that yet."""

    code = "not-available"


class NotOfferedError(NotAvailableError):
    """The back end in use has no call for that."""

    code = "not-offered"


class LedgerError(CashierError):
    """The ledger could not do its work; nothing was posted."""

    code = "ledger"

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what


class DiskFullError(LedgerError):
    """No room is left on the disk; nothing was posted."""

    code = "disk-full"


class FolderNotWritableError(LedgerError):
    """The data folder cannot be written to."""

    code = "folder-not-writable"


class BackupFolderError(LedgerError):
    """The folder for backups is not there or cannot be written to; no backup was made."""

    code = "backup-folder"


class LedgerInUseError(LedgerError):
    """Another process writes to this data folder."""

    code = "folder-in-use"


class NewerLedgerError(LedgerError):
    """The database was written by a newer version of the program."""

    code = "newer-database"

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"format {found}, known {known}")
        self.found = found
        self.known = known


class DamagedLedgerError(LedgerError):
    """The database file, or a backup of it, is damaged."""

    code = "damaged-database"


class DamagedBackupError(DamagedLedgerError):
    """A backup is damaged; the shop that it should replace is as it was."""

    code = "damaged-backup"


class JournalBrokenError(LedgerError):
    """The hash chain of the journal does not hold."""

    code = "journal-broken"


class DeviceError(CashierError):
    """A device did not do it; the sale stands and it can be tried again."""

    code = "device"


class PrinterError(DeviceError):
    """The receipt could not be printed; the sale stands."""

    code = "printer"


class TagReaderError(DeviceError):
    """Tags cannot be read: ``what`` is missing, the ``part``, its ``service`` or the ``reader``."""

    code = "tag-reader"

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what


class DocumentNotWrittenError(DeviceError):
    """A document could not be written where it should go; what was posted stands."""

    code = "document-not-written"

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what
