"""The right column: points as they grow, papers and photographs at hand, then the verdict."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.decision import Verdict
from app.domain.rubric import Rubric
from app.domain.scoring import Totals
from app.domain.terms import Outcome
from app.services.decisions import DecisionView
from app.services.panels import PanelView
from app.services.sheet_views import SheetView
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import ghost_button, primary_button
from app.ui.kit.cards import Card
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_text, fill_round, painter_for
from app.ui.kit.photos import PhotoItem, PhotoStrip
from app.ui.kit.scroll import scrolling, unfilled
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.curation.panel_section import PanelSection
from app.ui.theme import Space, Type, colours, font

_BAR_ROW = 34


class CriterionBars(QWidget):
    """A bar for each criterion: points of its weight, with the floor as a mark."""

    def __init__(self, rubric: Rubric, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rubric = rubric
        self._totals: Totals | None = None
        self.setFixedHeight(_BAR_ROW * len(rubric.criteria))

    def set_totals(self, totals: Totals) -> None:
        """Show points; the accessible name reads them out."""
        self._totals = totals
        words = [
            f"{criterion.name} {labels.points(row.points)}"
            for criterion, row in zip(self._rubric.criteria, totals.criteria, strict=True)
        ]
        self.setAccessibleName(", ".join(words))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._totals is None:
            return
        painter = painter_for(self)
        pairs = zip(self._rubric.criteria, self._totals.criteria, strict=True)
        for place, (criterion, row) in enumerate(pairs):
            value = f"{labels.points(row.points)} / {labels.points(row.weight)}"
            share = row.points / row.weight if row.weight else 0.0
            floor = criterion.floor_percent / 100
            self._paint_row(painter, place * _BAR_ROW, criterion.name, value, share, floor)
        painter.end()

    def _paint_row(
        self, painter: QPainter, top: float, name: str, value: str, share: float, floor: float
    ) -> None:
        now, width = colours(), float(self.width())
        small = font(Type.SMALL, QFont.Weight.Medium)
        right = Qt.AlignmentFlag.AlignRight
        draw_text(painter, QRectF(0, top, width - 84, 18), name, now.text, small)
        figures = font(Type.SMALL, tabular=True)
        area = QRectF(width - 84, top, 84, 18)
        draw_text(painter, area, value, now.text_muted, figures, right)
        track = QRectF(0, top + 20, width, 6)
        fill_round(painter, track, 3, now.pressed)
        if share > 0:
            tone = now.accent if share >= floor else now.signal_wait
            fill_round(painter, QRectF(0, top + 20, max(6.0, width * share), 6), 3, tone)
        fill_round(painter, QRectF(width * floor - 1, top + 18, 2, 10), 1, now.text_muted)


class VerdictColumn(Card):
    """What the sheet comes to. The buttons only tell what is wanted; the page does it."""

    conclude_wanted = Signal()
    withdraw_wanted = Signal()
    paper_wanted = Signal()
    photos_wanted = Signal()
    compare_wanted = Signal()
    open_wanted = Signal()
    take_back_wanted = Signal()
    correct_wanted = Signal()
    send_down_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=16)
        self._desk = desk
        self._bars: CriterionBars | None = None
        self._panel: PanelSection | None = None
        self._panel_at = 0
        self._scroller = scrolling(QWidget())
        self.add(self._scroller, 1)
        self._renew()
        self.conclude_button = primary_button(
            self.tr("Decide the result (Ctrl+Enter)"), icon="check"
        )
        self.conclude_button.setObjectName("conclude_button")
        self.paper_button = primary_button("", icon="certificate", shortcut="Ctrl+P")
        self.paper_button.setObjectName("paper_button")
        self.withdraw_button = ghost_button(self.tr("Take the sheet back"), icon="arrow-back-up")
        self.choose_button = primary_button(self.tr("Choose which sheets count"), icon="users")
        self.choose_button.setObjectName("choose_button")
        for button in (self.paper_button, self.conclude_button, self.choose_button):
            self.add(button)
            button.hide()
        self._add_quiet_buttons()
        self.conclude_button.clicked.connect(self.conclude_wanted)
        self.paper_button.clicked.connect(self.paper_wanted)
        self.withdraw_button.clicked.connect(self.withdraw_wanted)
        self.choose_button.clicked.connect(self.compare_wanted)

    def _add_quiet_buttons(self) -> None:
        """What is done seldom, two beside each other."""
        self.take_back_button = ghost_button(self.tr("Undo"), icon="arrow-back-up")
        self.correct_button = ghost_button(self.tr("Correct"), icon="pencil")
        self.send_down_button = ghost_button(self.tr("Send down"), icon="arrow-left")
        wanted = (
            (self.withdraw_button, self.withdraw_wanted, "withdraw_button"),
            (self.take_back_button, self.take_back_wanted, "take_back_button"),
            (self.correct_button, self.correct_wanted, "correct_button"),
            (self.send_down_button, self.send_down_wanted, "send_down_button"),
        )
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for button, signal, name in wanted:
            button.setObjectName(name)
            button.hide()
            row.addWidget(button)
            if button is not self.withdraw_button:
                button.clicked.connect(signal)
        self.body.addLayout(row)

    def show_sheet(self, view: SheetView) -> None:
        """Show the points of a sheet and what is at hand to judge it."""
        self._renew()
        self._bars = CriterionBars(view.rubric)
        self._panel_at = self._inside.count()
        self._inside.addWidget(self._bars)
        self._add_photos(view)
        self._add_documents(view)
        self._inside.addStretch(1)
        self.set_totals(view.totals)
        self._show_buttons(view)

    def show_panel(self, panel: PanelView) -> None:
        """Show who is how far, what the chair should know, and what may be done."""
        section = PanelSection(panel)
        section.compare_wanted.connect(self.compare_wanted)
        section.open_wanted.connect(self.open_wanted)
        if self._panel is not None:
            self._inside.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = section
        # Once it may be seen it comes before the criteria; while scoring those come first.
        self._inside.insertWidget(self._panel_at + (not panel.visible), section)
        section.show()
        may = panel.may
        self.conclude_button.setVisible(may.conclude and panel.visible)
        self.choose_button.setVisible(may.reconcile and panel.needs_chair)
        self.take_back_button.setVisible(may.take_back)
        self.correct_button.setVisible(may.correct)
        self.send_down_button.setVisible(may.send_down and panel.visible)
        if panel.judged is not None and panel.decision is None and not panel.returned:
            self.show_verdict(panel.judged.verdict, panel.rubric)
            if self._bars is not None:
                self._bars.set_totals(panel.judged.totals)

    def _renew(self) -> None:
        """An empty column; the scroll area deletes the one before."""
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, Space.S, 0)
        self._inside.setSpacing(Space.S)
        self.total = Label("–", "display")
        self.total.setObjectName("verdict.total")
        self.chips = ChipRow()
        self.advice = Label("", "muted", wrap=True)
        self._bars = None
        self._panel = None
        for part in (Label(self.tr("Points"), "section"), self.total, self.chips, self.advice):
            self._inside.addWidget(part)
        self._scroller.setWidget(inside)
        unfilled(inside)

    def _section(self, text: str) -> None:
        label = Label(text, "section")
        label.setMinimumHeight(label.sizeHint().height() + Space.M)
        label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._inside.addWidget(label)

    def _add_photos(self, view: SheetView) -> None:
        self._section(self.tr("Photographs"))
        strip = PhotoStrip(self._desk.thumbs)
        strip.set_photos(
            [
                PhotoItem(str(photo.id), photo.thumb_sha256, f"{view.product} {place}")
                for place, photo in enumerate(view.photos, start=1)
            ]
        )
        strip.add_requested.connect(self.photos_wanted)
        strip.photo_activated.connect(self._on_photo)
        self._inside.addWidget(strip)

    def _on_photo(self, _key: str) -> None:
        self.photos_wanted.emit()

    def _add_documents(self, view: SheetView) -> None:
        self._section(self.tr("Documents"))
        if not view.documents:
            text = self.tr("No documents are recorded for this product.")
            self._inside.addWidget(Label(text, "muted", wrap=True))
            return
        for document in view.documents:
            until = labels.long_date(document.valid_until) if document.valid_until else ""
            if document.expired:
                until = self.tr("{day} (expired)").format(day=until)
            self._inside.addWidget(Label(document.kind.term, "strong"))
            number = document.number or self.tr("in process")
            text = " · ".join(part for part in (number, until) if part)
            self._inside.addWidget(Label(text, "muted", wrap=True))

    def set_totals(self, totals: Totals) -> None:
        """Points as they stand now."""
        text = "–" if totals.total is None else labels.points(totals.total)
        self.total.setText(text)
        if self._bars is not None:
            self._bars.set_totals(totals)

    def _show_buttons(self, view: SheetView) -> None:
        decided = view.decision_id is not None
        for button in (
            self.conclude_button,
            self.choose_button,
            self.take_back_button,
            self.correct_button,
            self.send_down_button,
        ):
            button.hide()  # until the panel is known
        self.withdraw_button.setVisible(view.submitted and not decided and not view.returned)
        self.paper_button.setVisible(decided)
        self.chips.set_chips(())
        text = ""
        if view.editable:
            text = self.tr("The points grow as you score. Nothing is final until you submit.")
        self.advice.setText(text)
        self.advice.setVisible(bool(text))

    def show_verdict(self, verdict: Verdict, rubric: Rubric) -> None:
        """What the submitted sheets would come to."""
        self.total.setText(labels.points(verdict.total))
        self.chips.set_chips((labels.outcome_chip(verdict.outcome, verdict.grade),))
        self._explain(
            rubric,
            verdict.gates_unmet,
            verdict.gates_in_process,
            verdict.floors_missed,
            verdict.critical,
        )

    def show_decision(self, decision: DecisionView, rubric: Rubric) -> None:
        """What was decided."""
        self.total.setText(labels.points(decision.total))
        chips = [labels.outcome_chip(decision.outcome, decision.grade)]
        if decision.items:
            text = self.tr("{count} to improve").format(count=decision.items)
            chips.append(ChipSpec(text, Tone.NEUTRAL, "list-check"))
        self.chips.set_chips(tuple(chips))
        self._explain(
            rubric,
            decision.gates_unmet,
            decision.gates_in_process,
            decision.floors_missed,
            decision.critical,
        )
        passed = decision.outcome is Outcome.PASSED
        self.paper_button.setText(
            self.tr("Make the certificate") if passed else self.tr("Improvement sheet")
        )
        self.paper_button.set_icon_name("certificate" if passed else "list-check")

    def _explain(
        self,
        rubric: Rubric,
        unmet: tuple[str, ...],
        running: tuple[str, ...],
        floors: tuple[str, ...],
        critical: tuple[str, ...],
    ) -> None:
        names = {g.code: g.name for g in rubric.gates}
        names |= {c.code: c.name for c in rubric.criteria}
        names |= {f.code: f.name for f in rubric.critical_findings}
        lines = [
            (self.tr("Ends the curation: {names}."), critical),
            (self.tr("Requirement not met: {names}."), unmet),
            (self.tr("Requirement in process: {names}."), running),
            (self.tr("Below the floor: {names}."), floors),
        ]
        told = [
            text.format(names=", ".join(names.get(code, code) for code in codes))
            for text, codes in lines
            if codes
        ]
        self.advice.setText("\n".join(told))
        self.advice.setVisible(bool(told))
