"""Lembar penilaian on paper: the order of the screen, blank to fill in by hand or as it was filled.

A digit to circle for each indicator, T where the rubric allows it, a line for the note; then
requirements, findings, remark and signature. Several sheets make one file, each on new pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import inch, mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from app.domain.dates import weekday_date
from app.domain.rubric import Criterion, Gate, Indicator
from app.domain.scoring import Sheet
from app.domain.terms import GateState
from app.reports import fonts
from app.reports.markup import paragraph
from app.reports.paged import PaperHead, Plan, render_paged
from app.reports.session_values import ScoreSheetData, SessionFacts
from app.reports.sheet_parts import Facts, Part, Section, laid_out
from app.reports.styles import (
    BLACK,
    DEEP,
    GREEN,
    LINE,
    MIST,
    SOFT,
    WHITE,
    sans,
    sans_semibold,
)
from app.reports.text import Block, draw_line, draw_lines, draw_stack, fit_stack, stack_height

TITLE = "Lembar Penilaian"
_BOX, _STEP = 6.2 * mm, 7.6 * mm
_BAR = 3 * inch / 300
_NOTE = "Catatan"


def render_score_sheets(
    facts: SessionFacts,
    sheets: Sequence[ScoreSheetData],
    *,
    invariant: bool = False,
    archival: bool = True,
) -> bytes:
    """All sheets as one PDF/A-2b, in the order given."""
    fonts.ready()
    what = sheets[0].title if len(sheets) == 1 else facts.name
    plan = Plan(
        title=f"{TITLE} {what}",
        subject="Lembar penilaian kurator",
        letterhead=facts.letterhead,
        short=(TITLE, f"{facts.name} – {weekday_date(facts.held_on)}"),
        foot=f"{facts.name}, {weekday_date(facts.held_on)}",
        status=facts.status,
    )
    story: list[Flowable] = []
    for at, data in enumerate(sheets):
        if at:
            story.append(PageBreak())
        story += _story(facts, data)
    return render_paged(plan, story, invariant=invariant, archival=archival)


def _story(facts: SessionFacts, data: ScoreSheetData) -> list[Flowable]:
    rows = [
        ("Produk", data.title),
        ("Usaha", data.business),
        ("Kategori", data.category),
        ("Urutan", "" if data.place is None else str(data.place)),
        ("Kurator", data.curator or "........................................"),
    ]
    parts: list[Flowable] = [
        PaperHead(TITLE, f"Kurasi tingkat {facts.level}, {facts.name}", facts.status),
        Facts(rows, None),
    ]
    if data.code:
        parts.append(_Bars(data.code))
    parts.append(Section("Skor", _how(data)))
    for criterion in data.rubric.criteria:
        first, *rest = (_Score(i, data.sheet) for i in criterion.indicators)
        points = data.totals.get(criterion.code, "")
        parts += [KeepTogether([_CriterionHead(criterion, points), first]), *rest]
    parts += [
        Section("Syarat wajib", data.title),
        *(_GateRow(gate, data.sheet) for gate in data.gates),
    ]
    parts += _findings(data)
    parts.append(KeepTogether(_ending(data)))
    return parts


def _how(data: ScoreSheetData) -> str:
    limit = data.rubric.scale.note_required_at_or_below
    return f"Skor {limit} wajib disertai catatan; T: tidak berlaku"


def _findings(data: ScoreSheetData) -> list[Flowable]:
    marked = data.sheet.critical if data.sheet else frozenset()
    rows = [_Tick(f.name, marked=f.code in marked) for f in data.rubric.critical_findings]
    return [Section("Temuan yang mengakhiri kurasi"), *rows] if rows else []


def _ending(data: ScoreSheetData) -> list[Flowable]:
    remark = data.sheet.remark.strip() if data.sheet else ""
    words = [paragraph(remark, sans(9.5, leading=1.4))] if remark else [_Lines(3)]
    total = data.totals.get("", "")
    return [Section("Catatan untuk pelaku usaha"), *words, Spacer(0, 3 * mm), _Signing(total)]


class _Bars(Part):
    """The blind code for a scanner, at the upper right beside the facts."""

    HIGH = 9 * mm

    def __init__(self, code: str) -> None:
        super().__init__()
        self.bars = Code128(code, barWidth=_BAR, barHeight=self.HIGH, quiet=0, humanReadable=0)

    def measure(self, width: float) -> float:
        """It takes no height of its own: it stands beside what is above it."""
        return 0.0

    def draw(self) -> None:
        """Reportlab's hook."""
        self.canv.setFillColor(BLACK)
        self.bars.drawOn(self.canv, self.width - self.bars.width, 6 * mm)


class _CriterionHead(Part):
    """Name, weight, and the points where the sheet was filled in."""

    def __init__(self, criterion: Criterion, points: str) -> None:
        super().__init__()
        self.criterion, self.points = criterion, points
        self.keepWithNext = 1

    def measure(self, width: float) -> float:
        """Height of the band."""
        self.name = laid_out(self.criterion.name, sans_semibold(9, DEEP), width * 0.66)
        return stack_height(self.name) + 2.4 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        self.canv.setFillColor(MIST)
        self.canv.rect(0, 0.6 * mm, self.width, self.height - 1.2 * mm, stroke=0, fill=1)
        middle = (self.height + stack_height(self.name)) / 2
        draw_stack(self.canv, self.name, 2 * mm, middle, "left")
        right = f"bobot {self.criterion.weight}"
        if self.points:
            right = f"{self.points} dari {self.criterion.weight}"
        words = laid_out(right, sans_semibold(8, GREEN), self.width * 0.3)
        draw_stack(self.canv, words, self.width - 2 * mm, middle, "right")


class _Boxes(Part):
    """A row whose right end is a line of boxes to circle; the chosen one is filled."""

    STEP = _STEP

    def _draw_boxes(self, labels: Sequence[str], chosen: str, middle: float) -> None:
        x = self.width - len(labels) * self.STEP
        for label in labels:
            self._draw_box(label, x + (self.STEP - _BOX), middle, filled=label == chosen)
            x += self.STEP

    def _draw_box(self, label: str, x: float, middle: float, *, filled: bool) -> None:
        canvas = self.canv
        canvas.setStrokeColor(GREEN if filled else SOFT)
        canvas.setFillColor(GREEN if filled else WHITE)
        canvas.setLineWidth(0.8)
        if label.strip():
            canvas.roundRect(x, middle - _BOX / 2, _BOX, _BOX, 1 * mm, fill=1)
            style = sans_semibold(9.5, WHITE if filled else SOFT)
            draw_line(canvas, label, style, x + _BOX / 2, middle - 3.3, "centre")


class _Score(_Boxes):
    """One indicator."""

    def __init__(self, indicator: Indicator, sheet: Sheet | None) -> None:
        super().__init__()
        self.indicator = indicator
        self.labels = [str(score) for score in sorted(indicator.anchors)]
        # A blank place keeps the digits of all rows in one line.
        self.labels.append("T" if indicator.not_applicable_allowed else " ")
        self.chosen, self.note = "", ""
        if sheet is not None:
            aside = indicator.code in sheet.not_applicable
            score = sheet.scores.get(indicator.code)
            self.chosen = "T" if aside else str(score or "")
            self.note = sheet.notes.get(indicator.code, "")

    def measure(self, width: float) -> float:
        """Height with the line of the note."""
        room = width - len(self.labels) * self.STEP - 22 * mm
        self.name = laid_out(self.indicator.name, sans(9), room)
        self.written = laid_out(self.note, sans(8.5, DEEP), width - 18 * mm)
        top = max(stack_height(self.name) + 1.4 * mm, _BOX + 1.6 * mm)
        self.below = max(stack_height(self.written), 4.4 * mm) + 1.2 * mm
        return top + self.below

    def draw(self) -> None:
        """Reportlab's hook."""
        top = self.height - self.below
        middle = self.below + top / 2
        half = stack_height(self.name) / 2
        draw_stack(self.canv, self.name, 2 * mm, middle + half, "left")
        weight = laid_out(f"bobot {self.indicator.weight}", sans(7.5, SOFT), 20 * mm)
        edge = self.width - len(self.labels) * self.STEP - 2 * mm
        draw_stack(self.canv, weight, edge, middle + stack_height(weight) / 2, "right")
        self._draw_boxes(self.labels, self.chosen, middle)
        caption = sans(7.5, SOFT)
        draw_lines(self.canv, [_NOTE], caption, 2 * mm, self.below, "left")
        draw_stack(self.canv, self.written, 16 * mm, self.below, "left")
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.5)
        self.canv.line(16 * mm, 0.8 * mm, self.width, 0.8 * mm)


_GATE_WORDS = {
    GateState.MET: "Ada",
    GateState.IN_PROCESS: "Proses",
    GateState.UNMET: "Belum",
    GateState.NOT_APPLICABLE: "T",
}
"""Short enough for a box; the terms themselves stand on the screen."""


class _GateRow(Part):
    """One requirement with a box for each answer it allows."""

    STEP = 19 * mm

    def __init__(self, gate: Gate, sheet: Sheet | None) -> None:
        super().__init__()
        self.gate = gate
        self.answer = sheet.gates.get(gate.code) if sheet else None

    def measure(self, width: float) -> float:
        """Height of the row with its rule."""
        room = width - len(GateState) * self.STEP - 4 * mm
        self.name = laid_out(self.gate.name, sans(9), room)
        return max(stack_height(self.name), 4.4 * mm) + 2.4 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        middle = self.height / 2
        draw_stack(self.canv, self.name, 2 * mm, middle + stack_height(self.name) / 2, "left")
        x = self.width - len(GateState) * self.STEP
        for state in GateState:
            if state in self.gate.states:
                _draw_tick(self.canv, x, middle, marked=state is self.answer)
                style = sans(8.5)
                draw_line(self.canv, _GATE_WORDS[state], style, x + 6 * mm, middle - 3, "left")
            x += self.STEP
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.4)
        self.canv.line(0, 0, self.width, 0)


def _draw_tick(canvas: Canvas, x: float, middle: float, *, marked: bool) -> None:
    side = 4 * mm
    canvas.setStrokeColor(GREEN if marked else SOFT)
    canvas.setFillColor(GREEN if marked else WHITE)
    canvas.setLineWidth(0.8)
    canvas.roundRect(x, middle - side / 2, side, side, 0.7 * mm, fill=1)
    if marked:
        canvas.setStrokeColor(WHITE)
        canvas.setLineWidth(1.2)
        low = middle - side * 0.22
        canvas.line(x + side * 0.22, middle, x + side * 0.43, low)
        high = middle + side * 0.25
        canvas.line(x + side * 0.43, low, x + side * 0.8, high)


class _Tick(Part):
    """A finding, with its box."""

    def __init__(self, words: str, *, marked: bool) -> None:
        super().__init__()
        self.words, self.marked = words, marked

    def measure(self, width: float) -> float:
        """Height of the row."""
        self.laid = laid_out(self.words, sans(9), width - 10 * mm)
        return max(stack_height(self.laid), 4.4 * mm) + 1.6 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        middle = self.height / 2
        _draw_tick(self.canv, 2 * mm, middle, marked=self.marked)
        draw_stack(self.canv, self.laid, 9 * mm, middle + stack_height(self.laid) / 2, "left")


class _Lines(Part):
    """Ruled lines to write on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def measure(self, width: float) -> float:
        """Height of all lines."""
        return self.count * 8 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.5)
        for at in range(self.count):
            self.canv.line(0, at * 8 * mm + 1, self.width, at * 8 * mm + 1)


class _Signing(Part):
    """The total at the left, room for a signature at the right."""

    HIGH = 24 * mm

    def __init__(self, total: str) -> None:
        super().__init__()
        self.total = total

    def measure(self, width: float) -> float:
        """Height of the room to sign in."""
        return self.HIGH

    def draw(self) -> None:
        """Reportlab's hook."""
        caption = sans_semibold(7.5, GREEN, tracking=0.06)
        draw_lines(self.canv, ["NILAI"], caption, 0, self.HIGH, "left")
        if self.total:
            laid = fit_stack([Block(self.total, sans_semibold(20, DEEP))], 40 * mm, 12 * mm)
            draw_stack(self.canv, laid, 0, self.HIGH - 5 * mm, "left")
        left = self.width - 62 * mm
        draw_lines(self.canv, ["TANDA TANGAN KURATOR"], caption, left, self.HIGH, "left")
        self.canv.setStrokeColor(SOFT)
        self.canv.setLineWidth(0.6)
        self.canv.line(left, 2 * mm, self.width, 2 * mm)
        if not self.total:
            self.canv.line(0, 2 * mm, 40 * mm, 2 * mm)
