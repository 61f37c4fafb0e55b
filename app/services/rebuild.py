"""A fresh database from a journal, when the old one is damaged.

Work the centre has not signed for waits to be sent again, field by field on the version it
was based on; what it has signed for stands as it was and is held against the centre's own
word at the first sync. All keys stay, so the centre meets old acquaintances and no twins.
Who this laptop is does not come back: it is enrolled anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import PUSHED, TABLES
from app.models.local import BlobTransfer, PhotoCode, SyncRow, SyncState
from app.models.rows import RowError, decode_row
from app.photos.store import PhotoStore
from app.services.journal import DRAFTS
from app.services.journal_file import Entry, JournalFiles
from app.services.workspace import Workspace
from app.sync import inbox

_PUSHED = tuple(cls.__tablename__ for cls in PUSHED)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came back: `faults` says what the journal could not give, `lost_photos` how many
    pictures were neither in the old folder nor at the centre."""

    waiting: int
    confirmed: int
    drafts: int
    photos: int
    lost_photos: int
    faults: tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """The last word of the journal on everything."""

    rows: dict[Key, Entry] = field(default_factory=dict)
    sent: dict[Key, int] = field(default_factory=dict)
    drafts: dict[str, Entry] = field(default_factory=dict)
    me: list[str] = field(default_factory=list)

    def hear(self, entry: Entry) -> None:
        """Take in the next entry; KeyError or TypeError when it is not whole."""
        kind = entry["kind"]
        if kind == "row":
            key = (entry["entity"], entry["id"])
            self.rows[key] = entry
            self.sent.pop(key, None)
        elif kind == "sent":
            key = (entry["entity"], entry["id"])
            if key in self.rows and self.rows[key]["lver"] <= entry["lver"]:
                self.sent[key] = entry["ver"]
        elif kind == "draft":
            self.drafts[entry["key"]] = entry
        elif kind == "mark":
            self.me = entry["me"]
            self.drafts = {k: d for k, d in self.drafts.items() if k in entry["drafts"]}


def rebuild(journal: Path, ws: Workspace) -> Rebuilt:
    """Fill the empty laptop `ws` from a journal folder and the photographs beside it.

    Raises UserError `rebuild.no_journal` or `rebuild.not_empty`; then nothing has changed.
    """
    files = JournalFiles(journal)
    if not files.files():
        raise UserError(
            "rebuild.no_journal",
            f"Di {journal} tidak ada jurnal.",
            todo="Sebutkan folder jurnal di dalam folder data lama, misalnya kerja/jurnal.",
        )
    told, faults = _listen(files)
    with ws.db.write() as session:
        _require_empty(session)
        with inbox.applying(session):
            waiting, confirmed = _put_rows(session, told, faults)
            drafts = _put_drafts(session, told.drafts.values(), faults)
    if told.me:
        _be_again(ws, *(UUID(key) for key in told.me))
    photos, lost = _bring_photos(ws, PhotoStore(journal.parent / "foto"), told)
    return Rebuilt(waiting, confirmed, drafts, photos, lost, tuple(faults))


def _listen(files: JournalFiles) -> tuple[_Told, list[str]]:
    told = _Told()
    for entry in files.read():
        try:
            told.hear(entry)
        except (KeyError, TypeError):
            files.faults.append("satu catatan tidak lengkap, dilewati")
    return told, files.faults


def _require_empty(session: Session) -> None:
    if session.scalar(sa.select(SyncRow.id).limit(1)) is not None:
        raise UserError(
            "rebuild.not_empty",
            "Folder data yang dituju sudah berisi data.",
            safe="Data di sana tidak diubah.",
            todo="Sebutkan folder baru dengan --data-dir.",
        )


def _put_rows(session: Session, told: _Told, faults: list[str]) -> tuple[int, int]:
    """The rows as they were last; how many wait, and how many the centre has signed for."""
    counts = {True: 0, False: 0}
    number = 0
    for (entity, row_id), entry in sorted(told.rows.items(), key=_in_order):
        ver = told.sent.get((entity, row_id))
        if ver == 0 or entity not in _PUSHED:  # it had left our regions: the centre's own
            continue
        try:
            row = decode_row(TABLES[entity], entry["row"])
        except RowError as error:
            faults.append(f"satu rekaman tidak dapat dibaca ({error}), dilewati")
            continue
        number += 1
        bver, fb = (entry["bver"], entry["fb"]) if ver is None else (ver, {})
        session.execute(sa.insert(TABLES[entity]).values(**row))
        sync = {"entity": entity, "id": row["id"], "lver": number, "state": "", "frozen": 0}
        # Unseen until the centre names it: should it have lost the row, it is offered again.
        session.execute(sa.insert(SyncRow).values(**sync, bver=bver, fb=fb, seen=bver == 0))
        counts[ver is None] += 1
    session.execute(sa.update(SyncState).values(lver=number))
    return counts[True], counts[False]


def _in_order(item: tuple[Key, Entry]) -> tuple[int, int]:
    (entity, _), entry = item
    return _PUSHED.index(entity) if entity in _PUSHED else -1, entry["lver"]


def _put_drafts(session: Session, drafts: Iterable[Entry], faults: list[str]) -> int:
    count = 0
    for entry in drafts:
        table = DRAFTS[entry["table"]]
        try:
            session.execute(sa.insert(table).values(**decode_row(table, entry["values"])))
        except RowError as error:
            faults.append(f"satu draf tidak dapat dibaca ({error}), dilewati")
        else:
            count += table is not PhotoCode.__table__  # an answer, nothing that waits
    return count


def _be_again(ws: Workspace, person_id: UUID, device_id: UUID) -> None:
    """A laptop that was never enrolled: its work stays that of whoever began on it."""
    ws.start("")
    with ws.db.write() as session:
        identity = ws.identity(session)
        identity.person_id, identity.device_id = person_id, device_id
    ws.forget_me()


def _bring_photos(ws: Workspace, old: PhotoStore, told: _Told) -> tuple[int, int]:
    """Copy the pictures of these rows and let them wait; how many came, how many are lost."""
    brought = lost = 0
    for key, entry in told.rows.items():
        if key[0] != "photo" or told.sent.get(key) == 0:
            continue
        came = [_bring(ws, old, *blob) for blob in _blobs(entry["row"])]
        brought += all(came)
        lost += not all(came) and key not in told.sent
    return brought, lost


def _blobs(row: dict[str, Any]) -> tuple[tuple[str, int, bool], ...]:
    return (
        (row["sha256"], row["size_bytes"], False),
        (row["thumb_sha256"], row["thumb_bytes"], True),
    )


def _bring(ws: Workspace, old: PhotoStore, sha256: str, size: int, thumbnail: bool) -> bool:
    try:
        data = old.read(sha256)
    except UserError:  # gone or damaged there as well
        return False
    ws.photos.put(data)
    about = {"size_bytes": size, "thumbnail": thumbnail, "direction": "up", "state": "waiting"}
    with ws.db.write() as session:
        if session.get(BlobTransfer, sha256) is None:
            session.add(BlobTransfer(sha256=sha256, **about))
    return True
