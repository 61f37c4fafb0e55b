"""The rule laboratory: a change of rules tried on 100,000 stored assessments.

A laptop's database gets made-up results of all six categories, with panels of one to three
sheets; they are read once (`lab_read_100k`), then judged anew by a changed copy of every
rubric (`lab_100k`), as often as somebody turns a weight. The reference is the rules
themselves (`app.domain`), one result after the other, extrapolated from a sample.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.clock import SystemClock
from app.domain import rubric_edit as edit
from app.domain.decision import Case, decide, strictest
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, combine, score_sheet
from app.domain.sheets import sheet_from_json, sheet_to_json
from app.domain.terms import Category, GateState
from app.ids import IdMaker
from app.models.entities import TABLES
from app.paths import RESOURCES
from app.services import rule_lab
from app.services.workspace import Workspace
from app.sync.inbox import applying
from benchmarks.figures import arguments, best, figure

FULL, QUICK = 100_000, 20_000
_SAMPLE = 2_000
_CHUNK = 2_000
_STATES = (*[GateState.MET] * 12, GateState.IN_PROCESS, GateState.UNMET)


def bodies() -> dict[Category, dict[str, Any]]:
    """The rubrics as shipped."""
    return {
        category: json.loads((RESOURCES / "rubrics" / f"{category}.json").read_text("utf-8"))
        for category in Category
    }


def changed(body: dict[str, Any]) -> Rubric:
    """A copy with other weights, a higher threshold and one gate less."""
    first, second = (("criteria", 0, "indicators", n, "weight") for n in (0, 1))
    body = edit.set_value(body, first, edit.value_at(body, first) - 2)
    body = edit.set_value(body, second, edit.value_at(body, second) + 2)
    body = edit.set_value(body, ("outcomes", 4, "when", "total_below"), 73)
    return parse_rubric(edit.drop_value(body, ("gates", 0)))


class Results:
    """Made-up results, always the same."""

    def __init__(self, rubrics: Mapping[Category, Rubric]) -> None:
        self._rubrics = rubrics
        self._random = random.Random(41)

    def rows(self, sheets: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """Rows by table, a chunk at a time, until there are so many sheets."""
        made = 0
        while made < sheets:
            chunk: dict[str, list[dict[str, Any]]] = {
                name: [] for name in ("business", "product", "decision", "assessment")
            }
            while made < sheets and len(chunk["assessment"]) < _CHUNK:
                panel = min(self._random.choice((1, 1, 2, 3)), sheets - made)
                self._result(chunk, panel)
                made += panel
            yield chunk

    def _key(self) -> uuid.UUID:
        return uuid.UUID(int=self._random.getrandbits(128))

    def _result(self, chunk: dict[str, list[dict[str, Any]]], panel: int) -> None:
        category = self._random.choice(list(Category))
        rubric = self._rubrics[category]
        business, product, curation = self._key(), self._key(), self._key()
        district = f"31.7{self._random.randint(1, 5)}.0{self._random.randint(1, 8)}"
        sheets = [self._sheet(rubric) for _ in range(panel)]
        keys = [self._key() for _ in sheets]
        about = {"scope": district, "name": "Contoh", "name_key": "contoh"}
        chunk["business"].append({"id": business, "nib": "1", **about})
        life = self._random.choice((None, 3, 90))
        goods = {"category": str(category), "shelf_life_days": life, "business_id": business}
        chunk["product"].append({"id": product, **goods, **about})
        verdict = judged(rubric, sheets, life)
        chunk["decision"].append(
            {
                "id": self._key(),
                "scope": district,
                "product_id": product,
                "business_id": business,
                "curation_id": curation,
                "outcome": str(verdict.outcome),
                "grade": str(verdict.grade),
                "total": verdict.total,
                "assessment_ids": [key.hex for key in keys],
            }
        )
        chunk["assessment"] += [
            {
                "id": key,
                "scope": district,
                "curation_id": curation,
                "sheet": sheet_to_json(sheet),
                "rubric_rev": rubric.rev,
            }
            for key, sheet in zip(keys, sheets, strict=True)
        ]

    def _sheet(self, rubric: Rubric) -> Sheet:
        good = self._random.choice((2, 3, 3, 3, 4))
        aside = frozenset(
            i.code
            for i in rubric.indicators
            if i.not_applicable_allowed and self._random.random() < 0.1
        )
        scores = {
            i.code: max(1, min(4, good + self._random.choice((-1, 0, 0, 1))))
            for i in rubric.indicators
            if i.code not in aside
        }
        gates = {gate.code: self._random.choice(_STATES) for gate in rubric.gates}
        return Sheet(scores=scores, not_applicable=aside, gates=gates)


def judged(rubric: Rubric, sheets: list[Sheet], shelf_life: int | None) -> Any:
    """A verdict by the rules themselves."""
    totals = combine(rubric, [score_sheet(rubric, sheet) for sheet in sheets])
    case = Case(totals, strictest(sheets), frozenset(), frozenset({"NIB"}))
    return decide(rubric, case, rubric.gates_for(shelf_life))


def fill(ws: Workspace, sheets: int) -> None:
    """Put results on the laptop as a sync would."""
    made = Results({c: parse_rubric(body) for c, body in bodies().items()})
    now = ws.clock.now()
    blank = {"created_at": now, "deleted": False, "withdrawn": False}
    kinds: dict[Any, Any] = {sa.Boolean: False, sa.Integer: 0, sa.Uuid: uuid.UUID(int=1)}
    for chunk in made.rows(sheets):
        with ws.db.write() as session, applying(session):
            for name, rows in chunk.items():
                table = TABLES[name]
                filled = {
                    c.name: None if c.nullable else _filler(c, kinds, now) for c in table.columns
                }
                known = {n: v for n, v in blank.items() if n in table.columns}
                session.execute(sa.insert(table), [{**filled, **known, **row} for row in rows])


def _filler(column: sa.Column[Any], kinds: Mapping[Any, Any], now: Any) -> Any:
    if isinstance(column.type, sa.JSON):
        return {}
    for kind, value in kinds.items():
        if isinstance(column.type, kind):
            return value
    return now if column.name.endswith("_at") else "x"


def naive(ws: Workspace, rubrics: Mapping[Category, Rubric], sample: int) -> tuple[int, float]:
    """The rules themselves over some results, from sheets already read: sheets, seconds."""
    query = sa.text(
        "SELECT p.category, p.shelf_life_days, d.assessment_ids FROM decision d "
        "JOIN product p ON p.id = d.product_id LIMIT :n"
    )
    with ws.db.read() as session:
        found = session.execute(sa.text("SELECT id, sheet FROM assessment"))
        texts = {key: text for key, text in found}  # noqa: C416 - rows, not pairs, to mypy
        rows = [
            (Category(c), life, [sheet_from_json(json.loads(texts[k])) for k in json.loads(ids)])
            for c, life, ids in session.execute(query, {"n": sample})
        ]
    start = time.perf_counter()
    for category, life, sheets in rows:
        judged(rubrics[category], sheets, life)
    return sum(len(sheets) for _, _, sheets in rows), time.perf_counter() - start


def main() -> None:
    quick = arguments("the rule laboratory over 100,000 assessments").quick
    sheets = QUICK if quick else FULL
    name = f"{sheets // 1000}k"
    with tempfile.TemporaryDirectory() as folder:
        place, clock = Path(folder), SystemClock()
        ws = Workspace(place, place / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        ws.start("Ukur")
        fill(ws, sheets)
        rubrics = {category: changed(body) for category, body in bodies().items()}
        start = time.perf_counter()
        lab = rule_lab.read_lab(ws)
        reading = time.perf_counter() - start
        ours = best(lambda: rule_lab.trial(lab, rubrics))
        sampled, seconds = naive(ws, rubrics, _SAMPLE)
        tried = rule_lab.trial(lab, rubrics)
        assert lab.sheets == sheets
        figure(f"lab_{name}", ours, seconds / sampled * sheets, "s, trial of changed rules")
        figure(f"lab_read_{name}", reading, None, "s, read once")
        figure(f"lab_moved_{name}", tried.moved, lab.results, "results that moved, of all")
        ws.close()


if __name__ == "__main__":
    main()
