"""The whole kit at once: fits the laptop, has names, leaks nothing, switches schemes."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import Button, IconButton
from app.ui.kit.cards import Card, KeyValueGrid, PageHeader, ProgressLine, Stat
from app.ui.kit.chips import Chip, ChipRow
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.gallery import NAV, Gallery, build_gallery
from app.ui.kit.gate import GateRow
from app.ui.kit.inputs import MaskedEdit, SearchField
from app.ui.kit.pdf import PdfPreview
from app.ui.kit.photos import PhotoItem, PhotoStrip
from app.ui.kit.record_view import PagedList
from app.ui.kit.samples import read_file
from app.ui.kit.score import ScoreRow
from app.ui.kit.sheet import ConfirmSheet, Sheet
from app.ui.kit.sidebar import Sidebar
from app.ui.kit.stepper import Stepper
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.toast import ToastHost
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import InlineLanes
from app.ui.theme import apply_theme

Show = Callable[[QWidget], None]
LAPTOP = QSize(1366, 768)
PAGES = ("home", "businesses", "curation")


@pytest.fixture
def gallery(show: Show, pictures: list[Path]) -> Gallery:
    made = build_gallery(pictures=pictures)
    made.resize(LAPTOP)
    show(made)
    return made


@pytest.mark.parametrize("page", PAGES)
def test_every_page_fits_the_laptop(gallery: Gallery, page: str) -> None:
    gallery.show_page(page)
    hint = gallery.minimumSizeHint()
    assert hint.width() <= LAPTOP.width()
    # A task bar and a title bar take some 80 pixels.
    assert hint.height() <= LAPTOP.height() - 80
    assert gallery.grab().size() == LAPTOP


@pytest.mark.parametrize("page", PAGES)
def test_everything_focusable_has_a_name(gallery: Gallery, page: str) -> None:
    gallery.show_page(page)
    gallery.toasts.post("Dihapus", action="Urungkan")
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in gallery.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not _accessible_name(widget)
    ]
    assert nameless == []


def _accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def test_a_scheme_switch_repaints_everything(gallery: Gallery) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for page in PAGES:
        gallery.show_page(page)
        apply_theme(app, "light")
        light = gallery.grab().toImage()
        apply_theme(app, "dark")
        dark = gallery.grab().toImage()
        white = sum(
            dark.pixelColor(x, y).lightness() > 200
            for x in range(220, 1366, 23)
            for y in range(0, 768, 23)
        )
        assert light != dark
        # The paper of the preview stays white; nothing else large does.
        assert white < 120


def test_sidebar_turns_the_pages(gallery: Gallery) -> None:
    for item in NAV:
        gallery.sidebar.button(item.key).click()
        assert gallery.sidebar.current == item.key


def _strip() -> QWidget:
    strip = PhotoStrip(ThumbnailCache(InlineLanes(), read_file, QApplication.instance()))
    strip.set_photos([PhotoItem("a", "a.jpg", "A")])
    return strip


def _form() -> QWidget:
    form = FormGrid()
    form.add_section("A")
    form.add(Field("B", QLineEdit(), help_text="c", required=True))
    return form


def _toasts() -> QWidget:
    page = QWidget()
    ToastHost(page).post("A", action="B")
    return page


MAKERS: dict[str, Callable[[], QWidget]] = {
    "banner": lambda: Banner(Tone.INFO, "A", action="B", closable=True),
    "button": lambda: Button("A", icon="check", shortcut="Ctrl+S"),
    "card": lambda: Card("A"),
    "check": lambda: Check("A"),
    "chip": lambda: Chip("A"),
    "chip row": lambda: ChipRow((ChipSpec("A"),)),
    "confirm": lambda: ConfirmSheet("A", "B", "C", None),
    "date": DateField,
    "empty": lambda: EmptyState("photo", "A", action="B"),
    "facts": lambda: KeyValueGrid([("A", "B")]),
    "form": _form,
    "gate": lambda: GateRow("A?"),
    "header": lambda: PageHeader("A"),
    "icon button": lambda: IconButton("x", "A"),
    "list": lambda: PagedList(
        "A", ThumbnailCache(InlineLanes(), read_file, QApplication.instance())
    ),
    "masked": lambda: MaskedEdit("3171014508900001"),
    "pdf": lambda: PdfPreview(InlineLanes()),
    "progress": lambda: ProgressLine("A"),
    "score": lambda: ScoreRow("A", "1"),
    "search": lambda: SearchField("A"),
    "select": Select,
    "sheet": lambda: Sheet("A", None),
    "sidebar": lambda: Sidebar("A", NAV),
    "stat": lambda: Stat("A", "1", icon="check"),
    "stepper": lambda: Stepper(["A", "B"]),
    "strip": _strip,
    "toasts": _toasts,
}


@pytest.mark.parametrize("name", MAKERS)
def test_an_unparented_widget_can_be_freed(name: str) -> None:
    watch = weakref.ref(MAKERS[name]())
    gc.collect()
    assert watch() is None


def test_a_window_is_freed_by_delete_later() -> None:
    """Windows with stacked pages need `deleteLater()`.

    Left to the garbage collector alone, PySide takes the pages apart one by one and the
    stack lays out the next page while its layouts are going (a crash inside Qt).
    """
    made = build_gallery()
    watch = weakref.ref(made)
    made.deleteLater()
    del made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert watch() is None


def test_double_density() -> None:
    """The whole gallery at QT_SCALE_FACTOR=2 is drawn in twice the pixels, without a warning."""
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([])\n"
        "from app.ui.theme import apply_theme\n"
        "from app.ui.kit.gallery import build_gallery\n"
        "apply_theme(app, 'dark')\n"
        "gallery = build_gallery()\n"
        "gallery.resize(1366, 768)\n"
        "picture = gallery.grab()\n"
        "print(picture.width(), picture.devicePixelRatio())\n"
    )
    environment = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["2732", "2.0"]
