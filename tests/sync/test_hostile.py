"""What a curator with a program of their own might send."""

from __future__ import annotations

from typing import Any

import pytest

from app.central import people, pull
from app.central.centre import Centre
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import natural
from app.protocol import keys, wire
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD
from tests.sync.conftest import Laptop, MakeLaptop, central_row
from tests.sync.forged import code, send


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
