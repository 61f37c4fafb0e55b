"""What all tests share. Qt runs offscreen; nothing here may need a network."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["LANG"] = "C.UTF-8"

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from app.clock import ManualClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.photos.workshop import Lease
from app.services.workspace import Workspace
from tests import blank, statements

# Tests start the program hundreds of times. Where byte code is not to be written (as in many
# containers), each start would compile all of it, and each worker every test.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

statements.share()

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
"""Saturday, 21 November 2026, 10.00 in Jakarta."""


# How long an example takes says how busy the machine is, and nothing else.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONGEST_FIRST = (
    "tests/model/test_fieldwork",
    "tests/model/test_mutants",
    "tests/model/test_disasters",
    "tests/services/test_case_life",
    "tests/ui/curation/test_sessions",
    "tests/photos/phone/test_page",
    "tests/verify_page/test_page",
    "tests/ui/test_main_job",
    "tests/ui/products/test_put_off",
    "tests/ui/rubrics/",
    "tests/ui/printing/test_cups",
    "tests/faults/",
    "tests/services/test_sample",
    "tests/services/test_rule_lab",
    "tests/photos/test_codes",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker waits for the other at the end."""
    order = {name: place for place, name in enumerate(LONGEST_FIRST)}

    def place(item: pytest.Item) -> int:
        return next((at for name, at in order.items() if item.nodeid.startswith(name)), len(order))

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def warm_workshop() -> Iterator[Lease]:
    """A share in the workshop, so that not every test with a photograph starts a process.

    Nothing starts before the first photograph, and nobody else's share outlives the tests.
    """
    share = Lease()
    yield share
    share.close()
    assert Lease.holders() == 0, "a workspace was left open"


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands still until told."""
    return ManualClock(NOW)


OpenWorkspace = Callable[..., Workspace]


@pytest.fixture
def open_workspace(tmp_path: Path, clock: ManualClock) -> Iterator[OpenWorkspace]:
    """Opens workspaces that are closed at the end; `name` tells laptops apart."""
    opened: list[Workspace] = []

    def open_(name: str = "laptop", *, person: str | None = "Rani Kurator") -> Workspace:
        ids = IdMaker(clock, random.Random(name))
        folder = blank.lay(tmp_path / name).parent
        ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
        opened.append(ws)
        if person is not None and ws.is_new:
            ws.start(person)
        return ws

    yield open_
    for ws in opened:
        ws.close()


@pytest.fixture
def ws(open_workspace: OpenWorkspace) -> Workspace:
    """An empty laptop on which a curator has started without a centre."""
    return open_workspace()
