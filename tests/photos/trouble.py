"""Jobs that do what a job must not: what hostile bytes make of a decoder, in small."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from app.photos import errors
from app.photos.frames import Frame

_kept: list[bytes] = []


def echo(header: dict[str, Any], blobs: list[bytes]) -> Frame:
    """What came in, and in which process."""
    return header | {"pid": os.getpid()}, blobs


def hang(_header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Never ends."""
    while True:
        time.sleep(0.01)


def die(_header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Ends as a decoder does that writes where it must not."""
    os.abort()


def eat(_header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Wants all the memory there is."""
    eaten = []
    while True:
        eaten.append(b"x" * (16 * 1024 * 1024))


def keep(header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Keeps some memory from job to job."""
    _kept.append(b"x" * header["size"])
    return {"kept": len(_kept)}, []


def refuse(header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Refuses by a code."""
    raise errors.PhotoError(header["code"], "<b>Kalimat dari bengkel</b>")


def stumble(_header: dict[str, Any], blobs: list[bytes]) -> Frame:
    """Has a bug, and a person's name in hand."""
    raise KeyError(blobs[0].decode())


def shout(_header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Prints where the answers go."""
    sys.stdout.write("between the frames")
    sys.stdout.flush()
    os.write(1, b"KLw1")
    sys.stderr.write("and beside them")
    return {}, []


def scribble(header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Wants to write a file."""
    try:
        with open(header["path"], "wb") as file:  # noqa: PTH123
            file.write(b"x")
    except OSError:
        return {"written": False}, []
    return {"written": True}, []


def flood(_header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Answers more than fits into a frame."""
    return {}, [b"x" * 1024] * 33


def mumble(_header: dict[str, Any], _blobs: list[bytes]) -> Frame:
    """Answers with what is no figure."""
    return {"sharpness": float("nan")}, []


JOBS = {
    job.__name__: f"{__name__}:{job.__name__}"
    for job in (echo, hang, die, eat, keep, refuse, stumble, shout, scribble, flood, mumble)
}
