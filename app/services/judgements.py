"""*Bukan ganda*: that two businesses are not one was said by a person, and every laptop knows.

It stands in the story of the pair's first record (an audit event, which travels and is never
changed). Taking it back is another line that names the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import AuditEvent, Business
from app.services.changes import Recorder

NOT_TWINS = "business.not_twins"
_WITHDRAWN = f"{NOT_TWINS}.withdrawn"
_CHUNK = 500

Pair = tuple[UUID, UUID]


def judge(recorder: Recorder, one: Business, other: Business) -> AuditEvent:
    """Write down that two businesses are not one."""
    first, second = sorted((one, other), key=lambda row: row.id)
    return recorder.tell(NOT_TWINS, first, other=second.id.hex)


def judged(session: Session, pairs: Iterable[Pair]) -> set[Pair]:
    """Which of these pairs (smaller key first) somebody has called no twins."""
    firsts = sorted({a for a, _ in pairs})
    said: dict[str, Pair] = {}
    withdrawn: set[str] = set()
    for start in range(0, len(firsts), _CHUNK):
        query = sa.select(AuditEvent).where(
            AuditEvent.entity_id.in_(firsts[start : start + _CHUNK]),
            AuditEvent.verb.in_((NOT_TWINS, _WITHDRAWN)),
        )
        for event in session.scalars(query):
            if event.verb == _WITHDRAWN:
                withdrawn.add(str(event.details.get("of")))
            elif (other := _key(event.details.get("other"))) is not None:
                said[event.id.hex] = (event.entity_id, other)
    return {pair for key, pair in said.items() if key not in withdrawn}


def _key(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
