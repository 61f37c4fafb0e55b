"""Mending for another process: headers and bytes in, headers and bytes out.

Each job is pure, and knows nothing that its header and blobs do not say.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PIL import Image

from app.photos import ground, mender, upright
from app.photos.mending import Crop, from_json
from app.photos.taken import to_wire

Answer = tuple[dict[str, Any], list[bytes]]

PREVIEW_SIDE: Final = 760
"""Pixels of the longer side of the copy on which a mending is tried out."""


def mend_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """`mending` with a clean master: an intake on the wire, which knows no time and no place."""
    return to_wire(mender.apply(blobs[0], from_json(header["mending"])))


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
