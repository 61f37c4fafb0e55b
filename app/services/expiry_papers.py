"""The letter that tells a business which of its papers run out; one, or many in one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.numbers import paper_mark
from app.errors import UserError
from app.services import expiry, letterheads
from app.services.expiry import Expiring
from app.services.session_records import official_of
from app.services.standing_keys import CERTIFICATE
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.expiry_letter import ExpiryLetterData

MOST: Final = 200
"""Letters in one file."""

PLACE = "Jakarta"


@dataclass(frozen=True, slots=True)
class Letters:
    """One file, and the businesses it is for: these are told once it is printed or saved."""

    pdf: bytes
    told: tuple[Expiring, ...]


def letter(ws: Workspace, business_id: UUID) -> Letters:
    """The letter to one business; UserError `expiry.nothing`."""
    return _made(ws, [expiry.business(ws, business_id)])


def letters(
    ws: Workspace,
    ids: Sequence[UUID],
    *,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    check: Callable[[], None] = lambda: None,
) -> Letters:
    """A letter to each of at most `MOST` businesses; UserError `expiry.nothing`.

    `tell(done, total)` after each; `check()` may raise to stop.
    """
    found = [one for one in expiry.businesses(ws, list(ids[:MOST])) if one.papers]
    if not found:
        raise UserError(
            "expiry.nothing",
            "Tidak ada dokumen yang akan berakhir pada pilihan ini.",
            safe="Tidak ada surat yang dibuat.",
            todo="Pilih kecamatan atau jangka waktu lain.",
        )

    def heard(done: int) -> None:
        check()
        tell(done, len(found))

    check()
    return _made(ws, found, heard)


def _made(
    ws: Workspace, found: Sequence[Expiring], tell: Callable[[int], None] = lambda _done: None
) -> Letters:
    from app.reports.expiry_letter import render_expiry_letters

    with ws.db.read() as session:
        data = [_data(ws, session, one) for one in found]
    return Letters(render_expiry_letters(data, tell=tell), tuple(found))


def _data(ws: Workspace, session: Session, one: Expiring) -> ExpiryLetterData:
    from app.reports.expiry_letter import EndingPaper, ExpiryLetterData
    from app.reports.values import PaperStatus

    today = ws.today()
    return ExpiryLetterData(
        mark=paper_mark("MB", one.district, today.year, one.business_id),
        letterhead=letterheads.letterhead(ws, session, one.district, today),
        place=PLACE,
        written_on=today,
        owner_name=one.owner,
        business_name=one.business,
        address=one.place,
        papers=tuple(
            EndingPaper(p.name, p.products, p.until, p.ended, p.channels) for p in one.papers
        ),
        curated=any(p.kind == CERTIFICATE for p in one.papers),
        signatory=official_of(ws, session, one.district, today),
        status=PaperStatus.TRAINING if ws.me.training else PaperStatus.FINAL,
    )
