"""Scroll areas that show the surface below them and follow the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def unfilled(widget: QWidget) -> None:
    """Let the surface below show: `QScrollArea.setWidget` makes its widget paint a ground."""
    filled = False
    widget.setAutoFillBackground(filled)


class ScrollColumn(QScrollArea):
    """A vertical scroll area around one widget; what gets the focus is scrolled into view."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        unfilled(inside)


def scrolling(inside: QWidget) -> ScrollColumn:
    """`inside` in a scroll area that takes as much height as it is given."""
    return ScrollColumn(inside)
