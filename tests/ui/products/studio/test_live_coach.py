"""The live coach at the camera: its eye in a real workshop, its words beside the preview."""

from __future__ import annotations

from PIL import Image, ImageEnhance

from app.photos.drawing import draw_product
from app.services.workspace import Workspace
from app.ui.pages.products.live_coach import FrameCoach
from tests.ui.products.studio.conftest import OpenStudio

SIZE = (640, 360)
PRODUCT = draw_product("plate_sweets", "kelapa", "Dodol", 7, SIZE)
DARK = ImageEnhance.Brightness(PRODUCT).enhance(0.06)


def said(coach: FrameCoach, picture: Image.Image, frames: int = 7) -> tuple[str, ...]:
    """What stands beside the preview after so many frames of a picture."""
    spoken = [tuple(coach(*SIZE, picture.convert("RGB").tobytes())) for _ in range(frames)]
    return spoken[-1]


def test_a_dark_product_is_told_after_some_frames_and_forgotten_in_the_light(
    ws: Workspace,
) -> None:
    coach = FrameCoach(ws)
    assert said(coach, DARK, 1) == ()
    (dark, *_rest) = said(coach, DARK)
    assert "gelap" in dark or "dark" in dark
    assert dark not in said(coach, PRODUCT, 9)


def test_each_sitting_begins_with_a_coach_of_its_own(
    ws: Workspace, open_studio: OpenStudio
) -> None:
    door = open_studio().door
    door.make_judge = lambda: FrameCoach(ws)
    first, second = door.make_judge(), door.make_judge()
    assert said(first, DARK)
    assert said(second, DARK, 1) == ()
