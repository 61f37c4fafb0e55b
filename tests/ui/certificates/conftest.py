"""The filled room, and printers that are not there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.ui.certificates.room import desk, filled, room

__all__ = ["desk", "filled", "room"]

_LP = """#!{python}
import pathlib, sys
folder = pathlib.Path(__file__).parent
with (folder / "jobs.txt").open("a", encoding="utf-8") as log:
    log.write("|".join(sys.argv[1:]) + "\\n")
count = len((folder / "jobs.txt").read_text(encoding="utf-8").splitlines())
(folder / f"job{{count}}.pdf").write_bytes(sys.stdin.buffer.read())
sys.exit({status})
"""
_PRINTERS = ("Epson_L3110", "HP_Laser")
_LPSTAT = """#!{python}
print({names!r})
"""


class FakeSpooler:
    """`lp` and `lpstat` as scripts on PATH."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.install()

    def install(
        self, names: tuple[str, ...] = ("Epson_L3110", "HP_Laser"), status: int = 0
    ) -> None:
        """Write the scripts anew."""
        self.folder.mkdir(exist_ok=True)
        for name, text in (
            ("lp", _LP.format(python=sys.executable, status=status)),
            ("lpstat", _LPSTAT.format(python=sys.executable, names="\n".join(names))),
        ):
            path = self.folder / name
            path.write_text(text, encoding="utf-8")
            path.chmod(0o755)

    def jobs(self) -> list[str]:
        """The arguments of each job, joined by `|`."""
        log = self.folder / "jobs.txt"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def pdf(self, number: int) -> bytes:
        """What the job, from 1, was given."""
        return (self.folder / f"job{number}.pdf").read_bytes()


@pytest.fixture
def spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeSpooler:
    """Two printers behind a spooler."""
    if sys.platform == "win32":
        pytest.skip("Windows has no lp")
    folder = tmp_path / "bin"
    monkeypatch.setenv("PATH", str(folder))
    return FakeSpooler(folder)


@pytest.fixture
def no_spooler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `lp` anywhere, as on Windows."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
