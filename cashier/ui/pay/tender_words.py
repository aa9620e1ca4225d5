"""What tenders and their states are called and which icon stands for them."""

from cashier.domain.tender import TenderState, TenderType
from cashier.translation import _
from cashier.ui.frame.chips import Tone

_ICONS = {
    TenderType.CASH: "cash",
    TenderType.CARD: "card",
    TenderType.WALLET: "wallet",
    TenderType.VOUCHER: "gift",
    TenderType.TRANSFER: "network",
    TenderType.OTHER: "menu",
}


def tender_icon(kind: TenderType) -> str:
    return _ICONS[kind]


def tender_name(kind: TenderType) -> str:
    match kind:
        case TenderType.CASH:
            return _("Cash")
        case TenderType.CARD:
            return _("Card")
        case TenderType.WALLET:
            return _("Wallet")
        case TenderType.VOUCHER:
            return _("Voucher")
        case TenderType.TRANSFER:
            return _("Transfer")
        case TenderType.OTHER:
            return _("Other")


def state_chip(kind: TenderType, state: TenderState) -> tuple[str, str, Tone]:
    """Return icon, word and tone of a tender's chip."""
    match state:
        case TenderState.ASKED:
            return "clock", _("Asked"), Tone.INFO
        case TenderState.APPROVED if kind is TenderType.CASH:
            return "cash", _("Given"), Tone.NEUTRAL
        case TenderState.APPROVED:
            return "ready", _("Approved"), Tone.OK
        case TenderState.DECLINED:
            return "cancelled", _("Declined"), Tone.ERROR
        case TenderState.UNKNOWN:
            return "warning", _("Answer unknown"), Tone.WARN
        case TenderState.REVERSED:
            return "undo", _("Reversed"), Tone.NEUTRAL
