"""The page: the list of papers at the left, the paper at the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.services import certificates, print_counts, seals
from app.services.changes import Change
from app.services.papers import PaperCard
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import RecordListModel
from app.ui.kit.slots import weak_slot
from app.ui.lanes import Latest
from app.ui.pages.certificates import jobs
from app.ui.pages.certificates.batch import BatchPrinting
from app.ui.pages.certificates.jobs import PaperKind, Show
from app.ui.pages.certificates.message import MessageSheet
from app.ui.pages.certificates.paper import PaperPanel
from app.ui.pages.certificates.revoking import Revoking
from app.ui.pages.certificates.seal import Sealing
from app.ui.pages.certificates.verify import VerifySheet
from app.ui.pages.followups.about import AboutProduct
from app.ui.pages.page import Page
from app.ui.printing import Printed, Printing, Printout, file_name, write_pdf
from app.ui.theme import Space

_LIST_WIDTH = 352


class CertificatesPage(Page):
    """Papers: certificates of what passed, improvement sheets of what did not."""

    KEY = "certificates"
    WATCHES = frozenset(
        {
            "decision",
            "certificate",
            "certificate_revocation",
            "product",
            "business",
            "photo",
            "settings",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("certificates_page")
        self._show = Show.ALL
        self._wanted: UUID | None = None
        self._pdf = b""
        self._saving = b""
        self._latest_ids, self._latest_card, self._latest_pdf = Latest(), Latest(), Latest()
        self.printing = Printing(desk, self)
        self.batch = BatchPrinting(desk, self.printing, self)
        self.about = AboutProduct(desk, self)
        self.sealing = Sealing(desk, self)
        self.revoking = Revoking(desk, self)
        self.dialog: QFileDialog | None = None
        self.verify_sheet: VerifySheet | None = None
        self.message_sheet: MessageSheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._show_empty(is_empty=True)

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.header = PageHeader(self.tr("Certificates"))
        self.verify_button = secondary_button(self.tr("Check a certificate"), icon="qrcode")
        self.verify_button.setObjectName("verify_button")
        self.batch_button = secondary_button(self.tr("Print many"), icon="printer")
        self.batch_button.setObjectName("batch_button")
        self.header.add_action(self.batch_button)
        self.header.add_action(self.verify_button)
        words = self.tr("Not sent yet")
        self.model = RecordListModel(
            self.desk.lanes, partial(jobs.records, self.desk.ws, words), self
        )
        self.list = PagedList(self.tr("Papers"), self.desk.thumbs)
        self.list.setObjectName("paper_list")
        self.list.set_record_model(self.model)
        self.panel = PaperPanel(self.desk.lanes)
        self.empty = EmptyState(
            "certificate",
            self.tr("No paper here yet"),
            self.tr("Certificates and improvement sheets appear here after scoring."),
            action=self.tr("Score a product"),
            action_icon="clipboard-check",
        )
        self.empty.setObjectName("certificates_empty")

    def _lay_out(self) -> None:
        left = Card(pad=Space.M)
        left.setFixedWidth(_LIST_WIDTH)
        left.add(self._filters())
        left.add(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(left)
        row.addWidget(self.panel, 1)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        row.addWidget(self._blank, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(self.header)
        column.addLayout(row, 1)

    def _filters(self) -> QWidget:
        words = {
            Show.ALL: self.tr("All"),
            Show.PASSED: self.tr("Passed"),
            Show.TO_IMPROVE: self.tr("To improve"),
        }
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(Space.S - 2)
        self.filters: dict[Show, Button] = {}
        group = QButtonGroup(self)
        for show, text in words.items():
            button = secondary_button(text)
            button.setObjectName(f"filter.{show.value}")
            button.setCheckable(True)
            button.setChecked(show is self._show)
            button.clicked.connect(weak_slot(self._on_filter_clicked, show))
            group.addButton(button)
            row.addWidget(button)
            self.filters[show] = button
        row.addStretch(1)
        return box

    def _connect(self) -> None:
        self.verify_button.clicked.connect(self.open_verify)
        self.list.record_selected.connect(self._on_record_selected)
        self.list.record_activated.connect(self._on_record_activated)
        self.empty.action_triggered.connect(self._on_score_requested)
        self.panel.issue_requested.connect(self.issue)
        self.panel.save_requested.connect(self.save_as)
        self.panel.print_requested.connect(self.print_paper)
        self.panel.revoke_requested.connect(self._on_revoke_requested)
        self.panel.state.take_back_wanted.connect(self.revoking.take_back)
        self.panel.state.replacement_wanted.connect(self.show_record)
        self.revoking.failed.connect(self._on_failed)
        self.panel.story_requested.connect(self._on_story_requested)
        self.panel.seal_requested.connect(self._on_seal_requested)
        self.panel.objection_requested.connect(self._on_objection_requested)
        self.panel.paper_chosen.connect(self._on_paper_chosen)
        self.panel.message_requested.connect(self._on_message_requested)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self._on_failed)
        self.batch_button.clicked.connect(self.batch.ask)
        self.batch.failed.connect(self._on_failed)

    # -- the list ---------------------------------------------------------------------

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        self.list.setFocus()
        super().enter(record, new=new)

    @override
    def reload(self) -> None:
        job = partial(jobs.find, self.desk.ws, self._show)
        self.desk.read(job, self, self._on_found, token=self._latest_ids.renew())

    @override
    def show_record(self, record: UUID | None) -> None:
        """Bring a decision's paper forward, whatever the filter."""
        if record is None:
            return
        self._wanted = record
        if self.model.row_of(record) < 0:
            self._set_filter(Show.ALL)
            self.reload()
        else:
            self._select_wanted()

    def _on_filter_clicked(self, show: Show) -> None:
        self._set_filter(show)
        self.reload()

    def _set_filter(self, show: Show) -> None:
        self._show = show
        self.filters[show].setChecked(True)

    def _on_found(self, ids: list[UUID]) -> None:
        current = self.list.selected_id
        if list(self.model.ids) == ids:
            self.model.reload()
            self._read_card(current)
        else:
            self.model.set_ids(ids)
            if not self.list.select_id(current):
                self.list.select_row(0)
        self.header.set_subtitle(self._count_words(len(ids)))
        self._show_empty(is_empty=not ids)
        self._select_wanted()

    def _count_words(self, count: int) -> str:
        if count == 0:
            return self.tr("Papers appear after scoring")
        return self.tr("{count} papers").format(count=labels.number(count))

    def _show_empty(self, *, is_empty: bool) -> None:
        # Hide before showing: both side by side would widen the window for good.
        gone, come = (self.panel, self._blank) if is_empty else (self._blank, self.panel)
        gone.hide()
        come.show()

    def _select_wanted(self) -> None:
        if self._wanted is not None and self.list.select_id(self._wanted):
            self._wanted = None
            self.panel.focus_action()

    def _on_record_selected(self, decision_id: UUID | None) -> None:
        self._read_card(decision_id)

    def _on_record_activated(self, _decision_id: UUID) -> None:
        self.panel.focus_action()

    def _on_score_requested(self) -> None:
        self.desk.go("curation")

    def _on_story_requested(self) -> None:
        if (card := self.panel.card) is not None:
            self.about.tell(card.product_id, card.product)

    def _on_objection_requested(self) -> None:
        if (card := self.panel.card) is not None:
            self.about.record_objection(card.decision_id, card.product)

    def _on_revoke_requested(self) -> None:
        if (card := self.panel.card) is not None:
            self.revoking.ask(card)

    def _on_message_requested(self) -> None:
        if (card := self.panel.card) is not None:
            self.message_sheet = MessageSheet(self.desk, card, self)
            self.message_sheet.open()

    # -- the paper --------------------------------------------------------------------

    def _read_card(self, decision_id: UUID | None) -> None:
        token = self._latest_card.renew()
        if decision_id is not None:
            job = partial(jobs.card_of, self.desk.ws, decision_id)
            self.desk.read(job, self, self._on_card, token=token)

    def _on_card(self, card: PaperCard) -> None:
        before = self.panel.card
        if before is None or before.decision_id != card.decision_id:
            self._pdf = b""
        self.panel.set_card(card)
        self._read_pdf()

    def _on_paper_chosen(self, _kind: PaperKind) -> None:
        self._pdf = b""
        self.panel.set_paper(b"")
        self._read_pdf()

    def _read_pdf(self) -> None:
        if (card := self.panel.card) is None:
            return
        if card.revoked is not None and self.panel.kind is PaperKind.CERTIFICATE:
            self._latest_pdf.renew()
            self.panel.set_paper(b"")  # what was revoked is not printed; why stands above
            return
        job = partial(jobs.pdf_of, self.desk.ws, card, self.panel.kind)
        token = self._latest_pdf.renew()
        self.desk.lanes.io(job, self, self._on_pdf, self._on_failed, token=token)
        asked = partial(seals.seal_view, self.desk.ws, card.certificate_id)
        self.desk.read(asked, self, self.panel.set_seal, token=token)

    def _on_pdf(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.panel.set_paper(pdf)
        if self.panel.print_button.isVisible() and self.focusWidget() is self.panel.issue_button:
            self.panel.focus_action()

    def _on_seal_requested(self) -> None:
        card = self.panel.card
        if card is not None and card.certificate_id is not None:
            self.sealing.start(card.certificate_id)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.handle(error)
            return
        self.panel.banner.set_error(error)
        self.panel.banner.show()

    # -- actions ----------------------------------------------------------------------

    def issue(self) -> None:
        """Issue the certificate of the decision on show."""
        card = self.panel.card
        if card is not None:
            self.panel.issue_button.setEnabled(False)
            job = partial(certificates.issue, self.desk.ws, card.decision_id)
            self.desk.change(job, self, self._on_issued, self._on_issue_failed)

    def _on_issued(self, result: tuple[UUID, Change]) -> None:
        self.panel.issue_button.setEnabled(True)
        self.panel.banner.hide()
        self.desk.committed(result[1], self.tr("Certificate issued."))
        self.panel.focus_action()

    def _on_issue_failed(self, error: Exception) -> None:
        self.panel.issue_button.setEnabled(True)
        self._on_failed(error)

    def print_paper(self) -> None:
        """Print the paper on show."""
        card = self.panel.card
        if card is not None and self._pdf and not self.printing.busy:
            certificate = card.certificate_id if self.panel.kind is PaperKind.CERTIFICATE else None
            keys = () if certificate is None else (certificate,)
            title = jobs.title_of(card, self.panel.kind)
            self.printing.start(Printout(title, self._pdf, keys))

    def _on_printed(self, printed: Printed) -> None:
        text = self.tr("Sent to the printer: {title}").format(title=printed.title)
        if len(printed.pages) < printed.wanted:
            text = self.tr("{done} of {total} pages went to the printer: {title}").format(
                done=len(printed.pages), total=printed.wanted, title=printed.title
            )
        self.desk.noticed.emit(Notice(text))
        self.panel.banner.hide()
        if not printed.certificates:
            return
        if self.panel.card is not None and self.panel.card.certificate_id in printed.certificates:
            self._pdf = b""  # the next print is a copy and has to say so: wait for it
        job = partial(print_counts.count, self.desk.ws, printed.certificates)
        self.desk.change(job, self, self._on_counted)

    def _on_counted(self, _nothing: None) -> None:
        self.desk.changed.emit(frozenset({"certificate", "audit_event"}))

    def save_as(self) -> None:
        """Ask where the PDF goes."""
        card = self.panel.card
        if card is None or not self._pdf:
            return
        self._saving = self._pdf
        place = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(QStandardPaths.writableLocation(place)) / self._file_name(card)
        dialog = QFileDialog(self, self.tr("Save as PDF"), str(start), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _file_name(self, card: PaperCard) -> str:
        return file_name(jobs.title_of(card, self.panel.kind))

    def _on_files_chosen(self, paths: list[str]) -> None:
        if paths:
            job = partial(write_pdf, Path(paths[0]), self._saving)
            self.desk.lanes.io(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, path: Path) -> None:
        self.desk.noticed.emit(Notice(self.tr("Saved: {name}").format(name=path.name)))

    def open_verify(self) -> None:
        """Open the sheet that checks a certificate."""
        self.verify_sheet = VerifySheet(self.desk, self)
        self.verify_sheet.open()
