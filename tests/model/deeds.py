"""What people do on a laptop: records made, changed, judged, deleted, moved, handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central.store import (
    Author,
    Write,
    commit_rows,
    load_rows,
    lock_versions,
    scopes_of,
    version_floor,
)
from app.domain.terms import CurationState
from app.ids import natural
from app.models.central import Held
from app.models.entities import TABLES
from app.models.local import BatchOut, Refusal, Relay, SyncConflict, SyncRow, SyncState
from app.models.rows import decode_row, decode_value
from app.protocol import wire
from app.protocol.receipts import Letter
from app.sync import outbox
from tests.laptops import DISTRICT, OTHER_DISTRICT, OTHER_WARD, WARD
from tests.model import claims, looking
from tests.model.computers import Computer
from tests.model.ledger import TRACKED, Key
from tests.model.oracles import OPENING
from tests.model.world import World, sha
from tests.sync import honest

WARDS = {DISTRICT: WARD, OTHER_DISTRICT: OTHER_WARD}
PLACES = tuple(WARDS)
MADE = ("business", "product", "legal_document", "curation_session", "improvement_item")
_STATES = tuple(str(state) for state in CurationState)


def _home(laptop: Computer, place: int) -> str:
    return laptop.home if laptop.home in WARDS else PLACES[place % len(PLACES)]


def _own(laptop: Computer, scope: str) -> dict[str, Any]:
    person, now = laptop.enrolled.person_id, laptop.clock.now()
    return {"scope": scope, "created_by": person, "created_at": now}


def _typed(world: World, laptop: Computer, entity: str, row_id: UUID) -> dict[str, str]:
    return {
        name: world.ledger.write((entity, row_id, name), laptop.life, ())
        for name in TRACKED.get(entity, ())
    }


def make(world: World, laptop: Computer, entity: str, place: int, *, guest: bool = False) -> None:
    """A new record; a business may be a walk-in, seen by a second district."""
    scope, row_id = _home(laptop, place), laptop.ids.new()
    values = {**_own(laptop, scope), **_typed(world, laptop, entity, row_id)}
    if entity == "business":
        values["ward_code"] = WARDS[scope]
        values["guest_scope"] = next(p for p in PLACES if p != scope) if guest else None
    laptop.add(entity, id=row_id, **values)
    world.keys.append((entity, row_id))
    world.ledger.births[entity, row_id] = {}


def photograph(world: World, laptop: Computer, place: int) -> None:
    """A photograph with its row."""
    row_id = laptop.ids.new()
    data = [f"{kind} {row_id}".encode() * 20 for kind in ("foto", "mini")]
    world.photos.update({sha(d): d for d in data})
    values = {**_own(laptop, _home(laptop, place)), **_typed(world, laptop, "photo", row_id)}
    laptop.photograph(data[0], data[1], id=row_id, **values)
    world.keys.append(("photo", row_id))
    world.ledger.births["photo", row_id] = {}


def open_curation(world: World, laptop: Computer, place: int, which: int) -> None:
    """A case and its curation under keys that another laptop makes alike; or one step on."""
    laptop.clock.advance(timedelta(seconds=1))  # nobody opens two at one moment
    scope = _home(laptop, place)
    product = natural("model", scope, which % 2)
    case = natural("case", product, 1)
    curation = natural("curation", case, "district", 1)
    own, now = _own(laptop, scope), laptop.clock.now()
    if laptop.row(case, "curation_case") is None:
        laptop.add("curation_case", id=case, product_id=product, round_no=1, **own)
        world.ledger.births.setdefault(("curation_case", case), {})
    row = laptop.row(curation, "curation")
    if row is not None:
        state = CurationState(row["state"]).rank + 1
        if state < len(_STATES) and not row["deleted"]:
            laptop.edit(curation, "curation", state=_STATES[state])
        return
    opening = (now, laptop.enrolled.person_id, laptop.ids.new(), bool(which % 2))
    world.ledger.openings.setdefault(curation, set()).add(opening)
    values = dict(zip(OPENING, opening, strict=True))
    laptop.add(
        "curation", id=curation, case_id=case, product_id=product, state=_STATES[0], **values, **own
    )
    world.ledger.births.setdefault(("curation", curation), {})


def judge(world: World, laptop: Computer, what: str, place: int, which: int) -> None:
    """A sheet, a decision on a sheet that is here, a certificate on a decision, an audit event;
    or, for some of the last, what is said about judging."""
    scope = _home(laptop, place)
    own = _own(laptop, scope)
    what = claims.CLAIMS[which] if what == "audit_event" else what
    if what in claims.CLAIMS[1:]:
        claims.claim(world, laptop, what, own, which)
        return
    if what == "assessment":
        row_id = laptop.add("assessment", **{**world.stage.sheet, **own})
    elif what == "decision":
        sheets = sorted(laptop.rows("assessment"))
        if not sheets:
            return
        rests = [sheets[which % len(sheets)].hex]
        row_id = laptop.add("decision", **{"assessment_ids": rests, **honest.VERDICT, **own})
    elif what == "certificate":
        decisions = sorted(laptop.rows("decision"))
        if not decisions:
            return
        number = honest.number(laptop.enrolled, 1 + len(laptop.rows("certificate")))
        decided = decisions[which % len(decisions)]
        of = {"level": "district", **honest.VERDICT}
        signed = honest.certificate_values(laptop.enrolled, laptop.private_key, number, of)
        row_id = laptop.add("certificate", **{**signed, "decision_id": decided, **own})
    else:
        row_id = laptop.add("audit_event", **own)
    row = laptop.row(row_id, what)
    assert row is not None
    world.ledger.births[what, row_id] = row


def _pick(
    world: World, laptop: Computer, which: int, *, newest: bool = False, key: Key | None = None
) -> tuple[Key, looking.Local] | None:
    """The record under this key, or one that this laptop has and somebody may still change; the
    shared ones come first."""
    rows = looking.local_rows(laptop)
    if key is not None and key in rows:
        return key, rows[key]
    here = [key for key in world.keys if key in rows and not rows[key].deleted]
    if not here:
        return None
    key = here[-1 - which % len(here) if newest else which % len(here)]
    return key, rows[key]


def common(world: World, laptops: Sequence[Computer], which: int) -> Key | None:
    """A record that all these laptops have, and may still change."""
    rows = [looking.local_rows(laptop) for laptop in laptops]
    here = [k for k in world.keys if all(k in r and not r[k].deleted for r in rows)]
    return here[which % len(here)] if here else None


def edit(world: World, laptop: Computer, which: int, field: int, *, key: Key | None = None) -> None:
    """Change a field of this record, or of any."""
    picked = _pick(world, laptop, which, key=key)
    if picked is None:
        return
    (entity, row_id), row = picked
    name = TRACKED[entity][field % 2]
    value = world.ledger.write((entity, row_id, name), laptop.life, (row.values[name],))
    laptop.edit(row_id, entity, **{name: value})


def delete(
    world: World, laptop: Computer, which: int, *, newest: bool = True, key: Key | None = None
) -> None:
    """Mark this record deleted, or any; the newest first, on the shared ones people still work."""
    picked = _pick(world, laptop, which, newest=newest, key=key)
    if picked is not None:
        (entity, row_id), _ = picked
        laptop.edit(row_id, entity, deleted=True)
        world.ledger.deletions.add((entity, row_id))


def move(world: World, laptop: Computer, which: int, *, guest: bool = False) -> None:
    """Let a record belong to the other district, or be seen by one more, or not any more."""
    picked = _pick(world, laptop, which)
    if picked is None:
        return
    (entity, row_id), _ = picked
    row = laptop.row(row_id, entity)
    assert row is not None
    other = next(p for p in PLACES if p != row["scope"])
    if guest:
        if entity == "business":
            laptop.edit(row_id, entity, guest_scope=None if row["guest_scope"] else other)
        return
    ward = {"ward_code": WARDS[other]} if entity == "business" else {}
    laptop.edit(row_id, entity, scope=other, **ward)


def choose(world: World, laptop: Computer, which: int, *, mine: bool) -> None:
    """Settle a conflict: mine is a new edit on top of the centre's."""
    with laptop.db.read() as session:
        found = session.execute(
            sa.select(SyncConflict.entity, SyncConflict.id, SyncConflict.field, SyncConflict.mine)
        ).all()
    if not found:
        return
    entity, row_id, name, kept = found[which % len(found)]
    row = looking.local_rows(laptop).get((entity, row_id))
    tracked = name in TRACKED.get(entity, ())
    if name == "deleted" and kept is True:
        if row is not None and mine:
            laptop.edit(row_id, entity, deleted=True)
        else:
            world.ledger.deletions.discard((entity, row_id))
    if row is not None and tracked and not (mine and row.deleted):
        here = row.values[name]
        if mine:
            value = world.ledger.write((entity, row_id, name), laptop.life, (here, kept))
            laptop.edit(row_id, entity, **{name: value})
        elif here is not None and here != kept:
            world.ledger.parents[here] |= {kept}
    with laptop.db.write() as session:
        session.execute(sa.delete(SyncConflict).where(
            SyncConflict.entity == entity, SyncConflict.id == row_id, SyncConflict.field == name
        ))  # fmt: skip


def freeze(laptop: Computer) -> None:
    """Freeze one batch and do not send it."""
    with laptop.db.write() as session:
        outbox.freeze(session, laptop.clock.now())


def letters(laptop: Computer) -> list[Relay]:
    """Everything that waits, frozen and signed for another to carry."""
    enrolled = laptop.enrolled
    with laptop.db.write() as session:
        while outbox.freeze(session, laptop.clock.now()) is not None:
            pass
        incarnation = session.get_one(SyncState, 1).incarnation
        unsent = session.scalars(sa.select(BatchOut).where(BatchOut.acked_at.is_(None))).all()
        made = []
        for batch in sorted(unsent, key=lambda b: b.no):
            place = enrolled.device_id, incarnation, batch.no
            letter = Letter(*place, batch.hash, enrolled.person_id)
            made.append(
                Relay(
                    device_id=place[0],
                    incarnation=incarnation,
                    no=batch.no,
                    body=batch.body,
                    letter=letter.sign(laptop.key),
                    device_name=laptop.name,
                    received_at=laptop.clock.now(),
                    problem="",
                )
            )
    return made


def carry(sender: Computer, carrier: Computer) -> None:
    """A stick: all that waits is frozen, in several batches, and goes along with another laptop."""
    if carrier.enrolled.device_id != sender.enrolled.device_id:
        with carrier.db.write() as session:
            for letter in letters(sender):
                session.merge(letter)


def hand_over(laptop: Computer, which: int) -> None:
    """Ask the centre's staff to take a record that was refused for where it lies."""
    with laptop.db.write() as session:
        refused = session.scalars(
            sa.select(Refusal).where(Refusal.code == "scope.outside").order_by(Refusal.id)
        ).all()
        if not refused:
            return
        refusal = refused[which % len(refused)]
        sync = session.get(SyncRow, (refusal.entity, refusal.id))
        if sync is not None and sync.fb:
            refusal.hand_over = True
            sync.state, sync.frozen = "", 0


def settle(world: World, which: int, *, accept: bool) -> None:
    """The staff decide about a record that was handed over."""
    with world.centre.engine.begin() as conn:
        query = sa.select(Held).where(Held.settled_at.is_(None)).order_by(Held.row_id)
        waiting = conn.execute(query).mappings().all()
        if not waiting:
            return
        held = waiting[which % len(waiting)]
        change = wire.Change.from_json(held["change"])
        accept = accept and not any((change.entity, change.id) in h.keys for h in world.holds)
        if accept:
            _accept(world, conn, change, held["person_id"])
        at: datetime = world.stage.clock.now()
        mine = sa.update(Held).where(Held.device_id == held["device_id"])
        mine = mine.where(Held.entity == change.entity, Held.row_id == change.id)
        conn.execute(mine.values(settled_at=at, accepted=accept))
    world.look(frozenset({(change.entity, change.id)}))


def _accept(world: World, conn: sa.Connection, change: wire.Change, person: UUID) -> None:
    """Written by the centre, which looked at both; kinds of score are only added."""
    key, table = (change.entity, change.id), TABLES[change.entity]
    before, row = lock_versions(conn, [key]).get(key), load_rows(conn, [key]).get(key)
    data = {n: v for n, (v, _) in change.fields.items()}
    if before is None or row is None:
        whole = decode_row(table, {**data, "id": change.id.hex})
        write = Write(*key, whole, None, scopes_of(whole), version_floor(conn))
    else:
        told = {n: decode_value(table, n, v) for n, v in data.items()}
        kept = {"id", "created_at", "created_by", "deleted", *OPENING, "state"}
        told = {n: v for n, v in told.items() if n not in kept and v != row[n]}
        if change.entity not in TRACKED or not told:
            return
        for name in set(TRACKED[change.entity]) & told.keys():
            world.ledger.parents[told[name]] |= {row[name]}
        write = Write(*key, told, before, scopes_of({**row, **told}), version_floor(conn))
    commit_rows(conn, [write], Author(person), world.stage.clock.now())


DEEDS: Sequence[str] = ("assessment", "decision", "certificate", "audit_event")
