"""Planted bugs of the centre: each one rule broken, as somebody might in good faith."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from app.central import exchange, pull, push, store
from app.domain import merging
from app.models.central import BatchIn
from app.models.entities import APPEND_ONLY
from app.models.local import SyncState
from app.protocol import wire
from app.sync import engine
from tests.model import centres, holds, world
from tests.model.planting import Planted, all_of, at_each_beginning, patch, reader


def last_write_wins() -> Planted:
    """Whoever comes last is right."""
    return patch(push._Ground, "has_seen", lambda *_, **__: True)


def chain_without_incarnation() -> Planted:
    """A copy of a laptop counts as having seen what the other copy wrote."""

    def has_seen(self: Any, before: store.Versions, name: str, base: int, *, anew: bool) -> bool:
        device = self.sent.author.place.split("/")[0]
        return before.field_version(name) <= base or before.place_of(name).startswith(device)

    return patch(push._Ground, "has_seen", has_seen)


def opened_afresh_is_later() -> Planted:
    """A row made once more under its key is its own author's later word."""
    return all_of(
        patch(push, "made_anew", lambda *_: False),
        patch(push, "FORWARD", frozenset()),
    )


def chain_not_known() -> Planted:
    """A laptop's own earlier batch counts as somebody else's word."""

    def has_seen(self: Any, before: store.Versions, name: str, base: int, *, anew: bool) -> bool:
        return before.field_version(name) <= base

    return patch(push._Ground, "has_seen", has_seen)


def copies_not_detected() -> Planted:
    """A clone or a restored backup simply goes on under the numbers the centre expects."""
    plain = push._apply

    def apply(conn: sa.Connection, sent: push.Sent, now: Any, root: Any) -> push.Pushed:
        if sent.body is None:
            return plain(conn, sent, now, root)
        place = push._lock_device(conn, sent, now)
        if place is None:
            return push.Pushed((), 0, "fork")
        batch, digest = wire.Batch.from_json(wire.parse(sent.body)), wire.batch_hash(sent.body)
        known = conn.execute(
            sa.select(BatchIn.hash).where(
                BatchIn.device_id == sent.caller.device_id,
                BatchIn.incarnation == sent.incarnation,
                BatchIn.no == batch.no,
            )
        ).scalar()
        if known is None or known == digest:
            return plain(conn, sent, now, root)
        receipt = push._receipt(
            sent, batch.no, digest, tuple(wire.Ack(c.entity, c.id, "ok", 1) for c in batch.changes)
        )
        return push.Pushed(receipt.acks, place[0], receipt=(receipt, now))

    return patch(push, "_apply", apply)


def replay_applied_again() -> Planted:
    """A batch that comes again is merged again instead of answered from memory."""
    plain = push._replay

    def replay(
        conn: Any, sent: push.Sent, no: int, digest: str, last_no: int, now: Any
    ) -> push.Pushed:
        known = plain(conn, sent, no, digest, last_no, now)
        if not known.problem and sent.body is not None:
            changes = wire.Batch.from_json(wire.parse(sent.body)).changes
            push._apply_changes(conn, sent, changes, now, str)  # none is new, none is confirmed
        return known

    return patch(push, "_replay", replay)


def deleted_is_resurrected() -> Planted:
    """Whoever edits a deleted row without having seen the deletion brings it back."""
    plain = push._decode_fields

    def decode(change: wire.Change, current: Any) -> dict[str, Any]:
        alive = {} if "deleted" in change.fields else {"deleted": False}
        return {**plain(change, current), **alive}

    plain_seen = push._Ground.has_seen

    def has_seen(self: Any, before: store.Versions, name: str, base: int, *, anew: bool) -> bool:
        return name == "deleted" or plain_seen(self, before, name, base, anew=anew)

    def merge(plain_changed: Any) -> Any:
        def changed(ground: Any, change: wire.Change, before: Any, current: Any) -> Any:
            if "deleted" not in change.fields and change.entity not in APPEND_ONLY:
                fields = {**change.fields, "deleted": (False, before.ver)}
                change = replace(change, fields=fields)
            return plain_changed(ground, change, before, current)

        return changed

    return all_of(
        patch(push, "_decode_fields", decode),
        patch(push._Ground, "has_seen", has_seen),
        patch(push, "_changed", merge(push._changed)),
    )


def no_exit_record() -> Planted:
    """A region that a row left is not told."""
    plain = store._save_feed

    def save(conn: sa.Connection, writes: Sequence[store.Write]) -> None:
        stay = [
            w if w.before is None else replace(w, before=replace(w.before, scopes=w.scopes))
            for w in writes
        ]
        plain(conn, stay)

    return patch(store, "_save_feed", save)


def commit_order_gap() -> Planted:
    """Places in the feed come from a sequence, before the transactions queue."""
    plain = sa.Connection.execute

    def execute(self: sa.Connection, statement: Any, *args: Any, **more: Any) -> Any:
        if getattr(getattr(statement, "table", None), "name", "") == "feed_counter":
            return _Sequence.take(self, statement)
        return plain(self, statement, *args, **more)

    return all_of(
        patch(sa.Connection, "execute", execute),
        patch(holds, "STALLS", ("INSERT INTO feed",)),
    )


class _Sequence:
    """Numbers that are given at once and never wait for a commit."""

    @staticmethod
    def take(conn: sa.Connection, statement: Any) -> Any:
        entries = statement.compile().params["seq_1"]
        return _One(
            conn.exec_driver_sql(
                "SELECT max(n) FROM (SELECT nextval('naive_seq') AS n "
                f"FROM generate_series(1, {int(entries)})) s"
            ).scalar_one()
        )


@dataclass(frozen=True, slots=True)
class _One:
    value: int

    def scalar_one(self) -> int:
        """The only value."""
        return self.value


def birth_key_conflicts() -> Planted:
    """A row two laptops make alike is a conflict in every field."""
    return patch(push, "resolver", lambda entity, field: merging.BIRTH.get(field))


def floor_not_raised() -> Planted:
    """A restored centre gives the same version numbers once more."""
    plain = centres.restored

    def restored(centre: Any, epoch: str) -> None:
        plain(centre, epoch)
        with centre.engine.begin() as conn:
            conn.exec_driver_sql("UPDATE centre_state SET ver_floor = 0")

    return patch(world, "restored", restored)


def purge_keeps_the_cursor() -> Planted:
    """A region taken away and given back is read on from where it was left."""
    plain = pull.read_pull
    remembered: dict[Any, dict[str, int]] = {}

    def read(
        conn: Any, scopes: Sequence[str], cursors: Mapping[str, int], limit: int, acked: Any
    ) -> pull.Page:
        known = remembered.setdefault(reader(conn), {})
        left_at = {s: known[s] for s in scopes if s in known}
        page = plain(conn, scopes, {**left_at, **cursors}, limit, acked)
        known.update(page.cursors)
        return page

    return all_of(patch(exchange, "read_pull", read), at_each_beginning(remembered.clear))


def told_once_told_for_ever() -> Planted:
    """What a laptop was acked once is never news for it, though it may have left its disk."""
    plain = pull.read_pull
    acked_ever: dict[Any, dict[store.Key, int]] = {}

    def read(
        conn: Any, scopes: Sequence[str], cursors: Mapping[str, int], limit: int, acked: pull.Acked
    ) -> pull.Page:
        known = acked_ever.setdefault(reader(conn), {})
        known.update(acked.versions)
        read_on = frozenset(s for s, seq in cursors.items() if seq)
        return plain(conn, scopes, cursors, limit, pull.Acked(dict(known), read_on))

    return all_of(patch(exchange, "read_pull", read), at_each_beginning(acked_ever.clear))


def epoch_ignored() -> Planted:
    """A restored centre is taken for the one from before."""
    plain = engine.SyncEngine.take
    plain_exchange = exchange._opening

    def take(self: Any, frozen: Any, answer: wire.Answer, report: Any) -> int:
        with self.database.write() as session:
            session.get_one(SyncState, 1).epoch = answer.epoch
        return plain(self, frozen, answer, report)

    def opening(centre: Any, caller: Any, asked: wire.Request, pushed: Any, now: Any) -> Any:
        answer, _ = plain_exchange(centre, caller, asked, pushed, now)
        return answer, dict(asked.cursors)

    return all_of(patch(engine.SyncEngine, "take", take), patch(exchange, "_opening", opening))
