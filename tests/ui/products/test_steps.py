"""The frame of the crop: inside the picture, never too small, its ratio kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.photos.mending import Crop, Mending
from app.ui.pages.products.mending.steps import (
    WHOLE,
    Handle,
    Steps,
    cropped,
    dragged,
    fitted,
    moved,
    rotated,
)
from tests.photos.test_mending import crops, mendings

places = st.floats(-2, 3)
ratios = st.floats(0.2, 5)
handles = st.sampled_from([handle for handle in Handle if handle is not Handle.INSIDE])


@given(crops(), handles, places, places)
def test_a_dragged_frame_keeps_its_other_sides(
    crop: Crop, handle: Handle, x: float, y: float
) -> None:
    after = dragged(crop, handle, x, y, None)  # a crop outside the picture cannot be made
    across, down = handle.value
    assert across < 0 or after.left == crop.left
    assert across > 0 or after.right == crop.right
    assert down < 0 or after.top == crop.top
    assert down > 0 or after.bottom == crop.bottom


@given(crops(), handles, places, places, ratios)
def test_a_ratio_survives_any_drag(
    crop: Crop, handle: Handle, x: float, y: float, ratio: float
) -> None:
    after = dragged(fitted(crop, ratio), handle, x, y, ratio)
    assert after.width / after.height == pytest.approx(ratio, rel=0.02)


@given(crops(), ratios)
def test_a_fitted_frame_has_its_ratio(crop: Crop, ratio: float) -> None:
    after = fitted(crop, ratio)
    assert after.width / after.height == pytest.approx(ratio, rel=0.02)


@given(crops(), places, places)
def test_a_moved_frame_keeps_its_size(crop: Crop, dx: float, dy: float) -> None:
    after = moved(crop, dx, dy)
    assert after.width == pytest.approx(crop.width)
    assert after.height == pytest.approx(crop.height)


@given(mendings)
def test_four_turns_are_none(mending: Mending) -> None:
    after = mending
    for _ in range(4):
        after = rotated(after, 1)
    assert after.quarter_turns == mending.quarter_turns
    if mending.crop is not None and after.crop is not None:
        assert after.crop.left == pytest.approx(mending.crop.left, abs=1e-3)
    assert rotated(rotated(mending, 1), 3).quarter_turns == mending.quarter_turns


def test_the_whole_picture_is_no_crop() -> None:
    assert cropped(Mending(), WHOLE) == Mending()
    assert cropped(Mending(crop=Crop(0, 0, 0.5, 1)), WHOLE) == Mending()


@given(st.lists(st.sampled_from(["turn", "slide", "settle", "undo", "redo"]), max_size=40))
def test_undo_and_redo_never_lose_the_way(deeds: list[str]) -> None:
    steps, degrees = Steps(Mending()), 0.0
    for deed in deeds:
        if deed == "turn":
            steps.take(rotated(steps.now, 1))
            assert not steps.can_redo
        elif deed == "slide":
            degrees = round((degrees + 0.1) % 15, 1)
            steps.take(Mending(steps.now.quarter_turns, degrees), "straighten")
        elif deed == "settle":
            steps.settle()
        elif deed == "undo":
            before = steps.now
            could = steps.can_undo
            steps.undo()
            if could:
                steps.redo()
                assert steps.now == before
                steps.undo()
        else:
            steps.redo()
    while steps.can_undo:
        steps.undo()
    assert steps.now == steps.start == Mending()
