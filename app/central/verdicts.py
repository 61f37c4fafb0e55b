"""What a laptop decided and certified, computed again from what the centre has.

A decision must be one the named sheets come to under the rubric; a certificate must say
what its decision says, and its code must be one any verifier would believe.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import JAKARTA
from app.domain.decision import Case, certificate_end, decide
from app.domain.numbers import RegisterNumber
from app.domain.rubric import Rubric, canonical_json
from app.domain.scoring import Sheet, Totals, combine, score_sheet
from app.domain.terms import DocumentType, GateState, Grade, Level
from app.protocol import token
from app.protocol.token import Facts, TokenError

Row = Mapping[str, Any]
Found = tuple[str, str, int]
"""Outcome, grade and total of a decision."""

SAME_CURATION = ("product_id", "business_id", "level")
SAME_CERTIFICATE = ("register_no", "product_id", "scope", "guest_scope")
SAME_DECISION = ("curation_id", "product_id", "business_id", "level")


def in_force(business: Row | None, documents: Sequence[Row], decision: Row) -> frozenset[str]:
    """Kinds of document that spoke for the product on the day it was decided on.

    One that was taken away since still counts: its decision was right at the time.
    """
    day = decision["decided_at"].astimezone(JAKARTA).date()
    kinds = {
        str(d["kind"])
        for d in documents
        if d["product_id"] in (None, decision["product_id"])
        and not d["in_process"]
        and (d["valid_until"] is None or d["valid_until"] >= day)
    }
    if business is not None and business["nib"]:
        kinds.add(str(DocumentType.NIB))
    return frozenset(kinds)


def possible(
    rubrics: Sequence[Rubric],
    sheets: Sequence[Sheet],
    answers: Mapping[str, GateState],
    shelf_lives: Sequence[int | None],
    documents: frozenset[str],
) -> set[Found]:
    """Every outcome the sheets can have come to, with these answers to the gates.

    More than one, because the laptop may not have known a document yet, or another shelf
    life, or a newer rubric: what it could not have known is not held against it.
    """
    found = set()
    for rubric, totals in _scored(rubrics, sheets):
        critical = frozenset(code for sheet in sheets for code in sheet.critical)
        for shelf_life in shelf_lives:
            gates = rubric.gates_for(shelf_life)
            for known in (documents, frozenset[str]()):
                verdict = decide(rubric, Case(totals, answers, critical, known), gates)
                found.add((str(verdict.outcome), str(verdict.grade), verdict.total))
    return found


def _scored(rubrics: Sequence[Rubric], sheets: Sequence[Sheet]) -> Iterator[tuple[Rubric, Totals]]:
    for rubric in rubrics:
        try:
            totals = combine(rubric, [score_sheet(rubric, sheet) for sheet in sheets])
        except (KeyError, ValueError):
            continue  # sheets of another rubric: no outcome under this one
        yield rubric, totals


def certified(row: Row, decision: Row, number: RegisterNumber, rubric: Rubric) -> bool:
    """Whether a certificate says of its product what the decision says."""
    facts = row["facts"]
    if not isinstance(facts, dict):
        return False
    if hashlib.sha256(canonical_json(facts)).hexdigest() != row["record_hash"]:
        return False
    said = {
        "register_no": str(number),
        "training": False,
        "level": decision["level"],
        "grade": decision["grade"],
        "total": decision["total"],
        "issued_on": row["issued_on"].isoformat(),
        "valid_until": row["valid_until"].isoformat(),
    }
    return (
        all(row[name] == decision[name] for name in SAME_DECISION)
        and all(facts.get(name) == value for name, value in said.items())
        and number.region == row["scope"]
        and row["issued_on"] <= row["valid_until"] <= certificate_end(rubric, row["issued_on"])
    )


def signed(row: Row, number: RegisterNumber, root: Callable[[], Ed25519PublicKey]) -> bool:
    """Whether the certificate's code is genuine, of this laptop, and says what the row says."""
    try:
        read = token.verify_token(row["payload"], [root()], row["issued_on"])
    except TokenError:
        return False
    expected = said(row, str(number), final=False)
    return (
        expected is not None
        and read.device == number.device
        and read.facts.to_cbor() == expected.to_cbor()
    )


def said(row: Row, register_no: str, *, final: bool) -> Facts | None:
    """What the code of a certificate says, by the row; None when the row names nobody."""
    facts = row["facts"]
    names = [facts.get("business_name"), facts.get("product_name")]
    if not all(isinstance(name, str) for name in names):
        return None
    return Facts(
        register_no=register_no,
        business=str(names[0]),
        product=str(names[1]),
        level=Level(row["level"]),
        grade=Grade(facts["grade"]),
        total=facts["total"],
        issued_on=row["issued_on"],
        valid_until=row["valid_until"],
        record_hash=bytes.fromhex(row["record_hash"]),
        final=final,
    )


def sheet_ids(row: Row) -> list[UUID] | None:
    """The sheets a decision names; None when they are no keys."""
    try:
        return [UUID(key) for key in row["assessment_ids"]]
    except (TypeError, ValueError, AttributeError):
        return None
