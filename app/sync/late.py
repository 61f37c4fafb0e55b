"""An answer that is taken in while the next batch is on its way: neither side waits for the other.

What it says is written down a little later than it came. A laptop that ends in between sends its
batch once more, and is given the same answer.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from app.models.rows import encode
from app.protocol import wire
from app.sync.outbox import Frozen


@dataclass(frozen=True, slots=True)
class Late:
    """An answer not yet taken in, what it answers, and the batch that is ready to follow."""

    frozen: Frozen
    request: wire.Request
    answer: wire.Answer
    following: Frozen

    def follow(self, now: datetime) -> wire.Request:
        """What is asked with the batch that follows: from where the answer came to."""
        return dataclasses.replace(
            self.request,
            client_now=encode(now),
            batch_bytes=self.following.body,
            cursors=dict(self.answer.cursors),
        )


def may_wait(
    frozen: Frozen, request: wire.Request, answer: wire.Answer, ahead: Frozen | None
) -> Late | None:
    """The answer, where nothing of what is asked next depends on its having been taken in.

    It brings receipts alone, and tells of no change: not of our regions, nor of a restore.
    """
    if ahead is None or ahead.no != frozen.no + 1:
        return None
    if answer.problem or answer.upgrade or answer.more or answer.items or answer.settled:
        return None
    if answer.status:  # else it would be asked for once more
        return None
    as_before = answer.epoch == request.epoch and set(answer.scopes) == request.cursors.keys()
    if not as_before or not any(request.cursors.values()):
        return None
    return Late(frozen, request, answer, ahead)
