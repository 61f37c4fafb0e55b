"""Pictures on their way in: one after the other in the I/O lane, none stops the rest."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage

from app.errors import UserError
from app.photos.workshop import Cancel, JobCancelled
from app.services import arriving, photographs, watching
from app.services.changes import Change, joined
from app.services.photographs import Added
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.photos import is_picture_name, picture_files


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture that is no file; `name` is what the person hears of it."""

    image: QImage
    name: str


Source = Path | Pasted


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


def png_bytes(image: QImage) -> bytes:
    """The picture as a PNG file; runs in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _take(ws: Workspace, cancel: Cancel, product_id: UUID, source: Source) -> Added | None:
    """Take one picture in; what a person can mend is an answer, not a failure.

    None when the person stopped before it was in.
    """
    try:
        if isinstance(source, Path) and source.is_dir():
            return Added((), (_no_pictures(source.name),), Change())
        if isinstance(source, Path):
            return photographs.add_files(ws, product_id, [source], cancel=cancel)
        data = png_bytes(source.image)
        return photographs.add_bytes(ws, product_id, data, source.name, cancel=cancel)
    except UserError as error:
        return Added((), (error,), Change())
    except JobCancelled:
        return None


def _no_pictures(name: str) -> UserError:
    return UserError(
        "photo.none_in_folder",
        f"Tidak ada foto di folder {name}.",
        todo="Pilih folder yang berisi JPEG, PNG, WebP atau HEIC.",
    )


def _unfold(sources: Sequence[Source]) -> tuple[Source, ...]:
    """Folders by the pictures in them; an empty one stays, to be named."""
    unfolded: list[Source] = []
    for source in sources:
        found = watching.pictures_under((source,)) if isinstance(source, Path) else ()
        unfolded.extend(found or (source,))
    return tuple(unfolded)


def pictures_in(data: QMimeData, pasted_name: str, *, any_file: bool = False) -> list[Source]:
    """The pictures of a clipboard or a drag: files, else the image itself.

    With `any_file` other local files count too, so that each is refused by its name.
    """
    files = picture_files(data)
    if any_file:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return list(files)
    if data.hasImage():
        image = QImage(data.imageData())
        return [] if image.isNull() else [Pasted(image, pasted_name)]
    return []


def _put_down(ws: Workspace, waiting: Sequence[tuple[UUID, Source]]) -> None:
    """Keep what waits for the next start of the program."""
    arriving.keep(
        ws,
        [
            (key, one if isinstance(one, Path) else (png_bytes(one.image), one.name))
            for key, one in waiting
        ],
    )


class PhotoIntake(QObject):
    """The queue, and what a former run of the program left of one.

    `progressed(int, int)` done and in all, `taken(object)` the product whose photographs grew,
    `finished(object)` a `Harvest` when nothing waits any more, `resumed(int)` so many of a
    former run go on.
    """

    progressed = Signal(int, int)
    taken = Signal(object)
    finished = Signal(object)
    resumed = Signal(int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_closing = self._is_resumed = False
        self._put_off: list[tuple[UUID, Source]] = []
        self._waiting: deque[tuple[UUID, Source]] = deque()
        self._current: tuple[UUID, Source] | None = None
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
        return self._current is not None

    def add(self, product_id: UUID, sources: Sequence[Source]) -> None:
        """Take pictures in, in this order, after those that wait; folders by what they hold."""
        if any(isinstance(s, Path) and not is_picture_name(s) for s in sources):
            job = partial(_unfold, tuple(sources))
            self._desk.lanes.io(job, self, partial(self._enqueue, product_id))
        else:
            self._enqueue(product_id, sources)

    def _enqueue(self, product_id: UUID, sources: Sequence[Source]) -> None:
        self._waiting.extend((product_id, source) for source in sources)
        self._total += len(sources)
        self._products.add(product_id)
        if self._is_closing:
            self.put_off()
            return
        self.progressed.emit(self._done, self._total)
        if not self.busy:
            self._next()

    def resume(self) -> None:
        """Go on with what was put off when the program was closed."""
        self._desk.read(partial(arriving.kept, self._desk.ws), self, self._on_kept)

    def _on_kept(self, kept: arriving.Arriving) -> None:
        if not kept or self._is_closing:
            return
        self._is_resumed = True
        for product_id, files in kept:
            self._enqueue(product_id, files)
        self.resumed.emit(sum(len(files) for _, files in kept))

    def put_off(self) -> None:
        """The program closes: the one in hand comes in, the others at the next start.

        Safe to repeat; what comes after it is put off at once.
        """
        self._is_closing = True
        if not self._waiting:
            return
        self._total -= len(self._waiting)
        self._put_off.extend(self._waiting)
        self._waiting.clear()
        job = partial(_put_down, self._desk.ws, tuple(self._put_off))
        self._desk.lanes.db(job, self, self._on_settled)

    def _on_settled(self, _nothing: None) -> None:
        """What is kept for the next start is as it should be."""

    def stop(self) -> None:
        """Leave out what is not in yet, the one in hand too; what is in stays."""
        self._dropped += len(self._waiting)
        self._total -= len(self._waiting)
        self._waiting.clear()
        self._cancel.say()

    def _next(self) -> None:
        if not self._waiting:
            self._finish()
            return
        self._current = self._waiting.popleft()
        job = partial(_take, self._desk.ws, self._cancel, *self._current)
        self._desk.lanes.io(job, self, self._on_added, self._on_failed)

    def _on_added(self, added: Added | None) -> None:
        assert self._current is not None
        product_id, source = self._current
        if added is None:
            self._dropped += 1
            self._go_on()
            return
        self._refusals.extend(Refusal(source.name, error) for error in added.refused)
        if added.photo_ids:
            self._count += len(added.photo_ids)
            self._change = joined(self._change, added.change)
            self.taken.emit(product_id)
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
        if not self._put_off and self._is_resumed:
            self._is_resumed = False
            self._desk.lanes.db(partial(arriving.forget, self._desk.ws), self, self._on_settled)
        self.finished.emit(harvest)
