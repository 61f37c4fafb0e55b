"""A region's set-up of papers: written, published, printed; and what papers take without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
import sqlalchemy as sa
from PIL import Image

from app.clock import ManualClock
from app.domain.official_numbers import NumberRule
from app.domain.paper_setup import MAX_EMBLEM, PaperSetup, Signer, to_columns
from app.domain.regions import GLOBAL
from app.errors import UserError
from app.models.entities import Certificate, Person, Signatory
from app.models.entities import PaperSetup as Row
from app.models.local import Refusal, SyncRow
from app.models.reference import reference_row
from app.photos import taking
from app.services import (
    certificates,
    emblems,
    letterheads,
    paper_setup_drafts,
    paper_setup_shelves,
    pdfs,
    safety,
    titles,
)
from app.services.paper_setup_shelves import SetupShelf, Standing
from app.services.workspace import Workspace
from app.settings import SignatorySetting
from app.sync.inbox import applying
from tests.conftest import NOW
from tests.reports.reading import whole_text
from tests.services.field import add_product, enrol, judge, open_session, register

CITY = "31.74"
DAY = date(2026, 11, 21)
SARI = Signer("Sari Dewi", "Kepala Suku Dinas", "197001011995031001")
TANGERINE = (240, 130, 20)


def png(colour: tuple[int, int, int] = TANGERINE) -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "PNG")
    return out.getvalue()


SETUP = PaperSetup(
    region=CITY,
    valid_from=DAY,
    lines=("PEMERINTAH KOTA", "SUKU DINAS UJI"),
    address="Jalan Prapanca 9",
    emblem=png(),
    number=NumberRule("{seq:04d}/{unit}/{tahun}", unit="SD"),
    signers=(SARI,),
)


@pytest.fixture
def admin(ws: Workspace, root: str) -> Workspace:
    """A laptop of an admin of the city, who also curates."""
    roles = (("admin", CITY), ("curator", "31.74.04"), ("chair", "31.74.04"))
    enrol(ws, root, roles=roles, name="Adi Admin")
    return ws


def arrive(ws: Workspace, setup: PaperSetup = SETUP, version: int = 1, by: str = "Bayu") -> UUID:
    """A set-up comes from the centre."""
    key, person = ws.ids.new(), ws.ids.new()
    row = {**reference_row(key, NOW, version=version), **to_columns(setup), "created_by": person}
    with ws.db.write() as session, applying(session):
        session.execute(sa.insert(Row).values(**row))
        known = reference_row(person, NOW, name=by, nip=None, active=True)
        session.execute(sa.insert(Person).values(**known))
    return key


def confirm(ws: Workspace) -> None:
    """The centre has signed for everything."""
    with ws.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}, bver=1))


def refuse(ws: Workspace, code: str) -> None:
    """The centre refuses what waits of set-ups."""
    with ws.db.write() as session:
        for row in session.scalars(sa.select(SyncRow).filter_by(entity="paper_setup")):
            row.state = "refused"
            session.add(Refusal(entity="paper_setup", id=row.id, code=code, refused_at=NOW))


def shelf(ws: Workspace, region: str = CITY) -> SetupShelf:
    return paper_setup_shelves.shelf(ws, region)


def refused(deed: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        deed()
    return caught.value.code


def heading(ws: Workspace, region: str = "31.74.04", day: date = DAY) -> letterheads.Heading:
    with ws.db.read() as session:
        return letterheads.heading(ws, session, region, day)


def issued(ws: Workspace) -> Certificate:
    held = open_session(ws)
    key, _ = certificates.issue(ws, judge(ws, add_product(ws, register(ws)), held, 3))
    with ws.db.read() as session:
        return session.get_one(Certificate, key)


def colours_of(pdf: bytes) -> set[tuple[int, int, int]]:
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("RGB")
    return {colour for count, colour in page.getcolors(page.width * page.height) if count > 20}


# -- what papers take ------------------------------------------------------------------


def test_before_enrolment_papers_take_the_settings(ws: Workspace) -> None:
    ws.save_settings(replace(ws.settings, signatories=(SignatorySetting("Ani", "Kepala"),)))
    arrive(ws, replace(SETUP, region="31.75"))
    found = heading(ws)
    assert (found.lines, found.setup_id) == (ws.settings.letterhead_lines, None)
    assert found.signers == (Signer("Ani", "Kepala"),)


def test_a_certificate_takes_the_set_up_of_its_region(enrolled: Workspace) -> None:
    key = arrive(enrolled)
    row = issued(enrolled)
    assert row.facts["letterhead"] == list(SETUP.lines)
    assert row.facts["address"] == SETUP.address
    assert row.facts["paper_setup"] == key.hex
    said = {"name": SARI.name, "position": SARI.position, "nip": SARI.nip}
    assert row.facts["signatories"] == [said]
    pdf = pdfs.certificate_pdf(enrolled, row.id)
    text = whole_text(pdf)
    assert all(part in text for part in ("SUKUDINASUJI", "SariDewi", "197001011995031001"))
    assert TANGERINE in colours_of(pdf)


def test_a_reprint_says_what_the_certificate_said(enrolled: Workspace) -> None:
    arrive(enrolled)
    row = issued(enrolled)
    later = replace(SETUP, lines=("LAIN SEKALI",), emblem=png((10, 60, 220)))
    arrive(enrolled, later, version=2, by="Cici")
    pdf = pdfs.certificate_pdf(enrolled, row.id)
    assert "SUKUDINASUJI" in whole_text(pdf)
    assert TANGERINE in colours_of(pdf)
    assert heading(enrolled).lines == later.lines


def test_a_day_without_a_signatory_issues_nothing(enrolled: Workspace, clock: ManualClock) -> None:
    ended = replace(SETUP, signers=(replace(SARI, end=DAY),))
    arrive(enrolled, ended)
    clock.advance(timedelta(days=1))
    decision = judge(enrolled, add_product(enrolled, register(enrolled)), open_session(enrolled), 3)
    assert refused(lambda: certificates.issue(enrolled, decision)) == "paper_setup.no_signer"


def test_the_old_list_of_signatories_counts_until_there_is_a_set_up(enrolled: Workspace) -> None:
    values = {"region_code": CITY, "name": "Lama", "position": "Kepala", "nip": None}
    with enrolled.db.write() as session, applying(session):
        row = reference_row(enrolled.ids.new(), NOW, valid_from=None, valid_to=None, **values)
        session.execute(sa.insert(Signatory).values(**row))
    assert heading(enrolled).signers == (Signer("Lama", "Kepala"),)
    arrive(enrolled)
    assert heading(enrolled).signers == (SARI,)


def test_an_emblem_that_is_no_picture_is_left_out(enrolled: Workspace) -> None:
    arrive(enrolled, replace(SETUP, emblem=png()[:60]))
    row = issued(enrolled)
    pdf = pdfs.certificate_pdf(enrolled, row.id)
    assert "SUKUDINASUJI" in whole_text(pdf)
    assert TANGERINE not in colours_of(pdf)


def test_what_a_newer_program_published_is_told(enrolled: Workspace) -> None:
    key = arrive(enrolled)
    with enrolled.db.write() as session, applying(session):
        session.execute(sa.update(Row).where(Row.id == key).values(numbering="by_dice"))
    assert refused(lambda: heading(enrolled)) == "paper_setup.unreadable"


# -- writing and publishing --------------------------------------------------------------


def test_a_draft_begins_from_the_settings_and_is_kept_whole(admin: Workspace) -> None:
    begun = paper_setup_drafts.begin(admin, CITY)
    assert begun.setup.lines == admin.settings.letterhead_lines
    assert begun.setup.valid_from == admin.today()
    paper_setup_drafts.save(admin, SETUP, begun.based_on)
    kept = shelf(admin).draft
    assert kept is not None
    assert (kept.setup, kept.based_on) == (SETUP, 0)
    assert not safety.of_laptop(admin).safe_to_wipe
    paper_setup_drafts.drop(admin, CITY)
    assert shelf(admin).draft is None


def test_a_publication_counts_when_the_centre_has_it(admin: Workspace) -> None:
    paper_setup_drafts.save(admin, SETUP, 0)
    paper_setup_drafts.publish(admin, SETUP)
    found = shelf(admin)
    assert (found.draft, found.newest) == (None, None)
    assert found.pending is not None
    assert (found.pending.standing, found.pending.by) == (Standing.WAITING, "Adi Admin")
    assert heading(admin).setup_id is None
    confirm(admin)
    found = shelf(admin)
    assert [line.standing for line in found.lines] == [Standing.IN_FORCE]
    assert (found.counts, found.counts_of) == (SETUP, "Jakarta Selatan")
    assert heading(admin).lines == SETUP.lines
    with admin.db.read() as session:
        row = session.scalars(sa.select(Row)).one()
        assert (row.version, row.scope, row.created_by) == (1, GLOBAL, admin.me.person_id)
        assert titles.title(admin, session, "paper_setup", row.id) == "Surat Jakarta Selatan, versi 1"


def test_the_next_one_follows_and_may_be_planned(admin: Workspace) -> None:
    arrive(admin)
    begun = paper_setup_drafts.begin(admin, CITY)
    assert (begun.based_on, begun.setup.lines) == (1, SETUP.lines)
    planned = replace(SETUP, valid_from=DAY + timedelta(days=40), lines=("TAHUN DEPAN",))
    paper_setup_drafts.publish(admin, planned)
    confirm(admin)
    lines = shelf(admin).lines
    assert [(x.version, x.standing) for x in lines] == [
        (2, Standing.PLANNED),
        (1, Standing.IN_FORCE),
    ]
    assert [x.by for x in lines] == ["Adi Admin", "Bayu"]


def test_a_district_takes_its_citys_and_says_whose_it_is(admin: Workspace) -> None:
    arrive(admin)
    found = shelf(admin, "31.74.04")
    assert (found.counts.lines, found.counts_of) == (SETUP.lines, "Jakarta Selatan")
    assert found.lines == ()
    begun = paper_setup_drafts.begin(admin, "31.74.04")
    assert (begun.setup.region, begun.setup.lines, begun.based_on) == ("31.74.04", SETUP.lines, 0)


def test_what_must_not_be_published_is_told(admin: Workspace) -> None:
    publish = paper_setup_drafts.publish
    assert refused(lambda: publish(admin, replace(SETUP, lines=()))) == "paper_setup.problems"
    yesterday = replace(SETUP, valid_from=DAY - timedelta(days=1))
    assert refused(lambda: publish(admin, yesterday)) == "paper_setup.past"
    elsewhere = replace(SETUP, region="31.75")
    assert refused(lambda: publish(admin, elsewhere)) == "role.missing"
    assert refused(lambda: publish(admin, replace(SETUP, region="31"))) == "role.missing"
    arrive(admin)
    assert refused(lambda: publish(admin, SETUP)) == "paper_setup.unchanged"
    publish(admin, replace(SETUP, lines=("BARU",)))
    again = replace(SETUP, lines=("LEBIH BARU",))
    assert refused(lambda: publish(admin, again)) == "paper_setup.pending"
    assert refused(lambda: paper_setup_drafts.begin(admin, CITY)) == "paper_setup.pending"


def test_before_enrolment_nothing_is_published(ws: Workspace) -> None:
    assert refused(lambda: paper_setup_drafts.publish(ws, SETUP)) == "paper_setup.practice"


def test_a_refused_one_becomes_a_draft_again(admin: Workspace) -> None:
    paper_setup_drafts.publish(admin, SETUP)
    arrive(admin, replace(SETUP, lines=("LEBIH DULU",)))
    refuse(admin, "paper_setup.version_taken")
    found = shelf(admin)
    assert found.pending is not None
    assert found.pending.standing is Standing.REFUSED
    assert "oleh Bayu" in paper_setup_shelves.refusal_sentence(found)
    draft = paper_setup_drafts.take_back(admin, CITY)
    assert (draft.setup, draft.based_on) == (SETUP, 1)
    assert [line.by for line in shelf(admin).lines] == ["Bayu"]


def test_one_that_may_have_travelled_stays(admin: Workspace) -> None:
    paper_setup_drafts.publish(admin, SETUP)
    with admin.db.write() as session:
        session.execute(sa.update(SyncRow).values(frozen=1))
    taken = refused(lambda: paper_setup_drafts.take_back(admin, CITY))
    assert taken == "paper_setup.travelling"


def test_regions_are_those_of_the_work_above_and_below(admin: Workspace) -> None:
    lines = paper_setup_shelves.region_lines(admin)
    found = {line.code: line for line in lines}
    assert [x.code for x in lines] == sorted(found)
    assert (found["31"].editable, found[CITY].editable) == (False, True)
    assert found["31.74.04"].editable
    assert found["31.74.04"].depth == 2
    assert "31.71" not in found


# -- emblems ------------------------------------------------------------------------------


def test_an_emblem_from_elsewhere_is_made_anew_once(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = png() + b"<script>"
    made = emblems.clean(ws, marked)
    assert made is not None
    assert b"<script>" not in made
    monkeypatch.setattr(taking, "clean_emblem", _never)
    assert emblems.clean(ws, marked) == made


def _never(*_: Any, **__: Any) -> None:
    raise AssertionError("asked twice")


def test_a_kept_emblem_is_what_it_was_or_nothing(ws: Workspace) -> None:
    name = emblems.keep(ws, png())
    assert emblems.kept(ws, name) == png()
    (ws.folder / "lambang" / f"{name}.png").write_bytes(b"lain")
    assert emblems.kept(ws, name) is None
    assert emblems.keep(ws, png()) == name
    assert emblems.kept(ws, name) == png()
    assert refused(lambda: emblems.keep(ws, bytes(MAX_EMBLEM + 1))) == "emblem.large"
