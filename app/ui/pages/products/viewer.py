"""One photograph, large; from here it is put first or taken off its product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import PhotoRole
from app.photos import taking
from app.photos.coach import Kind
from app.services.products import PhotoView
from app.ui.desk import Desk
from app.ui.kit.buttons import IconButton, ghost_button, primary_button, secondary_button
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_slot
from app.ui.lanes import Latest
from app.ui.pages.products.coaching import AdviceList, advice, advice_of
from app.ui.pages.products.photos import photo_name
from app.ui.pages.products.role_bar import ROLE_KEYS, RoleBar
from app.ui.theme import Radius, Space, colours

_WIDTH, _HEIGHT = 1000, 440
_ADVICE_WIDTH = 230


class _Picture(QWidget):
    """A picture fitted into its area; an icon while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap: QPixmap | None = None
        self._broken = False
        self.setFixedHeight(_HEIGHT)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def heightForWidth(self, _width: int) -> int:
        # A sheet asks its layout for the height at its width; without an answer it is flat.
        return _HEIGHT

    def set_image(self, image: QImage | None, *, broken: bool = False) -> None:
        self._pixmap = None if image is None else QPixmap.fromImage(image)
        self._broken = broken
        self.update()

    @property
    def has_image(self) -> bool:
        return self._pixmap is not None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = painter_for(self), colours()
        area = QRectF(self.rect())
        fill_round(painter, area, Radius.CARD, now.surface_alt, now.border)
        if self._pixmap is None:
            icon = "ban" if self._broken else "photo"
            draw_icon_centred(painter, icon, now.text_muted, area, 48)
        else:
            self._paint_fitted(painter, self._pixmap, area.adjusted(8, 8, -8, -8))
        painter.end()

    def _paint_fitted(self, painter: QPainter, pixmap: QPixmap, area: QRectF) -> None:
        size = pixmap.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        left = area.center().x() - size.width() / 2
        top = area.center().y() - size.height() / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(left, top, size.width(), size.height())
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))


def _load(desk: Desk, sha256: str) -> QImage:
    return QImage.fromData(desk.ws.photos.read(sha256))


def _face(desk: Desk, sha256: str) -> bool:
    return taking.face_in(desk.ws.workshop, desk.ws.photos.read(sha256))


class PhotoSheet(Sheet):
    """Left and Right go through the photographs.

    `first_requested(object)`, `mend_requested(object)` and `remove_requested(object)` carry
    the photograph's id; the sheet closes with each. 1–5 say what it shows, the same digit
    again takes that away: `role_requested(object, object)`, the id and a `PhotoRole` or None.
    """

    first_requested = Signal(object)
    mend_requested = Signal(object)
    remove_requested = Signal(object)
    role_requested = Signal(object, object)

    def __init__(
        self, desk: Desk, photos: Sequence[PhotoView], photo_id: UUID, parent: QWidget
    ) -> None:
        super().__init__(self.tr("Photo"), parent, width=_WIDTH)
        self._desk = desk
        self._photos = list(photos)
        self._latest = Latest()
        self._face = False
        self.picture = _Picture()
        self._name = ElidedLabel("", "strong")
        self.advice = AdviceList()
        self.advice.setFixedWidth(_ADVICE_WIDTH)
        self._build()
        self._at = next(at for at, p in enumerate(self._photos) if p.id == photo_id)
        self._show()

    def _build(self) -> None:
        self.previous_button = IconButton("chevron-left", self.tr("Previous photo"))
        self.next_button = IconButton("chevron-right", self.tr("Next photo"))
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self.previous_button)
        line.addWidget(self._name, 1)
        line.addWidget(self.next_button)
        self.roles = RoleBar()
        self.roles.chosen.connect(self._on_role_chosen)
        beside = QHBoxLayout()
        beside.setSpacing(Space.L)
        beside.addWidget(self.picture, 1)
        beside.addWidget(self.advice)
        self.body.addLayout(beside)
        self.body.addLayout(line)
        self.body.addWidget(self.roles)
        self.remove_button = ghost_button(self.tr("Remove photo"), icon="trash")
        self.first_button = secondary_button(self.tr("Put it first"), icon="star")
        self.mend_button = secondary_button(self.tr("Mend…"), icon="pencil", shortcut="E")
        self.close_button = primary_button(self.tr("Close"))
        for button in (self.remove_button, self.first_button, self.mend_button):
            self.add_button(button)
        self.add_button(self.close_button, default=True)
        self.previous_button.clicked.connect(self._on_previous_clicked)
        self.next_button.clicked.connect(self._on_next_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.first_button.clicked.connect(self._on_first_clicked)
        self.mend_button.clicked.connect(self._on_mend_clicked)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()
        # Shortcuts, for a button that has the focus keeps the arrow keys to itself.
        QShortcut(QKeySequence("Left"), self).activated.connect(self._on_previous_clicked)
        QShortcut(QKeySequence("Right"), self).activated.connect(self._on_next_clicked)
        for digit, role in ROLE_KEYS.items():
            slot = weak_slot(self._on_role_chosen, role)
            QShortcut(QKeySequence(digit), self).activated.connect(slot)

    def _show(self) -> None:
        photo = self._photos[self._at]
        self._name.setText(photo_name(self._at))
        self._face = False
        self._advise()
        self.roles.set_role(photo.role)
        self.previous_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at < len(self._photos) - 1)
        self.first_button.setEnabled(self._at > 0)
        self.mend_button.setEnabled(False)
        self.picture.set_image(None)
        job = partial(_load, self._desk, photo.sha256)
        token = self._latest.renew()
        self._desk.lanes.io(job, self, self._on_loaded, self._on_load_failed, token=token)
        look = partial(_face, self._desk, photo.sha256)
        self._desk.lanes.io(look, self, self._on_face, self._on_no_look, token=token)

    def _on_face(self, there: bool) -> None:
        """A hint that is told here and kept nowhere."""
        self._face = there
        self._advise()

    def _on_no_look(self, _error: Exception) -> None:
        """A picture that cannot be read says so itself."""

    def _advise(self) -> None:
        found = advice_of(self._photos[self._at])
        self.advice.show_advice((*found, advice(Kind.FACE)) if self._face else found)

    def _on_loaded(self, image: QImage) -> None:
        self.picture.set_image(None if image.isNull() else image, broken=image.isNull())
        self.mend_button.setEnabled(not image.isNull())

    def _on_load_failed(self, _error: Exception) -> None:
        # Not on this laptop (yet): the tile in the strip says the same.
        self.picture.set_image(None, broken=True)

    def _go(self, step: int) -> None:
        at = self._at + step
        if 0 <= at < len(self._photos):
            self._at = at
            self._show()

    def _on_previous_clicked(self) -> None:
        self._go(-1)

    def _on_next_clicked(self) -> None:
        self._go(1)

    def _on_role_chosen(self, role: PhotoRole) -> None:
        photo = self._photos[self._at]
        fresh = None if photo.role is role else role
        self._photos[self._at] = replace(photo, role=fresh)
        self.roles.set_role(fresh)
        self._advise()
        self.role_requested.emit(photo.id, fresh)

    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self._photos[self._at].id)
        self.accept()

    def _on_first_clicked(self) -> None:
        self.first_requested.emit(self._photos[self._at].id)
        self.accept()

    def _on_mend_clicked(self) -> None:
        self.mend_requested.emit(self._photos[self._at].id)
        self.accept()
