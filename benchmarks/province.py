"""A made-up province of the real size: businesses, products, papers, curations, sheets, decisions.

Invented throughout and the same each time. Rows are written as bulk as SQLite takes them:
the triggers stand aside meanwhile and are put back.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from app.domain.regions import level_of
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_to_json
from app.domain.terms import Category, GateState, Level
from app.models import capture
from app.models.entities import TABLES, Region
from app.services import rubrics
from app.services.workspace import Workspace

_BEGIN = datetime(2025, 1, 6, 2, tzinfo=UTC)
_DAYS = 690
_VARIANTS = 150
_CHUNK = 20_000
_LEVELS = (Level.DISTRICT,) * 16 + (Level.CITY,) * 3 + (Level.PROVINCE,)
_PAPERS = ("PIRT", "HALAL", "BPOM", "TRADEMARK")


@dataclass(frozen=True, slots=True)
class _Variant:
    """One way a sheet comes out, with the decision it leads to."""

    sheet: str
    points: str
    total: int
    outcome: str
    grade: str
    reasons: str
    weak: tuple[tuple[str, str, int], ...]


def fill(ws: Workspace, businesses: int, assessments: int) -> None:
    """Fill an empty laptop's database; its districts wait to be counted."""
    rng = random.Random(20_261_121)
    with ws.db.read() as session:
        codes = session.scalars(sa.select(Region.code)).all()
        variants = {c: _variants(rng, rubrics.newest(session, c)) for c in Category}
        revs = {c: rubrics.newest(session, c).rev for c in Category}
    districts = sorted(c for c in codes if c.count(".") == 2 and level_of(c) is Level.DISTRICT)
    with ws.db.engine.begin() as connection:
        for name in _triggers(connection):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        _Province(connection, rng, districts, variants, revs).write(businesses, assessments)
        connection.exec_driver_sql("PRAGMA user_version = 0")
        capture.install(connection)
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO rekap_todo (district) SELECT DISTINCT scope FROM business"
        )
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO standing_todo (business_id) "
            "SELECT DISTINCT business_id FROM product"
        )


def _triggers(connection: sa.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kl_%'"
    return list(connection.exec_driver_sql(query).scalars())


def _variants(rng: random.Random, rubric: Rubric) -> list[_Variant]:
    return [_variant(rng, rubric) for _ in range(_VARIANTS)]


def _variant(rng: random.Random, rubric: Rubric) -> _Variant:
    skill = rng.choice((1, 2, 2, 3, 3, 3, 3, 4))
    scores = {
        i.code: min(4, max(1, skill + rng.choice((-1, 0, 0, 0, 1)))) for i in rubric.indicators
    }
    unmet = [g.code for g in rubric.gates if rng.random() < 0.04]
    gates = {g.code: GateState.UNMET if g.code in unmet else GateState.MET for g in rubric.gates}
    notes = {code: "Catatan contoh" for code, score in scores.items() if score == 1}
    sheet = Sheet(scores, frozenset(), notes, gates)
    totals = score_sheet(rubric, sheet)
    total = totals.total or 0
    floors = [c.code for c in totals.criteria if c.floor_missed]
    outcome, grade = _outcome(total, bool(unmet or floors))
    reasons = {"gates_unmet": unmet, "gates_in_process": [], "floors_missed": floors}
    weak = sorted((s, i.code, i.name) for i in rubric.indicators if (s := scores[i.code]) < 3)
    return _Variant(
        json.dumps(sheet_to_json(sheet)),
        json.dumps({c.code: c.points for c in totals.criteria if c.applicable}),
        total,
        outcome,
        grade,
        json.dumps({**reasons, "critical": []}),
        tuple((code, name, score) for score, code, name in weak) if grade != "A" else (),
    )


def _outcome(total: int, held: bool) -> tuple[str, str]:
    if total < 5500:
        return "failed", "D"
    if held or total < 7000:
        return "needs_improvement", "C"
    return "passed", "A" if total >= 8500 else "B"


class _Province:
    """Writes the rows, table by table, in the order in which a day makes them."""

    def __init__(
        self,
        connection: sa.Connection,
        rng: random.Random,
        districts: list[str],
        variants: dict[Category, list[_Variant]],
        revs: dict[Category, str],
    ) -> None:
        self._connection, self._rng = connection, rng
        self._districts, self._variants, self._revs = districts, variants, revs
        self._count = 0
        self._people = [self._key() for _ in range(400)]
        self._sessions = [self._key() for _ in range(600)]

    def write(self, businesses: int, assessments: int) -> None:
        """Everything: two and a half sheets a curation, one decision each."""
        homes = [(self._key(), self._rng.choice(self._districts)) for _ in range(businesses)]
        self._insert("business", self._businesses(homes))
        products = [
            (self._key(), *home, self._rng.choice(list(Category)))
            for home in homes
            for _ in range(1 + (self._rng.random() < 0.2))
        ]
        self._insert("product", self._products(products))
        self._insert("legal_document", self._documents(products))
        del homes
        wanted = assessments * 2 // 5
        chosen = self._rng.sample(products, min(wanted, len(products)))
        chosen += self._rng.choices(products, k=wanted - len(chosen))
        del products
        curations = [self._curation(product) for product in chosen]
        del chosen
        self._insert("curation", (c[0] for c in curations))
        self._insert("assessment", self._assessments(curations))
        decisions = [(self._key(), *c) for c in curations]
        self._insert("decision", self._decisions(decisions))
        self._insert("improvement_item", self._items(decisions))

    def _key(self) -> str:
        """Like a UUIDv7: later ones sort later."""
        self._count += 1
        return f"{0x019A_0000_0000 + self._count:012x}7{self._rng.getrandbits(76):019x}"

    def _moment(self) -> str:
        at = _BEGIN + timedelta(days=self._rng.randrange(_DAYS), minutes=self._rng.randrange(540))
        return f"{at:%Y-%m-%d %H:%M:%S}.000000"

    def _insert(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        rest = iter(rows)
        given = [c.name for c in TABLES[table].columns]
        while chunk := list(islice(rest, _CHUNK)):
            names = [name for name in given if name in chunk[0]]
            places = ", ".join("?" * len(names))
            self._connection.exec_driver_sql(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})",
                [tuple(row[name] for name in names) for row in chunk],
            )

    def _row(self, key: str, scope: str, at: str, **values: Any) -> dict[str, Any]:
        return {"id": key, "scope": scope, "deleted": 0, "created_at": at, **values}

    def _businesses(self, homes: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
        for number, (key, district) in enumerate(homes):
            at = self._moment()
            yield self._row(
                *(key, district, at),
                name=f"Usaha Contoh {number}",
                name_key=f"usahacontoh{number}",
                owner_name=f"Pemilik {number}",
                ward_code=f"{district}.1001",
                women_led=number % 3 == 0,
                up2k=0,
                status="active",
                nib=f"{number:013}" if number % 5 else None,
                verified_at=at if number % 4 else None,
            )

    def _products(self, products: list[tuple[str, str, str, Category]]) -> Iterator[dict[str, Any]]:
        for number, (key, business, district, category) in enumerate(products):
            yield self._row(
                *(key, district, self._moment()),
                business_id=business,
                name=f"Produk Contoh {number}",
                name_key=f"produkcontoh{number}",
                category=str(category),
                shelf_life_days=number % 90 + 1,
            )

    def _documents(
        self, products: list[tuple[str, str, str, Category]]
    ) -> Iterator[dict[str, Any]]:
        for key, business, district, _ in products:
            for kind in _PAPERS:
                if self._rng.random() < 0.5:
                    end = _BEGIN + timedelta(days=self._rng.randrange(200, 2500))
                    yield self._row(
                        *(self._key(), district, self._moment()),
                        business_id=business,
                        product_id=key,
                        kind=kind,
                        number="12345",
                        valid_until=f"{end:%Y-%m-%d}",
                        in_process=0,
                    )

    def _curation(
        self, product: tuple[str, str, str, Category]
    ) -> tuple[dict[str, Any], str, Category, _Variant]:
        key, business, district, category = product
        level = self._rng.choice(_LEVELS)
        scope = {Level.DISTRICT: district, Level.CITY: district[:5]}.get(level, "31")
        row = self._row(
            *(f"{self._rng.getrandbits(128):032x}", scope, at := self._moment()),
            case_id=f"{self._rng.getrandbits(128):032x}",
            product_id=key,
            business_id=business,
            session_id=self._rng.choice(self._sessions),
            level=str(level),
            attempt=1,
            state="decided",
            walk_in=0,
            opened_at=at,
            opened_by=self._people[0],
            rubric_rev=self._revs[category],
        )
        return row, at, category, self._rng.choice(self._variants[category])

    def _assessments(self, curations: list[Any]) -> Iterator[dict[str, Any]]:
        for number, (curation, at, category, variant) in enumerate(curations):
            for curator in range(2 + number % 2):
                seen = variant if curator == 0 else self._rng.choice(self._variants[category])
                yield self._row(
                    *(self._key(), curation["scope"], at),
                    curation_id=curation["id"],
                    curator_id=self._people[(number + curator) % len(self._people)],
                    device_id=self._people[0],
                    rubric_code=str(category),
                    rubric_version=1,
                    rubric_rev=curation["rubric_rev"],
                    sheet=seen.sheet,
                    total=seen.total,
                    criterion_points=seen.points,
                    submitted_at=at,
                    withdrawn=0,
                )

    def _decisions(self, decisions: list[Any]) -> Iterator[dict[str, Any]]:
        for key, curation, at, _, variant in decisions:
            yield self._row(
                *(key, curation["scope"], at),
                curation_id=curation["id"],
                product_id=curation["product_id"],
                business_id=curation["business_id"],
                level=curation["level"],
                outcome=variant.outcome,
                grade=variant.grade,
                total=variant.total,
                reasons=variant.reasons,
                assessment_ids="[]",
                decided_by=self._people[0],
                decided_at=at,
            )

    def _items(self, decisions: list[Any]) -> Iterator[dict[str, Any]]:
        for key, curation, at, _, variant in decisions:
            for position, (code, name, score) in enumerate(variant.weak):
                yield self._row(
                    *(self._key(), curation["scope"], at),
                    decision_id=key,
                    product_id=curation["product_id"],
                    position=position,
                    code=code,
                    title=name,
                    score=score,
                    finding="Temuan contoh",
                    advice="Saran contoh",
                    ask="Pendamping",
                )
