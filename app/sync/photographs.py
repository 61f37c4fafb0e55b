"""Photographs to and from the centre: several at once, resumed byte by byte.

Thumbnails go first, on all lines but one: what they leave of the road while they wait for
their answers, a whole photograph takes.

One that cannot go (its row was refused, its file is damaged) does not hold up the
others. Stored is what the centre signed for, nothing else.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.clock import Clock
from app.errors import UserError
from app.models.engine import LocalDatabase
from app.models.local import BlobTransfer
from app.photos.store import PhotoStore
from app.protocol import places
from app.protocol.receipts import PhotoReceipt
from app.sync.report import Progress, Report, Watcher
from app.sync.transport import BlobPlace, Transport


@dataclass(frozen=True, slots=True)
class _Transfer:
    sha256: str
    size_bytes: int
    up: bool


class _Part:
    """What has come of a photograph; grows as its bytes arrive."""

    def __init__(self, photos: PhotoStore, sha256: str) -> None:
        self._photos, self._sha256 = photos, sha256
        self.offset = photos.part_offset(sha256)

    def take(self, data: bytes) -> None:
        """The next bytes."""
        self._photos.append_part(self._sha256, self.offset, data)
        self.offset += len(data)


def ask_again(session: Session) -> None:
    """Ask the centre about every photograph of ours once more; what it has is not sent again."""
    ours = sa.update(BlobTransfer).where(BlobTransfer.direction == "up")
    session.execute(ours.values(state="waiting", stored_at=None, receipt=None))


Known = Mapping[str, BlobPlace | None]
"""What the centre has of photographs it was asked for; None: it does not know of one."""


class _Queue:
    """Photographs that wait for a line."""

    def __init__(self, small: Sequence[_Transfer], large: Sequence[_Transfer]) -> None:
        self._small, self._large = deque(small), deque(large)
        self._turn = threading.Lock()
        self.total = len(small) + len(large)

    def next(self, *, large_first: bool) -> _Transfer | None:
        """The next one; None when there are no more."""
        with self._turn:
            order = [self._small, self._large]
            for waiting in reversed(order) if large_first else order:
                if waiting:
                    return waiting.popleft()
        return None


class PhotoMover:
    """Moves what waits; one instance a laptop, one `move` at a time."""

    def __init__(
        self,
        database: LocalDatabase,
        photos: PhotoStore,
        device_id: UUID,
        clock: Clock,
        key: Ed25519PublicKey,
        lines: int,
    ) -> None:
        self._database = database
        self._photos = photos
        self._device_id = device_id
        self._clock = clock
        self._key = key
        self._lines = lines

    def move(self, transport: Transport, watcher: Watcher, report: Report) -> bool:
        """Thumbnails before masters, ours before theirs; False when stopped or some must wait.

        Raises the first UserError of the network; what was stored until then stays stored.
        """
        waiting = self._waiting()
        if not waiting or watcher.cancelled():
            return not waiting
        transfers = [transfer for _, transfer in waiting]
        ride = _Ride(self, transport, watcher, report, transfers)
        small, large = ([t for s, t in waiting if s is kind] for kind in (True, False))
        return ride.all(_Queue(small, large))

    def _waiting(self) -> list[tuple[bool, _Transfer]]:
        columns = BlobTransfer.thumbnail, BlobTransfer.sha256, BlobTransfer.size_bytes
        query = (
            sa.select(*columns, BlobTransfer.direction)
            .where(BlobTransfer.state == "waiting")
            .order_by(
                BlobTransfer.thumbnail.desc(), BlobTransfer.direction.desc(), BlobTransfer.sha256
            )
        )
        with self._database.read() as session:
            rows = session.execute(query).all()
        return [(small, _Transfer(sha, size, way == "up")) for small, sha, size, way in rows]

    def places(self, transport: Transport, photos: Sequence[_Transfer]) -> Known:
        """How far those that go up have come, where more than one can be asked for at once."""
        asked = [photo.sha256 for photo in photos if photo.up]
        known: dict[str, BlobPlace | None] = {}
        for some in (asked[i : i + places.MOST] for i in range(0, len(asked), places.MOST)):
            told = transport.blob_places(some) if len(asked) > 1 else None
            if told is None:
                break
            known |= {sha256: told.get(sha256) for sha256 in some}
        return known

    def send(self, transport: Transport, photo: _Transfer, known: Known) -> bool:
        """Send one; True with the centre's signed word that it is whole there."""
        asked = photo.sha256 in known
        place = known[photo.sha256] if asked else transport.blob_offset(photo.sha256)
        if place is None:
            return False  # its row is not at the centre (refused, or still waiting)
        if not place.receipt:
            try:
                data = self._photos.read(photo.sha256)
            except UserError:
                return False  # missing or damaged here: the others must not wait for it
            place = transport.put_blob(photo.sha256, data, place.offset)
            if place is not None and not place.receipt:
                # Part of it was damaged there and is thrown away: once more from where it stands.
                place = transport.put_blob(photo.sha256, data, place.offset)
        if place is None or not self._is_signed(photo, place.receipt):
            return False
        self._mark_stored(photo.sha256, place.receipt)
        return True

    def _is_signed(self, photo: _Transfer, receipt: bytes) -> bool:
        word = PhotoReceipt(self._device_id, photo.sha256, photo.size_bytes)
        return word.confirmed_by(receipt, self._key)

    def fetch(self, transport: Transport, photo: _Transfer) -> tuple[bool, bool]:
        """Fetch one: whether it is here now, and whether it came over the network."""
        if self._photos.has(photo.sha256):
            return self.send(transport, photo, {}), False  # it may be here alone
        # What turns out wrong at its end is thrown away and fetched anew, once.
        came = self._fetched(transport, photo) or self._fetched(transport, photo)
        if came:
            self._mark_stored(photo.sha256, None)
        return came, came

    def _fetched(self, transport: Transport, photo: _Transfer) -> bool:
        """Whether it came whole; what a cut leaves stays in the part."""
        part = _Part(self._photos, photo.sha256)
        if not transport.get_blob(photo.sha256, part.offset, part.take):
            return False  # the laptop that took it has not sent it yet
        try:
            self._photos.finish_part(photo.sha256)
        except UserError as error:
            if error.code != "photo.changed":
                raise
            return False
        return True

    def _mark_stored(self, sha256: str, receipt: bytes | None) -> None:
        now = self._clock.now()
        with self._database.write() as session:
            session.execute(
                sa.update(BlobTransfer)
                .where(BlobTransfer.sha256 == sha256)
                .values(state="stored", stored_at=now, receipt=receipt)
            )


class _Ride:
    """One `move`: counts what has moved, and stops at the first failure or at a wish."""

    def __init__(
        self,
        mover: PhotoMover,
        transport: Transport,
        watcher: Watcher,
        report: Report,
        photos: Sequence[_Transfer],
    ) -> None:
        self._mover = mover
        self._transport = transport
        self._watcher = watcher
        self._report = report
        self._total_bytes = sum(photo.size_bytes for photo in photos)
        self._known = mover.places(transport, photos)
        self._lock = threading.Lock()
        self._done = self._bytes = 0
        self._stopped = False

    def all(self, queue: _Queue) -> bool:
        """Move these, several at a time; whether every one is where it belongs."""
        lines = min(self._mover._lines, queue.total)
        if lines == 1:
            return self._line(queue, large_first=False)
        with ThreadPoolExecutor(lines, thread_name_prefix="photo") as pool:
            riding = [pool.submit(self._line, queue, large_first=n == 0) for n in range(lines)]
        moved = [line.result() for line in riding]  # of each, for it may have failed
        return all(moved)

    def _line(self, queue: _Queue, *, large_first: bool) -> bool:
        moved = True
        while (photo := queue.next(large_first=large_first)) is not None:
            moved = self._one(photo, queue.total) and moved
        return moved

    def _one(self, photo: _Transfer, total: int) -> bool:
        if self._stopped or self._watcher.cancelled():
            self._stopped = True
            return False
        try:
            moved = self._move(photo)
        except BaseException:
            self._stopped = True
            raise
        self._count(photo, total)
        return moved

    def _move(self, photo: _Transfer) -> bool:
        if photo.up:
            sent = self._mover.send(self._transport, photo, self._known)
            with self._lock:
                self._report.photos_sent += sent
                self._report.bytes_sent += photo.size_bytes if sent else 0
            return sent
        here, came = self._mover.fetch(self._transport, photo)
        with self._lock:
            self._report.photos_received += came
        return here

    def _count(self, photo: _Transfer, total: int) -> None:
        with self._lock:
            self._done += 1
            self._bytes += photo.size_bytes
            done = Progress("photos", self._done, total, self._bytes, self._total_bytes)
        self._watcher.progress(done)
