"""Closing the program while photographs are on their way in loses none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import BugRecord, open_workspace
from app.paths import DataDir
from app.services import arriving, products
from app.services.workspace import Workspace
from app.ui.desk import Place
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.intake import Pasted
from app.ui.shell.program import Program
from tests.photos.pictures import encoded, noisy
from tests.ui.forms.register import business, product

Start = Callable[[], Program]


@pytest.fixture
def start(tmp_path: Path, qapp: QApplication) -> Iterator[Start]:
    started: list[Program] = []
    data = DataDir(tmp_path / "data")
    data.root.mkdir()
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
    assert program.window is not None
    program.window.travel(Place("products", key))
    program.lanes.drain()
    page = program.window.findChild(ProductsPage)
    assert isinstance(page, ProductsPage)
    return page


def count(program: Program, key: UUID) -> int:
    return len(products.get(room(program), key).photos)


def files(folder: Path, number: int) -> list[Path]:
    made = [folder / f"{n:02}.jpg" for n in range(number)]
    for seed, path in enumerate(made):
        path.write_bytes(encoded(noisy((900, 700), seed)))
    return made


@pytest.mark.parametrize("way", ["window", "program"])
def test_what_waits_when_the_program_closes_goes_on_at_its_next_start(
    start: Start, tmp_path: Path, qtbot: QtBot, way: str
) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    page = page_of(program, key)
    page.add_pictures(files(tmp_path, 40))
    red = QImage(64, 48, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    page.add_pictures([Pasted(red, "Gambar tempelan")])
    qtbot.waitUntil(lambda: count(program, key) >= 2, timeout=60_000)
    if way == "window":
        assert program.window is not None
        program.window.close()
    program.stop()

    program = start()  # and the person goes nowhere near the products
    taken, left = count(program, key), arriving.kept(room(program))
    assert taken < 41
    assert taken + sum(len(paths) for _, paths in left) == 41
    qtbot.waitUntil(lambda: count(program, key) == 41, timeout=120_000)
    qtbot.waitUntil(lambda: not arriving.kept(room(program)), timeout=60_000)
    program.lanes.drain()
    assert len({p.sha256 for p in products.get(room(program), key).photos}) == 41
    program.stop()

    program = start()
    program.lanes.drain()
    assert count(program, key) == 41


def test_a_file_that_went_meanwhile_is_named(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    here, gone = files(tmp_path, 2)
    arriving.keep(room(program), [(key, gone), (key, here)])
    gone.unlink()
    program.stop()

    program = start()
    page = page_of(program, key)
    qtbot.waitUntil(lambda: count(program, key) == 1, timeout=60_000)
    qtbot.waitUntil(page.photos.banner.isVisible, timeout=60_000)
    assert gone.name in page.photos.banner.accessibleName()
    program.lanes.drain()
    assert arriving.kept(room(program)) == ()


def test_what_comes_after_the_word_is_kept_too(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    program = start()
    key = product(room(program), business(room(program), "Dapur Sari"), "Keripik")
    page = page_of(program, key)
    page.put_off()
    page.add_pictures(files(tmp_path, 3))
    program.lanes.drain()
    assert count(program, key) == 0
    assert arriving.kept(room(program)) == ((key, tuple(files(tmp_path, 3))),)
