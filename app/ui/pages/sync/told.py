"""A result for the page's banner."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import UserError
from app.ui.kit.tones import Tone


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, what is safe, what to do."""

    tone: Tone
    what: str
    safe: str = ""
    todo: str = ""

    @classmethod
    def of(cls, error: UserError) -> Told:
        """A known error in its own words."""
        return cls(Tone.DANGER, error.what, error.safe, error.todo)
