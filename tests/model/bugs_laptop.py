"""Planted bugs of the laptop: each one rule broken, as somebody might in good faith."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.local import BatchOut, PullStage, SyncRow, SyncState
from app.protocol import wire
from app.protocol.receipts import BatchReceipt
from app.sync import digests, engine, inbox, outbox
from tests.model.planting import Planted, patch


def ack_clears_newer_edits() -> Planted:
    """An answer cleans the row as a whole, whatever was typed since the batch was frozen."""
    plain = inbox._settle

    def settle(session: Session, sync: SyncRow, local: Any, row: Any, ack: Any, now: Any) -> None:
        plain(session, sync, local, row, ack, now)
        sync.fb = {}

    return patch(inbox, "_settle", settle)


def conflict_gets_a_new_base() -> Planted:
    """A field in conflict, typed again meanwhile, counts as based on what nobody saw."""
    plain = inbox._settle

    def settle(session: Session, sync: SyncRow, local: Any, row: Any, ack: Any, now: Any) -> None:
        plain(session, sync, local, row, ack, now)
        sync.fb = {name: ack.ver if name in ack.fields else b for name, b in sync.fb.items()}

    return patch(inbox, "_settle", settle)


def answers_hide_a_restore() -> Planted:
    """A restored centre's answer to a batch is taken by its number: all we hold is that."""
    plain = inbox._settle

    def settle(session: Session, sync: SyncRow, local: Any, row: Any, ack: Any, now: Any) -> None:
        sync.seen = True
        plain(session, sync, local, row, ack, now)

    return patch(inbox, "_settle", settle)


def conflict_not_kept() -> Planted:
    """The value that lost is thrown away on its laptop."""
    return patch(inbox, "_keep_conflict", lambda *_: None)


def tombstones_not_pulled() -> Planted:
    """Rows marked deleted are passed over in the news."""
    plain = inbox._apply

    def apply(session: Session, items: Sequence[wire.Item], has_photo: Any) -> None:
        plain(session, [i for i in items if not (i.row or {}).get("deleted")], has_photo)

    return patch(inbox, "_apply", apply)


def exits_not_applied() -> Planted:
    """A row that left our regions stays for ever."""
    plain = inbox._apply_to_known

    def apply(session: Session, item: wire.Item, sync: SyncRow) -> None:
        if item.row is not None:
            plain(session, item, sync)

    return patch(inbox, "_apply_to_known", apply)


def cursor_saved_before_rows() -> Planted:
    """The cursor is committed first; the page that belongs to it may still be lost."""
    plain = engine.SyncEngine.take

    def take(self: Any, frozen: Any, answer: wire.Answer, report: Any) -> int:
        with self.database.write() as session:
            state = session.get_one(SyncState, 1)
            if state.epoch == answer.epoch and set(state.cursors) == set(answer.scopes):
                state.cursors = dict(answer.cursors)
        return plain(self, frozen, answer, report)

    return patch(engine.SyncEngine, "take", take)


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

    return patch(inbox, "apply_stage", apply_stage)


def news_do_not_wait() -> Planted:
    """News of a row are taken although an older answer about it is still to come."""
    return patch(inbox, "_apart", lambda session, items: (list(items), []))


def news_over_own_work() -> Planted:
    """News replace a row although this laptop is ahead of it."""
    return patch(inbox, "_is_whole", lambda sync, item: sync is None or item.ver > sync.bver)


def frozen_mark_stays_after_a_fork() -> Planted:
    """Batches are forgotten after a fork, but their rows still count as frozen."""

    def forget(session: Session) -> None:
        session.execute(sa.delete(BatchOut))
        state = session.get_one(SyncState, 1)
        state.incarnation += 1
        state.batch_no, state.last_hash = 0, ""

    return patch(outbox, "forget_batches", forget)


def refused_row_forgotten() -> Planted:
    """A row the centre refused counts as sent."""

    def refuse(session: Session, sync: SyncRow, row: Any, ack: wire.Ack, now: Any) -> None:
        sync.fb = {}

    return patch(inbox, "_refuse", refuse)


def receipt_not_checked() -> Planted:
    """Whoever answers is believed."""
    return patch(BatchReceipt, "confirmed_by", lambda self, message, key: True)


def nothing_offered_again() -> Planted:
    """What a restored centre has lost is not sent to it again."""

    def offer(session: Session, me: UUID | None) -> int:
        session.execute(sa.update(SyncRow).values(seen=True))
        return 0

    return patch(digests, "offer_unseen", offer)


def digest_misses_guests() -> Planted:
    """The laptop's digest leaves out what it sees as a guest."""
    plain = digests._held

    def held(session: Session, scopes: Any) -> Any:
        found = plain(session, scopes)
        return {s: m for s, m in found.items() if s != "31.74.05"}

    return patch(digests, "_held", held)
