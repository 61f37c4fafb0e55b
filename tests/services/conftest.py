"""Laptops for the tests of services, copied from one that was opened once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.protocol import keys
from app.services.workspace import Workspace
from tests.conftest import NOW, OpenWorkspace
from tests.services.field import enrol


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop on which Rani has started; migrations and seeds run only here."""
    folder = tmp_path_factory.mktemp("template")
    clock = ManualClock(NOW)
    ids = IdMaker(clock, random.Random("template"))
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    ws.start("Rani Kurator")
    ws.close()
    return folder


@pytest.fixture
def open_workspace(tmp_path: Path, clock: ManualClock, template: Path) -> Iterator[OpenWorkspace]:
    """Opens workspaces that are closed at the end; `name` tells laptops apart."""
    opened: list[Workspace] = []

    def open_(name: str = "laptop") -> Workspace:
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
        ids = IdMaker(clock, random.Random(f"{name} {len(opened)}"))
        ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
        opened.append(ws)
        return ws

    yield open_
    for ws in opened:
        ws.close()


@pytest.fixture(scope="session")
def root() -> str:
    """The root's private key."""
    return keys.new_private_key()


@pytest.fixture
def enrolled(ws: Workspace, root: str) -> Workspace:
    """A laptop of district 31.74.04 that belongs to a centre."""
    enrol(ws, root)
    return ws
