"""Stored results out of the database, as the arrays the rule laboratory counts with.

Rows are read by the driver's own types: a hundred thousand keys and moments as objects of
their own would take longer than everything else together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import orjson
import sqlalchemy as sa

from app.domain.decision import strictest
from app.domain.regions import TRAINING
from app.domain.scoring import Sheet
from app.domain.standing import in_force, rivals_of
from app.domain.terms import DocumentType
from app.services.rule_lab_scoring import NONE, PAPERS, STATES, Heap

_JAKARTA = timedelta(hours=7)
_STATE = {str(state): n for n, state in enumerate(STATES)}
_STATES = {str(state): state for state in STATES}


@dataclass(frozen=True, slots=True)
class Stored:
    """One standing decision with the sheets it rests on, as JSON objects."""

    id: str
    category: str
    district: str
    outcome: str
    grade: str
    total: int
    shelf_life: int | None
    sheets: Sequence[Mapping[str, Any]]
    settled: Mapping[str, str]
    papers: frozenset[str]


def read_stored(conn: sa.Connection, *, practice: bool) -> Iterator[Stored]:
    """Decisions that nothing supersedes, with sheets that are here whole."""
    papers = _papers(conn)
    query = "SELECT id, sheet FROM assessment WHERE NOT withdrawn AND NOT deleted"
    sheets: dict[str, str] = dict(map(tuple, conn.exec_driver_sql(query)))
    outweighed = _outweighed(conn)
    rows = conn.exec_driver_sql(_DECISIONS, (int(practice), TRAINING))
    for key, outcome, grade, total, at, ids, gates, product, business, nib, *about in rows:
        named = [sheets.get(sheet) for sheet in orjson.loads(ids)]
        if not named or None in named or key in outweighed:
            continue
        district, category, shelf_life = about
        kinds = _in_force(papers.get(business, ()), product, _day(at))
        yield Stored(
            id=key,
            category=category,
            district=district,
            outcome=outcome,
            grade=grade,
            total=total,
            shelf_life=shelf_life,
            sheets=[orjson.loads(text) for text in named if text is not None],
            settled=orjson.loads(gates) if gates else {},
            papers=kinds | {str(DocumentType.NIB)} if nib else kinds,
        )


_DECISIONS = """
SELECT d.id, d.outcome, d.grade, d.total, d.decided_at, d.assessment_ids, d.gates,
       d.product_id, d.business_id, b.nib, b.scope, p.category, p.shelf_life_days
FROM decision d
JOIN product p ON p.id = d.product_id
JOIN business b ON b.id = d.business_id
WHERE NOT d.deleted AND (? OR d.scope <> ?)
  AND d.id NOT IN (SELECT supersedes FROM decision WHERE supersedes IS NOT NULL)
ORDER BY d.id
"""


_RIVALS = """
SELECT id, curation_id, supersedes, deleted, decided_at FROM decision WHERE curation_id IN (
  SELECT curation_id FROM decision
  WHERE NOT deleted
    AND id NOT IN (SELECT supersedes FROM decision WHERE supersedes IS NOT NULL)
  GROUP BY curation_id HAVING count(*) > 1)
"""


@dataclass(frozen=True, slots=True)
class _Decision:
    id: UUID
    supersedes: UUID | None
    deleted: bool
    decided_at: datetime


def _outweighed(conn: sa.Connection) -> frozenset[str]:
    """Decisions that stand beside another on their curation which counts instead."""
    by_curation: dict[str, list[_Decision]] = defaultdict(list)
    for key, curation, earlier, deleted, at in conn.exec_driver_sql(_RIVALS):
        named = UUID(earlier) if earlier else None
        row = _Decision(UUID(key), named, bool(deleted), datetime.fromisoformat(at))
        by_curation[curation].append(row)
    return frozenset(
        row.id.hex
        for rows in by_curation.values()
        for row in rivals_of(rows)
        if row is not in_force(rows)
    )


def _day(moment: str) -> str:
    """The calendar day in Jakarta of a moment kept in UTC."""
    return (datetime.fromisoformat(moment) + _JAKARTA).date().isoformat()


_Paper = tuple[str | None, str, str | None]


def _papers(conn: sa.Connection) -> dict[str, list[_Paper]]:
    found: dict[str, list[_Paper]] = defaultdict(list)
    query = (
        "SELECT business_id, product_id, kind, valid_until FROM legal_document "
        "WHERE NOT deleted AND NOT in_process"
    )
    for business, product, kind, until in conn.exec_driver_sql(query):
        found[business].append((product, kind, until))
    return found


def _in_force(papers: Iterable[_Paper], product: str, day: str) -> frozenset[str]:
    return frozenset(
        kind
        for of, kind, until in papers
        if of in (None, product) and (until is None or until >= day)
    )


class HeapBuilder:
    """Grows the arrays result by result."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._gates: dict[str, int] = {}
        self._scores: list[Mapping[str, int]] = []
        self._starts: list[int] = []
        self._answers: list[Mapping[str, int]] = []
        self._shelf: list[int] = []
        self._critical: list[bool] = []
        self._papers: list[frozenset[str]] = []

    def add(self, row: Stored) -> None:
        """One result."""
        self._starts.append(len(self._scores))
        for sheet in row.sheets:
            aside = sheet["not_applicable"]
            scores = sheet["scores"]
            if aside:
                scores = {c: s for c, s in scores.items() if c not in aside}
            self._scores.append(scores)
            for code in scores.keys() - self._codes.keys():
                self._codes[code] = len(self._codes)
        answers = self._settled(row)
        self._answers.append(answers)
        for code in answers.keys() - self._gates.keys():
            self._gates[code] = len(self._gates)
        self._shelf.append(NONE if row.shelf_life is None else row.shelf_life)
        self._critical.append(any(sheet["critical"] for sheet in row.sheets))
        self._papers.append(row.papers)

    @staticmethod
    def _settled(row: Stored) -> dict[str, int]:
        """One answer a gate: what the chair settled, else the strictest of the sheets."""
        if len(row.sheets) == 1:
            answers = row.sheets[0]["gates"]
        else:
            states = [
                Sheet(gates={c: _STATES[s] for c, s in sheet["gates"].items()})
                for sheet in row.sheets
            ]
            answers = dict(strictest(states))
        return {code: _STATE[state] for code, state in {**answers, **row.settled}.items()}

    def heap(self) -> Heap:
        """The arrays."""
        codes, gates = tuple(self._codes), tuple(self._gates)
        scores = np.array(
            [[row.get(code, 0) for row in self._scores] for code in codes], np.uint8
        ).reshape(len(codes), len(self._scores))
        live = np.array(
            [[code in row for row in self._scores] for code in codes], np.bool_
        ).reshape(scores.shape)
        answers = np.array(
            [[row.get(code, NONE) for row in self._answers] for code in gates], np.int8
        ).reshape(len(gates), len(self._answers))
        papers = np.array(
            [[kind in row for row in self._papers] for kind in map(str, PAPERS)], np.bool_
        ).reshape(len(PAPERS), len(self._papers))
        return Heap(
            codes=codes,
            scores=scores,
            live=live,
            starts=np.array(self._starts, np.int64),
            gates=gates,
            answers=answers,
            shelf_life=np.array(self._shelf, np.int64),
            critical=np.array(self._critical, np.bool_),
            papers=papers,
        )
