"""Where things lie: the program's resources and the officer's data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

WORK = "kerja"
SAMPLE = "contoh"
JOURNAL = "jurnal"
"""The folder of the journal, beside a room's database."""

_CHOICE = "ruang.txt"


def default_data_dir() -> Path:
    """The officer's data folder where none is named: per user, never roaming."""
    return Path(platformdirs.user_data_dir("KurasiLapangan", appauthor=False))


@dataclass(frozen=True, slots=True)
class DataDir:
    """A data folder with its two rooms: work, and sample data that is never sent."""

    root: Path

    def settings_file(self, room: str) -> Path:
        """The settings of a room: which session is current belongs to its data."""
        return self.folder(room) / "setelan.toml"

    def room(self) -> str:
        """The room in use; work unless sample data was chosen."""
        try:
            text = (self.root / _CHOICE).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return WORK
        return SAMPLE if text == SAMPLE else WORK

    def choose(self, room: str) -> None:
        """Remember which room to open from now on."""
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / _CHOICE).write_text(room, encoding="utf-8")

    def folder(self, room: str) -> Path:
        """The folder of a room."""
        return self.root / room
