"""The panel a chair reads: how far curators agree, who is lenient, what to do next.

Read in the database lane, reckoned in the I/O lane, shown here; the window never waits.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.services import fairness
from app.services.fairness import CuratorLine, Fairness, LeniencyReading, Panel, Span
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.cards import Card
from app.ui.kit.chips import Chip
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.fairness import words
from app.ui.pages.fairness.chart import Axis, Row, SpanChart
from app.ui.pages.fairness.next_list import NextList
from app.ui.theme import Space

WATCHES = frozenset({"assessment", "curation", "decision", "curation_session", "interest"})
_LEAST_REACH = 5.0
"""Points the axis of leniency spans at least to either side."""


class FairnessPanel(QWidget):
    """Agreement, leniency, fair totals and who is next; `product_wanted(object)`: a curation."""

    product_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._session: UUID | None = None
        self._latest = Latest()
        self._build()
        desk.changed.connect(self._on_changed)

    # -- building -------------------------------------------------------------------

    def _build(self) -> None:
        self.banner = Banner(Tone.INFO, "")
        self.banner.hide()
        self.about = Label(
            self.tr(
                "These figures explain scores and never change a result. Leniency compares "
                "curators on shared products only; lines show 95 % intervals."
            ),
            "muted",
            wrap=True,
        )
        self.stack = QStackedWidget()
        self.waiting = EmptyState(
            "clock", self.tr("Reckoning …"), self.tr("This takes a second or two.")
        )
        self.empty = EmptyState(
            "users",
            self.tr("No sheet has been submitted yet"),
            self.tr("Agreement and leniency appear once curators have scored the same products."),
        )
        self.failed = EmptyState(
            "alert-triangle",
            self.tr("The figures could not be reckoned"),
            action=self.tr("Try again"),
            action_icon="refresh",
        )
        self.failed.action_triggered.connect(self._on_again)
        inside = QWidget()
        self._lay_out(inside)
        self.content = scrolling(inside)
        for page in (self.waiting, self.empty, self.failed, self.content):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _lay_out(self, inside: QWidget) -> None:
        self._make_cards()
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in (
            (left, (self.agreement_card, self.leniency_card)),
            (right, (self.next_card, self.totals_card)),
        ):
            side.setSpacing(Space.M + 2)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Space.M + 2)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.about)
        column.addWidget(self.banner)
        column.addLayout(row)
        column.addStretch(1)

    def _make_cards(self) -> None:
        self.agreement_card = Card(self.tr("Agreement"))
        self.training = Chip(self.tr("Practice"), Tone.WARNING, "certificate")
        self.agreement_card.add_header_widget(self.training)
        self.agreement = SpanChart(self.tr("Agreement for each criterion"), (self.tr("Alpha"),))
        self.agreement_card.add(self.agreement)
        self.leniency_card = Card(self.tr("Leniency"))
        self.leniency = SpanChart(self.tr("Leniency of each curator"), (self.tr("Points"),))
        self.leniency_card.add(self.leniency)
        self.own = Label("", "lead", wrap=True)
        self.own.setObjectName("own_leniency")
        self.leniency_card.add(self.own)
        self.next_card = Card(self.tr("Who is next"))
        self.next_list = NextList(self.desk.ws.me.person_id)
        self.next_list.product_wanted.connect(self.product_wanted)
        self.next_card.add(self.next_list)
        self.totals_card = Card(self.tr("Totals: raw, and free of leniency"))
        self.totals = SpanChart(
            self.tr("Totals of each product"), (self.tr("Raw"), self.tr("Fair"))
        )
        self.totals_card.add(self.totals)
        key = self.tr("Ring: the raw total, which alone counts. Dot: free of leniency.")
        self.totals_card.add(Label(key, "muted", wrap=True))

    # -- reading --------------------------------------------------------------------

    def load(self, session_id: UUID) -> None:
        """Read a session and show its figures."""
        if session_id != self._session:
            self.stack.setCurrentWidget(self.waiting)
        self._session = session_id
        token = self._latest.renew()
        job = partial(fairness.read, self.desk.ws, session_id)
        self.desk.lanes.db(job, self, self._on_read, self._on_failed, token=token)

    def _on_again(self) -> None:
        if self._session is not None:
            self.stack.setCurrentWidget(self.waiting)
            self.load(self._session)

    def _on_failed(self, error: Exception) -> None:
        """Say so: a panel that reckons for ever tells nobody to do anything about it."""
        known = isinstance(error, UserError)
        self.failed.set_sentence(str(error) if known else self.tr("All sheets are safe."))
        self.stack.setCurrentWidget(self.failed)
        if not known:
            raise error

    def _on_changed(self, entities: frozenset[str]) -> None:
        if self._session is not None and self.isVisible() and entities & WATCHES:
            self.load(self._session)

    def _on_read(self, panel: Panel) -> None:
        job = partial(_weigh, panel, self.desk.ws.resources)
        token = self._latest.renew()
        self.desk.lanes.io(job, self, self.show_fairness, self._on_failed, token=token)

    def show_fairness(self, found: Fairness) -> None:
        """Show figures that were reckoned."""
        if not found.sheets or not (found.whole or found.leniency):
            self.stack.setCurrentWidget(self.empty)
            return
        self.training.setVisible(found.training)
        self._show_circles(found)
        self._show_agreement(found)
        self._show_leniency(found)
        for card in (self.agreement_card, self.next_card, self.totals_card):
            card.setVisible(found.whole)
        self.own.setVisible(not found.whole)
        if not found.whole:
            self.own.setText(self._own_words(found.leniency[0]))
        self.next_list.set_lines(found.next)
        self._show_totals(found)
        self.stack.setCurrentWidget(self.content)

    def _show_circles(self, found: Fairness) -> None:
        self.banner.setVisible(found.circles > 1)
        text = self.tr("The curators form {count} groups that share no product.")
        self.banner.set_message(
            Tone.INFO,
            text.format(count=found.circles),
            todo=self.tr(
                "Between groups leniency cannot be compared; one shared product joins two."
            ),
        )

    def _show_agreement(self, found: Fairness) -> None:
        rows = tuple(
            Row(
                line.name,
                line.alpha,
                (words.fixed(line.alpha.value, 2) if line.alpha else "–",),
                words.agreement_chip(line.reading),
                spoken=_spoken(line.name, line.alpha, line.reading.term, 2),
            )
            for line in found.agreement
        )
        limits = fairness.limits(self.desk.ws.resources)
        marks = [0.0, limits.fair_from, limits.aligned_from, 1.0]
        shown = tuple((mark, words.decimal(mark, 2)) for mark in marks)
        self.agreement.set_rows(rows, Axis(0.0, 1.0, shown, origin=0.0))

    def _show_leniency(self, found: Fairness) -> None:
        rows = tuple(
            Row(
                line.name,
                line.points,
                (words.signed(line.points.value) if line.points else "–",),
                words.leniency_chip(line.reading),
                spoken=self._spoken_curator(line),
            )
            for line in found.leniency
        )
        ends = [abs(x) for line in found.leniency if line.points for x in _ends(line.points)]
        reach = max([_LEAST_REACH, *ends])
        side = _LEAST_REACH * (reach // _LEAST_REACH)
        marks = tuple((mark, words.decimal(mark)) for mark in (-side, 0.0, side))
        self.leniency.set_rows(rows, Axis(-reach, reach, marks))

    def _own_words(self, line: CuratorLine) -> str:
        """One's own leniency, in a sentence."""
        least = fairness.limits(self.desk.ws.resources).least_shared_products
        if line.points is None:
            alone = line.reading is LeniencyReading.APART
            text = self.tr("Nobody has scored the same products as you: there is no comparison.")
            few = self.tr("Too few products were scored by others as well: {least} are needed.")
            return text if alone else few.format(least=least)
        sentences = {
            LeniencyReading.LENIENT: self.tr(
                "You give about {points} points more than your colleagues for the same products."
            ),
            LeniencyReading.STRICT: self.tr(
                "You give about {points} points less than your colleagues for the same products."
            ),
        }
        same = self.tr("You score the same products much as your colleagues do.")
        points = words.fixed(abs(line.points.value))
        said = sentences.get(line.reading, same).format(points=points)
        sure = self.tr("With 95 % certainty the difference lies between {low} and {high} points.")
        ends = {"low": words.signed(line.points.low), "high": words.signed(line.points.high)}
        return f"{said} {sure.format(**ends)}"

    def _spoken_curator(self, line: CuratorLine) -> str:
        sheets = self.tr("{count} sheets").format(count=line.sheets)
        told = _spoken(line.name, line.points, line.reading.term, 1)
        if line.logits is None:
            return f"{told}, {sheets}"
        logits = f"{words.signed(line.logits.value)} ({words.between(line.logits)})"
        return f"{told}, {sheets}, {logits} logit"

    def _show_totals(self, found: Fairness) -> None:
        rows = tuple(
            Row(
                line.product,
                line.fair,
                (words.fixed(line.raw), words.fixed(line.fair.value) if line.fair else "–"),
                ring=line.raw,
                spoken=_spoken(f"{line.product} {words.fixed(line.raw)}", line.fair, "", 1),
            )
            for line in found.totals
        )
        shown = [x for line in found.totals for x in (line.raw, *_ends(line.fair), *line.bounds)]
        low = 10.0 * (min(shown, default=0.0) // 10.0)
        bounds = sorted({bound for line in found.totals for bound in line.bounds})
        marks = tuple((bound, words.decimal(bound)) for bound in bounds)
        self.totals.set_rows(rows, Axis(low, 100.0, marks))


def _weigh(panel: Panel, resources: Path) -> Fairness:
    return fairness.weigh(panel, fairness.limits(resources))


def _ends(span: Span | None) -> tuple[float, ...]:
    return (span.low, span.high) if span else ()


def _spoken(name: str, span: Span | None, word: str, digits: int) -> str:
    """A row for who cannot see it."""
    value = f"{words.fixed(span.value, digits)} ({words.between(span, digits)})" if span else ""
    return ", ".join(part for part in (name, value, word) if part)
