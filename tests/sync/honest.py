"""Rows as a curator's own program would make them, for tests that must be believed."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.central.centre import Centre
from app.central.people import Enrolled
from app.domain.numbers import RegisterNumber
from app.domain.rubric import Rubric, canonical_json, parse_rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_to_json
from app.domain.terms import GateState, Grade, Level
from app.ids import natural
from app.models.entities import TABLES, RubricVersion
from app.protocol import keys, token
from tests.laptops import DISTRICT, row_of


def names(entity: str, enrolled: Enrolled) -> dict[str, UUID]:
    """The fields of a new row that say who wrote it, and on which laptop."""
    person, device = enrolled.person_id, enrolled.device_id
    own = {
        "blind_label": {"device_id": device},
        "case_return": {"returned_by": person},
        "assessment": {"curator_id": person, "device_id": device},
        "decision": {"decided_by": person},
        "certificate": {"device_id": device},
        "certificate_revocation": {"revoked_by": person},
        "order_listing": {"exported_by": person},
        "audit_event": {"device_id": device},
    }
    return own.get(entity, {})


def rubric_of(centre: Centre, code: str = "MKN") -> Rubric:
    """A rubric that the centre has, for food unless said."""
    query = sa.select(RubricVersion.body).where(RubricVersion.code == code)
    with centre.engine.connect() as conn:
        return parse_rubric(conn.execute(query).scalar_one())


def scores(rubric: Rubric, score: int = 3) -> dict[str, int]:
    """The same score for every indicator."""
    return {i.code: score for i in rubric.indicators}


def good_sheet(rubric: Rubric, **values: Any) -> Sheet:
    """A sheet for which a product passes: 3 throughout, every condition met."""
    gates = {gate.code: GateState.MET for gate in rubric.gates}
    return Sheet(**{"scores": scores(rubric), "gates": gates, **values})


def sheet_values(rubric: Rubric, sheet: Sheet | None = None) -> dict[str, Any]:
    """What an assessment says of `sheet` (a good one), with the totals it comes to."""
    sheet = sheet or good_sheet(rubric)
    totals = score_sheet(rubric, sheet)
    return {
        "rubric_code": "MKN",
        "rubric_rev": rubric.rev,
        "sheet": sheet_to_json(sheet),
        "total": totals.total,
        "criterion_points": {c.code: c.points for c in totals.criteria if c.applicable},
    }


def ground(centre: Centre) -> None:
    """What the rows of `laptops.row_of` are about: a product, and curations of it.

    Straight into their tables: no laptop hears of them.
    """
    rev = rubric_of(centre).rev
    rows = [row_of("product", SOMETHING)]
    rows += [row_of("curation", UUID(int=n), rubric_rev=rev) for n in (7, 8)]
    rows += [row_of("curation", UUID(int=6), rubric_rev=rev, level="city")]
    with centre.engine.begin() as conn:
        for table, row in zip(("product", *["curation"] * 3), rows, strict=True):
            insert = postgresql.insert(TABLES[table]).values(**row)
            conn.execute(insert.on_conflict_do_nothing())


VERDICT = {"outcome": "passed", "grade": "B", "total": 7500}
"""What a good sheet comes to."""


def certificate_values(
    enrolled: Enrolled, private: str, register_no: str, decision: Mapping[str, Any]
) -> dict[str, Any]:
    """Number, facts and signed code of a certificate for a decision."""
    day, until = date(2026, 11, 21), date(2027, 11, 20)
    said = {name: decision[name] for name in ("level", "grade", "total")}
    facts = {
        **said,
        "register_no": register_no,
        "training": False,
        "business_name": "Dapur Sari",
        "product_name": "Keripik Singkong",
        "issued_on": day.isoformat(),
        "valid_until": until.isoformat(),
    }
    record_hash = sha256(canonical_json(facts)).hexdigest()
    signed = token.Facts(
        register_no=register_no,
        business="Dapur Sari",
        product="Keripik Singkong",
        level=Level(decision["level"]),
        grade=Grade(decision["grade"]),
        total=decision["total"],
        issued_on=day,
        valid_until=until,
        record_hash=bytes.fromhex(record_hash),
        final=False,
    )
    chain = (base64.b64decode(enrolled.delegation.split()[0]),)
    payload = token.make_token(signed, keys.private_key(private), chain, enrolled.verify_host)
    return {
        "register_no": register_no,
        "facts": facts,
        "record_hash": record_hash,
        "payload": payload,
        "issued_on": day,
        "valid_until": until,
    }


SOMETHING, SOMETHING_ELSE = UUID(int=7), UUID(int=8)


def number(enrolled: Enrolled, sequence: int, region: str = DISTRICT) -> str:
    """A register number of this laptop."""
    return str(RegisterNumber(region, enrolled.device_code, 2026, sequence))


def delegations(enrolled: Enrolled) -> list[keys.Delegation]:
    """What the centre lets this laptop sign."""
    root = keys.public_key(enrolled.root_public_key)
    return [
        keys.read_delegation(base64.b64decode(text), root) for text in enrolled.delegation.split()
    ]


_MARKET_KEYS = {
    "order_line": ("transaction_no", "line_no"),
    "spending": ("agency", "month"),
    "training_place": ("training_id", "business_id"),
    "aid": ("business_id", "programme", "year"),
}


def key(entity: str, values: Mapping[str, Any]) -> UUID | None:
    """The natural key of a row two laptops may make alike; None for any other."""
    owner = UUID(int=7)  # what `laptops.row_of` fills in
    if entity == "curation_case":
        return natural("case", values.get("product_id", owner), values.get("round_no", 1))
    if entity == "curation":
        place = (values.get("level", "district"), values.get("attempt", 1))
        return natural("curation", values.get("case_id", owner), *place)
    if entity == "interest":
        names = ("session_id", "person_id", "business_id")
        return natural("interest", *(values.get(name, owner) for name in names))
    if entity in _MARKET_KEYS:
        row = row_of(entity, owner, **values)
        return natural(entity, *(row[name] for name in _MARKET_KEYS[entity]))
    return None
