"""Products of the server, in every shape that its pages and samples leave open."""

from cashier.backends.paysera_products import AnsweredProducts
from cashier.backends.reading import Fields
from cashier.backends.wire_json import loads
from cashier.domain.money import Money
from cashier.domain.quantity import Percent
from cashier.domain.remote import RemoteProduct


def major(fields: Fields, currency: str, *names: str) -> Money | None:
    return fields.money_major(currency, *names)


def read(text: str, language: str = "") -> tuple[RemoteProduct, ...]:
    return AnsweredProducts(major, "EUR", language).read(loads(text.encode()))


def test_a_title_is_taken_in_the_language_of_the_settings_else_the_first() -> None:
    text = '{"id":1,"title":{"lt":"Kava","en":"Coffee","lv":null}}'
    assert read(text, "en")[0].name == "Coffee"
    assert read(text, "lv")[0].name == "Kava"
    assert read(text)[0].name == "Kava"
    assert read('{"id":1,"title":"Coffee"}')[0].name == "Coffee"


def test_a_product_without_a_title_is_called_by_its_sku() -> None:
    assert read('{"id":1,"title":{},"sku":"S1"}')[0].name == "S1"


def test_prices_stand_by_themselves_or_in_an_object() -> None:
    assert read('{"id":1,"title":"a","price":2.5}')[0].price == Money(250)
    assert read('{"id":1,"title":"a","price":{"regular":19.99}}')[0].price == Money(1999)
    foreign = read('{"id":1,"title":"a","price":{"amount":"9.90","currency":"SEK"}}')[0]
    assert foreign.price == Money(990, "SEK")
    assert read('{"id":1,"title":"a"}')[0].price is None


def test_a_rate_that_is_only_an_id_is_left_open_and_shown() -> None:
    product = read('{"id":1,"title":"a","taxId":7}')[0]
    assert product.vat_rate is None
    assert product.others["taxId"] == "7"
    assert read('{"id":1,"title":"a","tax":{"taxRate":9}}')[0].vat_rate == Percent.parse("9")


def test_barcodes_are_texts_numbers_or_objects() -> None:
    assert read('{"id":1,"productCodes":["477","5"]}')[0].barcodes == ("477", "5")
    assert read('{"id":1,"productCodes":[{"code":"477"},{"value":"5"},{}]}')[0].barcodes == (
        "477",
        "5",
    )
    assert read('{"id":1,"productCodes":[]}')[0].barcodes == ()


def test_each_variant_is_a_product_of_its_own() -> None:
    text = (
        '{"id":1,"title":"T-shirt","price":{"regular":10},"tax":{"taxRate":21},"categoryIds":[4],'
        '"type":"variable","variants":[{"id":11,"sku":"S","title":"S","productCodes":["1"]},'
        '{"id":12,"sku":"M","title":"M","price":{"regular":12},"active":false}]}'
    )
    small, medium = read(text)
    assert (small.id, small.name, small.price) == ("11", "T-shirt S", Money(1000))
    assert (medium.id, medium.name, medium.price) == ("12", "T-shirt M", Money(1200))
    assert small.vat_rate == medium.vat_rate == Percent.parse("21")
    assert (small.category, small.barcodes) == ("4", ("1",))
    assert (small.is_active, medium.is_active) == (True, False)


def test_names_act_on_no_screen() -> None:
    assert read(r'{"id":1,"title":{"lt":"Tea\u001b[2J\u202e"}}')[0].name == "Tea [2J"
