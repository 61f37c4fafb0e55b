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
    """A photograph on the bench: a small copy, the mending so far, what can be proposed."""

    small: bytes
    image: QImage
    mending: Mending
    can_whiten: bool
    straighten: float | None


def open_photo(ws: Workspace, photo_id: UUID) -> Opened:
    """Read the clean master and make the copy on which mendings are tried out."""
    source = mendings.to_mend(ws, photo_id)
    facts, (small,) = ws.workshop.run("mend_open", {}, [source.master], name=source.name)
    return Opened(
        small,
        QImage.fromData(small),
        source.mending,
        bool(facts["can_whiten"]),
        facts["straighten"],
    )


def preview(ws: Workspace, small: bytes, mending: Mending) -> QImage:
    """The small copy as it would be mended, uncropped."""
    wanted = {"mending": mending.to_json()}
    size, (pixels,) = ws.workshop.run("mend_preview", wanted, [small])
    width, height = int(size["width"]), int(size["height"])
    if len(pixels) != 3 * width * height:
        raise errors.too_hard("")
    image = QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888)
    return image.copy()  # Qt does not own the bytes
