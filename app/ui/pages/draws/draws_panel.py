"""The tab *Undian*: the list of draws at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.errors import UserError
from app.services import draw_papers, draws, market_fairness
from app.services.changes import Change
from app.services.draws import DrawLine, DrawState, DrawView
from app.services.market_fairness import Fairness
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import EmptyState
from app.ui.kit.cards import Card
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest
from app.ui.pages.draws import words
from app.ui.pages.draws.detail import DrawDetail
from app.ui.pages.draws.new_sheet import NewDrawSheet
from app.ui.pages.draws.numbers_sheet import NumbersSheet
from app.ui.pages.draws.why_sheet import WhySheet
from app.ui.printing import Printed, Printing, Printout
from app.ui.theme import Space

_LIST_WIDTH = 340


class DrawsPanel(QWidget):
    """Announce, draw, publish, answer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draws_panel")
        self.desk = desk
        self._lines: Mapping[UUID, DrawLine] = {}
        self._wanted: UUID | None = None
        self._latest, self._latest_view = Latest(), Latest()
        self.printing = Printing(desk, self)
        self.dialog: QFileDialog | None = None
        self.new_sheet: NewDrawSheet | None = None
        self.numbers_sheet: NumbersSheet | None = None
        self.why_sheet: WhySheet | None = None
        self._make_widgets()
        self._connect()
        self._show_empty(is_empty=True)

    def _make_widgets(self) -> None:
        self.model = RecordListModel(self.desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Draws"), self.desk.thumbs)
        self.list.setObjectName("draw_list")
        self.list.set_record_model(self.model)
        self.left = Card(pad=Space.M)
        self.left.setFixedWidth(_LIST_WIDTH)
        self.left.add(self.list, 1)
        self.detail = DrawDetail()
        self.empty = EmptyState(
            "list-check",
            self.tr("No draw yet"),
            self.tr(
                "A draw freezes who takes part before a public number decides. "
                "Anybody can do it again."
            ),
            action=self.tr("New draw"),
            action_icon="plus",
        )
        self.empty.setObjectName("draws_empty")
        self.blank = Card()
        self.blank.add(self.empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for widget, stretch in ((self.left, 0), (self.detail, 1), (self.blank, 1)):
            row.addWidget(widget, stretch)

    def _connect(self) -> None:
        self.list.record_selected.connect(self._on_selected)
        self.list.record_activated.connect(self._on_activated)
        self.empty.action_triggered.connect(self.announce)
        self.detail.numbers_wanted.connect(self._on_numbers_wanted)
        self.detail.publish_wanted.connect(self._on_publish_wanted)
        self.detail.print_wanted.connect(self._on_print_wanted)
        self.detail.why_wanted.connect(self._on_why_wanted)
        self.detail.replace_wanted.connect(self._on_replace_wanted)
        self.detail.successor_wanted.connect(self.show_draw)
        self.printing.printed.connect(self._on_printed)
        self.printing.failed.connect(self.desk.failed)

    # -- the list -------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list, and the draw on show."""
        job = partial(draws.draws, self.desk.ws)
        self.desk.read(job, self, self._on_lines, token=self._latest.renew())

    def _on_lines(self, found: tuple[DrawLine, ...]) -> None:
        current = self._wanted or self.list.selected_id
        ids = [line.id for line in found]
        self._lines = {line.id: line for line in found}
        if list(self.model.ids) == ids:
            self.model.reload()
            self._on_selected(self.list.selected_id)
        else:
            self.model.set_ids(ids)
        self._show_empty(is_empty=not ids)
        if not self.list.select_id(current):
            self.list.select_row(0)
        self._wanted = None

    def _records(self, ids: tuple[UUID, ...]) -> list[Record]:
        lines = self._lines
        unsent = self.tr("Not sent yet")
        return [self._record(lines[key], unsent) for key in ids if key in lines]

    def _record(self, line: DrawLine, unsent: str) -> Record:
        day = labels.long_date(line.decided_on)
        chips = [words.state_chip(line.state)]
        if line.unsent:
            chips.append(ChipSpec(unsent, Tone.NEUTRAL, "cloud-upload"))
        return Record(line.id, line.title, day, tuple(chips), icon="list-check")

    def _show_empty(self, *, is_empty: bool) -> None:
        # Hide before showing: both side by side would widen the window for good.
        parts = (self.left, self.detail)
        for widget in parts if is_empty else (self.blank,):
            widget.hide()
        for widget in (self.blank,) if is_empty else parts:
            widget.show()

    def show_draw(self, draw_id: UUID) -> None:
        """Bring one draw forward."""
        self._wanted = draw_id
        if self.list.select_id(draw_id):
            self._wanted = None
        else:
            self.reload()

    def _on_selected(self, draw_id: UUID | None) -> None:
        token = self._latest_view.renew()
        if draw_id is not None:
            # Not the database lane: a draw of thousands is done again here.
            job = partial(_read, self.desk.ws, draw_id)
            self.desk.lanes.io(job, self, self._on_view, self.desk.handle, token=token)

    def _on_view(self, found: tuple[DrawView, Fairness]) -> None:
        self.detail.set_view(found[0])
        self.detail.set_fairness(found[1])
        self.detail.fairness.setVisible(found[0].drawn is not None)

    def _on_activated(self, _draw_id: UUID) -> None:
        self.detail.focus_action()

    # -- what can be done -----------------------------------------------------------------

    def announce(self) -> None:
        """Ask for a new draw."""
        self._open_new(None)

    def _on_replace_wanted(self) -> None:
        self._open_new(self.detail.view)

    def _open_new(self, instead: DrawView | None) -> None:
        self.new_sheet = NewDrawSheet(self.desk, self, instead)
        self.new_sheet.announced.connect(self._on_announced)
        self.new_sheet.open()

    def _on_announced(self, draw_id: UUID, change: Change) -> None:
        self._wanted = draw_id
        text = self.tr("Announced. Publish its files before the numbers appear.")
        self.desk.committed(change, text)
        self.list.setFocus()

    def _on_numbers_wanted(self) -> None:
        if self.detail.view is not None:
            self.numbers_sheet = NumbersSheet(self.desk, self.detail.view, self)
            self.numbers_sheet.drawn.connect(self._on_drawn)
            self.numbers_sheet.open()

    def _on_drawn(self, change: Change) -> None:
        self.desk.committed(change, self.tr("Drawn. Publish the result."))
        self.list.setFocus()

    def _on_why_wanted(self) -> None:
        if self.detail.view is not None:
            self.why_sheet = WhySheet(self.desk, self.detail.view, self)
            self.why_sheet.letter_wanted.connect(self._on_letter)
            self.why_sheet.open()

    def _on_letter(self, pdf: bytes, title: str) -> None:
        self.printing.start(Printout(title, pdf))

    def _on_print_wanted(self) -> None:
        view = self.detail.view
        if view is not None and not self.printing.busy:
            is_result = view.state is not DrawState.REPLACED and view.drawn is not None
            make = draw_papers.protocol_pdf if is_result else draw_papers.announcement_pdf
            job = partial(make, self.desk.ws, view.id)
            done = self._on_protocol if is_result else self._on_announcement
            self.desk.lanes.io(job, self, done, self.desk.handle)

    def _on_protocol(self, pdf: bytes) -> None:
        self.printing.start(Printout(self.tr("Result of the draw"), pdf))

    def _on_announcement(self, pdf: bytes) -> None:
        self.printing.start(Printout(self.tr("Announcement of the draw"), pdf))

    def _on_printed(self, printed: Printed) -> None:
        text = self.tr("Sent to the printer: {title}").format(title=printed.title)
        self.desk.noticed.emit(Notice(text))

    def _on_publish_wanted(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for the files of the draw"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._on_folder_chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_folder_chosen(self, paths: list[str]) -> None:
        if paths and self.detail.view is not None:
            job = partial(draw_papers.publish, self.desk.ws, self.detail.view.id, Path(paths[0]))
            self.desk.lanes.io(job, self, self._on_published, self._on_failed)

    def _on_published(self, written: tuple[Path, ...]) -> None:
        text = self.tr("{count} files written to {folder}.")
        told = text.format(count=len(written), folder=written[0].parent.name)
        self.desk.noticed.emit(Notice(told))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.handle(error)
            return
        self.detail.banner.set_error(error)
        self.detail.banner.show()


def _read(ws: Workspace, draw_id: UUID) -> tuple[DrawView, Fairness]:
    """One draw, and how its places are spread over those who took part."""
    with ws.db.read() as session:
        view = draws.read(ws, session, draw_id)
        everyone = [one.key for one in view.announcement.candidates]
        chosen = [one.key for one in view.drawn.chosen] if view.drawn else []
        return view, market_fairness.of_places(session, chosen, everyone, ws.today())
