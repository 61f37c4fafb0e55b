"""Whatever the data: nothing on a certificate is cut, overlaps, or leaves its frame."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.units import mm

from app.reports import fonts
from app.reports.certificate import PAGE, render_certificate
from app.reports.names import without_titles
from app.reports.styles import serif_bold
from app.reports.text import SMALLEST, clean, wrap
from app.reports.values import CertificateData, Letterhead, PaperStatus, Signatory, SigningMode

from .reading import page_texts, squeezed, text_boxes
from .samples import CERTIFICATE

# A page costs 40 ms: to shrink a bad one would take longer than to read it.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
SLOW = [HealthCheck.too_slow]
FRAME = 17.6 * mm  # the inner rule: all print stays within
CODE = (23.5 * mm, 23 * mm, 75 * mm, 70 * mm)


@cache
def drawable() -> str:
    """Latin, Latin Extended-A and -B, Additional: all that our faces have of them."""
    fonts.ready()
    blocks = (*range(0x20, 0x7F), *range(0xA1, 0x250), *range(0x1E00, 0x1F00))
    kept = [
        chr(code)
        for code in blocks
        if unicodedata.category(chr(code)) not in {"Cc", "Cf", "Zs", "Cn"}
        and all(fonts.runs(chr(code), face)[0][1] == chr(code) for face in fonts.FACES)
    ]
    return "".join(kept)


def letters() -> st.SearchStrategy[str]:
    marks = st.sampled_from("\u0301\u0308\u0327\u0304\u030c\u0323")
    common = st.sampled_from("abcdeimnorstuABDKMNPRS &<>'\"-.,/()")
    return st.one_of(common, common, st.sampled_from(drawable()), marks, st.just(" "))


def names(most: int = 120, endless: int = 60) -> st.SearchStrategy[str]:
    """A name of up to `most` characters: anything of Latin, or one word of `endless` letters."""
    words = st.text(letters(), min_size=1, max_size=most)
    unbroken = st.integers(1, min(endless, most)).map(lambda n: "W" * n)
    return st.one_of(words, unbroken).filter(lambda name: bool(clean(name)))


@cache
def picture(width: int, height: int, kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB" if kind == "JPEG" else "RGBA", (width, height), (90, 60, 30)).save(out, kind)
    return out.getvalue()


_SIZES = st.sampled_from([(40, 30), (30, 40), (60, 10), (10, 60)])
PHOTOS = st.one_of(st.none(), _SIZES.map(lambda size: picture(*size, "JPEG")))
EMBLEMS = st.one_of(st.none(), _SIZES.map(lambda size: picture(*size, "PNG")))


@st.composite
def certificates(draw: st.DrawFn) -> CertificateData:
    """Any certificate the programme can issue."""
    people = st.builds(Signatory, names(), names(), st.sampled_from([None, "198003122006041007"]))
    lines = tuple(draw(st.lists(names(), min_size=1, max_size=4)))
    return replace(
        CERTIFICATE,
        business_name=draw(names()),
        owner_name=draw(names()),
        product_name=draw(names()),
        brand=draw(st.one_of(st.just(""), names())),
        ward=draw(st.one_of(st.just(""), names(40))),
        session_name=draw(names()),
        official_number=draw(st.one_of(st.none(), names(60))),
        signatories=tuple(draw(st.lists(people, min_size=1, max_size=5))),
        letterhead=Letterhead(lines, draw(names()), draw(EMBLEMS)),
        photo=draw(PHOTOS),
        status=draw(st.sampled_from(PaperStatus)),
        copy_no=draw(st.sampled_from([0, 1, 128])),
        mode=draw(st.sampled_from(SigningMode)),
    )


def said(data: CertificateData) -> list[str]:
    """Every text of the data that has to be read on the page, signatories apart."""
    found = [data.business_name, data.owner_name, data.product_name, data.brand, data.ward]
    found += [data.session_name, data.official_number or data.register_no, data.register_no]
    found += [data.letterhead.address, data.record_hash]
    return [read(text) for text in found]


def read(text: str) -> str:
    """As it is compared: a reader takes a hyphen at the end of a line for a broken word's."""
    return re.sub(r"[-\u00ad\ufffe\x02]", "", squeezed(clean(text)))


@settings(max_examples=60, deadline=None, phases=QUICK, suppress_health_check=SLOW)
@given(certificates())
@pytest.mark.lesson("B41")
def test_nothing_is_cut_and_nothing_overlaps(data: CertificateData) -> None:
    # The watermark lies over the page on purpose; it is looked at by itself.
    plain = replace(data, status=PaperStatus.FINAL, mode=SigningMode.WET)
    pdf = render_certificate(plain, archival=False)
    (text,) = page_texts(pdf)
    whole = read(text)
    assert [part for part in said(plain) if part not in whole] == []
    for line in plain.letterhead.lines:
        assert read(line.upper()) in whole
    boxes = text_boxes(pdf)
    assert _outside(boxes) == []
    assert _collisions(boxes) == []
    assert _under_the_code(boxes) == []


@settings(max_examples=25, deadline=None, phases=QUICK, suppress_health_check=SLOW)
@given(certificates())
def test_every_mark_that_warns_is_there(data: CertificateData) -> None:
    whole = squeezed("".join(page_texts(render_certificate(data, archival=False))))
    assert ("SALINANke-" in whole) == (data.copy_no > 0)
    assert ("SEMENTARA–menunggu" in whole) == (data.status is PaperStatus.PROVISIONAL)
    assert ("Dokumenlatihan" in whole) == (data.status is PaperStatus.TRAINING)
    assert ("DRAF–belumditandatangani" in whole) == (data.mode is SigningMode.TTE_DRAFT)
    assert "BSrE" not in whole.replace(squeezed("".join(said(data))), "")


@settings(max_examples=25, deadline=None, phases=QUICK, suppress_health_check=SLOW)
@given(st.lists(names(), min_size=1, max_size=5), st.lists(names(), min_size=5, max_size=5))
@pytest.mark.lesson("B41")
def test_signatories_are_whole_in_their_columns(people: list[str], positions: list[str]) -> None:
    signing = tuple(Signatory(n, p) for n, p in zip(people, positions, strict=False))
    assume(all(_lines(person, len(signing)) <= 8 for person in signing))
    pdf = render_certificate(replace(CERTIFICATE, signatories=signing), archival=False)
    columns = _columns(text_boxes(pdf), len(people))
    for index, person in enumerate(signing):
        assert read(person.position) in read(columns[index])
        assert read(without_titles(person.name)) in read(columns[index])


def _lines(person: Signatory, count: int) -> int:
    """Lines that somebody takes in the smallest print; more than eight are refused, not cut."""
    width = _column_width(count)
    return sum(
        len(wrap(words, serif_bold(SMALLEST), width)) for words in (person.name, person.position)
    )


def _column_width(count: int) -> float:
    return min((PAGE[0] - 102 * mm - 4 * mm * (count - 1)) / count, 92 * mm)


Box = tuple[str, tuple[float, float, float, float]]


def _columns(boxes: list[Box], count: int) -> list[str]:
    """What stands in each column of the foot, read downwards."""
    width = _column_width(count)
    first = PAGE[0] - 23.5 * mm - count * width - (count - 1) * 4 * mm
    found = [""] * count
    low = [box for box in boxes if box[1][3] < 70 * mm and box[1][0] > 70 * mm]
    for words, (x0, _, x1, _) in sorted(low, key=lambda box: (-round(box[1][3]), box[1][0])):
        index = int(((x0 + x1) / 2 - first) / (width + 4 * mm))
        found[min(max(index, 0), count - 1)] += squeezed(words)
    return found


def _outside(boxes: list[Box]) -> list[str]:
    return [
        words
        for words, (left, bottom, right, top) in boxes
        if min(left, bottom) < FRAME or right > PAGE[0] - FRAME or top > PAGE[1] - FRAME
    ]


def _collisions(boxes: list[Box]) -> list[tuple[str, str]]:
    """Pairs whose ink overlaps by more than a hair (2 points each way)."""
    return [
        (one, other)
        for index, (one, a) in enumerate(boxes)
        for other, b in boxes[index + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 2 and min(a[3], b[3]) - max(a[1], b[1]) > 2
    ]


def _under_the_code(boxes: list[Box]) -> list[str]:
    """Print that reaches into the square of the code, which would spoil it."""
    left, low, right, high = CODE
    return [
        words
        for words, (x0, y0, x1, y1) in boxes
        if x0 < right - 4 * mm and x1 > left and y1 > low + 12 * mm and y0 < high - 4 * mm
    ]
