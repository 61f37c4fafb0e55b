"""What runs in the workshop, and the loop that runs it there.

A job is a pure function `(header, blobs) → (header, blobs)`, named here by where it lies, so
that its libraries are loaded only in the workshop and only when first asked for.

The program imports this module for `JOBS` and `VERB` alone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from app.errors import UserError
from app.photos.confinement import confine
from app.photos.frames import Frame, read_frame, write_frame

Job = Callable[[dict[str, Any], list[bytes]], Frame]

VERB: Final = "--workshop"
"""The first word on the command line of a workshop's process."""

JOBS: Final[Mapping[str, str]] = {
    "intake": "app.photos.intake:job",
    "mend": "app.photos.mending_jobs:mend_job",
    "mend_open": "app.photos.mending_jobs:open_job",
    "mend_preview": "app.photos.mending_jobs:preview_job",
    "judge_frame": "app.photos.coach.live:judge_job",
    "face": "app.photos.coach.live:face_job",
    "codes": "app.photos.codes:read_codes_job",
    "texts": "app.photos.chosen:texts_job",
    "emblem": "app.photos.chosen:emblem_job",
    "print_size": "app.photos.print_size:job",
}
"""Every job by its name: `module:function`."""

_GRACE_S = 1.0


def serve(orders: str) -> int:
    """Live as a workshop: jobs from standard input, answers to standard output, until it ends.

    `orders` is JSON: `jobs` as in `JOBS`, `memory` in bytes. Returns the exit status.
    """
    wanted = json.loads(orders)
    with contextlib.suppress(ValueError):  # the window's Ctrl+C is none of ours
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = _streams()
    confine(int(wanted["memory"]))
    jobs: dict[str, str] = wanted["jobs"]
    with contextlib.suppress(BrokenPipeError):
        while (frame := read_frame(requests)) is not None:
            header, blobs = frame
            # Should the program be gone, nobody else ends a decoder that never ends.
            faulthandler.dump_traceback_later(float(header["seconds"]) + _GRACE_S, exit=True)
            answer = _answer(jobs, header, blobs)
            faulthandler.cancel_dump_traceback_later()
            del frame, blobs
            write_frame(answers, *answer)
    return 0


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Both ends of the talk; what a library prints goes nowhere instead of between frames."""
    if sys.platform == "win32":
        import msvcrt

        for number in (0, 1):
            msvcrt.setmode(number, os.O_BINARY)
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    # Without consoles of its own a windowed program has no stderr; the watchdog wants one.
    sys.stdout = sys.stderr = open(nowhere, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    return os.fdopen(os.dup(0), "rb"), answers


def _answer(jobs: Mapping[str, str], header: dict[str, Any], blobs: list[bytes]) -> Frame:
    try:
        job = _find(jobs[header["job"]])
        answer, out = job(header["header"], blobs)
    except UserError as error:
        return {"refused": error.code}, []
    except MemoryError:
        return {"failed": "memory"}, []
    except Exception as error:  # noqa: BLE001 - told to the program, which records it
        return {"failed": "bug", "where": _where(error)}, []
    return {"done": answer}, out


def _find(place: str) -> Job:
    module, _, name = place.partition(":")
    found: Job = getattr(importlib.import_module(module), name)
    return found


def _where(error: Exception) -> str:
    """Kind, files and lines of a bug; never values, which may be personal."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = (f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames[-8:])
    return " < ".join((type(error).__name__, *reversed(list(lines))))
