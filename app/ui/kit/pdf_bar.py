"""The bar under a preview: which page of how many, and how large."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from app.ui.kit.buttons import IconButton, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.pdf_view import STEPS, Fit
from app.ui.kit.slots import weak_slot
from app.ui.theme import Space

_HEIGHT = 32


class PdfBar(QWidget):
    """Buttons and a number to turn pages, buttons and a menu to zoom; decides nothing itself."""

    page_wanted = Signal(int)
    """From 0; perhaps beyond the last."""

    step_wanted = Signal(int)
    """1: the next page, -1: the one before."""

    zoom_stepped = Signal(int)
    """1: larger, -1: smaller."""

    zoom_chosen = Signal(object)
    """A `Fit` or a float."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._count = 0, 0
        self._make_turning()
        self._make_zooming()
        self._lay_out()
        self.set_state(0, 0, 1.0)

    def _make_turning(self) -> None:
        self.previous_button = IconButton("chevron-left", self.tr("Previous page"), size=_HEIGHT)
        self.next_button = IconButton("chevron-right", self.tr("Next page"), size=_HEIGHT)
        self.number = QLineEdit()
        self.number.setObjectName("pdf_bar.number")
        self.number.setAccessibleName(self.tr("Page"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setFixedSize(46, _HEIGHT)
        self.number.setStyleSheet("padding: 0 2px; min-height: 0;")
        self.number.setValidator(QIntValidator(1, 99_999, self.number))
        self._of = Label("", "muted")
        self.previous_button.clicked.connect(weak_slot(self._step, -1))
        self.next_button.clicked.connect(weak_slot(self._step, 1))
        self.number.editingFinished.connect(self._on_number_entered)

    def _make_zooming(self) -> None:
        self.smaller_button = IconButton("minus", self.tr("Smaller"), size=_HEIGHT)
        self.larger_button = IconButton("plus", self.tr("Larger"), size=_HEIGHT)
        self.zoom_button = secondary_button("100%")
        self.zoom_button.setObjectName("pdf_bar.zoom")
        self.zoom_button.setFixedSize(68, _HEIGHT)
        self.zoom_button.setToolTip(self.tr("Zoom"))
        self.menu = QMenu(self)
        self._add(self.tr("Whole page"), Fit.PAGE, "0")
        self._add(self.tr("Page width"), Fit.WIDTH, "2")
        self.menu.addSeparator()
        for step in STEPS:
            self._add(f"{step:.0%}", step, "1" if step == 1 else "")
        self.zoom_button.setMenu(self.menu)
        self.smaller_button.clicked.connect(weak_slot(self._zoom, -1))
        self.larger_button.clicked.connect(weak_slot(self._zoom, 1))

    def _add(self, text: str, choice: Fit | float, key: str) -> None:
        # The key belongs to the preview, which must have the focus; here it is only shown.
        action = self.menu.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(weak_slot(self._choose, choice))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for widget in (self.previous_button, self.number, self._of, self.next_button):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.smaller_button, self.zoom_button, self.larger_button):
            row.addWidget(button)

    def set_state(self, page: int, count: int, zoom: float) -> None:
        """Show a page (from 0) of `count` and a zoom; 0 pages: nothing is on show."""
        self._page, self._count = page, count
        self.previous_button.setEnabled(page > 0)
        self.next_button.setEnabled(page + 1 < count)
        self.number.setEnabled(count > 1)
        self.number.setText(str(page + 1) if count else "")
        self._of.setText(f"/ {count}" if count else "")
        for button in (self.smaller_button, self.zoom_button, self.larger_button):
            button.setEnabled(bool(count))
        self.smaller_button.setEnabled(bool(count) and zoom > STEPS[0] * 1.01)
        self.larger_button.setEnabled(bool(count) and zoom < STEPS[-1] * 0.99)
        shown = f"{zoom:.0%}" if count else "–"
        self.zoom_button.setText(shown)
        self.zoom_button.setAccessibleName(self.tr("Zoom {percent}").format(percent=shown))

    def _step(self, by: int) -> None:
        self.step_wanted.emit(by)

    def _zoom(self, by: int) -> None:
        self.zoom_stepped.emit(by)

    def _choose(self, choice: Fit | float) -> None:
        self.zoom_chosen.emit(choice)

    def _on_number_entered(self) -> None:
        text = self.number.text()
        if text.isdigit() and int(text) != self._page + 1:
            self.page_wanted.emit(min(int(text), self._count) - 1)
        self.number.setText(str(self._page + 1) if self._count else "")
