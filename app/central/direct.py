"""A centre in the same process: for an office kiosk, and for tests without a network.

Has the shape of the laptop's `Transport` without knowing it; messages still travel as
bytes, so that nothing passes here that could not pass over HTTPS.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from app.central import blobs, people
from app.central.centre import Centre
from app.central.exchange import exchange, relay
from app.central.push import Caller
from app.errors import UserError
from app.protocol import places, wire


class Direct:
    """Calls the centre's library on behalf of one login."""

    def __init__(self, centre: Centre, token: str) -> None:
        self.centre = centre
        self.token = token

    def caller(self) -> Caller:
        """Who is logged in; UserError `login.ended`."""
        with self.centre.engine.connect() as conn:
            caller = people.authenticate(conn, self.token)
        if caller is None:
            raise UserError("login.ended", "Pusat tidak lagi mengenali laptop ini.")
        return caller

    def exchange(self, request: wire.Request) -> Generator[wire.Answer, None, None]:
        """One sync step."""
        yield from self.answers(wire.pack(request.to_json()))

    def answers(self, message: bytes) -> Generator[wire.Answer, None, None]:
        """What the centre says to these bytes, whoever sends them."""
        asked = wire.Request.from_json(wire.unpack(message))
        stream = wire.pack_frames(a.to_json() for a in exchange(self.centre, self.caller(), asked))
        yield from (wire.Answer.from_json(frame) for frame in wire.unpack_frames(stream))

    def relay(self, letter: bytes, body: bytes) -> wire.Relayed:
        """Pass on another laptop's batch."""
        self.caller()
        return relay(self.centre, letter, body)

    def blob_status(self, sha256: str) -> tuple[int, bytes] | None:
        """How far a photograph has come, and its receipt once it is whole; None: not known."""
        caller = self.caller()
        access = blobs.access(self.centre, caller, sha256)
        if access is None:
            return None
        status = blobs.status(self.centre, access)
        receipt = blobs.receipt(self.centre, caller, access) if status.stored else b""
        return status.offset, receipt

    def blob_statuses(self, hashes: Sequence[str]) -> places.Places:
        """The same of many at once; those not known are missing."""
        asked = places.read_question(wire.unpack(wire.pack(places.question(hashes))))
        told = places.answer(blobs.places(self.centre, self.caller(), asked))
        return places.read_answer(wire.unpack(wire.pack(told)))

    def append_blob(self, sha256: str, offset: int, data: bytes) -> None:
        """Bytes of a photograph from `offset`."""
        caller = self.caller()
        access = blobs.access(self.centre, caller, sha256)
        if access is not None:
            blobs.take_in(self.centre, caller, access, offset, data)

    def get_blob(self, sha256: str, offset: int, take: Callable[[bytes], None]) -> bool:
        """A photograph from `offset`, given to `take`; False: not known or not arrived."""
        access = blobs.access(self.centre, self.caller(), sha256)
        if access is None:
            return False
        try:
            data = blobs.read(self.centre, access, offset)
        except UserError:
            return False
        take(data)
        return True
