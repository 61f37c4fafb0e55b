"""The page Rubrik over a laptop of its own, as wide as it is in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from app.protocol import keys
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.rubrics import RubricsPage


@pytest.fixture
def desk(ws: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    made = Desk(ws, lanes)
    yield made
    made.deleteLater()


@pytest.fixture
def root() -> str:
    """The root's private key."""
    return keys.new_private_key()


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None]) -> RubricsPage:
    made = RubricsPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made
