"""The sheets of printing: what, where and how often; and how far it has come."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.errors import UserError
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import IconButton, primary_button, secondary_button
from app.ui.kit.cards import ProgressLine, row_of
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.pdf import PdfPreview
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Severity, Tone
from app.ui.lanes import Lanes
from app.ui.printing.paper import Printout
from app.ui.printing.ranges import parse_pages
from app.ui.printing.run import Wanted
from app.ui.printing.troubles import Trouble, waiting
from app.ui.theme import Size, Space

_WIDTH = 1040
_CHOICES = 288
_PREVIEW = 500
_MOST_COPIES = 99


class PrintSheet(Sheet):
    """The paper as it will be, and the choices; the printer used last comes first.

    `wanted(Wanted)` on Print, `save_wanted()` on Save as PDF.
    """

    wanted = Signal(object)
    save_wanted = Signal()

    def __init__(
        self,
        lanes: Lanes,
        printout: Printout,
        names: tuple[str, ...],
        last: str,
        parent: QWidget | None,
    ) -> None:
        super().__init__(self.tr("Print"), parent, width=_WIDTH)
        self.setObjectName("printer_sheet")
        self._printout = printout
        self.copies: QSpinBox | None = None
        self._make_choices(names, last)
        self.preview = PdfPreview(lanes)
        self.preview.setObjectName("printer_sheet.preview")
        self.preview.setMinimumHeight(_PREVIEW)
        self.preview.set_pdf(printout.pdf)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addWidget(self.preview, 1)
        row.addWidget(self._choices())
        self.body.addLayout(row)
        self._make_buttons()

    def _make_choices(self, names: tuple[str, ...], last: str) -> None:
        self.select = Select()
        self.select.setObjectName("printer_sheet.printer")
        self.select.addItems(list(names))
        if last in names:
            self.select.setCurrentIndex(names.index(last))
        self.pages_edit = QLineEdit()
        self.pages_edit.setObjectName("printer_sheet.pages")
        self.pages_edit.setPlaceholderText(self.tr("All"))
        self.pages_edit.setFixedHeight(Size.CONTROL)
        self.pages_edit.textEdited.connect(self._on_pages_edited)
        self.pages = Field(
            self.tr("Pages"), self.pages_edit, help_text=self.tr("For example 1-3, 5")
        )

    def _make_copies(self) -> QWidget:
        """The number between a minus and a plus: the theme's spin boxes have no arrows."""
        self.copies = QSpinBox()
        self.copies.setObjectName("printer_sheet.copies")
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copies.setFixedSize(72, Size.CONTROL)
        fewer = IconButton("minus", self.tr("One copy fewer"))
        more = IconButton("plus", self.tr("One copy more"))
        fewer.clicked.connect(self.copies.stepDown)
        more.clicked.connect(self.copies.stepUp)
        box = row_of(fewer, self.copies, more, spacing=Space.XS)
        box.setFocusProxy(self.copies)
        return box

    def _choices(self) -> QWidget:
        box = QWidget()
        box.setFixedWidth(_CHOICES)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(Label(self.tr("Print this paper"), "title"))
        words.addWidget(Label(self._printout.title, "muted", wrap=True))
        column.addLayout(words)
        column.addWidget(Field(self.tr("Printer"), self.select))
        column.addWidget(self.pages)
        if self._printout.certificates:
            once = self.tr("Each certificate comes out once; its next print says SALINAN.")
            column.addWidget(Label(once, "muted", wrap=True))
        else:
            column.addWidget(Field(self.tr("Copies"), self._make_copies()))
        column.addStretch(1)
        return box

    def _make_buttons(self) -> None:
        self.save_button = secondary_button(self.tr("Save as PDF"), icon="download")
        self.save_button.setObjectName("printer_sheet.save_button")
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.print_button = primary_button(self.tr("Print"), icon="printer")
        self.print_button.setObjectName("printer_sheet.print_button")
        self.add_button(self.save_button)
        self.add_button(self.cancel_button)
        self.add_button(self.print_button, default=True)
        self.save_button.clicked.connect(self.save_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.print_button.setFocus()

    def _on_pages_edited(self, _text: str) -> None:
        self._chosen_pages()

    def _chosen_pages(self) -> tuple[int, ...] | None:
        """What the field says; None, and said beside it, when it cannot be understood."""
        count = self.preview.page_count
        try:
            # Until the paper was opened nobody knows how many pages it has.
            pages = parse_pages(self.pages_edit.text(), count) if count else None
        except UserError as error:
            self.pages.set_message(Severity.FORMAT, f"{error.what} {error.todo}")
            return None
        self.pages.clear_message()
        return pages

    def _on_print_clicked(self) -> None:
        pages = self._chosen_pages()
        if pages is None:
            self.pages_edit.setFocus()
            return
        printer = self.select.currentText()
        copies = 1 if self.copies is None else self.copies.value()
        self.wanted.emit(Wanted(self._printout, printer, pages, copies))
        self.accept()


class ProgressSheet(Sheet):
    """How far a print has come; `stop_wanted()` once. Closed by whoever opened it."""

    stop_wanted = Signal()

    def __init__(self, wanted: Wanted, parent: QWidget | None) -> None:
        super().__init__(self.tr("Printing"), parent, width=520)
        self.setObjectName("progress_sheet")
        self._printer, self._total = wanted.printer, len(wanted.pages)
        self.body.addWidget(Label(wanted.printout.title, "title", wrap=True))
        self._where = Label("", "muted")
        self.line = ProgressLine(self.tr("Pages printed"))
        self.banner = Banner(Tone.WARNING, "")
        self.banner.setObjectName("progress_sheet.banner")
        self.banner.hide()
        for widget in (self._where, self.line, self.banner):
            self.body.addWidget(widget)
        self.stop_button = secondary_button(self.tr("Stop printing"), icon="x")
        self.stop_button.setObjectName("progress_sheet.stop_button")
        self.add_button(self.stop_button)
        self.stop_button.clicked.connect(self.reject)
        self.set_done(0)

    @property
    def words(self) -> str:
        """Where it stands."""
        return self._where.text()

    def set_done(self, count: int) -> None:
        """So many pages went."""
        text = self.tr("{done} of {total} pages at printer {name}")
        done, total = labels.number(count), labels.number(self._total)
        self._where.setText(text.format(done=done, total=total, name=self._printer))
        self.line.set_progress(count, self._total)

    def set_trouble(self, trouble: Trouble | None) -> None:
        """Say what the printer waits for, or that it goes on."""
        if trouble is not None:
            error = waiting(trouble, self._printer)
            self.banner.set_message(Tone.WARNING, error.what, safe=error.safe, todo=error.todo)
        self.banner.setVisible(trouble is not None)
        self.fit()

    def reject(self) -> None:
        """Escape and the button: stop; the sheet stays until the last sheet of paper is known."""
        if self.stop_button.isEnabled():
            self.stop_button.setEnabled(False)
            self.stop_button.setText(self.tr("Stopping…"))
            self.stop_wanted.emit()
