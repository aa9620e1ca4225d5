"""Every failure has a sentence: what happened, what is safe, what to do; and nothing of our own."""

import re
from datetime import timedelta

import pytest

from cashier import translation
from cashier.app.folder import DEFECT, exit_code_for
from cashier.domain import backend_errors, errors
from cashier.domain.errors import CashierError, InputRefusedError, LedgerError
from cashier.domain.outbox import Said
from cashier.messages import sentence_for
from cashier.messages.outbox import reason_for

KINDS = sorted(
    {
        each
        for each in (*vars(errors).values(), *vars(backend_errors).values())
        if isinstance(each, type) and issubclass(each, CashierError) and each is not CashierError
    },
    key=lambda each: each.__name__,
)
_OUR_OWN = re.compile(
    r"[A-Z]\w+Error|Traceback|<class|object at|NoneType|\bdict\b|\bNone\b|[{}]|'[^s ]|\(\)|\[\]"
)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "_current", translation.catalogue("en"))


def made(kind: type[CashierError], *, given: object = "0.03") -> CashierError:
    """Return an error as it is raised."""
    if kind is errors.NewerLedgerError:
        return errors.NewerLedgerError(9, 1)
    if kind is errors.BarcodeTakenError:
        return errors.BarcodeTakenError(str(given), product="Milk", key="P000001")
    if issubclass(kind, InputRefusedError):
        return kind("price", given)
    if issubclass(kind, backend_errors.BackEndError):
        return kind(str(given), str(given))
    if issubclass(kind, LedgerError | errors.DocumentNotWrittenError):
        return kind("receipt.pdf")
    return kind()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("given", ["0.03", "", "{what} {0}", "\x1b[2J\ud800", "9" * 1_000_000])
def test_every_error_has_a_sentence(kind: type[CashierError], given: str) -> None:
    error = made(kind, given=given)
    sentence = sentence_for(error)
    assert sentence.code == kind.code
    for text in (sentence.message, sentence.hint):
        assert text.isprintable()
        assert text.endswith(".")
        assert text[0].isupper() or not text[0].isalpha()
        assert len(text) < 300
        if "{" not in given:
            assert not _OUR_OWN.search(text), text
    assert str(sentence) == f"{sentence.message} {sentence.hint}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_what_is_safe_or_what_to_do(kind: type[CashierError]) -> None:
    sentence = sentence_for(made(kind))
    assert len(sentence.message.split()) >= 4
    assert len(sentence.hint.split()) >= 2


def test_no_two_kinds_tell_the_same() -> None:
    told: dict[str, list[str]] = {}
    for kind in KINDS:
        told.setdefault(sentence_for(made(kind)).message, []).append(kind.__name__)
    assert [names for names in told.values() if len(names) > 1] == []


def test_codes_are_unique_and_stable() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
    assert {
        "input-refused", "file-refused", "order-id-taken", "disk-full", "folder-in-use",
        "newer-database", "damaged-database", "settings-refused", "not-available",
    } <= set(codes)  # fmt: skip


def test_a_kind_without_words_of_its_own_has_those_of_its_parent() -> None:
    class StrangeError(errors.DiskFullError):
        code = "strange"

    sentence = sentence_for(StrangeError("x"))
    assert sentence.code == "strange"
    assert sentence.message == sentence_for(errors.DiskFullError("x")).message


@pytest.mark.parametrize("error", [KeyError("secret"), ValueError("\x1b"), CashierError("secret")])
def test_what_nobody_foresaw_is_named_neutrally(error: Exception) -> None:
    sentence = sentence_for(error)
    assert sentence.code == "defect"
    assert "secret" not in str(sentence)
    assert "safe" in sentence.message
    assert "support" in sentence.hint


PROMISED = {
    5: {"folder-in-use"},
    4: {"damaged-database", "damaged-backup", "journal-broken"},
    3: set(
        "disk-full backup-folder ledger device printer document-not-written back-end "
        "back-end-unreachable outcome-unknown back-end-refused not-on-server not-authorised "
        "rate-limited damaged-answer mapping-missing tag-reader".split()
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_the_promised_exit_code(kind: type[CashierError]) -> None:
    wanted = next((code for code, kinds in PROMISED.items() if kind.code in kinds), 2)
    assert exit_code_for(made(kind)) == wanted


def test_an_unknown_error_is_a_defect() -> None:
    assert exit_code_for(CashierError()) == DEFECT


def test_the_words_of_a_back_end_stand_beside_ours() -> None:
    error = backend_errors.BackEndRefusedError("pos.paysera.com", "vatRate is\x1b[2J odd", 422)
    message = sentence_for(error).message
    assert "pos.paysera.com" in message
    assert "“vatRate is?[2J odd”" in message


def test_how_long_a_back_end_asks_to_wait_is_told_in_whole_seconds() -> None:
    error = backend_errors.RateLimitedError("pos.paysera.com", "", timedelta(milliseconds=1500))
    assert "2 s" in sentence_for(error).message


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("vat", "the VAT rate 9 "),
        ("payment", "payments by 9 "),
        ("refund", "refunds by 9 "),
        ("product", "the product 9 "),
    ],
)
def test_an_id_that_is_not_set_up_is_named_as_what_it_is_the_id_of(kind: str, named: str) -> None:
    error = backend_errors.MappingMissingError(kind, "9")
    assert named in sentence_for(error).message
    assert named in reason_for(Said.by(error))
