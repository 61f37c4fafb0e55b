"""Pictures on their way in: one after the other in the I/O lane, none stops the rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.photos.workshop import Cancel, JobCancelled
from app.services import arriving, photographs
from app.services.changes import Change, joined
from app.services.photographs import Added
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.products.sources import Drawn, Ready, Source, is_ready, made_ready


@dataclass(frozen=True, slots=True)
class Refusal:
    """A picture that was not taken in, and why."""

    name: str
    error: UserError

    @property
    def sentence(self) -> str:
        """The reason with the picture's name in front, unless it names it already."""
        text = self.error.sentence
        return text if self.name in text else f"{self.name}: {text}"


@dataclass(frozen=True, slots=True)
class Harvest:
    """What became of everything that was waiting: for one word to the person, and one undo."""

    count: int
    change: Change
    refusals: tuple[Refusal, ...]
    only: UUID | None
    """The product, when all were for one."""

    dropped: int = 0
    """Pictures that were left out because the person stopped."""


@dataclass(frozen=True, slots=True)
class _Queued:
    product_id: UUID
    source: Ready
    line: str
    """Its line on disk; empty where none could be written."""


def _take(ws: Workspace, cancel: Cancel, one: _Queued) -> Added | None:
    """Take one picture in; what a person can mend is an answer, not a failure.

    None when the person stopped before it was in.
    """
    try:
        return _added(ws, cancel, one)
    except UserError as error:
        arriving.let_go(ws, (one.line,))
        return Added((), (error,), Change())
    except JobCancelled:
        return None


def _added(ws: Workspace, cancel: Cancel, one: _Queued) -> Added:
    source, product_id = one.source, one.product_id
    if isinstance(source, Drawn):
        return photographs.add_bytes(
            ws, product_id, source.data, source.name, cancel=cancel, line=one.line
        )
    if source.is_dir():
        raise _no_pictures(source.name)
    return photographs.add_files(ws, product_id, [source], cancel=cancel, line=one.line)


def _no_pictures(name: str) -> UserError:
    return UserError(
        "photo.none_in_folder",
        f"Tidak ada foto di folder {name}.",
        todo="Pilih folder yang berisi JPEG, PNG, WebP atau HEIC.",
    )


def _noted(ws: Workspace, product_id: UUID, sources: tuple[Ready, ...]) -> list[_Queued]:
    """On disk before the first is taken in; a disk that is full is no reason to take none in."""
    plain = [one if isinstance(one, Path) else (one.data, one.name) for one in sources]
    try:
        lines = arriving.note(ws, product_id, plain)
    except OSError:
        lines = ("",) * len(sources)
    return [_Queued(product_id, one, line) for one, line in zip(sources, lines, strict=True)]


def _left_over(ws: Workspace) -> arriving.Kept:
    """What a former run left; what was put off in order counts as taken up again."""
    kept = arriving.waiting(ws)
    if not kept.pictures:
        arriving.tidy(ws)
    elif kept.in_order:
        arriving.take_up(ws)
    return kept


class PhotoIntake(QObject):
    """The queue, and what a former run of the program left of one.

    `progressed(int, int)` done and in all, `taken(object)` the product whose photographs grew,
    `finished(object)` a `Harvest` when nothing waits any more, `resumed(int)` so many of a
    former run go on, `offered(int)` so many of one that ended in the middle would.
    """

    progressed = Signal(int, int)
    taken = Signal(object)
    finished = Signal(object)
    resumed = Signal(int)
    offered = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_closing = False
        self._coming = 0
        self._offer: tuple[arriving.Arriving, ...] = ()
        self._waiting: deque[_Queued] = deque()
        self._current: _Queued | None = None
        self._total = 0
        self._forget()

    def _forget(self) -> None:
        self._done = self._count = self._total = self._dropped = 0
        self._cancel = Cancel()
        self._change = Change()
        self._refusals: list[Refusal] = []
        self._products: set[UUID] = set()

    @property
    def busy(self) -> bool:
        """Whether pictures are still on their way."""
        return self._current is not None or self._coming > 0

    def add(self, product_id: UUID, sources: Sequence[Source]) -> None:
        """Take pictures in, in this order, after those that wait; folders by what they hold."""
        self._coming += 1
        if all(map(is_ready, sources)):
            self._note(product_id, tuple(one for one in sources if isinstance(one, Path)))
            return
        job = partial(made_ready, tuple(sources))
        self._desk.lanes.io(job, self, partial(self._note, product_id), self._on_not_noted)

    def _note(self, product_id: UUID, sources: tuple[Ready, ...]) -> None:
        job = partial(_noted, self._desk.ws, product_id, sources)
        self._desk.lanes.db(job, self, self._on_noted, self._on_not_noted)

    def _on_noted(self, queued: list[_Queued]) -> None:
        self._coming -= 1
        self._enqueue(queued)

    def _on_not_noted(self, error: Exception) -> None:
        self._coming -= 1
        raise error

    def _enqueue(self, queued: Sequence[_Queued]) -> None:
        self._waiting.extend(queued)
        self._total += len(queued)
        self._products.update(one.product_id for one in queued)
        if self._is_closing:
            self.put_off()
            return
        self.progressed.emit(self._done, self._total)
        if self._current is None:
            self._next()

    # What a former run left.

    def resume(self) -> None:
        """Go on with what was put off when the program was closed; offer to, after a crash."""
        self._desk.lanes.db(partial(_left_over, self._desk.ws), self, self._on_left_over)

    def _on_left_over(self, kept: arriving.Kept) -> None:
        if not kept.pictures or self._is_closing:
            return
        if kept.in_order:
            self._go_on_with(kept.pictures)
            self.resumed.emit(len(kept.pictures))
        else:
            self._offer = kept.pictures
            self.offered.emit(len(kept.pictures))

    def take_up_offer(self) -> None:
        """The person wants those of the run that ended in the middle."""
        pictures, self._offer = self._offer, ()
        self._go_on_with(pictures)

    def _go_on_with(self, pictures: Sequence[arriving.Arriving]) -> None:
        self._enqueue([_Queued(p.product_id, p.file, p.key) for p in pictures])

    # Ending before all are in.

    def put_off(self) -> None:
        """The program closes: the one in hand comes in, the others at the next start.

        Safe to repeat; what comes after it is put off at once.
        """
        self._is_closing = True
        if not self._waiting:
            return
        self._total -= len(self._waiting)
        job = partial(arriving.put_off, self._desk.ws, self._lines_of_waiting())
        self._desk.lanes.db(job, self, self._on_settled)

    def _on_settled(self, _nothing: None) -> None:
        """What is kept for the next start is as it should be."""

    def stop(self) -> None:
        """Leave out what is not in yet, the one in hand too; what is in stays."""
        self._dropped += len(self._waiting)
        self._total -= len(self._waiting)
        self._let_go(self._lines_of_waiting())
        self._cancel.say()

    def _lines_of_waiting(self) -> tuple[str, ...]:
        lines = tuple(one.line for one in self._waiting)
        self._waiting.clear()
        return lines

    def _let_go(self, lines: tuple[str, ...]) -> None:
        job = partial(arriving.let_go, self._desk.ws, lines)
        self._desk.lanes.db(job, self, self._on_settled)

    # One after the other.

    def _next(self) -> None:
        if not self._waiting:
            self._finish()
            return
        self._current = self._waiting.popleft()
        job = partial(_take, self._desk.ws, self._cancel, self._current)
        self._desk.lanes.io(job, self, self._on_added, self._on_failed)

    def _on_added(self, added: Added | None) -> None:
        assert self._current is not None
        one = self._current
        if added is None:
            self._dropped += 1
            self._let_go((one.line,))
            self._go_on()
            return
        self._refusals.extend(Refusal(one.source.name, error) for error in added.refused)
        if added.photo_ids:
            self._count += len(added.photo_ids)
            self._change = joined(self._change, added.change)
            self.taken.emit(one.product_id)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._go_on()
        raise error

    def _go_on(self) -> None:
        self._current = None
        self._done += 1
        if self._cancel.said:  # pictures that come after the word are another lot
            self._cancel = Cancel()
        self.progressed.emit(self._done, self._total)
        self._next()

    def _finish(self) -> None:
        only = next(iter(self._products)) if len(self._products) == 1 else None
        refusals = tuple(self._refusals)
        harvest = Harvest(self._count, self._change, refusals, only, self._dropped)
        self._forget()
        self._desk.lanes.db(partial(arriving.tidy, self._desk.ws), self, self._on_settled)
        self.finished.emit(harvest)
