"""The registration package: made whole beside its place, put there, and only then recorded."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from app.clock import JAKARTA
from app.domain.regions import TRAINING
from app.errors import UserError
from app.models.entities import Person
from app.models.market import OrderListing
from app.services import eorder_files
from app.services.changes import Change
from app.services.eorder_check import Checked, survey
from app.services.eorder_mapping import EorderMapping, mapping
from app.services.eorder_rows import PhotoFile
from app.services.eorder_scope import require_officer, scope_of
from app.services.workspace import Workspace

Heard = Callable[[int, int], None]
Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed over, and where it lies."""

    path: Path
    export_id: UUID
    products: int
    photos: int
    change: Change


@dataclass(frozen=True, slots=True)
class PastExport:
    """One export of the past."""

    export_id: UUID
    at: datetime
    by: str
    file_name: str
    mapping: str
    products: int


def export(
    ws: Workspace,
    target: Path,
    *,
    fresh_only: bool = True,
    heard: Heard = lambda _done, _total: None,
    check: Check = lambda: None,
) -> Exported:
    """Write the package of all that is ready, or of what is new or changed only.

    `target` is a folder, in which a folder of the package's own is made, or a file `.zip`.
    `heard` is told photographs done and in all; `check` may stop it: nothing is left then.
    Raises UserError `role.missing`, `eorder.nothing`, `eorder.photo_large`, `eorder.cannot_save`.
    """
    require_officer(ws)
    how = mapping(ws.resources)
    items = survey(ws, check).ready(fresh_only=fresh_only)
    if not items:
        raise _nothing(fresh_only=fresh_only)
    at = ws.clock.now()
    stem = f"{how.stem}-{at.astimezone(JAKARTA):%Y-%m-%d-%H%M}"
    path = target if _is_zip(target) else _free(target / stem)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=".eorder-", dir=path.parent, ignore_cleanup_errors=True
        ) as name:
            made = Path(name) / stem
            _fill(ws, how, items, made, at, heard, check)
            _place(made, path, check)
    except OSError as error:
        raise eorder_files.cannot_save(path) from error
    try:
        export_id, change = _record(ws, how, items, at, path.name)
    except BaseException:
        _take_back(path)
        raise
    return Exported(path, export_id, len(items), sum(len(i.row.photos) for i in items), change)


def _is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"


def _free(folder: Path) -> Path:
    """A name that nothing has yet."""
    found, number = folder, 1
    while found.exists():
        number += 1
        found = folder.with_name(f"{folder.name} ({number})")
    return found


def _nothing(*, fresh_only: bool) -> UserError:
    what = (
        "Tidak ada produk baru atau berubah sejak ekspor terakhir."
        if fresh_only
        else "Belum ada produk yang boleh didaftarkan ke e-order."
    )
    return UserError(
        "eorder.nothing",
        what,
        safe="Tidak ada berkas yang dibuat.",
        todo="Lihat alasannya pada setiap produk di tab Pendaftaran.",
    )


def _fill(
    ws: Workspace,
    how: EorderMapping,
    items: Sequence[Checked],
    folder: Path,
    at: datetime,
    heard: Heard,
    check: Check,
) -> None:
    photos = folder / how.photo_folder
    photos.mkdir(parents=True)
    rows, local = [item.row for item in items], at.astimezone(JAKARTA)
    wanted = [photo for row in rows for photo in row.photos]
    for done, photo in enumerate(wanted):
        check()
        heard(done, len(wanted))
        (photos / photo.name).write_bytes(_picture(ws, how, photo))
    heard(len(wanted), len(wanted))
    (folder / f"{how.stem}.csv").write_bytes(eorder_files.csv_bytes(how, rows))
    eorder_files.write_xlsx(folder / f"{how.stem}.xlsx", how, rows, local, check)
    words = "\r\n".join(eorder_files.about(how, len(rows), local))
    (folder / "BACA-DAHULU.txt").write_bytes(f"\ufeff{words}\r\n".encode())


def _picture(ws: Workspace, how: EorderMapping, photo: PhotoFile) -> bytes:
    largest = how.photos.max_kb * 1024
    header = {"side": how.photos.side, "largest": largest, "square": how.photos.square}
    master = ws.photos.read(photo.sha256)
    _, (data,) = ws.workshop.run("print_size", header, [master], name=photo.name)
    if len(data) > largest:
        raise UserError(
            "eorder.photo_large",
            f"Foto {photo.name} tetap lebih besar dari {how.photos.max_kb} kB.",
            safe="Tidak ada berkas yang dibuat.",
            todo="Ganti foto itu dengan yang lebih sederhana latarnya, lalu ekspor lagi.",
        )
    return data


def _place(made: Path, path: Path, check: Check) -> None:
    if not _is_zip(path):
        made.rename(path)
        return
    packed = made.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(p for p in made.rglob("*") if p.is_file()):
            check()
            # Photographs are packed already; to pack them again costs time and gains nothing.
            how = zipfile.ZIP_STORED if file.suffix == ".jpg" else zipfile.ZIP_DEFLATED
            archive.write(file, file.relative_to(made.parent).as_posix(), how)
    packed.replace(path)


def _take_back(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _record(
    ws: Workspace, how: EorderMapping, items: Sequence[Checked], at: datetime, name: str
) -> tuple[UUID, Change]:
    """All rows of one export in one transaction; they are never changed."""
    export_id = ws.ids.new()
    with ws.change() as recorder:
        for item in items:
            scope, guest = scope_of(ws, item.row.home)
            listing = OrderListing(
                export_id=export_id,
                product_id=item.row.product_id,
                business_id=item.row.business_id,
                exported_at=at,
                exported_by=ws.me.person_id,
                file_name=name,
                mapping=how.mark,
                fingerprint=item.row.fingerprint,
                facts=item.row.facts,
                scope=scope,
                guest_scope=guest,
            )
            recorder.add(listing)
        return export_id, recorder.done()


def history(ws: Workspace, limit: int = 100) -> tuple[PastExport, ...]:
    """What was exported when, by whom, the last first."""
    practice = OrderListing.scope == TRAINING
    query = (
        sa.select(
            *(OrderListing.export_id, OrderListing.exported_at, OrderListing.exported_by),
            *(OrderListing.file_name, OrderListing.mapping, sa.func.count()),
        )
        .where(OrderListing.deleted.is_(False), practice if ws.me.training else ~practice)
        .group_by(OrderListing.export_id)
        .order_by(OrderListing.exported_at.desc())
        .limit(limit)
    )
    with ws.db.read() as session:
        found = session.execute(query).all()
        people = sa.select(Person.id, Person.name).where(Person.id.in_({row[2] for row in found}))
        names = dict(session.execute(people).all())
    names.setdefault(ws.me.person_id, ws.me.person_name)
    return tuple(
        PastExport(key, at, names.get(by, ""), name, mark, count)
        for key, at, by, name, mark, count in found
    )
