"""Rekap's figures are those of a plain count, whatever happened to the records and by whom."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import ManualClock
from app.domain.regions import TRAINING
from app.domain.terms import Category, Grade, Level, Outcome
from app.ids import natural
from app.models import bulk
from app.models.entities import TABLES, RubricVersion
from app.models.local import RekapTodo, SyncRow
from app.models.rows import encode_row
from app.services import rekap, rekap_count
from app.services.rekap_filter import Filter
from app.services.rekap_rows import Totals
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests import laptops
from tests.conftest import OpenWorkspace
from tests.services.field import enrol, register
from tests.services.rekap_plainly import plainly

DISTRICTS = ("31.74.04", "31.74.05", "31.73.01", "31.01.01")
_ROWS: dict[str, int] = {
    "business": 4,
    "product": 6,
    "curation_session": 3,
    "curation": 8,
    "assessment": 14,
    "decision": 9,
    "improvement_item": 12,
    "legal_document": 10,
}


class Fate:
    """Makes rows that hang together by chance, and lets things happen to them."""

    def __init__(self, ws: Workspace, seed: int) -> None:
        self.ws, self.rng = ws, random.Random(seed)
        with ws.db.read() as session:
            self.revs = dict(
                session.execute(sa.select(RubricVersion.code, RubricVersion.rev)).all()
            )

    def key(self, entity: str) -> UUID:
        return natural("rekap", entity, self.rng.randrange(_ROWS[entity]))

    def moment(self) -> datetime:
        at = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(hours=self.rng.randrange(80 * 24))
        return at.replace(hour=self.rng.choice((2, 16, 18)))

    def day(self) -> date | None:
        offset = self.rng.choice((-400, -1, 0, 1, 89, 90, 91, 119, 120, 121, 900, None))
        return None if offset is None else self.ws.today() + timedelta(days=offset)

    def row(self, entity: str) -> dict[str, Any]:
        rng = self.rng
        chosen = getattr(self, f"_{entity}")()
        scope = rng.choice((*DISTRICTS, "31.74", "31", TRAINING))
        if entity == "business":
            scope = rng.choice(DISTRICTS)
        row = laptops.row_of(entity, self.key(entity), scope=scope, created_at=self.moment())
        return {**row, "deleted": rng.random() < 0.15, **chosen}

    def _business(self) -> dict[str, Any]:
        verified = self.moment() if self.rng.random() < 0.5 else None
        return {"verified_at": verified, "nib": self.rng.choice((None, "", "9120001234567"))}

    def _product(self) -> dict[str, Any]:
        category = str(
            self.rng.choice((Category.PACKAGED_FOOD, Category.CRAFT, Category.COSMETICS))
        )
        life = self.rng.choice((None, 3, 7, 90))
        return {
            "business_id": self.key("business"),
            "category": category,
            "shelf_life_days": life,
        }

    def _curation_session(self) -> dict[str, Any]:
        return {"training": self.rng.random() < 0.3, "deleted": False}

    def _curation(self) -> dict[str, Any]:
        return {
            "product_id": self.key("product"),
            "session_id": self.key("curation_session"),
            "level": str(self.rng.choice(list(Level))),
            "verified_at": self.moment() if self.rng.random() < 0.4 else None,
        }

    def _assessment(self) -> dict[str, Any]:
        code = self.rng.choice(("MKN", "KRY"))
        criteria = {"MKN": ("RASA", "KMS", "HIG"), "KRY": ("MUTU", "DSN", "PSR")}[code]
        live = self.rng.sample(criteria, self.rng.randrange(1, 4))
        return {
            "curation_id": self.key("curation"),
            "curator_id": UUID(int=self.rng.randrange(3)),
            "rubric_code": code,
            "rubric_rev": self.revs[code],
            "criterion_points": {c: self.rng.randrange(100, 1500) for c in live},
            "submitted_at": self.moment(),
            "supersedes": self.key("assessment") if self.rng.random() < 0.3 else None,
            "withdrawn": self.rng.random() < 0.2,
        }

    def _decision(self) -> dict[str, Any]:
        reasons = {
            "gates_unmet": self.rng.sample(("NIB", "HALAL"), self.rng.randrange(3)),
            "gates_in_process": self.rng.sample(("NIB", "HALAL"), self.rng.randrange(2)),
            "floors_missed": self.rng.sample(("RASA", "KMS"), self.rng.randrange(3)),
            "critical": self.rng.sample(("EXPIRED",), self.rng.randrange(2)),
        }
        return {
            "curation_id": self.key("curation"),
            "outcome": str(self.rng.choice(list(Outcome))),
            "grade": str(self.rng.choice(list(Grade))),
            "total": self.rng.randrange(10_001),
            "reasons": reasons,
            "decided_at": self.moment(),
            "supersedes": self.key("decision") if self.rng.random() < 0.3 else None,
        }

    def _improvement_item(self) -> dict[str, Any]:
        return {
            "decision_id": self.key("decision"),
            "code": self.rng.choice(("RASA-1", "KMS-2", "NIB")),
            "score": self.rng.choice((1, 2, None)),
        }

    def _legal_document(self) -> dict[str, Any]:
        kinds = ("NIB", "PIRT", "BPOM", "HALAL", "NON_HALAL_STATEMENT", "TRADEMARK")
        return {
            "business_id": self.key("business"),
            "product_id": self.rng.choice((None, self.key("product"))),
            "kind": self.rng.choice(kinds),
            "valid_until": self.day(),
            "in_process": self.rng.random() < 0.2,
        }

    def strike(self) -> None:
        """One thing happens, by a person's hand or by a sync's."""
        entity = self.rng.choice(list(_ROWS))
        table, row = TABLES[entity], self.row(entity)
        with self.ws.db.write() as session:
            known = session.scalar(sa.select(table.c.id).where(table.c.id == row["id"]))
            final = entity in {"assessment", "decision"}
            deed = self.rng.choice(("sync", "sync", "person", "exit"))
            if deed == "person" and known is None:
                session.execute(sa.insert(table).values(**row))
            elif deed == "person" and not final:
                session.execute(sa.update(table).where(table.c.id == known).values(**row))
            else:
                with applying(session):
                    if deed == "exit" and known is not None:
                        session.execute(sa.delete(table).where(table.c.id == known))
                        session.execute(sa.delete(SyncRow).where(SyncRow.id == known))
                    else:
                        told = [(row["id"], encode_row(row))]
                        bulk.upsert(session.connection(), table, told)

    def filter(self) -> Filter:
        rng = self.rng
        first, last = sorted(rng.choices(("2026-08", "2026-09", "2026-10", "2026-11"), k=2))
        return Filter(
            region=rng.choice(("31", "31.74", "31.74.04", "31.73", "31.01.01")),
            level=rng.choice((None, None, *Level)),
            category=rng.choice((None, None, Category.PACKAGED_FOOD, Category.CRAFT)),
            first=rng.choice(("", first)),
            last=rng.choice(("", last)),
        )


def as_counter(totals: Totals) -> Counter[Any]:
    found = Counter(
        registered=totals.registered,
        verified=totals.verified,
        products=totals.products,
        scored=totals.scored,
        points=totals.points,
    )
    found.update(totals.outcomes)
    found.update(totals.grades)
    return +found


def assert_equal(ws: Workspace, only: Filter) -> None:
    """Every figure against the plain count."""
    plain = plainly(ws, only)
    assert as_counter(rekap.totals(ws, only)) == +plain.totals
    for grain, length in ((Level.DISTRICT, 8), (Level.CITY, 5), (Level.PROVINCE, 2)):
        expected: Counter[Any] = Counter()
        for (home, what), n in plain.by_region.items():
            expected[home[:length], what] += n
        rows = rekap.by_region(ws, only, grain)
        found = Counter({(r.code, w): n for r in rows for w, n in as_counter(r.totals).items()})
        assert found == +expected
    months = rekap.by_month(ws, only)
    found = Counter({(m.month, w): n for m in months for w, n in as_counter(m.totals).items()})
    assert found == +plain.by_month
    means = {(str(r.category), r.code): (r.mean, r.sheets) for r in rekap.criteria(ws, only)}
    assert means == {
        key: (round(sum(shares) / len(shares)), len(shares))
        for key, shares in plain.criteria.items()
    }
    short: Counter[tuple[str, str]] = Counter()
    for row in rekap.shortcomings(ws, only):
        short[row.kind, row.code] += row.count
    assert short == plain.shortcomings
    papers: Counter[tuple[str, str]] = Counter()
    for paper in rekap.documents(ws, only):
        states = ("missing", "in_process", "expired", "ending")
        counts = {state: getattr(paper, state) for state in states}
        counts["good"] = paper.wanted - sum(counts.values())
        papers.update({(str(paper.kind), state): n for state, n in counts.items()})
    assert +papers == plain.documents


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(seed=st.integers(0, 2**32), belongs=st.booleans())
def test_every_figure_is_that_of_a_plain_count(
    open_workspace: OpenWorkspace, root: str, seed: int, belongs: bool
) -> None:
    ws = open_workspace(f"laptop-{uuid4()}")
    if belongs:
        enrol(ws, root)
    fate = Fate(ws, seed)
    for _ in range(3):
        for _ in range(45):
            fate.strike()
        rekap_count.catch_up(ws)
        assert rekap_count.waiting(ws) == 0
        for only in (Filter(), fate.filter(), fate.filter(), fate.filter()):
            assert_equal(ws, only)
    assert isinstance(ws.clock, ManualClock)
    ws.clock.advance(timedelta(days=29))
    assert_equal(ws, Filter())
    ws.clock.advance(timedelta(days=-29))


def test_two_that_count_at_once_take_turns(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's count and Beranda's: who comes second to the last district finds nothing."""
    rekap_count.catch_up(ws)
    register(ws)
    note = rekap_count._note

    def beaten(session: Session, districts: list[str]) -> None:
        note(session, districts)
        session.execute(sa.delete(RekapTodo))

    monkeypatch.setattr(rekap_count, "_note", beaten)
    assert rekap_count.waiting(ws) == 1
    assert rekap_count.step(ws).left == 0
