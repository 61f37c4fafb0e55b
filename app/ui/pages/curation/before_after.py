"""Sebelum dan sesudah: what a business was told, what it did, photographs side by side."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services import before_after
from app.services.before_after import Attempt, BeforeAfter, IndicatorPair
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import ghost_button, primary_button
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.sheet import Sheet
from app.ui.kit.thumb_row import ThumbRow
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Space

_WIDTH, _HEIGHT = 940, 330


class BeforeAfterSheet(Sheet):
    """An attempt beside the one before it; opened from the score sheet of a second attempt."""

    whole_wanted = Signal(object)
    """The curation whose every indicator is to be scored again."""

    def __init__(self, desk: Desk, curation_id: UUID, product: str, parent: QWidget) -> None:
        super().__init__(self.tr("Before and after"), parent, width=_WIDTH)
        self._curation_id = curation_id
        self.setObjectName("before_after_sheet")
        self._desk = desk
        self.body.addWidget(Label(self.tr("Before and after"), "title"))
        self.hint = ElidedLabel(product, "muted")
        self.body.addWidget(self.hint)
        told = self.tr("What it had before is shown once your own sheet is in.")
        self.unseen = Banner(Tone.INFO, told)
        self.unseen.hide()
        self.body.addWidget(self.unseen)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(Space.XL)
        self.body.addLayout(self._sides)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, Space.M, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(0, 1)
        self._area = scrolling(self._inside)
        self._area.setFixedHeight(_HEIGHT)
        self.body.addWidget(self._area)
        self.whole_button = ghost_button(self.tr("Score everything again"))
        self.whole_button.setObjectName("whole_button")
        self.whole_button.clicked.connect(self._on_whole)
        self.add_button(self.whole_button)
        self.close_button = primary_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.add_button(self.close_button, default=True)
        job = partial(before_after.compare, desk.ws, curation_id)
        desk.read(job, self, self._on_read)

    def _on_whole(self) -> None:
        self.whole_wanted.emit(self._curation_id)
        self.accept()

    def _on_read(self, found: BeforeAfter | None) -> None:
        if found is None:
            self.hint.setText(self.tr("This is the first attempt: there is nothing to compare."))
            return
        self._sides.addLayout(self._side(found.before), 1)
        self._sides.addLayout(self._side(found.after), 1)
        self.unseen.setVisible(found.withheld)
        shown = [pair for pair in found.indicators if pair.before is not None or pair.told]
        self._area.setVisible(bool(shown))
        for at, pair in enumerate(sorted(shown, key=_gravity)):
            self._add_pair(at, pair, scores=not found.withheld)
        self._grid.setRowStretch(len(shown), 1)
        self.fit()

    def _side(self, attempt: Attempt) -> QVBoxLayout:
        title = self.tr("Attempt {number}").format(number=attempt.attempt)
        chips = [ChipSpec(title, Tone.INFO, "history")]
        if attempt.outcome is not None and attempt.total is not None:
            chips.append(labels.outcome_chip(attempt.outcome, attempt.grade))
            chips.append(labels.total_chip(attempt.total, attempt.outcome))
        elif attempt.decided_at is None:
            chips.append(ChipSpec(self.tr("Not decided yet"), Tone.NEUTRAL, "clock"))
        else:
            text = labels.moment(attempt.decided_at)
            chips.append(ChipSpec(self.tr("Decided {moment}").format(moment=text)))
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addWidget(ChipRow(tuple(chips)))
        if attempt.photos:
            strip = ThumbRow(self._desk.thumbs, extent=96)
            strip.set_thumbs(tuple(photo.thumb_sha256 for photo in attempt.photos[:4]))
            column.addWidget(strip)
        else:
            column.addWidget(Label(self.tr("No new photograph"), "muted"))
        column.addStretch(1)
        return column

    def _add_pair(self, at: int, pair: IndicatorPair, *, scores: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(pair.name, "strong"))
        if pair.told:
            words.addWidget(Label(pair.told, "muted", wrap=True))
        self._grid.addLayout(words, at, 0)
        if not scores:
            return
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(ChipRow((ChipSpec(_score(pair.before)),)), at, 1, top)
        self._grid.addWidget(Label("→", "muted"), at, 2, top)
        self._grid.addWidget(ChipRow((self._after(pair),)), at, 3, top)

    def _after(self, pair: IndicatorPair) -> ChipSpec:
        if pair.after is None or pair.before is None:
            return ChipSpec(_score(pair.after))
        if pair.after > pair.before:
            return ChipSpec(_score(pair.after), Tone.SUCCESS, "arrow-right")
        tone = Tone.DANGER if pair.after < pair.before else Tone.NEUTRAL
        return ChipSpec(_score(pair.after), tone)


def _score(hundredths: int | None) -> str:
    return "–" if hundredths is None else labels.points(hundredths)


def _gravity(pair: IndicatorPair) -> tuple[bool, int]:
    """What the business was told first, the weakest of it at the top."""
    return not pair.told, pair.before if pair.before is not None else 999
