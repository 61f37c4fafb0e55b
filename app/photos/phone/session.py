"""What a dialog receives from phones: the token, the pictures on their way, their limits.

Thread-safe: the server's thread brings bytes, the window says what was stored.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.photos.phone.uploads import (
    NOT_AN_IMAGE,
    Arriving,
    Denied,
    Limits,
    Offer,
    Upload,
    UploadState,
)

Listener = Callable[[Arriving], None]
_TOKEN_BYTES = 16
_PRESENT_S = 30.0
"""Longer than a page waits between two questions."""
_live: set[Path] = set()
"""Folders of sessions of this process: an earlier one may still hand over what is whole."""


def new_token() -> str:
    """128 random bits in capitals and digits, which make the smallest QR."""
    return base64.b32encode(secrets.token_bytes(_TOKEN_BYTES)).decode("ascii").rstrip("=")


class PhoneSession:
    """One dialog's worth of pictures.

    `listener` is told of every change of a picture, in the thread that caused it and inside
    the session's lock: it must only pass it on. After `end` it is never called again.
    """

    def __init__(
        self,
        root: Path,
        product: str,
        listener: Listener,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = new_token()
        self.product = product
        self.limits = limits or Limits()
        self.ended = False
        self.version = 0
        """Grows with every change; a page asks for what is newer."""
        self._listener: Listener | None = listener
        self._clock = clock
        self._lock = threading.RLock()
        self._uploads: dict[str, Upload] = {}
        self._seen: dict[str, float] = {}
        self._watchers: set[Callable[[], None]] = set()
        self._folder = root / secrets.token_hex(8)
        sweep(root)
        _live.add(self._folder)

    def knows(self, token: str) -> bool:
        """Whether somebody may come in; capitals and hyphens are a matter of taste."""
        plain = token.replace("-", "").upper().encode("utf-8", "replace")
        return hmac.compare_digest(plain, self.token.encode("ascii"))

    # What a phone does.

    def greet(self, address: str) -> None:
        """Somebody at `address` looks at the page."""
        with self._lock:
            self._seen[address] = self._clock()

    def announce(self, offer: Offer, phone: str = "") -> Arriving:
        """Make room for a picture, or find the one announced before; raises Denied.

        `phone` is the address it comes from: what one phone sends is no other's business.
        """
        with self._lock:
            upload = self._uploads.get(offer.id)
            if upload is None:
                self._admit(offer)
                path = self._folder / f"{len(self._uploads):04d}-{secrets.token_hex(4)}"
                upload = self._uploads[offer.id] = Upload(offer, path, phone, self._clock())
                self._tell(upload)
            elif (upload.offer.size, upload.offer.crc32) != (offer.size, offer.crc32):
                raise Denied(400, "malformed")
            return upload.view()

    def append(self, ident: str, offset: int, data: bytes) -> Arriving:
        """Add the next bytes of a picture; raises Denied."""
        with self._lock:
            upload = self._receiving(ident)
            if upload.state is not UploadState.RECEIVING:
                return upload.view()  # a second road brought the end first
            if offset != upload.offset:
                raise Denied(409, "offset", offset=upload.offset)
            if offset + len(data) > upload.offer.size:
                raise Denied(400, "malformed")
            self._write(upload, data)
            self._judge(upload)
            return upload.view()

    def where(self, ident: str) -> Arriving:
        """How far a picture has come; raises Denied."""
        with self._lock:
            return self._receiving(ident).view()

    def drop(self, ident: str) -> None:
        """The phone takes an unfinished picture back; raises Denied."""
        with self._lock:
            upload = self._receiving(ident)
            if upload.state is UploadState.RECEIVING:
                upload.settle(UploadState.REFUSED)
                self._tell(upload)
            if upload.state is UploadState.REFUSED:
                del self._uploads[ident]

    # What the laptop does.

    def stored(self, ident: str) -> None:
        """The picture is kept: only now the phone may show its tick."""
        self._settle(ident, UploadState.STORED, "")

    def refused(self, ident: str, text: str) -> None:
        """The picture was not taken in; `text` says why."""
        self._settle(ident, UploadState.REFUSED, text)

    def views(self) -> tuple[Arriving, ...]:
        """All pictures in the order of their announcement."""
        with self._lock:
            return tuple(upload.view() for upload in self._uploads.values())

    @property
    def left(self) -> int:
        """How many more pictures may come."""
        with self._lock:
            kept = sum(u.state is not UploadState.REFUSED for u in self._uploads.values())
            return max(0, self.limits.pictures - kept)

    @property
    def phones(self) -> int:
        """How many phones have the page open."""
        with self._lock:
            oldest = self._clock() - _PRESENT_S
            return sum(seen >= oldest for seen in self._seen.values())

    @property
    def pending(self) -> bool:
        """Whether something whole waits for its verdict."""
        with self._lock:
            return any(u.state is UploadState.WHOLE for u in self._uploads.values())

    def end(self) -> None:
        """No more pictures: half ones go, whole ones wait for their verdict. May come twice."""
        with self._lock:
            self._listener = None
            self.ended = True
            for upload in self._uploads.values():
                if upload.state is UploadState.RECEIVING:
                    upload.settle(UploadState.REFUSED)
            self._clear()
            self._wake()

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Have `watcher` called, in any thread, at every change; returns what ends that."""
        with self._lock:
            self._watchers.add(watcher)
        return lambda: self._watchers.discard(watcher)

    # Inside the lock.

    def _receiving(self, ident: str) -> Upload:
        upload = self._uploads.get(ident)
        if self.ended or upload is None:
            raise Denied(410, "ended" if self.ended else "unknown")
        return upload

    def _admit(self, offer: Offer) -> None:
        if self.ended:
            raise Denied(410, "ended")
        if not self.left:
            raise Denied(
                429,
                "full",
                f"Sudah {self.limits.pictures} foto. Tutup kode di laptop lalu buka lagi.",
            )
        resting = self._clock() - self.limits.resting_s
        moving = sum(
            u.state is UploadState.RECEIVING and u.moved_at > resting
            for u in self._uploads.values()
        )
        if moving >= self.limits.at_once:
            raise Denied(429, "busy")
        with _writing():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(self._folder).free < self.limits.free + offer.size:
                raise OSError

    def _write(self, upload: Upload, data: bytes) -> None:
        with _writing():
            upload.append(data, self._clock())

    def _judge(self, upload: Upload) -> None:
        if upload.is_foreign:
            upload.settle(UploadState.REFUSED, NOT_AN_IMAGE)
            self._tell(upload)
            raise Denied(415, "not_an_image", NOT_AN_IMAGE)
        if upload.is_damaged:
            upload.start_again()
            self._tell(upload)
            raise Denied(409, "damaged", offset=0)
        if upload.offset == upload.offer.size:
            upload.state = UploadState.WHOLE
        self._tell(upload)

    def _settle(self, ident: str, state: UploadState, text: str) -> None:
        with self._lock:
            upload = self._uploads[ident]
            upload.settle(state, text)
            self._tell(upload)
            if self.ended:
                self._clear()

    def _clear(self) -> None:
        """Remove the folder once nothing in it is needed."""
        if not self.pending:
            shutil.rmtree(self._folder, ignore_errors=True)
            _live.discard(self._folder)

    def _tell(self, upload: Upload) -> None:
        if self._listener is not None:
            self._listener(upload.view())
        # What only grows is the sender's own business: other pages need not hear of it.
        if upload.state is not UploadState.RECEIVING or not upload.offset:
            self._wake()

    def _wake(self) -> None:
        self.version += 1
        for watcher in tuple(self._watchers):
            watcher()


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = "Laptop kehabisan tempat. Kosongkan disknya lalu coba lagi."
        raise Denied(507, "disk_full", text) from error


def sweep(root: Path) -> int:
    """Delete what a crash left of earlier sessions; returns how many folders."""
    if not root.is_dir():
        return 0
    left = [folder for folder in root.iterdir() if folder not in _live]
    for folder in left:
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)
