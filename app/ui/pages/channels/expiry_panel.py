"""What runs out: how soon, which papers, the businesses, one opened; letters and messages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.services import expiry
from app.services.expiry import Expiring, PaperKind, WatchedFor, WatchView, Window
from app.services.expiry_papers import MOST
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card, ProgressLine
from app.ui.kit.choices import Select
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.slots import weak_slot
from app.ui.lanes import Latest
from app.ui.pages.channels.expiry_detail import ExpiryDetail
from app.ui.pages.channels.expiry_telling import ExpiryTelling
from app.ui.pages.channels.words import StandingWords
from app.ui.theme import Space

_LIST_WIDTH = 420


class ExpiryPanel(QWidget):
    """Chooses, lists and tells; `wanted` is what is asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wanted = WatchedFor()
        self._keys: tuple[UUID, ...] = ()
        self._latest, self._opening = Latest(), Latest()
        self._words = StandingWords(self)
        self._words.hide()
        self.telling = ExpiryTelling(desk, self)
        self._make_widgets()
        self._lay_out()
        self.list.record_selected.connect(self._on_selected)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.batch_button.clicked.connect(self._on_batch)
        self.telling.running.progressed.connect(self.line.set_progress)
        self.telling.ended.connect(self._on_letters_ended)
        self.detail.business_wanted.connect(partial(desk.go, "businesses"))
        self.detail.product_wanted.connect(partial(desk.go, "products"))
        self.detail.letter_wanted.connect(self.telling.letter)
        self.detail.message_wanted.connect(self._on_message_wanted)

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.windows: dict[Window, Button] = {}
        group = QButtonGroup(self)
        for window in Window:
            button = secondary_button(window.term)
            button.setObjectName(f"window.{window}")
            button.setCheckable(True)
            button.setChecked(window is self.wanted.window)
            button.clicked.connect(weak_slot(self.choose, window))
            group.addButton(button)
            self.windows[window] = button
        self.kind = Select()
        self.kind.setObjectName("paper_filter")
        self.kind.setAccessibleName(self.tr("Papers"))
        with QSignalBlocker(self.kind):
            self.kind.addItem(self.tr("All papers"), "")
            for kind in PaperKind:
                self.kind.addItem(kind.term, str(kind))
        self.model = RecordListModel(self.desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Businesses"), self.desk.thumbs)
        self.list.setObjectName("expiry_list")
        self.list.set_record_model(self.model)
        self.batch_button = secondary_button(self.tr("Letters to all"), icon="printer")
        self.batch_button.setObjectName("expiry.batch")
        self.line = ProgressLine(self.tr("Letters made"))
        self.line.hide()
        self.detail = ExpiryDetail()
        self.detail.hide()
        self.empty = EmptyState(
            "circle-check",
            self.tr("Nothing runs out"),
            self.tr("Papers on which a channel hangs appear here before their last day."),
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.S - 2)
        for button in self.windows.values():
            top.addWidget(button)
        top.addStretch(1)
        left = Card(pad=Space.M)
        left.setFixedWidth(_LIST_WIDTH)
        left.body.setSpacing(Space.S)
        left.add(self.kind)
        left.add(self.list, 1)
        left.add(self.line)
        left.add(self.batch_button)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(left)
        row.addWidget(self.detail, 1)
        row.addWidget(self._blank, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(top)
        column.addLayout(row, 1)

    # -- choosing ---------------------------------------------------------------------

    def choose(self, window: Window) -> None:
        """Look nearer or farther ahead, or at what is over."""
        self.windows[window].setChecked(True)
        self._ask(WatchedFor(window, self.wanted.kind, self.wanted.region))

    def set_region(self, region: str) -> None:
        """Show a region's businesses; read when the page says so."""
        self.wanted = WatchedFor(self.wanted.window, self.wanted.kind, region)

    def _on_kind(self, _index: int) -> None:
        chosen = self.kind.currentData()
        kind = PaperKind(chosen) if chosen else None
        self._ask(WatchedFor(self.wanted.window, kind, self.wanted.region))

    def _ask(self, wanted: WatchedFor) -> None:
        self.wanted = wanted
        self.reload()

    def reload(self) -> None:
        """Read counts and list again."""
        job = partial(expiry.view, self.desk.ws, self.wanted)
        self.desk.read(job, self, self._on_view, token=self._latest.renew())

    # -- showing ----------------------------------------------------------------------

    def _on_view(self, view: WatchView) -> None:
        for window, button in self.windows.items():
            button.setText(f"{window.term} · {labels.number(view.counts[window])}")
        keep = self.list.selected_id
        self._keys = view.keys
        self.model.set_ids(view.keys)
        if view.keys and not self.list.select_id(keep):
            self.list.select_row(0)
        self._show_batch()
        gone, come = (self._blank, self.detail) if view.keys else (self.detail, self._blank)
        gone.hide()
        come.show()

    def _records(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        found = expiry.businesses(self.desk.ws, list(ids))
        return [self._record(one) for one in found if one.papers]

    def _record(self, found: Expiring) -> Record:
        first = self._first(found)
        more = len(found.papers) - 1
        said = f"{first.name} · {labels.short_date(first.until)}"
        if more:
            said = self.tr("{first} (+{n} more)").format(first=said, n=more)
        return Record(
            found.business_id,
            found.business,
            said,
            (self._words.days(first.days),),
            icon="building-store",
        )

    def _first(self, found: Expiring) -> Any:
        """The paper that brought the business into this window."""
        ended = self.wanted.window is Window.ENDED
        fitting = [paper for paper in found.papers if paper.ended == ended]
        return fitting[-1 if ended else 0] if fitting else found.papers[0]

    def _on_selected(self, key: UUID | None) -> None:
        if key is not None:
            job = partial(expiry.business, self.desk.ws, key)
            token = self._opening.renew()
            done = self.detail.show_business
            self.desk.lanes.db(job, self.detail, done, self.desk.handle, token=token)

    # -- telling ----------------------------------------------------------------------

    def _show_batch(self) -> None:
        if self.telling.running.active:
            self.batch_button.setText(self.tr("Stop making letters"))
            return
        count = min(len(self._keys), MOST)
        text = self.tr("Letters to these {count} businesses")
        self.batch_button.setText(text.format(count=labels.number(count)))
        self.batch_button.setEnabled(bool(self._keys))

    def _on_batch(self) -> None:
        if self.telling.running.active:
            self.telling.stop()
            return
        if self.telling.printing.busy:
            return
        self.line.set_progress(0, len(self._keys))
        self.line.show()
        self.telling.letters(self._keys)
        self._show_batch()

    def _on_letters_ended(self) -> None:
        self.line.hide()
        self._show_batch()

    def _on_message_wanted(self, _business_id: UUID) -> None:
        if self.detail.shown is not None:
            self.telling.message(self.detail.shown)
