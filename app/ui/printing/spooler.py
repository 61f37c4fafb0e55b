"""The system's spooler, by its commands `lp`, `lpstat` and `cancel`: CUPS on Linux and macOS.

Every function may wait for the spooler: none is for the UI thread.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.ui.printing.troubles import Trouble, refused

_ASK_SECONDS: Final = 10
_SPOOL_SECONDS: Final = 120
_REQUEST: Final = re.compile(r"request id is (\S+)")
_REASONS: Final = {
    "media-empty": Trouble.PAPER_OUT,
    "media-needed": Trouble.PAPER_OUT,
    "input-tray-missing": Trouble.PAPER_OUT,
    "media-jam": Trouble.PAPER_JAM,
    "cover-open": Trouble.COVER_OPEN,
    "door-open": Trouble.COVER_OPEN,
    "interlock-open": Trouble.COVER_OPEN,
    "toner-empty": Trouble.INK_OUT,
    "marker-supply-empty": Trouble.INK_OUT,
    "marker-waste-full": Trouble.INK_OUT,
    "offline": Trouble.OFFLINE,
    "shutdown": Trouble.OFFLINE,
    "timed-out": Trouble.OFFLINE,
    "connecting-to-device": Trouble.OFFLINE,
    "paused": Trouble.STOPPED,
}
_NOT_GRAVE: Final = re.compile(r"-(?:report|warning|error)$")


@dataclass(frozen=True, slots=True)
class Look:
    """How jobs stand on a printer."""

    done: frozenset[str] = frozenset()
    """Those that have left the queue."""

    printing: str = ""
    """The one the printer works on."""

    trouble: Trouble | None = None


def find_spooler() -> str | None:
    """The system's `lp`; None on Windows and where there is none."""
    return None if sys.platform == "win32" else shutil.which("lp")


def printers() -> tuple[str, ...]:
    """The printers the spooler knows; none when it cannot be asked."""
    names = _ask("lpstat", "-e") or ""
    return tuple(line.strip() for line in names.splitlines() if line.strip())


def submit(printer: str, title: str, pdf: bytes, copies: int = 1) -> str:
    """Hand a paper over. Returns the job's name, '' from a spooler that gives none.

    Raises UserError `print.failed` when it is not taken.
    """
    program = find_spooler()
    if program is None:
        raise refused(printer)
    command = [program, "-d", printer, "-t", title, "-n", str(copies), "-o", "media=A4"]
    if copies > 1:
        command += ["-o", "collate=true"]
    try:
        answer = subprocess.run(
            command,
            input=pdf,
            capture_output=True,
            timeout=_SPOOL_SECONDS,
            check=False,
            env=_plain(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise refused(printer) from error
    if answer.returncode:
        raise refused(printer)
    found = _REQUEST.search(answer.stdout.decode("utf-8", "replace"))
    return found[1] if found else ""


def look(printer: str, jobs: Sequence[str]) -> Look:
    """How jobs stand on a printer; nothing is known of them while the spooler is silent."""
    about = _ask("lpstat", "-l", "-p", printer)
    waiting = _ask("lpstat", "-W", "not-completed", "-o", printer)
    if about is None or waiting is None:
        return Look()
    if not about.strip():
        return Look(trouble=Trouble.GONE)
    queued = {line.split()[0] for line in waiting.splitlines() if line.strip()}
    found = re.search(r"^printer \S+ now printing (\S+?)\.\s", about)
    printing = found[1] if found and found[1] in jobs else ""
    done = frozenset(job for job in jobs if job not in queued)
    return Look(done, printing, _trouble(about) if len(done) < len(jobs) else None)


def cancel(job: str) -> None:
    """Take a job out of the queue; one that has left it already stays printed."""
    _ask("cancel", job)


def _trouble(about: str) -> Trouble | None:
    """The gravest thing `lpstat -l -p` tells of a printer."""
    found = {
        trouble
        for word in re.findall(r"[a-z][a-z-]+", _alerts(about))
        if (trouble := _REASONS.get(_NOT_GRAVE.sub("", word))) is not None
    }
    if re.search(r"^printer \S+ disabled", about):
        found.add(Trouble.STOPPED)
    return next((trouble for trouble in Trouble if trouble in found), None)


def _alerts(about: str) -> str:
    found = re.search(r"^\s*Alerts:(.*)$", about, re.MULTILINE)
    return found[1] if found else ""


def _ask(program: str, *arguments: str) -> str | None:
    """What a command of the spooler prints, '' when it refuses; None when it does not answer."""
    path = shutil.which(program)
    if path is None:
        return None
    try:
        answer = subprocess.run(
            [path, *arguments],
            capture_output=True,
            timeout=_ASK_SECONDS,
            check=False,
            env=_plain(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return "" if answer.returncode else answer.stdout.decode("utf-8", "replace")


def _plain() -> dict[str, str]:
    """The surroundings, but for the language: the answers are read, not shown."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
