"""The stage of the model: made once for each file of tests, for it is slow to set up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model.running import stage as a_stage
from tests.model.stage import Stage


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """A centre and its laptops, all in step."""
    with a_stage() as made:
        yield made
