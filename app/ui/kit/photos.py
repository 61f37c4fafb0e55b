"""A strip of photographs: thumbnails, a tile to add, drag and drop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from app.ui.kit.buttons import IconButton, Kind
from app.ui.kit.paint import (
    draw_chips,
    draw_icon_centred,
    draw_ring,
    draw_text,
    fill_round,
    inner,
    painter_for,
    text_width,
)
from app.ui.kit.scroll import unfilled
from app.ui.kit.slots import weak_slot
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.tones import ChipSpec
from app.ui.theme import Radius, Space, Type, colours, font, qcolor

_TILE: Final = 96
_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """A photograph on show: stable key, thumbnail, name, verdict as a chip, what it shows."""

    key: str
    thumb: str
    name: str
    chip: ChipSpec | None = None
    label: str = ""

    @property
    def words(self) -> str:
        """All of it, for who does not see it."""
        parts = (self.name, self.label, self.chip.text if self.chip else "")
        return ", ".join(part for part in parts if part)


class _Tile(QAbstractButton):
    """Ground, ring and size of every tile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(_TILE, _TILE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_TILE, _TILE)


class PhotoTile(_Tile):
    """One photograph; Delete asks for its removal, the cross shows on hover and focus."""

    remove_asked = Signal()

    def __init__(self, item: PhotoItem, thumbs: ThumbnailCache, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.remove_button = IconButton("x", "", size=26, kind=Kind.SECONDARY, parent=self)
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.move(_TILE - 30, 4)
        self.remove_button.hide()
        self.remove_button.clicked.connect(self.remove_asked)
        self.show_item(item)

    def show_item(self, item: PhotoItem) -> None:
        """Show another state of the photograph: a new place has a new name."""
        self.item = item
        self.setAccessibleName(item.words)
        self.setToolTip(item.words)
        text = self.tr("Remove {name}").format(name=item.name)
        self.remove_button.set_name(text)
        self.update()

    # Four handlers and not `event`: that one would be Python for each of the many events of
    # each of 200 tiles, and each waits for its turn beside the threads that take pictures in.
    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.remove_button.show()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.remove_button.hide()
        super().leaveEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.remove_button.show()
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.remove_button.hide()
        super().focusOutEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        rect, now = inner(self.rect()), colours()
        ratio = self.devicePixelRatioF()
        pixmap = self._thumbs.pixmap(self.item.thumb, _TILE, radius=Radius.CONTROL, ratio=ratio)
        if pixmap is None:
            fill_round(painter, rect, Radius.CONTROL, now.neutral_soft)
            broken = self._thumbs.is_broken(self.item.thumb)
            draw_icon_centred(painter, "ban" if broken else "photo", now.text_muted, rect, 28)
        else:
            painter.drawPixmap(0, 0, pixmap)
        if self.item.chip:
            row = QRectF(5, _TILE - 27, _TILE - 10, 22)
            draw_chips(painter, row, (self.item.chip,))
        if self.item.label:
            self._paint_label(painter, self.item.label)
        if self.hasFocus():
            fill_round(painter, rect, Radius.CONTROL, None, now.surface, 4)
            draw_ring(painter, rect, Radius.CONTROL, now.focus, 0)
        painter.end()

    def _paint_label(self, painter: QPainter, text: str) -> None:
        """What the photograph shows, small, in the corner that neither chip nor cross needs."""
        now, face = colours(), font(Type.CAPTION, QFont.Weight.DemiBold)
        width = min(text_width(text, face) + 2 * Space.S, _TILE - 10)
        if self.remove_button.isVisible():
            width = min(width, _TILE - 10 - 28)
        area = QRectF(5, 5, width, 20)
        ground = QColor(qcolor(now.sidebar))
        ground.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, Radius.SMALL, Radius.SMALL)
        words = area.adjusted(Space.S - 1, 0, 2 - Space.S, 0)
        draw_text(painter, words, text, now.sidebar_strong, face)


class _AddTile(_Tile):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_target = False
        self.setText(self.tr("Add photo"))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Choose files, or drop pictures here"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        lively = self.is_target or self.underMouse()
        rect = inner(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(qcolor(now.accent_soft if lively else now.surface_alt))
        line = now.accent if lively else now.control_border
        painter.setPen(QPen(qcolor(line), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        draw_icon_centred(painter, "photo-plus", now.accent_text, QRectF(0, 20, _TILE, 30), 26)
        face = font(Type.CAPTION, QFont.Weight.DemiBold)
        text = self.tr("Drop here") if self.is_target else self.text()
        words = QRectF(4, 56, _TILE - 8, 18)
        draw_text(painter, words, text, now.accent_text, face, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            draw_ring(painter, inner(self.rect()), Radius.CONTROL, now.focus, 0)
        painter.end()


class PhotoStrip(QScrollArea):
    """Photographs side by side.

    `add_requested()` from the tile; `files_dropped(object)` a `list[Path]` of pictures and
    folders; `image_dropped(object)` a `QImage` dragged from another program;
    `photo_activated(str)` and `remove_requested(str)` carry the photo's key. Other dropped
    files are refused.
    """

    add_requested = Signal()
    files_dropped = Signal(object)
    image_dropped = Signal(object)
    photo_activated = Signal(str)
    remove_requested = Signal(str)

    def __init__(self, thumbs: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._tiles: dict[str, PhotoTile] = {}
        self._ordered: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_TILE + 14)
        self.setAcceptDrops(True)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 12)
        self._row.setSpacing(Space.S + 2)
        self._add = _AddTile(self._inside)
        self._add.clicked.connect(self.add_requested)
        self._row.addWidget(self._add)
        self._row.addStretch(1)
        self.setWidget(self._inside)
        unfilled(self._inside)
        thumbs.ready.connect(self._on_thumbs_ready)

    def set_photos(self, items: Sequence[PhotoItem]) -> None:
        """Show exactly `items`, in order, before the adding tile.

        Tiles of photographs that stay are kept, and so is their focus: with 200 on their way in
        a strip built anew for each would hold the window up.
        """
        self._drop(self._tiles.keys() - {item.key for item in items})
        before, self._tiles = self._tiles, {}
        standing = list(before)
        for at, item in enumerate(items):
            known = before.get(item.key)
            tile = known or self._new_tile(item)
            if tile.item != item:
                tile.show_item(item)
            if known is None or standing[at : at + 1] != [item.key]:
                # Qt is not asked where each of 200 stands.
                self._row.insertWidget(at, tile)
                tile.show()
            self._tiles[item.key] = tile
        self._order_tabs()

    def _drop(self, gone: Iterable[str]) -> None:
        for key in gone:
            tile = self._tiles.pop(key)
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()

    def _new_tile(self, item: PhotoItem) -> PhotoTile:
        tile = PhotoTile(item, self._thumbs, self._inside)
        tile.clicked.connect(weak_slot(self._on_tile_clicked, item.key))
        tile.remove_asked.connect(weak_slot(self._on_tile_remove_asked, item.key))
        return tile

    def tile(self, key: str) -> PhotoTile:
        """The tile of a photo, for tests and tours; KeyError for an unknown key."""
        return self._tiles[key]

    @property
    def add_button(self) -> QAbstractButton:
        """The tile that adds."""
        return self._add

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_files(event.mimeData()) or event.mimeData().hasImage():
            self._set_target(on=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_target(on=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._set_target(on=False)
        data = event.mimeData()
        if files := picture_files(data):
            self.files_dropped.emit(files)
        elif data.hasImage():
            self.image_dropped.emit(QImage(data.imageData()))
        event.acceptProposedAction()

    def _order_tabs(self) -> None:
        # Tiles made later would otherwise come after the adding tile.
        row: list[QWidget] = [*self._tiles.values(), self._add]
        kept = takewhile(lambda two: two[0] is two[1], zip(row, self._ordered, strict=False))
        same = len(list(kept))
        for before, after in pairwise(row[max(0, same - 1) :]):
            QWidget.setTabOrder(before, after)
        self._ordered = row

    def _set_target(self, *, on: bool) -> None:
        self._add.is_target = on
        self._add.update()

    def _on_tile_clicked(self, key: str) -> None:
        self.photo_activated.emit(key)

    def _on_tile_remove_asked(self, key: str) -> None:
        self.remove_requested.emit(key)

    def _on_thumbs_ready(self, path: object) -> None:
        for tile in self._tiles.values():
            if tile.item.thumb == path:
                tile.update()


def picture_files(data: QMimeData) -> list[Path]:
    """The local picture files in a drag, in order, and what may be a folder of some.

    By their names alone: to ask a network drive could take long.
    """
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if is_picture_name(path) or not path.suffix]


def is_picture_name(path: Path) -> bool:
    """Whether a file is called like a picture."""
    return path.suffix.lower() in _SUFFIXES
