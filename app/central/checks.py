"""What the centre will not take on a laptop's word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.central import market, panels, publications, revoked_keys, verdicts
from app.domain import revocation
from app.domain.numbers import parse_register_number
from app.domain.permissions import REGION_FIELD
from app.domain.regions import GLOBAL, covers
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, notes_missing, score_sheet, unanswered
from app.domain.sheets import sheet_from_json
from app.domain.terms import (
    AppealOutcome,
    BusinessStatus,
    Category,
    CurationState,
    DocumentType,
    Grade,
    InterestKind,
    Level,
    Outcome,
    RevocationReason,
)
from app.ids import natural
from app.models.central import Blob, CentreState, Login, RowVersion
from app.models.entities import (
    FINAL,
    PUBLISHED,
    TABLES,
    Device,
    Person,
    Photo,
    Region,
    RubricVersion,
)
from app.photos import mending
from app.protocol.keys import public_key

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


_JUDGES = {"assessment": "curator_id", "decision": "decided_by"}
_OWN = {
    "rubric": "created_by",
    "paper_setup": "created_by",
    **_JUDGES,
    "case_return": "returned_by",
    "certificate_revocation": "revoked_by",
    "channel_rules": "created_by",
    "order_listing": "exported_by",
}
"""Fields of a new record that must name the sender: nobody judges in another's name."""

_SIGNED = {"curation": ("verified_by", "validated_by")}
"""Fields that must name the sender whenever they are filled: nobody takes another's step."""

_OF_DEVICE = frozenset({"blind_label", "assessment", "certificate", "audit_event"})
_CURATING = ("provinsi", "kabkota", "kecamatan")
_MAX_PHOTO, _MAX_THUMB = 20 * 1024**2, 512 * 1024
_FIXED_PHOTO = frozenset(
    {
        "sha256",
        "thumb_sha256",
        "size_bytes",
        "thumb_bytes",
        "product_id",
        "mended_from",
        "mending",
    }
)
_MAX_SHEETS = 50
_NATURAL = {
    "curation_case": ("case", "product_id", "round_no"),
    "curation": ("curation", "case_id", "level", "attempt"),
    "rubric": ("rubric", "code", "version", "rev"),
    "interest": ("interest", "session_id", "person_id", "business_id"),
    "channel_rules": ("channel_rules", "version", "rev"),
    "order_line": ("order_line", "transaction_no", "line_no"),
    "spending": ("spending", "agency", "month"),
    "training_place": ("training_place", "training_id", "business_id"),
    "aid": ("aid", "business_id", "programme", "year"),
}
"""Rows two laptops may make alike: the kind of their key, and the fields it is made of."""
_ANSWER = frozenset({"answer", "answered_by", "answered_at", "outcome"})
_PUBLISHED = frozenset(cls.__tablename__ for cls in PUBLISHED)

_LEVEL = frozenset(Level)
_WORDS: Mapping[str, Mapping[str, frozenset[str | None]]] = {
    "business": {"status": frozenset(BusinessStatus)},
    "product": {"category": frozenset(Category)},
    "legal_document": {"kind": frozenset(DocumentType)},
    "curation_session": {"level": _LEVEL, "state": frozenset({"open", "closed"})},
    "curation": {"level": _LEVEL, "state": frozenset(CurationState)},
    "decision": {"level": _LEVEL, "outcome": frozenset(Outcome), "grade": frozenset(Grade)},
    "certificate": {"level": _LEVEL, "status": frozenset({"provisional"})},
    "certificate_revocation": {"reason": frozenset(RevocationReason)},
    "interest": {"kind": frozenset(InterestKind)},
    "case_return": {"from_level": _LEVEL, "to_level": _LEVEL},
    "appeal": {"outcome": frozenset({*AppealOutcome, None})},
    **market.WORDS,
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
        self._batch: dict[tuple[str, UUID], Mapping[str, Any]] = {}
        self._known_regions: dict[tuple[str, ...], frozenset[str]] = {}
        self._own_devices: dict[UUID, str] = {}

    def row(
        self, entity: str, row: Mapping[str, Any], changed: frozenset[str] | None = None
    ) -> None:
        """Raise CheckError when `row` must not stand; `changed` is None for a new row."""
        self._scopes(entity, row)
        for name, words in _WORDS.get(entity, {}).items():
            if row[name] not in words:
                raise CheckError("row.bad_value")
        if entity == "business":
            self._business(row)
        if entity == "photo":
            self._photo(row, changed)
        if entity == "appeal" and row.get("answered_at") is not None:
            self._answer(row, changed)
        _refuse(market.refusal(self._conn, entity, row, changed, self._batch))
        for name in _SIGNED.get(entity, ()):
            if changed is None or name in changed:
                self._signed(entity, row[name])
        if changed is None:
            self._new(entity, row)
        self._batch[entity, row["id"]] = row

    def _scopes(self, entity: str, row: Mapping[str, Any]) -> None:
        """A record lies in a region that curates; what is published for all, in none."""
        scope, guest = row["scope"], row.get("guest_scope")
        if entity in _PUBLISHED:
            if scope != GLOBAL or guest is not None:
                raise CheckError("scope.malformed")
            return
        for place in (scope, guest):
            if place is not None and place not in self._regions(_CURATING):
                raise CheckError("scope.malformed")

    def _new(self, entity: str, row: Mapping[str, Any]) -> None:
        if row["created_by"] not in (None, self._sender.person_id):
            self._brought_back(entity, row["created_by"])
        if entity in _OWN and row[_OWN[entity]] != self._sender.person_id:
            raise CheckError("row.not_yours")
        if entity in _OF_DEVICE and row["device_id"] not in self._devices():
            raise CheckError("row.not_yours")
        self._natural_key(entity, row)
        if entity in _PUBLISHED:
            self._publication(entity, row)
        if entity == "photo":
            for name in ("sha256", "thumb_sha256"):
                self._own_picture(row[name])
            self._mended(row)
        if entity == "assessment":
            self._assessment(row)
            self._supersedes(entity, row)
        if entity == "decision":
            self._supersedes(entity, row)
            self._decision(row)
        if entity == "case_return":
            self._case_return(row)
        if entity == "certificate":
            self._certificate(row)
        if entity == "certificate_revocation":
            self._revocation(row)

    def _signed(self, entity: str, person: UUID | None) -> None:
        if person not in (None, self._sender.person_id):
            self._brought_back(entity, person)

    def _publication(self, entity: str, row: Mapping[str, Any]) -> None:
        """What is published is the next version of its kind, is what it says, and is whole."""
        fault = publications.fault(entity, row)
        if fault:
            raise CheckError(fault)
        region = REGION_FIELD.get(entity)
        if region and row[region] not in self._regions(_CURATING):
            raise CheckError("scope.malformed")
        publications.one_at_a_time(self._conn)
        batch = (r for (e, _), r in self._batch.items() if e == entity)
        fresh = [r["version"] for r in batch if publications.of_one_series(entity, r, row)]
        newest = max([publications.newest(self._conn, entity, row), *fresh])
        if row["version"] != newest + 1:
            taken = row["version"] <= newest
            raise CheckError(f"{entity}.version_{'taken' if taken else 'ahead'}")

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
        names = _NATURAL.get(entity)
        if names is not None:
            kind, *fields = names
            if row["id"] != natural(kind, *map(row.get, fields)):
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

    def _answer(self, row: Mapping[str, Any], changed: frozenset[str] | None) -> None:
        """An objection is answered in one's own name, with a reason, by one who did not judge."""
        if changed is not None and not changed & _ANSWER:
            return
        if row["answered_by"] != self._sender.person_id:
            raise CheckError("row.not_yours")
        if not row["outcome"] or not (row["answer"] or "").strip():
            raise CheckError("row.bad_value")
        for entity, field in _JUDGES.items():
            table = TABLES[entity]
            judged = sa.select(table.c.id).where(
                table.c.curation_id == row["curation_id"],
                table.c[field] == self._sender.person_id,
            )
            if self._conn.execute(judged.limit(1)).first() is not None:
                raise CheckError("appeal.own")

    def _brought_back(self, entity: str, author: UUID) -> None:
        """Another's row is brought only after a restore, which may have lost it here.

        Records of score come from their own author alone, also then.
        """
        restored = self._conn.execute(sa.select(CentreState.ver_floor)).scalar_one() > 0
        known = sa.select(Person.id).where(Person.id == author)
        if entity in FINAL or not restored or self._conn.execute(known).first() is None:
            raise CheckError("row.not_yours")

    def _own_picture(self, sha256: str) -> None:
        """Naming a photograph lets its regions read it: it must be new, or theirs already."""
        holder = self._conn.execute(sa.select(Blob.device_id).where(Blob.sha256 == sha256)).scalar()
        if holder is None or holder in self._devices():
            return
        named = sa.or_(Photo.sha256 == sha256, Photo.thumb_sha256 == sha256)
        if self._conn.execute(sa.select(Photo.id).where(named).limit(1)).first() is None:
            raise CheckError("photo.elsewhere")

    def _mended(self, row: Mapping[str, Any]) -> None:
        """A mended photograph names a clean master of its own product, and how it was made."""
        key, how = row.get("mended_from"), row.get("mending")
        if key is None and how is None:
            return
        try:
            made_anew = not mending.from_json(how).is_identity
        except ValueError:
            made_anew = False
        if key is None or not made_anew:
            raise CheckError("photo.mending_malformed")
        master = self._find("photo", key)
        if master is None:
            raise CheckError("row.incomplete")  # its batch has not come yet
        if master["product_id"] != row["product_id"] or master["mended_from"] is not None:
            raise CheckError("photo.mended_from_another")

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
        curation = self._find("curation", row["curation_id"])
        returned = self._of_curation("case_return", row["curation_id"])
        _refuse(panels.sheet_refusal(row, curation, self._find, returned))
        _refuse(panels.carried_refusal(row, sheet, curation, rubric, self._find))

    def _decision(self, row: Mapping[str, Any]) -> None:
        """A decision is what sheets of its own curation, which the centre has, come to."""
        named = verdicts.sheet_ids(row)
        if named is None or len(named) > _MAX_SHEETS:
            raise CheckError("decision.sheets_malformed")
        sheets = [self._find("assessment", key) for key in named]
        fitting = [
            s
            for s in sheets
            if s is not None and s["curation_id"] == row["curation_id"] and not s["withdrawn"]
        ]
        if not named or len(fitting) != len(set(named)) or len(set(named)) != len(named):
            raise CheckError("decision.without_sheets")
        curation, product = self._find("curation", row["curation_id"]), None
        if curation is not None:
            product = self._find("product", curation["product_id"])
        if curation is None or product is None:
            raise CheckError("row.incomplete")  # what it is about has not arrived yet
        if any(row[name] != curation[name] for name in verdicts.SAME_CURATION):
            raise CheckError("decision.of_another")
        earlier = self._find("decision", row["supersedes"]) if row["supersedes"] else None
        returned = self._of_curation("case_return", curation["id"])
        _refuse(panels.decision_refusal(row, curation, earlier, fitting, self._find, returned))
        if not row["deleted"]:  # what takes back claims no outcome
            self._outcome(row, curation, product, fitting)

    def _outcome(
        self,
        row: Mapping[str, Any],
        curation: Mapping[str, Any],
        product: Mapping[str, Any],
        sheets: Sequence[Mapping[str, Any]],
    ) -> None:
        read = [sheet_from_json(s["sheet"]) for s in sheets]
        answers = panels.answers(row, read)
        if answers is None:
            raise CheckError("decision.gates_differ")
        rubric = self._rubric(curation["rubric_rev"])
        others = [self._rubric(s["rubric_rev"]) for s in sheets]
        versions = {r.rev: r for r in (rubric, *others) if r.code == rubric.code}
        documents = verdicts.in_force(
            self._find("business", row["business_id"]), self._documents(row), row
        )
        found = verdicts.possible(
            list(versions.values()),
            read,
            answers,
            self._shelf_lives(product),
            documents,
        )
        if row["total"] not in {total for _, _, total in found}:
            raise CheckError("decision.total_differs")
        if (row["outcome"], row["grade"], row["total"]) not in found:
            raise CheckError("decision.outcome_differs")

    def _documents(self, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        table = TABLES["legal_document"]
        query = sa.select(table).where(table.c.business_id == row["business_id"])
        known = {d["id"]: dict(d) for d in self._conn.execute(query).mappings()}
        fresh = {i: d for (entity, i), d in self._batch.items() if entity == "legal_document"}
        merged = {**known, **fresh}
        return [d for d in merged.values() if d["business_id"] == row["business_id"]]

    def _shelf_lives(self, product: Mapping[str, Any]) -> list[int | None]:
        """The product's shelf life; where that was ever changed, what it may have been."""
        query = sa.select(RowVersion.fver).where(
            RowVersion.entity == "product", RowVersion.id == product["id"]
        )
        changed = "shelf_life_days" in (self._conn.execute(query).scalar() or {})
        rest: list[int | None] = [None, 0] if changed else []
        return [product["shelf_life_days"], *rest]

    def _case_return(self, row: Mapping[str, Any]) -> None:
        """A case is sent down from where it stands, undecided, and with a reason."""
        curation = self._find("curation", row["curation_id"])
        if curation is None:
            raise CheckError("row.incomplete")
        decided = self._of_curation("decision", row["curation_id"])
        _refuse(panels.return_refusal(row, curation, decided))

    def _of_curation(self, entity: str, curation_id: UUID) -> list[Mapping[str, Any]]:
        """All rows of a kind about one curation, as this batch leaves them."""
        table = TABLES[entity]
        query = sa.select(table).where(table.c.curation_id == curation_id)
        known: dict[UUID, Mapping[str, Any]] = {
            r["id"]: dict(r) for r in self._conn.execute(query).mappings()
        }
        known |= {i: r for (kind, i), r in self._batch.items() if kind == entity}
        return [r for r in known.values() if r["curation_id"] == curation_id]

    def _supersedes(self, entity: str, row: Mapping[str, Any]) -> None:
        """A correction is of one's own sheet, or of a decision on the same curation."""
        if row["supersedes"] is None:
            return
        earlier = self._find(entity, row["supersedes"])
        if earlier is None:
            raise CheckError("row.incomplete")
        same = ("curation_id", "curator_id") if entity == "assessment" else ("curation_id",)
        if any(earlier[name] != row[name] for name in same):
            raise CheckError("row.supersedes_another")

    def _find(self, entity: str, row_id: UUID) -> Mapping[str, Any] | None:
        """A row as this batch leaves it, when the sender may see it."""
        if (entity, row_id) in self._batch:
            return self._batch[entity, row_id]
        table = TABLES[entity]
        row = self._conn.execute(sa.select(table).where(table.c.id == row_id)).mappings().first()
        return None if row is None else dict(row)

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
        if revoked_keys.is_revoked(self._conn, row["device_id"]):
            raise CheckError("certificate.key_revoked")
        decision = self._find("decision", row["decision_id"])
        if decision is None or decision["outcome"] != Outcome.PASSED or decision["deleted"]:
            raise CheckError("certificate.not_passed")
        decided = self._of_curation("decision", decision["curation_id"])
        _refuse(panels.certificate_refusal(decided))
        rubric = self._rubric_of(decision)
        if not verdicts.certified(row, decision, number, rubric):
            raise CheckError("certificate.facts_differ")
        if not verdicts.signed(row, number, self._root):
            raise CheckError("certificate.not_signed")
        # Asked by a function: the other one may lie in a region the sender does not see.
        taken = sa.select(sa.func.kurasi_number_taken(str(number)))
        if str(number) in self._numbers or self._conn.execute(taken).scalar():
            raise CheckError("certificate.number_taken")
        self._numbers.add(str(number))

    def _revocation(self, row: Mapping[str, Any]) -> None:
        """It is about a certificate that is here, where that is, and says why."""
        certificate = self._find("certificate", row["certificate_id"])
        if certificate is None:
            raise CheckError("row.incomplete")
        if any(row[name] != certificate[name] for name in verdicts.SAME_CERTIFICATE):
            raise CheckError("revocation.of_another")
        itself = row["replaced_by"] == row["certificate_id"]
        if row["deleted"] or revocation.problem(row["reason"], row["note"], itself=itself):
            raise CheckError("revocation.malformed")
        if row["replaced_by"] and self._find("certificate", row["replaced_by"]) is None:
            raise CheckError("row.incomplete")

    def _rubric_of(self, decision: Mapping[str, Any]) -> Rubric:
        curation = self._find("curation", decision["curation_id"])
        if curation is None:
            raise CheckError("row.incomplete")
        return self._rubric(curation["rubric_rev"])

    def _root(self) -> Ed25519PublicKey:
        query = sa.select(CentreState.root_public_key)
        return public_key(self._conn.execute(query).scalar_one())


def _refuse(code: str) -> None:
    if code:
        raise CheckError(code)


def _is_whole(rubric: Rubric, sheet: Sheet) -> bool:
    """Whether the sheet could have been submitted: answered, noted, *tidak berlaku* as allowed."""
    allowed = {i.code for i in rubric.indicators if i.not_applicable_allowed}
    if not sheet.not_applicable <= allowed:
        return False
    return not unanswered(rubric, sheet) and not notes_missing(rubric, sheet)
