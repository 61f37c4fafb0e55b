"""A certificate's code by the laptop's camera: frames are read one at a time until one shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.photos import taking
from app.photos.still import jpeg_of
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card, IconBadge
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.certificates.jobs import is_ours
from app.ui.pages.products.studio.pixels import rgb_of
from app.ui.pages.products.studio.preview import Preview
from app.ui.pages.products.studio.source import CameraSource
from app.ui.pages.products.studio.viewfinder import Viewfinder
from app.ui.pages.products.studio.words import said_of
from app.ui.theme import Space

_LARGEST: Final = QSize(1600, 1200)
_STAGE: Final = QSize(480, 270)


def _system_cameras() -> CameraSource:
    from app.ui.pages.products.studio.camera import SystemCameras

    return SystemCameras()


def _read(ws: Workspace, image: QImage) -> tuple[str, ...]:
    if image.width() > _LARGEST.width() or image.height() > _LARGEST.height():
        image = image.scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio)
    data = jpeg_of(*rgb_of(image), ws.clock.now())
    return tuple(taking.read_texts(ws.workshop, data, name=""))


class CodeLoop(QObject):
    """`read(object)` the texts in a frame. One frame is read at a time, then the newest."""

    read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, Latest()
        self._busy = False
        self._next: QImage | None = None

    def offer(self, image: QImage) -> None:
        """Read this frame, or the next one if a newer one comes before its turn."""
        if self._busy:
            self._next = image
            return
        self._busy = True
        job = partial(_read, self._desk.ws, image)
        token = self._latest.renew()
        self._desk.lanes.io(job, self, self._on_read, self._on_failed, token=token)

    def stop(self) -> None:
        """What is being read is not told."""
        self._latest.renew()
        self._busy, self._next = False, None

    def _on_read(self, texts: tuple[str, ...]) -> None:
        image, self._next, self._busy = self._next, None, False
        self.read.emit(texts)
        if image is not None and not self._busy:
            self.offer(image)

    def _on_failed(self, error: Exception) -> None:
        self.stop()
        raise error


@dataclass(frozen=True, slots=True)
class Sought:
    """What kind of code is looked for, and the words for it.

    `hold` before the camera is open, `other` for a code of another kind, `instead` what to do
    without a camera. With `goes_on` the camera stays open after each one: many come by.
    """

    is_one: Callable[[str], bool]
    hold: str
    other: str
    instead: str
    goes_on: bool = False


class CodeCamera(QWidget):
    """A button, then the picture of the camera. `found(object)` the codes of a frame that shows
    one that is sought, a certificate's unless said otherwise; the camera is closed by then.
    `grew()` when it wants another height.
    """

    found = Signal(object)
    grew = Signal()

    def __init__(self, desk: Desk, sought: Sought | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._sought = sought or self._certificates()
        self.make_source: Callable[[], CameraSource] = _system_cameras
        self.finder: Viewfinder | None = None
        self._loop = CodeLoop(desk, self)
        self._loop.read.connect(self._on_read)
        self.start_button = primary_button(self.tr("Scan with the camera"), icon="camera")
        self.stop_button = secondary_button(self.tr("Close the camera"))
        self.start_button.setObjectName("verify_sheet.camera_button")
        self.trouble = Label("", "body", wrap=True)
        self.start_button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop)
        self._build()

    def _build(self) -> None:
        self.preview = Preview()
        self.preview.set_grid(on=False)
        self._stage = QStackedWidget()
        self._stage.setFixedSize(_STAGE)
        self._stage.addWidget(self._waiting())
        self._stage.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self._stage)
        self.stop_button.hide()
        column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _certificates(self) -> Sought:
        return Sought(
            is_ours,
            hold=self.tr("Hold the certificate's code in front of the camera."),
            other=self.tr("This code is not a certificate's."),
            instead=self.tr("Choose a file or paste the text of the code instead."),
        )

    def _waiting(self) -> QWidget:
        card = Card()
        centre = Qt.AlignmentFlag.AlignHCenter
        self.trouble.setAlignment(centre)
        self.trouble.setText(self._sought.hold)
        words = QHBoxLayout()
        words.addSpacing(Space.XL)
        words.addWidget(self.trouble, 1)
        words.addSpacing(Space.XL)
        card.body.addStretch(1)
        card.body.addWidget(IconBadge("qrcode", Tone.INFO, 48), 0, centre)
        card.body.addLayout(words)
        card.body.addWidget(self.start_button, 0, centre)
        card.body.addStretch(1)
        return card

    def start(self) -> None:
        """Open the camera; where there is none a sentence says so."""
        self.stop()
        try:
            finder = Viewfinder(self.make_source(), self._desk.ws.settings.camera, self)
        except ImportError:
            self._tell(self.tr("The camera cannot be used on this laptop."))
            return
        self.finder = finder
        finder.framed.connect(self._on_framed)
        finder.changed.connect(self._on_changed)
        self.preview.set_frame(None)
        self.preview.set_hints(())
        self._show_live(live=True)
        self.preview.setFocus()
        finder.start()

    def stop(self) -> None:
        """Let go of the camera."""
        self._loop.stop()
        finder, self.finder = self.finder, None
        if finder is not None:
            finder.stop()
            finder.deleteLater()
        self._show_live(live=False)

    def _show_live(self, *, live: bool) -> None:
        had_focus = self.preview.hasFocus()
        self._stage.setCurrentIndex(int(live))
        self.stop_button.setVisible(live)
        if had_focus and not live:
            self.start_button.setFocus()
        self.grew.emit()

    def _tell(self, what: str) -> None:
        self.trouble.setText(f"{what} {self._sought.instead}")

    def _on_framed(self, image: QImage) -> None:
        self.preview.set_frame(image)
        self._loop.offer(image)

    def _on_changed(self) -> None:
        if self.finder is not None and self.finder.trouble is not None:
            self._tell(said_of(self.finder.trouble).what)
            self.stop()

    def _on_read(self, texts: tuple[str, ...]) -> None:
        if self.finder is None:
            return
        if any(map(self._sought.is_one, texts)):
            if not self._sought.goes_on:
                self.stop()
            self.preview.set_hints(())
            self.found.emit(texts)
        elif texts:
            self.preview.set_hints((self._sought.other,))
        else:
            self.preview.set_hints((self.tr("Hold the code closer, flat and in the light."),))
