"""Taking the steps of a product before it is scored, for the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services import steps
from app.services.changes import Change
from app.services.steps import StepsView
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.slots import weak_slot
from app.ui.pages.curation.step_panel import StepPanel

Taking = Callable[[Workspace, UUID], Change]


class Stepping(QObject):
    """Makes the panel of a curation and does what its buttons ask."""

    loaded = Signal(object)
    """StepPanel: of the curation last asked for."""

    photos_wanted = Signal()
    failed = Signal(object)
    """Exception: a step was refused."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: UUID | None = None

    def load(self, curation_id: UUID) -> None:
        """Read where a curation stands."""
        self._wanted = curation_id
        job = partial(steps.load, self._desk.ws, curation_id)
        self._desk.read(job, self, self._on_loaded)

    def _on_loaded(self, view: StepsView) -> None:
        if view.curation_id != self._wanted:
            return
        panel, key = StepPanel(view), view.curation_id
        panel.verify_wanted.connect(weak_slot(self.verify, key))
        panel.validate_wanted.connect(weak_slot(self.validate, key))
        panel.start_wanted.connect(weak_slot(self.start, key))
        panel.remove_wanted.connect(weak_slot(self.remove, key))
        panel.photos_wanted.connect(self.photos_wanted)
        self.loaded.emit(panel)

    def verify(self, key: UUID) -> None:
        """A pendamping's step."""
        self._take(steps.verify, key, self.tr("Verified."))

    def validate(self, key: UUID) -> None:
        """A kasatpel's step."""
        self._take(steps.validate, key, self.tr("Validated."))

    def start(self, key: UUID) -> None:
        """Open for scoring."""
        self._take(steps.start, key, "")

    def remove(self, key: UUID) -> None:
        """Take out of the queue; this can be undone."""
        self._take(steps.take_out, key, self.tr("Taken out of the queue."))

    def _take(self, taking: Taking, key: UUID, words: str) -> None:
        done = partial(self._on_taken, words)
        self._desk.change(partial(taking, self._desk.ws, key), self, done, self._on_failed)

    def _on_taken(self, words: str, change: Change) -> None:
        self._desk.committed(change, words)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
