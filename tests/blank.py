"""An empty database of a laptop, migrated once in a run and copied from then on."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from app.models.engine import open_local


@functools.cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory(prefix="kl-local-") as folder:
        path = Path(folder) / "template.sqlite"
        database = open_local(path)
        copy = path.with_name("copy.sqlite")
        database.backup(copy)
        database.close()
        return copy.read_bytes()


def lay(folder: Path, name: str = "kurasi.sqlite") -> Path:
    """Put one where there is none, so that opening the folder does not migrate; its path."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_template())
    return path
