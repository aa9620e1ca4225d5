"""The words on a tile: its name on two lines, and its initials."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout

_LINES = 2


def initials(name: str) -> str:
    """Return the first letters of the first two words, or the first two of a single word."""
    words = [word for word in name.split() if word[0].isalpha()]
    if len(words) >= 2:  # noqa: PLR2004 - two words
        return (words[0][0] + words[1][0]).upper()
    return (words[0] if words else name.strip())[:2].upper()


def two_lines(name: str, font: QFont, width: int) -> tuple[str, ...]:
    """Return ``name`` on at most two lines of ``width``; what does not fit is cut with dots."""
    layout = QTextLayout(name, font)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < _LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        start, end = line.textStart(), line.textStart() + line.textLength()
        is_cut = len(lines) == _LINES - 1 and end < len(name)
        text = (name[start:] if is_cut else name[start:end]).strip()
        if is_cut or line.naturalTextWidth() > width:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        lines.append(text)
    layout.endLayout()
    return tuple(lines)
