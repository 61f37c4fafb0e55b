"""What the centre does not take on a laptop's word, row by row; nothing else is held up."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.domain.rubric import Rubric
from app.domain.terms import Role
from app.models.entities import APPEND_ONLY
from app.models.rows import encode
from app.protocol import wire
from tests.conftest import NOW
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row
from tests.sync.forged import certificate_under, change, code, send

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


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1" * 5_000, r'"\ud83d"'])
def test_what_no_json_holds(rani: Laptop, number: str) -> None:
    """Numbers without an end and halves of characters: no laptop of ours can write them."""
    batch = wire.Batch(1, "", (change(rani, "photo", latitude=-6.25),))
    body = json.dumps(batch.to_json()).replace("-6.25", number).encode()
    request = wire.Request("1", rani.enrolled.device_id, 1, encode(NOW), body, {}, 10, "")
    with pytest.raises(wire.WireError):
        rani.transport.answer(wire.pack(request.to_json()))


def test_a_mentor_does_not_judge(make_laptop: MakeLaptop) -> None:
    mentor = make_laptop("Pendamping", role=Role.MENTOR)
    for entity in ("decision", "improvement_item", "assessment", "certificate"):
        assert code(mentor, entity) == "scope.outside"


def test_what_is_added_is_never_changed(leader: Laptop, centre: Centre) -> None:
    keys = leader.judge()
    keys["certificate_revocation"] = leader.revoke(keys["certificate"])
    keys |= {entity: leader.add(entity) for entity in sorted(APPEND_ONLY - keys.keys())}
    leader.sync()
    for entity, key in keys.items():
        before = central_row(centre, key, entity)
        assert before is not None
        forged = wire.Change(entity, key, {"deleted": (True, 99)}, new=False, lver=2)
        (ack,) = send(leader, forged)
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
    return honest.rubric_of(centre)


def test_an_honest_sheet_is_accepted(rani: Laptop, budi: Laptop, rubric: Rubric) -> None:
    key = rani.add("assessment", **honest.sheet_values(rubric))
    assert rani.sync().refused == 0
    budi.sync()
    assert budi.row(key, "assessment") == rani.row(key, "assessment")
    assert budi.value(key, "total", "assessment") == 7500


def test_a_forged_total_is_refused(rani: Laptop, rubric: Rubric, centre: Centre) -> None:
    true = honest.sheet_values(rubric)
    forged = rani.add("assessment", **{**true, "total": 9900})
    rani.sync()
    assert rani.refusals() == {forged: "assessment.total_differs"}
    assert rani.value(forged, "total", "assessment") == 9900  # kept, for a person to look at
    assert central_row(centre, forged, "assessment") is None


def test_other_lies_of_a_sheet(rani: Laptop, rubric: Rubric) -> None:
    true = honest.sheet_values(rubric)
    points = {**true["criterion_points"], "RASA": 3000}
    high = {**true["sheet"], "scores": {**true["sheet"]["scores"], "RASA-1": 5}}
    nothing = {
        **true["sheet"],
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
        assert code(rani, "assessment", **{**true, **lie}) == expected


# -- certificates -----------------------------------------------------------------


@pytest.fixture
def passed(rani: Laptop) -> UUID:
    """A decision that the centre has, with its sheet."""
    key = rani.decide(outcome="passed")
    assert rani.sync().refused == 0
    return key


def under(laptop: Laptop, decision: UUID, number: str) -> str:
    """What becomes of a certificate of `decision` under `number`."""
    (ack,) = send(laptop, named(laptop, decision, number))
    return ack.code


def named(laptop: Laptop, decision: UUID, number: str) -> wire.Change:
    decided = change(laptop, "decision", **honest.VERDICT)
    return certificate_under(laptop, replace(decided, id=decision), number)


def test_only_numbers_of_the_own_laptop(rani: Laptop, budi: Laptop, passed: UUID) -> None:
    assert under(rani, passed, honest.number(rani.enrolled, 1)) == ""
    wrong = under(rani, passed, honest.number(budi.enrolled, 2))
    assert wrong == "certificate.number_not_of_device"
    third = honest.number(rani.enrolled, 3)
    mistyped = third[:-1] + ("A" if third[-1] != "A" else "B")
    assert under(rani, passed, mistyped) == "certificate.number_not_of_device"


def test_no_number_twice(rani: Laptop, centre: Centre, passed: UUID) -> None:
    one, two = (honest.number(rani.enrolled, n) for n in (1, 2))
    assert under(rani, passed, one) == ""
    assert under(rani, passed, one) == "certificate.number_taken"
    assert under(rani, passed, one.lower()) == "certificate.number_not_of_device"
    first, second = send(rani, named(rani, passed, two), named(rani, passed, two))
    assert (first.status, second.code) == ("ok", "certificate.number_taken")
    assert central_count(centre, "certificate") == 2


def test_a_clone_that_gave_out_the_same_number_can_still_sync(
    rani: Laptop, centre: Centre, passed: UUID, tmp_path: Path
) -> None:
    twin = rani.copy(tmp_path / "kembar")
    first, second = rani.certify(passed), twin.certify(passed)
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


def test_clean_local_rows_are_not_sent(rani: Laptop, make_laptop: MakeLaptop) -> None:
    other = make_laptop("Tono")
    other.add()
    other.sync()
    rani.sync()
    assert len(rani.rows()) == 1
    assert rani.waiting() == 0
    rani.sync()
    assert all(wire.unpack(m)["batch"] is None for m in rani.transport.sent)
