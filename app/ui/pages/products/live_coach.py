"""The photo coach beside the camera: its eye is in the workshop, its memory here."""

from __future__ import annotations

from collections.abc import Sequence

from app.photos import taking
from app.photos.coach import LiveCoach, shipped_thresholds
from app.services.workspace import Workspace
from app.ui.pages.products.coaching import words_for


class FrameCoach:
    """A `FrameJudge`: sentences that do not flicker, for one sitting at the camera."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._coach = LiveCoach(shipped_thresholds(ws.resources))

    def __call__(self, width: int, height: int, rgb: bytes, /) -> Sequence[str]:
        wants = self._coach.wants_face
        judged = taking.judge_frame(self._ws.workshop, width, height, rgb, look_for_face=wants)
        return tuple(one.sentence for one in words_for(self._coach.note(judged)))
