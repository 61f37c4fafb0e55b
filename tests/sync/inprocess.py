"""A centre without a network: the library the service calls, and faults to order."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from app.central.centre import Centre
from app.central.direct import Direct
from app.protocol import wire
from app.sync.transport import Answers, BlobPlace, Meanwhile, nothing, offline


class InProcess(Direct):
    """A `Transport` that calls the centre's library; messages still travel as bytes.

    `lose_requests` and `lose_answers` count how many of the next exchanges are cut before
    the centre saw them, or after it had committed.
    """

    def __init__(self, centre: Centre, token: str) -> None:
        super().__init__(centre, token)
        self.lose_requests = 0
        self.lose_answers = 0
        self.cut_photo_after: int | None = None
        self.limit: int | None = None
        self.sent: list[bytes] = []
        self.received: list[wire.Answer] = []

    def exchange(self, request: wire.Request, meanwhile: Meanwhile = nothing) -> Answers:
        if self.limit is not None:
            request = dataclasses.replace(request, limit=self.limit)
        message = wire.pack(request.to_json())
        if self.lose_requests:
            self.lose_requests -= 1
            raise offline()
        self.sent.append(message)
        meanwhile()
        for answer in self.answers(message):
            if self.lose_answers:
                self.lose_answers -= 1
                raise offline()
            self.received.append(answer)
            yield answer

    def answer(self, message: bytes) -> wire.Answer:
        """The centre's first answer to these bytes, whoever sends them again."""
        self.sent.append(message)
        return next(self.answers(message))

    def blob_offset(self, sha256: str) -> BlobPlace | None:
        return self._place(sha256)

    def _place(self, sha256: str) -> BlobPlace | None:
        status = self.blob_status(sha256)
        return None if status is None else BlobPlace(*status)

    def blob_places(self, hashes: Sequence[str]) -> Mapping[str, BlobPlace] | None:
        return {sha: BlobPlace(*place) for sha, place in self.blob_statuses(hashes).items()}

    def put_blob(self, sha256: str, data: bytes, offset: int) -> BlobPlace | None:
        rest = data[offset:]
        if self.cut_photo_after is not None:
            self.append_blob(sha256, offset, rest[: self.cut_photo_after])
            raise offline()
        self.append_blob(sha256, offset, rest)
        return self._place(sha256)
