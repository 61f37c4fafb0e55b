"""What is wrong with one value of a rubric's JSON: the pieces `rubric_problems` looks with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeGuard

Place = tuple[str | int, ...]
"""Where in the JSON: keys and positions, outermost first; () is the whole."""


class ProblemCode(StrEnum):
    """What is wrong."""

    MISSING = "missing"
    TYPE = "type"
    EMPTY = "empty"
    LONG = "long"
    CHARACTER = "character"
    RANGE = "range"
    CHOICE = "choice"
    TWICE = "twice"
    CODE = "code"
    CODE_PREFIX = "code.prefix"
    WEIGHT_SUM = "weight.sum"
    WEIGHT_TOTAL = "weight.total"
    SCORE_MISSING = "score.missing"
    SCORE_UNKNOWN = "score.unknown"
    ANCHOR_SAME = "anchor.same"
    DAYS_ORDER = "days.order"
    OUTCOME_LAST = "outcome.last"
    OUTCOME_NEVER = "outcome.never"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where, what, and the values a sentence about it names."""

    place: Place
    code: ProblemCode
    values: Mapping[str, Any] = field(default_factory=dict)


MAX_TEXT = 2_000
"""Characters of one text; longer ones no paper holds."""

_UNPRINTED = frozenset({"Cc", "Cs", "Cn", "Co"})


def weight_of(value: Any) -> int:
    """A weight as far as it is one, else 0: sums go on while somebody types."""
    return value if is_whole(value) else 0


def is_whole(value: Any) -> TypeGuard[int]:
    """Whether a value is a whole number (a truth value is none)."""
    return isinstance(value, int) and not isinstance(value, bool)


def absent(parent: Mapping[str, Any], name: str) -> ProblemCode:
    """Why a key has no good value: it is not there, or holds something else."""
    return ProblemCode.TYPE if name in parent else ProblemCode.MISSING


def listed(value: Any) -> Sequence[Any]:
    """A list as it is, anything else as an empty one."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def span(least: int, most: int | None = None) -> dict[str, Any]:
    """The bounds a sentence names."""
    return {"least": least, "most": most}


def text_problems(parent: Mapping[str, Any], at: Place, name: str) -> Iterator[Problem]:
    """A text that says something."""
    value = parent.get(name)
    if not isinstance(value, str):
        yield Problem((*at, name), absent(parent, name))
    elif not value.strip():
        yield Problem((*at, name), ProblemCode.EMPTY)
    elif len(value) > MAX_TEXT:
        yield Problem((*at, name), ProblemCode.LONG, {"most": MAX_TEXT})
    elif any(unicodedata.category(c) in _UNPRINTED and c != "\n" for c in value):
        yield Problem((*at, name), ProblemCode.CHARACTER)


def code_problems(
    parent: Mapping[str, Any], at: Place, pattern: re.Pattern[str]
) -> Iterator[Problem]:
    """A code in the spelling of its kind."""
    value = parent.get("code")
    if not isinstance(value, str):
        yield Problem((*at, "code"), absent(parent, "code"))
    elif not value:
        yield Problem((*at, "code"), ProblemCode.EMPTY)
    elif not pattern.fullmatch(value):
        yield Problem((*at, "code"), ProblemCode.CODE, {"code": value})


def whole_problems(
    parent: Mapping[str, Any], at: Place, name: str, least: int, most: int
) -> Iterator[Problem]:
    """A whole number within its bounds."""
    value = parent.get(name)
    if not is_whole(value):
        yield Problem((*at, name), absent(parent, name))
    elif not least <= value <= most:
        yield Problem((*at, name), ProblemCode.RANGE, span(least, most))


def flag_problems(parent: Mapping[str, Any], at: Place, name: str) -> Iterator[Problem]:
    """Yes or no."""
    if not isinstance(parent.get(name), bool):
        yield Problem((*at, name), absent(parent, name))


def is_one_of(value: Any, words: Iterable[str]) -> bool:
    """Whether a value is one of some words."""
    return isinstance(value, str) and value in {str(word) for word in words}


def choice_problems(
    parent: Mapping[str, Any], at: Place, name: str, words: Iterable[str]
) -> Iterator[Problem]:
    """One of some words."""
    if name not in parent:
        yield Problem((*at, name), ProblemCode.MISSING)
    elif not is_one_of(parent[name], words):
        yield Problem((*at, name), ProblemCode.CHOICE)


def date_problems(parent: Mapping[str, Any], name: str) -> Iterator[Problem]:
    """A day of the calendar."""
    value = parent.get(name)
    if not isinstance(value, str):
        yield Problem((name,), absent(parent, name))
        return
    try:
        date.fromisoformat(value)
    except ValueError:
        yield Problem((name,), ProblemCode.TYPE)
