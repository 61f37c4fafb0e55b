"""Chosen files that are no photographs of products: a certificate to check, an emblem.

Strangers made them as well, so these are jobs of the workshop.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PIL import Image, ImageFilter, ImageOps

from app.errors import UserError
from app.photos import errors
from app.photos.frames import Frame
from app.photos.intake import MAX_PIXELS
from app.photos.taken import EMBLEM_SIDE

_PDF: Final = b"%PDF-"
_PDF_DPI: Final = 300
_MOST_PAGES: Final = 12
_MAX_SIDE: Final = 5000
"""Pixels of a page's longer side; a page as large as a house must not fill the memory."""
_MOST_ENLARGED: Final = 4_000_000


def texts_job(_header: Mapping[str, Any], blobs: Sequence[bytes]) -> Frame:
    """The texts of the QR codes in a picture (JPEG, PNG, WebP), or on a PDF's first pages."""
    data = blobs[0]
    try:
        return {"texts": _of_pdf(data) if data.startswith(_PDF) else _of_picture(data)}, []
    except (UserError, MemoryError):
        raise
    except Exception as error:  # decoders fail in every way there is
        raise errors.corrupt("") from error


def emblem_job(_header: Mapping[str, Any], blobs: Sequence[bytes]) -> Frame:
    """A picture (JPEG, PNG) as a clean PNG of bounded size: `width`, `height`, and its pixels
    (RGBA, row by row) beside it, so that nobody else need decode it to show it.
    """
    try:
        image = _opened(blobs[0], ["JPEG", "PNG"])
        if image.mode not in ("RGB", "RGBA") or image.has_transparency_data:
            image = image.convert("RGBA")
        # Before the band of transparency: forty megapixels twice are more than there may be.
        image.thumbnail((EMBLEM_SIDE, EMBLEM_SIDE), Image.Resampling.LANCZOS)
        image = image.convert("RGBA")
    except (UserError, MemoryError):
        raise
    except Exception as error:
        raise errors.corrupt("") from error
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "PNG")
    facts = {"width": image.width, "height": image.height}
    return facts, [out.getvalue(), image.tobytes()]


def _opened(data: bytes, formats: list[str]) -> Image.Image:
    """Upright and loaded, whatever of transparency it has."""
    with Image.open(io.BytesIO(data), formats=formats) as image:
        if image.width * image.height > MAX_PIXELS:
            raise errors.too_many_pixels("")
        return ImageOps.exif_transpose(image)


def _of_picture(data: bytes) -> list[str]:
    return read_image(_opened(data, ["JPEG", "PNG", "WEBP"]).convert("RGB"))


def _of_pdf(data: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        found: list[str] = []
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            scale = min(_PDF_DPI / 72, _MAX_SIDE / max(page.get_size()))
            found += read_image(page.render(scale=scale, grayscale=True).to_pil())
        return found
    finally:
        document.close()


def read_image(image: Image.Image) -> list[str]:
    """The texts of the QR codes in an opened picture; one without any is looked at once more.

    The second look is larger and sharper: it reads most photographs that are a little out of
    focus or shaken (benchmarks/qr.py), for three times the work.
    """
    return _texts(image) or _texts(_clearer(image))


def _clearer(image: Image.Image) -> Image.Image:
    grey = image.convert("L")
    if grey.width * grey.height <= _MOST_ENLARGED:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
    return grey.filter(ImageFilter.UnsharpMask(6, 300, 0))


def _texts(image: Image.Image) -> list[str]:
    import zxingcpp

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in zxingcpp.read_barcodes(image, formats=formats)]
