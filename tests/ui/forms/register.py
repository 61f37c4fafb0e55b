"""Fixtures and helpers for the pages of the register: a real workspace, lanes that run at once."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import ManualClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import businesses, products
from app.services.businesses import BusinessForm
from app.services.products import ProductForm
from app.services.workspace import Workspace
from app.ui.desk import Desk, Notice, Place
from app.ui.lanes import InlineLanes
from tests.conftest import NOW

__all__ = ["desk", "heard", "started", "ws"]

WARD = "31.74.02.1001"
OTHER_WARD = "31.71.01.1001"
Show = Callable[[QWidget], None]


class Heard:
    """What a desk told: where to go, what was noticed."""

    def __init__(self, desk: Desk) -> None:
        self.places: list[Place] = []
        self.notices: list[Notice] = []
        desk.travelled.connect(self.places.append)
        desk.noticed.connect(self.notices.append)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A laptop on which a curator has started: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("started")
    clock = ManualClock(NOW)
    ids = IdMaker(clock, random.Random("started"))
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    ws.start("Rani Kurator")
    ws.close()
    return folder


@pytest.fixture
def ws(started: Path, tmp_path: Path, clock: ManualClock) -> Iterator[Workspace]:
    """A copy of that laptop."""
    folder = tmp_path / "laptop"
    shutil.copytree(started, folder)
    ids = IdMaker(clock, random.Random("laptop"))
    opened = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    yield opened
    opened.close()


@pytest.fixture
def desk(ws: Workspace, qapp: QApplication) -> Desk:
    return Desk(ws, InlineLanes())


@pytest.fixture
def heard(desk: Desk) -> Heard:
    return Heard(desk)


def business(ws: Workspace, name: str, **values: str) -> UUID:
    """A business in the database."""
    form = BusinessForm(name=name, owner_name="Siti", ward_code=WARD, consent=True)
    return businesses.save(ws, replace(form, **values))[0]  # type: ignore[arg-type]


def product(ws: Workspace, business_id: UUID, name: str, **values: object) -> UUID:
    """A product in the database."""
    form = ProductForm(name=name, category="MKN", price=35_000)
    return products.save(ws, business_id, replace(form, **values))[0]  # type: ignore[arg-type]


def focused() -> QWidget:
    """The widget that has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_text(text: str) -> None:
    """Type into whatever has the focus."""
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in whatever has the focus."""
    QTest.keyClick(focused(), key, modifier)


def unnamed(page: QWidget) -> list[str]:
    """Widgets that take the focus and say nothing to a screen reader."""
    found = []
    for widget in page.findChildren(QWidget):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisibleTo(page)
        if takes_focus and widget.focusProxy() is None and not widget.accessibleName():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def click(widget: QWidget) -> None:
    """Click a widget with the left button."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
