"""What the centre does not take on a laptop's word, row by row; nothing else is held up."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.domain.numbers import RegisterNumber
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_to_json
from app.domain.terms import Role
from app.models.entities import TABLES, RubricVersion
from app.models.local import SyncRow
from app.models.rows import encode_row
from app.protocol import wire
from app.sync.inbox import applying
from tests import laptops
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row


def send(laptop: Laptop, *changes: wire.Change) -> tuple[wire.Ack, ...]:
    """Send changes as no program of ours would; the receipts."""
    query = sa.text("SELECT incarnation, last_no, last_hash FROM device_sync WHERE device_id = :d")
    with laptop.transport.centre.engine.connect() as conn:
        place = conn.execute(query, {"d": laptop.enrolled.device_id}).one()
    batch = wire.Batch(place.last_no + 1, place.last_hash, changes)
    body = json.dumps(batch.to_json()).encode()
    device = laptop.enrolled.device_id
    request = wire.Request("1", device, place.incarnation, "", body, {}, 10, "")
    return laptop.transport.answer(wire.pack(request.to_json())).acks


def change(laptop: Laptop, entity: str = "business", **values: Any) -> wire.Change:
    key = laptop.ids.new()
    row = {**encode_row(laptops.row_of(entity if entity in TABLES else "business", key)), **values}
    del row["id"]
    return wire.Change(entity, key, {n: (v, 0) for n, v in row.items()}, new=True, lver=1)


def code(laptop: Laptop, entity: str = "business", **values: Any) -> str:
    good = change(laptop)
    bad, fine = send(laptop, change(laptop, entity, **values), good)
    assert (fine.status, fine.ver) == ("ok", 1)  # one bad row does not hold up the others
    assert bad.status in {"ok", "rejected"}
    return bad.code


BAD: list[tuple[str, str, dict[str, Any]]] = [
    ("scope.outside", "business", {"scope": OTHER_DISTRICT, "ward_code": OTHER_WARD}),
    ("scope.outside", "product", {"scope": "31"}),
    ("scope.outside", "product", {"scope": "31.74.0"}),
    ("scope.malformed", "product", {"scope": DISTRICT, "guest_scope": "training"}),
    ("scope.malformed", "product", {"scope": DISTRICT, "guest_scope": "٣١.٧٤"}),
    ("business.scope_not_home", "business", {"ward_code": OTHER_WARD}),
    ("entity.unknown", "person", {}),
    ("entity.unknown", "login", {}),
    ("row.malformed", "business", {"name": None}),
    ("row.malformed", "business", {"name": ["x"]}),
    ("row.malformed", "business", {"name": "a\x00"}),
    ("row.malformed", "business", {"name": "\ud83d"}),
    ("row.malformed", "business", {"created_at": "0001-01-01T00:00:00+10:00"}),
    ("row.malformed", "product", {"price": 2**70}),
    ("row.malformed", "product", {"shelf_life_days": 2**40}),
    ("row.malformed", "audit_event", {"details": {"a": "\x00"}}),
    ("photo.hash_malformed", "photo", {"sha256": "../../etc/passwd"}),
    ("rubric.unknown", "assessment", {"rubric_rev": "0" * 64}),
    ("certificate.number_not_of_device", "certificate", {"register_no": "K-1"}),
]


def test_each_bad_row_is_refused_with_its_reason(rani: Laptop) -> None:
    found = [(code(rani, entity, **values), entity, values) for _, entity, values in BAD]
    assert found == BAD


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1" * 5_000])
def test_numbers_no_database_holds(rani: Laptop, number: str) -> None:
    batch = wire.Batch(1, "", (change(rani, "photo", latitude=-6.25),))
    body = json.dumps(batch.to_json()).replace("-6.25", number).encode()
    request = wire.Request("1", rani.enrolled.device_id, 1, "", body, {}, 10, "")
    message = wire.pack(request.to_json())
    if number == "1e999":
        assert rani.transport.answer(message).acks[0].code == "row.malformed"
    else:
        with pytest.raises(wire.WireError):
            rani.transport.answer(message)


def test_a_mentor_does_not_judge(make_laptop: MakeLaptop) -> None:
    mentor = make_laptop("Pendamping", role=Role.MENTOR)
    for entity in ("decision", "improvement_item", "assessment", "certificate"):
        assert code(mentor, entity) == "scope.outside"


def test_records_of_score_are_never_changed(rani: Laptop, centre: Centre) -> None:
    for entity in ("decision", "audit_event"):
        key = rani.add(entity)
        rani.sync()
        before = central_row(centre, key, entity)
        forged = wire.Change(entity, key, {"deleted": (True, 99)}, new=False, lver=2)
        (ack,) = send(rani, forged)
        assert (ack.status, ack.code) == ("rejected", "row.final")
        assert central_row(centre, key, entity) == before


def test_what_belongs_to_others_cannot_be_touched(
    rani: Laptop, make_laptop: MakeLaptop, centre: Centre
) -> None:
    other = make_laptop("Tono", OTHER_DISTRICT)
    key = other.add(scope=OTHER_DISTRICT, ward_code=OTHER_WARD)
    other.sync()
    grab = wire.Change("business", key, {"scope": (DISTRICT, 99)}, new=False, lver=1)
    (ack,) = send(rani, grab)
    assert (ack.status, ack.code, ack.row) == ("rejected", "scope.outside", None)
    row = central_row(centre, key)
    assert row is not None
    assert row["scope"] == OTHER_DISTRICT


# -- sheets -----------------------------------------------------------------------


@pytest.fixture
def rubric(centre: Centre) -> Rubric:
    query = sa.select(RubricVersion.body).where(RubricVersion.code == "MKN")
    with centre.engine.connect() as conn:
        return parse_rubric(conn.execute(query).scalar_one())


def sheet_values(rubric: Rubric, score: int = 3) -> dict[str, Any]:
    sheet = Sheet(scores={i.code: score for i in rubric.indicators})
    totals = score_sheet(rubric, sheet)
    return {
        "rubric_code": "MKN",
        "rubric_rev": rubric.rev,
        "sheet": sheet_to_json(sheet),
        "total": totals.total,
        "criterion_points": {c.code: c.points for c in totals.criteria},
    }


def test_an_honest_sheet_is_accepted(rani: Laptop, budi: Laptop, rubric: Rubric) -> None:
    key = rani.add("assessment", **sheet_values(rubric))
    assert rani.sync().refused == 0
    budi.sync()
    assert budi.row(key, "assessment") == rani.row(key, "assessment")
    assert budi.value(key, "total", "assessment") == 7500


def test_a_forged_total_is_refused(rani: Laptop, rubric: Rubric, centre: Centre) -> None:
    honest = sheet_values(rubric)
    forged = rani.add("assessment", **{**honest, "total": 9900})
    rani.sync()
    assert rani.refusals() == {forged: "assessment.total_differs"}
    assert rani.value(forged, "total", "assessment") == 9900  # kept, for a person to look at
    assert central_row(centre, forged, "assessment") is None


def test_other_lies_of_a_sheet(rani: Laptop, rubric: Rubric) -> None:
    honest = sheet_values(rubric)
    points = {**honest["criterion_points"], "RASA": 3000}
    high = {**honest["sheet"], "scores": {**honest["sheet"]["scores"], "RASA-1": 5}}
    nothing = {
        **honest["sheet"],
        "scores": {},
        "not_applicable": [i.code for i in rubric.indicators],
    }
    lies: list[tuple[str, dict[str, Any]]] = [
        ("assessment.total_differs", {"criterion_points": points}),
        ("assessment.score_outside_scale", {"sheet": high}),
        ("assessment.sheet_malformed", {"sheet": {"scores": {}}}),
        ("assessment.sheet_malformed", {"sheet": []}),
        ("assessment.total_differs", {"sheet": nothing}),
    ]
    for expected, lie in lies:
        assert code(rani, "assessment", **{**honest, **lie}) == expected


# -- certificates -----------------------------------------------------------------


def number(laptop: Laptop, sequence: int, device: str | None = None) -> str:
    device = device or laptop.enrolled.device_code
    return str(RegisterNumber(DISTRICT, device, 2026, sequence))


def test_only_numbers_of_the_own_laptop(rani: Laptop, budi: Laptop) -> None:
    assert code(rani, "certificate", register_no=number(rani, 1)) == ""
    wrong = code(rani, "certificate", register_no=number(budi, 2))
    assert wrong == "certificate.number_not_of_device"
    mistyped = number(rani, 3)[:-1] + ("A" if number(rani, 3)[-1] != "A" else "B")
    assert code(rani, "certificate", register_no=mistyped) == "certificate.number_not_of_device"


def test_no_number_twice(rani: Laptop, centre: Centre) -> None:
    assert code(rani, "certificate", register_no=number(rani, 1)) == ""
    assert code(rani, "certificate", register_no=number(rani, 1)) == "certificate.number_taken"
    small = code(rani, "certificate", register_no=number(rani, 1).lower())
    assert small == "certificate.number_not_of_device"
    first, second = send(
        rani,
        change(rani, "certificate", register_no=number(rani, 2)),
        change(rani, "certificate", register_no=number(rani, 2)),
    )
    assert (first.status, second.code) == ("ok", "certificate.number_taken")
    assert central_count(centre, "certificate") == 2


def test_a_clone_that_gave_out_the_same_number_can_still_sync(
    rani: Laptop, centre: Centre, tmp_path: Any
) -> None:
    rani.sync()
    twin = rani.copy(tmp_path / "kembar")
    first = rani.add("certificate", register_no=number(rani, 1))
    second = twin.add("certificate", register_no=number(rani, 1))
    rani.sync()
    twin.sync()
    assert central_count(centre, "certificate") == 1
    assert twin.refusals() == {second: "certificate.number_taken"}
    assert set(twin.rows("certificate")) == {first, second}  # both seen: one is to be withdrawn
    twin.db.close()


def test_a_row_too_strange_for_us_does_not_stop_a_laptop(rani: Laptop, centre: Centre) -> None:
    """A number SQLite holds and PostgreSQL does not, as a slip of a finger would make it."""
    bad = rani.add("product", shelf_life_days=99_999_999_999)
    good = rani.add("product")
    rani.sync()
    assert rani.refusals() == {bad: "row.malformed"}
    assert central_row(centre, good, "product") is not None
    rani.edit(bad, "product", shelf_life_days=90)
    rani.sync()
    assert rani.refusals() == {}
    assert central_row(centre, bad, "product") == rani.row(bad, "product")


def test_a_row_twice_in_a_batch(rani: Laptop) -> None:
    once = change(rani)
    with pytest.raises(wire.WireError):
        send(rani, once, once)


def test_fields_of_a_newer_laptop_are_echoed(rani: Laptop, budi: Laptop) -> None:
    newer = change(rani, halal_score=math.pi)
    (ack,) = send(rani, newer)
    assert ack.status == "ok"
    budi.sync()
    assert budi.value(newer.id, "extra") == {"halal_score": math.pi}


def test_clean_local_rows_are_not_sent(rani: Laptop) -> None:
    row = laptops.row_of("business", "dari pusat")
    with rani.db.write() as session, applying(session):
        session.execute(sa.insert(TABLES["business"]).values(**row))
        session.add(SyncRow(entity="business", id=row["id"], bver=1, fb={}, lver=0))
    assert rani.waiting() == 0
    rani.sync()
    assert all(wire.unpack(m)["batch"] is None for m in rani.transport.sent)
