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

from collections.abc import Iterable, Iterator
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

_TABLES = (
    "rk_product (id TEXT PRIMARY KEY, business_id TEXT, category TEXT, shelf_life INTEGER,"
    " nib TEXT)",
    "rk_curation (id TEXT PRIMARY KEY, category TEXT, level TEXT, practice INTEGER)",
    "rk_sheet (id TEXT PRIMARY KEY, curation_id TEXT, rev TEXT, month TEXT, points TEXT)",
    "rk_decision (id TEXT PRIMARY KEY, category TEXT, level TEXT, practice INTEGER, month TEXT,"
    " code TEXT, total INTEGER, reasons TEXT)",
    "rk_weight (rev TEXT, code TEXT, weight INTEGER, PRIMARY KEY (rev, code))",
    "rk_wanted (category TEXT, gate TEXT, kind TEXT, least INTEGER)",
    "rk_accepted (category TEXT, gate TEXT, kind TEXT)",
)
"""Working tables of one count; they are gone with its transaction."""

_GATHER = (
    """INSERT INTO rk_product
    SELECT p.id, b.id, p.category, p.shelf_life_days, b.nib FROM business b
    CROSS JOIN product p ON p.business_id = b.id
    WHERE b.scope = :district AND b.deleted = 0 AND p.deleted = 0""",
    """INSERT INTO rk_curation
    SELECT c.id, p.category, c.level, c.scope = :training OR coalesce(s.training, 0)
    FROM rk_product p CROSS JOIN curation c ON c.product_id = p.id
    LEFT JOIN curation_session s ON s.id = c.session_id
    WHERE c.deleted = 0""",
    # Each curator's last sheet that none supersedes; a withdrawing one leaves none.
    f"""INSERT INTO rk_sheet SELECT id, curation_id, rubric_rev, month, criterion_points FROM (
      SELECT a.id, a.curation_id, a.rubric_rev, {_MONTH.format("a.submitted_at")} AS month,
        a.criterion_points, a.withdrawn, max(a.submitted_at || a.id)
      FROM rk_curation c CROSS JOIN assessment a ON a.curation_id = c.id
      WHERE NOT EXISTS (SELECT 1 FROM assessment later
        WHERE later.curation_id = a.curation_id AND later.supersedes = a.id)
      GROUP BY a.curation_id, a.curator_id)
    WHERE withdrawn = 0""",
    # The last decision of a curation that none supersedes.
    f"""INSERT INTO rk_decision
    SELECT id, category, level, practice, month, code, total, reasons FROM (
      SELECT d.id, c.category, c.level, c.practice, {_MONTH.format("d.decided_at")} AS month,
        d.outcome || ':' || d.grade AS code, d.total, d.reasons, max(d.decided_at || d.id)
      FROM rk_curation c CROSS JOIN decision d ON d.curation_id = c.id
      WHERE NOT EXISTS (SELECT 1 FROM decision later
        WHERE later.curation_id = d.curation_id AND later.supersedes = d.id)
      GROUP BY c.id)""",
)

_BUSINESSES = """
SELECT '{figure}', {month} AS month, '', '' AS category, 0, '', count(*), 0 FROM business b
WHERE b.scope = :district AND b.deleted = 0 AND b.{moment} IS NOT NULL GROUP BY month
UNION ALL
SELECT '{figure}', {month} AS month, '', p.category, 0, '', count(DISTINCT b.id), 0
FROM rk_product p JOIN business b ON b.id = p.business_id
WHERE b.{moment} IS NOT NULL GROUP BY month, p.category"""

_REASON = """
SELECT DISTINCT d.id, d.category, d.level, d.practice, d.month, '{kind}:' || r.value AS code
FROM rk_decision d CROSS JOIN json_each(d.reasons, '$.{field}') r"""
_REASONS = (
    ("unmet", "gates_unmet"),
    ("in_process", "gates_in_process"),
    ("floor", "floors_missed"),
    ("critical", "critical"),
)

_COUNTS = (
    *(
        _BUSINESSES.format(figure=figure, moment=moment, month=_MONTH.format(f"b.{moment}"))
        for figure, moment in (("business", "created_at"), ("verified", "verified_at"))
    ),
    f"""SELECT 'product', {_MONTH.format("p.created_at")} AS month, '', r.category, 0, '',
      count(*), 0
    FROM rk_product r JOIN product p ON p.id = r.id GROUP BY month, r.category""",
    """SELECT 'scored', month, level, category, practice, '', count(*), 0 FROM (
      SELECT min(s.month) AS month, c.level, c.category, c.practice
      FROM rk_sheet s JOIN rk_curation c ON c.id = s.curation_id GROUP BY c.id)
    GROUP BY month, level, category, practice""",
    """SELECT 'decided', month, level, category, practice, code, count(*), sum(total)
    FROM rk_decision GROUP BY month, level, category, practice, code""",
    # Where a criterion was not applicable, its weight lay on the others.
    """SELECT 'criterion', month, level, category, practice, code, count(*), sum(share) FROM (
      SELECT s.month, c.level, c.category, c.practice, w.code,
        (p.value * (sum(w.weight) OVER (PARTITION BY s.id)) + w.weight / 2) / w.weight AS share
      FROM rk_sheet s CROSS JOIN rk_curation c ON c.id = s.curation_id
      CROSS JOIN json_each(s.points) p CROSS JOIN rk_weight w ON w.rev = s.rev AND w.code = p.key)
    GROUP BY month, level, category, practice, code""",
    """SELECT 'short', month, level, category, practice, code, count(*), 0 FROM (
      SELECT DISTINCT d.id, d.category, d.level, d.practice, d.month, 'indicator:' || i.code AS code
      FROM rk_decision d CROSS JOIN improvement_item i ON i.decision_id = d.id
      WHERE i.deleted = 0 AND i.score IS NOT NULL
      UNION ALL """
    + " UNION ALL ".join(_REASON.format(kind=kind, field=field) for kind, field in _REASONS)
    + ") GROUP BY month, level, category, practice, code",
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
      FROM rk_product p JOIN rk_wanted w ON w.category = p.category
        AND (w.least IS NULL OR p.shelf_life IS NULL OR p.shelf_life >= w.least)
      JOIN rk_accepted a ON a.category = w.category AND a.gate = w.gate
      LEFT JOIN (
        SELECT id, business_id, product_id, kind, valid_until, in_process FROM legal_document
        WHERE deleted = 0
      ) l ON l.business_id = p.business_id AND l.kind = a.kind
        AND (l.product_id IS NULL OR l.product_id = p.id)
      GROUP BY p.id, w.gate)
    GROUP BY day, category, state""",
)


def count(session: Session, district: str, today: date) -> list[dict[str, Any]]:
    """All cells of a district, as they stand in this session's snapshot."""
    connection = session.connection()
    values = {
        "district": district,
        "training": TRAINING,
        "today": today.isoformat(),
        "ahead": (today + timedelta(days=AHEAD_DAYS)).isoformat(),
    }
    try:
        for table in _TABLES:
            connection.exec_driver_sql(f"CREATE TEMP TABLE {table}")
        _fill_rules(session)
        for statement in _GATHER:
            connection.execute(sa.text(statement), values)
        return [
            _cell(district, row)
            for query in _COUNTS
            for row in connection.execute(sa.text(query), values)
        ]
    finally:
        session.rollback()


def _fill_rules(session: Session) -> None:
    """Weights of every rubric a sheet may name; the documents asked for by the newest ones."""
    known = rekap_names.known(session)
    newest = known.newest.values()
    rows: dict[str, set[tuple[Any, ...]]] = {
        "rk_weight": {(r.rev, c.code, c.weight) for r in known.every for c in r.criteria},
        "rk_wanted": {row for rubric in newest for row in _wanted(rubric)},
        "rk_accepted": {row for rubric in newest for row in _accepted(rubric)},
    }
    for table, values in rows.items():
        if values:
            places = ", ".join("?" * len(next(iter(values))))
            statement = f"INSERT INTO {table} VALUES ({places})"
            session.connection().exec_driver_sql(statement, list(values))


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


def _cell(district: str, row: Iterable[Any]) -> dict[str, Any]:
    names = ("figure", "month", "level", "category", "practice", "code", "n", "total")
    return {"district": district, **dict(zip(names, row, strict=True))}
