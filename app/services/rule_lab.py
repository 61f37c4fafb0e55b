"""Laboratorium aturan: who would pass or change grade under other weights, gates, thresholds.

All stored results are read once (`read_lab`); each trial then judges them anew by the copy of
a rubric, exactly as `app.domain` would, and counts who moved. They move from what is stored: a
result moves when the copy judges it otherwise than the rules in force do, so that a copy that
changes nothing moves nobody, although the rules in force may not come to what was stored (an
older version, a paper that came later). What a sheet was never asked
(an indicator that its version did not have) counts as not applicable; a gate that was never
asked counts as not met, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from app.domain.rubric import Rubric
from app.domain.terms import Category, Grade, Outcome
from app.models.entities import Business, Curation, DecisionRecord, Product
from app.services import blindness, looking, regions, rubrics
from app.services.rule_lab_heap import HeapBuilder, Stored, read_stored
from app.services.rule_lab_scoring import GRADES, NONE, OUTCOMES, Heap, Verdicts, judge
from app.services.workspace import Workspace

Result = tuple[Outcome, Grade]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The stored results of one category, with what they came to and where they live."""

    heap: Heap
    stored: Verdicts
    in_force: Verdicts
    """What the rules in force come to."""

    districts: NDArray[np.int32]
    ids: tuple[str, ...]

    def by(self, rubric: Rubric) -> Verdicts:
        """The stored results, each changed only where `rubric` differs from the rules in force."""
        now, stored = judge(rubric, self.heap), self.stored
        same = _key(now) == _key(self.in_force)
        same_total = same & (now.totals == self.in_force.totals)
        return Verdicts(
            np.where(same, stored.outcomes, now.outcomes),
            np.where(same, stored.grades, now.grades),
            np.where(same_total, stored.totals, now.totals),
        )

    @property
    def apart(self) -> int:
        """How many results the rules in force would not come to today."""
        return int(np.count_nonzero(_key(self.stored) != _key(self.in_force)))


@dataclass(frozen=True, slots=True)
class Lab:
    """All stored results, ready for trials. `district_names` by position in `Shelf.districts`."""

    shelves: Mapping[Category, Shelf]
    district_codes: tuple[str, ...]
    district_names: tuple[str, ...]

    @property
    def results(self) -> int:
        """How many results there are."""
        return sum(shelf.heap.results for shelf in self.shelves.values())

    @property
    def sheets(self) -> int:
        """On how many sheets they rest."""
        return sum(shelf.heap.sheets for shelf in self.shelves.values())

    @property
    def apart(self) -> int:
        """How many of them the rules in force would not come to today."""
        return sum(shelf.apart for shelf in self.shelves.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """A category or a kecamatan: its results, how many pass before and after, how many move."""

    name: str
    results: int
    passed_before: int
    passed_after: int
    better: int
    worse: int


@dataclass(frozen=True, slots=True)
class Move:
    """So many results would go from one outcome and grade to another."""

    category: Category
    before: Result
    after: Result
    count: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a copy of the rules would change."""

    moves: tuple[Move, ...]
    categories: tuple[Tally, ...]
    districts: tuple[Tally, ...]
    unasked_indicators: tuple[str, ...]
    unasked_gates: tuple[str, ...]
    verdicts: Mapping[Category, Verdicts]

    @property
    def moved(self) -> int:
        """How many results would be another."""
        return sum(move.count for move in self.moves)


@dataclass(frozen=True, slots=True)
class Named:
    """One result that would move."""

    curation_id: UUID
    product: str
    business: str
    district: str
    before: Result
    after: Result
    total_before: int
    total_after: int


def read_lab(ws: Workspace) -> Lab:
    """Read every standing decision with its sheets; practice only where all is practice."""
    with ws.db.read() as session:
        stored = list(read_stored(session.connection(), practice=ws.me.training))
        in_force = {c: rubrics.in_force(session, c, ws.today()) for c in Category}
    codes = sorted({row.district for row in stored})
    names = tuple(regions.region_name(ws, code) for code in codes)
    place = {code: n for n, code in enumerate(codes)}
    shelves = {}
    for category in Category:
        mine = [row for row in stored if row.category == category]
        if mine:
            shelves[category] = shelf_of(mine, place, in_force[category])
    return Lab(shelves, tuple(codes), names)


def shelf_of(rows: Sequence[Stored], place: Mapping[str, int], in_force: Rubric) -> Shelf:
    """Results of one category; `place` says which district has which number."""
    builder = HeapBuilder()
    for row in rows:
        builder.add(row)
    stored = Verdicts(
        np.array([OUTCOMES.index(Outcome(row.outcome)) for row in rows], np.int8),
        np.array([GRADES.index(Grade(row.grade)) for row in rows], np.int8),
        np.array([row.total for row in rows], np.int64),
    )
    districts = np.array([place[row.district] for row in rows], np.int32)
    heap = builder.heap()
    ruled = judge(in_force, heap)
    return Shelf(heap, stored, ruled, districts, tuple(row.id for row in rows))


def trial(
    lab: Lab, copies: Mapping[Category, Rubric], check: Callable[[], None] = lambda: None
) -> Trial:
    """Judge all results by `copies`; a category that is not among them stays as it is.

    `check` is called between categories, and may raise to give the trial up.
    """
    verdicts: dict[Category, Verdicts] = {}
    for category, shelf in lab.shelves.items():
        check()
        rubric = copies.get(category)
        verdicts[category] = shelf.stored if rubric is None else shelf.by(rubric)
    return Trial(
        moves=_moves(lab, verdicts),
        categories=_by_category(lab, verdicts),
        districts=_by_district(lab, verdicts),
        unasked_indicators=_unasked(lab, copies, gates=False),
        unasked_gates=_unasked(lab, copies, gates=True),
        verdicts=verdicts,
    )


def _unasked(lab: Lab, copies: Mapping[Category, Rubric], *, gates: bool) -> tuple[str, ...]:
    """What the rules ask and no stored sheet has answered."""
    found = []
    for category, rubric in copies.items():
        shelf = lab.shelves.get(category)
        if shelf is None:
            continue
        known = shelf.heap.gates if gates else shelf.heap.codes
        asked = rubric.gates if gates else rubric.indicators
        found += [row.name for row in asked if row.code not in known]
    return tuple(found)


def _key(verdicts: Verdicts) -> NDArray[np.int32]:
    """Outcome and grade as one number; 0 for none, so that a better one is larger."""
    rank = len(OUTCOMES) - verdicts.outcomes.astype(np.int32)
    key = rank * (len(GRADES) + 1) + len(GRADES) - verdicts.grades
    return np.where(verdicts.outcomes == NONE, 0, key).astype(np.int32)


def _result(key: int) -> Result:
    rank, grade = divmod(key, len(GRADES) + 1)
    return OUTCOMES[len(OUTCOMES) - rank], GRADES[len(GRADES) - grade]


def _moves(lab: Lab, verdicts: Mapping[Category, Verdicts]) -> tuple[Move, ...]:
    found = []
    for category, shelf in lab.shelves.items():
        before, after = _key(shelf.stored), _key(verdicts[category])
        moved = (before != after) & (after > 0)
        pairs, counts = np.unique(
            np.stack([before[moved], after[moved]]), axis=1, return_counts=True
        )
        for (one, other), count in zip(pairs.T.tolist(), counts.tolist(), strict=True):
            found.append(Move(category, _result(one), _result(other), count))
    return tuple(sorted(found, key=lambda move: -move.count))


_PASSED = OUTCOMES.index(Outcome.PASSED)


def _by_category(lab: Lab, verdicts: Mapping[Category, Verdicts]) -> tuple[Tally, ...]:
    rows = []
    for category, shelf in lab.shelves.items():
        where = np.zeros(shelf.heap.results, np.int32)
        rows.append(_tally(category.term, _counts(shelf, verdicts[category], where, 1)[:, 0]))
    return tuple(rows)


def _by_district(lab: Lab, verdicts: Mapping[Category, Verdicts]) -> tuple[Tally, ...]:
    number = len(lab.district_codes)
    sums = np.zeros((5, number), np.int64)
    for category, shelf in lab.shelves.items():
        sums += _counts(shelf, verdicts[category], shelf.districts, number)
    return tuple(_tally(name, sums[:, n]) for n, name in enumerate(lab.district_names))


def _counts(
    shelf: Shelf, after: Verdicts, where: NDArray[np.int32], number: int
) -> NDArray[np.int64]:
    """Results, passed before, passed after, better, worse, each by place."""
    before_key, after_key = _key(shelf.stored), _key(after)
    known = after_key > 0
    flags = (
        np.ones(len(where), np.bool_),
        shelf.stored.outcomes == _PASSED,
        after.outcomes == _PASSED,
        known & (after_key > before_key),
        known & (after_key < before_key),
    )
    return np.stack([np.bincount(where[flag], minlength=number) for flag in flags])


def _tally(name: str, counts: NDArray[np.int64]) -> Tally:
    return Tally(name, *map(int, counts))


def names(ws: Workspace, lab: Lab, tried: Trial, move: Move, limit: int = 200) -> tuple[Named, ...]:
    """Whose results make a move, the largest change of points first."""
    shelf, after = lab.shelves[move.category], tried.verdicts[move.category]
    wanted = (_key(shelf.stored) == _of(move.before)) & (_key(after) == _of(move.after))
    places = np.flatnonzero(wanted)
    gap = np.abs(after.totals[places] - shelf.stored.totals[places])
    places = places[np.argsort(-gap, kind="stable")][:limit]
    facts = _facts(ws, [UUID(shelf.ids[n]) for n in places])
    return tuple(
        Named(
            *facts[UUID(shelf.ids[n])],
            lab.district_names[shelf.districts[n]],
            move.before,
            move.after,
            int(shelf.stored.totals[n]),
            int(after.totals[n]),
        )
        for n in places.tolist()
        if UUID(shelf.ids[n]) in facts
    )


def _of(result: Result) -> int:
    outcome, grade = result
    rank = len(OUTCOMES) - OUTCOMES.index(outcome)
    return rank * (len(GRADES) + 1) + len(GRADES) - GRADES.index(grade)


def _facts(ws: Workspace, ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, str, str]]:
    query = (
        sa.select(DecisionRecord.id, Curation.id, Product.name, Business.name)
        .join(Curation, Curation.id == DecisionRecord.curation_id)
        .join(Product, Product.id == DecisionRecord.product_id)
        .join(Business, Business.id == DecisionRecord.business_id)
        .where(DecisionRecord.id.in_(ids))
    )
    with ws.db.read() as session:
        untold = looking.unseen_results(ws, session) | blindness.hidden(ws, session)
        query = query.where(Product.id.not_in(untold))
        return {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}
