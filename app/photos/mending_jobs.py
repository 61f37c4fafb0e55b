"""Mending for another process: headers and bytes in, headers and bytes out.

Each job is pure, and knows nothing that its header and blobs do not say.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PIL import Image

from app.photos import ground, mender, upright
from app.photos.mending import Mending, from_json
from app.photos.taken import to_wire

Answer = tuple[dict[str, Any], list[bytes]]

PREVIEW_SIDE: Final = 760
"""Pixels of the longer side of the copy on which a mending is tried out."""


def mend_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """`mending` with a clean master: an intake on the wire, which knows no time and no place."""
    return to_wire(mender.apply(blobs[0], from_json(header["mending"])))


def open_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """A clean master comes to be mended: a small copy, and what can be proposed for it."""
    del header
    image = mender.opened(blobs[0])
    scale = min(1.0, PREVIEW_SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    small.save(out, "PNG", compress_level=1)
    facts = {"can_whiten": ground.can_whiten(small), "straighten": upright.propose(small)}
    return facts, [out.getvalue()]


def preview_job(header: Mapping[str, Any], blobs: Sequence[bytes]) -> Answer:
    """`mending` on a small copy, uncropped: size, and the bare pixels (RGB, row by row).

    The crop is left out because the window shows the whole picture behind its frame.
    """
    wanted = from_json(header["mending"])
    whole = Mending(
        wanted.quarter_turns,
        wanted.straighten_degrees,
        None,
        wanted.white_balance,
        wanted.white_ground,
    )
    image = mender.mend(mender.opened(blobs[0]), whole)
    return {"width": image.width, "height": image.height}, [image.tobytes()]
