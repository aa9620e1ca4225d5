"""The house rules that no linter knows, each a function from a syntax tree to what breaks it."""

import ast
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("cashier", "tests", "benchmarks", "packaging")
MOST_LINES = 400
EMPTY_NAMES = frozenset(
    {"base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "shared"}
    | {"stuff", "things", "tools", "util", "utils"}
)
# Never walked into: what installs, builds and checks leave behind.
_NOT_OURS = frozenset({"build", "dist", "__pycache__", "node_modules"})


def files_of(folder: Path) -> Iterator[Path]:
    """Yield every file of the repository below ``folder``; needs no git."""
    for path in sorted(folder.iterdir()):
        if path.name in _NOT_OURS or (path.name.startswith(".") and path.name != ".ci"):
            continue
        if path.is_dir():
            yield from files_of(path)
        else:
            yield path


def python_files(*folders: str) -> list[Path]:
    found = [
        path
        for folder in folders
        if (CHECKOUT / folder).is_dir()
        for path in files_of(CHECKOUT / folder)
        if path.suffix == ".py"
    ]
    return [path for path in found if path.name != "__init__.py" or path.stat().st_size]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def floats(tree: ast.Module) -> list[int]:
    """Return the lines with the name ``float``, a float literal, or a true division."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
    ]


def changeable_dataclasses(tree: ast.Module) -> list[int]:
    """Return the lines of dataclasses that are not frozen."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if _name(decorator) == "dataclass" and not _is_frozen(decorator)
    ]


def integer_signals(tree: ast.Module) -> list[int]:
    """Return the lines of ``Signal(int)``: a 32-bit number that turns negative without a word."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and _name(node) == "Signal"
        and any(isinstance(given, ast.Name) and given.id == "int" for given in node.args)
    ]


def nested_event_loops(tree: ast.Module) -> list[int]:
    """Return the lines that start a loop inside the loop, which stops every other task."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec", "exec_", "processEvents"}
    ]


def connections_that_keep_widgets(tree: ast.Module) -> list[int]:
    """Return the lines that connect a lambda or a partial: it outlives, or holds, its widget."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(given, ast.Lambda) or _name(given) == "partial" for given in node.args)
    ]


def _name(node: ast.expr) -> str:
    """Return the last part of what a decorator or call names: ``dataclasses.dataclass(...)``."""
    called = node.func if isinstance(node, ast.Call) else node
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _is_frozen(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "frozen"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is True
        for keyword in decorator.keywords
    )
