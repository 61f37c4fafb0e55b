"""What the centre will not take on a laptop's word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.numbers import parse_register_number
from app.domain.regions import covers
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, notes_missing, score_sheet, unanswered
from app.domain.sheets import sheet_from_json
from app.domain.terms import (
    BusinessStatus,
    Category,
    CurationState,
    DocumentType,
    Grade,
    Level,
    Outcome,
    Term,
)
from app.ids import natural
from app.models.central import Login
from app.models.entities import (
    Assessment,
    DecisionRecord,
    Device,
    Region,
    RubricVersion,
)

_HASH = re.compile(r"[0-9a-f]{64}")


class CheckError(ValueError):
    """The row says something that is not so; `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, and from which laptop."""

    person_id: UUID
    device_id: UUID


_OWN = {"assessment": "curator_id", "decision": "decided_by"}
"""Fields of a new record that must name the sender: nobody judges in another's name."""

_OF_DEVICE = frozenset({"assessment", "certificate", "audit_event"})
_CURATING = ("provinsi", "kabkota", "kecamatan")
_MAX_PHOTO, _MAX_THUMB = 20 * 1024**2, 512 * 1024
_FIXED_PHOTO = frozenset({"sha256", "thumb_sha256", "size_bytes", "thumb_bytes", "product_id"})
_MAX_SHEETS = 50

_WORDS: Mapping[str, Mapping[str, type[Term] | frozenset[str]]] = {
    "business": {"status": BusinessStatus},
    "product": {"category": Category},
    "legal_document": {"kind": DocumentType},
    "curation_session": {"level": Level, "state": frozenset({"open", "closed"})},
    "curation": {"level": Level, "state": CurationState},
    "decision": {"level": Level, "outcome": Outcome, "grade": Grade},
    "certificate": {"level": Level, "status": frozenset({"provisional"})},
}
"""Words a laptop may write: another would stop every program that reads the row."""


class Checks:
    """Checks of rows within one transaction; rubrics are read once.

    What was accepted earlier in the same batch counts as there: a decision may come with
    its sheets, a certificate with its decision.
    """

    def __init__(self, conn: sa.Connection, sender: Sender) -> None:
        self._conn = conn
        self._sender = sender
        self._rubrics: dict[str, Rubric] = {}
        self._numbers: set[str] = set()
        self._sheets: dict[UUID, UUID] = {}
        self._outcomes: dict[UUID, str] = {}
        self._known_regions: dict[tuple[str, ...], frozenset[str]] = {}
        self._own_devices: dict[UUID, str] = {}

    def row(
        self, entity: str, row: Mapping[str, Any], changed: frozenset[str] | None = None
    ) -> None:
        """Raise CheckError when `row` must not stand; `changed` is None for a new row."""
        for scope in (row["scope"], row.get("guest_scope")):
            if scope is not None and scope not in self._regions(_CURATING):
                raise CheckError("scope.malformed")
        for name, words in _WORDS.get(entity, {}).items():
            if row[name] not in set(words):
                raise CheckError("row.bad_value")
        if entity == "business":
            self._business(row)
        if entity == "photo":
            self._photo(row, changed)
        if changed is None:
            self._new(entity, row)

    def _new(self, entity: str, row: Mapping[str, Any]) -> None:
        if entity in _OWN and row[_OWN[entity]] != self._sender.person_id:
            raise CheckError("row.not_yours")
        if entity in _OF_DEVICE and row["device_id"] not in self._devices():
            raise CheckError("row.not_yours")
        self._natural_key(entity, row)
        if entity == "assessment":
            self._assessment(row)
        if entity == "decision":
            self._decision(row)
        if entity == "certificate":
            self._certificate(row)

    def _regions(self, kinds: tuple[str, ...]) -> frozenset[str]:
        if kinds not in self._known_regions:
            query = sa.select(Region.code).where(Region.kind.in_(kinds), Region.deleted.is_(False))
            self._known_regions[kinds] = frozenset(self._conn.execute(query).scalars())
        return self._known_regions[kinds]

    def _devices(self) -> Mapping[UUID, str]:
        """The laptops this person works or has worked on, with their codes.

        Work that was left unsent on a laptop before it was enrolled anew is still theirs.
        """
        if not self._own_devices:
            query = (
                sa.select(Device.id, Device.code)
                .join(Login, Login.device_id == Device.id)
                .where(Login.person_id == self._sender.person_id)
            )
            self._own_devices = dict(self._conn.execute(query).all())
        return self._own_devices

    def _natural_key(self, entity: str, row: Mapping[str, Any]) -> None:
        """A row two laptops may make alike lies where its key says, so nobody can squat on it."""
        names = {
            "curation_case": ("case", row.get("product_id"), row.get("round_no")),
            "curation": ("curation", row.get("case_id"), row.get("level"), row.get("attempt")),
        }
        if entity in names and row["id"] != natural(*names[entity]):
            raise CheckError("row.wrong_key")

    def _business(self, row: Mapping[str, Any]) -> None:
        if not covers(row["scope"], row["ward_code"]):
            raise CheckError("business.scope_not_home")
        if row["ward_code"] not in self._regions(("kelurahan",)):
            raise CheckError("scope.malformed")

    def _photo(self, row: Mapping[str, Any], changed: frozenset[str] | None) -> None:
        if changed and changed & _FIXED_PHOTO:
            raise CheckError("row.final")
        sizes = 0 < row["size_bytes"] <= _MAX_PHOTO and 0 < row["thumb_bytes"] <= _MAX_THUMB
        if not sizes or row["width"] <= 0 or row["height"] <= 0:
            raise CheckError("row.bad_value")
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
        if not _is_whole(rubric, sheet):
            raise CheckError("assessment.incomplete")
        self._sheets[row["id"]] = row["curation_id"]

    def _decision(self, row: Mapping[str, Any]) -> None:
        """A decision rests on sheets of its own curation that the centre has."""
        try:
            named = [UUID(key) for key in row["assessment_ids"]]
        except (TypeError, ValueError, AttributeError) as error:
            raise CheckError("decision.sheets_malformed") from error
        if len(named) > _MAX_SHEETS:
            raise CheckError("decision.sheets_malformed")
        query = sa.select(Assessment.id, Assessment.curation_id).where(Assessment.id.in_(named))
        known = {**dict(self._conn.execute(query).all()), **self._sheets}
        if not named or any(known.get(key) != row["curation_id"] for key in named):
            raise CheckError("decision.without_sheets")
        self._outcomes[row["id"]] = row["outcome"]

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
        if number is None or not spelled or number.device != self._devices()[row["device_id"]]:
            raise CheckError("certificate.number_not_of_device")
        if self._outcome(row["decision_id"]) != Outcome.PASSED:
            raise CheckError("certificate.not_passed")
        # Asked by a function: the other one may lie in a region the sender does not see.
        taken = sa.select(sa.func.kurasi_number_taken(str(number)))
        if str(number) in self._numbers or self._conn.execute(taken).scalar():
            raise CheckError("certificate.number_taken")
        self._numbers.add(str(number))

    def _outcome(self, decision_id: UUID) -> str | None:
        query = sa.select(DecisionRecord.outcome).where(DecisionRecord.id == decision_id)
        return self._outcomes.get(decision_id) or self._conn.execute(query).scalar()


def _is_whole(rubric: Rubric, sheet: Sheet) -> bool:
    """Whether the sheet could have been submitted: answered, noted, *tidak berlaku* as allowed."""
    allowed = {i.code for i in rubric.indicators if i.not_applicable_allowed}
    if not sheet.not_applicable <= allowed:
        return False
    return not unanswered(rubric, sheet) and not notes_missing(rubric, sheet)
