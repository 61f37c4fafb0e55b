"""What a curator with a program of their own might send."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import blobs, people, pull
from app.central.centre import Centre
from app.domain.permissions import Grant
from app.domain.terms import CurationState, Role
from app.ids import natural
from app.protocol import keys, wire
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD
from tests.sync.conftest import Laptop, MakeLaptop, central_row, sha
from tests.sync.forged import change, code, send


def deep(levels: int) -> list[Any]:
    """Lists in lists."""
    return [deep(levels - 1)] if levels else []


@pytest.mark.parametrize(
    ("entity", "values", "refused"),
    [
        ("product", {"category": "bogus"}, "row.bad_value"),
        ("curation_session", {"state": "selalu"}, "row.bad_value"),
        ("photo", {"size_bytes": 2**40}, "row.bad_value"),
        ("photo", {"thumb_bytes": 0}, "row.bad_value"),
        ("curation", {}, "row.wrong_key"),
        ("business", {"ward_code": f"{DISTRICT}.9999"}, "scope.malformed"),
        ("product", {"guest_scope": "99.99.99"}, "scope.malformed"),
        ("curation_session", {"scope": OTHER_DISTRICT, "guest_scope": DISTRICT}, "scope.outside"),
        ("business", {"note": "x" * 30_000}, "row.malformed"),
        (
            "audit_event",
            {"details": {"a": [[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]}},
            "row.malformed",
        ),
        ("audit_event", {"created_at": "9999-12-31T23:59:59Z"}, "row.malformed"),
    ],
)
def test_rows_that_would_stop_others(
    rani: Laptop, entity: str, values: dict[str, Any], refused: str
) -> None:
    assert code(rani, entity, **values) == refused


def test_a_guest_is_not_taken_home(rani: Laptop, make_laptop: MakeLaptop, centre: Centre) -> None:
    other = make_laptop("Tono", OTHER_DISTRICT)
    key = other.add(scope=OTHER_DISTRICT, ward_code=OTHER_WARD, guest_scope=DISTRICT)
    other.sync()
    grab = {
        "scope": (DISTRICT, 1),
        "ward_code": (f"{DISTRICT}.1001", 1),
        "guest_scope": (None, 1),
    }
    (ack,) = send(rani, wire.Change("business", key, grab, new=False, lver=1))
    assert (ack.status, ack.code) == ("rejected", "scope.outside")
    row = central_row(centre, key)
    assert row is not None
    assert row["scope"] == OTHER_DISTRICT


def test_a_version_that_was_never_given_is_no_base(rani: Laptop, centre: Centre) -> None:
    key = rani.add(note="asli")
    rani.sync()
    ahead = wire.Change("business", key, {"note": ("palsu", 99)}, new=False, lver=1)
    (ack,) = send(rani, ahead)
    assert (ack.status, ack.code) == ("rejected", "row.base_unknown")
    row = central_row(centre, key)
    assert row is not None
    assert row["note"] == "asli"


def test_codes_end_with_the_logins(centre: Centre) -> None:
    person = people.add_person(centre, "Tono", [Grant(Role.CURATOR, DISTRICT)])
    old = people.new_code(centre, person)
    fresh = people.reset(centre, person)
    public = keys.public_text(keys.new_private_key())
    assert people.enrol(centre, old, "L", public) is None
    assert people.enrol(centre, fresh, "L", public) is not None


def test_pages_are_cut_by_their_size_and_all_arrives(
    rani: Laptop, budi: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {rani.add(note="x" * 5_000) for _ in range(12)}
    rani.sync()
    monkeypatch.setattr(pull, "_MAX_BYTES", 12_000)
    budi.sync()
    assert len(budi.transport.received) > 5
    assert set(budi.rows()) == sent


def test_nobody_squats_on_a_curation(rani: Laptop) -> None:
    sent = rani.add("curation", id=natural("curation", "x"))
    rani.sync()
    assert rani.refusals()[sent] == "row.wrong_key"


# -- who may do which step ----------------------------------------------------------


def curation(laptop: Laptop, state: str) -> wire.Change:
    """A new curation in this state, under its natural key."""
    new = change(laptop, "curation", state=state, case_id=laptop.ids.new().hex)
    case_id = new.fields["case_id"][0]
    return replace(new, id=natural("curation", UUID(case_id), "district", 1))


@pytest.mark.parametrize("state", [str(s) for s in CurationState])
@pytest.mark.parametrize("role", [Role.MENTOR, Role.DISTRICT_HEAD, Role.CURATOR])
def test_steps_of_a_curation_have_their_roles(
    make_laptop: MakeLaptop, rani: Laptop, role: Role, state: str
) -> None:
    allowed = {
        Role.MENTOR: {"registered", "verified"},
        Role.DISTRICT_HEAD: {"registered", "verified", "validated", "open"},
        Role.CURATOR: {"registered", "verified", "open", "decided"},
    }
    laptop = make_laptop("Seseorang", role=role)
    (ack,) = send(laptop, curation(laptop, state))
    assert (ack.status == "ok", ack.code) in {(True, ""), (False, "scope.outside")}
    assert (ack.status == "ok") == (state in allowed[role])
    started = curation(rani, "registered")
    send(rani, started)
    step = wire.Change("curation", started.id, {"state": (state, 1)}, new=False, lver=1)
    if state != "registered":
        (ack,) = send(laptop, step)
        assert (ack.status == "ok") == (state in allowed[role])


@pytest.mark.parametrize(
    ("role", "field", "expected"),
    [
        (Role.MENTOR, "verified_by", ""),
        (Role.MENTOR, "validated_by", "scope.outside"),
        (Role.CURATOR, "validated_by", "scope.outside"),
        (Role.DISTRICT_HEAD, "validated_by", ""),
    ],
)
def test_who_took_a_step_names_itself(
    make_laptop: MakeLaptop, rani: Laptop, role: Role, field: str, expected: str
) -> None:
    laptop = make_laptop("Seseorang", role=role)
    another = rani.enrolled.person_id
    for person, code_ in ((laptop.enrolled.person_id, expected), (another, expected)):
        code_ = code_ or ("" if person != another else "row.not_yours")
        new = curation(laptop, "registered")
        signed = replace(new, fields={**new.fields, field: (person.hex, 0)})
        started = curation(rani, "registered")
        send(rani, started)
        step = wire.Change("curation", started.id, {field: (person.hex, 1)}, new=False, lver=1)
        assert [ack.code for ack in send(laptop, signed, step)] == [code_, code_]


def test_several_steps_at_once_need_the_rights_of_each(make_laptop: MakeLaptop) -> None:
    """Offline, one person may have validated and opened between two syncs."""
    for role, expected in ((Role.DISTRICT_HEAD, ""), (Role.CURATOR, "scope.outside")):
        laptop = make_laptop(role.term, role=role)
        new = curation(laptop, "open")
        me = laptop.enrolled.person_id.hex
        signed = replace(new, fields={**new.fields, "validated_by": (me, 0)})
        assert [ack.code for ack in send(laptop, signed)] == [expected]


def test_a_mentor_edits_an_open_curation_but_not_its_state(
    make_laptop: MakeLaptop, rani: Laptop
) -> None:
    mentor = make_laptop("Pendamping", role=Role.MENTOR)
    started = curation(rani, "open")
    send(rani, started)
    fields = {"walk_in": (True, 1), "state": ("open", 1)}
    (ack,) = send(mentor, wire.Change("curation", started.id, fields, new=False, lver=1))
    assert ack.status == "ok"
    assert code(mentor, "curation_session") == "scope.outside"


# -- what a refusal tells -----------------------------------------------------------


def test_a_refusal_tells_nothing_of_what_lies_elsewhere(
    rani: Laptop, make_laptop: MakeLaptop
) -> None:
    other = make_laptop("Tono", OTHER_DISTRICT)
    key = other.add(scope=OTHER_DISTRICT, ward_code=OTHER_WARD, note="satu")
    other.sync()
    other.edit(key, note="dua")
    other.sync()
    grab = change(rani)
    attempts = [
        wire.Change("business", key, {"note": ("tiga", 2)}, new=False, lver=1),
        wire.Change("business", key, {"note": ("tiga", 99)}, new=False, lver=1),
        wire.Change("business", key, {"status": ("ngawur", 0)}, new=False, lver=1),
        wire.Change("business", key, {"name": (["x"], 0)}, new=False, lver=1),
        replace(grab, id=key),
    ]
    for attempt in attempts:
        (ack,) = send(rani, attempt)
        told = (ack.status, ack.code, ack.ver, ack.row, ack.fields, dict(ack.by))
        assert told == ("rejected", "scope.outside", 0, None, (), {})
    (ack,) = send(rani, replace(attempts[0], hand_over=True))
    assert (ack.status, ack.ver) == ("held", 0)


# -- in whose name --------------------------------------------------------------------


def test_no_row_is_made_in_anothers_name(rani: Laptop, budi: Laptop, centre: Centre) -> None:
    assert code(rani, created_by=rani.enrolled.person_id.hex) == ""
    assert code(rani, created_by=budi.enrolled.person_id.hex) == "row.not_yours"
    mine = change(rani, created_by=rani.enrolled.person_id.hex)
    send(rani, mine)
    later = {"created_by": (budi.enrolled.person_id.hex, 1), "note": ("baru", 1)}
    (ack,) = send(budi, wire.Change("business", mine.id, later, new=False, lver=1))
    assert ack.status == "ok"
    row = central_row(centre, mine.id)
    assert row is not None
    assert (row["created_by"], row["note"]) == (rani.enrolled.person_id, "baru")
    assert ack.row is not None  # who sent it learns what stands


def test_after_a_restore_others_rows_are_brought_back(
    rani: Laptop, budi: Laptop, centre: Centre
) -> None:
    with centre.engine.begin() as conn:
        conn.execute(sa.text("UPDATE centre_state SET ver_floor = 9"))
    theirs = {"created_by": budi.enrolled.person_id.hex}
    (ack,) = send(rani, change(rani, **theirs))
    assert ack.status == "ok"
    nobody, event = (
        change(rani, created_by=rani.ids.new().hex),
        change(rani, "audit_event", **theirs),
    )
    assert [a.code for a in send(rani, nobody, event)] == ["row.not_yours", "row.not_yours"]


# -- pictures of others ---------------------------------------------------------------


def test_naming_a_picture_does_not_open_it(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop, centre: Centre
) -> None:
    rani.photograph(b"rahasia" * 500, b"kecil")
    rani.sync()
    thief = make_laptop("Tono", OTHER_DISTRICT)
    names = {"sha256": sha(b"rahasia" * 500), "thumb_sha256": sha(b"kecil")}
    away = {"scope": OTHER_DISTRICT}
    business = {**away, "ward_code": OTHER_WARD}
    for stolen in (names, {"sha256": names["thumb_sha256"]}, {"thumb_sha256": names["sha256"]}):
        bad, fine = send(thief, change(thief, "photo", **away, **stolen), change(thief, **business))
        assert (bad.code, fine.status) == ("photo.elsewhere", "ok")
    caller = thief.transport.caller()
    assert [blobs.access(centre, caller, name) for name in names.values()] == [None, None]
    assert code(budi, "photo", **names) == ""  # of the same district: it reads them anyway
    assert code(rani, "photo", **names) == ""
