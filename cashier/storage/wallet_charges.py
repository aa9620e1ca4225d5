"""What wallets were asked for, inside the caller's transaction; tokens go as soon as they can.

The row is written with the attempt, before anything is sent, and is never deleted.
"""

import json
from collections.abc import Mapping
from uuid import UUID

import apsw

from cashier.domain.money import Money
from cashier.domain.tender import Tender, TenderState
from cashier.domain.wallet import WalletCharge

_OPEN = frozenset({TenderState.ASKED, TenderState.UNKNOWN})


def note(connection: apsw.Connection, order_id: UUID, tender: Tender) -> None:
    """Write what the wallet of ``tender`` is asked for; nothing for a tender without one."""
    charge = tender.wallet
    if charge is None:
        return
    row = (
        tender.key,
        order_id.bytes,
        charge.token,
        json.dumps(charge.products),
        charge.before.minor,
        None if charge.after is None else charge.after.minor,
        int(charge.by_person),
    )
    connection.execute("INSERT INTO wallet_charges VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def answer(
    connection: apsw.Connection, key: str, state: TenderState, charge: WalletCharge | None
) -> None:
    """Write what is known of a charge by now; once its outcome is known the token goes."""
    if charge is not None:
        after = None if charge.after is None else charge.after.minor
        connection.execute(
            "UPDATE wallet_charges SET after = ?, by_person = ? WHERE tender = ?",
            (after, int(charge.by_person), key),
        )
    if state not in _OPEN:
        connection.execute("UPDATE wallet_charges SET token = '' WHERE tender = ?", (key,))


def of_order(
    connection: apsw.Connection, order_id: UUID, currency: str
) -> Mapping[str, WalletCharge]:
    """Return what wallets were asked for an order, by the key of the tender."""
    rows = connection.execute(
        "SELECT tender, token, products, before, after, by_person FROM wallet_charges"
        " WHERE order_id = ?",
        (order_id.bytes,),
    )
    return {
        key: WalletCharge(
            token,
            tuple(json.loads(products)),
            Money(before, currency),
            None if after is None else Money(after, currency),
            bool(by_person),
        )
        for key, token, products, before, after, by_person in rows
    }


def balance_after(connection: apsw.Connection, serial: int, currency: str) -> Money | None:
    """Return what the wallet that paid for a posted order held then; None where nobody said."""
    row = connection.execute(
        "SELECT c.after FROM orders AS o JOIN wallet_charges AS c ON c.order_id = o.id"
        " JOIN tender_attempts AS t ON t.key = c.tender"
        " WHERE o.serial = ? AND t.state = ? AND c.after IS NOT NULL",
        (serial, TenderState.APPROVED.value),
    ).fetchone()
    return None if row is None else Money(row[0], currency)
