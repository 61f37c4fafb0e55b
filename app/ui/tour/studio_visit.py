"""The tour's visit to the camera studio: a drawn product, which says itself that it is a sample."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.photos.drawing import draw_product
from app.ui.pages.products import ProductsPage
from app.ui.pages.products.studio import Device
from app.ui.pages.products.studio.sheet import StudioSheet
from app.ui.shell.window import MainWindow
from app.ui.tour.drawn_camera import DrawnCamera
from app.ui.tour.hands import Hands, Lost

_SIZE = (1280, 720)
_DEVICES = (Device("drawn", "Kamera contoh (gambar)"), Device("other", "Kamera laptop"))


def drawn_frame(kind: str, name: str) -> QImage:
    """What a camera would see of a product on the table."""
    art = draw_product(kind, "kelapa", name, 7, _SIZE).convert("RGB")
    image = QImage(art.tobytes(), *_SIZE, 3 * _SIZE[0], QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


class StudioVisit:
    """Two shots of the product on show, by the keyboard."""

    def __init__(self, hands: Hands, window: MainWindow) -> None:
        self._hands, self._window = hands, window
        page = window.page("products")
        if not isinstance(page, ProductsPage):
            raise Lost("the product page is another one")
        self._door = page.gallery.studio
        self._camera = DrawnCamera(drawn_frame("box", "Dodol"), _DEVICES)

    def walk(self) -> None:
        """In by the key, a shot of the front, a shot of what is inside, out by the key."""
        self._door.make_source = lambda: self._camera
        self._hands.press(Qt.Key.Key_F6)
        self._hands.wait("the studio", lambda: self._door.sheet is not None)
        sheet = self._door.sheet
        if sheet is None:
            raise Lost("the studio closed again")
        self._shoot(sheet, "studio")
        self._camera.image = drawn_frame("plate_sweets", "Dodol")
        self._hands.press(Qt.Key.Key_3)
        self._shoot(sheet, "")
        self._hands.picture(self._window, "studio-dua-foto")
        self._hands.press(Qt.Key.Key_Escape)
        self._hands.wait("the page behind the studio", lambda: self._door.sheet is None)
        self._hands.settle()

    def _shoot(self, sheet: StudioSheet, picture: str) -> None:
        wanted, finder = self._camera.image, sheet.finder
        seen = wanted.pixelColor(wanted.rect().center())
        self._hands.wait("the camera", lambda: finder.ready and _shows(sheet, seen.name()))
        if picture:
            self._hands.picture(self._window, picture)
        before = len(sheet.strip.tiles)
        self._hands.press(Qt.Key.Key_Space)
        self._hands.wait("the shot", lambda: len(sheet.strip.tiles) > before and finder.ready)
        self._hands.settle()


def _shows(sheet: StudioSheet, colour: str) -> bool:
    frame = sheet.preview.frame
    return frame is not None and frame.pixelColor(frame.rect().center()).name() == colour
