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
    """A photograph on the bench: a small copy, the mending so far, what can be proposed."""

    small: bytes
    image: QImage
    mending: Mending
    can_whiten: bool
    straighten: float | None


def open_photo(ws: Workspace, photo_id: UUID) -> Opened:
    """Read the clean master and make the copy on which mendings are tried out."""
    from app.photos.mending_jobs import open_job

    source = mendings.to_mend(ws, photo_id)
    facts, (small,) = open_job({}, [source.master])
    return Opened(
        small,
        QImage.fromData(small),
        source.mending,
        bool(facts["can_whiten"]),
        facts["straighten"],
    )


def preview(small: bytes, mending: Mending) -> QImage:
    """The small copy as it would be mended, uncropped."""
    from app.photos.mending_jobs import preview_job

    size, (pixels,) = preview_job({"mending": mending.to_json()}, [small])
    width, height = size["width"], size["height"]
    image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()  # Qt does not own the bytes
