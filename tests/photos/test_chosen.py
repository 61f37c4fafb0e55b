"""Chosen files that are no photographs of products go through the workshop too."""

from __future__ import annotations

import io

import pytest
import segno
from PIL import Image

from app.photos import chosen, taking
from app.photos.errors import PhotoError
from app.photos.taken import EMBLEM_SIDE, UnbelievableError, emblem_of, texts_of
from app.photos.workshop import Lease

from .pictures import encoded, noisy
from .test_intake import bare_png


def code(text: str) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=4, border=4)
    return Image.open(out).convert("RGB")


def emblem(workshop: Lease, data: bytes) -> Image.Image:
    made = taking.clean_emblem(workshop, data, name="lambang")
    shown = Image.frombytes("RGBA", (made.width, made.height), made.rgba)
    with Image.open(io.BytesIO(made.png)) as kept:
        assert kept.convert("RGBA").tobytes() == shown.tobytes()
        assert set(kept.info) <= {"transparency"}
    return shown


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_codes_in_a_picture(warm_workshop: Lease, kind: str) -> None:
    picture = encoded(code("satu"), kind)
    assert taking.read_texts(warm_workshop, picture, name="a") == ["satu"]


def test_a_long_paper_is_read_to_its_twelfth_page(warm_workshop: Lease) -> None:
    out = io.BytesIO()
    pages = [code(str(number)) for number in range(14)]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    read = taking.read_texts(warm_workshop, out.getvalue(), name="a.pdf")
    assert read == [str(number) for number in range(12)]


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"halo", "photo.corrupt"),
        (b"%PDF-1.7 rusak", "photo.corrupt"),
        (encoded(noisy((64, 48)))[:500], "photo.corrupt"),
        (bare_png(8_000, 6_000), "photo.too_many_pixels"),
        (bare_png(60_000, 60_000), "photo.corrupt"),
    ],
)
def test_what_is_neither_is_refused(warm_workshop: Lease, data: bytes, refused: str) -> None:
    with pytest.raises(PhotoError) as caught:
        taking.read_texts(warm_workshop, data, name="a")
    assert caught.value.code == refused
    with pytest.raises(PhotoError):
        taking.clean_emblem(warm_workshop, data, name="a")


def test_an_emblem_keeps_what_is_clear_and_loses_what_was_said(warm_workshop: Lease) -> None:
    drawn = Image.new("RGBA", (30, 20), (0, 0, 0, 0))
    drawn.paste((9, 99, 199, 255), (10, 5, 20, 15))
    drawn.info["Comment"] = "dari siapa"
    shown = emblem(warm_workshop, encoded(drawn, "PNG"))
    assert shown.tobytes() == drawn.tobytes()


def test_an_emblem_is_upright_and_of_bounded_size(warm_workshop: Lease) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    shown = emblem(warm_workshop, encoded(noisy((3000, 1500)), exif=exif.tobytes()))
    assert shown.size == (EMBLEM_SIDE // 2, EMBLEM_SIDE)


def test_a_palette_is_no_hindrance(warm_workshop: Lease) -> None:
    drawn = Image.new("P", (8, 8), 1)
    drawn.putpalette([0, 0, 0, 250, 10, 20])
    shown = emblem(warm_workshop, encoded(drawn, "PNG", transparency=0))
    assert shown.getpixel((3, 3)) == (250, 10, 20, 255)


def test_the_workshop_is_not_believed() -> None:
    facts, blobs = chosen.emblem_job({}, [encoded(noisy((8, 6)), "PNG")])
    assert emblem_of(facts, blobs).width == 8
    for said, sent in (
        ({**facts, "width": 9}, blobs),
        ({**facts, "width": 10_000}, blobs),
        ({**facts, "height": "6"}, blobs),
        (facts, blobs[:1]),
        (facts, [b"GIF89a", blobs[1]]),
    ):
        with pytest.raises(UnbelievableError):
            emblem_of(said, sent)
    for texts in (None, "satu", [1], ["a" * 9_000], ["a"] * 300):
        with pytest.raises(UnbelievableError):
            texts_of(texts)
