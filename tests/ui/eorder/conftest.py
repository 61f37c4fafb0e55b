"""A laptop with one product that may be registered and one that may not, and the page over it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.clock import ManualClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.eorder import EOrderPage
from tests.conftest import NOW
from tests.services.conftest import started
from tests.services.eorder_field import dapur, kue, passed, ready

ShowWidget = Callable[[QWidget], None]


@pytest.fixture(scope="session")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that laptop; copied by each test."""
    ws = started(tmp_path_factory.mktemp("dapur") / "laptop")
    ready(ws)
    other = dapur(ws, "Warung Ani", nib="2222222222222", jakpreneur_id="JKP-2", phone="")
    passed(ws, kue(ws, other, "Keripik", photos=2))
    ws.close()
    return ws.folder


@pytest.fixture
def ws(kitchen: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(kitchen, tmp_path / "laptop", ignore=shutil.ignore_patterns("*.lock"))
    folder, clock = tmp_path / "laptop", ManualClock(NOW)
    ids = IdMaker(clock, random.Random("eorder"))
    made = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    yield made
    made.close()


@pytest.fixture
def page(ws: Workspace, show: ShowWidget) -> EOrderPage:
    desk = Desk(ws, InlineLanes())
    made = EOrderPage(desk)
    desk.setParent(made)
    made.resize(1158, 728)
    show(made)
    made.enter()
    return made
