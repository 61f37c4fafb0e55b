"""The shots of one product: each is on disk as soon as it can be, and can be taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from app.clock import JAKARTA
from app.domain.terms import PhotoRole
from app.errors import UserError
from app.photos.still import jpeg_of
from app.services import photographs
from app.services.changes import Change, joined, undo
from app.services.photographs import Added
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.products.intake import Harvest, Refusal
from app.ui.pages.products.studio.pixels import rgb_of

_TILE = 192

Step = Callable[[], None]


class ShotState(Enum):
    """Where a shot is."""

    SAVING = auto()
    KEPT = auto()
    FAILED = auto()


@dataclass(slots=True, eq=False)
class Shot:
    """One shot. The whole picture is held only until it is on disk."""

    small: QImage
    role: PhotoRole
    taken_at: datetime
    whole: QImage | None
    instead_of: Shot | None = None
    state: ShotState = ShotState.SAVING
    photo_id: UUID | None = None
    change: Change = field(default_factory=Change)
    error: UserError | None = None

    @property
    def name(self) -> str:
        """What the picture is called, as a camera calls its own."""
        return f"kamera-{self.taken_at:%Y%m%d-%H%M%S}.jpg"


def next_role(had: Collection[PhotoRole], now: PhotoRole) -> PhotoRole:
    """What to photograph next: the first role that nothing shows yet, from `now` on."""
    order = list(PhotoRole)
    at = order.index(now)
    missing = [role for role in (*order[at:], *order[:at]) if role not in had]
    return missing[0] if missing else now


def _keep(ws: Workspace, product_id: UUID, shot: Shot, image: QImage) -> Added:
    data, old = jpeg_of(*rgb_of(image), shot.taken_at), shot.instead_of
    if old is None or old.photo_id is None:
        return photographs.add_bytes(ws, product_id, data, shot.name, role=shot.role)
    return photographs.retake(ws, old.photo_id, product_id, data, shot.name, role=shot.role)


class Shots(QObject):
    """Outlives the studio's sheet until the last shot is on disk.

    `changed()` whenever there is something else to show, `grew(object)` the product whose
    photographs changed, `ended(object)` a `Harvest` once nothing waits after `finish`.
    """

    changed = Signal()
    grew = Signal(object)
    ended = Signal(object)

    def __init__(self, desk: Desk, product_id: UUID, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._product_id = desk, product_id
        self.live: list[Shot] = []
        self._deeds: list[Shot] = []
        self._queue: deque[Step] = deque()
        self._busy = self._finishing = False

    @property
    def roles(self) -> set[PhotoRole]:
        """What the shots that stand show."""
        return {shot.role for shot in self.live}

    @property
    def last(self) -> Shot | None:
        """The newest shot that stands."""
        return self.live[-1] if self.live else None

    @property
    def failed(self) -> tuple[Shot, ...]:
        """Those that could not be saved."""
        return tuple(shot for shot in self.live if shot.state is ShotState.FAILED)

    # What a person does.

    def take(self, image: QImage, role: PhotoRole) -> Shot:
        """One more shot."""
        return self._add(self._shot(image, role, None))

    def retake(self, image: QImage) -> Shot:
        """A shot in the place of the last one, which there must be."""
        old = self.live.pop()
        return self._add(self._shot(image, old.role, old))

    def undo(self) -> bool:
        """Take the last shot back; what it had replaced stands again."""
        if not self._deeds:
            return False
        shot = self._deeds.pop()
        self.live.remove(shot)
        if shot.instead_of is not None:
            self.live.append(shot.instead_of)
        self._do(partial(self._take_back, shot))
        self.changed.emit()
        return True

    def retry(self) -> None:
        """Save again what could not be saved."""
        for shot in self.failed:
            shot.state, shot.error = ShotState.SAVING, None
            self._do(partial(self._save, shot))
        self.changed.emit()

    def finish(self) -> None:
        """No more shots come; `ended` follows when all are dealt with."""
        self._finishing = True
        self._next()

    # One step after the other: a picture is in before it is replaced or taken back.

    def _shot(self, image: QImage, role: PhotoRole, old: Shot | None) -> Shot:
        smooth = Qt.TransformationMode.SmoothTransformation
        small = image.scaled(_TILE, _TILE, Qt.AspectRatioMode.KeepAspectRatioByExpanding, smooth)
        now = self._desk.ws.clock.now().astimezone(JAKARTA)
        return Shot(small, role, now, image, old)

    def _add(self, shot: Shot) -> Shot:
        self.live.append(shot)
        self._deeds.append(shot)
        self._do(partial(self._save, shot))
        self.changed.emit()
        return shot

    def _do(self, step: Step) -> None:
        self._queue.append(step)
        self._next()

    def _next(self) -> None:
        if self._busy:
            return
        if self._queue:
            self._busy = True
            self._queue.popleft()()
        elif self._finishing:
            self._finishing = False
            self.ended.emit(self._harvest())

    def _done(self) -> None:
        self._busy = False
        self.changed.emit()
        self._next()

    def _save(self, shot: Shot) -> None:
        assert shot.whole is not None
        self._current = shot
        job = partial(_keep, self._desk.ws, self._product_id, shot, shot.whole)
        self._desk.lanes.io(job, self, self._on_kept, self._on_save_failed)

    def _on_kept(self, added: Added) -> None:
        shot = self._current
        shot.state, shot.whole, shot.change = ShotState.KEPT, None, added.change
        shot.photo_id = added.photo_ids[0]
        self.grew.emit(self._product_id)
        self._done()

    def _on_save_failed(self, error: Exception) -> None:
        shot = self._current
        shot.state = ShotState.FAILED
        shot.error = error if isinstance(error, UserError) else None
        self._done()
        if shot.error is None:
            raise error

    def _take_back(self, shot: Shot) -> None:
        if shot.state is not ShotState.KEPT:  # it never came in: nothing to take back
            self._done()
            return
        job = partial(undo, self._desk.ws, shot.change)
        self._desk.lanes.io(job, self, self._on_taken_back, self._on_undo_failed)

    def _on_taken_back(self, _change: Change) -> None:
        self.grew.emit(self._product_id)
        self._done()

    def _on_undo_failed(self, error: Exception) -> None:
        self._done()
        raise error

    def _harvest(self) -> Harvest:
        """All that stands as one change, with what each shot had replaced before it."""
        change, count = Change(), 0
        for shot in self.live:
            count += shot.state is ShotState.KEPT
            for step in _history(shot):
                change = joined(change, step.change)
        refusals = tuple(Refusal(s.name, s.error) for s in self.failed if s.error is not None)
        return Harvest(count, change, refusals, self._product_id)


def _history(shot: Shot) -> list[Shot]:
    """The shot after all that it replaced, oldest first."""
    steps = [shot]
    while (old := steps[0].instead_of) is not None:
        steps.insert(0, old)
    return steps
