"""Where the files of a run lie: those written for the centre, and its answers by laptop."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from app.protocol.parcel import SUFFIX


class Drawer:
    """All files of one run, in the order in which they were written."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="kl-drawer-")
        self._count = 0
        self.sent: list[Path] = []
        self.answers: dict[UUID, list[Path]] = {}

    def path(self) -> Path:
        """Where the next file goes."""
        self._count += 1
        return Path(self._folder.name) / f"{self._count}{SUFFIX}"

    def close(self) -> None:
        """Throw them away."""
        self._folder.cleanup()
