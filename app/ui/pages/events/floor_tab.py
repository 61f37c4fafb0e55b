"""Denah: booths are drawn, moved, numbered, given categories and days; step by step back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.market.floor import EMPTY, FloorPlan, Grid, PlanError, generate
from app.domain.terms import Category
from app.errors import UserError
from app.services import events_planning
from app.services.changes import Change
from app.services.events import EventView
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import IconButton, primary_button
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.pages.events.floor_side import FloorSide
from app.ui.pages.events.floor_view import FloorView
from app.ui.theme import Space

_SIDE = 256
_MOST_STEPS = 100


class FloorTab(QWidget):
    """The plan of one event; what is drawn stays a draft until it is saved."""

    print_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._event: EventView | None = None
        self._steps: list[FloorPlan] = []
        self._shown = EMPTY
        self._drafts: dict[UUID, FloorPlan] = {}
        self._make_widgets()
        self._lay_out()
        self._connect()
        self.side.show_stall(None)

    def _make_widgets(self) -> None:
        self.view = FloorView(self.tr("Plan of the floor"))
        self.view.setObjectName("floor_view")
        self.side = FloorSide()
        self.banner = Banner(Tone.WARNING, "", closable=True)
        self.banner.setObjectName("floor_banner")
        self.banner.hide()
        self.told = ElidedLabel("", "muted")
        self.add_button = IconButton("plus", self.tr("Add a booth"))
        self.add_button.setObjectName("add_stall")
        self.remove_button = IconButton("trash", self.tr("Take the booth away"))
        self.remove_button.setObjectName("remove_stall")
        self.undo_button = IconButton("arrow-back-up", self.tr("Undo (Ctrl+Z)"))
        self.undo_button.setShortcut("Ctrl+Z")
        self.undo_button.setObjectName("undo_plan")
        self.print_button = IconButton("printer", self.tr("Print the plan"))
        self.print_button.setObjectName("print_floor")
        self.save_button = primary_button(self.tr("Save the plan"), icon="check")
        self.save_button.setObjectName("save_plan")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(self.told, 1)
        for button in (
            *(self.print_button, self.remove_button, self.add_button),
            *(self.undo_button, self.save_button),
        ):
            bar.addWidget(button)
        side = scrolling(self.side)
        side.setFixedWidth(_SIDE)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self.view, 1)
        row.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.view.plan_changed.connect(self._on_drawn)
        self.view.stall_selected.connect(self._on_selected)
        self.side.grid_wanted.connect(self._on_grid)
        self.side.counts_wanted.connect(self._on_counts)
        self.side.number_wanted.connect(self._on_number)
        self.side.categories_wanted.connect(self._on_categories)
        self.add_button.clicked.connect(self._on_add)
        self.remove_button.clicked.connect(self._on_remove)
        self.undo_button.clicked.connect(self.undo)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_wanted)

    # -- showing ------------------------------------------------------------------------

    @property
    def is_changed(self) -> bool:
        """Whether something is drawn that is not saved."""
        return self._event is not None and self.view.plan != self._event.plan

    def show_event(self, event: EventView, day: date, whose: Mapping[int, str]) -> None:
        """Show an event's plan on a day; what is drawn of the same event stays."""
        same = self._event is not None and self._event.id == event.id
        if not same:
            self._put_aside()
            self.view.select(None)
            self.banner.hide()
        drawn = self._drafts.pop(event.id, None)
        if same and self.is_changed:
            drawn = self.view.plan
        self._event = event
        plan = event.plan if drawn is None else drawn
        self.view.set_editable(on=event.runs)
        self.side.set_editable(on=event.runs)
        self._shown = plan
        self.view.show_plan(plan, day, whose)
        self._refresh()

    def _put_aside(self) -> None:
        """What is drawn and not saved waits until its event is opened again."""
        if self._event is not None and self.is_changed:
            self._drafts[self._event.id] = self.view.plan
        self._steps.clear()

    def _refresh(self) -> None:
        event, plan = self._event, self.view.plan
        if event is None:
            return
        self.side.show_plan(plan, event.days)
        self.side.show_stall(plan.stall(self.view.selected or 0))
        counts = " · ".join(str(count) for count in plan.counts(event.days))
        text = self.tr("{counts} booths a day") if plan.stalls else self.tr("No booth drawn yet")
        if self.is_changed:
            text = self.tr("{counts} booths a day · not saved yet")
        self.told.setText(text.format(counts=counts))
        self.save_button.setEnabled(event.runs and self.is_changed)
        self.undo_button.setEnabled(bool(self._steps))
        self.add_button.setEnabled(event.runs)
        self.remove_button.setEnabled(event.runs and self.view.selected is not None)
        self.print_button.setEnabled(bool(event.plan.stalls))

    def _on_selected(self, _no: int | None) -> None:
        self._refresh()

    # -- drawing ------------------------------------------------------------------------

    def _on_drawn(self, plan: FloorPlan) -> None:
        """The view has moved or removed a booth itself: remember what was before."""
        self._take(plan, before=self._shown)

    def _take(self, plan: FloorPlan, before: FloorPlan) -> None:
        if plan == before:
            return
        self._steps = [*self._steps[-_MOST_STEPS:], before]
        self._shown = plan
        self.view.show_plan(plan)
        problems = plan.problems() if plan.stalls else ()
        self.banner.hide()
        if problems:
            self._say(problems[0])
        self._refresh()

    def _say(self, what: str) -> None:
        self.banner.set_message(Tone.WARNING, what)
        self.banner.show()

    def _on_grid(self, grid: Grid) -> None:
        try:
            plan = generate(grid)
        except PlanError as error:
            self._say(str(error))
            return
        self.view.select(None)
        self._take(plan, before=self.view.plan)

    def _on_counts(self, counts: tuple[int, ...]) -> None:
        if self._event is None:
            return
        try:
            plan = self.view.plan.with_counts(self._event.days, counts)
        except PlanError as error:
            self._say(str(error))
            return
        self._take(plan, before=self.view.plan)

    def _on_number(self, to: int) -> None:
        no = self.view.selected
        if no is None or no == to:
            return
        try:
            plan = self.view.plan.renumbered(no, to)
        except PlanError as error:
            self._say(str(error))
            self._refresh()
            return
        self._take(plan, before=self.view.plan)
        self.view.select(to)

    def _on_categories(self, categories: frozenset[Category]) -> None:
        stall = self.view.plan.stall(self.view.selected or 0)
        if stall is not None:
            plan = self.view.plan.with_stall(replace(stall, categories=categories))
            self._take(plan, before=self.view.plan)

    def _on_add(self) -> None:
        side = self.side
        try:
            plan, no = self.view.plan.added(side.width_spin.value(), side.depth_spin.value())
        except PlanError as error:
            self._say(str(error))
            return
        self._take(plan, before=self.view.plan)
        self.view.select(no)
        self.view.setFocus()

    def _on_remove(self) -> None:
        if self.view.selected is not None:
            before = self.view.plan
            self._take(before.without(self.view.selected), before=before)

    def undo(self) -> None:
        """One step back."""
        if not self._steps:
            return
        plan = self._steps.pop()
        self._shown = plan
        self.view.show_plan(plan)
        self.banner.hide()
        self._refresh()

    # -- saving -------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the plan; what is wrong with it is told here."""
        if self._event is None:
            return
        job = partial(events_planning.save_plan, self._desk.ws, self._event.id, self.view.plan)
        self.save_button.setEnabled(False)
        self._desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, change: Change) -> None:
        if self._event is not None:
            self._event = replace(self._event, plan=self.view.plan)
        self._steps.clear()
        self.banner.hide()
        self._desk.committed(change, self.tr("The plan is saved."))
        self._refresh()

    def _on_failed(self, error: Exception) -> None:
        self._refresh()
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
