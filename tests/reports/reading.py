"""What a reader sees in a PDF: its text, its pixels, its fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image


def squeezed(text: str) -> str:
    """Without white space, so that line breaks and broken words do not matter."""
    return "".join(unicodedata.normalize("NFC", text).split())


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as a viewer copies it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def whole_text(pdf: bytes) -> str:
    """All pages' text, squeezed."""
    return squeezed("".join(page_texts(pdf)))


def render(pdf: bytes, dpi: float, page: int = 0) -> Image.Image:
    """One page as pixels."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return picture.convert("RGB")
    finally:
        document.close()


def text_boxes(pdf: bytes, page: int = 0) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each text rectangle of a page with its text: left, bottom, right, top in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        reader = document[page].get_textpage()
        boxes = [reader.get_rect(index) for index in range(reader.count_rects())]
        return [(reader.get_text_bounded(*box), box) for box in boxes]
    finally:
        document.close()


def column_text(pdf: bytes, left: float, right: float) -> str:
    """What stands between two x positions (points) on all pages, line by line, squeezed.

    A viewer copies the lines of cells side by side as it likes: this reads one column alone.
    """
    document = pypdfium2.PdfDocument(pdf)
    found = []
    try:
        for number in range(len(document)):
            reader = document[number].get_textpage()
            characters = []
            for index in range(reader.count_chars()):
                x0, low, x1, _ = reader.get_charbox(index, loose=True)
                if left <= (x0 + x1) / 2 <= right:
                    characters.append((-number, round(low), -x0, reader.get_text_range(index, 1)))
            found += [text for *_, text in sorted(characters, reverse=True)]
    finally:
        document.close()
    return squeezed("".join(found))


def fonts(pdf: bytes) -> Iterator[tuple[str, bool]]:
    """Every font of the file with whether it is embedded."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for found in opened.objects:
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font":
                descriptor = found.get("/FontDescriptor")
                embedded = descriptor is not None and "/FontFile2" in descriptor
                yield str(found.BaseFont), embedded


def share(mask: Image.Image) -> float:
    """Share of the pixels of a black and white picture that are white, 0 to 1."""
    return mask.convert("1").histogram()[255] / (mask.width * mask.height)
