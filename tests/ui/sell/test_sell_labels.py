"""Labels of the shop's own scales at the counter: their weight or price goes into the sale."""

from cashier.domain.check_digit import check_digit
from cashier.domain.money import Money
from cashier.domain.product import Unit
from cashier.ui.look.theme import Theme
from cashier.ui.sell.sale_view import InputMode
from tests.fakes import product
from tests.ui.conftest import Run
from tests.ui.sell_stage import BREAD, LUNCH, SellTill, open_till

APPLES = product("Obuoliai", "1.99", "23123450", unit=Unit.KILOGRAM)
SALAD = product("Salotos", "0.00", "23000077", unit=Unit.KILOGRAM, has_open_price=True)


def whole(payload: str) -> str:
    return payload + str(check_digit(payload))


async def opened(theme: Theme) -> SellTill:
    return await open_till(theme, [APPLES, SALAD, BREAD, LUNCH])


def test_each_weighed_label_is_a_line_with_its_weight(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        for grams in ("0482", "0250"):
            till.scan(whole(f"23123450{grams}"))
        await till.settled()
        assert till.lines == [("0.482", "Obuoliai"), ("0.25", "Obuoliai")]
        assert till.total == "1.46 €"  # 0.96 and 0.50
        assert [line.barcode for line in till.kept] == [
            whole("231234500482"),
            whole("231234500250"),
        ]
        await till.close()

    run(scenario())


def test_a_number_typed_before_a_label_is_not_for_it(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        await till.type("3")
        till.scan(whole("231234500482"))
        await till.settled()
        assert till.lines == [("0.482", "Obuoliai")]
        assert till.view.typed.is_empty
        await till.close()

    run(scenario())


def test_a_price_on_a_label_is_what_the_line_costs(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        till.scan("(01)02312345000002(3922)289")
        await till.settled()
        (line,) = till.view.order.lines
        assert (line.name, line.gross, line.unit) == ("Obuoliai", Money(289, "EUR"), Unit.PIECE)
        assert till.total == "2.89 €"
        await till.close()

    run(scenario())


def test_a_weighed_label_without_a_price_asks_for_it(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        till.scan(whole("230000771500"))
        await till.settled()
        assert till.view.mode is InputMode.PRICE
        await till.type("2")
        await till.click("key_ok")
        assert till.total == "3.00 €"
        await till.close()

    run(scenario())


def test_an_unknown_code_is_told_to_whoever_can_add_it(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        unknown: list[str] = []
        till.selling.sale.code_unknown.connect(unknown.append)
        for code in ("4770049061466", "4770049061467", "AB-12"):
            till.scan(code)
        await till.settled()
        assert unknown == ["4770049061466", "4770049061467", "AB-12"]
        assert [one.text.split(" ")[0] for one in till.notices] == unknown
        hints = [one.hint for one in till.notices]
        assert hints[0] == hints[2] != hints[1]
        assert "check digit is wrong" in hints[1]
        assert till.lines == []
        await till.close()

    run(scenario())


def test_a_code_that_cannot_be_looked_up_is_not_called_unknown(theme: Theme, run: Run) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        unknown: list[str] = []
        till.selling.sale.code_unknown.connect(unknown.append)
        till.scan("23500004821")  # no number of the trade
        till.scan(whole("231234500482"))
        await till.settled()
        assert till.lines == [("0.482", "Obuoliai")]
        assert unknown == ["23500004821"]
        await till.close()

    run(scenario())
