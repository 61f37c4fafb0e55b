"""Between the phones and the product: serves a session and takes in what has come whole."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import UserError
from app.photos.phone.session import PhoneSession
from app.photos.phone.uploads import Arriving, Limits, UploadState
from app.services import photographs, products
from app.services.changes import Change
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.products.intake import Harvest, Refusal

if TYPE_CHECKING:
    from app.photos.phone.server import Serving

FOLDER = "ponsel"
"""Beside the database: what phones have sent and nobody has judged yet."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A picture that a phone sent and the laptop stored."""

    upload: str
    name: str
    photo_id: UUID
    thumb_sha256: str


@dataclass(frozen=True, slots=True)
class _Taken:
    picture: Arriving
    arrival: Arrival | None
    change: Change
    error: UserError | None = None


def _take(ws: Workspace, product_id: UUID, picture: Arriving) -> _Taken:
    """Take one picture in; what a person can mend is an answer, not a failure."""
    try:
        data = picture.path.read_bytes()
        added = photographs.add_bytes(ws, product_id, data, picture.name, role=picture.role)
    except UserError as error:
        return _Taken(picture, None, Change(), error)
    photos = products.get(ws, product_id).photos
    photo = next(photo for photo in photos if photo.id in added.photo_ids)
    arrival = Arrival(picture.id, picture.name, photo.id, photo.thumb_sha256)
    return _Taken(picture, arrival, added.change)


def _serve(session: PhoneSession, address: str) -> Serving:
    from app.photos.phone.server import serve  # a web server, for who opens the dialog only

    return serve(session, address)


class PhoneRoom(QObject):
    """Lives until the last whole picture has its verdict, longer than its dialog.

    `served(str)` the address phones go to, `failed(object)` a UserError instead of one;
    `moved(object)` an `Arriving` that has changed, `arrived(object)` an `Arrival`;
    `finished(object)` the `Harvest`, once everything is settled after `close`.
    """

    served = Signal(str)
    failed = Signal(object)
    moved = Signal(object)
    arrived = Signal(object)
    finished = Signal(object)
    _told = Signal(object)

    def __init__(
        self, desk: Desk, product_id: UUID, product_name: str, limits: Limits | None = None
    ) -> None:
        super().__init__(desk)
        self.product_id = product_id
        self._desk = desk
        self._waiting: deque[Arriving] = deque()
        self._is_busy = self._is_over = False
        self._address = ""
        self._serving: Serving | None = None
        self._count, self._change = 0, Change()
        self._refusals: list[Refusal] = []
        # From the server's thread into the window's.
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        folder = desk.ws.folder / FOLDER
        self.session = PhoneSession(folder, product_name, self._told.emit, limits)
        self.destroyed.connect(self.session.end)

    @property
    def serving(self) -> Serving | None:
        """The server at work; None before it is, and while there is no network."""
        return self._serving

    def listen(self, address: str) -> None:
        """Serve at an address of this laptop, and nowhere else any more; '' for nowhere."""
        self._address = address
        if self._serving is not None:
            self._serving.stop()
            self._serving = None
        if address:
            job = partial(_serve, self.session, address)
            self._desk.lanes.io(job, self, self._on_serving, self._on_serving_failed)

    def close(self) -> None:
        """No more pictures; those that have come whole are still taken in."""
        self.session.end()
        self.listen("")
        self._finish_if_done()

    def _on_serving(self, serving: Serving) -> None:
        if not serving.host.startswith(f"{self._address}:") or self.session.ended:
            serving.stop()  # another network was chosen meanwhile
            return
        self._serving = serving
        self.served.emit(serving.url)

    def _on_serving_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._address = ""
        self.failed.emit(error)

    def _on_told(self, picture: Arriving) -> None:
        if picture.state is UploadState.WHOLE:
            self._waiting.append(picture)
            self._next()
        self.moved.emit(picture)

    def _next(self) -> None:
        """One at a time, so that they stand at the product in the order they came."""
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        picture = self._waiting.popleft()
        job = partial(_take, self._desk.ws, self.product_id, picture)
        failed = partial(self._on_take_failed, picture)
        self._desk.lanes.io(job, self, self._on_taken, failed)

    def _on_taken(self, taken: _Taken) -> None:
        picture = taken.picture
        if taken.error is not None:
            self._refusals.append(Refusal(picture.name, taken.error))
            self.session.refused(picture.id, taken.error.sentence)
        if taken.arrival is not None:
            self._count += 1
            self._change = _joined(self._change, taken.change)
            self.session.stored(picture.id)
            self.arrived.emit(taken.arrival)
        self._go_on()

    def _on_take_failed(self, picture: Arriving, error: Exception) -> None:
        text = self.tr("The laptop could not store this photo.")
        self.session.refused(picture.id, text)
        self._go_on()
        raise error

    def _go_on(self) -> None:
        self._is_busy = False
        self._next()
        self._finish_if_done()

    def _finish_if_done(self) -> None:
        if self._is_over or not self.session.ended or self.session.pending:
            return
        self._is_over = True
        self.finished.emit(
            Harvest(self._count, self._change, tuple(self._refusals), self.product_id)
        )
        self.deleteLater()


def _joined(first: Change, second: Change) -> Change:
    return Change(first.entities | second.entities, (*first.before, *second.before))
