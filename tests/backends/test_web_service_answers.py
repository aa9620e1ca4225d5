"""Answers of the web service: yes, no or neither; a no is never a yes, and neither is looked up."""

import pytest

from cashier.backends.web_service_answers import content, recorded_id, row, rows
from cashier.domain.backend_errors import (
    BackEndRefusedError,
    DamagedAnswerError,
    NotAuthorisedError,
    NotOnServerError,
    OutcomeUnknownError,
)

HOST, KEY = "kash.click", "canary-key-9"


def masked(words: str) -> str:
    return words.replace(KEY, "***")


@pytest.mark.parametrize(
    ("body", "id_"),
    [
        (b'{"result":"OK","orderID":15}', "15"),
        (b'\xef\xbb\xbf {"result":"ok","orderID":"15"}\n', "15"),
        (b'{"result":"OK"}', ""),
        (b'{"result":true,"id":7}', "7"),
        (b'{"orderID":15}', "15"),
        (b"15", "15"),
        (b'"15"', "15"),
        (b" 15\r\n", "15"),
        (b"OK", ""),
        (b'"OK"', ""),
    ],
)
def test_a_yes_tells_the_id_or_nothing(body: bytes, id_: str) -> None:
    assert recorded_id(body, HOST, masked) == id_


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"result":"ERROR","errorMessage":"No such department"}', "No such department"),
        (b'{"result":"KO","errorMessage":"Refused","orderID":4}', "Refused"),
        (b'{"result":false,"message":"Closed"}', "Closed"),
        (b'{"result":"KO"}', "no reason was given"),
        (b'{"errorMessage":"Quota"}', "Quota"),
        (b"Error: the payment is missing", "Error: the payment is missing"),
        ("Paramètre manquant".encode(), "Paramètre manquant"),
    ],
)
def test_a_no_is_told_in_its_own_words(body: bytes, words: str) -> None:
    with pytest.raises(BackEndRefusedError) as caught:
        recorded_id(body, HOST, masked)
    assert caught.value.words == words


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  ",
        b"<html>Login</html>",
        b'{"result":"OK","ord',
        b"null",
        b"[]",
        b"true",
        b"1.5",
        b"-1",
        b"0",
        b"{}",
        b"maybe later",
        b"\xff\xfe\x00",
        b'{"result":["OK"],"orderID":15}',
        b'{"result":{"text":"OK"}}',
        b'{"result":"OK","orderID":{"really":15}}',
        b'{"result":"OK","orderID":-15}',
        b'{"result":"DONE","orderID":15}',
        b"Error \x1b[2J",
        b"[" * 100_000,
    ],
)
def test_neither_yes_nor_no_leaves_the_outcome_unknown(body: bytes) -> None:
    with pytest.raises(OutcomeUnknownError):
        recorded_id(body, HOST, masked)


@pytest.mark.parametrize(
    "words",
    ["Invalid API key", "Wrong shop ID or key", "Unauthorized", "clé inconnue", "Licence expired"],
)
def test_words_about_the_key_are_not_authorised(words: str) -> None:
    with pytest.raises(NotAuthorisedError):
        recorded_id(words.encode(), HOST, masked)


def test_the_key_is_taken_out_of_the_services_own_words() -> None:
    with pytest.raises(NotAuthorisedError) as caught:
        recorded_id(f'{{"result":"KO","errorMessage":"bad key {KEY}"}}'.encode(), HOST, masked)
    assert caught.value.words == "bad key ***"


@pytest.mark.parametrize("before", range(180, 200))
def test_no_part_of_the_key_stays_where_long_words_are_cut(before: int) -> None:
    with pytest.raises(BackEndRefusedError) as caught:
        recorded_id(f"error {'x' * before}{KEY}".encode(), HOST, masked)
    assert "canary" not in caught.value.words
    assert "can" not in caught.value.words


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b"[]", 0),
        (b'[{"id":1},{"id":2}]', 2),
        (b'{"12":{"title":"a"},"15":{"title":"b"}}', 2),
        (b'{"result":"OK","data":[{"id":1}]}', 1),
        (b'{"orders":{"3":{"price":"1.00"}}}', 1),
    ],
)
def test_a_list_is_read_in_every_wrapping(body: bytes, count: int) -> None:
    assert len(rows(content(body, HOST, masked), HOST)) == count


def test_an_entry_of_an_object_keeps_its_key_as_its_id() -> None:
    assert rows({"12": {"title": "a"}}, HOST) == [{"id": "12", "title": "a"}]


@pytest.mark.parametrize("body", [b"7", b'"x"', b"[1]", b'[{"id":1},null]', b'{"a":1}', b"null"])
def test_what_is_no_list_is_damaged(body: bytes) -> None:
    with pytest.raises(DamagedAnswerError):
        rows(content(body, HOST, masked), HOST)


def test_one_order_is_read_alone_or_out_of_a_list_of_one() -> None:
    order = {"id": 5, "items": [{"title": "a"}], "data": []}
    assert row(order, HOST) == order
    assert row([order], HOST) == order
    assert row({"order": order}, HOST) == order
    nothings: tuple[object, ...] = (None, [], {}, "", False)
    for nothing in nothings:
        with pytest.raises(NotOnServerError):
            row(nothing, HOST)
    with pytest.raises(DamagedAnswerError):
        row([order, order], HOST)


@pytest.mark.parametrize("body", [b"<h1>Oops</h1>", b"", b"[1,", b'{"a":'])
def test_an_answer_that_is_cut_or_a_page_is_damaged(body: bytes) -> None:
    with pytest.raises(DamagedAnswerError):
        content(body, HOST, masked)


@pytest.mark.parametrize("body", [b"Unknown parameter x", b'{"result":"ERROR","errorMessage":"x"}'])
def test_a_question_can_be_refused(body: bytes) -> None:
    with pytest.raises(BackEndRefusedError):
        content(body, HOST, masked)
