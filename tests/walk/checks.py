"""What every control and every text of a window has to hold, whatever the page, size or language.

Each check returns complaints in words; an empty list is a window without fault.
"""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from tests.walk.ink import InkPot, name_of

LEAST_TARGET = 48
LEAST_CONTRAST = 4.5
_CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractItemView,
    QAbstractSlider,
)
_NO_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
OVERLAYS = frozenset({"toast", "explanationOverlay", "keyOverlay", "productCardForm"})
_TOUCHING = 2
_ROOT = QModelIndex()


def controls(window: QWidget) -> list[QWidget]:
    """Return what can be pressed, typed into or chosen from, and is in view."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and _is_control(one) and not _is_part(one) and not _seen(one).isEmpty()
    ]


def unnamed(window: QWidget) -> list[str]:
    """Complain about a control without accessible name or role, and rows without words."""
    found = []
    for one in controls(window):
        interface = QAccessible.queryAccessibleInterface(one)
        if interface.role() in _NO_ROLES:
            found.append(f"{_called(one)} has no role")
        elif not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{_called(one)} has no name")
        if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            found += _wordless(one)
    return found


def small(window: QWidget, scale: float = 1.0) -> list[str]:
    """Complain about a target under 48 logical pixels."""
    least = round(LEAST_TARGET * scale)
    return [
        f"{_called(one)} is {one.width()}x{one.height()}"
        for one in controls(window)
        if min(one.width(), one.height()) < least
    ]


def outside(window: QWidget) -> list[str]:
    """Complain about a control that is not wholly inside the window."""
    return [
        f"{_called(one)} at {_box(one).getRect()} is not inside"
        for one in controls(window)
        if not _scroller_of(one) and not window.rect().contains(_box(one))
    ]


def overlapping(window: QWidget) -> list[str]:
    """Complain about controls that lie over each other."""
    found, all_ = [], controls(window)
    for place, one in enumerate(all_):
        for other in all_[place + 1 :]:
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            if _overlay_of(one) is not _overlay_of(other):
                continue
            if not _seen(one).intersected(_seen(other)).isEmpty():
                found.append(f"{_called(one)} and {_called(other)} overlap")
    return found


def clipped(window: QWidget, pot: InkPot, own_words: frozenset[str]) -> list[str]:
    """Complain about text that is cut; names, notes and other data may be, with an ellipsis."""
    found = [f"{ink.place}: “{ink.text}” does not fit" for ink in pot.inks if not ink.fits]
    found += [f"“{text}” is elided" for text in pot.elided if _is_own(text, own_words)]
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not _seen(label).isEmpty():
            found += _cut_label(label)
    for field in window.findChildren(QLineEdit):
        hint = field.placeholderText()
        room = (
            field.contentsRect().width() - field.textMargins().left() - field.textMargins().right()
        )
        if field.isVisible() and hint and QFontMetrics(field.font()).horizontalAdvance(hint) > room:
            found.append(f"{_called(field)}: the hint “{hint}” does not fit")
    return found


def written_over(pot: InkPot) -> list[str]:
    """Complain about texts painted over each other in one widget."""
    found = []
    for place, one in enumerate(pot.inks):
        for other in pot.inks[place + 1 :]:
            both = one.box.intersected(other.box)
            if one.place != other.place or one.box == other.box:
                continue
            if both.width() > _TOUCHING and both.height() > one.size // 2:
                found.append(f"{one.place}: “{one.text}” lies over “{other.text}”")
    return found


def faint(window: QWidget, picture: QImage, pot: InkPot) -> list[str]:
    """Complain about text with less contrast than 4.5 in the pixels of ``picture``."""
    found = []
    for where, text, box in _texts(window, pot):
        seen = box.intersected(picture.rect())
        if seen.width() > 3 and seen.height() > 3 and not _is_covered(window, where, seen):
            measured = contrast(picture.copy(seen))
            if measured < LEAST_CONTRAST:
                found.append(f"{where}: “{text}” has contrast {measured:.1f}")
    return found


def contrast(picture: QImage) -> float:
    """Return the contrast of the strongest ink in ``picture`` on its commonest colour."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(plain.constBits()).cast("I"))
    ground = _luminance(pixels.most_common(1)[0][0])
    return max(_ratio(ground, _luminance(pixel)) for pixel in pixels)


def _texts(window: QWidget, pot: InkPot) -> Iterator[tuple[str, str, QRect]]:
    for ink in pot.inks:
        if ink.is_enabled and not ink.box.isEmpty():
            yield ink.place, ink.text, ink.box
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.isEnabled() and label.text().strip():
            seen = _seen(label)
            if not seen.isEmpty():
                yield _called(label), label.text(), seen


def _is_covered(window: QWidget, where: str, box: QRect) -> bool:
    """Whether something lies over a text: a toast, a card."""
    for spot in (box.center(), box.topLeft(), box.bottomRight()):
        top = window.childAt(spot)
        if top is not None and where not in {_called(top), name_of(top)}:
            return True
    return False


def _luminance(pixel: int) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def _ratio(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar | QHeaderView):
        return False
    return isinstance(widget, _CONTROLS)


def _is_part(widget: QWidget) -> bool:
    """Whether Qt made it as a part of another control."""
    above = widget.parentWidget()
    while above is not None:
        if (
            isinstance(above, QComboBox | QLineEdit)
            or type(above).__name__ == "QComboBoxPrivateContainer"
        ):
            return True
        above = above.parentWidget()
    return widget.objectName().startswith("qt_")


def _wordless(view: QAbstractItemView) -> list[str]:
    model = view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        f"{_called(view)}: row {row} has no words"
        for row in range(min(model.rowCount(_ROOT), 5))
        if not any(
            str(model.index(row, column).data(role) or model.index(row, column).data() or "")
            for column in _columns(model)
        )
    ]


def _columns(model: QAbstractItemModel) -> range:
    """Return the columns; Qt keeps the count of a plain list to itself."""
    return range(1) if isinstance(model, QAbstractListModel) else range(model.columnCount(_ROOT))


def _cut_label(label: QLabel) -> list[str]:
    if label.textFormat() == Qt.TextFormat.RichText or "<" in label.text():
        document = QTextDocument()
        document.setDocumentMargin(0)  # as a label has it
        document.setDefaultFont(label.font())
        document.setHtml(label.text())
        document.setTextWidth(label.contentsRect().width() if label.wordWrap() else -1)
        size = document.size().toSize()
        high, wide = size.height(), size.width()
    elif label.wordWrap():
        high = label.heightForWidth(label.width()) - _frame(label)
        longest = max(label.text().replace("\u200b", " ").split(), key=len)
        wide = QFontMetrics(label.font()).horizontalAdvance(longest)
    else:
        metrics = QFontMetrics(label.font())
        lines = label.text().splitlines()
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        tight = metrics.tightBoundingRect(lines[0]).height()
        high = tight if len(lines) == 1 else metrics.height() * len(lines)
    room = label.contentsRect()
    if wide > room.width() + 1:
        return [f"{_called(label)}: “{label.text()}” needs {wide} and has {room.width()}"]
    if high > room.height() + 3:
        return [f"{_called(label)}: “{label.text()}” is {high} high and has {room.height()}"]
    return []


def _frame(label: QLabel) -> int:
    return label.height() - label.contentsRect().height()


def _is_own(text: str, own_words: frozenset[str]) -> bool:
    return text in own_words or text.startswith("[")


def _box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), widget.rect().topLeft()), widget.size())


def _seen(widget: QWidget) -> QRect:
    """Return the part of ``widget`` that its parents do not cut off, in the window."""
    seen = _box(widget)
    above = widget.parentWidget()
    while above is not None:
        seen = seen.intersected(_box(above))
        if above.isWindow():
            break
        above = above.parentWidget()
    return seen


def _scroller_of(widget: QWidget) -> QAbstractScrollArea | None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return above
        above = above.parentWidget()
    return None


def _overlay_of(widget: QWidget) -> QWidget | None:
    above: QWidget | None = widget
    while above is not None:
        if above.objectName() in OVERLAYS:
            return above
        above = above.parentWidget()
    return None


def _called(widget: QWidget) -> str:
    name = widget.objectName() or widget.accessibleName()
    above = widget.parentWidget()
    while not name and above is not None:
        name = f"{above.objectName()}/{type(widget).__name__}" if above.objectName() else ""
        above = above.parentWidget()
    return name or type(widget).__name__
