"""Who may enter: a channel, boleh or belum with its reasons, the products, one opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.market.channels import Channel
from app.services import channel_lists
from app.services.channel_lists import (
    ChannelView,
    Counts,
    ProductStandings,
    Show,
    StandingLine,
    Wanted,
)
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.inputs import SearchField
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.slots import weak_slot
from app.ui.lanes import Latest
from app.ui.pages.channels.standing_detail import StandingDetail
from app.ui.pages.channels.words import StandingWords
from app.ui.theme import Space

_LIST_WIDTH = 420


class StandingPanel(QWidget):
    """Chooses, lists and opens; `wanted` is what is asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.wanted, self._chosen = Wanted(), False
        self._latest, self._opening = Latest(), Latest()
        self._words = StandingWords(self)
        self._words.hide()
        self._make_widgets()
        self._lay_out()
        self.list.record_selected.connect(self._on_selected)
        self.search.text_settled.connect(self._on_searched)
        self.search.list_requested.connect(self.list.setFocus)
        self.reason.currentIndexChanged.connect(self._on_reason)
        self.detail.product_wanted.connect(partial(desk.go, "products"))
        self.detail.business_wanted.connect(partial(desk.go, "businesses"))
        self.detail.follow_up_wanted.connect(partial(desk.go, "followups"))

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.channels = self._buttons("channel", {c: c.term for c in Channel}, self.choose_channel)
        self.shows = self._buttons("show", self._show_words(), self.choose_show)
        self.reason = Select()
        self.reason.setObjectName("reason_filter")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.hide()
        self.search = SearchField(self.tr("Search products"))
        self.search.setObjectName("channel_search")
        self.model = RecordListModel(self.desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Products"), self.desk.thumbs)
        self.list.setObjectName("channel_list")
        self.list.set_record_model(self.model)
        self.detail = StandingDetail(self.desk)
        self.detail.hide()
        self.empty = EmptyState("shopping-bag", self.tr("Nothing here"), " ")

    def _buttons(self, name: str, words: Any, slot: Any) -> dict[Any, Button]:
        found: dict[Any, Button] = {}
        group = QButtonGroup(self)
        for key, text in words.items():
            button = secondary_button(text)
            button.setObjectName(f"{name}.{getattr(key, 'value', key)}")
            button.setCheckable(True)
            button.setChecked(key in (self.wanted.channel, self.wanted.show))
            button.clicked.connect(weak_slot(slot, key))
            group.addButton(button)
            found[key] = button
        return found

    def _show_words(self) -> dict[Show, str]:
        return {
            Show.ALLOWED: self.tr("Allowed"),
            Show.SOON: self.tr("Ending soon"),
            Show.NOT_YET: self.tr("Not yet"),
        }

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.S - 2)
        for button in self.channels.values():
            top.addWidget(button)
        top.addStretch(1)
        kinds = QHBoxLayout()
        kinds.setSpacing(Space.S - 2)
        for button in self.shows.values():
            kinds.addWidget(button, 1)
        left = Card(pad=Space.M)
        left.setFixedWidth(_LIST_WIDTH)
        left.body.setSpacing(Space.S)
        left.body.addLayout(kinds)
        left.add(self.reason)
        left.add(self.search)
        left.add(self.list, 1)
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

    def choose_channel(self, channel: Channel) -> None:
        """Show another channel; a reason of the one before means nothing here."""
        self.channels[channel].setChecked(True)
        self._ask(Wanted(channel, self.wanted.show, "", self.wanted.region, self.wanted.text))

    def choose_show(self, show: Show) -> None:
        """Show the allowed, those whose time runs out, or those that may not yet."""
        self.shows[show].setChecked(True)
        now = self.wanted
        self._ask(Wanted(now.channel, show, "", now.region, now.text))

    def set_region(self, region: str) -> None:
        """Show a region's products; read when the page says so."""
        now = self.wanted
        self.wanted = Wanted(now.channel, now.show, now.reason, region, now.text)

    def _on_reason(self, _index: int) -> None:
        now = self.wanted
        key = self.reason.currentData() or ""
        self._ask(Wanted(now.channel, now.show, key, now.region, now.text))

    def _on_searched(self, text: str) -> None:
        now = self.wanted
        self._ask(Wanted(now.channel, now.show, now.reason, now.region, text))

    def _ask(self, wanted: Wanted) -> None:
        self.wanted, self._chosen = wanted, True
        self.reload()

    def reload(self) -> None:
        """Read counts, reasons and list again."""
        job = partial(channel_lists.view, self.desk.ws, self.wanted)
        # Not the database lane: counting a province must not hold up what somebody saves.
        self.desk.lanes.io(job, self, self._on_view, token=self._latest.renew())

    # -- showing ----------------------------------------------------------------------

    def _on_view(self, view: ChannelView) -> None:
        counts = view.counts[self.wanted.channel]
        if not self._chosen and not counts.allowed and counts.not_yet:
            # Nothing may enter: open with why, until somebody chooses.
            self.choose_show(Show.NOT_YET)
            return
        self._show_counts(view)
        self._show_reasons(view)
        keep = self.list.selected_id
        self.model.set_ids(view.numbers)
        if view.numbers and not self.list.select_id(keep):
            self.list.select_row(0)
        self._show_empty(view)

    def _show_counts(self, view: ChannelView) -> None:
        for channel, button in self.channels.items():
            allowed = view.counts[channel].allowed
            button.setText(f"{channel.term} · {labels.number(allowed)}")
        counts: Counts = view.counts[self.wanted.channel]
        for show, text in self._show_words().items():
            self.shows[show].setText(f"{text} · {labels.number(counts.of(show))}")

    def _show_reasons(self, view: ChannelView) -> None:
        self.reason.setVisible(self.wanted.show is Show.NOT_YET)
        with QSignalBlocker(self.reason):
            self.reason.clear()
            self.reason.addItem(self.tr("All reasons"), "")
            for one in view.reasons:
                words = one.words[0].upper() + one.words[1:]
                self.reason.addItem(f"{words} · {labels.number(one.products)}", one.key)
            at = self.reason.findData(self.wanted.reason)
            self.reason.setCurrentIndex(max(at, 0))

    def _show_empty(self, view: ChannelView) -> None:
        sentences = {
            Show.ALLOWED: self.tr("No product may enter this channel yet. See why under Not yet."),
            Show.SOON: self.tr("Nothing that is allowed here runs out within 30 days."),
            Show.NOT_YET: self.tr("Every product here may enter this channel."),
        }
        text = sentences[self.wanted.show]
        if view.waiting:
            text = self.tr("{count} businesses are still being looked at.").format(
                count=labels.number(view.waiting)
            )
        elif self.wanted.text.strip():
            text = self.tr("Try fewer letters.")
        self.empty.set_sentence(text)
        # Hide before showing: both side by side would widen the window for good.
        gone, come = (self._blank, self.detail) if view.numbers else (self.detail, self._blank)
        gone.hide()
        come.show()

    def _records(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        channel = self.wanted.channel
        return [
            self._record(line) for line in channel_lists.lines(self.desk.ws, channel, list(ids))
        ]

    def _record(self, line: StandingLine) -> Record:
        chips = self._words.chips(line.standing, self.desk.ws.today())
        return Record(line.n, line.name, line.business, chips, line.thumb)

    def _on_selected(self, n: int | None) -> None:
        if n is not None:
            self._open(partial(channel_lists.of_number, self.desk.ws, n))

    def open(self, key: UUID) -> None:
        """Open a product at the right, whether or not it is in the list."""
        self._open(partial(channel_lists.of_product, self.desk.ws, key))

    def _open(self, job: Callable[[], ProductStandings]) -> None:
        token = self._opening.renew()
        self.desk.lanes.db(job, self, self._on_product, self.desk.handle, token=token)

    def _on_product(self, found: ProductStandings) -> None:
        self.detail.show_product(found)
