"""The journal: all work of this laptop once more, beside the database and never rewritten.

Every few seconds what changed since the last mark is added: rows as the capture noted them
(`sync_row.lver`), drafts, and which batches the centre has signed for. Should the database be
lost, `rebuild` makes another from it. Practice and sample data are not in it, nor is who this
laptop is: keys and logins stay where they are (before the first enrolment, whose name its
work is in). The journal never stops the work it records;
its own trouble is told by `doctor`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.models.entities import PUSHED, TABLES
from app.models.local import (
    AHEAD,
    BatchOut,
    FormDraft,
    PaperSetupDraft,
    PhotoCode,
    RubricDraft,
    SheetDraft,
    SyncRow,
    SyncState,
)
from app.models.rows import encode, encode_row
from app.paths import JOURNAL
from app.protocol.wire import canonical
from app.services.journal_file import Entry, JournalFiles
from app.services.workspace import Workspace

DRAFTS: Mapping[str, sa.Table] = {
    table.name: table
    for table in (
        SheetDraft.__table__,
        FormDraft.__table__,
        RubricDraft.__table__,
        PaperSetupDraft.__table__,
        PhotoCode.__table__,
    )
    if isinstance(table, sa.Table)
}
"""What else a person did on this laptop alone, by its table."""

_ONLY = {PhotoCode.__tablename__: PhotoCode.state == "waved"}
"""A label is read again by itself; that its number is not wanted, a person said."""

_KEEP_DAYS = 60
_TROUBLE = "kendala.txt"
_CONFIRMED = "terkirim.json"
_PATIENCE = 60
_CHUNK = 500
Key = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class _Mark:
    """How far the journal has come: edit counter, batches signed for (`no` and below, and
    `also`), drafts by the hash of their values."""

    lver: int = 0
    incarnation: int = 1
    no: int = 0
    also: tuple[int, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: Entry | None) -> _Mark:
        if entry is None:
            return cls()
        known = {name: entry[name] for name in ("lver", "incarnation", "no", "drafts")}
        return cls(**known, also=tuple(entry["also"]))


def keep(ws: Workspace) -> bool:
    """Add what changed; whether the journal is whole. Never raises for what a disk does."""
    if ws.is_new or ws.me.sample:
        return True
    folder = ws.folder / JOURNAL
    try:
        _append(ws, JournalFiles(folder))
    except (OSError, sa.exc.DatabaseError, LookupError, TypeError) as error:
        # A damaged mark or row is the journal's trouble, not that of the work it records.
        with contextlib.suppress(OSError):
            (folder / _TROUBLE).write_text(type(error).__name__, encoding="ascii")
        return False
    with contextlib.suppress(OSError):
        (folder / _TROUBLE).unlink(missing_ok=True)
    return True


def _append(ws: Workspace, files: JournalFiles) -> None:
    tail, day = files.tail(), ws.today().isoformat()
    begins = files.file_of(day) != tail.path
    with ws.db.read() as session:
        mark = _valid(session, _Mark.of(tail.mark), begins=begins)
        entries = list(_changes(session, mark))
        drafts = dict(_drafts(session))
        who = ws.identity(session)
        me = [] if who.enrolled_at else [who.person_id.hex, who.device_id.hex]
        after = _after(session, drafts)
    entries += [e for key, e in drafts.items() if mark.drafts.get(key) != after.drafts[key]]
    if not entries and after == mark:
        return
    entries.append({"kind": "mark", **asdict(after), "at": encode(ws.clock.now()), "me": me})
    files.append(tail, day, entries)
    if begins:
        _drop_confirmed(ws, files)


def _valid(session: Session, mark: _Mark, *, begins: bool) -> _Mark:
    """The mark, as far as it is of this database; each day's file has the drafts in full."""
    state = session.get_one(SyncState, 1)
    if state.lver < mark.lver:  # the database was put back: all that waits is written again
        return _Mark()
    if state.incarnation != mark.incarnation:
        mark = _Mark(mark.lver, state.incarnation, drafts=mark.drafts)
    return _Mark(mark.lver, mark.incarnation, mark.no, mark.also) if begins else mark


def _after(session: Session, drafts: Mapping[str, Entry]) -> _Mark:
    state = session.get_one(SyncState, 1)
    unsigned = sa.select(sa.func.min(BatchOut.no)).where(BatchOut.acked_at.is_(None))
    no = (session.scalar(unsigned) or state.batch_no + 1) - 1
    signed = sa.select(BatchOut.no).where(BatchOut.acked_at.is_not(None), BatchOut.no > no)
    also = tuple(session.scalars(signed.order_by(BatchOut.no)))
    marks = {key: hashlib.sha256(canonical(e)).hexdigest()[:16] for key, e in drafts.items()}
    return _Mark(state.lver, state.incarnation, no, also, marks)


def _changes(session: Session, mark: _Mark) -> Iterator[Entry]:
    """Rows changed since the mark, then those the centre has signed for since."""
    signed = _signed_for(session, mark)
    for entity in (cls.__tablename__ for cls in PUSHED):
        dirty = sa.select(SyncRow).where(SyncRow.entity == entity, AHEAD, SyncRow.lver > mark.lver)
        rows = list(session.scalars(dirty))
        rows += [s for s in signed.values() if s and s.entity == entity and not s.fb]
        yield from _rows(session, entity, [s for s in rows if s.lver > mark.lver])
    clean = {key: sync for key, sync in signed.items() if sync is None or not sync.fb}
    for (entity, row_id), sync in clean.items():
        lver, ver = (sync.lver, sync.bver) if sync else (2**62, 0)  # gone: it left our regions
        yield {"kind": "sent", "entity": entity, "id": row_id.hex, "lver": lver, "ver": ver}


def _signed_for(session: Session, mark: _Mark) -> dict[Key, SyncRow | None]:
    query = sa.select(BatchOut.rows).where(
        BatchOut.acked_at.is_not(None), BatchOut.no > mark.no, BatchOut.no.not_in(mark.also)
    )
    keys = {(row[0], UUID(row[1])) for rows in session.scalars(query) for row in rows}
    return {key: session.get(SyncRow, key) for key in sorted(keys)}


def _rows(session: Session, entity: str, changed: list[SyncRow]) -> Iterator[Entry]:
    table = TABLES[entity]
    for start in range(0, len(changed), _CHUNK):
        part = changed[start : start + _CHUNK]
        found = session.execute(sa.select(table).where(table.c.id.in_([s.id for s in part])))
        rows = {row["id"]: encode_row(dict(row)) for row in found.mappings()}
        for sync in (s for s in part if s.id in rows):
            about = {"entity": entity, "id": sync.id.hex, "lver": sync.lver}
            yield {"kind": "row", **about, "bver": sync.bver, "fb": sync.fb, "row": rows[sync.id]}


def _drafts(session: Session) -> Iterator[tuple[str, Entry]]:
    for name, table in DRAFTS.items():
        wanted = sa.select(table).where(_ONLY.get(name, sa.true()))
        for row in session.execute(wanted).mappings():
            values = encode_row(dict(row))
            key = "/".join([name, *(str(values[c.name]) for c in table.primary_key)])
            yield key, {"kind": "draft", "key": key, "table": name, "values": values}


def _drop_confirmed(ws: Workspace, files: JournalFiles) -> None:
    """Once a day: forget files all of which the centre has had for sixty days."""
    today, path = ws.today(), files.root / _CONFIRMED
    try:
        since: dict[str, str] = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        since = {}
    with ws.db.read() as session:
        query = sa.select(SyncRow.entity, SyncRow.id).where(AHEAD)
        open_rows = {(entity, row_id.hex) for entity, row_id in session.execute(query)}
    for file in files.files()[:-1]:
        confirmed = date.fromisoformat(since.setdefault(file.name, today.isoformat()))
        if open_rows & _named_in(file):
            del since[file.name]
        elif today - confirmed >= timedelta(days=_KEEP_DAYS):
            file.unlink()
            del since[file.name]
    path.write_text(json.dumps(since), encoding="ascii")


def _named_in(file: Path) -> set[tuple[str, str]]:
    named = set()
    for line in file.read_bytes().splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            named.add((entry["entity"], entry["id"]))
    return named


# -- what doctor tells ----------------------------------------------------------------


def has_one(folder: Path) -> bool:
    """Whether a data folder has a journal to rebuild from."""
    return bool(JournalFiles(folder / JOURNAL).files())


def faults(folder: Path, ws: Workspace | None = None) -> list[str]:
    """What is wrong with the journal of a data folder, in the officer's words."""
    files = JournalFiles(folder / JOURNAL)
    with contextlib.suppress(OSError):
        for _ in files.read():
            pass
    told = list(files.faults)
    if (folder / JOURNAL / _TROUBLE).exists():
        told.append("penulisan terakhir gagal; periksa ruang disk dan izin folder data")
    elif ws is not None and _lags(ws, files):
        told.append("perubahan terakhir belum tercatat; buka program, lalu periksa lagi")
    return told


def _lags(ws: Workspace, files: JournalFiles) -> bool:
    """Whether it stands still behind the database: an open window adds every few seconds."""
    tail = files.tail()
    if tail.path is not None and time.time() - tail.path.stat().st_mtime < _PATIENCE:
        return False
    if ws.is_new or ws.me.sample:
        return False
    with ws.db.read() as session:
        return session.get_one(SyncState, 1).lver > _Mark.of(tail.mark).lver
