"""What the bench has done off the window's thread: opened, tried out, carried out.

Imports happen inside: OpenCV is loaded where pictures are decoded, never at start.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtGui import QImage

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
    from app.photos.mending_jobs import open_job

    source = mendings.to_mend(ws, photo_id)
    facts, (small,) = open_job({}, [source.master])
    return Opened(small, QImage.fromData(small), source.mending, facts["straighten"])


def preview(small: bytes, mending: Mending) -> Preview:
    """Try a mending out on the small copy."""
    from app.photos.mending_jobs import preview_job

    facts, (pixels,) = preview_job({"mending": mending.to_json()}, [small])
    width, height = facts["width"], facts["height"]
    image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    return Preview(image.copy(), bool(facts["can_whiten"]))  # Qt does not own the bytes
