"""What Rekap counts, said by the database for one district.

Living businesses, their living products and curations; of a curation the decision that
stands, and each curator's sheet that stands (as `decisions` and `score_sheets` see it). A
district is the home of the business, whatever bazaar it walked into, at every level.

| figure | month of | code | total |
|---|---|---|---|
| business, verified | registration, verification | | |
| product | registration | | |
| scored | the first sheet that stands | | |
| decided | the decision | `outcome:grade` | hundredths of points |
| criterion | the sheet | criterion | hundredths of a per cent of its weight |
| short | the decision | `kind:code` | |
| document | the day it runs out, or '' | `gate document:state` | |

A business is counted under category '' and under each category it has products of; months
are Jakarta's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import TRAINING
from app.domain.rubric import Rubric
from app.domain.terms import DocumentType
from app.services import rekap_names

FIGURES = ("business", "verified", "product", "scored", "decided", "criterion", "short", "document")

AHEAD_DAYS = 120
"""Documents that run out within so many days of the count are kept by day."""

FOREVER = "9999-12-31"
"""What a document without an end is kept as while the best of several is looked for."""

_MONTH = "strftime('%Y-%m', {0}, '+7 hours')"

_REASONS = (
    ("unmet", "gates_unmet"),
    ("in_process", "gates_in_process"),
    ("floor", "floors_missed"),
    ("critical", "critical"),
)
"""Kinds of shortcoming, and where a decision's reasons name them."""

_TABLES = (
    "rk_product (id TEXT PRIMARY KEY, business_id TEXT, category TEXT, shelf_life INTEGER,"
    " nib TEXT)",
    "rk_curation (no INTEGER PRIMARY KEY, id TEXT, business_id TEXT, category TEXT, level TEXT,"
    " practice INTEGER, verified_at TEXT)",
    "rk_key (no INTEGER PRIMARY KEY, month TEXT, level TEXT, category TEXT, practice INTEGER,"
    " UNIQUE (month, level, category, practice))",
    "rk_sheet (curation INTEGER, key INTEGER, rev TEXT, points TEXT)",
    "rk_decision (no INTEGER PRIMARY KEY, id TEXT, key INTEGER, code TEXT, total INTEGER,"
    " reasons TEXT)",
    "rk_reason (reasons TEXT, code TEXT)",
    "rk_short (decision INTEGER, code TEXT, PRIMARY KEY (decision, code)) WITHOUT ROWID",
    "rk_wanted (category TEXT, gate TEXT, kind TEXT, least INTEGER)",
    "rk_accepted (category TEXT, gate TEXT, kind TEXT)",
)
"""Working tables of one count; they are gone with its transaction. A key stands for a month,
level, category and whether it was practice: rows are grouped by one number."""

_DEPTH = """CASE WHEN d.supersedes IS NULL THEN '00' ELSE (
  WITH RECURSIVE below (id, n) AS (
    SELECT d.supersedes, 1
    UNION SELECT e.supersedes, n + 1 FROM below JOIN decision e
      ON e.id = below.id AND e.curation_id = d.curation_id
    WHERE e.supersedes IS NOT NULL AND n < 99)
  SELECT printf('%02d', max(n)) FROM below) END"""
"""How many records lie below a decision in its chain of corrections."""

# CROSS JOIN: SQLite takes the tables in this order. Otherwise it may begin with all sheets.
_GATHER = (
    """INSERT INTO rk_product
    SELECT p.id, b.id, p.category, p.shelf_life_days, b.nib FROM business b
    CROSS JOIN product p ON p.business_id = b.id
    WHERE b.scope = :district AND b.deleted = 0 AND p.deleted = 0""",
    """INSERT INTO rk_curation (id, business_id, category, level, practice, verified_at)
    SELECT c.id, p.business_id, p.category, c.level,
      c.scope = :training OR coalesce(s.training, 0), c.verified_at
    FROM rk_product p CROSS JOIN curation c ON c.product_id = p.id
    LEFT JOIN curation_session s ON s.id = c.session_id
    WHERE c.deleted = 0""",
    # A business is verified once: by itself, or with the first product that was.
    """CREATE TEMP TABLE rk_verified AS
    SELECT business_id, coalesce(earnest, practised) AS at, earnest IS NULL AS practice FROM (
      SELECT business_id, min(CASE WHEN practice = 0 THEN at END) AS earnest,
        min(CASE WHEN practice = 1 THEN at END) AS practised
      FROM (
        SELECT id AS business_id, verified_at AS at, 0 AS practice FROM business
        WHERE scope = :district AND deleted = 0
        UNION ALL SELECT business_id, verified_at, practice FROM rk_curation)
      GROUP BY business_id)
    WHERE at IS NOT NULL""",
    # Each curator's last sheet that none supersedes; a withdrawing one leaves none.
    f"""CREATE TEMP TABLE rk_stands AS SELECT * FROM (
      SELECT c.no, {_MONTH.format("a.submitted_at")} AS month, c.level, c.category, c.practice,
        a.rubric_rev, a.criterion_points, a.withdrawn, max(a.submitted_at || a.id)
      FROM rk_curation c CROSS JOIN assessment a ON a.curation_id = c.id
      WHERE NOT EXISTS (SELECT 1 FROM assessment later
        WHERE later.curation_id = a.curation_id AND later.supersedes = a.id)
      GROUP BY c.no, a.curator_id)
    WHERE withdrawn = 0""",
    # The decision in force, as `domain.standing` says: none that was corrected or taken back, the
    # longest chain of corrections before others, then the later one.
    f"""CREATE TEMP TABLE rk_decided AS
      SELECT d.id, {_MONTH.format("d.decided_at")} AS month, c.level, c.category, c.practice,
        d.outcome || ':' || d.grade AS code, d.total, d.reasons,
        max({_DEPTH} || d.decided_at || d.id)
      FROM rk_curation c CROSS JOIN decision d ON d.curation_id = c.id
      WHERE d.deleted = 0 AND NOT EXISTS (SELECT 1 FROM decision later
        WHERE later.curation_id = d.curation_id AND later.supersedes = d.id)
      GROUP BY c.no""",
    """INSERT OR IGNORE INTO rk_key (month, level, category, practice)
    SELECT month, level, category, practice FROM rk_stands
    UNION SELECT month, level, category, practice FROM rk_decided""",
    """INSERT INTO rk_sheet SELECT s.no, k.no, s.rubric_rev, s.criterion_points
    FROM rk_stands s CROSS JOIN rk_key k USING (month, level, category, practice)""",
    """INSERT INTO rk_decision (id, key, code, total, reasons)
    SELECT d.id, k.no, d.code, d.total, d.reasons
    FROM rk_decided d CROSS JOIN rk_key k USING (month, level, category, practice)""",
    # Reasons are few, decisions are many.
    *(
        f"""INSERT INTO rk_reason SELECT DISTINCT d.reasons, '{kind}:' || r.value
        FROM (SELECT DISTINCT reasons FROM rk_decision) d
        CROSS JOIN json_each(d.reasons, '$.{field}') r"""
        for kind, field in _REASONS
    ),
    """INSERT OR IGNORE INTO rk_short SELECT d.no, 'indicator:' || i.code
    FROM rk_decision d CROSS JOIN improvement_item i ON i.decision_id = d.id
    WHERE i.deleted = 0 AND i.score IS NOT NULL""",
    """INSERT OR IGNORE INTO rk_short SELECT d.no, r.code
    FROM rk_decision d JOIN rk_reason r ON r.reasons = d.reasons""",
)

_COUNTS = (
    f"""SELECT 'business', {_MONTH.format("created_at")} AS month, '', '', 0, '', count(*), 0
    FROM business WHERE scope = :district AND deleted = 0 GROUP BY month""",
    f"""SELECT 'business', {_MONTH.format("b.created_at")} AS month, '', p.category, 0, '',
      count(DISTINCT b.id), 0
    FROM rk_product p CROSS JOIN business b ON b.id = p.business_id GROUP BY month, p.category""",
    f"""SELECT 'verified', {_MONTH.format("at")} AS month, '', '', practice, '', count(*), 0
    FROM rk_verified GROUP BY month, practice""",
    f"""SELECT 'verified', {_MONTH.format("v.at")} AS month, '', p.category, v.practice, '',
      count(DISTINCT v.business_id), 0
    FROM rk_verified v JOIN rk_product p ON p.business_id = v.business_id
    GROUP BY month, p.category, v.practice""",
    f"""SELECT 'product', {_MONTH.format("p.created_at")} AS month, '', r.category, 0, '',
      count(*), 0
    FROM rk_product r CROSS JOIN product p ON p.id = r.id GROUP BY month, r.category""",
    """SELECT 'scored', month, level, category, practice, '', count(*), 0 FROM (
      SELECT min(month) AS month, level, category, practice FROM rk_stands GROUP BY no)
    GROUP BY month, level, category, practice""",
    """SELECT 'decided', k.month, k.level, k.category, k.practice, g.code, g.n, g.total FROM (
      SELECT key, code, count(*) AS n, sum(total) AS total FROM rk_decision GROUP BY key, code) g
    JOIN rk_key k ON k.no = g.key""",
    """SELECT 'short', k.month, k.level, k.category, k.practice, g.code, g.n, 0 FROM (
      SELECT d.key, s.code, count(*) AS n
      FROM rk_short s CROSS JOIN rk_decision d ON d.no = s.decision GROUP BY d.key, s.code) g
    JOIN rk_key k ON k.no = g.key""",
    # Of several documents that speak for a gate, the one that lasts longest.
    f"""SELECT 'document',
      CASE WHEN best BETWEEN :today AND :ahead THEN best ELSE '' END AS day,
      '', category, 0, kind || ':' || CASE
        WHEN best IS NULL AND process THEN 'in_process'
        WHEN best IS NULL THEN 'missing'
        WHEN best < :today THEN 'over'
        WHEN best <= :ahead THEN 'ends'
        ELSE 'good' END AS state, count(*), 0
    FROM (
      SELECT p.category, w.kind,
        max(CASE WHEN a.kind = 'NIB' AND p.nib <> '' THEN '{FOREVER}'
          WHEN NOT l.in_process THEN coalesce(l.valid_until, '{FOREVER}') END) AS best,
        max(coalesce(l.in_process, 0)) AS process
      FROM rk_product p CROSS JOIN rk_wanted w ON w.category = p.category
        AND (w.least IS NULL OR p.shelf_life IS NULL OR p.shelf_life >= w.least)
      CROSS JOIN rk_accepted a ON a.category = w.category AND a.gate = w.gate
      LEFT JOIN legal_document l ON l.business_id = p.business_id AND l.deleted = 0
        AND l.kind = a.kind AND (l.product_id IS NULL OR l.product_id = p.id)
      GROUP BY p.id, w.gate)
    GROUP BY day, category, state""",
)


def count(session: Session, district: str, today: date) -> list[dict[str, Any]]:
    """All cells of a district, as they stand in this session's snapshot; ends the session's
    transaction, and its working tables with it.
    """
    connection = session.connection()
    values = {
        "district": district,
        "training": TRAINING,
        "today": today.isoformat(),
        "ahead": (today + timedelta(days=AHEAD_DAYS)).isoformat(),
    }
    known = rekap_names.known(session)
    try:
        for table in _TABLES:
            connection.exec_driver_sql(f"CREATE TEMP TABLE {table}")
        _fill_wanted(connection, known.newest.values())
        for statement in _GATHER:
            connection.execute(sa.text(statement), values)
        rows = [row for q in _COUNTS for row in connection.execute(sa.text(q), values)]
        rows += _criteria(connection, known.every)
    finally:
        session.rollback()
    return [_cell(district, row) for row in rows]


def _cell(district: str, row: Iterable[Any]) -> dict[str, Any]:
    names = ("figure", "month", "level", "category", "practice", "code", "n", "total")
    return {"district": district, **dict(zip(names, row, strict=True))}


def _criteria(connection: sa.Connection, every: Iterable[Rubric]) -> list[Any]:
    """Shares of the criteria, rubric by rubric; two versions of one meet in the same cells."""
    cells: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for rubric in every:
        codes = [c.code for c in rubric.criteria]
        paths = {f"path{at}": f'$."{code}"' for at, code in enumerate(codes)}
        query = sa.text(_shares([c.weight for c in rubric.criteria]))
        for row in connection.execute(query, {"rev": rubric.rev, **paths}):
            for at, code in enumerate(codes):
                n, total = row[4 + 2 * at : 6 + 2 * at]
                if n:
                    cell = cells[(*row[:4], code)]
                    cell[0] += n
                    cell[1] += total
    return [("criterion", *key, n, total) for key, (n, total) in cells.items()]


def _shares(weights: Sequence[int]) -> str:
    """Number and sum of each criterion's shares, by key. Where a criterion was not
    applicable its weight lay on the others: a share is taken of what it then was.
    """
    places = range(len(weights))
    points = ", ".join(f"json_extract(points, :path{at}) AS p{at}" for at in places)
    live = " + ".join(f"(p{at} IS NOT NULL) * {weights[at]}" for at in places)
    sums = ", ".join(
        f"count(p{at}) AS n{at}, sum((p{at} * live + {w} / 2) / {w}) AS t{at}"
        for at, w in enumerate(weights)
    )
    columns = ", ".join(f"g.n{at}, g.t{at}" for at in places)
    return f"""
    WITH seen AS MATERIALIZED (SELECT key, {points} FROM rk_sheet WHERE rev = :rev),
    weighed AS MATERIALIZED (SELECT *, {live} AS live FROM seen)
    SELECT k.month, k.level, k.category, k.practice, {columns}
    FROM (SELECT key, {sums} FROM weighed GROUP BY key) g JOIN rk_key k ON k.no = g.key"""


def _fill_wanted(connection: sa.Connection, newest: Iterable[Rubric]) -> None:
    """The documents that gates ask for, and those that will do."""
    rubrics = list(newest)
    rows: dict[str, set[tuple[Any, ...]]] = {
        "rk_wanted": {row for rubric in rubrics for row in _wanted(rubric)},
        "rk_accepted": {row for rubric in rubrics for row in _accepted(rubric)},
    }
    for table, values in rows.items():
        if values:
            places = ", ".join("?" * len(next(iter(values))))
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({places})", list(values))


def _wanted(rubric: Rubric) -> Iterator[tuple[str, str, str, int | None]]:
    for gate in rubric.gates:
        if gate.document:
            yield str(rubric.code), gate.code, gate.document, gate.min_shelf_life_days


def _accepted(rubric: Rubric) -> Iterator[tuple[str, str, str]]:
    for gate in rubric.gates:
        for kind in gate.accepted_documents:
            yield str(rubric.code), gate.code, kind
        if gate.document == DocumentType.HALAL:
            yield str(rubric.code), gate.code, str(DocumentType.NON_HALAL)
