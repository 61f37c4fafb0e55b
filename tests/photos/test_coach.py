"""The coach: what it measures moves the right way, what it says follows from data alone."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from app.paths import RESOURCES
from app.photos.coach import (
    Finding,
    Kind,
    face_in,
    figures,
    findings,
    for_role,
    measure,
    shipped_thresholds,
)
from app.photos.coach.judging import THRESHOLDS, thresholds_from
from app.photos.coach.live import LiveCoach, judge_frame
from app.photos.drawing import KINDS, cut_out, draw_product, spoil

from .pictures import decoded, encoded, quarters

PRODUCT = draw_product("jar_sauce", "laut", "Sambal Melati", 3, (1200, 900))
SHIPPED = shipped_thresholds()


def kinds(image: Image.Image) -> list[Kind]:
    found = findings(measure(image)[0], SHIPPED, image.width, image.height)
    return [one.kind for one in found]


def bits_apart(one: Image.Image, other: Image.Image) -> int:
    a, b = (int(measure(image)[1], 16) for image in (one, other))
    return (a ^ b).bit_count()


# -- measuring ------------------------------------------------------------------------


def test_a_good_picture_has_no_findings() -> None:
    assert kinds(PRODUCT) == []


def test_more_blur_means_wider_edges() -> None:
    widths = [
        measure(PRODUCT.filter(ImageFilter.GaussianBlur(radius)))[0]["edge_width"]
        for radius in (0.5, 2, 4, 6, 9)
    ]
    assert widths == sorted(widths)
    assert Kind.BLURRED in kinds(PRODUCT.filter(ImageFilter.GaussianBlur(8)))


def test_less_light_means_darker_highlights() -> None:
    levels = [
        measure(PRODUCT.point([round(v * share) for v in range(256)] * 3))[0]["highlights"]
        for share in (1.0, 0.7, 0.4, 0.2)
    ]
    assert levels == sorted(levels, reverse=True)
    assert Kind.DARK in kinds(spoil(PRODUCT, "dark"))


def test_colours_driven_to_their_end_are_too_bright() -> None:
    burnt = PRODUCT.point([min(255, round(v * 2.2)) for v in range(256)] * 3)
    assert Kind.BRIGHT in kinds(burnt)


def test_a_product_on_white_paper_is_not_too_bright() -> None:
    cut = cut_out("jar_sauce", "laut", "Sambal", 3, (1200, 900))
    paper = Image.new("RGB", cut.size, (252, 252, 252))
    paper.paste(cut, (0, 0), cut)
    assert not {Kind.BRIGHT, Kind.GLARE, Kind.BUSY} & set(kinds(paper))


def test_a_product_far_away_is_small() -> None:
    cut = cut_out("box", "daun", "Dodol", 3, (240, 180))
    wall = Image.new("RGB", (1200, 900), (205, 210, 200))
    wall.paste(cut, (500, 400), cut)
    found = measure(wall)[0]
    assert found["share"] < measure(PRODUCT)[0]["share"]
    assert Kind.SMALL in kinds(wall)


def test_a_product_over_the_border_is_cut_off() -> None:
    cut = cut_out("pouch_chips", "bata", "Keripik", 3, (1200, 900))
    wall = Image.new("RGB", (1200, 900), (214, 224, 226))
    wall.paste(cut, (0, 250), cut)
    assert Kind.CUT in kinds(wall)


def test_a_stall_full_of_things_is_busy() -> None:
    stall = Image.new("RGB", (1200, 900), (190, 200, 190))
    rng = random.Random(4)
    for number, kind in enumerate(list(KINDS)[:16]):
        cut = cut_out(kind, number, "Teh", number, (480, 360))
        stall.paste(cut, (number % 4 * 300 - 60, number // 4 * 220 - rng.randint(0, 40)), cut)
    assert Kind.BUSY in kinds(stall)
    assert measure(stall)[0]["busy"] > measure(PRODUCT)[0]["busy"]


def test_print_that_shrinks_is_read_no_more() -> None:
    label = draw_product("box", "daun", "Dodol Betawi", 4, (1200, 900))
    assert Kind.UNREADABLE not in kinds(label)
    plain = Image.new("RGB", (1200, 900), (220, 215, 205))
    plain.paste(label.resize((120, 90)), (500, 400))
    assert Kind.UNREADABLE in kinds(plain)


@pytest.mark.parametrize("size", [(1, 1), (1, 1600), (5, 5), (23, 900), (1600, 3)])
def test_any_size_can_be_measured(size: tuple[int, int]) -> None:
    found, likeness = measure(Image.new("RGB", size, "grey"))
    assert all(0 <= value < 1000 for value in found.values())
    assert likeness == "0" * 16
    assert Kind.FEW_PIXELS in kinds(Image.new("RGB", (320, 240), "grey"))


@given(data=st.binary(min_size=12 * 9 * 3, max_size=12 * 9 * 3), side=st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_no_pixels_make_it_stumble(data: bytes, side: int) -> None:
    image = Image.frombytes("RGB", (12, 9), data).resize((side * 12, side * 9))
    found, likeness = measure(image)
    assert all(value == value and value >= 0 for value in found.values())
    assert len(bytes.fromhex(likeness)) == 8


def test_modes_do_not_matter() -> None:
    grey = PRODUCT.convert("L")
    assert measure(grey) == measure(grey.convert("RGB"))


def test_the_same_picture_gives_the_same_figures() -> None:
    assert measure(PRODUCT) == measure(PRODUCT.copy())


# -- likeness ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["jar_sauce", "plate_cakes", "batik", "necklace"])
def test_likeness_survives_the_road(kind: str) -> None:
    image = draw_product(kind, "senja", "Sambal", 5, (1200, 900))
    poor = decoded(encoded(image, quality=35))
    assert bits_apart(image, poor) <= SHIPPED.same_picture_bits
    assert bits_apart(image, image.resize((320, 240))) <= SHIPPED.same_picture_bits
    brighter = image.point([min(255, round(v * 1.1)) for v in range(256)] * 3)
    assert bits_apart(image, brighter) <= SHIPPED.same_picture_bits


def test_other_products_are_unlike() -> None:
    looks = [
        draw_product(kind, number, "Kopi", number, (400, 300))
        for number, kind in enumerate(list(KINDS)[::3])
    ]
    pairs = [(a, b) for at, a in enumerate(looks) for b in looks[at + 1 :]]
    assert min(bits_apart(a, b) for a, b in pairs) > SHIPPED.same_picture_bits


# -- judging ----------------------------------------------------------------------------


def test_thresholds_are_data() -> None:
    text = (RESOURCES / THRESHOLDS).read_text(encoding="utf-8")
    data = json.loads(text)
    assert thresholds_from(data) == SHIPPED
    assert data["source"]
    for rule in data["rules"]:
        if rule["finding"] == "blurred":
            rule["above" if "above" in rule else "below"] = -1.0
    strict = thresholds_from(data)
    assert findings({"edge_width": 0.5}, SHIPPED, 1600, 1200) == ()
    assert findings({"edge_width": 0.5}, strict, 1600, 1200) == (Finding(Kind.BLURRED),)


@pytest.mark.parametrize("limits", [{}, {"above": 1, "below": 2}])
def test_a_rule_has_one_limit(limits: Mapping[str, Any]) -> None:
    rule = {"finding": "blurred", "measure": "edge_width", **limits}
    with pytest.raises(ValueError, match="one limit"):
        thresholds_from({"rules": [rule], "same_picture_bits": 6})


@given(st.floats(0, 12), st.floats(0, 12))
def test_what_is_blurred_stays_so_with_more_blur(one: float, other: float) -> None:
    less, more = (findings({"edge_width": w}, SHIPPED, 1600, 1200) for w in sorted((one, other)))
    assert set(less) <= set(more)


@given(st.integers(1, 4000), st.integers(1, 4000))
def test_more_pixels_never_hurt(width: int, height: int) -> None:
    few = findings({}, SHIPPED, width, height)
    assert few == (() if max(width, height) >= 1000 else few)
    assert findings({}, SHIPPED, width + 4000, height) == ()


def test_rows_from_before_the_coach_are_judged_by_their_columns() -> None:
    old = figures({}, sharpness=20.0, brightness=30.0)
    found = findings(old, SHIPPED, 1600, 1200)
    assert {one.kind for one in found} == {Kind.BLURRED, Kind.DARK}
    assert findings(figures({}, 500.0, 128.0), SHIPPED, 1600, 1200) == ()
    newer = figures({"edge_width": 0.5, "highlights": 250.0, "burnt": 0.0}, 20.0, 30.0)
    assert findings(newer, SHIPPED, 1600, 1200) == ()


def test_a_label_matters_only_where_one_is_shown() -> None:
    found = findings({"letter_height": 0.0}, SHIPPED, 1600, 1200)
    assert [one.kind for one in found] == [Kind.UNREADABLE]
    assert for_role(found, "label") == for_role(found, "front") == found
    assert for_role(found, "content") == for_role(found, None) == ()


def test_a_graver_finding_hides_what_it_causes() -> None:
    both = {"letter_height": 0.0, "edge_width": 9.0}
    assert [one.kind for one in findings(both, SHIPPED, 1600, 1200)] == [Kind.BLURRED]


# -- faces ------------------------------------------------------------------------------


def test_a_face_is_told_and_not_measured() -> None:
    from benchmarks.coach_scenes import face

    person = face(random.Random(1), 300)
    scene = Image.new("RGB", (1200, 900), (200, 210, 205))
    scene.paste(person, (480, 190), person)
    assert face_in(scene)
    assert not face_in(PRODUCT)
    assert not any("face" in name for name in measure(scene)[0])


# -- live -------------------------------------------------------------------------------


def frame(image: Image.Image) -> tuple[int, int, bytes]:
    small = image.resize((640, 360))
    return small.width, small.height, small.tobytes()


def test_hints_come_and_go_without_flicker() -> None:
    coach = LiveCoach()
    blurred, sharp = {"edge_width": 9.0}, {"edge_width": 0.5}
    answers = [coach.note({"measures": blurred, "face": None}) for _ in range(5)]
    assert answers[:4] == [()] * 4
    assert [one.kind for one in answers[4]] == [Kind.BLURRED]
    flicker = [
        coach.note({"measures": (sharp, blurred)[number % 2], "face": None}) for number in range(12)
    ]
    assert all(flicker)
    calm = [coach.note({"measures": sharp, "face": None}) for _ in range(7)]
    assert calm[-1] == ()


def test_live_hints_follow_the_frames() -> None:
    coach = LiveCoach()
    shaken = PRODUCT.filter(ImageFilter.GaussianBlur(9))
    for _ in range(6):
        hints = coach.see(*frame(shaken))
    assert [one.kind for one in hints] == [Kind.BLURRED]
    coach.forget()
    for _ in range(6):
        hints = coach.see(*frame(PRODUCT))
    assert hints == ()


def test_a_face_before_the_camera_is_a_hint() -> None:
    coach = LiveCoach()
    wanted = [coach.wants_face]
    hints = coach.note({"measures": {}, "face": True})
    wanted.append(coach.wants_face)
    assert wanted == [True, False]
    assert [one.kind for one in hints] == [Kind.FACE]
    assert coach.note({"measures": {}, "face": None}) == hints
    assert coach.note({"measures": {}, "face": False}) == ()


def test_wrong_bytes_are_no_frame() -> None:
    with pytest.raises(ValueError, match="no RGB frame"):
        judge_frame(640, 360, b"\0" * 12)
    judged = judge_frame(*frame(quarters((640, 360))), look_for_face=True)
    assert judged["face"] is False
    assert "letter_height" not in judged["measures"]


# -- cost -------------------------------------------------------------------------------


def test_judging_loads_neither_numpy_nor_opencv() -> None:
    code = (
        "import sys, app.photos.coach as c; c.shipped_thresholds(); c.LiveCoach(); "
        "sys.exit(int('cv2' in sys.modules or 'numpy' in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
