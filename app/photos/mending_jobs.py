"""Mending for another process: headers and bytes in, headers and bytes out.

Each job is pure, and knows nothing that its header and blobs do not say.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PIL import Image

from app.photos import ground, mender, upright
from app.photos.intake import Intake
from app.photos.mending import Crop, from_json

Answer = tuple[dict[str, Any], list[bytes]]

PREVIEW_SIDE: Final = 760
"""Pixels of the longer side of the copy on which a mending is tried out."""

_PLAIN_FACTS = ("sha256", "thumbnail_sha256", "width", "height", "size_bytes")
_JUDGED_FACTS = ("sharpness", "brightness", "original_name")


def mend_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """`mending` and `name` with a clean master: the facts of the mended picture, its two files."""
    made = mender.apply(blobs[0], from_json(header["mending"]), name=str(header["name"]))
    facts = {fact: getattr(made, fact) for fact in (*_PLAIN_FACTS, *_JUDGED_FACTS)}
    return facts, [made.master, made.thumbnail]


def mended(answer: Answer) -> Intake:
    """What `mend_job` answered; a mended picture knows no time and no place of its own."""
    facts, (master, thumbnail) = answer
    nowhere: datetime | None = None
    return Intake(
        master=master,
        thumbnail=thumbnail,
        taken_at=nowhere,
        latitude=None,
        longitude=None,
        **facts,
    )


def open_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """A clean master comes to be mended: a small copy, and by how much it leans."""
    del header
    image = mender.opened(blobs[0])
    scale = min(1.0, PREVIEW_SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=1)
    return {"straighten": upright.propose(small)}, [out.getvalue()]


def preview_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """`mending` on a small copy: size, and the bare pixels (RGB, row by row).

    Uncropped, because the window shows the whole picture behind its frame: the ground is made
    white inside the frame alone. `can_whiten` says whether it is plain enough there.
    """
    mending = from_json(header["mending"])
    image = mender.placed(mender.opened(blobs[0]), mending)
    box = mender.crop_box(image.size, mending.crop or Crop(0, 0, 1, 1))
    inside = image.crop(box)
    facts = {
        "width": image.width,
        "height": image.height,
        "can_whiten": ground.can_whiten(inside),
    }
    if mending.white_ground:
        image.paste(ground.whiten(inside), box)
    return facts, [image.tobytes()]
