"""What the centre will not take on a laptop's word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.domain.numbers import parse_register_number
from app.domain.regions import covers, is_region_code
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_from_json
from app.models.entities import Certificate, RubricVersion

_HASH = re.compile(r"[0-9a-f]{64}")


class CheckError(ValueError):
    """The row says something that is not so; `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Checks:
    """Checks of rows within one transaction; rubrics are read once."""

    def __init__(self, conn: sa.Connection, device_code: str) -> None:
        self._conn = conn
        self._device_code = device_code
        self._rubrics: dict[str, Rubric] = {}
        self._numbers: set[str] = set()

    def row(
        self, entity: str, row: Mapping[str, Any], changed: frozenset[str] | None = None
    ) -> None:
        """Raise CheckError when `row` must not stand; `changed` is None for a new row."""
        for scope in (row["scope"], row.get("guest_scope")):
            if scope is not None and not is_region_code(scope):
                raise CheckError("scope.malformed")
        if entity == "business" and not covers(row["scope"], row["ward_code"]):
            raise CheckError("business.scope_not_home")
        if entity == "photo":
            self._photo(row)
        if entity == "assessment" and changed is None:
            self._assessment(row)
        if entity == "certificate" and changed is None:
            self._certificate(row)

    def _photo(self, row: Mapping[str, Any]) -> None:
        if not all(_HASH.fullmatch(row[name]) for name in ("sha256", "thumb_sha256")):
            raise CheckError("photo.hash_malformed")

    def _assessment(self, row: Mapping[str, Any]) -> None:
        """Totals are computed again under the rubric the sheet names: none is believed."""
        rubric = self._rubric(row["rubric_rev"])
        try:
            sheet: Sheet = sheet_from_json(row["sheet"])
        except ValueError as error:
            raise CheckError("assessment.sheet_malformed") from error
        allowed = range(rubric.scale.minimum, rubric.scale.maximum + 1)
        if any(score not in allowed for score in sheet.scores.values()):
            raise CheckError("assessment.score_outside_scale")
        totals = score_sheet(rubric, sheet)
        points = {c.code: c.points for c in totals.criteria if c.applicable}
        if totals.total != row["total"] or points != row["criterion_points"]:
            raise CheckError("assessment.total_differs")

    def _rubric(self, rev: str) -> Rubric:
        if rev not in self._rubrics:
            query = sa.select(RubricVersion.body).where(RubricVersion.rev == rev)
            body = self._conn.execute(query).scalar()
            if body is None:
                raise CheckError("rubric.unknown")
            self._rubrics[rev] = parse_rubric(body)
        return self._rubrics[rev]

    def _certificate(self, row: Mapping[str, Any]) -> None:
        number = parse_register_number(row["register_no"])
        spelled = number is not None and str(number) == row["register_no"]
        if number is None or not spelled or number.device != self._device_code:
            raise CheckError("certificate.number_not_of_device")
        taken = sa.select(Certificate.id).where(Certificate.register_no == str(number))
        if str(number) in self._numbers or self._conn.execute(taken).first() is not None:
            raise CheckError("certificate.number_taken")
        self._numbers.add(str(number))
