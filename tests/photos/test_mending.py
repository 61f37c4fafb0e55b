"""Mending: instructions that travel, carried out the same every time, the master untouched."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.photos import geometry, mender, mending_jobs, taking, upright
from app.photos.drawing import draw_product
from app.photos.intake import take_in
from app.photos.mending import (
    AUTO,
    LEAST_EXTENT,
    MOST_TILT,
    Crop,
    Mending,
    Neutral,
    from_json,
)
from app.photos.taken import MASTER_SIDE, THUMBNAIL_SIDE
from app.photos.workshop import Workshop
from tests.photos.pictures import corners, decoded, encoded, near, noisy, quarters
from tests.photos.plain import on_plain_ground

parts = st.floats(0, 1)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    left, top = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    right = draw(st.floats(left + LEAST_EXTENT, 1))
    bottom = draw(st.floats(top + LEAST_EXTENT, 1))
    return Crop(left, top, right, bottom)


mendings = st.builds(
    Mending,
    quarter_turns=st.integers(0, 3),
    straighten_degrees=st.floats(-MOST_TILT, MOST_TILT),
    crop=st.none() | crops(),
    white_balance=st.none() | st.just(AUTO) | st.builds(Neutral, parts, parts),
    white_ground=st.booleans(),
)


@given(mendings)
def test_instructions_travel_unchanged(mending: Mending) -> None:
    assert from_json(json.loads(json.dumps(mending.to_json()))) == mending


GOOD = Mending(1, 2.5, Crop(0.1, 0.1, 0.9, 0.9), AUTO, white_ground=True).to_json()


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        {},
        {**GOOD, "more": 1},
        {key: GOOD[key] for key in GOOD if key != "crop"},
        {**GOOD, "v": 2},
        {**GOOD, "v": True},
        {**GOOD, "turns": 4},
        {**GOOD, "turns": True},
        {**GOOD, "turns": 1.0},
        {**GOOD, "straighten": 15.1},
        {**GOOD, "straighten": "2"},
        {**GOOD, "straighten": float("nan")},
        {**GOOD, "straighten": 10**400},
        {**GOOD, "crop": [0, 0, 1]},
        {**GOOD, "crop": [0, 0, 0.01, 1]},
        {**GOOD, "crop": [0.5, 0, 0.2, 1]},
        {**GOOD, "crop": [0, 0, 1.2, 1]},
        {**GOOD, "crop": [False, 0, 1, 1]},
        {**GOOD, "crop": {"left": 0}},
        {**GOOD, "balance": "warm"},
        {**GOOD, "balance": [0.5, 2]},
        {**GOOD, "balance": 3},
        {**GOOD, "white_ground": 1},
    ],
)
def test_anything_else_is_refused(bad: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(bad)


@given(st.one_of(st.none(), st.text(), st.integers(), st.dictionaries(st.text(), st.integers())))
def test_noise_is_refused(noise: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(noise)


def test_nothing_to_do_is_known() -> None:
    assert Mending().is_identity
    assert not Mending(white_ground=True).is_identity


def test_quarter_turns_go_clockwise() -> None:
    turned = mender.mend(quarters(), Mending(quarter_turns=1))
    red, green, blue, yellow = corners(quarters())
    assert turned.size == (300, 400)
    assert corners(turned) == [blue, red, yellow, green]


def test_four_quarter_turns_are_the_picture_but_for_the_encoding() -> None:
    master = take_in(
        encoded(draw_product("mug", 1, "Uji", 3, (800, 600))), original_name="a"
    ).master
    turned = master
    for _ in range(4):
        turned = mender.apply(turned, Mending(quarter_turns=1)).master
    first, last = (np.asarray(decoded(data)).astype(int) for data in (master, turned))
    assert first.shape == last.shape
    assert np.abs(first - last).mean() < 1.5


@given(crops(), st.integers(1, 700), st.integers(1, 700))
def test_a_crop_lies_inside_and_is_never_empty(crop: Crop, width: int, height: int) -> None:
    left, top, right, bottom = mender.crop_box((width, height), crop)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@settings(max_examples=25, deadline=None)
@given(mendings)
@example(Mending(white_ground=True))
def test_mending_is_deterministic_and_leaves_its_master_alone(mending: Mending) -> None:
    master = encoded(draw_product("tube", 2, "Uji", 5, (240, 180)))
    before = bytes(master)
    image = mender.opened(master)
    pixels = image.tobytes()
    one, other = mender.apply(master, mending), mender.apply(master, mending)
    assert one == other
    assert mender.mend(image, mending) is not None
    assert image.tobytes() == pixels
    assert master == before


def test_a_mended_picture_is_kept_like_any_other() -> None:
    master = encoded(draw_product("vase", 1, "Uji", 3, (2000, 1500)), exif=b"Exif\0\0MM\0*")
    made = mender.apply(master, Mending(quarter_turns=1), name="vas.jpg")
    whole, small = decoded(made.master), decoded(made.thumbnail)
    assert whole.size == (made.width, made.height) == (1200, MASTER_SIDE)
    assert max(small.size) == THUMBNAIL_SIDE
    assert not decoded(made.master).getexif()
    assert made.original_name == "vas.jpg"
    assert made.size_bytes == len(made.master)


def test_a_small_crop_is_not_blown_up() -> None:
    made = mender.apply(encoded(noisy((400, 200))), Mending(crop=Crop(0.25, 0.5, 0.75, 1)))
    assert (made.width, made.height) == (200, 100)


# Straightening.


@given(st.floats(-MOST_TILT, MOST_TILT), st.integers(2, 900), st.integers(2, 900))
def test_a_straightened_picture_has_no_corner_outside(
    degrees: float, width: int, height: int
) -> None:
    inner = geometry.inner_size((width, height), degrees)
    assert 0 < inner[0] <= width
    assert 0 < inner[1] <= height


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("degrees", [0.0, 9.0, -13.0])
def test_a_place_in_the_picture_is_found_on_the_master(turns: int, degrees: float) -> None:
    size, spot = (400, 300), (290, 100)
    master = Image.new("RGB", size)
    master.paste((255, 255, 255), (spot[0] - 3, spot[1] - 3, spot[0] + 4, spot[1] + 4))
    mending = Mending(turns, degrees)
    shown = np.asarray(mender.mend(master, mending).convert("L")).astype(float)
    ys, xs = np.nonzero(shown > 100)
    x, y = (xs.mean() + 0.5) / shown.shape[1], (ys.mean() + 0.5) / shown.shape[0]
    found = geometry.on_master(float(x), float(y), size, mending)
    assert found == pytest.approx(((spot[0] + 0.5) / 400, (spot[1] + 0.5) / 300), abs=0.006)


@given(crops(), st.integers(0, 3))
def test_a_crop_turns_with_its_picture(crop: Crop, quarters: int) -> None:
    turned = geometry.turned_crop(crop, quarters)
    back = geometry.turned_crop(turned, 4 - quarters)
    for name in ("left", "top", "right", "bottom"):
        assert getattr(back, name) == pytest.approx(getattr(crop, name))


@pytest.mark.parametrize("degrees", [-15, -7.5, -1, 1, 7.5, 15])
def test_nothing_black_creeps_in_when_straightening(degrees: float) -> None:
    turned = upright.turn(Image.new("RGB", (300, 200), (200, 190, 180)), degrees)
    assert turned.getextrema() == ((200, 200), (190, 190), (180, 180))


def test_straightening_turns_clockwise_about_the_middle() -> None:
    image = Image.new("RGB", (301, 301))
    image.paste((255, 255, 255), (149, 0, 152, 150))  # a hand at twelve
    turned = upright.turn(image, 10)
    half = turned.height // 2
    tops = np.asarray(turned.convert("L"))[10]
    assert int(tops.argmax()) > turned.width // 2 + 10
    assert np.asarray(turned.convert("L"))[half - 4, turned.width // 2] > 60


@pytest.mark.parametrize("kind", ["box", "carved_box", "pouch_coffee", "earrings"])
@pytest.mark.parametrize("lean", [-6.0, -2.5, 4.0])
def test_a_leaning_picture_is_proposed_upright(kind: str, lean: float) -> None:
    straight = draw_product(kind, 1, "Kopi", 4, (1000, 750))
    proposed = upright.propose(upright.turn(straight, lean))
    assert proposed is not None
    assert proposed == pytest.approx(-lean, abs=0.8)


def test_a_picture_without_lines_is_left_to_the_eye() -> None:
    assert upright.propose(Image.new("RGB", (400, 300), "grey")) is None
    assert upright.propose(noisy((200, 150))) is None


# White balance.


def tinted(image: Image.Image, gains: tuple[float, float, float]) -> Image.Image:
    return image.point([min(255, round(v * gain)) for gain in gains for v in range(256)])


def test_a_picked_point_becomes_neutral() -> None:
    image = tinted(Image.new("RGB", (200, 100), (180, 180, 180)), (1.0, 0.85, 0.6))
    image.paste((200, 30, 30), (100, 0, 200, 100))
    mended = mender.mend(image, Mending(white_balance=Neutral(0.2, 0.5)))
    pixel = mended.getpixel((30, 50))
    assert isinstance(pixel, tuple)
    assert max(pixel) - min(pixel) <= 3


@pytest.mark.parametrize("kind", ["mug", "box", "plate_rice", "tube"])
def test_lamp_light_is_taken_out_by_itself(kind: str) -> None:
    daylight = on_plain_ground(kind, (225, 224, 222), 2)
    lamp = tinted(daylight, (1.0, 0.86, 0.62))
    mended = mender.mend(lamp, Mending(white_balance=AUTO))

    def off(picture: Image.Image) -> float:
        mean, wanted = (np.asarray(p).reshape(-1, 3).mean(axis=0) for p in (picture, daylight))
        return float(np.abs(mean / mean.sum() - wanted / wanted.sum()).sum())

    assert off(mended) < 0.35 * off(lamp)


def test_a_black_picture_keeps_its_colours() -> None:
    black = Image.new("RGB", (40, 40))
    for how in (AUTO, Neutral(0.5, 0.5)):
        assert mender.mend(black, Mending(white_balance=how)).tobytes() == black.tobytes()


# The jobs.


def test_the_workshop_makes_what_apply_makes(workshop: Workshop) -> None:
    master, mending = encoded(quarters()), Mending(quarter_turns=2, white_ground=True)
    made = taking.mend(workshop, master, mending, original_name="a.jpg")
    assert made == mender.apply(master, mending, name="a.jpg")


def test_a_preview_is_small_and_not_cropped() -> None:
    master = encoded(quarters((1600, 1200)))
    facts, (small,) = mending_jobs.open_job({}, [master])
    assert set(facts) == {"straighten"}
    mending = Mending(quarter_turns=1, crop=Crop(0, 0, 0.5, 0.5))
    size, (pixels,) = mending_jobs.preview_job({"mending": mending.to_json()}, [small])
    assert (size["width"], size["height"]) == (570, mending_jobs.PREVIEW_SIDE)
    image = Image.frombytes("RGB", (size["width"], size["height"]), pixels)
    assert near(image.getpixel((60, 60)), (30, 30, 220))


def on_a_sheet_on_a_table() -> Image.Image:
    """A jar before a small plain sheet that leaves a wooden table in view."""
    table = draw_product("box", 3, "Uji", 2, (1200, 900)).transpose(Image.Transpose.ROTATE_180)
    table.paste(on_plain_ground("jar_honey", (228, 226, 220), 1).resize((720, 540)), (240, 180))
    return table


def test_a_sheet_smaller_than_the_picture_is_cropped_to_first() -> None:
    crop = Crop(0.21, 0.21, 0.79, 0.79)
    (small,) = mending_jobs.open_job({}, [encoded(on_a_sheet_on_a_table())])[1]

    def preview(mending: Mending) -> tuple[bool, Image.Image]:
        facts, (pixels,) = mending_jobs.preview_job({"mending": mending.to_json()}, [small])
        size = facts["width"], facts["height"]
        return facts["can_whiten"], Image.frombytes("RGB", size, pixels)

    assert not preview(Mending())[0]
    can, plain = preview(Mending(crop=crop))
    assert can
    _, white = preview(Mending(crop=crop, white_ground=True))
    left, top, *_ = mender.crop_box(white.size, crop)
    assert white.getpixel((left + 2, top + 2)) == (255, 255, 255)
    assert white.getpixel((5, 5)) == plain.getpixel((5, 5))  # behind the frame all is as it was
    made = decoded(
        mender.apply(encoded(on_a_sheet_on_a_table()), Mending(crop=crop, white_ground=True)).master
    )
    assert min(made.getpixel((3, 3))) >= 253  # type: ignore[arg-type]
