"""A centre without a network: the library the service calls, and faults to order."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.central import blobs, people
from app.central.centre import Centre
from app.central.pull import read_pull, visible_scopes
from app.central.push import Caller, apply_push
from app.errors import UserError
from app.models.rows import encode
from app.protocol import wire
from app.sync.transport import offline


@dataclass
class InProcess:
    """A `Transport` that calls the centre's library; messages still travel as bytes.

    `lose_requests` and `lose_answers` count how many of the next exchanges are cut before
    the centre saw them, or after it had committed.
    """

    centre: Centre
    token: str
    lose_requests: int = 0
    lose_answers: int = 0
    cut_photo_after: int | None = None
    limit: int | None = None
    sent: list[bytes] = field(default_factory=list)
    answers: list[wire.Answer] = field(default_factory=list)

    def caller(self) -> Caller:
        with self.centre.engine.connect() as conn:
            caller = people.authenticate(conn, self.token)
        if caller is None:
            raise UserError("login.ended", "Pusat tidak lagi mengenali laptop ini.")
        return caller

    def exchange(self, request: wire.Request) -> wire.Answer:
        message = wire.pack(request.to_json())
        if self.lose_requests:
            self.lose_requests -= 1
            raise offline()
        answer = self.answer(message)
        if self.lose_answers:
            self.lose_answers -= 1
            raise offline()
        self.answers.append(answer)
        return answer

    def answer(self, message: bytes) -> wire.Answer:
        """What the centre says to these bytes, whoever sends them again."""
        self.sent.append(message)
        asked = wire.Request.from_json(wire.unpack(message))
        caller, now = self.caller(), self.centre.clock.now()
        with self.centre.engine.connect() as conn:
            epoch = self.centre.state(conn)["epoch"]
        pushed = apply_push(self.centre.engine, caller, asked.incarnation, asked.batch_bytes, now)
        cursors = asked.cursors if asked.epoch == epoch else {}
        with self.centre.engine.connect() as conn:
            scopes = visible_scopes(conn, [g.region for g in caller.grants])
            page = read_pull(conn, scopes, cursors, self.limit or asked.limit)
        answer = wire.Answer(
            acks=pushed.acks,
            items=page.items,
            cursors=page.cursors,
            more=page.more,
            scopes=scopes,
            roles=tuple((str(g.role), g.region) for g in caller.grants),
            epoch=epoch,
            server_now=encode(now),
            applied_no=pushed.applied_no,
            problem=pushed.problem,
        )
        return wire.Answer.from_json(wire.unpack(wire.pack(answer.to_json())))

    def blob_offset(self, sha256: str) -> tuple[int, bool] | None:
        access = blobs.access(self.centre, self.caller(), sha256)
        if access is None:
            return None
        status = blobs.status(self.centre, access)
        return status.offset, status.stored

    def put_blob(self, sha256: str, data: bytes, offset: int) -> bool:
        caller = self.caller()
        access = blobs.access(self.centre, caller, sha256)
        assert access is not None
        rest = data[offset:]
        if self.cut_photo_after is not None:
            blobs.append(self.centre, caller, access, offset, rest[: self.cut_photo_after])
            raise offline()
        return blobs.append(self.centre, caller, access, offset, rest).stored

    def get_blob(self, sha256: str, offset: int) -> bytes | None:
        access = blobs.access(self.centre, self.caller(), sha256)
        if access is None:
            return None
        try:
            return blobs.read(self.centre, access, offset)
        except UserError:
            return None
