"""A certificate of nobody, so that a set-up of papers can be seen before it is published."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.official_numbers import problems, render
from app.domain.paper_setup import MAX_TOGETHER, PaperSetup, Signer
from app.domain.terms import Category, Level
from app.services import emblems
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.values import Signatory

_EMPTY = "–"
_NUMBER = 7


def certificate(ws: Workspace, setup: PaperSetup) -> bytes:
    """The certificate as the set-up would have it on its first day.

    Raises UserError when something is too long for the paper.
    """
    from app.reports.certificate import render_certificate
    from app.reports.values import CertificateData, Letterhead, PaperStatus, SigningMode

    day = setup.valid_from
    emblem = None if setup.emblem is None else emblems.clean(ws, setup.emblem)
    data = CertificateData(
        register_no="K-31.74.04-00-2026-00007-0",
        official_number=None if problems(setup.number) else render(setup.number, _NUMBER, day),
        business_name="Usaha Contoh",
        owner_name="Pemilik Contoh",
        product_name="Produk Contoh",
        brand="",
        category=Category.PACKAGED_FOOD.term,
        ward="",
        district="Contoh",
        city="Jakarta",
        level=Level.DISTRICT.term.lower(),
        session_name="Kegiatan Contoh",
        place="Jakarta",
        issued_on=day,
        valid_until=day,
        total=Decimal(80),
        grade="A",
        conditions=(),
        signatories=_on_paper(setup),
        letterhead=Letterhead(setup.lines or (_EMPTY,), setup.address, emblem),
        qr_text="CONTOH",
        record_hash="",
        photo=None,
        status=PaperStatus.FINAL,
        copy_no=0,
        mode=SigningMode(ws.settings.signing_mode),
    )
    return render_certificate(data, archival=False)


def _on_paper(setup: PaperSetup) -> tuple[Signatory, ...]:
    from app.reports.values import Signatory

    signers = setup.signers_on(setup.valid_from)[:MAX_TOGETHER] or (Signer("", ""),)
    return tuple(Signatory(s.name or _EMPTY, s.position or _EMPTY, s.nip or None) for s in signers)
