"""What the page asks of the services, as jobs that give frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage

from app.domain.paper_setup import MAX_EMBLEM, PaperSetup
from app.services import emblems, paper_setup_shelves, setup_samples
from app.services.paper_setup_shelves import RegionLine, SetupShelf
from app.services.workspace import Workspace
from app.ui.pages.settings.emblem import Emblem, read_emblem

_SIDES = (336, 280, 200)
"""Pixels of an emblem that travels to every laptop; on paper it is two centimetres high."""


@dataclass(frozen=True, slots=True)
class PapersView:
    """What the page shows, read in one job."""

    regions: tuple[RegionLine, ...]
    shelf: SetupShelf


def read_view(ws: Workspace, region: str) -> PapersView:
    """The regions to choose from, and the set-ups of one ('' for the nearest to one's work)."""
    lines = paper_setup_shelves.region_lines(ws)
    codes = {line.code for line in lines}
    if region not in codes:
        own = [line.code for line in lines if line.editable] or list(ws.me.regions)
        region = next((code for code in own if code in codes), lines[0].code)
    return PapersView(lines, paper_setup_shelves.shelf(ws, region))


def sample(ws: Workspace, setup: PaperSetup) -> bytes:
    """A certificate of nobody under a set-up, to be looked at."""
    return setup_samples.certificate(ws, setup)


def choose_emblem(ws: Workspace, path: Path) -> tuple[bytes, QImage]:
    """A chosen picture small enough to travel, and how it looks; UserError `settings.emblem`."""
    chosen = read_emblem(ws.workshop, path)
    png = _small(chosen)
    emblems.keep(ws, png)  # refuses what is too large even so
    return png, chosen.image


def show_emblem(ws: Workspace, data: bytes) -> QImage | None:
    """How an emblem looks that came from elsewhere; None when it is no picture."""
    png = emblems.clean(ws, data)
    return None if png is None else QImage.fromData(png)


def _small(chosen: Emblem) -> bytes:
    """The picture at the largest size whose PNG is small enough; the smallest when none is."""
    smooth = Qt.TransformationMode.SmoothTransformation
    made = b""
    for side in _SIDES:
        box = QSize(side, side)
        image = chosen.image.scaled(box, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        made = _png(image)
        if len(made) <= MAX_EMBLEM:
            break
    return made


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    kind: Any = "PNG"
    image.save(buffer, kind)
    return bytes(buffer.data().data())
