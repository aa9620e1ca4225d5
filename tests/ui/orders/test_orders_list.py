"""Which orders are listed: by group with counts, by days, by what is typed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from cashier.domain.money import Money
from cashier.domain.open_order import OpenOrder
from cashier.domain.order_list import OrderGroup, OrderMark, PeriodName
from cashier.domain.posting import OrderStatus
from cashier.ui.look.theme import Theme
from cashier.ui.orders.order_filters import GroupButton
from cashier.ui.orders.order_period import DayField, DayRow
from cashier.ui.orders.orders_model import Column
from cashier.ui.orders.orders_page import OrdersPage
from cashier.ui.orders.orders_state import OrderQuery, PeriodChoice
from tests.ui.conftest import Run
from tests.ui.orders_till import OrdersTill, orders_till, with_orders_page
from tests.ui.paying import child, line, order_of

TODAY = date(2026, 11, 20)
opens_a_menu = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing)", extend=True
)


def page_of(till: OrdersTill) -> OrdersPage:
    assert isinstance(till.page, OrdersPage)
    return till.page


def listed(till: OrdersTill, column: Column = Column.NUMBER) -> list[str]:
    model = child(page_of(till), QTableView, "ordersTable").model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount(QModelIndex()))]


def counts(till: OrdersTill) -> dict[str, str]:
    found = page_of(till).findChildren(GroupButton)
    return {one.text(): one.count for one in found}


async def sell_on(till: OrdersTill, *days: date, name: str = "Bread") -> None:
    """Post a sale on each of ``days``."""
    for day in days:
        number = len(till.ledger.posted) + 1
        await till.sell(order_of(line(name, "1.00", str(number)), number=number))
        at = datetime(day.year, day.month, day.day, 10, 30, tzinfo=UTC)
        posted = till.ledger.posted[-1]
        till.ledger.posted[-1] = replace(posted, posting=replace(posted.posting, at=at))


async def opened(theme: Theme, *days: date, has_back_end: bool = False) -> OrdersTill:
    till = orders_till(has_back_end=has_back_end)
    await sell_on(till, *days)
    till = with_orders_page(till, theme)
    await till.settled()
    return till


async def choose(till: OrdersTill, name: PeriodName) -> None:
    """Open the menu of periods by its key and choose one as a finger does."""
    await till.press(Qt.Key.Key_F3)
    menu = page_of(till).period.menu_of_periods
    assert menu.isVisible()
    action = next(one for one in menu.actions() if one.data() is name)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    await till.settled()


def test_groups_are_counted_and_narrow_the_list(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY, TODAY, TODAY)
        await till.refund_all("T1-000001")
        await keep_parked(till)
        till.orders.refresh()
        await till.settled()
        assert counts(till) == {
            "All": "5",
            "Completed": "2",
            "Pending": "1",
            "Refunded": "2",
            "Cancelled": "0",
        }
        await till.click("filter_pending")
        assert listed(till) == ["–"]
        await till.click("filter_refunded")
        assert listed(till) == ["T1-000004", "T1-000001"]
        await till.click("filter_cancelled")
        assert till.text("noOrdersLabel") == "No such orders: Today"
        await till.click("filter_all")
        assert len(listed(till)) == 5
        assert page_of(till).groups.buttons[0].isChecked()
        assert "2 orders" in page_of(till).groups.buttons[1].accessibleName()

    run(scenario())


async def keep_parked(till: OrdersTill) -> None:
    at = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    parked = OpenOrder(order_of(number=500), OrderStatus.PARKED, Money(100), at, "owner")
    await till.ledger.keep_open(parked)


def test_long_words_take_a_second_row(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme)
        bar = page_of(till).groups
        assert len({button.y() for button in bar.buttons}) == 1
        for button in bar.buttons:
            button.set_label(button.text() * 3)
        bar.show_counts(None)
        await till.settled()
        assert len({button.y() for button in bar.buttons}) > 1
        assert all(bar.rect().contains(button.geometry()) for button in bar.buttons)
        placed = [button.geometry() for button in bar.buttons]
        assert not any(
            one.intersects(other) for one in placed for other in placed if one is not other
        )

    run(scenario())


def test_sending_is_asked_about_only_where_there_is_a_back_end(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        alone = [one.narrows_to for one in page_of(await opened(theme)).groups.buttons]
        assert not {OrderGroup.UNSENT, OrderGroup.ATTENTION} & set(alone)
        sending = page_of(await opened(theme, has_back_end=True)).groups.buttons
        assert {OrderGroup.UNSENT, OrderGroup.ATTENTION} <= {one.narrows_to for one in sending}

    run(scenario())


@opens_a_menu
@pytest.mark.parametrize(
    ("name", "numbers", "word"),
    [
        (PeriodName.TODAY, [5, 4], "Today"),
        (PeriodName.YESTERDAY, [3], "Yesterday"),
        (PeriodName.THIS_WEEK, [5, 4, 3], "This week"),
        (PeriodName.THIS_MONTH, [5, 4, 3, 2], "This month"),
        (PeriodName.ALL, [5, 4, 3, 2, 1], "All days"),
    ],
)
def test_periods_are_chosen_by_key_and_finger(
    run: Run, theme: Theme, name: PeriodName, numbers: list[int], word: str
) -> None:
    async def scenario() -> None:
        long_ago, this_month = TODAY - timedelta(days=400), TODAY.replace(day=2)
        yesterday = TODAY - timedelta(days=1)
        till = await opened(theme, long_ago, this_month, yesterday, TODAY, TODAY)
        assert listed(till) == ["T1-000005", "T1-000004"]
        await choose(till, name)
        assert listed(till) == [f"T1-{number:06}" for number in numbers]
        assert page_of(till).period.text() == word
        assert counts(till)["All"] == str(len(numbers))

    run(scenario())


@opens_a_menu
def test_times_say_the_day_where_there_is_more_than_one(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY)
        assert listed(till, Column.TIME) == ["10:30"]
        await choose(till, PeriodName.ALL)
        assert listed(till, Column.TIME) == ["20 Nov 2026 10:30"]

    run(scenario())


def test_one_day_is_written_or_stepped_to(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        yesterday = TODAY - timedelta(days=1)
        till = await opened(theme, yesterday, TODAY)
        row = child(page_of(till), DayRow, "orderDay")
        assert not row.isVisible()
        page_of(till).period.day_wanted.emit()
        await till.settled()
        assert row.isVisible()
        assert listed(till) == ["T1-000002"]
        assert not till.button("dayAfterButton").isEnabled()
        await till.click("dayBeforeButton")
        assert listed(till) == ["T1-000001"]
        await till.click("dayAfterButton")
        assert listed(till) == ["T1-000002"]

    run(scenario())


def test_a_day_is_written_and_a_wrong_one_is_marked(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY - timedelta(days=1), TODAY)
        page_of(till).period.day_wanted.emit()
        await till.settled()
        field = child(page_of(till), DayField, "orderDayField")
        for typed, found in (("19.11.", "T1-000001"), ("20", "T1-000002")):
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, typed)
            QTest.keyClick(field, Qt.Key.Key_Return)
            await till.settled()
            assert listed(till) == [found]
            assert field.text() == f"2026-11-{19 if found.endswith('1') else 20}"
        QTest.keyClick(field, Qt.Key.Key_Down)
        await till.settled()
        assert listed(till) == ["T1-000001"]
        for wrong in ("31.2.", "tomorrow", "21.11.2026"):
            field.selectAll()
            QTest.keyClicks(field, wrong)
            QTest.keyClick(field, Qt.Key.Key_Return)
            assert field.property("wrong") is True
            assert listed(till) == ["T1-000001"]
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert (field.text(), field.property("wrong")) == ("2026-11-19", False)

    run(scenario())


def test_an_empty_day_offers_all_days(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY - timedelta(days=3))
        assert till.text("noOrdersLabel") == "No such orders: Today"
        await till.click("allDaysButton")
        assert listed(till) == ["T1-000001"]

    run(scenario())


def test_a_search_finds_amounts_and_items(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY, TODAY)
        await sell_on(till, TODAY, name="Butter")
        page_of(till).search.setFocus()
        for typed, found in (("2,00", ["T1-000002"]), ("butt", ["T1-000003"]), ("x", [])):
            page_of(till).search.selectAll()
            QTest.keyClicks(page_of(till).search, typed)
            await till.settled()
            assert listed(till) == found
        assert "“x”" in till.text("noOrdersLabel")
        assert counts(till)["All"] == "2"

    run(scenario())


def test_items_are_counted_in_pieces(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY, TODAY, TODAY)
        assert listed(till, Column.ITEMS) == ["3", "2", "1"]

    run(scenario())


def test_a_scanned_receipt_of_another_day_is_found(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY - timedelta(days=40), TODAY)
        till.orders.find_receipt("T1-000001")
        await till.settled()
        assert till.text("orderNumber") == "T1-000001"
        assert page_of(till).period.text() == "All days"
        assert page_of(till).search.text() == "T1-000001"

    run(scenario())


def test_refreshing_reads_as_far_as_was_read_and_keeps_the_place(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, *[TODAY] * 230)
        table = child(page_of(till), QTableView, "ordersTable")
        for _ in range(3):
            table.scrollToBottom()
            await till.settled()
        assert len(listed(till)) == 230
        place = table.verticalScrollBar().value()
        lengths: list[int] = []
        till.orders.listed.connect(lambda found: lengths.append(len(found.rows)))
        till.orders.refresh()
        await till.settled()
        assert set(lengths) == {230}
        assert table.verticalScrollBar().value() == place

    run(scenario())


def test_the_last_question_wins_and_a_search_goes_on_until_it_finds(
    run: Run, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        till = await opened(theme, *[TODAY] * 5)
        asked: list[tuple[str, OrderMark | None]] = []
        real = till.ledger.order_page

        async def slow(wanted: object, after: OrderMark | None = None) -> object:
            page = await real(wanted, after)  # type: ignore[arg-type]
            asked.append((wanted.text, after))  # type: ignore[attr-defined]
            if wanted.text == "bread" and len(asked) < 4:  # type: ignore[attr-defined]
                return replace(page, rows=(), mark=OrderMark(unposted=0))
            return page

        monkeypatch.setattr(till.ledger, "order_page", slow)
        seen: list[bool] = []
        till.orders.listed.connect(lambda found: seen.append(found.is_searching))
        till.orders.find(OrderQuery("nothing like it"))
        till.orders.find(OrderQuery("bread"))
        await till.settled()
        assert len(listed(till)) == 5
        assert seen[-1] is False
        assert True in seen

    run(scenario())


def test_what_is_asked_stays_when_the_page_is_built_anew(run: Run, theme: Theme) -> None:
    async def scenario() -> None:
        till = await opened(theme, TODAY, TODAY)
        till.orders.find(
            OrderQuery("t1-000002", OrderGroup.COMPLETED, PeriodChoice(PeriodName.ALL))
        )
        await till.settled()
        page_of(till).close()
        till = with_orders_page(till, theme)
        await till.settled()
        assert listed(till) == ["T1-000002"]
        assert page_of(till).search.text() == "t1-000002"
        assert page_of(till).period.text() == "All days"

    run(scenario())
