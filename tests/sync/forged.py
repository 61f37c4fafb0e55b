"""Changes written by hand, as no program of ours would send them."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from app.models.entities import TABLES
from app.models.rows import encode, encode_row
from app.protocol import wire
from tests import laptops
from tests.conftest import NOW
from tests.sync import honest
from tests.sync.conftest import Laptop


def send(laptop: Laptop, *changes: wire.Change) -> tuple[wire.Ack, ...]:
    """Send changes as no program of ours would; the receipts."""
    query = sa.text("SELECT incarnation, last_no, last_hash FROM device_sync WHERE device_id = :d")
    with laptop.transport.centre.engine.connect() as conn:
        place = conn.execute(query, {"d": laptop.enrolled.device_id}).one()
    batch = wire.Batch(place.last_no + 1, place.last_hash, changes)
    body = json.dumps(batch.to_json()).encode()
    device = laptop.enrolled.device_id
    request = wire.Request("1", device, place.incarnation, encode(NOW), body, {}, 10, "")
    return laptop.transport.answer(wire.pack(request.to_json())).acks


def change(laptop: Laptop, entity: str = "business", **values: Any) -> wire.Change:
    """A new row in the laptop's own name; `values` are JSON and stand as they are."""
    key = laptop.ids.new()
    own = honest.names(entity, laptop.enrolled)
    table = entity if entity in TABLES else "business"
    row = {**encode_row(laptops.row_of(table, key, **own)), **values}
    del row["id"]
    return wire.Change(entity, key, {n: (v, 0) for n, v in row.items()}, new=True, lver=1)


def code(laptop: Laptop, entity: str = "business", **values: Any) -> str:
    """Why such a row is refused; empty when it is not."""
    good = change(laptop)
    bad, fine = send(laptop, change(laptop, entity, **values), good)
    assert (fine.status, fine.ver) == ("ok", 1)  # one bad row does not hold up the others
    assert bad.status in {"ok", "rejected"}
    assert (bad.status == "ok") == (bad.code == "")
    return bad.code


def sheet(laptop: Laptop, **values: Any) -> wire.Change:
    """A whole score sheet with its totals."""
    rubric = honest.rubric_of(laptop.transport.centre)
    honest.ground(laptop.transport.centre)
    return change(laptop, "assessment", **{**honest.sheet_values(rubric), **values})


def decision(laptop: Laptop, *sheets: wire.Change, **values: Any) -> wire.Change:
    """A decision that rests on `sheets`."""
    rests = {"assessment_ids": [s.id.hex for s in sheets]}
    return change(laptop, "decision", **{**rests, **honest.VERDICT, **values})


def certificate(
    laptop: Laptop, decided: wire.Change, sequence: int = 1, **values: Any
) -> wire.Change:
    """The certificate of a decision, under a number of the laptop."""
    number = honest.number(laptop.enrolled, sequence)
    return certificate_under(laptop, decided, number, **values)


def certificate_under(
    laptop: Laptop, decided: wire.Change, number: str, **values: Any
) -> wire.Change:
    """The certificate of a decision, under any number."""
    of = {name: value for name, (value, _) in decided.fields.items()}
    own = honest.certificate_values(laptop.enrolled, laptop.private_key, number, of)
    own = {name: encode(value) for name, value in own.items()}
    return change(laptop, "certificate", **{**own, "decision_id": decided.id.hex, **values})
