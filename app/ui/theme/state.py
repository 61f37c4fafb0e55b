"""The scheme in force. Painting code asks here at paint time, so a switch shows at once."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from app.ui.theme.tokens import Colours, Scheme, colours_of

_BY_SCHEME: dict[Scheme, Colours] = {"light": colours_of("light"), "dark": colours_of("dark")}
_current: Scheme = "light"


def current_scheme() -> Scheme:
    """The scheme last applied; light before the first."""
    return _current


def set_scheme(scheme: Scheme) -> None:
    """Make `scheme` the one that painting code sees. Only `apply_theme` calls this."""
    global _current
    _current = scheme


def colours() -> Colours:
    """The colours of the scheme in force."""
    return _BY_SCHEME[_current]


@lru_cache(maxsize=256)
def qcolor(colour: str) -> QColor:
    """A cached `QColor` of ``#RRGGBB``; never change the returned object."""
    return QColor(colour)
