"""A session with a panel of five on one laptop, filled once for all tests of the panel."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from app.clock import ManualClock
from app.domain.terms import Level
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import sessions
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.fairness import FairnessPanel
from tests.conftest import NOW
from tests.panels import bring, judge_all, seat

PRODUCTS = ("Keripik", "Sambal", "Nastar", "Rendang", "Kopi", "Dodol", "Abon", "Sagon")
LENIENCY = (0.6, 0.0, -0.6, 0.1, -0.1)


def opened(folder: Path) -> Workspace:
    clock = ManualClock(NOW)
    return Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop whose current session has eight products with three sheets each."""
    ws = opened(tmp_path_factory.mktemp("judged"))
    ws.start("Rani Kurator")
    form = SessionForm("Bazar Uji", "Taman Uji", date(2026, 11, 21), Level.DISTRICT, "31.74.04")
    held, _ = sessions.create(ws, form)
    people = seat(ws, held)
    judge_all(ws, [bring(ws, held, name) for name in PRODUCTS], people, LENIENCY)
    ws.close()
    return ws.folder


@pytest.fixture
def ws(judged: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it."""
    folder = tmp_path / "laptop"
    shutil.copytree(judged, folder, ignore=shutil.ignore_patterns("*.lock"))
    made = opened(folder)
    yield made
    made.close()


@pytest.fixture
def held(ws: Workspace) -> UUID:
    view = sessions.current(ws)
    assert view is not None
    return view.id


@pytest.fixture
def desk(ws: Workspace, qapp: object) -> Iterator[Desk]:
    made = Desk(ws, InlineLanes())
    yield made
    made.deleteLater()


@pytest.fixture
def panel(desk: Desk, held: UUID, show: Callable[[QWidget], None]) -> FairnessPanel:
    made = FairnessPanel(desk)
    made.resize(1110, 640)
    show(made)
    made.load(held)
    return made
