"""Codes on a label: which of them name a document of the product, and its number.

Found with zxing-cpp in several passes over the stored picture, each rarer and dearer than
the one before, within a budget of time. What a code may mean is data (`RECOGNISERS`); a code
that nothing here recognises is no news to anybody.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import unquote

from PIL import Image, ImageFilter, ImageOps


class CodeKind(StrEnum):
    """What a code names."""

    HALAL = "HALAL"
    BPOM = "BPOM"
    PIRT = "PIRT"
    NIB = "NIB"
    OURS = "ours"
    """A certificate of ours; `number` is the whole text, to be verified."""


@dataclass(frozen=True, slots=True)
class FoundCode:
    """One code with the number it names, written as the forms write it."""

    kind: CodeKind
    number: str


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A way in which a number stands in a code.

    `number` captures it; `beside` must stand in the same text, unless the number alone is
    beyond doubt. `source` says where that way of writing is told.
    """

    kind: CodeKind
    number: re.Pattern[str]
    source: str
    beside: re.Pattern[str] | None = None
    prefix: str = ""


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


RECOGNISERS: Final[tuple[Recogniser, ...]] = (
    Recogniser(
        CodeKind.HALAL,
        _pattern(r"(?<![0-9A-Z])(ID[0-9]{17})(?![0-9])"),
        "BPJPH certificate number on the halal label: Keputusan Kepala BPJPH 40/2022",
    ),
    Recogniser(
        CodeKind.HALAL,
        _pattern(r"(?<![0-9])([0-9]{14})(?![0-9])"),
        "old LPPOM MUI number, as its product pages link it: halalmui.org",
        beside=_pattern(r"halalmui\.org|lppom|sertifikat\W*halal"),
    ),
    Recogniser(
        CodeKind.BPOM,
        _pattern(r"(?<![0-9A-Z])((?:MD|ML) ?(?:[0-9]{15}|[0-9]{12}))(?![0-9])"),
        "registration in the 2D barcode, AI (90): Peraturan BPOM 22/2022 on 2D barcodes",
    ),
    Recogniser(
        CodeKind.BPOM,
        _pattern(r"(?<![0-9A-Z])(N[A-E] ?[0-9]{11})(?![0-9])"),
        "cosmetics notification in the 2D barcode, AI (90): Peraturan BPOM 22/2022",
    ),
    Recogniser(
        CodeKind.PIRT,
        _pattern(r"(?<![0-9])([1-8][0-9]{12}-?[0-9]{2})(?![0-9])"),
        "fifteen digits beside the name: Peraturan BPOM 22/2018 on SPP-IRT; sppirt.pom.go.id",
        beside=_pattern(r"p-?irt"),
    ),
    Recogniser(
        CodeKind.NIB,
        _pattern(r"(?<![0-9])([0-9]{13})(?![0-9])"),
        "thirteen digits, PP 5/2021; its document links to oss.go.id",
        beside=_pattern(r"\boss\.go\.id|\bnib\b|nomor induk berusaha"),
    ),
    Recogniser(
        CodeKind.OURS,
        _pattern(r"^(HTTPS://[^/\s]+/#[0-9A-Z $%*+\-./:]{100,})$"),
        "docs/decisions/0007-trust-by-delegation.md",
    ),
)

# A retail bar code (EAN) has thirteen digits like a NIB and says nothing of documents.
_WANTED: Final = "QRCode,MicroQRCode,DataMatrix,PDF417,Aztec,Code128,Code39"
_SMALLEST: Final = 1100
_MOST_TEXT: Final = 2000

BUDGET_S: Final = 2.0
"""Seconds after which no further pass begins."""


def read_codes(image: Image.Image, *, budget: float = BUDGET_S) -> tuple[FoundCode, ...]:
    """The recognised codes in a picture, each once; a hard picture gets several looks."""
    until = time.monotonic() + budget
    found: dict[FoundCode, None] = {}
    for look in _looks(image):
        for text in _texts(look):
            found.update(dict.fromkeys(recognise(text)))
        if found or time.monotonic() > until:
            break
    return tuple(found)


def recognise(text: str) -> tuple[FoundCode, ...]:
    """What one code's text names; nothing for most codes of the world."""
    plain = unquote(text[:_MOST_TEXT])
    found: dict[FoundCode, None] = {}
    for rule in RECOGNISERS:
        subject = text.strip() if rule.kind is CodeKind.OURS else plain
        if rule.beside is not None and not rule.beside.search(subject):
            continue
        for match in rule.number.finditer(subject):
            number = match.group(1) if rule.kind is CodeKind.OURS else _spelled(match.group(1))
            found[FoundCode(rule.kind, number)] = None
    return tuple(found)


def _spelled(number: str) -> str:
    return re.sub(r"[\s\-]", "", number).upper()


def read_codes_job(
    header: Mapping[str, Any], blobs: Sequence[bytes]
) -> tuple[dict[str, Any], list[bytes]]:
    """For another process: the codes in a stored picture; `budget` in seconds may be given."""
    with Image.open(io.BytesIO(blobs[0])) as image:
        image.load()
        found = read_codes(image, budget=float(header.get("budget", BUDGET_S)))
    return {"codes": [{"kind": code.kind.value, "number": code.number} for code in found]}, []


def found_codes(answer: Mapping[str, Any]) -> tuple[FoundCode, ...]:
    """What `read_codes_job` answered."""
    found = (FoundCode(CodeKind(c["kind"]), str(c["number"])) for c in answer["codes"])
    return tuple(code for code in found if len(code.number) <= _MOST_TEXT)


def _looks(image: Image.Image) -> Iterator[Image.Image]:
    """As it is; enlarged; with even light; sharpened; tilted, as far as a hand tilts."""
    grey = image.convert("L")
    yield grey
    large = _enlarged(grey)
    yield large
    even = ImageOps.autocontrast(grey, cutoff=2)
    yield even.filter(ImageFilter.UnsharpMask(3, 180, 2))
    yield large.filter(ImageFilter.UnsharpMask(5, 250, 0))
    yield large.filter(ImageFilter.MedianFilter(5))
    for degrees in (12, -12, 25, -25, 45):
        yield grey.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _enlarged(grey: Image.Image) -> Image.Image:
    factor = 2 if max(grey.size) >= _SMALLEST else 3
    size = grey.width * factor, grey.height * factor
    return grey.resize(size, Image.Resampling.BICUBIC)


def _texts(image: Image.Image) -> list[str]:
    """Texts of the codes that can be read; HRI puts GS1 fields as `(90)…`."""
    import zxingcpp  # where codes are read, not where offers are shown

    wanted = zxingcpp.barcode_formats_from_str(_WANTED)
    codes = zxingcpp.read_barcodes(image, formats=wanted, text_mode=zxingcpp.TextMode.HRI)
    return [code.text for code in codes if code.valid and code.text]
