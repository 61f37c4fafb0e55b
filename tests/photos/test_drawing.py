"""The drawn sample pictures: whole, repeatable, varied, and fit for intake."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageChops, ImageStat

from app.photos.coach import Kind, figures, findings, shipped_thresholds
from app.photos.coach.columns import brightness, sharpness
from app.photos.drawing import KINDS, PALETTES, cut_out, draw_product, draw_setting, spoil
from app.photos.drawing.colours import palette_of
from app.photos.drawing.lettering import label_art
from app.photos.intake import take_in
from app.photos.scaling import pixels_of

from .pictures import encoded

SMALL = (240, 180)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_something_in_its_middle(kind: str) -> None:
    image = draw_product(kind, "daun", "Sambal Melati", 1, SMALL)
    assert (image.mode, image.size) == ("RGB", SMALL)
    middle = image.crop((70, 40, 172, 150))
    assert max(ImageStat.Stat(middle).stddev) > 20
    assert 60 < brightness(pixels_of(image)) < 235


def test_the_same_request_gives_the_same_pixels() -> None:
    first, again, other = (draw_product("box", 3, "Kopi", seed, SMALL) for seed in (5, 5, 6))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def test_palettes_by_name_and_number() -> None:
    assert palette_of("daun") == palette_of(0) == palette_of(len(PALETTES))
    looks = {draw_product("tube", name, "Krim", 1, (80, 60)).tobytes() for name in PALETTES}
    assert len(looks) == len(PALETTES)


def test_unknown_names_are_refused() -> None:
    for kind, palette in (("rumah", "daun"), ("box", "ungu")):
        with pytest.raises(KeyError):
            draw_product(kind, palette, "x", 1, SMALL)
    with pytest.raises(ValueError, match="miring"):
        spoil(Image.new("RGB", (9, 9)), "miring")


def test_the_label_shows() -> None:
    one, two = (draw_product("box", "daun", text, 4, SMALL) for text in ("Kopi Tua", "Teh"))
    box = ImageChops.difference(one, two).getbbox()
    assert box is not None
    assert box[2] - box[0] > 20


@pytest.mark.parametrize("text", ["Teh", "Keripik Singkong Balado", "Ondel-ondel", "A B C D E F"])
def test_labels_keep_their_margin(text: str) -> None:
    """No letter is cut: the outermost columns of a label hold paper and ornament only."""
    for seed in range(6):
        named = label_art((400, 280), palette_of("laut"), text, random.Random(seed))
        bare = label_art((400, 280), palette_of("laut"), "", random.Random(seed))
        changed = ImageChops.difference(named.convert("RGB"), bare.convert("RGB")).getbbox()
        assert changed is not None
        assert changed[0] >= 12
        assert changed[2] <= 388


@pytest.mark.parametrize("size", [(64, 64), (500, 200), (200, 500), (801, 601)])
def test_any_proportions_are_filled(size: tuple[int, int]) -> None:
    image = draw_product("jar_sauce", "laut", "Sambal", 2, size)
    assert image.size == size
    white = Image.new("RGB", size, "white")
    for corner in ((0, 0), (size[0] - 1, 0), (0, size[1] - 1), (size[0] - 1, size[1] - 1)):
        assert image.getpixel(corner) != white.getpixel(corner)


def test_defects_are_what_intake_notices() -> None:
    image = draw_product("pouch_chips", "senja", "Keripik", 3, (1600, 1200))
    wanted = {None: [], "dark": [Kind.DARK], "blur": [Kind.BLURRED]}
    for defect, expected in wanted.items():
        spoilt = spoil(image, defect)
        found = take_in(encoded(spoilt, quality=90), original_name="contoh.jpg")
        for figure in (
            figures({}, sharpness(pixels_of(spoilt)), brightness(pixels_of(spoilt))),
            figures({}, found.sharpness, found.brightness),
        ):
            said = findings(figure, shipped_thresholds(), 1600, 1200)
            assert [one.kind for one in said] == expected


def test_a_product_cut_out_is_the_product_of_the_picture() -> None:
    """Laid on the colours of its picture's own wall it is hardly told from the picture."""
    whole = draw_product("box", "daun", "Kopi", 7, SMALL)
    cut = cut_out("box", "daun", "Kopi", 7, SMALL)
    again = whole.copy()
    again.paste(cut, (0, 0), cut)
    middle = ImageChops.difference(whole, again).crop((90, 70, 150, 130))
    assert max(ImageStat.Stat(middle).mean) < 4
    assert cut.getpixel((0, 0)) == (0, 0, 0, 0)
    assert cut.getchannel("A").getextrema() == (0, 255)


def test_a_setting_has_no_product() -> None:
    empty, whole = (
        draw_setting("daun", 7, SMALL),
        draw_product("box", "daun", "Kopi", 7, SMALL),
    )
    assert empty.size == SMALL
    assert empty.tobytes() == draw_setting("daun", 7, SMALL).tobytes()
    assert empty.tobytes() != draw_setting("daun", 7, SMALL, flat=True).tobytes()
    assert ImageChops.difference(empty, whole).getbbox() is not None
