"""The one place that puts errors into sentences: what happened, what is safe, what to do next."""

from dataclasses import dataclass

from typing_extensions import override

from cashier.domain import errors
from cashier.domain.text import N_
from cashier.messages import back_ends, wallet
from cashier.messages.wording import NOTHING_CHANGED, Words, about, named
from cashier.translation import _


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a person is told; ``code`` is for programs and never translated."""

    code: str
    message: str
    hint: str

    @override
    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def sentence_for(error: BaseException) -> Sentence:
    """Return what to tell about ``error``; an unknown one is named neutrally, never its text."""
    if isinstance(error, errors.CashierError):
        for kind in type(error).__mro__:
            words = _WORDS.get(kind)
            if words is not None:
                message, hint = words(error)
                return Sentence(error.code, message, hint)
    return Sentence(
        "defect",
        _("Something went wrong in the program. What was saved before is safe."),
        _("Try once more; if it stays, send the log file in the data folder to support."),
    )


_SETTINGS_FILE = "cashier.toml"


def _newer(error: errors.CashierError) -> tuple[str, str]:
    found, known = getattr(error, "found", 0), getattr(error, "known", 0)
    message = _(
        "This data folder was written by a newer version of the program (format {found}, this "
        "version knows {known}). The data is untouched."
    )
    return message.format(found=found, known=known), _("Install the newer version and start again.")


def _refused(error: errors.CashierError) -> tuple[str, str]:
    what, given = named(getattr(error, "what", "")), getattr(error, "given", "")
    text = _("The {what} cannot be used: {given}.") if given else _("The {what} cannot be used.")
    return text.format(what=what, given=given), _(NOTHING_CHANGED)


def _taken(error: errors.CashierError) -> tuple[str, str]:
    code, product = getattr(error, "given", ""), getattr(error, "product", "")
    message = _("The barcode {code} belongs to “{product}” already. Nothing was changed.")
    hint = _("Take it away there first, or leave it out here.")
    return message.format(code=code, product=product), hint


def _settings(error: errors.CashierError) -> tuple[str, str]:
    what, given = getattr(error, "what", ""), getattr(error, "given", "")
    if what == _SETTINGS_FILE:
        message = _("cashier.toml cannot be read as TOML: {given}. The data is untouched.")
    else:
        message = _(
            "The setting {what} in cashier.toml cannot be used: {given}. The data is untouched."
        )
    message = message.format(what=what, given=given or _("it is empty"))
    return message, _("Correct cashier.toml and start again.")


_WORDS: dict[type, Words] = {
    errors.InputRefusedError: _refused,
    errors.NotGivenError: about(N_("The {what} is missing: {given}."), NOTHING_CHANGED),
    errors.NotADecimalError: about(
        N_("The {what} “{given}” is not a plain decimal number."), NOTHING_CHANGED
    ),
    errors.NegativeError: about(N_("The {what} “{given}” must be above zero."), NOTHING_CHANGED),
    errors.TooPreciseError: about(
        N_("The {what} “{given}” has more decimals than it can have."), NOTHING_CHANGED
    ),
    errors.TooLargeError: about(
        N_("The {what} “{given}” is larger than anything a shop sells."), NOTHING_CHANGED
    ),
    errors.UnknownCurrencyError: about(
        N_("“{given}” is not a currency of ISO 4217."), NOTHING_CHANGED
    ),
    errors.CurrencyMismatchError: about(
        N_("Amounts in {what} and {given} cannot be mixed."), NOTHING_CHANGED
    ),
    errors.TextRefusedError: about(
        N_("The text of {what} is too long or holds characters that cannot be printed."),
        NOTHING_CHANGED,
    ),
    errors.DiscountTooLargeError: about(
        N_("A discount of {given} is more than what it is taken from."), NOTHING_CHANGED
    ),
    errors.EmptyOrderError: about(
        N_("There is nothing to sell yet. Nothing was posted."),
        N_("Add the first product."),
    ),
    errors.TenderRefusedError: about(
        N_("A payment of {given} cannot be taken here. Nothing was charged."),
        N_("Only cash may be more than what is due; take what is due."),
    ),
    errors.NotCoveredError: about(
        N_("The sale is not paid: {given} is still open. Nothing was posted."),
        N_("Take the rest and finish."),
    ),
    errors.RefundTooLargeError: about(
        N_("That is more than is left to give back ({what}: {given}). Nothing was refunded."),
        N_("Look at what was refunded before and choose less."),
    ),
    errors.NothingToRefundError: about(
        N_("There is nothing left of this order to give back. Nothing was refunded."),
        N_("Choose another order."),
    ),
    errors.UnknownProductError: about(
        N_("The product {given} is not in the catalogue. The sale is unchanged."),
        N_("Look it up, or sell it as a free line."),
    ),
    errors.LabelRefusedError: about(
        N_("The digits of the label {given} do not fit together. The sale is unchanged."),
        N_("Scan it again. If it stays so, type the weight or the price, or print a new label."),
    ),
    errors.UnknownOrderError: about(
        N_("There is no order {given}. Nothing was changed."), N_("Check the number.")
    ),
    errors.RemoteOrderRefusedError: about(
        N_("This order of the back end cannot be paid here: {given}. Nothing was changed."),
        N_("Read the list again; if it stays so, ring the goods up as a sale of their own."),
    ),
    errors.OrderIdTakenError: about(
        N_("The id {given} belongs to a sale with other content. Nothing was posted."),
        N_("Give the new sale an id of its own."),
    ),
    errors.ApprovedTenderError: about(
        N_("A payment was taken for this order already. It stays as it is."),
        N_("Reverse the payment first, then change or cancel the order."),
    ),
    errors.UndecidedTenderError: about(
        N_("It is not known whether the payment was charged. Do not charge again."),
        N_(
            "Look at the terminal's last receipt, then choose Approved or Declined, or park the "
            "sale."
        ),
    ),
    errors.DayOpenError: about(
        N_("Fiscal day {given} is open already. Nothing was changed."), N_("Go on selling.")
    ),
    errors.NoSuchDayError: about(
        N_("There is no fiscal day {given}."), N_("See the list of days for their numbers.")
    ),
    errors.NoDayYetError: about(
        N_("No fiscal day was opened here yet."), N_("The first sale opens one.")
    ),
    errors.FileRefusedError: about(
        N_("The file cannot be used: {what}. Nothing was changed."),
        N_("Check the file and try again."),
    ),
    errors.SettingsRefusedError: _settings,
    errors.CurrencyKeptError: about(
        N_("Products or sales here are in another currency. The currency stays as it is."),
        N_("Begin a new data folder for a shop in {given}."),
    ),
    errors.BackEndNeededError: about(
        N_("Sales wait to be sent to {given}. Nothing was changed."),
        N_("Send them first, or settle them by hand; then it can be another, or go."),
    ),
    errors.SettingsChangedError: about(
        N_("The settings file was changed by somebody else meanwhile. It was not written over."),
        N_("Save again to put your changes in, or discard them to see what stands there now."),
    ),
    errors.NotAllowedError: about(
        N_("This needs a right that {given} does not have. Nothing was changed."),
        N_("Ask somebody who has the right to do it."),
    ),
    errors.BarcodeTakenError: _taken,
    errors.ProductsComingInError: about(
        N_("Products are being imported. Nothing was changed and what you typed is kept here."),
        N_("Wait until the import is done, then save again."),
    ),
    errors.ImportRunningError: about(
        N_("Another import is still running. Nothing was changed."),
        N_("Wait until it is done, then try again."),
    ),
    errors.NotAvailableError: about(
        N_("Not available in this version of the till yet: {what}. Nothing was changed."),
        N_("Use another way until an update brings it."),
    ),
    errors.NotOfferedError: about(
        N_("The back end in use does not offer that: {what}. Nothing was changed."),
        N_("“cashier backend list” shows what each can do."),
    ),
    errors.LedgerError: about(
        N_("The till's data could not be written. Nothing was posted and no money was booked."),
        N_("Check the disk, then try again."),
    ),
    errors.DiskFullError: about(
        N_("The disk is full. Nothing was posted and nothing is lost."),
        N_("Make room on the disk, then do it again."),
    ),
    errors.FolderNotWritableError: about(
        N_("The data folder cannot be written to. Nothing was changed."),
        N_("Give this user the right to write there, or choose another folder."),
    ),
    errors.BackupFolderError: about(
        N_("No backup was made: {what} cannot be written to. The shop's data is safe here."),
        N_("Connect the disk, or choose another folder in Settings, Backup."),
    ),
    errors.LedgerInUseError: about(
        N_("Another window or command is using this data folder. Nothing was changed."),
        N_("Close it, or wait until it is done, and try again."),
    ),
    errors.NewerLedgerError: _newer,
    errors.DamagedLedgerError: about(
        N_("The database is damaged. It was left untouched; no sale was added."),
        N_("Restore the newest backup with “cashier restore FILE”."),
    ),
    errors.DamagedBackupError: about(
        N_("This is no backup, or a damaged one ({what}). The shop was left as it is."),
        N_("Take an older backup."),
    ),
    errors.JournalBrokenError: about(
        N_("The journal does not hold together: {what}. Nothing was changed."),
        N_("Keep the data folder as it is and compare it with a backup."),
    ),
    errors.DocumentNotWrittenError: about(
        N_("What was posted is saved, but {what} could not be written."),
        N_("Do not sell it again: “cashier receipt NUMBER” gives the document out."),
    ),
    errors.DeviceError: about(
        N_("A device did not answer. Nothing is lost."), N_("Check it and try again.")
    ),
    errors.PrinterError: about(
        N_("The receipt was not printed. The sale is saved."),
        N_("Check the printer and print again, or give the receipt another way."),
    ),
    **back_ends.WORDS,
    **wallet.WORDS,
}
