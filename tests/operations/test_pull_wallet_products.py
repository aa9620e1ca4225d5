"""Products of a wallet come into the catalogue once, at the price that the wallet charges."""

from dataclasses import replace

import pytest
from typing_extensions import override

from cashier.domain.backend_errors import BackEndUnreachableError
from cashier.domain.money import Money
from cashier.domain.product import Product
from cashier.domain.product_change import ProductChange
from cashier.domain.wallet import WalletProduct, code_of
from cashier.operations.pull_wallet_products import PulledProducts, PullWalletProducts
from tests.fake_wallet import FakeWallets
from tests.fakes import VAT_21, FakeCatalogue, product


async def pulled(shop: FakeCatalogue, wallets: FakeWallets) -> PulledProducts:
    async def save(product: Product, *, operator: str) -> Product:
        async def note(_change: ProductChange) -> int:
            return 1

        return await shop.change(product.checked(), note)

    pull = PullWalletProducts(lambda: wallets, shop, save)
    return await pull(VAT_21, "Wallet", operator="owner")


async def test_new_ones_are_known_by_the_wallets_own_ids() -> None:
    shop = FakeCatalogue()
    assert await pulled(shop, FakeWallets()) == PulledProducts(added=2)
    found = await shop.by_barcode(code_of("espresso"))
    assert found is not None
    assert (found.name, found.price, found.category) == ("Espresso", Money(25), "Wallet")


async def test_the_same_again_changes_nothing() -> None:
    shop = FakeCatalogue()
    await pulled(shop, FakeWallets())
    assert await pulled(shop, FakeWallets()) == PulledProducts(unchanged=2)


async def test_a_product_of_the_shop_gets_the_price_and_keeps_all_else() -> None:
    own = product("Our espresso", "1.20", code_of("espresso"))
    shop = FakeCatalogue([own])
    assert await pulled(shop, FakeWallets()) == PulledProducts(added=1, updated=1)
    assert await shop.by_key("Our espresso") == replace(own, price=Money(25))


async def test_one_that_cannot_be_kept_is_named_and_the_others_come() -> None:
    off_sale = product("Espresso", "0.25", code_of("espresso"), is_active=False)
    odd = (WalletProduct("x" * 80, "Long id", Money(1)), WalletProduct("n", "\u202e ", Money(1)))
    wallets = FakeWallets(known=(*FakeWallets().known, *odd))
    assert await pulled(FakeCatalogue([off_sale]), wallets) == PulledProducts(
        added=1, left_out=("Espresso", "Long id", "")
    )


async def test_a_server_that_does_not_answer_changes_nothing() -> None:
    class Silent(FakeWallets):
        @override
        async def products(self) -> tuple[WalletProduct, ...]:
            raise BackEndUnreachableError("wallets")

    shop = FakeCatalogue()
    with pytest.raises(BackEndUnreachableError):
        await pulled(shop, Silent())
    assert shop.products == []
