"""The one place that puts errors into sentences: what happened, what is safe, what to do next."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from typing_extensions import override

from cashier.domain import backend_errors, errors, wallet_errors
from cashier.domain.text import N_
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


Words = Callable[[errors.CashierError], tuple[str, str]]


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


def _named(what: str) -> str:
    """Return the shop's word for what was refused."""
    words = {
        "amount": _("amount"),
        "price": _("price"),
        "quantity": _("quantity"),
        "percent": _("percentage"),
        "discount": _("discount"),
        "vat_rate": _("VAT rate"),
        "total": _("total"),
        "name": _("name"),
        "note": _("note"),
        "tender": _("payment"),
        "lines": _("lines"),
        "payments": _("payments"),
        "customer": _("customer"),
        "company": _("company name"),
        "float": _("float"),
        "method": _("payment method"),
        "barcode": _("barcode"),
        "category": _("category"),
        "colour": _("colour"),
        "picture": _("picture"),
        "id": _("id"),
        "day": _("day"),
        "status": _("status"),
        "format": _("format"),
        "sale": _("sale"),
        "line": _("line"),
        "payment": _("payment"),
    }
    return words.get(what) or (_(what) if what else "")  # a clause is translated as it stands


def _input(text: str, hint: str) -> Words:
    def words(error: errors.CashierError) -> tuple[str, str]:
        what, given = getattr(error, "what", ""), getattr(error, "given", "")
        message = _(text).format(what=_named(what), given=given)
        return message, _(hint).format(what=_named(what), given=given)

    return words


_SETTINGS_FILE = "cashier.toml"
_NOTHING_CHANGED = N_("Nothing was changed. Correct it and try again.")


def _newer(error: errors.CashierError) -> tuple[str, str]:
    found, known = getattr(error, "found", 0), getattr(error, "known", 0)
    message = _(
        "This data folder was written by a newer version of the program (format {found}, this "
        "version knows {known}). The data is untouched."
    )
    return message.format(found=found, known=known), _("Install the newer version and start again.")


def _refused(error: errors.CashierError) -> tuple[str, str]:
    what, given = _named(getattr(error, "what", "")), getattr(error, "given", "")
    text = _("The {what} cannot be used: {given}.") if given else _("The {what} cannot be used.")
    return text.format(what=what, given=given), _(_NOTHING_CHANGED)


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


def _too_little(error: errors.CashierError) -> tuple[str, str]:
    balance, asked = getattr(error, "balance", None), getattr(error, "asked", None)
    message = _("The wallet holds {balance}, {asked} was asked. Nothing was taken.").format(
        balance="" if balance is None else balance.text(),
        asked="" if asked is None else asked.text(),
    )
    return message, _("Take what it is enough for and choose a second tender.")


_MOST_WORDS = 100


def _back_end(text: str, hint: str) -> Words:
    """Return what puts a back end's failure into words, with its own beside them."""

    def words(error: errors.CashierError) -> tuple[str, str]:
        what, said = getattr(error, "what", ""), getattr(error, "words", "")[:_MOST_WORDS]
        who = _("The back end {host}").format(host=what) if what else _("The back end")
        message = _(text).format(who=who)
        answer = _("It said: “{words}”.").format(words=said) if said else ""
        return f"{message} {answer}".strip(), _(hint)

    return words


def _rate_limited(error: errors.CashierError) -> tuple[str, str]:
    what, wait = getattr(error, "what", ""), getattr(error, "wait", timedelta(seconds=1))
    who = _("The back end {host}").format(host=what) if what else _("The back end")
    message = _("{who} asks to wait {seconds} s before the next call. Nothing is lost.")
    hint = _("Sales go on; what waits is sent by itself after that.")
    return message.format(who=who, seconds=math.ceil(wait.total_seconds())), hint


def _unmapped(error: errors.CashierError) -> tuple[str, str]:
    words = {
        "payment": N_("The server's id for payments by {what} is not set up."),
        "refund": N_("The server's id for refunds by {what} is not set up."),
        "vat": N_("The server's id for the VAT rate {what} is not set up."),
        "article": N_("The server's id for the product {what} is not set up."),
    }
    text = words.get(getattr(error, "kind", ""), N_("The server's id for {what} is not set up."))
    message = _(text).format(what=getattr(error, "what", ""))
    safe = _("Nothing was sent, and what was sold is saved here.")
    return f"{message} {safe}", _("Correct the mapping and send it again.")


_WORDS: dict[type, Words] = {
    errors.InputRefusedError: _refused,
    errors.NotGivenError: _input(N_("The {what} is missing: {given}."), _NOTHING_CHANGED),
    errors.NotADecimalError: _input(
        N_("The {what} “{given}” is not a plain decimal number."), _NOTHING_CHANGED
    ),
    errors.NegativeError: _input(N_("The {what} “{given}” must be above zero."), _NOTHING_CHANGED),
    errors.TooPreciseError: _input(
        N_("The {what} “{given}” has more decimals than it can have."), _NOTHING_CHANGED
    ),
    errors.TooLargeError: _input(
        N_("The {what} “{given}” is larger than anything a shop sells."), _NOTHING_CHANGED
    ),
    errors.UnknownCurrencyError: _input(
        N_("“{given}” is not a currency of ISO 4217."), _NOTHING_CHANGED
    ),
    errors.CurrencyMismatchError: _input(
        N_("Amounts in {what} and {given} cannot be mixed."), _NOTHING_CHANGED
    ),
    errors.TextRefusedError: _input(
        N_("The text of {what} is too long or holds characters that cannot be printed."),
        _NOTHING_CHANGED,
    ),
    errors.DiscountTooLargeError: _input(
        N_("A discount of {given} is more than what it is taken from."), _NOTHING_CHANGED
    ),
    errors.EmptyOrderError: _input(
        N_("There is nothing to sell yet. Nothing was posted."),
        N_("Add the first product."),
    ),
    errors.TenderRefusedError: _input(
        N_("A payment of {given} cannot be taken here. Nothing was charged."),
        N_("Only cash may be more than what is due; take what is due."),
    ),
    errors.NotCoveredError: _input(
        N_("The sale is not paid: {given} is still open. Nothing was posted."),
        N_("Take the rest and finish."),
    ),
    errors.RefundTooLargeError: _input(
        N_("That is more than is left to give back ({what}: {given}). Nothing was refunded."),
        N_("Look at what was refunded before and choose less."),
    ),
    errors.NothingToRefundError: _input(
        N_("There is nothing left of this order to give back. Nothing was refunded."),
        N_("Choose another order."),
    ),
    errors.UnknownProductError: _input(
        N_("The product {given} is not in the catalogue. The sale is unchanged."),
        N_("Look it up, or sell it as a free line."),
    ),
    errors.LabelRefusedError: _input(
        N_("The digits of the label {given} do not fit together. The sale is unchanged."),
        N_("Scan it again. If it stays so, type the weight or the price, or print a new label."),
    ),
    errors.UnknownOrderError: _input(
        N_("There is no order {given}. Nothing was changed."), N_("Check the number.")
    ),
    errors.RemoteOrderRefusedError: _input(
        N_("This order of the back end cannot be paid here: {given}. Nothing was changed."),
        N_("Read the list again; if it stays so, ring the goods up as a sale of their own."),
    ),
    errors.OrderIdTakenError: _input(
        N_("The id {given} belongs to a sale with other content. Nothing was posted."),
        N_("Give the new sale an id of its own."),
    ),
    errors.ApprovedTenderError: _input(
        N_("A payment was taken for this order already. It stays as it is."),
        N_("Reverse the payment first, then change or cancel the order."),
    ),
    errors.UndecidedTenderError: _input(
        N_("It is not known whether the payment was charged. Do not charge again."),
        N_(
            "Look at the terminal's last receipt, then choose Approved or Declined, or park the "
            "sale."
        ),
    ),
    errors.DayOpenError: _input(
        N_("Fiscal day {given} is open already. Nothing was changed."), N_("Go on selling.")
    ),
    errors.NoSuchDayError: _input(
        N_("There is no fiscal day {given}."), N_("See the list of days for their numbers.")
    ),
    errors.NoDayYetError: _input(
        N_("No fiscal day was opened here yet."), N_("The first sale opens one.")
    ),
    errors.FileRefusedError: _input(
        N_("The file cannot be used: {what}. Nothing was changed."),
        N_("Check the file and try again."),
    ),
    errors.SettingsRefusedError: _settings,
    errors.CurrencyKeptError: _input(
        N_("Products or sales here are in another currency. The currency stays as it is."),
        N_("Begin a new data folder for a shop in {given}."),
    ),
    errors.BackEndNeededError: _input(
        N_("Sales wait to be sent to {given}. Nothing was changed."),
        N_("Send them first, or settle them by hand; then it can be another, or go."),
    ),
    backend_errors.NoKeyringError: _input(
        N_("There is no system keyring to keep {what} in. Nothing was saved."),
        N_("Set it in the environment variable {what} and start Cashier again."),
    ),
    errors.SettingsChangedError: _input(
        N_("The settings file was changed by somebody else meanwhile. It was not written over."),
        N_("Save again to put your changes in, or discard them to see what stands there now."),
    ),
    errors.NotAllowedError: _input(
        N_("This needs a right that {given} does not have. Nothing was changed."),
        N_("Ask somebody who has the right to do it."),
    ),
    errors.BarcodeTakenError: _taken,
    errors.ProductsComingInError: _input(
        N_("Products are being imported. Nothing was changed and what you typed is kept here."),
        N_("Wait until the import is done, then save again."),
    ),
    errors.ImportRunningError: _input(
        N_("Another import is still running. Nothing was changed."),
        N_("Wait until it is done, then try again."),
    ),
    errors.NotAvailableError: _input(
        N_("Not available in this version of the till yet: {what}. Nothing was changed."),
        N_("Use another way until an update brings it."),
    ),
    errors.LedgerError: _input(
        N_("The till's data could not be written. Nothing was posted and no money was booked."),
        N_("Check the disk, then try again."),
    ),
    errors.DiskFullError: _input(
        N_("The disk is full. Nothing was posted and nothing is lost."),
        N_("Make room on the disk, then do it again."),
    ),
    errors.FolderNotWritableError: _input(
        N_("The data folder cannot be written to. Nothing was changed."),
        N_("Give this user the right to write there, or choose another folder."),
    ),
    errors.BackupFolderError: _input(
        N_("No backup was made: {what} cannot be written to. The shop's data is safe here."),
        N_("Connect the disk, or choose another folder in Settings, Backup."),
    ),
    errors.LedgerInUseError: _input(
        N_("Another window or command is using this data folder. Nothing was changed."),
        N_("Close it, or wait until it is done, and try again."),
    ),
    errors.NewerLedgerError: _newer,
    errors.DamagedLedgerError: _input(
        N_("The database is damaged. It was left untouched; no sale was added."),
        N_("Restore the newest backup with “cashier restore FILE”."),
    ),
    errors.DamagedBackupError: _input(
        N_("This is no backup, or a damaged one ({what}). The shop was left as it is."),
        N_("Take an older backup."),
    ),
    errors.JournalBrokenError: _input(
        N_("The journal does not hold together: {what}. Nothing was changed."),
        N_("Keep the data folder as it is and compare it with a backup."),
    ),
    errors.DocumentNotWrittenError: _input(
        N_("What was posted is saved, but {what} could not be written."),
        N_("Do not sell it again: “cashier receipt NUMBER” gives the document out."),
    ),
    errors.DeviceError: _input(
        N_("A device did not answer. Nothing is lost."), N_("Check it and try again.")
    ),
    errors.PrinterError: _input(
        N_("The receipt was not printed. The sale is saved."),
        N_("Check the printer and print again, or give the receipt another way."),
    ),
    wallet_errors.BalanceTooLowError: _too_little,
    wallet_errors.NothingForWalletError: _input(
        N_("The wallet knows none of these products at this price. Nothing was taken."),
        N_("Choose another tender."),
    ),
    wallet_errors.WalletUsedError: _input(
        N_(
            "A wallet was asked for this sale before. It is not asked again, so that nobody pays "
            "twice."
        ),
        N_("Choose another tender for the rest."),
    ),
    wallet_errors.WalletTakesNothingBackError: _input(
        N_("Money cannot be put back into a wallet. Nothing was given back."),
        N_("Pay it out in cash; the receipt says so."),
    ),
    wallet_errors.WalletNotSetUpError: _input(
        N_("No wallet is set up for this shop. Nothing was taken."),
        N_("Enter its address in Settings, Payments, or choose another tender."),
    ),
    backend_errors.BackEndError: _back_end(
        N_("{who} did not do it. What was sold is saved here."),
        N_("Try again; if it stays so, test the connection in Settings, Back end."),
    ),
    backend_errors.BackEndUnreachableError: _back_end(
        N_("{who} cannot be reached. What was sold is saved here."),
        N_("Go on selling and check the network; what waits is sent by itself."),
    ),
    backend_errors.OutcomeUnknownError: _back_end(
        N_("{who} gave no clear answer, so it may have been done there. Do not repeat it yet."),
        N_("What was sold is saved here; the till looks it up before it sends it again."),
    ),
    backend_errors.BackEndRefusedError: _back_end(
        N_("{who} refused it. Nothing was changed there, and what was sold is saved here."),
        N_("Correct what it names, then try again."),
    ),
    backend_errors.NotOnServerError: _back_end(
        N_("{who} does not know what was asked for. Nothing was changed."),
        N_("Check the number, and the address and register in Settings, Back end."),
    ),
    backend_errors.NotAuthorisedError: _back_end(
        N_("{who} does not accept the token or key. Nothing was changed there."),
        N_("Enter a new one in Settings, Back end, and look at the till's clock."),
    ),
    backend_errors.MappingMissingError: _unmapped,
    backend_errors.RateLimitedError: _rate_limited,
    backend_errors.DamagedAnswerError: _back_end(
        N_("{who} gave an answer that cannot be read. What was sold is saved here."),
        N_("Try again later; if it stays so, check the address in Settings, Back end."),
    ),
    backend_errors.SecretMissingError: _input(
        N_("The secret {what} is missing. Nothing was sent, and what was sold is saved here."),
        N_("Enter it in Settings, or set {what} in the environment."),
    ),
}
