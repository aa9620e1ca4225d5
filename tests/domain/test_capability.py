"""What a back end can do has stable names: scripts read them."""

import re

from cashier.domain.capability import Capability


def test_names_are_words_of_json() -> None:
    assert all(re.fullmatch("[a-z]+(-[a-z]+)+", one.value) for one in Capability)


def test_names_stay_as_they_were_promised() -> None:
    assert {one.value for one in Capability} >= {
        "issues-receipt-number",
        "looks-up-orders",
        "sends-refunds",
        "sends-cash-movements",
        "closes-register-day",
    }


def test_a_name_leads_back_to_its_capability() -> None:
    assert {Capability(one.value) for one in Capability} == set(Capability)
