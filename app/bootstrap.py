"""Puts the parts together; the only module besides `cli` that knows all of them."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app.clock import Clock, SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.paths import RESOURCES, DataDir
from app.services import journal, print_counts
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.central.centre import Centre
    from app.central.tls import TlsFiles
    from app.ui.tour.main_job import Walked

log = logging.getLogger(__name__)


def open_workspace(
    data: DataDir, room: str | None = None, clock: Clock | None = None, *, exclusive: bool = True
) -> Workspace:
    """Open a room of a data folder; UserError when it is in use, damaged or newer."""
    clock, room = clock or SystemClock(), room or data.room()
    folder, settings = data.folder(room), data.settings_file(room)
    ids = IdMaker(clock)
    return Workspace(folder, settings, RESOURCES, clock, ids, exclusive=exclusive)


@contextlib.contextmanager
def workspace(
    data: DataDir, room: str | None = None, *, exclusive: bool = True
) -> Iterator[Workspace]:
    """A workspace for the length of a `with`; swept of what a power cut left.

    A verb that only looks is not `exclusive`: it works while the window is open, and what the
    others changed goes into the journal.
    """
    ws = open_workspace(data, room, exclusive=exclusive)
    try:
        if exclusive:
            ws.photos.sweep()
            print_counts.settle(ws)
        yield ws
    finally:
        if exclusive:
            journal.keep(ws)
        ws.close()


def fill_centre(centre: Centre, folder: Path, tls: TlsFiles) -> None:
    """Load sample data into a trial centre the way a laptop would: enrolled, over HTTPS."""
    from app.central import people
    from app.central.server import serving
    from app.services import enrolment, sample, syncing
    from app.sync.report import QuietWatcher

    grants = [Grant(Role.CURATOR, "31"), Grant(Role.CHAIR, "31")]
    code = people.new_code(centre, people.add_person(centre, "Tim Contoh", grants))
    clock = SystemClock()
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))
    try:
        with serving(centre, tls) as url:
            enrolment.enrol(ws, url, code, tls.certificate.read_text(encoding="ascii"))
            sample.fill(ws)
            syncing.run(ws, QuietWatcher())
    finally:
        ws.close()


def run_tour(out: Path) -> Walked:
    """Walk the main job through the real windows against an embedded centre with sample data."""
    import tempfile

    from app.central import centre as centres
    from app.central import people
    from app.central.embedded import embedded_postgres
    from app.central.server import serving
    from app.central.tls import make_certificate
    from app.protocol.trust import fingerprint
    from app.ui.tour import sample_room
    from app.ui.tour.main_job import Invitation, MainJob
    from app.ui.tour.quiet import screen_remarks_left_out

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with embedded_postgres(folder / "postgres") as engine:
            centre = centres.open_centre(engine, folder / "pusat", SystemClock())
            centres.init(centre, RESOURCES)
            tls = make_certificate(folder / "tls")
            fill_centre(centre, folder / "pengisi", tls)
            grants = [Grant(Role.CURATOR, "31.74"), Grant(Role.CHAIR, "31.74")]
            codes = [
                people.new_code(centre, people.add_person(centre, name, grants))
                for name in ("Rani Kurator", "Budi Kurator")
            ]
            mark = fingerprint(tls.certificate.read_text(encoding="ascii"))
            with serving(centre, tls) as url, screen_remarks_left_out():
                job = MainJob(
                    out.absolute(),
                    (folder / "laptop-1", folder / "laptop-2"),
                    (Invitation(url, codes[0], mark), Invitation(url, codes[1], mark)),
                    open_workspace,
                    BugRecord(folder),
                )
                walked = job.walk()
                sample_room.visit(job, folder / "laptop-3")
                return replace(walked, pictures=tuple(job.hands.pictures))


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class BugRecord:
    """Keeps what a bug was, without personal data: kinds, files and lines, never values."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "galat.log"

    def write(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        """Append one bug; a disk that refuses is passed over, there is no better place to tell."""
        frames = traceback.extract_tb(trace)
        lines = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
        text = f"{kind.__name__}\n  " + "\n  ".join(lines) + "\n"
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(text)


def run_window(data: DataDir) -> int:
    """Start the program with its window; returns the exit status."""
    from app.ui.shell.program import Program

    program = Program(data, open_workspace, BugRecord(data.root))
    return program.run()
