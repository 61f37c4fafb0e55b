"""One of the two values of a conflict: whose it is, since when, what in it differs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.kit.buttons import Button
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon_centred, fill_round, inner, painter_for
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.pages.sync.differing import Piece
from app.ui.theme import Radius, Space, colours

_PHOTO, _LARGE_PHOTO = 96, 208
"""A photograph beside a value of its own record, and one that is itself the value."""
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class PiecesLabel(Label):
    """Text whose differing parts stand on a ground of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "lead", parent, wrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pieces: tuple[Piece, ...] = ()

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these, one after the other."""
        self._pieces = tuple(pieces)
        self._render()

    @property
    def plain(self) -> str:
        """What can be read, without marks."""
        return "".join(piece.text for piece in self._pieces)

    @property
    def marked(self) -> tuple[str, ...]:
        """The parts that differ."""
        return tuple(piece.text for piece in self._pieces if piece.differs)

    def _render(self) -> None:
        now = colours()
        mark = f"background-color:{now.warning_soft}; color:{now.warning_text}; font-weight:600"
        parts = (
            f'<span style="{mark}">{_html(p.text)}</span>' if p.differs else _html(p.text)
            for p in self._pieces
        )
        self.setText("".join(parts))
        self.setAccessibleName(self.plain)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pieces:
            self._render()


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


class SideButton(Button):
    """Leaves the arrows to the card: there they choose and turn pages."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Photo(QWidget):
    """A thumbnail; read off the UI thread by the cache."""

    def __init__(self, thumbs: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.name = ""
        self.show_photo("", _PHOTO)
        thumbs.ready.connect(self._on_ready)

    def show_photo(self, name: str, edge: int) -> None:
        """Show another, `edge` pixels wide and high."""
        self.name = name
        self.setFixedSize(edge, edge)
        self.update()

    def _on_ready(self, name: object) -> None:
        if name == self.name:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = painter_for(self), colours()
        ratio = self.devicePixelRatioF()
        pixmap = None
        if self.name:
            edge = self.width()
            pixmap = self._thumbs.pixmap(self.name, edge, radius=Radius.CONTROL, ratio=ratio)
        if pixmap is None:
            fill_round(painter, inner(self.rect()), Radius.CONTROL, now.neutral_soft)
            broken = self._thumbs.is_broken(self.name)
            icon = "ban" if broken else "photo"
            draw_icon_centred(painter, icon, now.text_muted, inner(self.rect()), 28)
        else:
            painter.drawPixmap(0, 0, pixmap)
        painter.end()


class ValueSide(QFrame):
    """A value with its origin and the button (and key) that keeps it."""

    chosen = Signal()

    def __init__(
        self, name: str, key: str, use: str, thumbs: ThumbnailCache, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._use = name, use
        self.origin = ElidedLabel("", "muted")
        self.photo = _Photo(thumbs)
        self.value = PiecesLabel()
        self.button = SideButton(use)
        self.button.show_key(key)
        self.button.clicked.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(2)
        column.addWidget(Label(name, "strong"))
        column.addWidget(self.origin)
        column.addSpacing(Space.S)
        body = QHBoxLayout()
        body.setSpacing(Space.M)
        body.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        body.addWidget(self.value, 1)
        column.addLayout(body, 1)
        column.addSpacing(Space.M)
        column.addWidget(self.button)

    def show_value(self, pieces: Sequence[Piece], origin: str, photo: str) -> None:
        """Show another value; `photo` is the name of a thumbnail, '' for none.

        Without pieces the photograph itself is the value, and shown larger.
        """
        self.value.set_pieces(pieces)
        self.origin.setText(origin)
        self.photo.show_photo(photo, _PHOTO if pieces else _LARGE_PHOTO)
        self.photo.setVisible(bool(photo))
        self.button.setAccessibleName(f"{self._name}: {self.value.plain}. {self._use}")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        lively = self.button.underMouse() or self.button.hasFocus()
        line = now.accent if lively else now.border
        fill_round(painter, inner(self.rect()), Radius.CARD - 2, now.surface_alt, line)
        painter.end()
