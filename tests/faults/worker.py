"""A laptop at work in a process of its own, to be killed: it writes, photographs and syncs.

Each line it prints was true when it was printed: `saved <entity> <key>` after the commit,
`sent` after a sync that was confirmed whole.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.clock import SystemClock
from app.errors import UserError
from app.ids import IdMaker
from app.models.engine import open_local
from app.models.entities import TABLES
from app.models.local import BlobTransfer
from app.photos.store import PhotoStore
from app.sync.engine import SyncEngine
from app.sync.report import QuietWatcher, Report
from app.sync.transport import HttpsTransport
from tests import laptops


def say(*words: object) -> None:
    """A line that whoever reads it may believe."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Worker:
    """One laptop's day, quickened."""

    def __init__(self, folder: Path, device: UUID, centre_key: str, seed: str) -> None:
        self.rng = random.Random(seed)
        self.db = open_local(folder / "kurasi.sqlite")
        self.photos = PhotoStore(folder / "foto")
        clock = SystemClock()
        self.ids = IdMaker(clock)
        self.engine = SyncEngine(self.db, self.photos, device, clock, centre_key)
        self.keys: list[UUID] = []

    def work(self, transport: HttpsTransport) -> None:
        """A few records, an edit, a photograph, then a sync."""
        for _ in range(self.rng.randint(1, 4)):
            key = self.ids.new()
            laptops.insert(self.db, "business", key, note="x" * self.rng.randint(0, 2_000))
            self.keys.append(key)
            say("saved", "business", key.hex)
        laptops.edit(self.db, "business", self.rng.choice(self.keys), phone=self.ids.new().hex)
        if self.rng.random() < 0.4:
            self._photograph()
        report = Report()
        try:
            self.engine.run(transport, QuietWatcher(), report)
        except UserError as error:
            say("told", error.code)
        else:
            say("sent" if report.complete else "rest")

    def _photograph(self) -> None:
        data, thumb = self.rng.randbytes(40_000), self.rng.randbytes(400)
        names = [self.photos.put(d) for d in (data, thumb)]
        key = self.ids.new()
        sizes = {"size_bytes": len(data), "thumb_bytes": len(thumb)}
        photo = laptops.row_of("photo", key, sha256=names[0], thumb_sha256=names[1], **sizes)
        # As the program does: a photograph and what must be sent of it are one transaction.
        with self.db.write() as session:
            for name, size, small in zip(
                names, (len(data), len(thumb)), (False, True), strict=True
            ):
                row = {"sha256": name, "size_bytes": size, "thumbnail": small}
                session.add(BlobTransfer(direction="up", state="waiting", **row))
            session.execute(sa.insert(TABLES["photo"]).values(**photo))
        say("saved", "photo", key.hex)


def main(argv: Sequence[str] | None = None) -> None:
    """Work until killed."""
    parser = argparse.ArgumentParser()
    for name in ("folder", "device", "centre_key", "url", "token", "pem", "seed"):
        parser.add_argument(name)
    args = parser.parse_args(argv)
    worker = Worker(Path(args.folder), UUID(args.device), args.centre_key, args.seed)
    pem = Path(args.pem).read_text(encoding="ascii")
    with HttpsTransport(args.url, args.token, pem) as transport:
        while True:
            worker.work(transport)


if __name__ == "__main__":
    main()
