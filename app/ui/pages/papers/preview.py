"""The head and the foot of a certificate under a set-up, as its reader sees them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.paper_setup import PaperSetup
from app.errors import UserError
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.labels import Label
from app.ui.kit.paint import painter_for
from app.ui.kit.pdf_pages import PdfPages
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.papers import jobs
from app.ui.theme import Space, colours, qcolor

_PAUSE_MS = 350
_WIDTH = 430
_Part = tuple[float, float, float, float]
_HEAD: _Part = (0.075, 0.086, 0.85, 0.245)
_ONE_SIGNS: _Part = (0.5, 0.663, 0.43, 0.228)
_MANY_SIGN: _Part = (0.26, 0.663, 0.67, 0.228)
"""Parts of the page: left, top, width, height."""

Strips = tuple[QImage, QImage]


def draw(ws: Workspace, setup: PaperSetup, ratio: float) -> Strips:
    """Head and foot, in any thread; UserError when something does not fit on the paper."""
    pages = PdfPages(jobs.sample(ws, setup))
    try:
        one = len(setup.signers_on(setup.valid_from)) < 2
        foot = _ONE_SIGNS if one else _MANY_SIGN
        return _strip(pages, _HEAD, ratio), _strip(pages, foot, ratio)
    finally:
        pages.close()


def _strip(pages: PdfPages, part: _Part, ratio: float) -> QImage:
    points = pages.sizes()[0]
    left, top, width, height = part
    wide = _WIDTH * ratio / width
    whole = QSize(round(wide), round(wide * points.height() / points.width()))
    area = QRect(
        round(left * whole.width()),
        round(top * whole.height()),
        round(width * whole.width()),
        round(height * whole.height()),
    )
    image = pages.draw(0, whole, area)
    image.setDevicePixelRatio(ratio)
    return image


class _Strip(QWidget):
    """A piece of paper."""

    def __init__(self, name: str, part: _Part) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setFixedSize(_WIDTH, round(_WIDTH / part[2] * part[3] * 210 / 297))
        self.setAccessibleName(name)

    def set_image(self, image: QImage) -> None:
        """Show a piece, as high as it is."""
        self.image = image
        self.setFixedHeight(round(image.deviceIndependentSize().height()))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        area = QRectF(self.rect())
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
        painter.fillRect(area, qcolor("#FFFFFF"))  # paper is white in both schemes
        if self.image is not None:
            painter.drawImage(area.topLeft(), self.image)
        painter.setPen(qcolor(colours().border))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()


class HeadFoot(QWidget):
    """Draws a set-up a moment after it was last shown; says what does not fit."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, Latest()
        self._setup: PaperSetup | None = None
        self.head = _Strip(self.tr("Head of the certificate"), _HEAD)
        self.foot = _Strip(self.tr("Foot of the certificate"), _ONE_SIGNS)
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for words, strip in (
            (self.tr("Head of the certificate"), self.head),
            (self.tr("Signatures"), self.foot),
        ):
            column.addWidget(Label(words, "muted"))
            column.addWidget(strip, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.banner)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._draw)

    def set_setup(self, setup: PaperSetup, *, at_once: bool = False) -> None:
        """Show a set-up; while one types, a moment after the last key."""
        self._setup = setup
        if at_once:
            self._timer.stop()
            self._draw()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Draw nothing any more."""
        self._timer.stop()
        self._latest.renew()

    def _draw(self) -> None:
        if self._setup is None:
            return
        token = self._latest.renew()
        job = partial(draw, self._desk.ws, self._setup, self.devicePixelRatioF())
        self._desk.lanes.io(job, self, self._on_drawn, self._on_failed, token=token)

    def _on_drawn(self, strips: Strips) -> None:
        self.banner.hide()
        for strip, image in zip((self.head, self.foot), strips, strict=True):
            strip.set_image(image)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
