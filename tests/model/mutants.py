"""Planted bugs: the model must find each of them, or it is not worth its time.

Every mutant is the program with one rule broken, as somebody might break it in good
faith. `python -m tests.model.mutants [seed]` prints how long each one lives.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.central import exchange, pull, push, store
from app.domain import merging
from app.models.central import BatchIn
from app.models.entities import APPEND_ONLY
from app.models.local import BatchOut, PullStage, SyncRow, SyncState
from app.protocol import wire
from app.protocol.receipts import BatchReceipt
from app.sync import digests, engine, inbox, outbox
from tests.model import centres, machine, world
from tests.model import stage as stages
from tests.model.machine import Disasters, FieldWork
from tests.model.running import Play, play, stage
from tests.model.stage import Stage

Planted = contextlib.AbstractContextManager[object]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken rule: how to plant it, which machine meets it, and within how many examples."""

    name: str
    plant: Callable[[], Planted]
    kind: type[FieldWork] = FieldWork
    seed: int = 1
    examples: int = 60
    equivalent: str = ""
    slow: bool = False


def _patch(target: object, name: str, value: object) -> Planted:
    return mock.patch.object(target, name, value)


# -- the laptop ------------------------------------------------------------------------


def ack_clears_newer_edits() -> Planted:
    """An answer cleans the row as a whole, whatever was typed since the batch was frozen."""
    plain = inbox._settle

    def settle(session: Session, sync: SyncRow, local: Any, row: Any, ack: Any, now: Any) -> None:
        plain(session, sync, local, row, ack, now)
        sync.fb = {}

    return _patch(inbox, "_settle", settle)


def conflict_gets_a_new_base() -> Planted:
    """A field in conflict, typed again meanwhile, counts as based on what nobody saw."""
    plain = inbox._settle

    def settle(session: Session, sync: SyncRow, local: Any, row: Any, ack: Any, now: Any) -> None:
        plain(session, sync, local, row, ack, now)
        sync.fb = {name: ack.ver if name in ack.fields else b for name, b in sync.fb.items()}

    return _patch(inbox, "_settle", settle)


def conflict_not_kept() -> Planted:
    """The value that lost is thrown away on its laptop."""
    return _patch(inbox, "_keep_conflict", lambda *_: None)


def tombstones_not_pulled() -> Planted:
    """Rows marked deleted are passed over in the news."""
    plain = inbox._apply

    def apply(session: Session, items: Sequence[wire.Item], has_photo: Any) -> None:
        plain(session, [i for i in items if not (i.row or {}).get("deleted")], has_photo)

    return _patch(inbox, "_apply", apply)


def exits_not_applied() -> Planted:
    """A row that left our regions stays for ever."""
    plain = inbox._apply_to_known

    def apply(session: Session, item: wire.Item, sync: SyncRow | None) -> None:
        if item.row is not None:
            plain(session, item, sync)

    return _patch(inbox, "_apply_to_known", apply)


def purge_keeps_the_cursor() -> Planted:
    """A region taken away and given back is read on from where it was left."""
    plain = pull.read_pull
    remembered: dict[Any, dict[str, int]] = {}

    def read(
        conn: Any, scopes: Sequence[str], cursors: Mapping[str, int], limit: int, acked: Any
    ) -> pull.Page:
        who = conn.execute(sa.text("SELECT current_setting('app.person_id')")).scalar()
        known = remembered.setdefault(who, {})
        left_at = {s: known[s] for s in scopes if s in known}
        page = plain(conn, scopes, {**left_at, **cursors}, limit, acked)
        known.update(page.cursors)
        return page

    plain_reset = stages.set_back

    def set_back(on: Stage) -> None:
        remembered.clear()
        plain_reset(on)

    return _both(_patch(exchange, "read_pull", read), _patch(stages, "set_back", set_back))


def cursor_saved_before_rows() -> Planted:
    """The cursor is committed first; the page that belongs to it may still be lost."""
    plain = engine.SyncEngine.take

    def take(self: Any, frozen: Any, answer: wire.Answer, report: Any) -> int:
        with self.database.write() as session:
            state = session.get_one(SyncState, 1)
            if state.epoch == answer.epoch and set(state.cursors) == set(answer.scopes):
                state.cursors = dict(answer.cursors)
        return plain(self, frozen, answer, report)

    return _patch(engine.SyncEngine, "take", take)


def stage_applied_half() -> Planted:
    """Of what was staged only the last page is applied."""

    def apply_stage(session: Session, has_photo: Any) -> int:
        pages = session.execute(sa.select(PullStage.item).order_by(PullStage.position)).scalars()
        last = list(pages)[-1:]
        for page in last:
            items = [wire.Item.from_json(i) for i in page["items"]]
            inbox._apply(session, items, has_photo)
        session.execute(sa.delete(PullStage))
        return len(last)

    return _patch(inbox, "apply_stage", apply_stage)


def news_over_own_work() -> Planted:
    """News replace a row although this laptop is ahead of it."""
    return _patch(inbox, "_is_whole", lambda sync, item: sync is None or item.ver > sync.bver)


def frozen_mark_stays_after_a_fork() -> Planted:
    """Batches are forgotten after a fork, but their rows still count as frozen."""

    def forget(session: Session) -> None:
        session.execute(sa.delete(BatchOut))
        state = session.get_one(SyncState, 1)
        state.incarnation += 1
        state.batch_no, state.last_hash = 0, ""

    return _patch(outbox, "forget_batches", forget)


def refused_row_forgotten() -> Planted:
    """A row the centre refused counts as sent."""

    def refuse(session: Session, sync: SyncRow, row: Any, ack: wire.Ack, now: Any) -> None:
        sync.fb = {}

    return _patch(inbox, "_refuse", refuse)


def receipt_not_checked() -> Planted:
    """Whoever answers is believed."""
    return _patch(BatchReceipt, "confirmed_by", lambda self, message, key: True)


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

    return _both(_patch(engine.SyncEngine, "take", take), _patch(exchange, "_opening", opening))


def nothing_offered_again() -> Planted:
    """What a restored centre has lost is not sent to it again."""

    def offer(session: Session, me: UUID | None) -> int:
        session.execute(sa.update(SyncRow).values(seen=True))
        return 0

    return _patch(digests, "offer_unseen", offer)


def digest_misses_guests() -> Planted:
    """The laptop's digest leaves out what it sees as a guest."""
    plain = digests._held

    def held(session: Session, scopes: Any) -> Any:
        found = plain(session, scopes)
        return {s: m for s, m in found.items() if s != "31.74.05"}

    return _patch(digests, "_held", held)


# -- the centre ------------------------------------------------------------------------


def last_write_wins() -> Planted:
    """Whoever comes last is right."""
    return _patch(push._Ground, "has_seen", lambda self, before, name, base: True)


def chain_without_incarnation() -> Planted:
    """A copy of a laptop counts as having seen what the other copy wrote."""

    def has_seen(self: Any, before: store.Versions, name: str, base: int) -> bool:
        device = self.sent.author.place.split("/")[0]
        return before.field_version(name) <= base or before.place_of(name).startswith(device)

    return _patch(push._Ground, "has_seen", has_seen)


def chain_not_known() -> Planted:
    """A laptop's own earlier batch counts as somebody else's word."""

    def has_seen(self: Any, before: store.Versions, name: str, base: int) -> bool:
        return before.field_version(name) <= base

    return _patch(push._Ground, "has_seen", has_seen)


def copies_not_detected() -> Planted:
    """A clone or a restored backup simply goes on under the numbers the centre expects."""
    plain = push._apply

    def apply(conn: sa.Connection, sent: push.Sent, now: Any) -> push.Pushed:
        if sent.body is None:
            return plain(conn, sent, now)
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
            return plain(conn, sent, now)
        receipt = push._receipt(
            sent, batch.no, digest, tuple(wire.Ack(c.entity, c.id, "ok", 1) for c in batch.changes)
        )
        return push.Pushed(receipt.acks, place[0], receipt=(receipt, now))

    return _patch(push, "_apply", apply)


def replay_applied_again() -> Planted:
    """A batch that comes again is merged again instead of answered from memory."""
    plain = push._replay

    def replay(
        conn: Any, sent: push.Sent, no: int, digest: str, last_no: int, now: Any
    ) -> push.Pushed:
        known = plain(conn, sent, no, digest, last_no, now)
        if not known.problem and sent.body is not None:
            push._apply_changes(
                conn, sent, wire.Batch.from_json(wire.parse(sent.body)).changes, now
            )
        return known

    return _patch(push, "_replay", replay)


def deleted_is_resurrected() -> Planted:
    """Whoever edits a deleted row without having seen the deletion brings it back."""
    plain = push._decode_fields

    def decode(change: wire.Change, current: Any) -> dict[str, Any]:
        alive = {} if "deleted" in change.fields else {"deleted": False}
        return {**plain(change, current), **alive}

    plain_seen = push._Ground.has_seen

    def has_seen(self: Any, before: store.Versions, name: str, base: int) -> bool:
        return name == "deleted" or plain_seen(self, before, name, base)

    def merge(plain_changed: Any) -> Any:
        def changed(ground: Any, change: wire.Change, before: Any, current: Any) -> Any:
            if "deleted" not in change.fields and change.entity not in APPEND_ONLY:
                fields = {**change.fields, "deleted": (False, before.ver)}
                change = replace(change, fields=fields)
            return plain_changed(ground, change, before, current)

        return changed

    return _both(
        _patch(push, "_decode_fields", decode),
        _patch(push._Ground, "has_seen", has_seen),
        _patch(push, "_changed", merge(push._changed)),
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

    return _patch(store, "_save_feed", save)


def commit_order_gap() -> Planted:
    """Places in the feed come from a sequence, before the transactions queue."""
    plain = sa.Connection.execute

    def execute(self: sa.Connection, statement: Any, *args: Any, **more: Any) -> Any:
        if getattr(getattr(statement, "table", None), "name", "") == "feed_counter":
            return _Sequence.take(self, statement)
        return plain(self, statement, *args, **more)

    return _both(
        _patch(sa.Connection, "execute", execute),
        _patch(machine, "HOLD_AT", ("INSERT INTO feed",)),
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
    return _patch(push, "resolver", lambda entity, field: merging.BIRTH.get(field))


def floor_not_raised() -> Planted:
    """A restored centre gives the same version numbers once more."""
    plain = centres.restored

    def restored(centre: Any, epoch: str) -> None:
        plain(centre, epoch)
        with centre.engine.begin() as conn:
            conn.exec_driver_sql("UPDATE centre_state SET ver_floor = 0")

    return _patch(world, "restored", restored)


def _both(*planted: Planted) -> Planted:
    stack = contextlib.ExitStack()

    @contextlib.contextmanager
    def all_of_them() -> Iterator[None]:
        with stack:
            for one in planted:
                stack.enter_context(one)
            yield

    return all_of_them()


_REPLAY = (
    "the merge is idempotent: values equal to what stands are passed over, and a laptop has "
    "always seen its own; the stored answer is the second line of defence"
)

MUTANTS: tuple[Mutant, ...] = (
    Mutant("ack clears newer edits", ack_clears_newer_edits),
    Mutant("conflicted field gets a new base", conflict_gets_a_new_base),
    Mutant("conflict not kept on the laptop", conflict_not_kept),
    Mutant("tombstones not pulled", tombstones_not_pulled, slow=True),
    Mutant("exits not applied", exits_not_applied),
    Mutant("no exit record", no_exit_record, slow=True),
    Mutant("purge keeps the cursor", purge_keeps_the_cursor, slow=True),
    Mutant("cursor saved before rows", cursor_saved_before_rows, slow=True),
    Mutant("stage applied half", stage_applied_half, slow=True),
    Mutant("news over own work", news_over_own_work, slow=True),
    Mutant("frozen mark stays after a fork", frozen_mark_stays_after_a_fork, Disasters, slow=True),
    Mutant("refused row forgotten", refused_row_forgotten, slow=True),
    Mutant("receipt not checked", receipt_not_checked, slow=True),
    Mutant("epoch change ignored", epoch_ignored, Disasters),
    Mutant("nothing offered to a restored centre", nothing_offered_again, Disasters, slow=True),
    Mutant("floor not raised", floor_not_raised, Disasters, slow=True),
    Mutant("digest misses a scope", digest_misses_guests),
    Mutant("last write wins", last_write_wins),
    Mutant("own chain without incarnation", chain_without_incarnation, Disasters, slow=True),
    Mutant("own chain not known", chain_not_known, slow=True),
    Mutant("copies not detected", copies_not_detected, Disasters),
    Mutant("replay applied again", replay_applied_again, equivalent=_REPLAY),
    Mutant("deleted is resurrected", deleted_is_resurrected, slow=True),
    Mutant("commit-order gap", commit_order_gap),
    Mutant("natural keys conflict", birth_key_conflicts, slow=True),
)


def hunt(on: Stage, mutant: Mutant, seed: int | None = None) -> Play:
    """Play with the mutant planted, until it is found or its examples are over."""
    with mutant.plant():
        return play(
            on,
            mutant.kind,
            examples=mutant.examples,
            steps=STEPS,
            seed=mutant.seed if seed is None else seed,
        )


STEPS = 30


def main() -> None:
    """The table: mutant, examples until found, seconds, the promise it broke."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else None
    names = sys.argv[2:]
    with stage() as on:
        for mutant in MUTANTS:
            if names and not any(n in mutant.name for n in names):
                continue
            found = hunt(on, mutant, seed)
            lived = str(found.examples) if found.broken else f"> {found.examples}"
            why = found.broken.split(":")[0] or (mutant.equivalent and "equivalent") or "SURVIVES"
            print(f"{mutant.name}\t{lived}\t{found.seconds:.1f} s\t{why}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
