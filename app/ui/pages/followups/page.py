"""The page: kinds of follow-up above, products at the left, one opened at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import AppealOutcome
from app.services import appeals, follow_ups
from app.services.changes import Change
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.slots import weak_slot
from app.ui.lanes import Latest
from app.ui.pages.followups.about import AboutProduct
from app.ui.pages.followups.detail import Detail
from app.ui.pages.followups.item_row import DueWords
from app.ui.pages.followups.jobs import FollowUpView, Group, Tab, read
from app.ui.pages.followups.telling import TellResult
from app.ui.pages.page import Page
from app.ui.theme import Space

_LIST_WIDTH = 352


class FollowUpsPage(Page):
    """What businesses were told to mend, by when, and what they object to."""

    KEY = "followups"
    WATCHES = frozenset({"decision", "improvement_item", "appeal", "product", "business"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("followups_page")
        self._tab, self._chosen = Tab.OVERDUE, False
        self._groups: dict[UUID, Group] = {}
        self._latest = Latest()
        self._due = DueWords(self)
        self._due.hide()
        self.about = AboutProduct(desk, self)
        self.telling = TellResult(desk, self)
        self._make_widgets()
        self._lay_out()
        self._connect()

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.header = PageHeader(self.tr("Follow-up"))
        self.model = RecordListModel(self.desk.lanes, self._records, self)
        self.list = PagedList(self.tr("Products to follow up"), self.desk.thumbs)
        self.list.setObjectName("followup_list")
        self.list.set_record_model(self.model)
        self.detail = Detail()
        self.detail.hide()
        self.empty = EmptyState("circle-check", self.tr("Nothing here"), " ")
        self.empty.setObjectName("followups_empty")

    def _lay_out(self) -> None:
        self._left = Card(pad=Space.M)
        self._left.setFixedWidth(_LIST_WIDTH)
        self._left.add(self.list, 1)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(self._left)
        row.addWidget(self.detail, 1)
        row.addWidget(self._blank, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self._tabs())
        column.addLayout(row, 1)

    def _tab_words(self) -> dict[Tab, str]:
        return {
            Tab.OVERDUE: self.tr("Overdue"),
            Tab.SOON: self.tr("Within 14 days"),
            Tab.OPEN: self.tr("All open"),
            Tab.DONE: self.tr("Done"),
            Tab.APPEALS: self.tr("Objections"),
            Tab.ANSWERED: self.tr("Answered"),
        }

    def _tabs(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S - 2)
        self.tabs: dict[Tab, Button] = {}
        group = QButtonGroup(self)
        for tab, text in self._tab_words().items():
            button = secondary_button(text)
            button.setObjectName(f"tab.{tab.value}")
            button.setCheckable(True)
            button.setChecked(tab is self._tab)
            button.clicked.connect(weak_slot(self.show_tab, tab))
            group.addButton(button)
            row.addWidget(button)
            self.tabs[tab] = button
        row.addStretch(1)
        return box

    def _connect(self) -> None:
        self.list.record_selected.connect(self._on_selected)
        self.detail.done_wanted.connect(self._on_done)
        self.detail.answered.connect(self._on_answered)
        self.detail.story_wanted.connect(self._on_story_wanted)
        self.detail.product_wanted.connect(self._on_product_wanted)
        self.detail.appeal_wanted.connect(self._on_appeal_wanted)
        self.detail.letter_wanted.connect(self._on_letter_wanted)
        self.detail.message_wanted.connect(self._on_message_wanted)

    # -- reading ------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        job = partial(read, self.desk.ws, self._tab)
        self.desk.read(job, self, self._on_read, token=self._latest.renew())

    def show_tab(self, tab: Tab) -> None:
        """Bring one kind of follow-up forward."""
        self._tab, self._chosen = tab, True
        self.tabs[tab].setChecked(True)
        self.reload()

    def _on_read(self, view: FollowUpView) -> None:
        if not self._chosen and not view.groups and self._tab is Tab.OVERDUE:
            # Nothing is late: open with what is there, until somebody chooses.
            self._chosen = True
            self.show_tab(Tab.OPEN)
            return
        self._show_counts(view)
        keep = self.list.selected_id
        self._groups = {group.key: group for group in view.groups}
        self.model.set_ids(tuple(self._groups))
        self._show_empty(is_empty=not view.groups)
        if not self.list.select_id(keep):
            self.list.select_row(0)

    def _show_counts(self, view: FollowUpView) -> None:
        counts = view.counts
        found = {
            Tab.OVERDUE: counts.overdue,
            Tab.SOON: counts.soon,
            Tab.OPEN: counts.open,
            Tab.DONE: counts.done,
            Tab.APPEALS: view.appeals,
        }
        for tab, text in self._tab_words().items():
            number = found.get(tab, 0)
            self.tabs[tab].setText(f"{text} · {labels.number(number)}" if number else text)
        parts = [
            self.tr("{count} things overdue").format(count=labels.number(counts.overdue)),
            self.tr("{count} objections waiting").format(count=labels.number(view.appeals)),
        ]
        self.header.set_subtitle(" · ".join(parts))

    def _show_empty(self, *, is_empty: bool) -> None:
        sentences = {
            Tab.OVERDUE: self.tr("No business is late with what it was told to mend."),
            Tab.SOON: self.tr("Nothing falls due within the next two weeks."),
            Tab.OPEN: self.tr("What a decision asks a business to mend appears here."),
            Tab.DONE: self.tr("What was mended and looked at appears here."),
            Tab.APPEALS: self.tr("Objections of businesses against a decision appear here."),
            Tab.ANSWERED: self.tr("Answered objections stay readable here."),
        }
        self.empty.set_sentence(sentences[self._tab])
        # Hide before showing: both side by side would widen the window for good.
        gone, come = (self.detail, self._blank) if is_empty else (self._blank, self.detail)
        gone.hide()
        come.show()
        self._left.setVisible(not is_empty)

    def _records(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        groups = self._groups
        return [self._record(groups[key]) for key in ids if key in groups]

    def _record(self, group: Group) -> Record:
        due = self._due.chip(group.days)
        return Record(
            id=group.key,
            title=group.product,
            subtitle=group.business,
            chips=(due,) if due is not None else (),
            thumbnail=group.thumb,
            icon="flag" if group.appeal is not None else "list-check",
        )

    def _on_selected(self, key: UUID | None) -> None:
        group = self._groups.get(key) if key is not None else None
        if group is not None:
            self.detail.show_group(group)

    @override
    def show_record(self, record: UUID | None) -> None:
        """Bring a product's items forward."""
        if record is not None and not self.list.select_id(record):
            self.show_tab(Tab.OPEN)
            self.list.select_id(record)

    # -- changing -----------------------------------------------------------------------

    def _on_done(self, item_id: UUID, done: bool) -> None:
        job = partial(follow_ups.set_done, self.desk.ws, item_id, done=done)
        text = self.tr("Marked as done.") if done else self.tr("Open again.")
        self.desk.change(job, self, partial(self._on_changed_by_me, text))

    def _on_answered(self, appeal_id: UUID, outcome: AppealOutcome, words: str) -> None:
        job = partial(appeals.answer, self.desk.ws, appeal_id, outcome, words)
        done = partial(self._on_changed_by_me, self.tr("The objection is answered."))
        self.desk.change(job, self, done, self.desk.handle)

    def _on_changed_by_me(self, text: str, change: Change) -> None:
        self.desk.committed(change, text)

    def _on_appeal_wanted(self, group: Group) -> None:
        self.about.record_objection(group.decision_id, group.product)

    def _on_product_wanted(self, product_id: UUID) -> None:
        self.desk.go("products", product_id)

    def _on_story_wanted(self, group: Group) -> None:
        self.about.tell(group.product_id, group.product)

    def _on_letter_wanted(self, group: Group) -> None:
        self.telling.print_letter(group.decision_id, group.product)

    def _on_message_wanted(self, group: Group) -> None:
        self.telling.message(group.decision_id)
