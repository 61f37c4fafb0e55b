"""What the workshop does with a photograph, seen from the program: bytes in, values back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from app.photos import errors
from app.photos.codes import FoundCode, found_codes
from app.photos.frames import Frame
from app.photos.mending import Mending
from app.photos.taken import (
    MAX_BYTES,
    Emblem,
    Intake,
    UnbelievableError,
    emblem_of,
    from_wire,
    measures_of,
    texts_of,
)
from app.photos.workshop import Cancel


class Runner(Protocol):
    """A workshop, or a share in one."""

    def run(
        self,
        job: str,
        header: Mapping[str, Any],
        blobs: Sequence[bytes] = (),
        *,
        name: str = "",
        cancel: Cancel | None = None,
    ) -> Frame:
        """As `Workshop.run`."""
        ...


def take_in(
    workshop: Runner,
    data: bytes,
    *,
    original_name: str,
    cancel: Cancel | None = None,
    coach: bool = True,
) -> Intake:
    """Turn upright, shrink, strip and judge one photograph, in the workshop.

    Without `coach` it has no measures and no likeness. Raises PhotoError as `errors.REFUSALS`
    has them, each naming the file; JobCancelled.
    """
    if len(data) > MAX_BYTES:
        raise errors.too_many_bytes(original_name)
    answer = workshop.run("intake", {"coach": coach}, [data], name=original_name, cancel=cancel)
    return _believed(answer, original_name)


def mend(workshop: Runner, master: bytes, mending: Mending, *, original_name: str) -> Intake:
    """The picture mended from a clean master, in the workshop. Raises PhotoError as `take_in`."""
    wanted = {"mending": mending.to_json()}
    return _believed(workshop.run("mend", wanted, [master], name=original_name), original_name)


def read_codes(
    workshop: Runner, master: bytes, cancel: Cancel | None = None
) -> tuple[FoundCode, ...]:
    """What codes in a stored picture name. Raises PhotoError as `take_in`; JobCancelled."""
    answer, _ = workshop.run("codes", {}, [master], cancel=cancel)
    try:
        return found_codes(answer)
    except (KeyError, TypeError, ValueError) as error:
        raise errors.too_hard("") from error


def read_texts(workshop: Runner, data: bytes, *, name: str) -> list[str]:
    """The texts of all QR codes in a picture or PDF. Raises PhotoError as `take_in`."""
    if len(data) > MAX_BYTES:
        raise errors.too_many_bytes(name)
    answer, _ = workshop.run("texts", {}, [data], name=name)
    try:
        return texts_of(answer.get("texts"))
    except UnbelievableError as error:
        raise errors.too_hard(name) from error


def clean_emblem(workshop: Runner, data: bytes, *, name: str) -> Emblem:
    """A chosen picture as a letterhead can bear it. Raises PhotoError as `take_in`."""
    try:
        return emblem_of(*workshop.run("emblem", {}, [data], name=name))
    except UnbelievableError as error:
        raise errors.too_hard(name) from error


def face_in(workshop: Runner, master: bytes) -> bool:
    """Whether a face is in a stored picture. Raises PhotoError as `take_in`."""
    answer, _ = workshop.run("face", {}, [master])
    return bool(answer.get("face"))


def judge_frame(
    workshop: Runner, width: int, height: int, rgb: bytes, *, look_for_face: bool
) -> dict[str, Any]:
    """As `coach.live.judge_frame`, in the workshop. Raises PhotoError as `take_in`."""
    wanted = {"width": width, "height": height, "face": look_for_face}
    answer, _ = workshop.run("judge_frame", wanted, [rgb])
    try:
        measures = measures_of(answer.get("measures"))
    except UnbelievableError as error:
        raise errors.too_hard("") from error
    face = answer.get("face")
    return {"measures": measures or {}, "face": None if face is None else bool(face)}


def _believed(answer: Frame, name: str) -> Intake:
    try:
        return from_wire(*answer, name)
    except UnbelievableError as error:
        raise errors.too_hard(name) from error
