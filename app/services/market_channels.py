"""Which markets each grade opens: data of resources/curation.json, a proposal until confirmed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from app.domain.terms import Grade

Ladder = tuple[tuple[Grade, tuple[str, ...]], ...]


@lru_cache(maxsize=4)
def ladder(resources: Path) -> Ladder:
    """The grades from the lowest up, each with the markets it opens beyond those below it."""
    data = json.loads((resources / "curation.json").read_text(encoding="utf-8"))
    opened = data.get("channels", {})
    return tuple((grade, tuple(opened.get(str(grade), ()))) for grade in reversed(Grade))
