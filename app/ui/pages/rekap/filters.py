"""What Rekap counts, as five choices in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.terms import Category, Level
from app.services import rekap, rekap_filter
from app.services.rekap_filter import Choice, Filter
from app.services.workspace import Workspace
from app.ui.kit.choices import Select
from app.ui.pages.rekap import words
from app.ui.theme import Space


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: regions, and the months of which anything is known."""

    regions: tuple[Choice, ...]
    months: tuple[str, ...]
    start: str


def read_choices(ws: Workspace) -> Choices:
    """Read what can be chosen."""
    span = rekap.span(ws)
    months = tuple(rekap_filter.months(*span)) if span else ()
    return Choices(rekap_filter.choices(ws), months, rekap_filter.default_region(ws))


class FilterBar(QWidget):
    """The choices; `changed(object)` carries the new Filter."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.region, self.level, self.category = Select(), Select(), Select()
        self.first, self.last = Select(), Select()
        names = {
            "region": (self.region, self.tr("Region"), 5),
            "level": (self.level, self.tr("Level"), 3),
            "category": (self.category, self.tr("Category"), 4),
            "first": (self.first, self.tr("From month"), 3),
            "last": (self.last, self.tr("To month"), 3),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for key, (select, name, stretch) in names.items():
            select.setObjectName(f"filter.{key}")
            select.setAccessibleName(name)
            select.setToolTip(name)
            select.currentIndexChanged.connect(self._on_changed)
            row.addWidget(select, stretch)
        self._fill(self.level, self.tr("All levels"), [(e.term, e) for e in Level])
        self._fill(self.category, self.tr("All categories"), [(e.term, e) for e in Category])
        self._fill(self.first, self.tr("From the start"), [])
        self._fill(self.last, self.tr("Until now"), [])

    def _fill(self, select: Select, every: str, items: Sequence[tuple[str, object]]) -> None:
        with QSignalBlocker(select):
            kept = select.currentData()
            select.clear()
            select.addItem(every, None)
            for text, data in items:
                select.addItem(text, str(data))
            select.setCurrentIndex(max(select.findData(kept), 0))

    def set_choices(self, choices: Choices) -> None:
        """Offer these; what was chosen stays where it is still there."""
        kept = self.region.currentData() or choices.start
        with QSignalBlocker(self.region):
            self.region.clear()
            for choice in choices.regions:
                indent = "\u2003" * choice.depth
                self.region.addItem(f"{indent}{choice.name}", choice.code)
            self.region.setCurrentIndex(max(self.region.findData(kept), 0))
        months = [(words.month(code, long=True), code) for code in reversed(choices.months)]
        self._fill(self.first, self.tr("From the start"), months)
        self._fill(self.last, self.tr("Until now"), months)

    @property
    def filter(self) -> Filter:
        """What is chosen."""
        level, category = self.level.currentData(), self.category.currentData()
        return Filter(
            region=self.region.currentData() or "31",
            level=Level(level) if level else None,
            category=Category(category) if category else None,
            first=self.first.currentData() or "",
            last=self.last.currentData() or "",
        )

    def set_filter(self, only: Filter) -> None:
        """Choose; a region or month that is not offered is passed over. Emits nothing."""
        wanted = (
            (self.region, only.region),
            (self.level, str(only.level) if only.level else None),
            (self.category, str(only.category) if only.category else None),
            (self.first, only.first or None),
            (self.last, only.last or None),
        )
        for select, data in wanted:
            with QSignalBlocker(select):
                at = select.findData(data)
                if at >= 0:
                    select.setCurrentIndex(at)

    def _on_changed(self, _index: int) -> None:
        self.changed.emit(self.filter)
