"""*Mengapa bukan saya?*: find the business, read the answer, copy it or print it as a letter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.errors import UserError
from app.services import draw_papers, draw_why
from app.services.draw_why import Answer, Asking
from app.services.draws import DrawView
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.inputs import SearchField
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.draws.tables import RowsTable


class WhySheet(Sheet):
    """`letter_wanted(object, str)` carries the PDF and its title."""

    letter_wanted = Signal(object, str)

    def __init__(self, desk: Desk, view: DrawView, parent: QWidget | None) -> None:
        super().__init__(self.tr("Why not me?"), parent, width=600)
        self.setObjectName("why_sheet")
        self._desk, self._view = desk, view
        self._answer: Answer | None = None
        self._found: tuple[Asking, ...] = ()
        self._latest = Latest()
        self._make_body()
        self._make_buttons()
        self.search.setFocus()

    def _make_body(self) -> None:
        self.body.addWidget(Label(self.tr("Why not me?"), "title"))
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.search = SearchField(self.tr("Name of the business that asks"))
        self.search.setObjectName("why.search")
        self.search.text_settled.connect(self._on_text)
        self.search.list_requested.connect(self._on_list_requested)
        self.body.addWidget(self.search)
        heads = (self.tr("Business"), self.tr("Area"), self.tr("Candidate"))
        self.list = RowsTable(self.tr("Businesses"), heads, (), 0)
        self.list.setObjectName("why.list")
        self.list.setFixedHeight(170)
        self.list.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.body.addWidget(self.list)
        self.text = QPlainTextEdit()
        self.text.setObjectName("why.text")
        self.text.setAccessibleName(self.tr("Answer"))
        self.text.setPlaceholderText(self.tr("The answer from the record stands here."))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(210)
        self.body.addWidget(self.text)

    def _make_buttons(self) -> None:
        self.close_button = secondary_button(self.tr("Close"))
        self.letter_button = secondary_button(self.tr("Print as a letter"), icon="printer")
        self.letter_button.setObjectName("why.letter")
        self.copy_button = primary_button(self.tr("Copy"), icon="copy")
        self.copy_button.setObjectName("why.copy")
        self.close_button.clicked.connect(self.reject)
        self.letter_button.clicked.connect(self._on_letter)
        self.copy_button.clicked.connect(self._on_copy)
        for button in (self.close_button, self.letter_button, self.copy_button):
            self.add_button(button)
        self._show_answer(None)

    def _on_text(self, text: str) -> None:
        job = partial(draw_why.people, self._desk.ws, self._view.id, text)
        token = self._latest.renew()
        self._desk.lanes.io(job, self, self._on_found, self._on_failed, token=token)

    def _on_found(self, found: tuple[Asking, ...]) -> None:
        self._found = found
        yes, no = self.tr("yes"), self.tr("no")
        rows = [(one.name, one.area, yes if one.is_candidate else no) for one in found]
        self.list.set_rows(rows)
        self._show_answer(None)

    def _on_list_requested(self) -> None:
        self.list.setFocus()
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.rows_model.index(0, 0))

    def _on_chosen(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            key = self._found[index.row()].id
            job = partial(draw_why.answer, self._desk.ws, self._view.id, key)
            token = self._latest.renew()
            self._desk.lanes.io(job, self, self._show_answer, self._on_failed, token=token)

    def _show_answer(self, found: Answer | None) -> None:
        self._answer = found
        self.text.setPlainText(draw_why.message(found) if found else "")
        for button in (self.letter_button, self.copy_button):
            button.setEnabled(found is not None)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._desk.noticed.emit(Notice(self.tr("Copied.")))

    def _on_letter(self) -> None:
        if self._answer is not None:
            key = self._answer.who.id
            job = partial(draw_papers.answer_pdf, self._desk.ws, self._view.id, key)
            self._desk.lanes.io(job, self, self._on_letter_made, self._on_failed)

    def _on_letter_made(self, pdf: bytes) -> None:
        if self._answer is not None:
            name = self._answer.who.name
            self.accept()
            self.letter_wanted.emit(pdf, self.tr("Answer to {name}").format(name=name))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
