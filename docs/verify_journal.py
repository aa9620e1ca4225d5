"""Check an exported journal: python verify_journal.py EXPORT [HEAD_FILE]. Needs nothing else."""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

START, MIDDLE, END = b'{"seal":"', b'","entry":', b"}\n"
BODY_AT = len(START) + 64 + len(MIDDLE)


def first_damage(  # noqa: PLR0911 - each return is one way to be broken
    lines: Iterable[bytes], head_seq: int, head_seal: str
) -> tuple[int, str]:
    """Return the first broken entry and what is wrong with it; 0 and the end where all is well."""
    before, expected = "0" * 64, 1
    for line in lines:
        body = line[BODY_AT:-2]
        seal = line[len(START) : len(START) + 64].decode("ascii", "replace")
        try:
            entry = json.loads(body)
            number = entry["seq"]
        except (ValueError, KeyError, TypeError):
            return expected, "changed"
        if number != expected:
            return expected, "missing, changed or not in its place"
        digest = hashlib.sha256(before.encode() + b"\n" + body).hexdigest()
        if line != START + digest.encode() + MIDDLE + body + END:
            return expected, "changed"
        if expected == head_seq and seal != head_seal:
            return expected, "not the entry that the head file names"
        if entry["kind"] == "journal-cut":
            return expected, "cut off: what stood here was gone when the till was started"
        before, expected = seal, expected + 1
    if head_seq >= expected:
        return expected, "cut off: the head file names a later end"
    return 0, f"{expected - 1} entries, last seal {before}"


def main(export: str, head_file: str = "") -> int:
    head: dict[str, Any] = {}
    if head_file:
        head = json.loads(Path(head_file).read_text("ascii"))
    with Path(export).open("rb") as file:
        entry, found = first_damage(file, head.get("seq", 0), head.get("seal", ""))
    sys.stdout.write(f"entry {entry}: {found}\n" if entry else f"whole: {found}\n")
    return 4 if entry else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
