"""A rubric: every rule by which products of one category are judged, as data.

Scale, weights, anchors, gates, floors, thresholds, outcomes and grades come from
the rubric's JSON (resources/rubrics/, or the centre's newer version); the code
below only reads, checks and names them. `rev` is the SHA-256 of the canonical
JSON: an assessment keeps the rev it was made under for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.terms import Category, GateState, Grade, Outcome


class RubricError(ValueError):
    """The data is not a rubric; the text says where."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores a curator may give; higher is better."""

    minimum: int
    maximum: int
    labels: Mapping[int, str]
    note_required_at_or_below: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is scored (sub-indikator)."""

    code: str
    name: str
    weight: int
    not_applicable_allowed: bool
    photo_required_at_or_below: int
    anchors: Mapping[int, str]
    advice: str
    ask: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A group of indicators; `floor_percent` of its weight must be reached."""

    code: str
    name: str
    weight: int
    floor_percent: int
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A requirement (syarat wajib) apart from the score."""

    code: str
    name: str
    question: str
    basis: str
    document: str | None
    alternative_documents: tuple[str, ...]
    min_shelf_life_days: int | None
    in_process_allowed: bool
    due_days: tuple[int, ...]
    not_applicable_allowed: bool
    remedy: str
    ask: str

    def applies_to(self, shelf_life_days: int | None) -> bool:
        """Whether a product with this shelf life must meet the gate; unknown counts as long."""
        if self.min_shelf_life_days is None or shelf_life_days is None:
            return True
        return shelf_life_days >= self.min_shelf_life_days

    @property
    def accepted_documents(self) -> tuple[str, ...]:
        """Kinds of document that speak for the gate; a hint to the curator, never the answer."""
        first = (self.document,) if self.document else ()
        return (*first, *self.alternative_documents)

    @property
    def states(self) -> tuple[GateState, ...]:
        """The answers a curator may give."""
        allowed = {
            GateState.MET: True,
            GateState.IN_PROCESS: self.in_process_allowed,
            GateState.UNMET: True,
            GateState.NOT_APPLICABLE: self.not_applicable_allowed,
        }
        return tuple(state for state, yes in allowed.items() if yes)


@dataclass(frozen=True, slots=True)
class CriticalFinding:
    """Something that ends the curation at once (unsafe, expired, …)."""

    code: str
    name: str
    explain: str


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """One line of the ordered outcome table; all conditions given must hold."""

    outcome: Outcome
    grade: Grade
    critical_finding: bool | None = None
    total_below: int | None = None
    total_from: int | None = None
    gate: GateState | None = None
    floor_missed: bool | None = None
    recommended_documents: bool | None = None


@dataclass(frozen=True, slots=True)
class Rubric:
    """All rules for one category, in one version."""

    code: Category
    version: int
    name: str
    status: str
    valid_from: date
    scale: Scale
    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...]
    critical_findings: tuple[CriticalFinding, ...]
    recommended_documents: tuple[str, ...]
    outcomes: tuple[OutcomeRule, ...]
    certificate_months: int
    certificate_shortened_by: tuple[str, ...]
    rev: str

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order of the sheet."""
        return tuple(i for criterion in self.criteria for i in criterion.indicators)

    def gates_for(self, shelf_life_days: int | None) -> tuple[Gate, ...]:
        """The gates a product with this shelf life must answer."""
        return tuple(gate for gate in self.gates if gate.applies_to(shelf_life_days))


def canonical_json(value: object) -> bytes:
    """The one spelling of a JSON value that is hashed: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def rubric_rev(body: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of a rubric's canonical JSON."""
    return hashlib.sha256(canonical_json(body)).hexdigest()


def parse_rubric(body: Mapping[str, Any]) -> Rubric:
    """Read a rubric from its JSON object.

    Raises RubricError when a key is missing, weights do not add up, an anchor is
    missing or the outcome table has no last line that always matches.
    """
    try:
        rubric = _read(body)
        _check(rubric)
    except RubricError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise RubricError(f"not a rubric: {error!r}") from error
    return rubric


def _read(body: Mapping[str, Any]) -> Rubric:
    if body["schema"] != 1:
        raise ValueError(f"schema {body['schema']}")
    scale = body["scale"]
    return Rubric(
        code=Category(body["code"]),
        version=int(body["version"]),
        name=body["name"],
        status=body["status"],
        valid_from=date.fromisoformat(body["valid_from"]),
        scale=Scale(
            scale["min"],
            scale["max"],
            {int(k): v for k, v in scale["labels"].items()},
            scale["note_required_at_or_below"],
        ),
        criteria=tuple(_criterion(c) for c in body["criteria"]),
        gates=tuple(_gate(g) for g in body["gates"]),
        critical_findings=tuple(
            CriticalFinding(f["code"], f["name"], f["explain"]) for f in body["critical_findings"]
        ),
        recommended_documents=tuple(body["recommended_documents"]),
        outcomes=tuple(_outcome(o) for o in body["outcomes"]),
        certificate_months=int(body["certificate"]["valid_months"]),
        certificate_shortened_by=tuple(body["certificate"]["shortened_by"]),
        rev=rubric_rev(body),
    )


def _criterion(data: Mapping[str, Any]) -> Criterion:
    return Criterion(
        data["code"],
        data["name"],
        int(data["weight"]),
        int(data["floor_percent"]),
        tuple(_indicator(i) for i in data["indicators"]),
    )


def _indicator(data: Mapping[str, Any]) -> Indicator:
    return Indicator(
        code=data["code"],
        name=data["name"],
        weight=int(data["weight"]),
        not_applicable_allowed=bool(data["not_applicable_allowed"]),
        photo_required_at_or_below=int(data["photo_required_at_or_below"]),
        anchors={int(k): v for k, v in data["anchors"].items()},
        advice=data["advice"],
        ask=data["ask"],
    )


def _gate(data: Mapping[str, Any]) -> Gate:
    return Gate(
        code=data["code"],
        name=data["name"],
        question=data["question"],
        basis=data["basis"],
        document=data["document"],
        alternative_documents=tuple(data.get("alternative_documents", ())),
        min_shelf_life_days=data["condition"].get("min_shelf_life_days"),
        in_process_allowed=bool(data["in_process_allowed"]),
        due_days=tuple(data["due_days"]),
        not_applicable_allowed=bool(data["not_applicable_allowed"]),
        remedy=data["remedy"],
        ask=data["ask"],
    )


def _outcome(data: Mapping[str, Any]) -> OutcomeRule:
    when = dict(data["when"])
    if "gate" in when:
        when["gate"] = GateState(when["gate"])
    return OutcomeRule(Outcome(data["outcome"]), Grade(data["grade"]), **when)


def _check(rubric: Rubric) -> None:
    def require(condition: bool, text: str) -> None:
        if not condition:
            raise RubricError(f"rubric {rubric.code}: {text}")

    scores = set(range(rubric.scale.minimum, rubric.scale.maximum + 1))
    require(sum(c.weight for c in rubric.criteria) == 100, "criteria do not add up to 100")
    require(set(rubric.scale.labels) == scores, "a score has no label")
    codes = [i.code for i in rubric.indicators] + [g.code for g in rubric.gates]
    require(len(codes) == len(set(codes)), "a code stands twice")
    for criterion in rubric.criteria:
        weights = sum(i.weight for i in criterion.indicators)
        require(weights == criterion.weight, f"{criterion.code} does not add up")
    for indicator in rubric.indicators:
        require(set(indicator.anchors) == scores, f"{indicator.code} lacks an anchor")
        require(indicator.weight > 0, f"{indicator.code} has no weight")
    last = rubric.outcomes[-1] if rubric.outcomes else None
    always = last == OutcomeRule(last.outcome, last.grade) if last else False
    require(always, "the last outcome must match always")
