"""The methods that data classes write for themselves, compiled once and kept like the modules.

``dataclasses`` writes the source of each class's methods when the class is made, and has it
compiled there and then: a fifth of the time that our modules take to load. Here what was compiled
is kept by its very source, beside the compiled modules and by the same rules: another Python keeps
its own, what cannot be read or written is not used, and nothing else changes.
"""

import contextlib
import dataclasses
import importlib.util
import marshal
import sys
from hashlib import sha256
from pathlib import Path
from types import CodeType

_FILE = f"kept_methods.{sys.implementation.cache_tag}.bin"
_FOLDER = Path(__file__).parent / "__pycache__"


class KeptMethods:
    """Gives ``dataclasses`` what was compiled before; remembers what it had to compile."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._path = folder / _FILE
        self._kept = _read(self._path)
        self._is_more = False

    def use(self) -> None:
        """Serve every data class that is made from now on."""
        vars(dataclasses)["exec"] = self._exec

    def keep(self) -> None:
        """Write what was compiled, if anything was; without a place for it all stays as it is."""
        if not self._is_more:
            return
        part = self._path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.parent.mkdir(exist_ok=True)
            part.write_bytes(importlib.util.MAGIC_NUMBER + marshal.dumps(self._kept))
            part.replace(self._path)
            self._is_more = False

    def _exec(self, source: str, names: dict[str, object], into: dict[str, object]) -> None:
        mark = sha256(source.encode()).digest()
        if mark not in self._kept:
            self._kept[mark] = marshal.dumps(compile(source, "<string>", "exec"))
            self._is_more = True
        code: CodeType = marshal.loads(self._kept[mark])  # noqa: S302 - as the compiled modules are
        exec(code, names, into)  # noqa: S102 - as dataclasses does


def _read(path: Path) -> dict[bytes, bytes]:
    magic = importlib.util.MAGIC_NUMBER
    try:
        content = path.read_bytes()
        is_ours = content.startswith(magic)
        kept: object = marshal.loads(content[len(magic) :]) if is_ours else {}  # noqa: S302 - as above
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}
