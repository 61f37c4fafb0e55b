"""One step of a sync, whatever carries it: apply the batch, then tell the news, page by page.

HTTPS, a call within one process and a file on a stick all come through here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app import __version__
from app.central import official, people, standing_list
from app.central.centre import Centre
from app.central.fence import as_person
from app.central.pull import Acked, read_digest, read_pull, visible_scopes
from app.central.push import Caller, Pushed, Sent, apply_push
from app.models.central import DeviceSync, Held
from app.models.rows import encode
from app.protocol import cose, keys, receipts, wire

_TELL_SETTLED = timedelta(days=60)
_FIRST_PAGE, _LARGEST_PAGE = 250, 1_000
"""The line is not to wait for the first page, nor the laptop's work to begin with the last."""
_MAX_ROWS = 400_000
"""An answer ends here and the laptop asks again: first syncs must be able to go on."""
_ONCE: Mapping[str, Any] = {"status": b"", "leases": ()}
"""Told with the first page alone."""


def exchange(centre: Centre, caller: Caller, asked: wire.Request) -> Iterator[wire.Answer]:
    """Answers to one request: the first with the acks, the last with the digests.

    The batch is applied before the first answer comes out; each page of news is read in
    a transaction of its own, when the one before it has been taken.
    Raises WireError for a malformed batch; then nothing was applied.
    """
    now = centre.clock.now()
    _seen(centre, caller, asked, now)
    pushed = _push(centre, Sent(caller, asked.incarnation, asked.batch_bytes), now)
    answer, cursors = _opening(centre, caller, asked, pushed, now)
    answer = dataclasses.replace(answer, **_trusted(centre, caller, asked, now))
    if answer.problem or answer.upgrade == "laptop":
        yield answer
        return
    told, acked = 0, _acked(pushed, cursors)
    for turn in range(1, asked.pages + 1):
        page = _page(centre, caller, _growing(asked, turn), answer.scopes, cursors, acked)
        yield dataclasses.replace(answer, **page)
        cursors, told = page["cursors"], told + len(page["items"])
        if not page["more"] or turn == asked.pages or told > _MAX_ROWS:
            return
        answer = dataclasses.replace(answer, acks=(), receipt=b"", settled=(), **_ONCE)


def _push(centre: Centre, sent: Sent, now: datetime) -> Pushed:
    return apply_push(centre.engine, sent, now, centre.root_private_key)


def _growing(asked: wire.Request, turn: int) -> wire.Request:
    """Small pages first, where several may follow: the line is not to wait for a long one.

    Not behind a batch: what is new then is mostly the batch itself, which is not told.
    """
    if asked.pages == 1 or asked.batch_bytes is not None:
        return asked
    growing = min(_FIRST_PAGE << min(turn, 8) - 1, _LARGEST_PAGE)
    return dataclasses.replace(asked, limit=min(asked.limit, growing))


def answer_batch(centre: Centre, caller: Caller, asked: wire.Request) -> wire.Answer:
    """Apply one batch and answer for it, without news: a file brings several."""
    now = centre.clock.now()
    pushed = _push(centre, Sent(caller, asked.incarnation, asked.batch_bytes), now)
    return _opening(centre, caller, asked, pushed, now)[0]


def _page(
    centre: Centre,
    caller: Caller,
    asked: wire.Request,
    scopes: Sequence[str],
    cursors: Mapping[str, int],
    acked: Acked,
) -> dict[str, Any]:
    """One page of news and, with the last, the digests as of the same moment."""
    engine = centre.engine.execution_options(isolation_level="REPEATABLE READ")
    with as_person(engine, caller.person_id) as conn:
        page = read_pull(conn, scopes, cursors, asked.limit, acked)
        comparable = not page.more and asked.schema == wire.SCHEMA
        digest = read_digest(conn, scopes) if comparable else {}
    return {"items": page.items, "cursors": page.cursors, "more": page.more, "digest": digest}


def _acked(pushed: Pushed, cursors: Mapping[str, int]) -> Acked:
    """What the acks of this answer tell already, in the scopes read on and not from the start."""
    taken = {(a.entity, a.id): a.ver for a in pushed.acks if a.status in {"ok", "conflict"}}
    return Acked(taken, frozenset(s for s, seq in cursors.items() if seq))


def _opening(
    centre: Centre, caller: Caller, asked: wire.Request, pushed: Pushed, now: datetime
) -> tuple[wire.Answer, dict[str, int]]:
    with centre.engine.connect() as conn:
        state = centre.state(conn)
        scopes = visible_scopes(conn, [g.region for g in caller.grants])
        settled = _settled(conn, caller, now)
    answer = wire.Answer(
        acks=pushed.acks,
        items=(),
        cursors=dict(asked.cursors),
        more=False,
        scopes=scopes,
        roles=tuple((str(g.role), g.region) for g in caller.grants),
        epoch=state["epoch"],
        server_now=encode(now),
        delegation=people.delegation_of(centre, caller),
        applied_no=pushed.applied_no,
        problem=pushed.problem,
        receipt=_signed(centre, pushed),
        app=__version__,
        upgrade=_upgrade(asked.schema),
        recipient=state["file_recipient"],
        settled=settled,
    )
    return answer, dict(asked.cursors) if asked.epoch == state["epoch"] else {}


def _trusted(centre: Centre, caller: Caller, asked: wire.Request, now: datetime) -> dict[str, Any]:
    """The status list, when the laptop's is older, and the official numbers it may give."""
    told: dict[str, Any] = {}
    if asked.status_at is not None:
        held = standing_list.current(centre)
        newer = int(held.issued_at.timestamp()) > asked.status_at
        told["status"] = held.message if newer else b""
    if asked.leases is not None:
        with centre.engine.begin() as conn:
            grants = caller.grants
            told["leases"] = official.leases(conn, caller.device_id, grants, asked.leases, now)
    return told


def _signed(centre: Centre, pushed: Pushed) -> bytes:
    if pushed.receipt is None:
        return b""
    receipt, received_at = pushed.receipt
    return receipt.sign(keys.private_key(centre.root_private_key()), received_at)


def _upgrade(schema: int) -> str:
    """Which side is too old for the other: `laptop`, `centre` or neither."""
    if schema < wire.MIN_SCHEMA:
        return "laptop"
    return "centre" if schema > wire.SCHEMA else ""


def _settled(conn: sa.Connection, caller: Caller, now: datetime) -> tuple[Any, ...]:
    """What this laptop had handed over and the centre's staff have decided upon since."""
    query = sa.select(Held.entity, Held.row_id, Held.accepted).where(
        Held.device_id == caller.device_id, Held.settled_at > now - _TELL_SETTLED
    )
    return tuple((e, row_id, bool(accepted)) for e, row_id, accepted in conn.execute(query))


def _seen(centre: Centre, caller: Caller, asked: wire.Request, now: datetime) -> None:
    """Note when the laptop spoke last and what it said of itself."""
    try:
        skew = int((now - datetime.fromisoformat(asked.client_now)).total_seconds() * 1000)
    except (TypeError, ValueError) as error:
        raise wire.WireError("client_now") from error
    outlook = asked.outlook
    values = {
        "last_seen_at": now,
        "app_version": asked.app[:40],
        "skew_ms": max(min(skew, 2**31 - 1), -(2**31)),
        "waiting_rows": outlook.waiting_rows,
        "waiting_photos": outlook.waiting_photos,
        "refused": outlook.refused,
        "conflicts": outlook.conflicts,
        "unequal": " ".join(outlook.unequal),
    }
    with centre.engine.begin() as conn:
        # Nobody waits for the disk for this: what a crash loses of it the next request says.
        conn.exec_driver_sql("SET LOCAL synchronous_commit TO off")
        mine = sa.update(DeviceSync).where(DeviceSync.device_id == caller.device_id)
        conn.execute(mine.values(**values))


def relay(centre: Centre, letter: bytes, body: bytes) -> wire.Relayed:
    """Apply a batch that somebody else brings, in the name of the laptop that signed it.

    The letter stands for the login: the laptop's own key made it, and its person must
    still be let in from there. Problems: `letter` (not signed so), `login` (not let in),
    `fork` and `rewind` as for any batch.
    """
    try:
        claimed = receipts.read_letter(letter)
        with centre.engine.connect() as conn:
            caller = people.person_on_device(conn, claimed.person, claimed.device)
            if caller is None:
                return wire.Relayed("login", 0)
            key = people.device_public_key(conn, claimed.device)
        receipts.read_letter(letter, keys.public_key(key))
    except cose.CoseError:
        return wire.Relayed("letter", 0)
    if claimed.hash != wire.batch_hash(body):
        return wire.Relayed("letter", 0)
    pushed = _push(centre, Sent(caller, claimed.incarnation, body), centre.clock.now())
    return wire.Relayed(pushed.problem, pushed.applied_no)
