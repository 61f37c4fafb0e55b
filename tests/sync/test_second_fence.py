"""Endpoints with the service's own checks switched off: PostgreSQL refuses and shows nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.central import blobs, exchange, people, push
from app.central.centre import Centre
from app.central.direct import Direct
from app.central.fence import FenceError
from app.central.people import Enrolled
from app.clock import ManualClock, SystemClock
from app.domain.permissions import JUDGED, Grant, may_write
from app.domain.regions import GLOBAL, any_covers
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.entities import TABLES
from app.models.rows import encode, encode_row
from app.protocol import keys, wire
from tests.conftest import NOW
from tests.laptops import DISTRICT, OTHER_DISTRICT, row_of
from tests.postgres import fresh_centre

SCOPES = ["31", "31.74", DISTRICT, OTHER_DISTRICT, "31.71.01"]
ENTITIES = ["product", "legal_document", "photo", "curation_session", "improvement_item"]
"""Kinds of rows that need no others beside them: one for each way of the rules."""

places = st.tuples(st.sampled_from(SCOPES), st.none() | st.sampled_from(SCOPES))
roles = st.sampled_from(list(Role))
grants = st.lists(st.builds(Grant, roles, st.sampled_from(SCOPES)), max_size=2)
ids = IdMaker(SystemClock())
properties = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Desk:
    """A laptop of somebody whose roles each example sets anew, and one of the whole province."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.mine = self._enrol("Siapa Saja")
        self.others = self._enrol("Provinsi", Grant(Role.CURATOR, "31"))

    def _enrol(self, name: str, *held: Grant) -> Enrolled:
        person = people.add_person(self.centre, name, held)
        key = keys.public_text(keys.new_private_key())
        made = people.enrol(self.centre, people.new_code(self.centre, person), name, key)
        assert made is not None
        return made

    def hold(self, held: list[Grant]) -> None:
        people.set_grants(self.centre, self.mine.person_id, held)

    def answer(self, who: Enrolled, *changes: wire.Change, limit: int = 1) -> wire.Answer:
        query = sa.text("SELECT last_no, last_hash FROM device_sync WHERE device_id = :d")
        with self.centre.engine.connect() as conn:
            place = conn.execute(query, {"d": who.device_id}).one()
        batch = wire.Batch(place.last_no + 1, place.last_hash, changes)
        body = json.dumps(batch.to_json()).encode() if changes else None
        asked = wire.Request("1", who.device_id, 1, encode(NOW), body, {}, limit, "")
        return next(Direct(self.centre, who.token).answers(wire.pack(asked.to_json())))

    def stored(self, entity: str, place: tuple[str, str | None], **values: Any) -> UUID:
        """A row that somebody of the province has sent."""
        new = self.new(self.others, entity, place, **values)
        (ack,) = self.answer(self.others, new).acks
        assert ack.status == "ok", ack
        return new.id

    def new(
        self, who: Enrolled, entity: str, place: tuple[str, str | None], **values: Any
    ) -> wire.Change:
        scopes = {"scope": place[0], "guest_scope": place[1]}
        own = {**scopes, "created_by": who.person_id, **values}
        row = encode_row(row_of(entity, ids.new(), **own))
        key = UUID(row.pop("id"))
        return wire.Change(entity, key, {n: (v, 0) for n, v in row.items()}, new=True, lver=1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("pagar") / "centre"
    with fresh_centre(folder, ManualClock(NOW), quiet=True) as made:
        yield Desk(made)


def _nothing(*_args: object) -> None:
    """Asks nothing: the check that is switched off."""


def refused(send: Callable[[], wire.Answer], *, checked: bool) -> bool:
    """Whether what is sent is refused: row by row by our checks, or whole by the database."""
    if checked:
        (ack,) = send().acks
        assert ack.code in {"", "scope.outside"}
        return ack.code == "scope.outside"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(push._Ground, "authorise", _nothing)
        try:
            (ack,) = send().acks
        except FenceError:
            return True
        assert ack.code in {"", "scope.outside"}  # it does not even see the row
        return ack.code == "scope.outside"


@properties
@given(held=grants, entity=st.sampled_from(ENTITIES), place=places, checked=st.booleans())
def test_adding(
    desk: Desk, held: list[Grant], entity: str, place: tuple[str, str | None], checked: bool
) -> None:
    desk.hold(held)
    new = desk.new(desk.mine, entity, place)
    owned = place[:1] if entity in JUDGED else place
    allowed = may_write(held, entity, [scope for scope in owned if scope])
    assert refused(lambda: desk.answer(desk.mine, new), checked=checked) == (not allowed)
    with desk.centre.engine.connect() as conn:
        kept = conn.execute(sa.select(TABLES[entity]).where(TABLES[entity].c.id == new.id)).first()
    assert (kept is not None) == allowed


@properties
@given(
    held=grants,
    entity=st.sampled_from(ENTITIES),
    place=places,
    to=st.none() | places,
    checked=st.booleans(),
)
def test_changing_and_moving(
    desk: Desk,
    held: list[Grant],
    entity: str,
    place: tuple[str, str | None],
    to: tuple[str, str | None] | None,
    checked: bool,
) -> None:
    key = desk.stored(entity, place)
    desk.hold(held)
    now = to or place
    fields = {"extra": ({"a": 1}, 1), "scope": (now[0], 1), "guest_scope": (now[1], 1)}
    change = wire.Change(entity, key, fields, new=False, lver=1)
    allowed = may_write(held, entity, [s for s in place if s])
    if now != place:
        allowed = allowed and may_write(held, entity, [s for s in now if s])
        allowed = allowed and may_write(held, entity, place[:1])
    assert refused(lambda: desk.answer(desk.mine, change), checked=checked) == (not allowed)
    table = TABLES[entity]
    with desk.centre.engine.connect() as conn:
        kept = conn.execute(sa.select(table.c.scope, table.c.extra).where(table.c.id == key)).one()
    assert tuple(kept) == ((now[0], {"a": 1}) if allowed else (place[0], None))


@properties
@given(held=grants, place=places, checked=st.booleans())
def test_pulling(
    desk: Desk, held: list[Grant], place: tuple[str, str | None], checked: bool
) -> None:
    key = desk.stored("product", place)
    desk.hold(held)
    regions = [grant.region for grant in held]
    with pytest.MonkeyPatch.context() as patch:
        if not checked:
            patch.setattr(exchange, "visible_scopes", lambda *_: (*SCOPES, GLOBAL))
        try:
            items = desk.answer(desk.mine, limit=2_000).items
        except FenceError:
            assert not checked
            return
    assert checked or "31" in regions
    shown = {item.id: item.row for item in items if item.row is not None}
    for row in shown.values():
        assert row["scope"] == GLOBAL or any(
            any_covers(regions, row[name]) for name in ("scope", "guest_scope") if name in row
        )
    assert (key in shown) == any(any_covers(regions, s) for s in place if s)


@properties
@given(held=grants, place=places, checked=st.booleans())
def test_photographs(
    desk: Desk, held: list[Grant], place: tuple[str, str | None], checked: bool
) -> None:
    names = {"sha256": ids.new().hex * 2, "thumb_sha256": ids.new().hex * 2}
    desk.stored("photo", place, **names)
    desk.hold(held)
    caller = Direct(desk.centre, desk.mine.token).caller()
    regions = [grant.region for grant in held]
    with pytest.MonkeyPatch.context() as patch:
        if not checked:
            patch.setattr(blobs, "any_covers", lambda *_: True)
        found = [blobs.access(desk.centre, caller, name) for name in names.values()]
    seen = any(any_covers(regions, s) for s in place if s)
    assert [access is not None for access in found] == [seen, seen]
