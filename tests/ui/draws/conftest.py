"""A laptop with five businesses that may go to a bazaar, filled once for all tests of the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from app.clock import ManualClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import draw_making, draw_pool
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.draws import DrawsPage
from tests.conftest import NOW
from tests.services.field import add_product, judge, open_session, register
from tests.services.market import NUMBERS, curated, event, form

NAMES = ("Dapur Sari", "Kue Mpok", "Batik Kita", "Kopi Wati", "Sambal Ati")


def opened(folder: Path) -> Workspace:
    clock = ManualClock(NOW)
    return Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))


@pytest.fixture(scope="session")
def market_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder; copy it, never open it."""
    ws = opened(tmp_path_factory.mktemp("pasar"))
    ws.start("Rani Kurator")
    curated(ws, *NAMES)
    lacking = register(ws, "Dapur Tanpa Izin")
    judge(ws, add_product(ws, lacking, photo=False), open_session(ws), 4)
    event(ws)
    ws.close()
    return ws.folder


@pytest.fixture
def ws(market_room: Path, tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "laptop"
    shutil.copytree(market_room, folder, ignore=shutil.ignore_patterns("*.lock"))
    made = opened(folder)
    yield made
    made.close()


@pytest.fixture
def desk(ws: Workspace, qapp: object) -> Iterator[Desk]:
    made = Desk(ws, InlineLanes())
    yield made
    made.deleteLater()


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None]) -> DrawsPage:
    made = DrawsPage(desk)
    made.resize(1158, 690)
    show(made)
    made.enter()
    return made


def announced(ws: Workspace) -> UUID:
    """A draw for the event that is there, announced now."""
    (occasion,) = draw_pool.occasions(ws)
    return draw_making.announce(ws, form(ws), draw_pool.of_occasion(ws, occasion))[0]


def later(ws: Workspace, days: int = 6) -> None:
    assert isinstance(ws.clock, ManualClock)
    ws.clock.advance(timedelta(days=days))


def drawn(ws: Workspace) -> UUID:
    """The same, its numbers typed on their day."""
    draw_id = announced(ws)
    later(ws)
    draw_making.record(ws, draw_id, NUMBERS)
    return draw_id
