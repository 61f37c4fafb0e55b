"""Emblems as files beside the data: those made anew from elsewhere, and those just chosen."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from app.domain.paper_setup import MAX_EMBLEM
from app.errors import UserError
from app.photos import taking
from app.photos.errors import PhotoError
from app.services.workspace import Workspace

_FOLDER = "lambang"


def clean(ws: Workspace, data: bytes) -> bytes | None:
    """An emblem that came from elsewhere, made anew in the workshop once; None when it is none.

    What the workshop made is kept under the hash of what it was made from.
    """
    kept = _folder(ws) / f"dari-{hashlib.sha256(data).hexdigest()}.png"
    with contextlib.suppress(FileNotFoundError):
        return kept.read_bytes()
    try:
        made = taking.clean_emblem(ws.workshop, data, name="lambang").png
    except PhotoError:
        return None
    with contextlib.suppress(OSError):  # a full disk stops no paper
        _write(ws, kept, made)
    return made


def keep(ws: Workspace, png: bytes) -> str:
    """Keep an emblem the workshop made; its name. UserError `emblem.large`, `emblem.write`."""
    if len(png) > MAX_EMBLEM:
        raise UserError(
            "emblem.large",
            "Lambang ini terlalu rumit untuk dibagikan ke semua laptop.",
            safe="Setelan yang lama tetap berlaku.",
            todo="Pilih gambar yang lebih sederhana atau lebih kecil.",
        )
    name = hashlib.sha256(png).hexdigest()
    if kept(ws, name) is not None:
        return name
    try:
        _write(ws, _folder(ws) / f"{name}.png", png)
    except OSError as error:
        raise UserError(
            "emblem.write",
            f"Lambang tidak dapat disimpan di {ws.folder}.",
            safe="Setelan yang lama tetap berlaku.",
            todo="Kosongkan ruang disk, lalu coba lagi.",
        ) from error
    return name


def kept(ws: Workspace, name: str) -> bytes | None:
    """An emblem by its name; None when its file has gone or is not what it was."""
    try:
        data = (_folder(ws) / f"{name}.png").read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == name else None


def _folder(ws: Workspace) -> Path:
    return ws.folder / _FOLDER


def _write(ws: Workspace, path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_name(f"{ws.ids.new().hex}.baru")  # two lanes may be at it
    fresh.write_bytes(data)
    fresh.replace(path)
