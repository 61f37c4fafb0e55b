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
from tests import blank
from tests.conftest import NOW, OpenWorkspace
from tests.services.field import enrol


def started(folder: Path) -> Workspace:
    """A laptop of its own on which Rani has started; whoever asked for it closes it."""
    clock = ManualClock(NOW)
    ids = IdMaker(clock, random.Random(folder.name))
    blank.lay(folder)
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    ws.start("Rani Kurator")
    return ws


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop on which Rani has started; migrations and seeds run only here."""
    ws = started(tmp_path_factory.mktemp("template"))
    ws.close()
    return ws.folder


@pytest.fixture
def open_workspace(tmp_path: Path, clock: ManualClock, template: Path) -> Iterator[OpenWorkspace]:
    """Opens workspaces that are closed at the end; `name` tells laptops apart.

    A new one is a copy of `source`, a laptop on which somebody has worked.
    """
    opened: list[Workspace] = []

    def open_(name: str = "laptop", source: Path = template) -> Workspace:
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.lock"))
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
