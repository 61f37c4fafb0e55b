"""Pictures for a page: the product's photograph and the emblem."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from app.errors import UserError

_JPEG_END = b"\xff\xd9"


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
    """The photograph, uncropped; an RGB or grey JPEG is passed through byte for byte.

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
        if not _passes_through(image):
            return _converted(image)
        if not data.rstrip(b"\0").endswith(_JPEG_END):
            raise ValueError("truncated JPEG")
        return Picture(_Jpeg(data), *image.size)


def load_emblem(data: bytes) -> Picture:
    """The emblem of a letterhead; raises UserError `emblem_unreadable`."""
    try:
        with Image.open(BytesIO(data)) as image:
            size = image.size
            return Picture(ImageReader(image.convert("RGBA")), *size)
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError) as error:
        raise UserError(
            "emblem_unreadable",
            "Gambar lambang pada kop surat tidak dapat dibaca.",
            safe="Data sertifikat tetap tersimpan.",
            todo="Minta admin memasang ulang lambangnya.",
        ) from error


def _passes_through(image: Image.Image) -> bool:
    upright = image.getexif().get(0x0112, 1) == 1
    return image.format == "JPEG" and image.mode in ("RGB", "L") and upright


def _converted(image: Image.Image) -> Picture:
    """Upright sRGB on white: the page's colours are sRGB, and paper is white."""
    upright = ImageOps.exif_transpose(image)
    paper = Image.new("RGB", upright.size, "white")
    solid = upright.convert("RGBA")
    paper.paste(solid, mask=solid.getchannel("A"))
    return Picture(ImageReader(paper), *paper.size)
