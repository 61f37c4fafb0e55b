"""The rubrics as shipped, and sheets to score by them."""

from __future__ import annotations

import functools
import json
from typing import Any

from hypothesis import strategies as st

from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet
from app.domain.terms import Category
from app.paths import RESOURCES

CODES = [str(category) for category in Category]


def body(code: str) -> dict[str, Any]:
    """A rubric's JSON, to be changed at will."""
    text = (RESOURCES / "rubrics" / f"{code}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@functools.cache
def rubric(code: str) -> Rubric:
    """A rubric as shipped."""
    return parse_rubric(body(code))


RUBRICS = st.sampled_from(CODES).map(rubric)


@st.composite
def sheets_of(draw: st.DrawFn, wanted: Rubric, *, full: bool = False) -> Sheet:
    """A sheet with every indicator scored, or (unless `full`) some not applicable."""
    codes = [i.code for i in wanted.indicators]
    scale = st.integers(wanted.scale.minimum, wanted.scale.maximum)
    spared = frozenset() if full else draw(st.frozensets(st.sampled_from(codes)))
    scores = {code: draw(scale) for code in codes if code not in spared}
    return Sheet(scores=scores, not_applicable=spared)


@st.composite
def rubric_and_sheets(
    draw: st.DrawFn, *, full: bool = False, most: int = 1
) -> tuple[Rubric, list[Sheet]]:
    """A rubric as shipped with one sheet, or up to `most`."""
    wanted = draw(RUBRICS)
    return wanted, draw(st.lists(sheets_of(wanted, full=full), min_size=1, max_size=most))


def even(wanted: Rubric, score: int) -> Sheet:
    """Every indicator with the same score."""
    return Sheet(scores={i.code: score for i in wanted.indicators})
