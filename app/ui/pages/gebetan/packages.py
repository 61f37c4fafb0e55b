"""Paket: composed by the optimiser, explained, changed by hand and checked again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services import gebetan_packages, gebetan_picks
from app.services.changes import Change
from app.services.gebetan_candidates import Candidate
from app.services.gebetan_composing import Composed
from app.services.gebetan_packages import Package, fault_words
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card, ProgressLine
from app.ui.kit.choices import Check
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.tones import Tone
from app.ui.pages.gebetan.composing import Composing
from app.ui.pages.gebetan.grid import Grid, Head, Row
from app.ui.pages.gebetan.jobs import Held
from app.ui.pages.gebetan.swap_sheet import SwapSheet
from app.ui.pages.gebetan.words import PackageWords, gap, percent
from app.ui.theme import Space

_DETAIL = 440


class PackagesPanel(QWidget):
    """All packages at the left, the chosen one with its reasons at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Held | None = None
        self._candidates: tuple[Candidate, ...] | None = None
        self.composing = Composing(desk, self)
        self.swap_sheet: SwapSheet | None = None
        self._words = PackageWords(self)
        self._words.hide()
        self._make_above()
        self._make_below()
        self._lay_out()
        self._connect()

    # -- building -------------------------------------------------------------------------

    def _make_above(self) -> None:
        self.compose_button = primary_button(self.tr("Compose packages"), icon="package")
        self.compose_button.setObjectName("packages.compose")
        self.by_hand = Check(self.tr("Also those made by hand"))
        self.by_hand.setObjectName("packages.by_hand")
        self.stop_button = secondary_button(self.tr("Stop"), icon="x")
        self.stop_button.setObjectName("packages.stop")
        self.check_button = secondary_button(self.tr("Check again"), icon="refresh")
        self.check_button.setObjectName("packages.check")
        self.progress = ProgressLine(self.tr("Packages composed"))
        self.stop_button.hide()
        self.progress.hide()
        self.summary = ElidedLabel("", "muted")
        self.summary.setObjectName("packages.summary")
        self.banner = Banner(Tone.WARNING, "")
        self.banner.hide()

    def _make_below(self) -> None:
        self.grid = Grid(
            self.tr("Packages"),
            (
                Head(self.tr("Office"), wide=True),
                Head(self.tr("Cluster")),
                Head(self.tr("Packages"), right=True),
                Head(self.tr("Filled"), right=True),
                Head(self.tr("Left"), right=True),
                Head(self.tr("State")),
            ),
        )
        self.grid.setObjectName("packages_grid")
        self.empty = EmptyState(
            "package",
            self.tr("Nothing to compose yet"),
            self.tr("Packages are composed from the orders and the businesses that are picked."),
        )
        self.title = Label("", "title", wrap=True)
        self.explained = Label("", "body", wrap=True)
        self.told = Label("", "muted", wrap=True)
        self.faults = Banner(Tone.DANGER, "")
        self.faults.hide()
        self.items = Grid(
            self.tr("What is in it"),
            (
                Head(self.tr("Product"), wide=True),
                Head(self.tr("Category")),
                Head(self.tr("Price"), right=True),
            ),
        )
        self.items.setObjectName("items_grid")
        self.swap_button = secondary_button(self.tr("Swap"))
        self.swap_button.show_key("Enter")
        self.swap_button.setObjectName("packages.swap")
        self.more_button = secondary_button(self.tr("Add"))
        self.more_button.setObjectName("packages.more")
        self.out_button = secondary_button(self.tr("Out"))
        self.out_button.show_key("Del")
        self.out_button.setObjectName("packages.out")

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.M)
        bar.addWidget(self.compose_button)
        bar.addWidget(self.by_hand)
        bar.addWidget(self.summary, 1)
        bar.addWidget(self.progress, 1)
        bar.addWidget(self.stop_button)
        bar.addWidget(self.check_button)
        left, right = Card(pad=Space.M), Card(pad=Space.L)
        left.add(self.grid, 1)
        left.add(self.empty, 1)
        self.detail = right
        right.setFixedWidth(_DETAIL)
        for widget in (self.title, self.explained, self.told, self.faults):
            right.add(widget)
        right.add(self.items, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for button in (self.swap_button, self.more_button, self.out_button):
            foot.addWidget(button)
        foot.addStretch(1)
        right.body.addLayout(foot)
        below = QHBoxLayout()
        below.setSpacing(Space.L)
        below.addWidget(left, 1)
        below.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.compose_button.clicked.connect(self.compose)
        self.stop_button.clicked.connect(self.composing.stop)
        self.check_button.clicked.connect(self._on_check)
        self.composing.progressed.connect(self._on_progressed)
        self.composing.ended.connect(self._on_ended)
        self.grid.row_changed.connect(self._on_row)
        self.grid.opened.connect(self._on_opened)
        self.items.opened.connect(self._on_swap)
        self.items.removal_wanted.connect(self._on_out)
        self.items.row_changed.connect(self._on_item)
        self.swap_button.clicked.connect(self._on_swap)
        self.more_button.clicked.connect(self._on_more)
        self.out_button.clicked.connect(self._on_out)

    # -- showing --------------------------------------------------------------------------

    def set_held(self, held: Held) -> None:
        """Show the packages of a round."""
        self._held = held
        packages = held.shelf.packages
        self.grid.set_rows([self._row(p) for p in packages])
        self.grid.setVisible(bool(packages))
        self.empty.setVisible(not packages)
        self.detail.setVisible(bool(packages))
        self.compose_button.setEnabled(bool(packages) and not self.composing.busy)
        self._show_summary()
        self._show_banner()

    def set_candidates(self, found: Sequence[Candidate] | None) -> None:
        """Who never took part, as far as it was read: how long they will last."""
        self._candidates = None if found is None else tuple(found)
        self._show_summary()
        self._show_banner()

    def _row(self, p: Package) -> Row:
        order = p.order
        state = ("–", Tone.NEUTRAL)
        if order.delivered_on is not None:
            state = (self.tr("delivered"), Tone.SUCCESS)
        elif p.wrong:
            text = self.tr("faulty") if p.items else self.tr("empty")
            state = (text, Tone.DANGER if p.items else Tone.WARNING)
        elif p.items:
            state = (self.tr("by hand") if order.by_hand else self.tr("in order"), Tone.SUCCESS)
        cells = (order.office, order.cluster.name, labels.number(order.quantity))
        money = (percent(p.share), labels.rupiah(max(0, p.spare))) if p.items else ("–", "–")
        return Row(order.id, (*cells, *money, state), fault_words(p.wrong))

    def _show_summary(self) -> None:
        """The whole in one line; what the gap means is its tooltip."""
        if self._held is None:
            return
        shelf = self._held.shelf
        parts = []
        if shelf.packages:
            share = shelf.spent / shelf.ordered if shelf.ordered else 0.0
            parts.append(self.tr("{share} filled").format(share=percent(share)))
            if shelf.told is not None:
                text = self.tr("no better is possible")
                if shelf.told.gap:
                    text = self.tr("at most {gap} below the best")
                parts.append(text.format(gap=gap(shelf.told.gap)))
            if bad := shelf.empty + shelf.faulty:
                text = self.tr("{count} empty or faulty")
                parts.append(text.format(count=labels.number(bad)))
        if self._candidates is not None:
            text = self.tr("{count} never took part")
            parts.append(text.format(count=labels.number(len(self._candidates))))
        self.summary.setText(" · ".join(parts))
        self.summary.setAccessibleDescription(self._words.whole(shelf))

    def _show_banner(self) -> None:
        """Too few businesses for this round, else for the next one."""
        if self._held is None:
            return
        short = self._words.short(self._held.shelf, self._held.full_from)
        supply = ""
        scarce = False
        if self._candidates is not None and self._held.picks:
            left = gebetan_picks.remaining(self._candidates, self._held.picks)
            supply, scarce = self._words.supply(left), not left.rounds
        if short:
            self.banner.set_message(Tone.WARNING, short, todo=supply)
        elif supply:
            self.banner.set_message(Tone.WARNING if scarce else Tone.INFO, supply)
        self.banner.setVisible(bool(short or supply))

    def _package(self) -> Package | None:
        packages = self._held.shelf.packages if self._held else ()
        return next((p for p in packages if p.order.id == self.grid.current_key), None)

    def _on_row(self, _key: object) -> None:
        package = self._package()
        if package is None or self._held is None:
            return
        order = package.order
        self.title.setText(f"{order.office} · {order.cluster.name}")
        why = self._held.shelf.explain(order.id)
        self.explained.setText(self._words.filled(package, why))
        self.told.setText(self._words.of_whole(package))
        self.told.setVisible(bool(self.told.text()))
        self.faults.set_message(Tone.DANGER, fault_words(package.wrong))
        self.faults.setVisible(bool(package.wrong) and bool(package.items))
        self.items.set_rows(
            [
                Row(
                    i.pick,
                    (f"{i.name} · {i.business}", i.category.term, labels.rupiah(i.price)),
                    i.district,
                )
                for i in package.items
            ]
        )
        free = order.delivered_on is None
        self.more_button.setEnabled(free)
        self._on_item(None)

    def _on_item(self, _key: object) -> None:
        package = self._package()
        free = package is not None and package.order.delivered_on is None
        chosen = free and self.items.current_key is not None
        self.swap_button.setEnabled(chosen)
        self.out_button.setEnabled(chosen)

    def _on_opened(self, _key: object) -> None:
        self.items.setFocus()

    def focus(self) -> None:
        """Where work begins."""
        self.grid.setFocus()

    # -- composing ------------------------------------------------------------------------

    def compose(self) -> None:
        """Compose all packages but those made by hand, unless these are asked for too."""
        if self._held is None or self.composing.busy:
            return
        self.compose_button.setEnabled(False)
        self.progress.set_progress(0, 0)
        self.summary.hide()
        self.progress.show()
        self.stop_button.show()
        self.composing.start(self._held.round.id, by_hand_too=self.by_hand.isChecked())

    def _on_progressed(self, done: int, total: int) -> None:
        self.progress.set_progress(done, total)

    def _on_ended(self, done: Composed | None) -> None:
        self.progress.hide()
        self.stop_button.hide()
        self.summary.show()
        self.compose_button.setEnabled(True)
        if done is None:
            return
        text = self.tr("{count} packages composed.").format(count=labels.number(done.orders))
        if done.kept:
            kept = self.tr("{count} left as they were.").format(count=labels.number(done.kept))
            text = f"{text} {kept}"
        self._desk.committed(done.change, text)
        self.grid.setFocus()

    def stop(self) -> None:
        """The program closes: what is being composed is thrown away."""
        self.composing.stop()

    # -- by hand --------------------------------------------------------------------------

    def _on_check(self) -> None:
        """Read everything again: what a sync brought may have broken a package."""
        self._desk.committed(Change(frozenset({"gebetan_order"})))

    def _on_swap(self, *_what: object) -> None:
        if self.items.current_key is not None:
            self._ask(self.items.current_key)

    def _on_more(self) -> None:
        self._ask(None)

    def _ask(self, instead: UUID | None) -> None:
        package = self._package()
        if package is None or package.order.delivered_on is not None:
            return
        self.swap_sheet = SwapSheet(self._desk, package, instead, self.window())
        self.swap_sheet.open()

    def _on_out(self) -> None:
        package, gone = self._package(), self.items.current_key
        if package is None or gone is None or package.order.delivered_on is not None:
            return
        wanted = [i.pick for i in package.items if i.pick != gone]
        job = partial(gebetan_packages.put, self._desk.ws, package.order.id, wanted)
        self._desk.change(job, self, self._on_put)

    def _on_put(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The package is changed."))
