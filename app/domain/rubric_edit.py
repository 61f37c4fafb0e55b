"""Editing a rubric's JSON: every edit gives a new body, the one before stays as it was.

A body in the middle of an edit may be wrong in many places; `rubric_problems` says where.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.rubric_fields import Place, weight_of
from app.domain.terms import Grade, Outcome

Body = dict[str, Any]
_MOST_UNDONE = 500


def value_at(body: Mapping[str, Any], place: Place) -> Any:
    """What stands at a place; KeyError or IndexError where nothing does."""
    value: Any = body
    for step in place:
        value = value[step]
    return value


def set_value(body: Mapping[str, Any], place: Place, value: Any) -> Body:
    """The body with another value at a place, which need not be there yet in an object."""
    changed, parent = _opened(body, place[:-1])
    parent[place[-1]] = value
    return changed


def drop_value(body: Mapping[str, Any], place: Place) -> Body:
    """The body without what stands at a place."""
    changed, parent = _opened(body, place[:-1])
    del parent[place[-1]]
    return changed


def insert_item(body: Mapping[str, Any], place: Place, at: int, item: Any) -> Body:
    """The body with one more item in the list at a place."""
    changed, items = _opened(body, place)
    items.insert(at, copy.deepcopy(item))
    return changed


def move_item(body: Mapping[str, Any], place: Place, at: int, to: int) -> Body:
    """The body with an item of a list moved to another position."""
    changed, items = _opened(body, place)
    items.insert(to, items.pop(at))
    return changed


def _opened(body: Mapping[str, Any], place: Place) -> tuple[Body, Any]:
    changed = copy.deepcopy(dict(body))
    return changed, value_at(changed, place)


def shared_out(weights: Sequence[int], total: int) -> list[int]:
    """Whole weights in the proportion of `weights` that add up to `total`, each at least 1.

    What rounding leaves over goes to the largest remainders, the earlier first.
    ValueError when there are more weights than points.
    """
    if not weights:
        return []
    if len(weights) > total:
        raise ValueError(f"{len(weights)} weights of {total} points")
    parts = [max(weight, 0) for weight in weights]
    if not sum(parts):
        parts = [1] * len(parts)
    free = total - len(parts)
    exact = [divmod(part * free, sum(parts)) for part in parts]
    shared = [1 + whole for whole, _ in exact]
    by_rest = sorted(range(len(parts)), key=lambda n: -exact[n][1])
    for n in by_rest[: total - sum(shared)]:
        shared[n] += 1
    return shared


def normalised(body: Mapping[str, Any]) -> Body:
    """The body with weights that add up: criteria to 100, indicators to their criterion.

    What adds up already stays as it is. ValueError when a criterion has more indicators than
    points.
    """
    changed = copy.deepcopy(dict(body))
    _share(changed["criteria"], 100)
    for criterion in changed["criteria"]:
        _share(criterion["indicators"], criterion["weight"])
    return changed


def _share(rows: Sequence[dict[str, Any]], total: int) -> None:
    weights = [weight_of(row.get("weight")) for row in rows]
    if sum(weights) == total and all(weight > 0 for weight in weights):
        return
    for row, weight in zip(rows, shared_out(weights, total), strict=True):
        row["weight"] = weight


def next_version(body: Mapping[str, Any], newest: int, day: date, summary: str) -> Body:
    """The body as it would be published after version `newest`, on a day, with what changed."""
    head = {"version": newest + 1, "valid_from": day.isoformat(), "summary": summary.strip()}
    return {**copy.deepcopy(dict(body)), **head}


def free_code(prefix: str, taken: Iterable[Any], separator: str = "_") -> str:
    """The first code of a prefix and a number that nothing has yet."""
    known = set(taken)
    number = 1
    while f"{prefix}{separator}{number}" in known:
        number += 1
    return f"{prefix}{separator}{number}"


def blank_indicator(body: Mapping[str, Any], criterion: Mapping[str, Any]) -> Body:
    """A new indicator of a criterion: a code of its own, everything else to be written."""
    taken = [i.get("code") for c in body["criteria"] for i in c["indicators"]]
    scale = body["scale"]
    return {
        "code": free_code(str(criterion["code"]), taken, "-"),
        "name": "",
        "weight": 1,
        "not_applicable_allowed": False,
        "photo_required_at_or_below": 0,
        "anchors": {str(score): "" for score in range(scale["min"], scale["max"] + 1)},
        "advice": "",
        "ask": "",
    }


def blank_criterion(body: Mapping[str, Any]) -> Body:
    """A new criterion with one new indicator."""
    code = free_code("KRITERIA", [c.get("code") for c in body["criteria"]])
    criterion: Body = {"code": code, "name": "", "weight": 1, "floor_percent": 50}
    return {**criterion, "indicators": [blank_indicator(body, criterion)]}


def blank_gate(body: Mapping[str, Any]) -> Body:
    """A new requirement."""
    return {
        "code": free_code("SYARAT", [gate.get("code") for gate in body["gates"]]),
        "name": "",
        "question": "",
        "basis": "",
        "document": None,
        "condition": {},
        "in_process_allowed": True,
        "due_days": [30, 60, 90],
        "not_applicable_allowed": False,
        "remedy": "",
        "ask": "",
    }


def blank_finding(body: Mapping[str, Any]) -> Body:
    """A new critical finding."""
    code = free_code("TEMUAN", [finding.get("code") for finding in body["critical_findings"]])
    return {"code": code, "name": "", "explain": ""}


def blank_outcome() -> Body:
    """A new line of the outcome table, to stand above the last."""
    failed = {"outcome": str(Outcome.FAILED), "grade": str(Grade.D)}
    return {"when": {"critical_finding": True}, **failed}


Consequence = tuple[Outcome, Grade]


def with_consequences(body: Mapping[str, Any], chosen: Mapping[int, Consequence | None]) -> Body:
    """The body whose lines of outcomes, by number, come to something else; None leaves one out.

    The first line that matches decides, so a line whose consequence changes goes to the end of
    those that are as strict or stricter: made milder it must not save whom another line holds
    back, made stricter none milder may forestall it.
    """
    before = body["outcomes"]
    lines = [line for number, line in enumerate(before) if number not in chosen]
    for number, consequence in sorted(chosen.items()):
        if consequence is None:
            continue
        outcome, grade = consequence
        milder = (n for n, line in enumerate(lines) if _rank(line["outcome"]) > _rank(outcome))
        line = {**before[number], "outcome": str(outcome), "grade": str(grade)}
        lines.insert(next(milder, len(lines)), line)
    return copy.deepcopy({**body, "outcomes": lines})


_STRICTEST_FIRST = (
    Outcome.FAILED,
    Outcome.NEEDS_IMPROVEMENT,
    Outcome.CONDITIONAL,
    Outcome.PASSED,
)


def _rank(outcome: str) -> int:
    return _STRICTEST_FIRST.index(Outcome(outcome))


@dataclass(slots=True)
class History:
    """The bodies of one sitting, to step back and forward through.

    Edits with the same `merge` key one after another (keys typed into one field) are one step.
    """

    now: Body
    _past: list[Body] = field(default_factory=list)
    _future: list[Body] = field(default_factory=list)
    _merging: Place | None = None

    def change(self, body: Body, merge: Place | None = None) -> None:
        """Take an edit in; what was undone is forgotten. An equal body is no edit."""
        if body == self.now:
            return
        if merge is None or merge != self._merging or not self._past:
            self._past.append(self.now)
            del self._past[:-_MOST_UNDONE]
        self._merging = merge
        self._future.clear()
        self.now = body

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step forward."""
        return bool(self._future)

    def undo(self) -> Body:
        """One step back; the same body when there is none."""
        if self._past:
            self._future.append(self.now)
            self.now = self._past.pop()
        self._merging = None
        return self.now

    def redo(self) -> Body:
        """One step forward; the same body when there is none."""
        if self._future:
            self._past.append(self.now)
            self.now = self._future.pop()
        self._merging = None
        return self.now
