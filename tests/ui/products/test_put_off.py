"""Closing or killing the program while photographs are on their way in loses none of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import BugRecord, open_workspace
from app.paths import WORK, DataDir
from app.services import arriving, label_codes, photographs, products
from app.services.workspace import Workspace
from app.ui.desk import Place
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.sources import Pasted
from app.ui.shell.program import Program
from tests import blank
from tests.photos.pictures import encoded, noisy
from tests.ui.forms.register import business, product

Start = Callable[[], Program]


@pytest.fixture
def start(tmp_path: Path, qapp: QApplication) -> Iterator[Start]:
    started: list[Program] = []
    data = DataDir(tmp_path / "data")
    data.root.mkdir()
    blank.lay(data.folder(WORK))
    ws = open_workspace(data, None)
    ws.start("Rani Kurator")
    ws.close()

    def do() -> Program:
        program = Program(data, open_workspace, BugRecord(data.root))
        started.append(program)
        program.start()
        return program

    yield do
    for program in started:
        program.stop()
        program.deleteLater()


def room(program: Program) -> Workspace:
    assert program.ws is not None
    return program.ws


def page_of(program: Program, key: UUID) -> ProductsPage:
    page = page_of_undrained(program, key)
    program.lanes.drain()
    return page


def page_of_undrained(program: Program, key: UUID) -> ProductsPage:
    assert program.window is not None
    program.window.travel(Place("products", key))
    page = program.window.findChild(ProductsPage)
    assert isinstance(page, ProductsPage)
    return page


def count(program: Program, key: UUID) -> int:
    return len(products.get(room(program), key).photos)


def files_left(program: Program) -> list[Path]:
    return [one.file for one in arriving.waiting(room(program)).pictures]


def files(folder: Path, number: int, size: tuple[int, int] = (240, 180)) -> list[Path]:
    """Pictures of noise: to search one of 480 × 360 for codes takes a second."""
    made = [folder / f"{n:02}.jpg" for n in range(number)]
    for seed, path in enumerate(made):
        path.write_bytes(encoded(noisy(size, seed)))
    return made


@pytest.mark.parametrize("way", ["window", "program"])
def test_what_waits_when_the_program_closes_goes_on_at_its_next_start(
    start: Start, tmp_path: Path, qtbot: QtBot, way: str
) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    page = page_of(program, key)
    page.add_pictures(files(tmp_path, 14))
    red = QImage(64, 48, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    page.add_pictures([Pasted(red, "Gambar tempelan")])
    qtbot.waitUntil(lambda: count(program, key) >= 2, timeout=60_000)
    if way == "window":
        assert program.window is not None
        program.window.close()
    program.stop()

    program = start()  # and the person goes nowhere near the products
    taken, left = count(program, key), files_left(program)
    assert taken < 15
    assert taken + len(left) == 15
    qtbot.waitUntil(lambda: count(program, key) == 15, timeout=120_000)
    qtbot.waitUntil(lambda: not files_left(program), timeout=60_000)
    program.lanes.drain()
    assert len({p.sha256 for p in products.get(room(program), key).photos}) == 15
    program.stop()

    program = start()
    program.lanes.drain()
    assert count(program, key) == 15


def test_a_file_that_went_meanwhile_is_named(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    here, gone = files(tmp_path, 2)
    arriving.put_off(room(program), arriving.note(room(program), key, [gone, here]))
    gone.unlink()
    program.stop()

    program = start()
    page = page_of(program, key)
    qtbot.waitUntil(lambda: count(program, key) == 1, timeout=60_000)
    qtbot.waitUntil(page.photos.banner.isVisible, timeout=60_000)
    assert gone.name in page.photos.banner.accessibleName()
    program.lanes.drain()
    assert files_left(program) == []


def test_what_comes_after_the_word_is_kept_too(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    page = page_of(program, key)
    page.put_off()
    page.add_pictures(files(tmp_path, 3))
    program.lanes.drain()
    assert count(program, key) == 0
    left = arriving.waiting(room(program))
    assert [(one.product_id, one.file) for one in left.pictures] == [
        (key, file) for file in files(tmp_path, 3)
    ]
    assert left.in_order


_TORN_AWAY = """
import sys
from pathlib import Path
from uuid import UUID
from PySide6.QtGui import QColor, QImage
from app.bootstrap import BugRecord, open_workspace
from app.paths import DataDir
from app.services import products
from app.ui.desk import Place
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.sources import Pasted
from app.ui.shell.program import Program

folder, key = Path(sys.argv[1]), UUID(sys.argv[2])
program = Program(DataDir(folder / "data"), open_workspace, BugRecord(folder))
program.start()
program.window.travel(Place("products", key))
program.lanes.drain()
page = program.window.findChild(ProductsPage)
red = QImage(64, 48, QImage.Format.Format_RGB32)
red.fill(QColor("red"))
page.add_pictures([*sorted(folder.glob("*.jpg")), Pasted(red, "Gambar tempelan")])
told = False
while True:
    program.app.processEvents()
    if not told and len(products.get(program.ws, key).photos) >= 2:
        told = True
        print("now", flush=True)
"""


def torn_away(folder: Path, key: UUID) -> None:
    """A program of its own takes everything in, and is killed in the middle."""
    command = [sys.executable, "-c", _TORN_AWAY, str(folder), str(key)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            assert child.stdout.readline() == "now\n"
        finally:
            child.kill()


def test_a_killed_program_offers_to_go_on(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    program.stop()
    files(tmp_path, 14)
    torn_away(tmp_path, key)

    program = start()
    page = page_of(program, key)
    taken = count(program, key)
    assert 2 <= taken < 15
    assert taken + len(files_left(program)) == 15, "none is lost, none would come twice"
    assert page.photos.left_banner.isVisible()
    assert str(15 - taken) in page.photos.left_banner.accessibleName()
    assert not page.gallery.busy, "what ended the program is not tried again unasked"
    program.stop()

    program = start()
    page = page_of(program, key)
    page.photos.left_banner.action_button.click()
    assert not page.photos.left_banner.isVisible()
    qtbot.waitUntil(lambda: count(program, key) == 15, timeout=120_000)
    program.lanes.drain()
    assert len({p.sha256 for p in products.get(room(program), key).photos}) == 15
    assert files_left(program) == []
    assert not (room(program).folder / "menyusul").exists()


def test_stopping_leaves_nothing_behind(start: Start, tmp_path: Path) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    page = page_of(program, key)
    page.add_pictures(files(tmp_path, 12))
    page.photos.stop_button.click()
    program.lanes.drain()
    assert not page.gallery.busy
    assert files_left(program) == []


def test_nobody_waits_for_labels_to_be_read(start: Start, tmp_path: Path) -> None:
    """A picture without a code takes seconds to search: that can wait for another visit."""
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    ws = room(program)
    photographs.add_files(ws, key, files(tmp_path, 4, (480, 360)))
    assert len(label_codes.unread(ws, key)) == 4
    page = page_of_undrained(program, key)
    page.put_off()
    program.lanes.drain()
    assert len(label_codes.unread(ws, key)) >= 3

    program.stop()
    program = start()
    page_of(program, key)  # the next visit reads them
    assert label_codes.unread(room(program), key) == ()


def test_the_start_sweeps_what_a_power_cut_left(start: Start, qtbot: QtBot) -> None:
    program = start()
    folder = room(program).folder / "foto" / "ab"
    program.stop()
    folder.mkdir(parents=True)
    half = folder / "tmpabc.new"
    half.write_bytes(b"half a photograph")
    os.utime(half, (1, 1))
    start()
    qtbot.waitUntil(lambda: not half.exists(), timeout=60_000)
