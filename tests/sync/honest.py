"""Rows as a curator's own program would make them, for tests that must be believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central.centre import Centre
from app.central.people import Enrolled
from app.domain.numbers import RegisterNumber
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_to_json
from app.ids import natural
from app.models.entities import RubricVersion
from tests.laptops import DISTRICT


def names(entity: str, enrolled: Enrolled) -> dict[str, UUID]:
    """The fields of a new row that say who wrote it, and on which laptop."""
    person, device = enrolled.person_id, enrolled.device_id
    own = {
        "assessment": {"curator_id": person, "device_id": device},
        "decision": {"decided_by": person},
        "certificate": {"device_id": device},
        "audit_event": {"device_id": device},
    }
    return own.get(entity, {})


def rubric_of(centre: Centre) -> Rubric:
    """The rubric for food that the centre has."""
    query = sa.select(RubricVersion.body).where(RubricVersion.code == "MKN")
    with centre.engine.connect() as conn:
        return parse_rubric(conn.execute(query).scalar_one())


def scores(rubric: Rubric, score: int = 3) -> dict[str, int]:
    """The same score for every indicator."""
    return {i.code: score for i in rubric.indicators}


def sheet_values(rubric: Rubric, sheet: Sheet | None = None) -> dict[str, Any]:
    """What an assessment says of `sheet` (good, 3, throughout), with the totals it comes to."""
    sheet = sheet or Sheet(scores=scores(rubric))
    totals = score_sheet(rubric, sheet)
    return {
        "rubric_code": "MKN",
        "rubric_rev": rubric.rev,
        "sheet": sheet_to_json(sheet),
        "total": totals.total,
        "criterion_points": {c.code: c.points for c in totals.criteria if c.applicable},
    }


def number(enrolled: Enrolled, sequence: int) -> str:
    """A register number of this laptop."""
    return str(RegisterNumber(DISTRICT, enrolled.device_code, 2026, sequence))


def key(entity: str, values: Mapping[str, Any]) -> UUID | None:
    """The natural key of a row two laptops may make alike; None for any other."""
    owner = UUID(int=7)  # what `laptops.row_of` fills in
    if entity == "curation_case":
        return natural("case", values.get("product_id", owner), values.get("round_no", 1))
    if entity == "curation":
        place = (values.get("level", "district"), values.get("attempt", 1))
        return natural("curation", values.get("case_id", owner), *place)
    return None
