"""Berkas: the sync that a stick carries, to the centre and back, or from laptop to laptop."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.entities import (
    Appeal,
    Assessment,
    BlindLabel,
    Business,
    CaseReturn,
    Certificate,
    CertificateRevocation,
    Curation,
    CurationCase,
    CurationSession,
    DecisionRecord,
    Device,
    ImprovementItem,
    Interest,
    LegalDocument,
    Person,
    Photo,
    Product,
    Synced,
)
from app.models.local import HandedDraft, Identity, SheetDraft
from app.protocol import cose, keys, parcel, wire
from app.protocol.receipts import Letter, read_letter
from app.services import syncing
from app.services.titles import title
from app.services.workspace import Workspace
from app.sync import parcels
from app.sync.report import Progress, Report, Watcher

SUFFIX = parcel.SUFFIX


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: what is in it, and for a colleague the code that opens it."""

    path: Path
    rows: int
    photos: int
    size_bytes: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brought: `kind` is `answer` (the centre's) or `colleague`.

    `known` when it had been taken before: then nothing changed.
    """

    kind: str
    sender: str
    rows: int
    sheets: int
    drafts: int
    photos: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A score sheet begun on another laptop, waiting here for its curator."""

    curation_id: UUID
    curator_id: UUID
    curator_name: str
    device_name: str
    product: str
    answered: int
    mine: bool


# -- to the centre ------------------------------------------------------------------------


def write_for_centre(ws: Workspace, path: Path, watcher: Watcher) -> Written:
    """Everything that waits, sealed for the centre; may be carried in any order, twice, late.

    Raises UserError `enrol.missing`, `parcel.no_recipient` (this laptop has never been
    online since it could do this), or whatever the disk does.
    """
    engine = syncing.engine_of(ws)
    with ws.db.write() as session:
        parcels.freeze_all(session, ws.clock.now())
        identity = ws.identity(session)
        recipient, secret = identity.centre_recipient, _own_secret(identity)
    if not recipient:
        raise UserError(
            "parcel.no_recipient",
            "Laptop ini belum mengenal kunci berkas pusat.",
            safe="Semua data tetap aman di laptop ini.",
            todo="Sinkronkan sekali lewat jaringan, sesudah itu berkas dapat dibuat.",
        )
    watcher.progress(Progress("rows", 0, 0))
    with _writer(ws, path) as out, ws.db.read() as session:
        sender = _sender(session)
        manifest, packed = parcels.pack_for_centre(session, out, engine, ws.photos, sender)
        manifest["reply_to"] = parcel.recipient_of(secret)
        size = out.seal_for(manifest, recipient, path)
    return Written(path, packed.rows, packed.photos, size)


def _own_secret(identity: Identity) -> str:
    """The key that opens answers for this laptop, made when first needed."""
    if identity.file_secret is None:
        identity.file_secret = parcel.new_secret()
    return identity.file_secret


def _sender(session: Session) -> parcels.Sender:
    identity = session.get_one(Identity, 1)
    key = keys.private_key(identity.private_key)
    return parcels.Sender(identity.device_id, identity.person_id, key)


@contextmanager
def _writer(ws: Workspace, path: Path) -> Iterator[parcel.ParcelWriter]:
    try:
        with parcel.ParcelWriter(_temporary(ws)) as out:
            yield out
    except OSError as error:
        full = shutil.disk_usage(ws.folder).free < 50 * 1024**2
        raise UserError(
            "parcel.cannot_write",
            f"Berkas {path.name} tidak dapat ditulis.",
            safe="Semua data tetap aman di laptop ini.",
            todo="Kosongkan ruang di laptop, lalu coba lagi."
            if full
            else "Periksa apakah stik terpasang, tidak terkunci dan tidak penuh, lalu coba lagi.",
        ) from error


def _temporary(ws: Workspace) -> Path:
    """Unsealed entries stay in the data folder, which is as private as the data."""
    return ws.folder / "sementara"


# -- to a colleague ------------------------------------------------------------------------


def write_for_colleague(ws: Workspace, path: Path, session_id: UUID, watcher: Watcher) -> Written:
    """A session's curations, sheets and drafts for the chair's laptop, sealed with a code."""
    with ws.db.write() as session:
        if ws.me.enrolled:
            parcels.freeze_all(session, ws.clock.now())
    watcher.progress(Progress("rows", 0, 0))
    code = parcel.new_code()
    with _writer(ws, path) as out, ws.db.read() as session:
        identity = ws.identity(session)
        rows = _rows_of_session(session, session_id)
        manifest, packed = parcels.pack_for_colleague(
            session, out, ws.photos, _sender(session), rows
        )
        manifest["person"], manifest["laptop"] = identity.person_name, identity.device_code
        manifest["delegation"] = identity.delegation or ""
        size = out.seal_with_code(manifest, code, path)
    return Written(path, packed.rows, packed.photos, size, code)


def _rows_of_session(session: Session, session_id: UUID) -> dict[str, list[UUID]]:
    """Everything a panel needs to judge what was brought to this session."""
    curations = session.scalars(sa.select(Curation).where(Curation.session_id == session_id)).all()
    cases = {c.case_id for c in curations}
    products = set(
        session.scalars(sa.select(CurationCase.product_id).where(CurationCase.id.in_(cases)))
    )
    businesses = set(
        session.scalars(sa.select(Product.business_id).where(Product.id.in_(products)))
    )
    ids = {c.id for c in curations}

    def keys_of(cls: type[Synced], *where: sa.ColumnElement[bool]) -> list[UUID]:
        return list(session.scalars(sa.select(cls.id).where(*where).order_by(cls.id)))

    return {
        "curation_session": keys_of(CurationSession, CurationSession.id == session_id),
        "business": keys_of(Business, Business.id.in_(businesses)),
        "product": keys_of(Product, Product.id.in_(products)),
        "legal_document": keys_of(LegalDocument, LegalDocument.business_id.in_(businesses)),
        "photo": keys_of(Photo, Photo.product_id.in_(products)),
        "curation_case": keys_of(CurationCase, CurationCase.id.in_(cases)),
        "curation": sorted(ids),
        "blind_label": keys_of(BlindLabel, BlindLabel.curation_id.in_(ids)),
        "interest": keys_of(Interest, Interest.session_id == session_id),
        "case_return": keys_of(CaseReturn, CaseReturn.case_id.in_(cases)),
        "assessment": keys_of(Assessment, Assessment.curation_id.in_(ids)),
        "decision": keys_of(DecisionRecord, DecisionRecord.curation_id.in_(ids)),
        "appeal": keys_of(Appeal, Appeal.curation_id.in_(ids)),
        "improvement_item": keys_of(ImprovementItem, ImprovementItem.product_id.in_(products)),
        "certificate": keys_of(Certificate, Certificate.curation_id.in_(ids)),
        "certificate_revocation": keys_of(
            CertificateRevocation, CertificateRevocation.product_id.in_(products)
        ),
    }


# -- taking in ---------------------------------------------------------------------------


def take(ws: Workspace, path: Path, watcher: Watcher, code: str = "") -> Taken:
    """Take in a file of either kind; a colleague's needs its code.

    Raises UserError `parcel.needs_code`, `parcel.wrong_code`, `parcel.not_ours`,
    `parcel.other_laptop`, `parcel.damaged`.
    """
    watcher.progress(Progress("rows", 0, 0))
    try:
        spoken = parcel.needs_code(path)
        if spoken and not code.strip():
            raise _told("needs_code")
        with ws.db.read() as session:
            secret = ws.identity(session).file_secret or parcel.new_secret()
        with parcel.opened(path, _temporary(ws), secret, code) as opened:
            kind = opened.manifest.get("kind")
            if kind == "answer" and not spoken:
                return _take_answer(ws, opened)
            if kind == "colleague" and spoken:
                return _take_colleague(ws, opened)
            raise parcel.ParcelError("not_ours")
    except parcel.ParcelError as error:
        if error.code == "locked":
            raise _told("wrong_code" if spoken else "other_laptop") from error
        raise _told(error.code) from error
    except (wire.WireError, cose.CoseError, KeyError, TypeError, ValueError) as error:
        raise _told("damaged") from error
    except OSError as error:
        raise _told("unreadable") from error


def _take_answer(ws: Workspace, opened: parcel.Parcel) -> Taken:
    engine = syncing.engine_of(ws)
    with ws.db.read() as session:
        root = ws.identity(session).root_public_key
    assert root is not None  # engine_of would have refused
    started, report = ws.clock.now(), Report()
    new = parcels.take_answer(
        opened, engine, ws.photos, ws.me.device_id, keys.public_key(root), report
    )
    if new:
        syncing.note_file(ws, started, report)
    return Taken(
        kind="answer",
        sender="",
        rows=report.sent + report.received,
        sheets=0,
        drafts=0,
        photos=report.photos_sent,
        known=not new,
    )


def _take_colleague(ws: Workspace, opened: parcel.Parcel) -> Taken:
    manifest = opened.manifest
    with ws.db.write() as session:
        key, names = _key_of_sender(session, ws, manifest)
        done = parcels.take_colleague(
            session, opened, ws.photos, key, names=names, now=ws.clock.now()
        )
    return Taken(
        kind="colleague",
        sender=done.sender,
        rows=done.rows,
        sheets=done.sheets,
        drafts=done.drafts,
        photos=done.photos,
        known=not (done.rows or done.drafts or done.batches),
    )


def _key_of_sender(
    session: Session, ws: Workspace, manifest: dict[str, Any]
) -> tuple[Ed25519PublicKey, tuple[str, str]]:
    """The sending laptop's key, vouched for by the centre; its person and laptop by name."""
    letter = read_letter(base64.b64decode(manifest["letter"], validate=True))
    if letter.device == ws.me.device_id:
        raise _told("own")
    device = session.get(Device, letter.device)
    person = session.get(Person, letter.person)
    if device is not None:
        name = person.name if person else str(manifest["person"])
        return keys.public_key(device.public_key), (name, device.code)
    return _delegated_key(ws.identity(session), letter, manifest)


def _delegated_key(
    identity: Identity, letter: Letter, manifest: dict[str, Any]
) -> tuple[Ed25519PublicKey, tuple[str, str]]:
    """A laptop enrolled after our last sync brings the centre's delegation with it.

    In training, before anybody is enrolled, there is no centre to vouch: files of other
    laptops are not taken.
    """
    if not identity.root_public_key or not manifest["delegation"]:
        raise _told("unknown_sender")
    message = base64.b64decode(manifest["delegation"], validate=True)
    try:
        delegation = keys.read_delegation(message, keys.public_key(identity.root_public_key))
    except cose.CoseError as error:
        raise _told("unknown_sender") from error
    key = Ed25519PublicKey.from_public_bytes(delegation.public)
    return key, (str(manifest["person"])[:80], delegation.device)


_SENTENCES = {
    "needs_code": (
        "Berkas ini dibuka dengan kode dari laptop pembuatnya.",
        "Minta kodenya kepada rekan, lalu ketik.",
    ),
    "wrong_code": (
        "Kode tidak cocok dengan berkas ini.",
        "Periksa lagi kodenya bersama rekan yang membuat berkas.",
    ),
    "other_laptop": (
        "Berkas ini ditujukan untuk laptop lain.",
        "Buka di laptop yang membuat kirimannya.",
    ),
    "not_ours": (
        "Ini bukan berkas Kurasi Lapangan.",
        "Pilih berkas yang namanya berakhir dengan .kurasi.",
    ),
    "damaged": (
        "Berkas ini rusak atau tidak utuh.",
        "Salin ulang dari stik, atau minta berkas baru.",
    ),
    "unreadable": (
        "Berkas ini tidak dapat dibaca.",
        "Periksa apakah stik masih terpasang, lalu coba lagi.",
    ),
    "own": (
        "Berkas ini dibuat oleh laptop ini sendiri.",
        "Buka di laptop rekan yang dituju.",
    ),
    "unknown_sender": (
        "Laptop pembuat berkas ini tidak dikenal.",
        "Sinkronkan laptop ini sekali, atau pastikan laptop pembuatnya sudah terhubung ke pusat.",
    ),
}


def _told(code: str) -> UserError:
    what, todo = _SENTENCES[code]
    safe = "Tidak ada yang berubah di laptop ini."
    return UserError(f"parcel.{code}", what, safe=safe, todo=todo)


# -- sheets begun elsewhere -----------------------------------------------------------------


def drafts(ws: Workspace) -> list[DraftLine]:
    """Sheets begun elsewhere that wait here."""
    me = ws.me.person_id
    with ws.db.read() as session:
        rows = session.scalars(sa.select(HandedDraft).order_by(HandedDraft.received_at)).all()
        return [
            DraftLine(
                curation_id=d.curation_id,
                curator_id=d.curator_id,
                curator_name=d.curator_name,
                device_name=d.device_name,
                product=title(ws, session, "curation", d.curation_id)
                or _product_of(session, d.curation_id),
                answered=len(d.sheet.get("scores", {})),
                mine=d.curator_id == me,
            )
            for d in rows
        ]


def _product_of(session: Session, curation_id: UUID) -> str:
    query = (
        sa.select(Product.name)
        .join(CurationCase, CurationCase.product_id == Product.id)
        .join(Curation, Curation.case_id == CurationCase.id)
        .where(Curation.id == curation_id)
    )
    return session.scalar(query) or ""


def continue_draft(ws: Workspace, curation_id: UUID, curator_id: UUID) -> None:
    """Make a draft this person's sheet here, to go on with; only its own curator may.

    Raises UserError `draft.not_yours`, `draft.begun_here` when a sheet was begun here too.
    """
    with ws.db.write() as session:
        handed = session.get(HandedDraft, (curation_id, curator_id))
        if handed is None:
            return
        if curator_id != ws.me.person_id:
            raise UserError(
                "draft.not_yours",
                f"Lembar ini milik {handed.curator_name}.",
                safe="Lembar tetap tersimpan di laptop ini.",
                todo="Hanya kuratornya sendiri yang dapat melanjutkannya, dengan namanya.",
            )
        if session.get(SheetDraft, (curation_id, curator_id)) is not None:
            raise UserError(
                "draft.begun_here",
                "Lembar untuk produk ini juga sudah dimulai di laptop ini.",
                safe="Keduanya tetap tersimpan.",
                todo="Serahkan atau kosongkan lembar di laptop ini dahulu.",
            )
        session.add(
            SheetDraft(
                curation_id=curation_id,
                curator_id=curator_id,
                rubric_rev=handed.rubric_rev,
                sheet=handed.sheet,
                saved_at=handed.saved_at,
                started_at=handed.started_at,
            )
        )
        session.delete(handed)
