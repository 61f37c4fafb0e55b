"""Many certificates at once: which there are, and one file of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.errors import UserError
from app.models.entities import (
    Certificate,
    CertificateRevocation,
    Curation,
    CurationSession,
    DecisionRecord,
)
from app.models.entities import CertificateConfirmation as Confirmed
from app.models.local import PrintCount
from app.services import pdfs, standing
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.values import CertificateData

T = TypeVar("T")
R = TypeVar("R")

MOST: Final = 500
"""Certificates in one file."""

_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class Stack:
    """The certificates of one session, by register number."""

    session_id: UUID
    name: str
    held_on: date
    certificates: tuple[UUID, ...]
    unprinted: frozenset[UUID]

    def chosen(self, *, unprinted_only: bool) -> tuple[UUID, ...]:
        """All of them, or those that never came out of a printer here; at most `MOST`."""
        wanted = (key for key in self.certificates if not unprinted_only or key in self.unprinted)
        return tuple(islice(wanted, MOST))


@dataclass(frozen=True, slots=True)
class Batch:
    """One file with a page for each certificate, and those that could not be printed."""

    path: Path
    certificates: tuple[UUID, ...]
    left_out: tuple[UserError, ...]


def stacks(ws: Workspace) -> list[Stack]:
    """Sessions with certificates that stand, the newest first."""
    query = (
        sa.select(
            CurationSession.id,
            CurationSession.name,
            CurationSession.held_on,
            Certificate.id,
            PrintCount.prints + PrintCount.begun,
        )
        .join(DecisionRecord, DecisionRecord.id == Certificate.decision_id)
        .join(Curation, Curation.id == Certificate.curation_id)
        .join(CurationSession, CurationSession.id == Curation.session_id)
        .outerjoin(Confirmed, Confirmed.certificate_id == Certificate.id)
        .outerjoin(
            PrintCount, PrintCount.certificate_id == sa.func.coalesce(Confirmed.id, Certificate.id)
        )
        .where(
            Certificate.deleted.is_(False),
            standing.stands(),
            Certificate.id.not_in(sa.select(CertificateRevocation.certificate_id)),
        )
        .order_by(
            CurationSession.held_on.desc(),
            CurationSession.name,
            CurationSession.id,
            Certificate.register_no,
        )
    )
    with ws.db.read() as session:
        rows = session.execute(query).all()
    return [_stack(list(lines)) for _, lines in groupby(rows, key=lambda row: row[0])]


def _stack(lines: Sequence[sa.Row[UUID, str, date, UUID, int | None]]) -> Stack:
    session_id, name, held_on, *_ = lines[0]
    keys = tuple(key for _, _, _, key, _ in lines)
    return Stack(
        session_id, name, held_on, keys, frozenset(key for *_, key, prints in lines if not prints)
    )


def make(
    ws: Workspace,
    wanted: Sequence[UUID],
    path: Path,
    *,
    tell: Callable[[int], None],
    check: Callable[[], None],
) -> Batch:
    """Write one PDF of at most `MOST` certificates to `path`.

    One that must not be printed is left out, and why is said. `tell(done)` after each page;
    `check()` may raise to stop, nothing is then left. UserError `batch.empty` when none is left.
    """
    from app.reports.certificate import render_certificates

    taken: list[UUID] = []
    left_out: list[UserError] = []

    def pages() -> Iterator[CertificateData]:
        for key, data in ahead(wanted[:MOST], lambda key: (key, _data_of(ws, key))):
            check()
            if isinstance(data, UserError):
                left_out.append(data)
            else:
                taken.append(key)
                yield data
            tell(len(taken) + len(left_out))

    pdf = render_certificates(pages())
    check()
    if not taken:
        raise left_out[0] if left_out else _empty()
    _write(path, pdf)
    return Batch(path, tuple(taken), tuple(left_out))


def _data_of(ws: Workspace, key: UUID) -> CertificateData | UserError:
    try:
        return pdfs.certificate_data(ws, key)
    except UserError as error:
        return error


def ahead(items: Iterable[T], job: Callable[[T], R]) -> Iterator[R]:
    """`job` of each item, in order, a few of them in a thread before they are asked for.

    What the workshop does of the next photograph then costs no time of this page.
    """
    waiting: list[Future[R]] = []
    with _brisk(), ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        try:
            for item in items:
                waiting.append(thread.submit(job, item))
                if len(waiting) > _AHEAD:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def _brisk() -> Iterator[None]:
    """Threads take turns ten times as often as usual.

    Talking to the workshop takes the interpreter's lock a dozen times a photograph, and each time
    a thread that draws gives it up only after this interval: 5 ms as Python comes.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UserError(
            "batch.cannot_write",
            f"Berkas cetak tidak dapat ditulis di {path.parent}.",
            safe="Sertifikat tetap tersimpan di laptop ini.",
            todo="Kosongkan ruang di disk, lalu cetak lagi.",
        ) from error


def _empty() -> UserError:
    return UserError(
        "batch.empty",
        "Tidak ada sertifikat untuk dicetak.",
        todo="Terbitkan sertifikatnya dahulu, atau pilih kegiatan lain.",
    )
