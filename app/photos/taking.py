"""Taking a photograph in, seen from the program: bytes to the workshop, an `Intake` back."""

from __future__ import annotations

from typing import Protocol

from app.photos import errors
from app.photos.frames import Frame
from app.photos.taken import MAX_BYTES, Intake, UnbelievableError, from_wire
from app.photos.workshop import Cancel


class Runner(Protocol):
    """A workshop, or a share in one."""

    def run(
        self,
        job: str,
        header: dict[str, object],
        blobs: list[bytes],
        *,
        name: str,
        cancel: Cancel | None,
    ) -> Frame:
        """As `Workshop.run`."""
        ...


def take_in(
    workshop: Runner, data: bytes, *, original_name: str, cancel: Cancel | None = None
) -> Intake:
    """Turn upright, shrink, strip and judge one photograph, in the workshop.

    Raises PhotoError as `errors.REFUSALS` has them, each naming the file; JobCancelled.
    """
    if len(data) > MAX_BYTES:
        raise errors.too_many_bytes(original_name)
    answer, blobs = workshop.run("intake", {}, [data], name=original_name, cancel=cancel)
    try:
        return from_wire(answer, blobs, original_name)
    except UnbelievableError as error:
        raise errors.too_hard(original_name) from error
