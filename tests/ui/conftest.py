"""Offscreen Qt, a light theme, and no window left behind by any test."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTranslator
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.lanes import InlineLanes, Lanes
from app.ui.theme import apply_theme, current_scheme


def collect() -> None:
    """Delete what waits for deletion, then collect garbage if a window is left."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not QApplication.topLevelWidgets():
        return
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def speak_english(app: QApplication) -> None:
    """Tests read the source strings; what makes the whole program installs the catalogue."""
    if app.property("kl_translated") is None:
        return
    QLocale.setDefault(QLocale.system())
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
        translator.deleteLater()
    app.setProperty("kl_translated", None)


@pytest.fixture(autouse=True)
def clean_ui(qapp: QApplication) -> Iterator[None]:
    """Light theme before; English and no top-level widget after."""
    if qapp.styleSheet() == "" or current_scheme() != "light":
        apply_theme(qapp, "light")
    yield
    speak_english(qapp)
    collect()
    left = [type(widget).__name__ for widget in QApplication.topLevelWidgets()]
    assert left == []


@pytest.fixture
def lanes() -> InlineLanes:
    return InlineLanes()


@pytest.fixture
def real_lanes(qapp: QApplication) -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.shutdown()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two pictures: a red one, wide, and a blue one, high."""
    paths = []
    for name, size, colour in (("red", (200, 100), "#C02020"), ("blue", (60, 120), "#2020C0")):
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        path = tmp_path / f"{name}.png"
        assert image.save(str(path))
        paths.append(path)
    return paths


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[[QWidget], None]]:
    """Show a widget as the active window and keep it for the test (qtbot does not)."""
    kept: list[QWidget] = []

    def do(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        kept.append(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    yield do
    kept.clear()
