"""The laptop's side of files on a stick: packing what waits, taking in answers and colleagues.

The batches are the same frozen bytes that travel over HTTPS, so the two ways can be
mixed at will: what one has brought, the other does not bring twice.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import FIELD, TABLES
from app.models.local import (
    BatchOut,
    BlobTransfer,
    HandedDraft,
    Relay,
    SheetDraft,
    SyncRow,
    SyncState,
)
from app.models.rows import decode_row, encode_row
from app.photos.store import PhotoStore
from app.protocol import wire
from app.protocol.parcel import Parcel, ParcelError, ParcelWriter
from app.protocol.receipts import Letter, PhotoReceipt, read_letter
from app.sync import inbox, outbox
from app.sync.engine import SyncEngine
from app.sync.report import Report

_FIELD = frozenset(cls.__tablename__ for cls in FIELD)
Rows = Mapping[str, Sequence[UUID]]


@dataclass(frozen=True, slots=True)
class Sender:
    """This laptop and its person, as letters name them."""

    device: UUID
    person: UUID
    key: Ed25519PrivateKey

    def letter(self, incarnation: int, no: int, digest: str) -> bytes:
        """A signed letter for a batch, or for a whole file (`no` 0)."""
        return Letter(self.device, incarnation, no, digest, self.person).sign(self.key)


@dataclass(slots=True)
class Packed:
    """How much went into a file."""

    rows: int = 0
    photos: int = 0


@dataclass(slots=True)
class Unpacked:
    """What came out of a colleague's file."""

    sender: str = ""
    rows: int = 0
    sheets: int = 0
    drafts: int = 0
    photos: int = 0
    batches: int = 0


def freeze_all(session: Session, now: datetime) -> None:
    """Freeze everything that waits, batch after batch."""
    while outbox.freeze(session, now) is not None:
        pass


def _unanswered(session: Session) -> list[BatchOut]:
    query = sa.select(BatchOut).where(BatchOut.acked_at.is_(None)).order_by(BatchOut.no)
    return list(session.scalars(query))


# -- to the centre ----------------------------------------------------------------------


def pack_for_centre(
    session: Session, out: ParcelWriter, engine: SyncEngine, photos: PhotoStore, sender: Sender
) -> tuple[dict[str, Any], Packed]:
    """Put every unanswered batch and waiting photograph into `out`; the manifest to seal."""
    packed = Packed()
    for batch in _unanswered(session):
        out.add(f"batch/{batch.no:012x}", batch.body)
        packed.rows += len(batch.rows)
    waiting = sa.select(BlobTransfer.sha256).where(
        BlobTransfer.direction == "up", BlobTransfer.state == "waiting"
    )
    for sha256 in session.scalars(waiting.order_by(BlobTransfer.thumbnail.desc())).all():
        packed.photos += _add_photo(out, photos, sha256)
    request = engine.request(session, None).to_json()
    digest = wire.batch_hash(wire.canonical(request))
    incarnation = session.get_one(SyncState, 1).incarnation
    letter = sender.letter(incarnation, 0, digest)
    manifest = {"kind": "to-centre", "request": request, "letter": _b64(letter)}
    return manifest, packed


def _add_photo(out: ParcelWriter, photos: PhotoStore, sha256: str) -> int:
    """1 when it went in; a missing or damaged file must not hold up the others."""
    try:
        data = photos.read(sha256)
    except UserError:
        return 0
    out.add(f"photo/{sha256}", data)
    return 1


# -- the centre's answer ------------------------------------------------------------------


def take_answer(
    parcel: Parcel,
    engine: SyncEngine,
    photos: PhotoStore,
    device: UUID,
    key: Ed25519PublicKey,
    report: Report,
) -> bool:
    """Take in the centre's answer; whether it brought anything new.

    Receipts always count, but for those of a time that the centre has lost since. News count
    only when nothing was synchronised since the file was made: then they continue exactly
    where this laptop stands.
    """
    manifest = parcel.manifest
    if manifest["device"] != device.hex:
        raise ParcelError("locked")
    answers = [
        wire.Answer.from_json(wire.parse(parcel.read(name))) for name in parcel.names("answer")
    ]
    numbers = [int(no) for no in manifest["batches"]]
    if _is_of_lost_time(engine, manifest, answers):
        return False  # what it confirms may be gone: it goes again
    continues = _continues(engine, manifest)  # asked first: a receipt may set our place back
    new = False
    for no, answer in zip(numbers, answers, strict=False):
        new = _take_receipt(engine, no, answer, report) or new
        if answer.problem:
            continues = False  # who was set back must not take news for its own
            break
    for name in parcel.names("photo"):
        photos.put(parcel.read(name))
    new = _take_photo_receipts(engine, device, key, manifest["receipts"], report) or new
    for answer in answers[len(numbers) :]:
        engine.take_trust(answer)
        if continues:
            engine.take(None, answer, report)
            new = new or bool(answer.items)
    if answers:
        report.scopes, report.roles = answers[-1].scopes, answers[-1].roles
        report.delegation, report.recipient = answers[-1].delegation, answers[-1].recipient
    return new


def _take_receipt(engine: SyncEngine, no: int, answer: wire.Answer, report: Report) -> bool:
    with engine.database.read() as session:
        frozen = outbox.frozen_batch(session, no)
    if frozen is None or answer.problem == "fork":
        return False  # a copy is mended where the centre can be asked
    if answer.problem:
        engine.send_again(answer.applied_no)
    else:
        engine.settle(frozen, answer, report)
    return True


def _is_of_lost_time(
    engine: SyncEngine, manifest: Mapping[str, Any], answers: Sequence[wire.Answer]
) -> bool:
    """Whether we have heard since this file was made that the centre was restored, and the
    answer is not from after that."""
    with engine.database.read() as session:
        epoch = session.get_one(SyncState, 1).epoch
    return epoch not in {manifest["epoch"], *(answer.epoch for answer in answers)}


def _continues(engine: SyncEngine, manifest: Mapping[str, Any]) -> bool:
    with engine.database.read() as session:
        state = session.get_one(SyncState, 1)
        cursors = {scope: int(seq) for scope, seq in state.cursors.items()}
        return bool(cursors == manifest["cursors"] and state.epoch == manifest["epoch"])


def _take_photo_receipts(
    engine: SyncEngine,
    device: UUID,
    key: Ed25519PublicKey,
    receipts: Mapping[str, str],
    report: Report,
) -> bool:
    new = False
    with engine.database.write() as session:
        for sha256, text in receipts.items():
            transfer = session.get(BlobTransfer, sha256)
            if transfer is None or transfer.state == "stored":
                continue
            receipt = base64.b64decode(text, validate=True)
            word = PhotoReceipt(device, sha256, transfer.size_bytes)
            if word.confirmed_by(receipt, key):
                transfer.state, transfer.receipt = "stored", receipt
                transfer.stored_at = engine.now()
                report.photos_sent += 1
                new = True
    return new


# -- from laptop to laptop -------------------------------------------------------------------


def pack_for_colleague(
    session: Session, out: ParcelWriter, photos: PhotoStore, sender: Sender, rows: Rows
) -> tuple[dict[str, Any], Packed]:
    """Put these rows, their drafts, photographs and our unanswered batches into `out`.

    The batches travel on with the colleague: whoever meets a network first brings them.
    """
    read = _read_rows(session, rows)
    body = wire.canonical({"rows": read, "drafts": _drafts(session, rows)})
    out.add("rows", body)
    packed = Packed(rows=len(read))
    for sha256 in _photos_of(session, rows):
        packed.photos += _add_photo(out, photos, sha256)
    incarnation = session.get_one(SyncState, 1).incarnation
    letters = {}
    for batch in _unanswered(session):
        out.add(f"batch/{batch.no:012x}", batch.body)
        letters[f"{batch.no:012x}"] = _b64(sender.letter(incarnation, batch.no, batch.hash))
    letter = sender.letter(incarnation, 0, wire.batch_hash(body))
    manifest = {"kind": "colleague", "letter": _b64(letter), "letters": letters}
    return manifest, packed


def _read_rows(session: Session, rows: Rows) -> list[list[Any]]:
    found = []
    for entity, ids in rows.items():
        table = TABLES[entity]
        query = sa.select(table).where(table.c.id.in_(ids)).order_by(table.c.id)
        found += [[entity, encode_row(dict(r))] for r in session.execute(query).mappings()]
    return found


def _drafts(session: Session, rows: Rows) -> list[dict[str, Any]]:
    curations = rows.get("curation", ())
    mine = session.scalars(sa.select(SheetDraft).where(SheetDraft.curation_id.in_(curations)))
    theirs = session.scalars(sa.select(HandedDraft).where(HandedDraft.curation_id.in_(curations)))
    return [
        {
            "curation": d.curation_id.hex,
            "curator": d.curator_id.hex,
            "name": getattr(d, "curator_name", ""),
            "rubric": d.rubric_rev,
            "sheet": d.sheet,
            "saved_at": d.saved_at.isoformat(),
            "started_at": d.started_at.isoformat() if d.started_at else None,
        }
        for d in (*mine, *theirs)
    ]


def _photos_of(session: Session, rows: Rows) -> Iterable[str]:
    photo = TABLES["photo"]
    query = sa.select(photo.c.thumb_sha256, photo.c.sha256)
    query = query.where(photo.c.id.in_(rows.get("photo", ())), photo.c.deleted.is_(False))
    pairs = session.execute(query).all()
    return dict.fromkeys([thumb for thumb, _ in pairs] + [whole for _, whole in pairs])


def take_colleague(
    session: Session,
    parcel: Parcel,
    photos: PhotoStore,
    key: Ed25519PublicKey,
    *,
    names: tuple[str, str],
    now: datetime,
) -> Unpacked:
    """Take in a colleague's file that their laptop's `key` signed; `names`: person, laptop.

    What is here already stays as it is; the rest stands as borrowed: not ours to send, and
    replaced by the centre's word when that comes. Raises ParcelError, CoseError, WireError.
    """
    body = parcel.read("rows")
    claimed = read_letter(base64.b64decode(parcel.manifest["letter"], validate=True), key)
    if claimed.hash != wire.batch_hash(body):
        raise ParcelError("damaged")
    content = wire.parse(body)
    done = Unpacked(sender=names[0])
    for name in parcel.names("photo"):
        done.photos += photos.put(parcel.read(name)) == name.partition("/")[2]
    with inbox.applying(session):
        for entity, data in content["rows"]:
            if _borrow(session, entity, data):
                done.rows += 1
                done.sheets += entity == "assessment"
    done.drafts = sum(_keep_draft(session, d, names, now) for d in content["drafts"])
    done.batches = _carry(session, parcel, key, names, now)
    _carry_photos(session, photos, content["rows"])
    return done


def _borrow(session: Session, entity: str, data: Mapping[str, Any]) -> bool:
    if entity not in _FIELD:
        raise ParcelError("damaged")
    table = TABLES[entity]
    row = decode_row(table, data)
    known = sa.select(table.c.id).where(table.c.id == row["id"])
    if session.execute(known).first() is not None:
        return False
    session.execute(sa.insert(table).values(**row))
    session.add(SyncRow(entity=entity, id=row["id"], bver=0, fb={}, lver=0, state=""))
    return True


def _keep_draft(
    session: Session, data: Mapping[str, Any], names: tuple[str, str], now: datetime
) -> bool:
    """The newer of two stands; whether this one does."""
    key = UUID(data["curation"]), UUID(data["curator"])
    saved_at = datetime.fromisoformat(data["saved_at"])
    before = session.get(HandedDraft, key)
    if before is not None and before.saved_at >= saved_at:
        return False
    begun = data.get("started_at")
    session.merge(
        HandedDraft(
            curation_id=key[0],
            curator_id=key[1],
            curator_name=str(data["name"]) or names[0],
            device_name=names[1],
            rubric_rev=str(data["rubric"]),
            sheet=dict(data["sheet"]),
            saved_at=saved_at,
            received_at=now,
            started_at=datetime.fromisoformat(begun) if begun else None,
        )
    )
    return True


def _carry(
    session: Session, parcel: Parcel, key: Ed25519PublicKey, names: tuple[str, str], now: datetime
) -> int:
    """Keep the colleague's unanswered batches to pass on; those known already stay."""
    carried = 0
    for name in parcel.names("batch"):
        letter = base64.b64decode(parcel.manifest["letters"][name.partition("/")[2]])
        body = parcel.read(name)
        claimed = read_letter(letter, key)
        if claimed.hash != wire.batch_hash(body):
            raise ParcelError("damaged")
        place = claimed.device, claimed.incarnation, claimed.no
        if session.get(Relay, place) is not None:
            continue
        session.add(
            Relay(
                device_id=claimed.device,
                incarnation=claimed.incarnation,
                no=claimed.no,
                body=body,
                letter=letter,
                device_name=names[1],
                received_at=now,
                problem="",
            )
        )
        carried += 1
    return carried


def _carry_photos(session: Session, photos: PhotoStore, rows: Sequence[Any]) -> None:
    """Offer the colleague's photographs to the centre too: their laptop may never get there."""
    wanted = [
        {"sha256": sha, "size_bytes": size, "thumbnail": small}
        for entity, row in rows
        if entity == "photo" and not row.get("deleted")
        for sha, size, small in (
            (row["thumb_sha256"], row["thumb_bytes"], True),
            (row["sha256"], row["size_bytes"], False),
        )
        if photos.has(sha)
    ]
    if wanted:
        insert = sqlite.insert(BlobTransfer).on_conflict_do_nothing()
        more = {"direction": "up", "state": "waiting", "stored_at": None, "receipt": None}
        session.execute(insert, [{**w, **more} for w in wanted])


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
