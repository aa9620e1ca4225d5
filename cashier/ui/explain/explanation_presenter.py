"""Shows the card that explains an amount, and takes it away when the page under it changes."""

from PySide6.QtCore import QObject, QRect, QSize, Slot

from cashier.domain.explanation import Explanation, Subject
from cashier.ui.explain.explainable import Place, area_of
from cashier.ui.explain.explanation_card import ExplanationOverlay
from cashier.ui.explain.explanation_source import ExplanationSource
from cashier.ui.frame.main_window import MainWindow
from cashier.ui.look.theme import Theme


class ExplanationPresenter(QObject):
    """One card at a time; what cannot be explained opens none."""

    def __init__(self, theme: Theme, window: MainWindow, source: ExplanationSource) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._source = source
        self._overlay: ExplanationOverlay | None = None
        self._is_printed = False
        window.page_shown.connect(self._on_page_shown)
        theme.measured.connect(self.leave)

    @property
    def overlay(self) -> ExplanationOverlay | None:
        """The card in view."""
        return self._overlay

    @Slot(object, object)
    def show_place(self, place: Place, area: QRect) -> None:
        """Explain the amount at a place of the page in view; ``area`` is on the screen."""
        self._is_printed = place.is_printed
        self._show(self._source.subject(self._window.page, place), area)

    @Slot()
    def show_chosen(self) -> None:
        """Explain the amount that is chosen on the page in view; close the card that is open."""
        if self._overlay is not None:
            self.leave()
        else:
            subject = self._source.chosen(self._window.page)
            self._is_printed = False
            if subject is not None:
                self._show(subject, self._area_of(subject))

    @Slot()
    def leave(self) -> None:
        """Take the card away: what it explains may be another amount by now."""
        if self._overlay is not None:
            self._overlay.leave()

    def _area_of(self, subject: Subject) -> QRect:
        """Return where the page shows the amount, or its middle where it does not."""
        page = self._window.page
        shown = self._window.widget(page) if page is not None else self._window
        place = Place(subject.topic.value, subject.row)
        return area_of(shown, place) or QRect(shown.mapToGlobal(shown.rect().center()), QSize(1, 1))

    def _show(self, subject: Subject, area: QRect) -> None:
        found = self._explain(subject)
        if found is None:
            return
        self.leave()
        overlay = ExplanationOverlay(self._theme, self._explain, self._window)
        overlay.closed.connect(self._on_closed)
        self._overlay = overlay
        overlay.open(found, QRect(self._window.mapFromGlobal(area.topLeft()), area.size()))

    def _explain(self, subject: Subject) -> Explanation | None:
        page, is_printed = self._window.page, self._is_printed
        return self._source.explain(page, subject, is_printed=is_printed)

    @Slot()
    def _on_closed(self) -> None:
        self._overlay = None

    @Slot(object)
    def _on_page_shown(self, _page: object) -> None:
        self.leave()
