"""Each refusal says in a sentence of its own that nothing was taken."""

import pytest

from cashier.domain import wallet_errors
from cashier.domain.errors import CashierError
from cashier.domain.money import Money
from cashier.messages import sentence_for

LOW = wallet_errors.BalanceTooLowError(Money(620, "EUR"), Money(1000, "EUR"))


@pytest.mark.parametrize(
    "error",
    [
        LOW,
        wallet_errors.NothingForWalletError("order"),
        wallet_errors.WalletUsedError("wallet"),
        wallet_errors.WalletTakesNothingBackError("method", "wallet"),
        wallet_errors.WalletNotSetUpError("wallet"),
        wallet_errors.WalletOutcomeUnknownError("0b0f3f2c"),
        wallet_errors.UnknownTagError("host", "Not paired.", 404),
    ],
    ids=lambda error: error.code,
)
def test_each_has_a_sentence_and_a_code_of_its_own(error: CashierError) -> None:
    said = sentence_for(error)
    assert said.code == error.code != "input-refused"
    assert "cannot be used" not in said.message
    assert said.hint


def test_too_little_is_told_with_both_amounts() -> None:
    said = sentence_for(LOW)
    assert "6.20" in said.message
    assert "10.00" in said.message
    assert "Nothing was taken" in said.message
