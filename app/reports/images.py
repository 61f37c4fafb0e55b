"""Pictures for a page: the product's photograph and the emblem."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from app.errors import UserError
from app.photos import print_size

_JPEG_END = b"\xff\xd9"
_EMBLEM_SIDE = 226
"""Pixels: 19 mm at 300 dpi."""


class _Jpeg(ImageReader):
    """A JPEG that goes into the PDF as it is.

    reportlab asks for the pixels only to name the picture; the file's bytes name it as
    well and spare decoding two million of them.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(BytesIO(data))
        self._bytes = data
        self._dataA = None  # reportlab looks here for an alpha channel; a JPEG has none

    def getRGBData(self) -> bytes:
        return self._bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """Something `Canvas.drawImage` takes, with its size in pixels."""

    source: ImageReader
    width: int
    height: int

    def fitted(self, box_width: float, box_height: float) -> tuple[float, float]:
        """Width and height in points of the whole picture inside the box."""
        scale = min(box_width / self.width, box_height / self.height)
        return self.width * scale, self.height * scale


def load_photo(data: bytes) -> Picture:
    """The photograph, uncropped, no larger than paper needs it; an upright RGB or grey JPEG of
    that size is passed through byte for byte.

    Raises UserError `photo_unreadable`: a paper without its photograph would be another paper.
    """
    try:
        return _read_photo(data)
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
        raise UserError(
            "photo_unreadable",
            "Foto produk tidak dapat dibaca, jadi belum dicetak.",
            safe="Data kurasi tetap tersimpan.",
            todo="Pilih atau ambil ulang fotonya, lalu cetak lagi.",
        ) from error


def _read_photo(data: bytes) -> Picture:
    with Image.open(BytesIO(data)) as image:
        if _passes_through(image) and len(data) <= print_size.LARGEST:
            if not data.rstrip(b"\0").endswith(_JPEG_END):
                raise ValueError("truncated JPEG")
            return Picture(_Jpeg(data), *image.size)
    small = print_size.shrink(data)
    with Image.open(BytesIO(small)) as image:
        return Picture(_Jpeg(small), *image.size)


def load_emblem(data: bytes) -> Picture:
    """The emblem of a letterhead; raises UserError `emblem_unreadable`."""
    try:
        with Image.open(BytesIO(data)) as image:
            small = image.convert("RGBA")
            small.thumbnail((_EMBLEM_SIDE, _EMBLEM_SIDE), Image.Resampling.LANCZOS)
            return Picture(ImageReader(small), *small.size)
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
        raise UserError(
            "emblem_unreadable",
            "Gambar lambang pada kop surat tidak dapat dibaca.",
            safe="Data sertifikat tetap tersimpan.",
            todo="Minta admin memasang ulang lambangnya.",
        ) from error


def _passes_through(image: Image.Image) -> bool:
    upright = image.getexif().get(0x0112, 1) == 1
    small = max(image.size) <= print_size.SIDE * 1.1
    return image.format == "JPEG" and image.mode in ("RGB", "L") and upright and small
