"""The live coach's place: one frame at a time, the newest, in a worker."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.ui.lanes import Lanes
from app.ui.pages.products.studio.judging import JudgeLoop, small_of
from app.ui.pages.products.studio.pixels import rgb_of
from tests.ui.products.studio.conftest import OpenStudio, coloured


class Coach:
    """Waits at a gate, and notes what it was shown."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.seen: list[tuple[int, int, bytes]] = []
        self.threads: set[int] = set()

    def __call__(self, width: int, height: int, rgb: bytes, /) -> Sequence[str]:
        self.gate.wait()
        self.seen.append((width, height, rgb[:3]))
        self.threads.add(threading.get_ident())
        return ("Terlalu gelap: cari cahaya.",)


@pytest.mark.parametrize(("size", "small"), [((1280, 720), (640, 360)), ((90, 50), (90, 50))])
def test_frames_are_small_and_bare(size: tuple[int, int], small: tuple[int, int]) -> None:
    width, height, data = rgb_of(small_of(coloured("#102030", *size)))
    assert (width, height) == small
    assert data == b"\x10\x20\x30" * (width * height)


def test_rows_that_qt_pads_are_bare_too() -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#102030"))
    assert rgb_of(image) == (3, 2, b"\x10\x20\x30" * 6)


def test_the_newest_frame_is_judged_and_none_waits_behind_it(
    real_lanes: Lanes, qtbot: QtBot, qapp: QApplication
) -> None:
    coach, owner = Coach(), QObject()
    loop = JudgeLoop(real_lanes, coach, owner)
    heard: list[object] = []
    loop.judged.connect(heard.append)
    for colour in ("#010000", "#020000", "#030000", "#040000"):
        loop.offer(coloured(colour))
    assert real_lanes.pending == 1
    coach.gate.set()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert [rgb[0] for _, _, rgb in coach.seen] == [1, 4]
    assert threading.get_ident() not in coach.threads


def test_a_coach_that_fails_is_asked_no_more(real_lanes: Lanes, qapp: QApplication) -> None:
    asked: list[int] = []

    def broken(width: int, height: int, rgb: bytes, /) -> Sequence[str]:
        asked.append(width)
        raise ValueError("no model")

    owner = QObject()
    loop = JudgeLoop(real_lanes, broken, owner)
    with capture_exceptions() as caught:
        for _ in range(3):
            loop.offer(coloured("#000000"))
            real_lanes.drain()
    assert len(asked) == 1
    assert [kind for kind, _, _ in caught] == [ValueError]


def test_hints_stand_on_the_preview_and_go_with_the_studio(open_studio: OpenStudio) -> None:
    coach = Coach()
    coach.gate.set()
    studio = open_studio(judge=coach)
    studio.until(lambda: studio.sheet.preview.hints == ("Terlalu gelap: cari cahaya.",))
    assert "Terlalu gelap" in studio.sheet.preview.accessibleDescription()
    studio.close()
    judged = len(coach.seen)
    studio.settle()
    assert len(coach.seen) == judged


def test_without_a_coach_nothing_is_said(open_studio: OpenStudio) -> None:
    studio = open_studio()
    studio.shoot()
    assert studio.sheet.preview.hints == ()
