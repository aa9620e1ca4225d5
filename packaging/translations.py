"""Brings the catalogues of ``resources/translations`` up to the texts in the code; compiles them.

Translate what is empty in ``<language>/LC_MESSAGES/cashier.po``, then run this again. A text whose
English changed is empty again: a translation that is nearly right is wrong on a receipt.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
TRANSLATIONS = CHECKOUT / "resources" / "translations"
KEYWORDS = {"_": None, "N_": None, "several": (1, 2)}
# The same texts give the same files, on whatever day.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def template() -> Catalog:
    """Return every text that the code shows, with the comments written for translators."""
    found = Catalog(project="Cashier", charset="utf-8", fuzzy=False, creation_date=_NO_DATE)
    for _file, _line, message, comments, _context in extract_from_dir(
        CHECKOUT / "cashier", keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, auto_comments=comments)
    return found


def updated(language: str, folder: Path = TRANSLATIONS) -> Catalog:
    """Return the catalogue of ``language`` with exactly the texts of the code."""
    place = po_file(language, folder)
    catalogue = Catalog(locale=language, fuzzy=False)
    if place.exists():
        with place.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version, catalogue.fuzzy = "Cashier", "", False
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    catalogue.header_comment = "# Texts of Cashier; `make translations` keeps this file."
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    return read_po(BytesIO(text_of(catalogue)), locale=language)


def po_file(language: str, folder: Path = TRANSLATIONS) -> Path:
    return folder / language / "LC_MESSAGES" / "cashier.po"


def text_of(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=98, no_location=True, sort_output=True)
    return written.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts that still appear in English."""
    return [str(message.id) for message in catalogue if message.id and not _is_translated(message)]


def _is_translated(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else message.string or [""]
    return all(forms)


def main() -> None:
    for folder in sorted(each for each in TRANSLATIONS.iterdir() if each.is_dir()):
        catalogue = updated(folder.name)
        place = po_file(folder.name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text_of(catalogue))
        place.with_suffix(".mo").write_bytes(compiled(catalogue))
        print(f"{folder.name}: {len(catalogue)} texts, {len(untranslated(catalogue))} in English")


if __name__ == "__main__":
    main()
