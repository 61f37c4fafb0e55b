"""What the chair is told, in sentences: calm, with a name and a figure, and never a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.domain.panel import Alarm, AlarmKind
from app.services.panels import PanelView
from app.ui import labels
from app.ui.kit.tones import Tone

_GRAVE = frozenset(
    {AlarmKind.INTEREST, AlarmKind.TWO_SHEETS, AlarmKind.TWO_DECISIONS, AlarmKind.FINDING}
)


def tone_of(alarm: Alarm) -> Tone:
    """How loud an alarm is: what waits is quiet, what needs the chair is not."""
    if alarm.kind in {AlarmKind.MISSING, AlarmKind.TOO_FEW}:
        return Tone.INFO
    return Tone.DANGER if alarm.kind in _GRAVE else Tone.WARNING


class PanelWords(QObject):
    """Sentences for alarms; names of gates and criteria come from the rubric."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences: Mapping[AlarmKind, str] = {
            AlarmKind.TOO_FEW: self.tr("{count} more sheets are needed."),
            AlarmKind.INTEREST: self.tr("{who} has a conflict of interest."),
            AlarmKind.TWO_SHEETS: self.tr("{who} submitted two sheets. Choose one."),
            AlarmKind.TWO_DECISIONS: self.tr(
                "Two laptops ended this curation. The later result counts; correct it if needed."
            ),
            AlarmKind.LEVEL_BELOW: self.tr("The level below no longer says passed."),
            AlarmKind.FINDING: self.tr("Only {who} noted: {what}."),
            AlarmKind.GATE: self.tr("Answered differently: {what}."),
            AlarmKind.DIFFERENCE: self.tr("Totals are {points} points apart ({who})."),
            AlarmKind.CRITERION: self.tr("{what}: {points} points apart."),
            AlarmKind.FAST: self.tr("{who} took only {seconds} seconds."),
            AlarmKind.REVISED: self.tr("{who} replaced their sheet when others could be seen."),
            AlarmKind.MISSING: self.tr("No sheet from {who} yet."),
        }

    def alarm(self, alarm: Alarm, view: PanelView) -> str:
        """One alarm in words."""
        names = {g.code: g.name for g in view.rubric.gates}
        names |= {c.code: c.name for c in view.rubric.criteria}
        names |= {f.code: f.name for f in view.rubric.critical_findings}
        return self._sentences[alarm.kind].format(
            who=", ".join(view.name(person) for person in alarm.curators),
            what=", ".join(names.get(code, code) for code in alarm.codes),
            points=labels.points(alarm.points),
            count=alarm.points,
            seconds=alarm.points,
        )
