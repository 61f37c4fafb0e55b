"""Two people changed one rubric from the same version: both changes together.

Value by value under the names of `rubric_diff`: what one of them changed counts, what both
changed differently is told, and the draft's own value stands until a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.rubric_diff import Difference, Name, apply, diff

_WHOLE = "outcomes"
"""The lines of this table have no codes: whoever changed it, changed the table."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The body with both changes, and the names of values on which they clash."""

    body: dict[str, Any]
    clashes: tuple[Name, ...]


def merged(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """My changes of `base` made to `theirs`; where both changed one value mine stands."""
    ours, other = diff(base, mine), diff(base, theirs)
    their_values = {one.name: one.after for one in other}
    taken: list[Difference] = []
    clashes: list[Name] = []
    for one in ours:
        if one.name not in their_values or one.name in _HEAD:
            taken.append(one)
        elif their_values[one.name] != one.after:
            change = _both(base, one, their_values[one.name])
            taken.append(change)
            if not _is_order(one.name):
                clashes.append(one.name)
    tables = {one.name for one in other if one.name[0] == _WHOLE}
    if tables and any(one.name[0] == _WHOLE for one in ours) and base != mine:
        if mine["outcomes"] != theirs["outcomes"]:
            clashes = [name for name in clashes if name[0] != _WHOLE] + [(_WHOLE,)]
        body = apply(theirs, [one for one in taken if one.name[0] != _WHOLE])
        return Merged({**body, "outcomes": list(mine["outcomes"])}, tuple(clashes))
    return Merged(apply(theirs, taken), tuple(clashes))


_HEAD = frozenset({("version",), ("valid_from",), ("summary",)})
"""Said anew when the draft is published."""


def _is_order(name: Name) -> bool:
    return len(name) == 2 and name[1] == "order"


def _both(base: Mapping[str, Any], mine: Difference, theirs: Any) -> Difference:
    if not _is_order(mine.name) or not isinstance(mine.after, list):
        return mine
    joined = _joined(mine.before, mine.after, theirs)
    return Difference(mine.name, mine.before, joined)


def _joined(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """My order, without what they took away and with what they added at its end."""
    kept = [code for code in mine if code in theirs or code not in base]
    return kept + [code for code in theirs if code not in base and code not in mine]
