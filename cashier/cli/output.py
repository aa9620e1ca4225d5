"""What a command says: answers on standard output, everything else on standard error."""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from cashier.domain.errors import DocumentNotWrittenError
from cashier.domain.text import is_clean
from cashier.messages import Sentence
from cashier.translation import _

_CLOSED = frozenset({errno.EPIPE, errno.EINVAL, errno.ESHUTDOWN})  # EINVAL: Windows
_KEPT = frozenset("\n\t")


class OutputClosedError(Exception):
    """Whoever read our output has had enough, as ``head`` has; no fault of anybody's."""


def prepare_streams() -> None:
    """Let any text pass on any system, and have streams even where there are none."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def give_up_output() -> None:
    """Let nothing more reach a closed standard output, also not at the end of the process."""
    with contextlib.suppress(OSError, ValueError):
        number = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def say(text: str) -> None:
    """Write a line of an answer."""
    with _to_standard_output() as out:
        out.write(printable(text) + "\n")


def say_json(answer: object) -> None:
    """Write an answer as JSON."""
    with _to_standard_output() as out:
        out.write(_as_json(answer) + "\n")


def say_json_with_list(answer: dict[str, object], name: str, items: Iterable[object]) -> None:
    """Write an answer as JSON whose last field is a list, one element after the other."""
    with _to_standard_output() as out:
        out.write(_as_json(answer).removesuffix("\n}") + f',\n "{name}": ')
        _write_list(out, items)
        out.write("\n}\n")


def say_json_list(answers: Iterable[object]) -> None:
    """Write a list as JSON, one element after the other."""
    with _to_standard_output() as out:
        _write_list(out, answers)
        out.write("\n")


def note(text: str) -> None:
    """Tell something beside the answer on standard error; where nobody listens, go on."""
    with contextlib.suppress(OSError):
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()


def tell(sentence: Sentence, *, as_json: bool, beside: dict[str, object] | None = None) -> None:
    """Write what went wrong to standard error, and as JSON to standard output too.

    ``beside`` is the answer as far as there is one: the error stands in it as one field more.
    """
    note(str(sentence))
    if as_json:
        with contextlib.suppress(OutputClosedError, DocumentNotWrittenError):
            say_json((beside or {}) | error_field(sentence))


def error_field(sentence: Sentence) -> dict[str, object]:
    """Return the promised form of an error in JSON."""
    message, hint = printable(sentence.message), printable(sentence.hint)
    return {"error": {"code": sentence.code, "message": message, "hint": hint}}


def printable(text: str) -> str:
    """Return ``text`` without anything a terminal would obey."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char in _KEPT or is_clean(char) else "?" for char in text)


def _write_list(out: TextIO, answers: Iterable[object]) -> None:
    before = "[\n"
    for answer in answers:
        out.write(before + _as_json(answer))
        before = ",\n"
    out.write("[]" if before == "[\n" else "\n]")


def _as_json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1)


@contextmanager
def _to_standard_output() -> Iterator[TextIO]:
    """Tell a reader that went away from an output that cannot be written."""
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        give_up_output()
        if error.errno in _CLOSED:
            raise OutputClosedError from error
        raise DocumentNotWrittenError(_("the answer")) from error


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives with the process
