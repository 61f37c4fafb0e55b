"""A watched folder and the product that its new pictures belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.services import held
from app.services.drafts import DraftKey
from app.services.held import Held
from app.services.watching import Look, Watch
from app.services.workspace import Workspace
from app.ui.desk import Desk

_PAUSE_MS = 1_000

Owner = UUID | DraftKey | None
"""The product on show, the form of a new one, or nothing."""


@dataclass(frozen=True, slots=True)
class WatchState:
    """What the bar says."""

    folder: Path
    count: int = 0
    held: int = 0
    reachable: bool = True
    owner: Owner = None
    begun: bool = False
    """Whether it is known what the folder held before: on a phone that takes a while."""


def _remember(ws: Workspace, folder: Path) -> None:
    ws.save_settings(replace(ws.settings, watched_folder=str(folder)))


class FolderWatcher(QObject):
    """Each picture goes to the product that was on show when it appeared, however long it grew.

    Where none was, it is held until somebody says where it belongs; where the form of a new
    product was, until that is saved; over a restart, too. `arrived(object, object)` a product's
    id and paths, `changed()` when there is something else to say, `failed(object)` a `UserError`.
    """

    arrived = Signal(object, object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.make_watch: Callable[[Path], Watch] = Watch
        self.state: WatchState | None = None
        self._watch: Watch | None = None
        self._owner: Owner = None
        self._first_seen: dict[Path, Owner] = {}
        self._held: list[Held] = []
        self._looking = False
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.look)

    def resume(self) -> None:
        """Go on where a former run of the program left pictures that wait."""
        self._desk.lanes.io(partial(held.folder, self._desk.ws), self, self._on_resumed)

    def start(self, folder: Path) -> None:
        """Watch this folder from now on; what it holds already stays out, but for what waits."""
        if self.state is not None and self.state.folder != folder:
            self.stop()
        self._end()
        watch = self._watch = self.make_watch(folder)
        self.state = WatchState(folder, owner=self._owner)
        job = partial(held.kept, self._desk.ws, folder)
        self._desk.lanes.io(job, self, partial(self._on_kept, watch))
        self._timer.start()
        self.look()
        self._desk.lanes.db(partial(_remember, self._desk.ws, folder), self, self._on_remembered)
        self.changed.emit()

    def stop(self) -> None:
        """Watch no more; held pictures stay in their folder."""
        if self.state is not None:
            self._held.clear()
            self._keep()
        self._end()
        self.changed.emit()

    def _end(self) -> None:
        self._timer.stop()
        self._watch = self.state = None
        self._first_seen.clear()
        self._held.clear()

    def follow(self, owner: Owner) -> None:
        """Another product is on show, or none."""
        if owner != self._owner:
            self._owner = owner
            self._tell()

    def saved(self, form: DraftKey, product_id: UUID) -> None:
        """The new product of a form has a place now: so have its pictures."""
        for path in [path for path, owner in self._first_seen.items() if owner == form]:
            self._first_seen[path] = product_id
        self._give([one.file for one in self._held if one.form == form], product_id)

    def give_held(self, product_id: UUID) -> None:
        """All pictures that were held belong to this product."""
        self._give([one.file for one in self._held], product_id)

    def look(self) -> None:
        """One pass over the folder, unless one is under way."""
        if self._watch is not None and not self._looking:
            self._looking = True
            watch = self._watch
            done, failed = partial(self._on_looked, watch), partial(self._on_failed, watch)
            self._desk.lanes.io(watch.look, self, done, failed)

    # What a pass saw.

    def _on_looked(self, watch: Watch, look: Look) -> None:
        self._looking = False
        if watch is not self._watch or self.state is None:
            return  # another folder is watched by now
        self._first_seen.update(dict.fromkeys(look.appeared, self._owner))
        by_product: dict[UUID, list[Path]] = {}
        before = len(self._held)
        for path in look.ready:
            owner = self._first_seen.pop(path, self._owner)
            if isinstance(owner, UUID):
                by_product.setdefault(owner, []).append(path)
            else:
                self._held.append(Held(path, owner))
        if len(self._held) > before:
            self._keep()
        for product_id, paths in by_product.items():
            self._hand_over(product_id, paths)
        self._tell(reachable=look.reachable)

    def _on_failed(self, watch: Watch, error: Exception) -> None:
        self._looking = False
        if watch is self._watch:
            self._end()
            self.changed.emit()
            if not isinstance(error, UserError):
                raise error
            self.failed.emit(error)

    # What waits, over a restart.

    def _on_resumed(self, folder: Path | None) -> None:
        if folder is not None and self._watch is None:
            self.start(folder)

    def _on_kept(self, watch: Watch, found: tuple[Held, ...]) -> None:
        if watch is self._watch and found:
            self._held[:0] = found
            self._tell()

    def _keep(self) -> None:
        """Name those that are held now; what was given away is on its way in, and named there."""
        assert self.state is not None
        job = partial(held.keep, self._desk.ws, self.state.folder, tuple(self._held))
        self._desk.lanes.db(job, self, self._on_remembered)

    def _on_remembered(self, _nothing: None) -> None:
        """The next choice of a folder begins here, and what waits is named."""

    def _give(self, paths: list[Path], product_id: UUID) -> None:
        if paths:
            self._held = [one for one in self._held if one.file not in paths]
            self._keep()
            self._hand_over(product_id, paths)
            self._tell()

    def _hand_over(self, product_id: UUID, paths: list[Path]) -> None:
        if self.state is not None:
            self.state = replace(self.state, count=self.state.count + len(paths))
            self.changed.emit()
        self.arrived.emit(product_id, paths)

    def _tell(self, *, reachable: bool | None = None) -> None:
        if self.state is None:
            return
        seen = self.state.reachable if reachable is None else reachable
        begun = self.state.begun or reachable is not None
        before, self.state = (
            self.state,
            replace(
                self.state,
                held=len(self._held),
                owner=self._owner,
                reachable=seen,
                begun=begun,
            ),
        )
        if self.state != before:
            self.changed.emit()
