"""The look: Fusion, one table of tokens, and what is made from it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyleFactory

from app.ui.theme.fonts import FAMILY, font, load_fonts
from app.ui.theme.icons import icon, icon_names, icon_pixmap
from app.ui.theme.palette import build_palette
from app.ui.theme.qss import build_qss
from app.ui.theme.state import colours, current_scheme, qcolor, set_scheme
from app.ui.theme.tokens import Colours, Radius, Scheme, Size, Space, Type, contrast

__all__ = [
    "FAMILY",
    "Colours",
    "Radius",
    "Scheme",
    "Size",
    "Space",
    "Type",
    "apply_theme",
    "colours",
    "contrast",
    "current_scheme",
    "font",
    "icon",
    "icon_names",
    "icon_pixmap",
    "qcolor",
]


def apply_theme(app: QApplication, scheme: Scheme) -> None:
    """Dress the whole program in `scheme`; may be called again to switch while it runs."""
    load_fonts()
    set_scheme(scheme)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font(Type.BODY))
    app.setPalette(build_palette(colours()))
    app.setStyleSheet(build_qss(colours()))
