"""The one catalogue of what can be done at the till: its name, page, key, right and help.

Buttons, menus, keys, the key overlay and the tests read it; what its page does not bind has no
place here. The keys of a page differ from each other and from those of ``everywhere``.
"""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cashier.translation import _

EVERYWHERE = "everywhere"
MOST_RESUMED = 9
"""So many parked sales have a key of their own."""


class Right(enum.Enum):
    """What an operator must be allowed to do for it."""

    SELL = "sell"
    REFUND = "refund"
    PRODUCTS = "products"
    SET_UP = "set_up"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do; ``name`` is ``page.verb``, ``key`` in Qt's portable form.

    ``label`` is a button's verb, ``help`` a sentence for the key overlay. A fixed key is part of
    how pages work (Enter takes, Escape leaves) and cannot be another one.
    """

    name: str
    label: str
    key: str
    help: str
    icon: str = ""
    right: Right = Right.SELL
    is_fixed: bool = False
    repeats: bool = False

    @property
    def page(self) -> str:
        """Where it can be done: a page's name, or ``everywhere``."""
        return self.name.partition(".")[0]


def catalogue() -> tuple[Action, ...]:
    """Return every action in the language in use, page by page as the key overlay lists them."""
    return tuple(
        action
        for of_page in (_everywhere, _sell, _resume, _pay, _done, _orders, _settings, _start)
        for action in of_page()
    )


def page_title(page: str) -> str:
    """Return what a page of the catalogue is called."""
    titles = {
        EVERYWHERE: _("Everywhere"),
        "sell": _("Sell"),
        "pay": _("Pay"),
        "done": _("Sale finished"),
        "orders": _("Orders"),
        "settings": _("Settings"),
        "start": _("First start"),
    }
    return titles.get(page, page)


def _everywhere() -> Iterator[Action]:
    name = "everywhere.{}".format
    yield Action(name("sell"), _("Sell"), "Alt+1", _("Go to the sale in progress"), "sell")
    yield Action(
        name("orders"), _("Orders"), "Alt+2", _("Find a sale, its receipt or its refund"), "orders"
    )
    yield Action(
        name("settings"),
        _("Settings"),
        "Alt+4",
        _("Change how the till is set up"),
        "settings",
        Right.SET_UP,
    )
    yield Action(name("keys"), _("Keys"), "F1", _("Show which key does what"), "keys")
    yield Action(name("explain"), _("Explain"), "?", _("Show how the chosen amount came about"))
    yield Action(
        name("full_screen"), _("Full screen"), "F11", _("Take the whole screen, or give it back")
    )
    yield Action(
        name("back"),
        _("Back"),
        "Esc",
        _("Take one step back; a sale is never dropped"),
        "back",
        is_fixed=True,
    )


def _sell() -> Iterator[Action]:
    name = "sell.{}".format
    yield Action(
        name("search"), _("Search"), "F2", _("Find a product by name, code or PLU"), "search"
    )
    yield Action(name("quantity"), _("Qty"), "F4", _("The next number is a quantity"))
    yield Action(
        name("percent"), "%", "F5", _("The next number is a discount in percent"), "percent"
    )
    yield Action(name("price"), _("Price"), "F6", _("The next number is a price"))
    yield Action(
        name("free_line"), _("Free line"), "F3", _("Sell something that is in no catalogue"), "tag"
    )
    yield Action(
        name("product"),
        _("Product"),
        "Ctrl+P",
        _("Open the card of a product to change it, or of a new one"),
        "tag",
        Right.PRODUCTS,
    )
    yield Action(
        name("save_product"),
        _("Save product"),
        "Ctrl+S",
        _("Save what was written on a product's card"),
        "check",
        Right.PRODUCTS,
    )
    yield Action(name("times"), _("Times"), "*", _("Take the digits before it as the quantity"))
    yield Action(name("take"), _("OK"), "Return", _("Take what was typed"), is_fixed=True)
    yield Action(
        name("line_above"),
        _("Line above"),
        "Up",
        _("Select the line above"),
        is_fixed=True,
        repeats=True,
    )
    yield Action(
        name("line_below"),
        _("Line below"),
        "Down",
        _("Select the line below"),
        is_fixed=True,
        repeats=True,
    )
    yield Action(
        name("more"), _("One more"), "+", _("One more of the selected line"), "plus", repeats=True
    )
    yield Action(
        name("less"), _("One less"), "-", _("One less of the selected line"), "minus", repeats=True
    )
    yield Action(name("note"), _("Note"), "F7", _("Write a note for the selected line"), "note")
    yield Action(name("remove"), _("Remove"), "Del", _("Remove the selected line"), "remove")
    yield Action(
        name("undo"), _("Undo"), "Ctrl+Z", _("Bring back what was removed or cancelled"), "undo"
    )
    yield Action(
        name("customer"), _("Customer"), "F9", _("Note who buys, and a note for the sale"), "person"
    )
    yield Action(
        name("park"), _("Park"), "F8", _("Set the sale aside and begin a new one"), "parked"
    )
    yield Action(
        name("void"), _("Cancel sale"), "Ctrl+Del", _("Cancel the sale; it can be undone"), "close"
    )
    yield Action(
        name("send_unpaid"),
        _("Send unpaid"),
        "F10",
        _("Send the order to the back end, to be paid later"),
        "to-send",
    )
    yield Action(name("pay"), _("Pay"), "F12", _("Go on to the payment"), "cash")


def _resume() -> Iterator[Action]:
    for number in range(1, MOST_RESUMED + 1):
        yield Action(
            f"sell.resume_{number}",
            _("Resume {number}").format(number=number),
            f"Ctrl+{number}",
            _("Go on with parked sale {number}").format(number=number),
            "parked",
        )


def _pay() -> Iterator[Action]:
    name = "pay.{}".format
    yield Action(name("cash"), _("Cash"), "F5", _("Take the amount in cash"), "cash")
    yield Action(name("card"), _("Card"), "F6", _("Take the amount by card"), "card")
    yield Action(name("wallet"), _("Wallet"), "F7", _("Take the amount by wallet"), "wallet")
    yield Action(name("other"), _("Other"), "F9", _("Show the other tenders, or hide them"))
    yield Action(name("exact"), _("Exact"), "=", _("Take exactly what is still open"))
    yield Action(
        name("take"),
        _("OK"),
        "Return",
        _("Take the amount typed; without a tender, in cash"),
        is_fixed=True,
    )
    yield Action(
        name("approve"), _("Approved"), "F2", _("Say that the terminal approved it"), "ready"
    )
    yield Action(
        name("decline"), _("Declined"), "F3", _("Say that the terminal declined it"), "cancelled"
    )
    yield Action(
        name("unknown"), _("Not known"), "F4", _("Say that the answer is not known"), "warning"
    )
    yield Action(
        name("park"),
        _("Park this sale"),
        "F8",
        _("Set the sale aside until the answer is known"),
        "parked",
    )
    yield Action(
        name("invoice"),
        _("Invoice to company"),
        "F10",
        _("Make the receipt out to a company"),
        "orders",
    )
    yield Action(name("finish"), _("Finish"), "F12", _("Finish the sale once it is covered"))


def _done() -> Iterator[Action]:
    name = "done.{}".format
    yield Action(name("new_sale"), _("New sale"), "Return", _("Begin the next sale"), is_fixed=True)
    yield Action(name("print_again"), _("Print again"), "F9", _("Print the receipt"), "printer")
    yield Action(name("pdf"), _("Save PDF"), "F6", _("Save the receipt as a file"), "pdf")
    yield Action(name("skip"), _("Skip"), "F4", _("Give no receipt out; it waits in Orders"))
    yield Action(
        name("refund"),
        _("Refund this sale"),
        "Ctrl+R",
        _("Give this sale back, all or in part"),
        "undo",
        Right.REFUND,
    )


def _orders() -> Iterator[Action]:
    name = "orders.{}".format
    yield Action(
        name("search"),
        _("Search"),
        "F2",
        _("Find an order by number, amount, item or customer"),
        "search",
    )
    yield Action(name("period"), _("Period"), "F3", _("Choose the days that are listed"), "day")
    yield Action(name("reprint"), _("Reprint"), "F9", _("Print a copy of the receipt"), "printer")
    yield Action(name("pdf"), _("Save PDF"), "F6", _("Save a copy of the receipt"), "pdf")
    yield Action(
        name("refund"), _("Refund"), "F7", _("Give back lines or quantities"), "undo", Right.REFUND
    )
    yield Action(
        name("cancel"),
        _("Cancel"),
        "Ctrl+Del",
        _("Cancel a sale, with what was paid given back"),
        "close",
    )
    yield Action(
        name("confirm_refund"),
        _("Refund"),
        "F12",
        _("Give back what was chosen"),
        right=Right.REFUND,
    )
    yield from _orders_of_the_back_end(name)


def _orders_of_the_back_end(name: Callable[[str], str]) -> Iterator[Action]:
    yield Action(
        name("source"), _("Next list"), "Ctrl+B", _("Show the next list: till, unsent, back end")
    )
    yield Action(
        name("take_payment"),
        _("Take payment"),
        "F5",
        _("Take the payment of an order of the back end here"),
        "cash",
    )
    yield Action(
        name("change"), _("Change it"), "F4", _("Change a waiting order of the back end"), "note"
    )
    yield Action(
        name("invoice"), _("Invoice"), "F10", _("Have the back end make an invoice"), "orders"
    )
    yield Action(name("try_now"), _("Try now"), "F8", _("Send an unsent order now"), "again")
    yield Action(
        name("look_up"),
        _("Look up again"),
        "Ctrl+F",
        _("Ask the back end whether it has an order"),
        "search",
    )
    yield Action(
        name("correct"),
        _("Correct and send"),
        "Ctrl+Return",
        _("Correct what the back end calls something, and send"),
        "tag",
        Right.SET_UP,
    )
    yield Action(
        name("settle"),
        _("Settle by hand"),
        "Ctrl+H",
        _("Let an order be sent no more, with a reason"),
        "check",
        Right.SET_UP,
    )
    yield Action(
        name("check_off"),
        _("Registered"),
        "Ctrl+R",
        _("Check off what was registered by hand"),
        "check",
    )


def _start() -> Iterator[Action]:
    yield Action(
        "start.next",
        _("Next"),
        "F12",
        _("Go on to the next step of the first start"),
        right=Right.SET_UP,
    )


def _settings() -> Iterator[Action]:
    name = "settings.{}".format
    yield Action(name("save"), _("Save"), "Ctrl+S", _("Save the settings"), "check", Right.SET_UP)
    yield Action(name("test"), _("Test"), "F5", _("Test or search"), right=Right.SET_UP)
    yield Action(
        name("choose_file"),
        _("Import products…"),
        "Ctrl+O",
        _("Choose a list of products"),
        "tag",
        Right.SET_UP,
    )
    yield Action(
        name("import"),
        _("Import"),
        "F12",
        _("Take the list into the catalogue"),
        right=Right.SET_UP,
    )
