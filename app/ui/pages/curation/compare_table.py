"""Sheets side by side: a column for each, criteria and requirements in the order of the paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.panel import PanelSheet
from app.domain.rubric import Gate
from app.domain.terms import GateState
from app.services.panels import PanelView
from app.ui import labels
from app.ui.kit.choices import Check, Select
from app.ui.kit.labels import ElidedLabel, Label, Line, Role
from app.ui.theme import Space

_COLUMN = 100
_SETTLE = 150


class CompareTable(QWidget):
    """What each sheet says; `changed()` when the chair chose sheets or settled a requirement."""

    changed = Signal()

    def __init__(self, view: PanelView, *, choosing: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._choosing = view, choosing
        self._sheets = tuple(sorted(view.sheets, key=lambda s: (s.submitted_at, s.id)))
        self.counting: dict[UUID, Check] = {}
        self.settling: dict[str, Select] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, Space.S, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS + 2)
        self._grid.setColumnStretch(0, 1)
        self._row = 0
        self._add_heads()
        self._add_points()
        self._add_gates()
        self._add_findings()
        self._grid.setRowStretch(self._row, 1)

    # -- what was chosen -------------------------------------------------------------

    @property
    def chosen(self) -> tuple[PanelSheet, ...]:
        """The sheets that count."""
        return tuple(s for s in self._sheets if self.counting[s.id].isChecked())

    @property
    def settled(self) -> Mapping[str, GateState]:
        """The requirements the chair settled."""
        picked = {code: select.currentData() for code, select in self.settling.items()}
        return {code: GateState(state) for code, state in picked.items() if state}

    # -- building ----------------------------------------------------------------------

    def _add_heads(self) -> None:
        self._put(0, Label(""))
        for at, sheet in enumerate(self._sheets, start=1):
            self._grid.setColumnMinimumWidth(at, _COLUMN)
            self._put(at, ElidedLabel(self._view.name(sheet.curator), "strong"))
        self._row += 1
        for at, sheet in enumerate(self._sheets, start=1):
            self._put(at, Label(labels.moment(sheet.submitted_at), "muted"))
        self._row += 1
        self._put(0, Label(self.tr("Counts"), "muted"))
        for at, sheet in enumerate(self._sheets, start=1):
            self._put(at, self._counting(sheet))
        self._row += 1
        self._line()

    def _counting(self, sheet: PanelSheet) -> Check:
        """A box for one sheet; ticked where it counts by itself."""
        others = [s for s in self._sheets if s.curator == sheet.curator and not s.void]
        check = Check(self.tr("Tied") if sheet.tied else self.tr("Yes"))
        name = self._view.name(sheet.curator)
        check.setAccessibleName(self.tr("Sheet of {name} counts").format(name=name))
        check.setObjectName(f"counts.{sheet.id}")
        check.setChecked(not sheet.tied and len(others) == 1)
        check.setEnabled(self._choosing and not sheet.void)
        check.toggled.connect(self.changed)
        self.counting[sheet.id] = check
        return check

    def _add_points(self) -> None:
        told = {code for alarm in self._view.alarms for code in alarm.codes}
        for place, criterion in enumerate(self._view.rubric.criteria):
            rows = [s.totals.criteria[place] for s in self._sheets]
            values = [labels.points(r.points) if r.applicable else "–" for r in rows]
            self._add_row(criterion.name, values, strong=criterion.code in told)
        totals = [s.totals.total for s in self._sheets]
        values = ["–" if total is None else labels.points(total) for total in totals]
        self._add_row(self.tr("Total"), values, title=True)
        self._line()

    def _add_gates(self) -> None:
        disputed = self._view.disputed or {}
        for gate in sorted(self._view.gates, key=lambda g: g.code not in disputed):
            given = [s.sheet.gates.get(gate.code) for s in self._sheets]
            values = [state.term if state else "–" for state in given]
            differs = gate.code in disputed
            self._add_row(gate.name, values, strong=differs)
            if differs and self._choosing:
                self._row -= 1
                self._put(len(self._sheets) + 1, self._settle(gate))
                self._row += 1

    def _settle(self, gate: Gate) -> Select:
        select = Select()
        select.setObjectName(f"settle.{gate.code}")
        select.setFixedWidth(_SETTLE)
        select.setAccessibleName(self.tr("Settle: {name}").format(name=gate.name))
        select.addItem(self.tr("The strictest"), "")
        for state in (self._view.disputed or {})[gate.code]:
            select.addItem(state.term, str(state))
        select.currentIndexChanged.connect(self.changed)
        self.settling[gate.code] = select
        return select

    def _add_findings(self) -> None:
        noted = {code for s in self._sheets for code in s.sheet.critical}
        for finding in self._view.rubric.critical_findings:
            if finding.code in noted:
                has = [finding.code in s.sheet.critical for s in self._sheets]
                values = [self.tr("Noted") if yes else "–" for yes in has]
                self._add_row(finding.name, values, strong=True)

    def _add_row(
        self, name: str, values: Sequence[str], *, strong: bool = False, title: bool = False
    ) -> None:
        role: Role = "title" if title else "strong" if strong else "body"
        self._put(0, ElidedLabel(name, role))
        for at, text in enumerate(values, start=1):
            value = Label(text, role)
            value.setAccessibleName(f"{name}, {self._view.name(self._sheets[at - 1].curator)}")
            value.setAccessibleDescription(text)
            self._put(at, value)
        self._row += 1

    def _put(self, column: int, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._row, column, Qt.AlignmentFlag.AlignVCenter)

    def _line(self) -> None:
        self._grid.addWidget(Line(), self._row, 0, 1, len(self._sheets) + 2)
        self._row += 1
