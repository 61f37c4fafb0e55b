"""What the bench has done in the workshop: opened, tried out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtGui import QImage

from app.photos import errors
from app.photos.mending import Mending
from app.services import mendings
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """A photograph on the bench: a small copy, the mending so far, by how much it leans."""

    small: bytes
    image: QImage
    mending: Mending
    straighten: float | None


@dataclass(frozen=True, slots=True)
class Preview:
    """The small copy as it would be mended, uncropped, and whether its ground can be white."""

    image: QImage
    can_whiten: bool


def open_photo(ws: Workspace, photo_id: UUID) -> Opened:
    """Read the clean master and make the copy on which mendings are tried out."""
    source = mendings.to_mend(ws, photo_id)
    facts, (small,) = ws.workshop.run("mend_open", {}, [source.master], name=source.name)
    return Opened(small, QImage.fromData(small), source.mending, facts["straighten"])


def preview(ws: Workspace, small: bytes, mending: Mending) -> Preview:
    """Try a mending out on the small copy."""
    wanted = {"mending": mending.to_json()}
    facts, (pixels,) = ws.workshop.run("mend_preview", wanted, [small])
    width, height = int(facts["width"]), int(facts["height"])
    if len(pixels) != 3 * width * height:
        raise errors.too_hard("")
    image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    return Preview(image.copy(), bool(facts["can_whiten"]))  # Qt does not own the bytes
