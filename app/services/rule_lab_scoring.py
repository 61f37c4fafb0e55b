"""The arithmetic of `app.domain.scoring` and `app.domain.decision` over many results at once.

Whole numbers over common denominators, so that every total, floor and grade is the very one
the domain gives. Weights of a rubric add up to 100, which keeps all of it within 64 bits; the
one place where panels could go beyond (the mean share of a criterion) counts with Python's
own numbers then.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.rubric import Criterion, OutcomeRule, Rubric
from app.domain.terms import DocumentType, GateState, Grade, Outcome

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

OUTCOMES, GRADES, STATES = list(Outcome), list(Grade), list(GateState)
PAPERS = list(DocumentType)
NONE = -1
"""No outcome: nothing on any sheet was applicable."""


@dataclass(frozen=True, slots=True)
class Heap:
    """Stored results of one category: sheets (m), the results that rest on them (n).

    `scores` and `live` have a row per indicator code; what is not live was not applicable, or
    never asked of that sheet. Sheets of one result stand together, the first at `starts`.
    `answers` have a row per gate code, positions in `STATES` (`NONE`: not answered).
    """

    codes: tuple[str, ...]
    scores: NDArray[np.uint8]
    live: Flags
    starts: Ints
    gates: tuple[str, ...]
    answers: NDArray[np.int8]
    shelf_life: Ints
    critical: Flags
    papers: Flags

    @property
    def sheets(self) -> int:
        """How many sheets."""
        return int(self.scores.shape[1])

    @property
    def results(self) -> int:
        """How many results."""
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What each result comes to: positions in `OUTCOMES` and `GRADES`, totals in hundredths."""

    outcomes: NDArray[np.int8]
    grades: NDArray[np.int8]
    totals: Ints


def judge(rubric: Rubric, heap: Heap) -> Verdicts:
    """Every result of the heap under a rubric."""
    sheets = _Sheets(rubric, heap)
    totals, counted = sheets.panel_totals()
    facts = _Facts(rubric, heap, totals, sheets.floors_missed())
    outcomes = np.full(heap.results, NONE, np.int8)
    grades = np.full(heap.results, NONE, np.int8)
    open_ = counted > 0
    for rule in rubric.outcomes:
        hit = open_ & facts.matches(rule)
        outcomes[hit] = OUTCOMES.index(rule.outcome)
        grades[hit] = GRADES.index(rule.grade)
        open_ &= ~hit
    return Verdicts(outcomes, grades, np.where(counted > 0, totals, NONE))


class _Sheets:
    """Points of the sheets under one rubric."""

    def __init__(self, rubric: Rubric, heap: Heap) -> None:
        self._rubric = rubric
        self._heap = heap
        place = {code: n for n, code in enumerate(heap.codes)}
        columns = [self._column(criterion, place) for criterion in rubric.criteria]
        self._earned = [earned for earned, _ in columns]
        self._possible = [possible for _, possible in columns]
        self._live = self._sum_live()

    def _column(self, criterion: Criterion, place: Mapping[str, int]) -> tuple[Ints, Ints]:
        """Weight times score, and weight, over what is applicable on each sheet."""
        earned = np.zeros(self._heap.sheets, np.int64)
        possible = np.zeros(self._heap.sheets, np.int64)
        for indicator in criterion.indicators:
            if indicator.code in place:
                live = self._heap.live[place[indicator.code]]
                scores = self._heap.scores[place[indicator.code]]
                earned += np.where(live, scores, 0) * np.int64(indicator.weight)
                possible += live * np.int64(indicator.weight)
        return earned, possible

    def _sum_live(self) -> Ints:
        live = np.zeros(self._heap.sheets, np.int64)
        for criterion, possible in zip(self._rubric.criteria, self._possible, strict=True):
            live += (possible > 0) * np.int64(criterion.weight)
        return live

    def panel_totals(self) -> tuple[Ints, Ints]:
        """The mean of the sheets that have a total, in hundredths, and how many have one."""
        counted = self._live > 0
        number = self._per_result(counted.astype(np.int64))
        total = self._per_result(np.where(counted, self._totals(), 0))
        safe = np.maximum(number, 1)
        return (2 * total + safe) // (2 * safe), number

    def _totals(self) -> Ints:
        """Hundredths of points, rounded half up, over the one denominator of each sheet."""
        common = np.ones(self._heap.sheets, np.int64)
        for possible in self._possible:
            common = np.lcm(common, np.maximum(possible, 1))
        sums = np.zeros(self._heap.sheets, np.int64)
        rows = zip(self._rubric.criteria, self._earned, self._possible, strict=True)
        for criterion, earned, possible in rows:
            sums += earned * np.int64(criterion.weight) * (common // np.maximum(possible, 1))
        whole = self._rubric.scale.maximum * common * np.maximum(self._live, 1)
        return (2 * 100 * 100 * sums + whole) // (2 * whole)

    def floors_missed(self) -> Flags:
        """Whether the mean share of any criterion stays under its floor, by result."""
        missed = np.zeros(self._heap.results, np.bool_)
        rows = zip(self._rubric.criteria, self._earned, self._possible, strict=True)
        for criterion, earned, possible in rows:
            missed |= self._floor_missed(criterion, earned, possible)
        return missed

    def _floor_missed(self, criterion: Criterion, earned: Ints, possible: Ints) -> Flags:
        live = possible > 0
        values = np.unique(possible[live])
        if not len(values):
            return np.zeros(self._heap.results, np.bool_)
        common = math.lcm(*map(int, values))
        number = self._per_result(live.astype(np.int64))
        most = 100 * self._rubric.scale.maximum * common * max(int(number.max()), 1)
        kind: Any = np.int64 if most < 2**62 else object
        shares = np.where(live, earned, 0).astype(kind)
        shares *= common // np.maximum(possible, 1).astype(kind)
        left = 100 * self._per_result(shares)
        right = criterion.floor_percent * self._rubric.scale.maximum * common * number.astype(kind)
        found: Flags = (number > 0) & (left < right).astype(np.bool_)
        return found

    def _per_result(self, values: Any) -> Any:
        return np.add.reduceat(values, self._heap.starts)


class _Facts:
    """What the outcome table asks about each result."""

    def __init__(self, rubric: Rubric, heap: Heap, totals: Ints, floor_missed: Flags) -> None:
        self._heap = heap
        self._totals = totals
        self._floor_missed = floor_missed
        self._states = self._gate_states(rubric)
        wanted = [PAPERS.index(DocumentType(kind)) for kind in rubric.recommended_documents]
        self._recommended = heap.papers[wanted].all(axis=0)

    def _gate_states(self, rubric: Rubric) -> Mapping[GateState, Flags]:
        """Whether some gate that applies has been answered so; no answer is `unmet`."""
        found = {state: np.zeros(self._heap.results, np.bool_) for state in STATES}
        place = {code: n for n, code in enumerate(self._heap.gates)}
        shelf = self._heap.shelf_life
        for gate in rubric.gates:
            applies = np.ones(self._heap.results, np.bool_)
            if gate.min_shelf_life_days is not None:
                applies = (shelf == NONE) | (shelf >= gate.min_shelf_life_days)
            given = np.full(self._heap.results, NONE, np.int8)
            if gate.code in place:
                given = self._heap.answers[place[gate.code]]
            for number, state in enumerate(STATES):
                said = given == number
                if state is GateState.UNMET:
                    said |= given == NONE
                found[state] |= applies & said
        return found

    def matches(self, rule: OutcomeRule) -> Flags:
        """Whether a line of the table holds, by result."""
        hit = np.ones(self._heap.results, np.bool_)
        if rule.critical_finding is not None:
            hit &= self._heap.critical == rule.critical_finding
        if rule.total_below is not None:
            hit &= self._totals < rule.total_below * 100
        if rule.total_from is not None:
            hit &= self._totals >= rule.total_from * 100
        if rule.gate is not None:
            hit &= self._states[rule.gate]
        if rule.floor_missed is not None:
            hit &= self._floor_missed == rule.floor_missed
        if rule.recommended_documents is not None:
            hit &= self._recommended == rule.recommended_documents
        return hit
