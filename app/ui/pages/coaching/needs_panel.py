"""Kebutuhan: criteria at the left, the businesses that need them at the right, worst first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.coaching import Candidate, Need
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.data_table import Column, DataTable, Row
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.coaching.jobs import NeedsView
from app.ui.pages.coaching.words import CoachingWords
from app.ui.theme import Space

_LEFT = 352
_EVERY = ""
_MANY = 20


class NeedsPanel(QWidget):
    """Asks by signals, changes nothing itself."""

    region_chosen = Signal(str)
    offer_wanted = Signal(object, str)
    """Businesses (UUIDs) and the criterion they were listed for, '' for any."""
    business_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: NeedsView | None = None
        self._needs: dict[str, Need] = {}
        self._words = CoachingWords(self)
        self._words.hide()
        self._code = _EVERY
        self.region = Select()
        self.region.setObjectName("coaching.region")
        self.region.setAccessibleName(self.tr("Region"))
        self.model = RecordListModel(desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Criteria"), desk.thumbs)
        self.list.setObjectName("coaching.criteria")
        self.list.set_record_model(self.model)
        self.table = DataTable(
            self.tr("Businesses that need coaching"),
            [
                Column(self.tr("Business")),
                Column(self.tr("District")),
                Column(self.tr("Needs"), wide=True),
                Column(self.tr("Training")),
            ],
            ticks=True,
        )
        self.table.setObjectName("coaching.candidates")
        self.title = ElidedLabel("", "title")
        self.worst_button = secondary_button(self.tr("Tick the first {n}").format(n=_MANY))
        self.worst_button.setObjectName("coaching.worst")
        self.offer_button = primary_button(self.tr("Offer a training"), icon="plus")
        self.offer_button.setObjectName("coaching.offer")
        self.empty = EmptyState(
            "circle-check",
            self.tr("No needs here"),
            self.tr("No decision that stands has a criterion below 70 % of its points."),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = Card(pad=Space.M)
        left.setFixedWidth(_LEFT)
        left.add(self.region)
        left.add(self.list, 1)
        self._right = Card(pad=Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.title, 1)
        head.addWidget(self.worst_button)
        head.addWidget(self.offer_button)
        self._right.body.addLayout(head)
        self._right.add(self.table, 1)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(left)
        row.addWidget(self._right, 1)
        row.addWidget(self._blank, 1)

    def _connect(self) -> None:
        self.region.currentIndexChanged.connect(self._on_region_changed)
        self.list.record_selected.connect(self._on_selected)
        self.table.ticked.connect(self._on_ticked)
        self.table.opened.connect(self.business_wanted)
        self.worst_button.clicked.connect(self._on_worst)
        self.offer_button.clicked.connect(self._on_offer)
        self._on_ticked(0)

    def show_view(self, view: NeedsView) -> None:
        """Show these needs; the criterion that was chosen stays."""
        self._view = view
        with QSignalBlocker(self.region):
            self.region.clear()
            for choice in view.regions:
                self.region.addItem("\u2003" * choice.depth + choice.name, choice.code)
            self.region.setCurrentIndex(max(self.region.findData(view.region), 0))
        self._needs = {need.code: need for need in view.needs.criteria}
        if self._code not in self._needs:
            self._code = _EVERY
        self.model.set_ids([_EVERY, *self._needs] if self._needs else [])
        self.list.select_id(self._code)
        self._show_candidates()

    def _records(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        return [self._record(code) for code in ids]

    def _record(self, code: str) -> Record:
        if code == _EVERY:
            count = len(self._view.needs.candidates) if self._view else 0
            text = self.tr("{count} businesses").format(count=labels.number(count))
            return Record(_EVERY, self.tr("All needs"), text, icon="list-check")
        need = self._needs[code]
        left = need.businesses - need.offered
        chip = ChipSpec(labels.number(left), Tone.WARNING if left else Tone.SUCCESS)
        return Record(code, need.name, self._words.need(need), (chip,), icon="flag")

    def _listed(self) -> list[Candidate]:
        if self._view is None:
            return []
        found = self._view.needs.candidates
        return [c for c in found if not self._code or self._code in dict(c.needs)]

    def _show_candidates(self) -> None:
        assert self._view is not None
        listed = self._listed()
        names, districts = self._view.needs.names, self._view.districts
        self._right.setVisible(bool(self._needs))
        self._blank.setVisible(not self._needs)
        need = self._needs.get(self._code)
        self.title.setText(need.name if need else self.tr("All needs"))
        self.table.set_rows(
            [
                Row(
                    c.business_id,
                    (
                        c.name,
                        districts.get(c.district, c.district),
                        self._words.needs_of(c, names),
                        self.tr("offered") if c.offered else "",
                    ),
                    ((3, Tone.SUCCESS),),
                )
                for c in listed
            ]
        )

    # -- answering ----------------------------------------------------------------------

    def _on_selected(self, code: str | None) -> None:
        if code is not None and code != self._code:
            self._code = code
            self._show_candidates()

    def _on_region_changed(self, _index: int) -> None:
        self.region_chosen.emit(self.region.currentData() or "")

    def _on_ticked(self, count: int) -> None:
        self.offer_button.setEnabled(count > 0)
        text = self.tr("Offer a training")
        self.offer_button.setText(f"{text} ({count})" if count else text)

    def _on_worst(self) -> None:
        self.table.tick_first(_MANY)

    def _on_offer(self) -> None:
        chosen: tuple[UUID, ...] = self.table.chosen
        if chosen:
            self.offer_wanted.emit(chosen, self._code)
