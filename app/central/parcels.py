"""Files that laptops send on a stick: taken in like any sync, answered by a file."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.central import blobs, people
from app.central.centre import Centre
from app.central.exchange import answer_batch, exchange
from app.central.push import Caller
from app.errors import UserError
from app.protocol import cose, keys, receipts, wire
from app.protocol.parcel import Parcel, ParcelError, ParcelWriter, opened

_MAX_THUMBS = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class TakenParcel:
    """What a file brought."""

    laptop: str
    person: str
    rows: int
    refused: int
    photos: int


def take(centre: Centre, path: Path, reply: Path) -> TakenParcel:
    """Apply what a laptop's file holds and write the answer for it to `reply`.

    A file may come twice, late or after a newer one: each batch is applied once.
    Raises UserError `parcel.*` for a file that is not for this centre, or not whole.
    """
    try:
        with (
            opened(path, centre.folder / "tmp", secret=centre.file_secret()) as parcel,
            ParcelWriter(centre.folder / "tmp") as out,
        ):
            return _take(centre, parcel, out, reply)
    except (ParcelError, wire.WireError, cose.CoseError, KeyError, TypeError) as error:
        raise _unreadable(error) from error


def _take(centre: Centre, parcel: Parcel, out: ParcelWriter, reply: Path) -> TakenParcel:
    manifest = parcel.manifest
    if manifest.get("kind") != "to-centre":
        raise ParcelError("not_ours")
    asked = wire.Request.from_json(manifest["request"])
    caller, person = _sender(centre, manifest, asked)
    answers = _batches(centre, caller, asked, parcel)
    answered = parcel.names("batch")[: len(answers)]  # one that cannot follow ends them
    photos = _photos(centre, caller, parcel)
    answers += list(exchange(centre, caller, replace(asked, batch_bytes=None)))
    for number, answer in enumerate(answers):
        out.add(f"answer/{number:06x}", wire.canonical(answer.to_json()))
    _add_thumbs(centre, caller, answers, out)
    letter = {
        "kind": "answer",
        "device": asked.device.hex,
        "batches": [int(n.partition("/")[2], 16) for n in answered],
        "cursors": dict(asked.cursors),
        "epoch": asked.epoch,
        "receipts": photos,
    }
    out.seal_for(letter, str(manifest["reply_to"]), reply)
    statuses = [ack.status for answer in answers for ack in answer.acks]
    return TakenParcel(
        laptop=caller.device_code,
        person=person,
        rows=sum(s != "rejected" for s in statuses),
        refused=statuses.count("rejected"),
        photos=len(photos),
    )


def _sender(centre: Centre, manifest: Mapping[str, Any], asked: wire.Request) -> tuple[Caller, str]:
    """Who made the file, by the laptop's own signature; UserError when not let in."""
    message = base64.b64decode(manifest["letter"], validate=True)
    claimed = receipts.read_letter(message)
    with centre.engine.connect() as conn:
        caller = people.person_on_device(conn, claimed.person, claimed.device)
        if caller is None:
            raise UserError(
                "parcel.not_let_in",
                "Laptop atau orang yang membuat berkas ini tidak (lagi) terdaftar.",
                safe="Berkas tidak diubah dan tidak ada yang ditulis.",
                todo="Buat kode baru dengan `central reset`, lalu minta berkas baru.",
            )
        key = people.device_public_key(conn, claimed.device)
        name = people.name_of(conn, claimed.person)
    receipts.read_letter(message, keys.public_key(key))
    request_hash = wire.batch_hash(wire.canonical(manifest["request"]))
    if claimed.hash != request_hash or claimed.device != asked.device:
        raise ParcelError("damaged")
    return caller, name


def _batches(
    centre: Centre, caller: Caller, asked: wire.Request, parcel: Parcel
) -> list[wire.Answer]:
    answers = []
    for name in parcel.names("batch"):
        answer = answer_batch(centre, caller, replace(asked, batch_bytes=parcel.read(name)))
        answers.append(answer)
        if answer.problem:
            break
    return answers


def _photos(centre: Centre, caller: Caller, parcel: Parcel) -> dict[str, str]:
    """Keep the photographs whose rows are known; receipts by hash, base64."""
    signed = {}
    for name in parcel.names("photo"):
        sha256 = name.partition("/")[2]
        access = blobs.access(centre, caller, sha256)
        if access is None:
            continue
        status = blobs.status(centre, access)
        if not status.stored:
            data = parcel.read(name)
            status = blobs.append(centre, caller, access, status.offset, data[status.offset :])
        if status.stored:
            receipt = blobs.receipt(centre, caller, access)
            signed[sha256] = base64.b64encode(receipt).decode("ascii")
    return signed


def _add_thumbs(
    centre: Centre, caller: Caller, answers: list[wire.Answer], out: ParcelWriter
) -> None:
    """Thumbnails of the photographs in the news, so that pages have pictures without a network."""
    rows = (i.row for a in answers for i in a.items if i.entity == "photo" and i.row)
    size = 0
    for sha256 in sorted({str(r["thumb_sha256"]) for r in rows if not r.get("deleted")}):
        access = blobs.access(centre, caller, sha256)
        if access is None or not blobs.status(centre, access).stored:
            continue
        size += access.size_bytes
        if size > _MAX_THUMBS:
            return
        out.add(f"photo/{sha256}", blobs.read(centre, access, 0))


def _unreadable(error: Exception) -> UserError:
    locked = isinstance(error, ParcelError) and error.code == "locked"
    what = "Berkas ini bukan untuk pusat ini." if locked else "Berkas ini rusak atau bukan kiriman."
    return UserError(
        "parcel.locked" if locked else "parcel.damaged",
        what,
        safe="Tidak ada yang ditulis dari bagian yang rusak.",
        todo="Salin ulang dari stik, atau minta berkas baru dari laptop itu.",
    )
