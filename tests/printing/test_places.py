"""Amounts are told where they stand in the picture, line by line and rate by rate."""

from dataclasses import replace
from itertools import pairwise

from cashier.domain.explanation import Topic
from cashier.domain.receipt import Receipt
from cashier.printing.pdf import as_pdf
from cashier.printing.places import Printed, places
from cashier.printing.preview import rasterise
from tests.printing.receipts import SALE, selling

WIDTH = 400


def by_topic(receipt: Receipt, topic: str) -> list[Printed]:
    return [one for one in places(receipt, WIDTH) if one.mark.topic == topic]


def has_ink(receipt: Receipt, place: Printed) -> bool:
    """Whether anything dark is printed in the right half of a place."""
    raster = rasterise(as_pdf(receipt), WIDTH)
    for y in range(place.top, place.bottom):
        row = raster.rgb[y * WIDTH * 3 : (y + 1) * WIDTH * 3]
        if min(row[place.right * 3 - 60 : place.right * 3]) < 128:
            return True
    return False


def test_every_place_is_of_a_topic_that_can_be_explained() -> None:
    known = {topic.value for topic in Topic}
    assert {one.mark.topic for one in places(SALE, WIDTH)} <= known


def test_each_line_has_its_place_and_they_go_down_the_paper() -> None:
    receipt = SALE
    lines = by_topic(receipt, "line-gross")
    assert [one.mark.row for one in lines] == list(range(len(receipt.lines)))
    assert all(above.bottom <= below.top for above, below in pairwise(lines))


def test_a_place_lies_over_what_is_printed() -> None:
    receipt = SALE
    for topic in ("line-gross", "total", "vat"):
        assert has_ink(receipt, by_topic(receipt, topic)[0]), topic


def test_net_vat_and_gross_of_a_rate_lie_beside_each_other() -> None:
    receipt = SALE
    rate = receipt.vat[0].rate.text()
    of_rate = [one for one in places(receipt, WIDTH) if one.mark.rate == rate]
    assert [one.mark.topic for one in of_rate] == ["net", "vat", "vat-base"]
    assert len({one.top for one in of_rate}) == 1
    assert all(one.right == other.left for one, other in pairwise(of_rate))


def test_places_grow_with_the_picture() -> None:
    small, large = places(SALE, 300), places(SALE, 600)
    for one, other in zip(small, large, strict=True):
        assert abs(2 * one.top - other.top) <= 1
        assert abs(2 * one.right - other.right) <= 1


def test_places_of_later_pages_are_below_the_first() -> None:
    receipt = selling(*(f"thing {number}" for number in range(1_200)))
    lines = by_topic(receipt, "line-gross")
    assert len(lines) == len(receipt.lines)
    assert has_ink(receipt, lines[-1])


def test_without_a_discount_there_is_no_place_for_one() -> None:
    assert len(by_topic(SALE, "order-discount")) == 1
    plain = replace(SALE, discount=SALE.discount - SALE.discount)
    assert by_topic(plain, "order-discount") == []
