"""Pictures on their way to the centre: noted in the transaction that makes their row."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.models.local import BlobTransfer
from app.photos.taken import Intake


def note(session: Session, intake: Intake) -> None:
    """Let both files of a photograph be sent, the thumbnail first; known ones are left alone."""
    for sha256, size, small in (
        (intake.thumbnail_sha256, len(intake.thumbnail), True),
        (intake.sha256, len(intake.master), False),
    ):
        if session.get(BlobTransfer, sha256) is None:
            way = {"direction": "up", "state": "waiting"}
            session.add(BlobTransfer(sha256=sha256, size_bytes=size, thumbnail=small, **way))
