"""A set-up of papers published on one laptop stands on what another prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from app.central.centre import Centre
from app.domain.official_numbers import NumberRule
from app.domain.paper_setup import PaperSetup
from app.domain.terms import CertificateStatus, Role
from app.models.entities import Certificate
from app.services import (
    certificate_states,
    certificates,
    paper_setup_drafts,
    paper_setup_shelves,
    pdfs,
)
from app.services.certificate_states import CertificateState
from app.services.paper_setup_shelves import Standing
from app.services.refusals import refusals
from app.services.workspace import Workspace
from app.sync.report import Report
from tests.carried.conftest import OpenLaptop
from tests.reports.reading import whole_text
from tests.services import field
from tests.services.test_paper_setups import SETUP, TANGERINE, colours_of, heading

Sync = Callable[[Workspace], Report]
ADMIN = (Role.ADMIN,)
CITY = replace(SETUP, number=NumberRule("{seq:03d}/{unit}/{bulan_romawi}/{tahun}", unit="SD"))


def publish(ws: Workspace, setup: PaperSetup = CITY) -> None:
    paper_setup_drafts.publish(ws, replace(setup, valid_from=ws.today()))


def issue(ws: Workspace) -> UUID:
    shop, held = field.register(ws), field.open_session(ws)
    return certificates.issue(ws, field.judge(ws, field.add_product(ws, shop), held, 3))[0]


def state_of(ws: Workspace, key: UUID) -> CertificateState:
    with ws.db.read() as session:
        return certificate_states.state(session, session.get_one(Certificate, key))


def test_published_on_one_laptop_and_printed_on_another(
    open_laptop: OpenLaptop, sync: Sync
) -> None:
    adi, rani = open_laptop("Adi", "31.74", ADMIN), open_laptop("Rani")
    sync(rani)
    publish(adi)
    assert heading(rani, day=rani.today()).setup_id is None
    sync(adi)
    sync(rani)
    key = issue(rani)
    text = whole_text(pdfs.certificate_pdf(rani, key))
    assert all(part in text for part in ("SUKUDINASUJI", "SariDewi", "JalanPrapanca9"))
    assert TANGERINE in colours_of(pdfs.certificate_pdf(rani, key))
    for _ in range(2):
        sync(rani)
    confirmed = state_of(rani, key)
    assert confirmed.status == CertificateStatus.FINAL
    assert confirmed.official_number == "001/SD/XI/2026"
    assert "Nomor001/SD/XI/2026" in whole_text(pdfs.certificate_pdf(rani, key))
    sync(adi)
    assert "SUKUDINASUJI" in whole_text(pdfs.certificate_pdf(adi, key))


def test_the_second_admin_is_told_who_was_first(
    open_laptop: OpenLaptop, centre: Centre, sync: Sync
) -> None:
    adi, bayu = open_laptop("Adi", "31.74", ADMIN), open_laptop("Bayu", "31", ADMIN)
    publish(adi)
    publish(bayu, replace(CITY, lines=("LAIN",)))
    sync(adi)
    sync(bayu)
    shelf = paper_setup_shelves.shelf(bayu, "31.74")
    assert shelf.pending is not None
    assert shelf.pending.standing is Standing.REFUSED
    said = paper_setup_shelves.refusal_sentence(shelf)
    assert said == "Versi 1 sudah diterbitkan oleh Adi. Terbitan Anda tidak dipakai."
    (line,) = refusals(bayu)
    assert (line.title, line.may_hand_over) == ("Surat Jakarta Selatan, versi 1", False)
    draft = paper_setup_drafts.take_back(bayu, "31.74")
    publish(bayu, draft.setup)
    sync(bayu)
    assert heading(bayu, day=bayu.today()).lines == ("LAIN",)
