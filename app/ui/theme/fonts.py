"""Inter from `resources/fonts`, loaded once, and fonts made from the type scale."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.ui.theme.tokens import Type

FAMILY = "Inter"
_FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"
_FACES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


@lru_cache(maxsize=1)
def load_fonts() -> str:
    """Load the bundled faces and return the family name; RuntimeError if a file is missing."""
    for name in _FACES:
        if QFontDatabase.addApplicationFont(str(_FOLDER / name)) < 0:
            raise RuntimeError(f"font cannot be loaded: {name}")
    return FAMILY


@lru_cache(maxsize=64)
def font(
    size: int = Type.BODY,
    weight: QFont.Weight = QFont.Weight.Normal,
    *,
    tabular: bool = False,
) -> QFont:
    """A cached font; `size` in logical pixels, `tabular` gives digits of equal width."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
