"""Everything that keeps a rubric's JSON from being published, each with its place.

`parse_rubric` stops at the first fault; who edits a rubric wants to see all of them, beside
the field that has them. A body without problems always parses. Codes are stable; the
Indonesian sentence to each is in `app.services.rubric_words`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.domain.rubric import RubricError, parse_rubric
from app.domain.rubric_fields import (
    Place,
    Problem,
    ProblemCode,
    absent,
    choice_problems,
    code_problems,
    date_problems,
    flag_problems,
    is_one_of,
    is_whole,
    listed,
    span,
    text_problems,
    weight_of,
    whole_problems,
)
from app.domain.terms import Category, DocumentType, GateState, Grade, Outcome

_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*", re.ASCII)
_INDICATOR_CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*-[1-9][0-9]?", re.ASCII)
_CONDITIONS = {
    "critical_finding": bool,
    "total_below": int,
    "total_from": int,
    "gate": str,
    "floor_missed": bool,
    "recommended_documents": bool,
}
MAX_SCORE = 9
"""A score is one key."""


def problems(body: Any) -> tuple[Problem, ...]:
    """All problems of a rubric's JSON, in the order of its places; none means it parses."""
    found = tuple(_Look().rubric(body))
    if found:
        return found
    try:
        parse_rubric(body)
    except RubricError as error:
        return (Problem((), ProblemCode.UNREADABLE, {"why": str(error)}),)
    return ()


class _Look:
    """One look at a body; `_scores` are those of its scale, once that is known."""

    def __init__(self) -> None:
        self._scores: tuple[int, ...] = ()

    def rubric(self, body: Any) -> Iterator[Problem]:
        if not isinstance(body, Mapping):
            yield Problem((), ProblemCode.TYPE)
            return
        yield from self._head(body)
        yield from self._scale(body)
        yield from self._criteria(body)
        yield from self._gates(body)
        yield from self._findings(body)
        yield from self._documents(body, (), "recommended_documents")
        yield from self._outcomes(body)
        yield from self._certificate(body)

    def _head(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        if body.get("schema") != 1:
            yield Problem(("schema",), ProblemCode.CHOICE)
        yield from choice_problems(body, (), "code", Category)
        yield from whole_problems(body, (), "version", 1, 9999)
        for name in ("name", "status", "source"):
            yield from text_problems(body, (), name)
        yield from date_problems(body, "valid_from")
        if "summary" in body:
            yield from text_problems(body, (), "summary")

    def _scale(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        scale = body.get("scale")
        if not isinstance(scale, Mapping):
            yield Problem(("scale",), absent(body, "scale"))
            return
        faults = [
            *whole_problems(scale, ("scale",), "min", 1, MAX_SCORE),
            *whole_problems(scale, ("scale",), "max", 2, MAX_SCORE),
        ]
        if not faults and scale["min"] >= scale["max"]:
            faults.append(Problem(("scale", "max"), ProblemCode.RANGE, span(scale["min"] + 1)))
        yield from faults
        if faults:
            return
        self._scores = tuple(range(scale["min"], scale["max"] + 1))
        yield from self._per_score(scale, ("scale",), "labels")
        yield from whole_problems(scale, ("scale",), "note_required_at_or_below", 0, scale["max"])

    def _per_score(self, parent: Mapping[str, Any], at: Place, name: str) -> Iterator[Problem]:
        texts, place = parent.get(name), (*at, name)
        if not isinstance(texts, Mapping):
            yield Problem(place, absent(parent, name))
            return
        wanted = {str(score) for score in self._scores}
        for score in sorted(wanted - texts.keys()):
            yield Problem((*place, score), ProblemCode.SCORE_MISSING, {"score": score})
        for score in sorted(map(str, texts.keys() - wanted)):
            yield Problem((*place, score), ProblemCode.SCORE_UNKNOWN, {"score": score})
        for score in sorted(wanted & texts.keys()):
            yield from text_problems(texts, place, score)

    def _criteria(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        criteria = yield from _objects(body, (), "criteria", least=1)
        for at, criterion in criteria:
            yield from self._criterion(criterion, at)
        yield from _twice(criteria)
        gates = [g for g in listed(body.get("gates")) if isinstance(g, Mapping)]
        yield from _twice(
            [
                ((*at, "indicators", n), indicator)
                for at, criterion in criteria
                for n, indicator in enumerate(listed(criterion.get("indicators")))
                if isinstance(indicator, Mapping)
            ],
            taken=[gate.get("code") for gate in gates],
        )
        total = sum(weight_of(criterion.get("weight")) for _, criterion in criteria)
        if criteria and total != 100:
            yield Problem(("criteria",), ProblemCode.WEIGHT_TOTAL, {"sum": total})

    def _criterion(self, criterion: Mapping[str, Any], at: Place) -> Iterator[Problem]:
        yield from code_problems(criterion, at, _CODE)
        yield from text_problems(criterion, at, "name")
        yield from whole_problems(criterion, at, "weight", 1, 100)
        yield from whole_problems(criterion, at, "floor_percent", 0, 100)
        indicators = yield from _objects(criterion, at, "indicators", least=1)
        for place, indicator in indicators:
            yield from self._indicator(indicator, place, criterion.get("code"))
        total = sum(weight_of(indicator.get("weight")) for _, indicator in indicators)
        wanted = criterion.get("weight")
        if indicators and is_whole(wanted) and total != wanted:
            values = {"sum": total, "wanted": wanted}
            yield Problem((*at, "weight"), ProblemCode.WEIGHT_SUM, values)

    def _indicator(
        self, indicator: Mapping[str, Any], at: Place, criterion: Any
    ) -> Iterator[Problem]:
        faults = list(code_problems(indicator, at, _INDICATOR_CODE))
        if not faults and not str(indicator["code"]).startswith(f"{criterion}-"):
            values = {"prefix": f"{criterion}-"}
            faults.append(Problem((*at, "code"), ProblemCode.CODE_PREFIX, values))
        yield from faults
        for name in ("name", "advice", "ask"):
            yield from text_problems(indicator, at, name)
        yield from whole_problems(indicator, at, "weight", 1, 100)
        yield from flag_problems(indicator, at, "not_applicable_allowed")
        yield from whole_problems(indicator, at, "photo_required_at_or_below", 0, MAX_SCORE)
        yield from self._per_score(indicator, at, "anchors")
        yield from _same(indicator.get("anchors"), (*at, "anchors"))

    def _gates(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        gates = yield from _objects(body, (), "gates")
        for at, gate in gates:
            yield from code_problems(gate, at, _CODE)
            for name in ("name", "question", "basis", "remedy", "ask"):
                yield from text_problems(gate, at, name)
            for name in ("in_process_allowed", "not_applicable_allowed"):
                yield from flag_problems(gate, at, name)
            yield from self._gate_papers(gate, at)
            yield from _due_days(gate, at)
        yield from _twice(gates)

    def _gate_papers(self, gate: Mapping[str, Any], at: Place) -> Iterator[Problem]:
        if gate.get("document", "") is not None:
            yield from choice_problems(gate, at, "document", DocumentType)
        if "alternative_documents" in gate:
            yield from self._documents(gate, at, "alternative_documents")
        condition = gate.get("condition")
        if not isinstance(condition, Mapping):
            yield Problem((*at, "condition"), absent(gate, "condition"))
        elif "min_shelf_life_days" in condition:
            yield from whole_problems(condition, (*at, "condition"), "min_shelf_life_days", 1, 3650)

    def _documents(self, parent: Mapping[str, Any], at: Place, name: str) -> Iterator[Problem]:
        kinds, place = parent.get(name), (*at, name)
        if not isinstance(kinds, Sequence) or isinstance(kinds, str):
            yield Problem(place, absent(parent, name))
            return
        for n, kind in enumerate(kinds):
            if not is_one_of(kind, DocumentType):
                yield Problem((*place, n), ProblemCode.CHOICE)
            elif kind in kinds[:n]:
                yield Problem((*place, n), ProblemCode.TWICE, {"code": kind})

    def _findings(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        findings = yield from _objects(body, (), "critical_findings")
        for at, finding in findings:
            yield from code_problems(finding, at, _CODE)
            for name in ("name", "explain"):
                yield from text_problems(finding, at, name)
        yield from _twice(findings)

    def _outcomes(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        lines = yield from _objects(body, (), "outcomes", least=1)
        good: list[tuple[int, Mapping[str, Any]]] = []
        for number, (at, line) in enumerate(lines):
            faults = [
                *choice_problems(line, at, "outcome", Outcome),
                *choice_problems(line, at, "grade", Grade),
                *_conditions(line, at),
            ]
            yield from faults
            if faults:
                continue
            when = line["when"]
            above = next((n for n, other in good if _covers(other, when)), None)
            if above is not None:
                values = {"line": number + 1, "above": above + 1}
                yield Problem((*at, "when"), ProblemCode.OUTCOME_NEVER, values)
            elif _contradicts(when):
                values = {"line": number + 1, "above": 0}
                yield Problem((*at, "when"), ProblemCode.OUTCOME_NEVER, values)
            good.append((number, when))
        if lines and lines[-1][1].get("when") != {}:
            yield Problem((*lines[-1][0], "when"), ProblemCode.OUTCOME_LAST)

    def _certificate(self, body: Mapping[str, Any]) -> Iterator[Problem]:
        certificate = body.get("certificate")
        if not isinstance(certificate, Mapping):
            yield Problem(("certificate",), absent(body, "certificate"))
            return
        yield from whole_problems(certificate, ("certificate",), "valid_months", 1, 120)
        yield from self._documents(certificate, ("certificate",), "shortened_by")


def _conditions(line: Mapping[str, Any], at: Place) -> Iterator[Problem]:
    when, place = line.get("when"), (*at, "when")
    if not isinstance(when, Mapping):
        yield Problem(place, absent(line, "when"))
        return
    for name, value in when.items():
        kind = _CONDITIONS.get(name)
        if kind is None:
            yield Problem((*place, str(name)), ProblemCode.CHOICE)
        elif kind is int:
            yield from whole_problems(when, place, name, 0, 100)
        elif kind is bool:
            yield from flag_problems(when, place, name)
        elif not is_one_of(value, (GateState.UNMET, GateState.IN_PROCESS)):
            yield Problem((*place, name), ProblemCode.CHOICE)


def _covers(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Whether the earlier line already takes everything the later one would."""
    for name, value in earlier.items():
        if name not in later:
            return False
        if name == "total_below":
            fits = later[name] <= value
        elif name == "total_from":
            fits = later[name] >= value
        else:
            fits = later[name] == value
        if not fits:
            return False
    return True


def _contradicts(when: Mapping[str, Any]) -> bool:
    below, start = when.get("total_below", 101), when.get("total_from", 0)
    return bool(below <= start)


def _due_days(gate: Mapping[str, Any], at: Place) -> Iterator[Problem]:
    days, place = gate.get("due_days"), (*at, "due_days")
    if not isinstance(days, Sequence) or isinstance(days, str):
        yield Problem(place, absent(gate, "due_days"))
        return
    bad = [n for n, day in enumerate(days) if not is_whole(day) or not 1 <= day <= 3650]
    for n in bad:
        yield Problem((*place, n), ProblemCode.RANGE, span(1, 3650))
    if not bad and any(b <= a for a, b in itertools.pairwise(days)):
        yield Problem(place, ProblemCode.DAYS_ORDER)
    if not days and gate.get("in_process_allowed") is True:
        yield Problem(place, ProblemCode.EMPTY)


def _objects(
    parent: Mapping[str, Any], at: Place, name: str, least: int = 0
) -> Generator[Problem, None, list[tuple[Place, Mapping[str, Any]]]]:
    """The objects of a list with their places; what is none is told."""
    values, place = parent.get(name), (*at, name)
    if not isinstance(values, Sequence) or isinstance(values, str):
        yield Problem(place, absent(parent, name))
        return []
    if len(values) < least:
        yield Problem(place, ProblemCode.EMPTY)
    found: list[tuple[Place, Mapping[str, Any]]] = []
    for n, value in enumerate(values):
        if isinstance(value, Mapping):
            found.append(((*place, n), value))
        else:
            yield Problem((*place, n), ProblemCode.TYPE)
    return found


def _twice(
    rows: Iterable[tuple[Place, Mapping[str, Any]]], taken: Iterable[Any] = ()
) -> Iterator[Problem]:
    seen = {code for code in taken if isinstance(code, str)}
    for at, row in rows:
        code = row.get("code")
        if not isinstance(code, str):
            continue
        if code in seen:
            yield Problem((*at, "code"), ProblemCode.TWICE, {"code": code})
        seen.add(code)


def _same(anchors: Any, at: Place) -> Iterator[Problem]:
    if not isinstance(anchors, Mapping):
        return
    seen: dict[str, str] = {}
    for score in sorted(map(str, anchors)):
        text = anchors.get(score)
        if not isinstance(text, str) or not text.strip():
            continue
        spoken = " ".join(text.split()).casefold()
        if spoken in seen:
            values = {"score": score, "other": seen[spoken]}
            yield Problem((*at, score), ProblemCode.ANCHOR_SAME, values)
        seen.setdefault(spoken, score)
