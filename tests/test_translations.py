"""The catalogues hold the texts of the code, keep their placeholders, and are compiled."""

import ast
import importlib.util
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from cashier import translation
from cashier.domain.receipt import RECEIPT_WORDS
from tests.source_rules import CHECKOUT, python_files, tree_of

TRANSLATIONS = CHECKOUT / "resources" / "translations"
LANGUAGES = sorted(folder.name for folder in TRANSLATIONS.iterdir() if folder.is_dir())


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", CHECKOUT / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(language: str) -> list[Message]:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "cashier.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text) if name}


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def test_every_language_but_that_of_the_code_has_a_catalogue() -> None:
    assert {"en", *LANGUAGES} == set(translation.LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_placeholders(language: str) -> None:
    broken = [
        (message.id, form)
        for message in messages(language)
        for form in forms(message.string)
        if form and placeholders(form) != placeholders(forms(message.id)[-1])
    ]
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_what_was_translated(language: str) -> None:
    """`make translations` compiles; a catalogue edited since would not be seen in the window."""
    compiled = translation.catalogue(language)
    for message in messages(language):
        source = forms(message.id)[0]
        if not message.pluralizable and message.string:
            assert compiled.gettext(source) == message.string


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_code_stays_in_english(language: str) -> None:
    tool = load()
    assert tool.untranslated(tool.updated(language)) == []


def test_the_template_finds_plain_plural_and_marked_texts() -> None:
    found = {str(message.id) for message in load().template() if message.id}
    assert "There is no display here." in found
    assert "('{count} item', '{count} items')" in found
    assert "Nothing was changed. Correct it and try again." in found


def test_no_marked_text_is_overlooked_as_inside_an_f_string() -> None:
    known = {text for message in load().template() for text in forms(message.id)}
    overlooked = [
        (path.name, node.lineno)
        for path in python_files("cashier")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and is_overlooked(node, known)
    ]
    assert overlooked == []


def is_overlooked(call: ast.Call, known: set[str]) -> bool:
    if not isinstance(call.func, ast.Name) or call.func.id not in {"_", "N_", "several"}:
        return False
    text = call.args[0]
    return isinstance(text, ast.Constant) and text.value not in known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_receipt_is_in_the_catalogue(language: str) -> None:
    translated = {message.id for message in messages(language) if message.string}
    assert set(RECEIPT_WORDS.values()) <= translated


def test_a_text_that_left_the_code_leaves_the_catalogue(tmp_path: Path) -> None:
    tool = load()
    place = tool.po_file("lt", tmp_path)
    place.parent.mkdir(parents=True)
    place.write_text('msgid "Nobody says this"\nmsgstr "Niekas"\n', encoding="utf-8")
    assert tool.updated("lt", tmp_path).get("Nobody says this") is None
