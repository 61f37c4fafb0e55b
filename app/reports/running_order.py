"""Urutan tampil: who comes when, with boxes to tick; A4 portrait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from app.domain.dates import weekday_date
from app.reports import fonts
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.session_values import SessionFacts, Turn
from app.reports.sheet_parts import Facts, Part, laid_out
from app.reports.styles import DEEP, GREEN, LINE, MIST, SOFT, sans, sans_semibold, serif_bold
from app.reports.tables import HEAD
from app.reports.text import Align, Block, Style, draw_stack, fit_stack, stack_height

TITLE = "Urutan Tampil"
_NUMBER = 14 * mm
_CATEGORY = 42 * mm
_BOX = 5 * mm
_TICKS = ("Hadir", "Dinilai")
_TICK = 17 * mm


def render_running_order(
    facts: SessionFacts,
    turns: Sequence[Turn],
    *,
    invariant: bool = False,
    archival: bool = True,
) -> bytes:
    """The running order as PDF/A-2b, on as many pages as it needs."""
    fonts.ready()
    plan = Plan(
        title=f"{TITLE} {facts.name}",
        subject="Urutan tampil produk dalam kegiatan kurasi",
        letterhead=facts.letterhead,
        short=(TITLE, f"{facts.name} – {weekday_date(facts.held_on)}"),
        foot=f"{facts.name}, {weekday_date(facts.held_on)}",
        status=facts.status,
    )
    return render_paged(plan, _story(facts, turns), invariant=invariant, archival=archival)


def _story(facts: SessionFacts, turns: Sequence[Turn]) -> list[Flowable]:
    about = f"Kurasi tingkat {facts.level}, {facts.name}"
    rows = [
        ("Tempat", facts.place),
        ("Wilayah", facts.region),
        ("Tanggal", weekday_date(facts.held_on)),
        ("Produk", str(len(turns))),
    ]
    if facts.best is not None:
        rows.append(("Dipilih", f"{facts.best} nilai tertinggi dari yang lulus"))
        rows.append(("Bila nilai sama", _rules(facts.tie_rules)))
    return [
        PaperHead(TITLE, about, facts.status),
        Facts(rows, None),
        Spacer(0, 4 * mm),
        _rows(turns),
    ]


def _rules(rules: Sequence[str]) -> str:
    """The tie rules as agreed, so that everybody knows them before the first score."""
    if not rules:
        return "tidak ada aturan pembeda"
    return "; ".join(f"{at}. {rule.lower()}" for at, rule in enumerate(rules, start=1))


def _rows(turns: Sequence[Turn]) -> Table:
    """The rows under their captions, which come again on every page."""
    parts: list[Part] = [_Captions(), *(_Row(turn) for turn in turns)]
    every = ((0, 0), (-1, -1))
    style: list[tuple[Any, ...]] = [
        (f"{side}PADDING", *every, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    # A table names a face for each cell, also where it draws no text of its own.
    style.append(("FONTNAME", *every, fonts.SANS))
    return Table(
        [[part] for part in parts], colWidths=[WIDTH], repeatRows=1, style=TableStyle(style)
    )


def _tick_middles(width: float) -> list[float]:
    """The middle of each column of boxes, from the left."""
    count = len(_TICKS)
    return [width - _TICK * (count - at - 0.5) for at in range(count)]


class _Captions(Part):
    """What the columns are."""

    def measure(self, width: float) -> float:
        """Height of the band."""
        return 7 * mm

    def draw(self) -> None:
        """Reportlab's hook."""
        canvas, style = self.canv, HEAD
        canvas.setFillColor(MIST)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setStrokeColor(GREEN)
        canvas.setLineWidth(0.8)
        canvas.line(0, 0, self.width, 0)
        category = self.width - len(_TICKS) * _TICK - _CATEGORY
        named = (("No.", 3 * mm), ("Produk", _NUMBER), ("Kategori", category))
        for word, x in named:
            self._word(word, style, x, "left")
        for word, x in zip(_TICKS, _tick_middles(self.width), strict=True):
            self._word(word, style, x, "centre")

    def _word(self, word: str, style: Style, x: float, align: Align) -> None:
        laid = fit_stack([Block(word, style)], _CATEGORY, self.height)
        draw_stack(self.canv, laid, x, (self.height + stack_height(laid)) / 2, align)


class _Row(Part):
    """One product: its number large enough to call out."""

    PAD = 2.4 * mm
    LEAST = 12 * mm

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self.turn = turn

    def measure(self, width: float) -> float:
        """Height of the row with its rule."""
        room = width - _NUMBER - _CATEGORY - len(_TICKS) * _TICK - 4 * mm
        self.words = [
            *laid_out(self.turn.title, sans_semibold(10.5), room),
            *laid_out(self.turn.business, sans(8.5, SOFT), room),
            *laid_out(self.turn.code, sans(8.5, SOFT), room),
        ]
        self.category = laid_out(self.turn.category, sans(9), _CATEGORY - 3 * mm)
        taller = max(stack_height(self.words), stack_height(self.category))
        return max(taller + 2 * self.PAD, self.LEAST)

    def draw(self) -> None:
        """Reportlab's hook."""
        number = fit_stack(
            [Block(str(self.turn.place), serif_bold(17, DEEP))], _NUMBER - 3 * mm, self.height
        )
        category = self.width - len(_TICKS) * _TICK - _CATEGORY
        for laid, x in ((number, 3 * mm), (self.words, _NUMBER), (self.category, category)):
            draw_stack(self.canv, laid, x, (self.height + stack_height(laid)) / 2, "left")
        self.canv.setStrokeColor(SOFT)
        self.canv.setLineWidth(0.8)
        for middle in _tick_middles(self.width):
            y = (self.height - _BOX) / 2
            self.canv.roundRect(middle - _BOX / 2, y, _BOX, _BOX, 0.8 * mm)
        self.canv.setStrokeColor(LINE)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 0, WIDTH, 0)
