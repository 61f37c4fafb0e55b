"""Two versions side by side: what was added, taken away, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.domain.rubric_diff import ABSENT, Difference, Group, Kind, diff, grouped
from app.domain.rubric_edit import Body
from app.services.rubric_words import SECTIONS, field_name
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.pages.rubrics.tables import ReadTable
from app.ui.theme import Space

_TONES = {Kind.ADDED: Tone.SUCCESS, Kind.REMOVED: Tone.DANGER, Kind.CHANGED: Tone.NEUTRAL}
_LONG = 240
_NAMES = 280


class CompareView(QWidget):
    """The old text at the left, the new one at the right; `other_wanted(rev)` for another old."""

    other_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._revs: list[str] = []
        self.select = Select()
        self.select.setObjectName("compare_select")
        self.select.setMinimumWidth(260)
        self.select.activated.connect(self._on_activated)
        self.words = Label("", "muted")
        heads = (self.tr("What"), self.tr("Before"), self.tr("After"))
        self.table = ReadTable(self.tr("Differences"), heads)
        self.table.setObjectName("compare_table")
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, _NAMES)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        label = Label(self.tr("Compare with"), "label")
        label.setBuddy(self.select)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(label)
        row.addWidget(self.select)
        row.addWidget(self.words, 1)
        card = Card()
        card.body.addLayout(row)
        card.add(self.table, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(card)

    def set_choices(self, choices: Sequence[tuple[str, str]], rev: str) -> None:
        """The versions to compare with, and which one is."""
        self._revs = [key for key, _ in choices]
        self.select.clear()
        for _, words in choices:
            self.select.addItem(words)
        if rev in self._revs:
            self.select.setCurrentIndex(self._revs.index(rev))

    def _on_activated(self, at: int) -> None:
        self.other_wanted.emit(self._revs[at])

    def show_difference(self, old: Body, new: Body) -> None:
        """Compare two texts."""
        hidden = {("version",), ("valid_from",), ("summary",)}
        found = [one for one in diff(old, new) if one.name not in hidden]
        rows: list[tuple[str, str, str]] = []
        tones: list[Tone] = []
        for group in grouped(found):
            for row in self._rows(group, old, new):
                rows.append(row)
                tones.append(_TONES[group.kind])
        self.words.setText(
            self.tr("{n} differences").format(n=len(rows)) if rows else self.tr("No difference")
        )
        self.table.set_rows(rows, tones)

    def _rows(self, group: Group, old: Body, new: Body) -> list[tuple[str, str, str]]:
        section = SECTIONS.get(group.section, field_name(group.section))
        title = group.title or _title(old, new, group.code) or group.code
        name = f"{section} · {title}" if group.code else section
        if group.kind is not Kind.CHANGED:
            whole = self.tr("(whole)")
            return [(name, *((whole, "–") if group.kind is Kind.REMOVED else ("–", whole)))]
        return [
            (f"{name}\n{_field(one)}", _shown(one.before), _shown(one.after))
            for one in group.differences
        ]


def _field(one: Difference) -> str:
    keys = one.name[2:] if len(one.name) > 2 else one.name[-1:]
    return " › ".join(key if key.isdigit() else field_name(key) for key in keys)


def _shown(value: Any) -> str:
    if value is ABSENT or value is None:
        return "–"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    if isinstance(value, Mapping):
        parts = (f"{field_name(key)}: {_shown(inner)}" for key, inner in value.items())
        return "; ".join(parts) or "–"
    text = str(value)
    if not text.strip():
        return "(kosong)"
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _title(old: Body, new: Body, code: str) -> str:
    """What people call the thing of a code."""
    if code.isdigit():
        return str(int(code))
    for body in (new, old):
        rows = [*body["criteria"], *body["gates"], *body["critical_findings"]]
        rows += [i for criterion in body["criteria"] for i in criterion["indicators"]]
        for row in rows:
            if row.get("code") == code and row.get("name"):
                return str(row["name"])
    return ""
