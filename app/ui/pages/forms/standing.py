"""How a record stands towards the centre, as one chip: the worst of its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest

StateOf = Callable[[Workspace, UUID], str]


@dataclass(frozen=True, slots=True)
class _Found:
    record: UUID
    state: str


def _read(ws: Workspace, state_of: StateOf, record: UUID) -> _Found:
    """Before enrolment nothing is on its way anywhere: no state."""
    return _Found(record, state_of(ws, record) if ws.me.enrolled else "")


class RecordStanding(QObject):
    """Read in the database lane whenever anything changed; `changed()` when it is another."""

    changed = Signal()

    def __init__(self, desk: Desk, state_of: StateOf, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._state_of = desk, state_of
        self._latest = Latest()
        self._record: UUID | None = None
        self._found: _Found | None = None
        desk.changed.connect(self._ask)
        self._words = {
            "confirmed": ChipSpec(self.tr("At the centre"), Tone.SUCCESS, "cloud-check"),
            "waiting": ChipSpec(self.tr("Waiting"), Tone.NEUTRAL, "cloud-upload"),
            "conflict": ChipSpec(self.tr("Conflict"), Tone.WARNING, "alert-triangle"),
            "refused": ChipSpec(self.tr("Refused"), Tone.DANGER, "circle-x"),
            "handed_over": ChipSpec(self.tr("Handed over"), Tone.INFO, "users"),
        }

    def watch(self, record: UUID) -> None:
        """Ask for this record now, and again after whatever was entered or sent."""
        self._record = record
        self._ask()

    def _ask(self) -> None:
        if self._record is not None:
            job = partial(_read, self._desk.ws, self._state_of, self._record)
            self._desk.read(job, self, self._on_found, token=self._latest.renew())

    def chips(self, record: UUID | None) -> tuple[ChipSpec, ...]:
        """The chip of a record that was asked for; none before it was read."""
        found = self._found
        if record is None or found is None or found.record != record:
            return ()
        return (self._words[found.state],) if found.state else ()

    def _on_found(self, found: _Found) -> None:
        if found != self._found:
            self._found = found
            self.changed.emit()
