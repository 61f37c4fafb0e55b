"""A laptop's database, empty and of the present schema."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.engine import LocalDatabase
from tests import laptops


@pytest.fixture
def db(tmp_path: Path) -> Iterator[LocalDatabase]:
    database = laptops.new_database(tmp_path / "data" / "kurasi.sqlite")
    yield database
    database.close()
