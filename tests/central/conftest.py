"""A centre on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.central.centre import Centre
from app.clock import ManualClock
from tests.postgres import fresh_centre


@pytest.fixture
def centre(tmp_path: Path, clock: ManualClock) -> Iterator[Centre]:
    with fresh_centre(tmp_path / "centre", clock) as made:
        yield made
