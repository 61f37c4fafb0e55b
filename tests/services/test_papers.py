"""Papers: who gets one, what its number is, and that what it says is whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.numbers import parse_register_number
from app.domain.terms import CertificateStatus, DocumentType, GateState, Level, Outcome
from app.errors import UserError
from app.models.entities import Certificate, Signatory
from app.services import (
    businesses,
    certificates,
    decisions,
    papers,
    pdfs,
    photographs,
    print_counts,
    products,
    verification,
)
from app.services.workspace import Workspace
from app.settings import SignatorySetting
from tests.conftest import NOW
from tests.reports.reading import squeezed, whole_text
from tests.services.field import (
    DISTRICT,
    add_product,
    enrol,
    form,
    judge,
    open_session,
    paper,
    register,
)

NIK = "3174044108900001"
NAME = "Đapur <Sari> & \"Rasa\" 'Ñusantara' Café"


@pytest.fixture
def held(ws: Workspace) -> UUID:
    return open_session(ws)


def passed(ws: Workspace, held: UUID, name: str = "Kain Lasem", **values: Any) -> UUID:
    """The decision of a product that passed."""
    return judge(ws, add_product(ws, register(ws, f"Usaha {name}"), name, **values), held, 3)


def certificate(ws: Workspace, key: UUID) -> Certificate:
    with ws.db.read() as session:
        return session.get_one(Certificate, key)


# -- issuing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "gate"),
    [(2, GateState.MET), (3, GateState.UNMET), (3, GateState.IN_PROCESS)],
    ids=["failed", "needs_improvement", "conditional"],
)
def test_only_what_passed_is_certified(
    ws: Workspace, held: UUID, score: int, gate: GateState
) -> None:
    key = judge(ws, add_product(ws, register(ws)), held, score, gates={"NIB": gate})
    with pytest.raises(UserError) as caught:
        certificates.issue(ws, key)
    assert caught.value.code == "certificate.not_passed"
    assert papers.cards(ws, [key])[0].certificate_id is None


def test_a_certificate_shows_the_product(ws: Workspace, held: UUID) -> None:
    product = add_product(ws, register(ws), photo=False)
    key = judge(ws, product, held, 3)
    with pytest.raises(UserError) as caught:
        certificates.issue(ws, key)
    assert caught.value.code == "certificate.no_photo"
    assert decisions.get(ws, key).outcome is Outcome.PASSED


def test_the_same_decision_has_the_same_certificate(ws: Workspace, held: UUID) -> None:
    key = passed(ws, held)
    first, change = certificates.issue(ws, key)
    again, nothing = certificates.issue(ws, key)
    assert first == again
    assert not nothing.before
    assert not change.undoable
    with ws.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Certificate)) == 1


def test_numbers_are_unique_sequential_and_checked(ws: Workspace, clock: ManualClock) -> None:
    held, city = open_session(ws), open_session(ws, Level.CITY)
    first = passed(ws, held, "Satu")
    numbers = [number_of(ws, first), number_of(ws, passed(ws, held, "Dua"))]
    product = papers.cards(ws, [first])[0].product_id
    numbers.append(number_of(ws, judge(ws, product, city, 3)))
    clock.advance(timedelta(days=60))
    numbers.append(number_of(ws, passed(ws, held, "Tiga")))
    found = [parse_register_number(n) for n in numbers]
    assert [(n.region, n.device, n.year, n.sequence) for n in found if n] == [
        (DISTRICT, "00", 2026, 1),
        (DISTRICT, "00", 2026, 2),
        ("31.74", "00", 2026, 3),
        (DISTRICT, "00", 2027, 1),
    ]
    for number in numbers:
        assert certificates.find(ws, number.lower()) in {c.id for c in all_certificates(ws)}


def number_of(ws: Workspace, decision: UUID) -> str:
    return certificate(ws, certificates.issue(ws, decision)[0]).register_no


def all_certificates(ws: Workspace) -> list[Certificate]:
    with ws.db.read() as session:
        return list(session.scalars(sa.select(Certificate)))


def test_a_refused_certificate_takes_no_number(enrolled: Workspace, clock: ManualClock) -> None:
    """A laptop whose delegation has run out must not print a code that nobody believes."""
    ws = enrolled
    held = open_session(ws)
    key = passed(ws, held)
    clock.advance(timedelta(days=61))
    with pytest.raises(UserError) as caught:
        certificates.issue(ws, key)
    assert caught.value.code == "certificate.not_delegated"
    assert all_certificates(ws) == []
    clock.advance(timedelta(days=-61))
    assert number_of(ws, key).split("-")[4] == "00001"


@pytest.mark.parametrize("delegated", [None, "31.73"])
def test_only_a_delegated_laptop_signs(ws: Workspace, root: str, delegated: str | None) -> None:
    enrol(ws, root, delegated=delegated)
    key = passed(ws, open_session(ws))
    with pytest.raises(UserError) as caught:
        certificates.issue(ws, key)
    assert caught.value.code == "certificate.not_delegated"


def test_practice_says_so_and_never_verifies(ws: Workspace, held: UUID, root: str) -> None:
    key, _ = certificates.issue(ws, passed(ws, held))
    row = certificate(ws, key)
    assert row.status == CertificateStatus.TRAINING
    assert row.scope == "training"
    assert row.payload == f"LATIHAN {row.register_no}"
    enrol(ws, root)
    with pytest.raises(UserError) as caught:
        verification.verify_text(ws, row.payload)
    assert caught.value.code == "verify.training"
    assert "LATIHAN" in whole_text(pdfs.certificate_pdf(ws, key))


def test_a_practice_session_of_an_enrolled_laptop(ws: Workspace, root: str) -> None:
    held = open_session(ws)
    product = add_product(ws, register(ws))
    enrol(ws, root)
    key, _ = certificates.issue(ws, judge(ws, product, held, 3))
    assert certificate(ws, key).status == CertificateStatus.TRAINING


@pytest.mark.parametrize(
    ("documents", "until"),
    [
        ((), date(2028, 11, 21)),
        ((("HALAL", date(2027, 1, 5)),), date(2027, 1, 5)),
        ((("HALAL", date(2027, 1, 5)), ("BPOM", date(2026, 12, 1))), date(2026, 12, 1)),
        ((("HALAL", date(2027, 1, 5)), ("HALAL", date(2027, 9, 9))), date(2027, 9, 9)),
        ((("HALAL", date(2039, 1, 1)),), date(2028, 11, 21)),
        ((("TRADEMARK", date(2027, 1, 5)),), date(2028, 11, 21)),
        ((("HALAL", date(2026, 11, 20)),), date(2028, 11, 21)),
    ],
)
def test_the_first_paper_to_run_out_ends_it(
    ws: Workspace, held: UUID, documents: tuple[tuple[str, date], ...], until: date
) -> None:
    numbers = {"HALAL": "ID" + "1" * 17, "BPOM": "MD123456789012", "TRADEMARK": "IDM000000001"}
    typed = tuple(paper(DocumentType(k), numbers[k], valid_until=day) for k, day in documents)
    key, _ = certificates.issue(ws, passed(ws, held, category="MKN", documents=typed))
    assert certificate(ws, key).valid_until == until


def test_two_years_from_a_leap_day(ws: Workspace, clock: ManualClock) -> None:
    clock.advance(date(2028, 2, 29) - NOW.date())
    key, _ = certificates.issue(ws, passed(ws, open_session(ws)))
    assert certificate(ws, key).valid_until == date(2030, 2, 28)


def test_facts_stay_as_issued(ws: Workspace, held: UUID) -> None:
    business = register(ws, "Nama Lama")
    product = add_product(ws, business)
    key, _ = certificates.issue(ws, judge(ws, product, held, 3))
    before = certificate(ws, key)
    businesses.save(ws, form("Nama Baru"), business)
    photographs.remove(ws, products.get(ws, product).photos[0].id)
    after = certificate(ws, key)
    assert after.facts == before.facts
    assert after.facts["business_name"] == "Nama Lama"
    assert after.record_hash == before.record_hash


def test_who_signs(ws: Workspace, held: UUID) -> None:
    own = SignatorySetting("Budi", "Kepala Suku Dinas", "1" * 18)
    ws.save_settings(replace(ws.settings, signatories=(own,)))
    first, _ = certificates.issue(ws, passed(ws, held, "Satu"))
    today = NOW.date()
    with ws.db.write() as session:
        for name, region, since, until in (
            ("Provinsi", "31", None, None),
            ("Kecamatan", DISTRICT, today, None),
            ("Pensiun", DISTRICT, None, today - timedelta(days=1)),
            ("Tetangga", "31.73.01", None, None),
        ):
            row = {"name": name, "region_code": region, "valid_from": since, "valid_to": until}
            place = {"id": ws.ids.new(), "scope": "global", "created_at": NOW, "position": "Camat"}
            session.add(Signatory(**row, **place))
    second, _ = certificates.issue(ws, passed(ws, held, "Dua"))
    names = [[s["name"] for s in certificate(ws, k).facts["signatories"]] for k in (first, second)]
    assert names == [["Budi"], ["Kecamatan"]]


@pytest.mark.parametrize("text", ["K-31.74.04-A7-2026-00012-X", "", "💥"])
def test_an_unknown_certificate(ws: Workspace, text: str) -> None:
    with pytest.raises(UserError) as caught:
        certificates.find(ws, text)
    assert caught.value.code == "certificate.unknown"


def test_found_by_key(ws: Workspace, held: UUID) -> None:
    key, _ = certificates.issue(ws, passed(ws, held))
    assert certificates.find(ws, str(key).upper()) == certificates.find(ws, f" {key.hex} ") == key


# -- on paper --------------------------------------------------------------------------


@pytest.fixture
def rich(enrolled: Workspace) -> tuple[Workspace, UUID]:
    """A signed certificate whose names need care, of an owner whose NIK is known."""
    ws = enrolled
    business = register(ws, NAME, owner_name=f"Ibu {NAME}", nik=NIK, brand=NAME)
    key = judge(ws, add_product(ws, business, f"Kain {NAME}"), open_session(ws, name=NAME), 3)
    return ws, certificates.issue(ws, key)[0]


def test_the_pages_hold_the_names_whole_and_no_nik(rich: tuple[Workspace, UUID]) -> None:
    ws, key = rich
    row = certificate(ws, key)
    first = pdfs.certificate_pdf(ws, key)
    text = whole_text(first)
    for part in (NAME, f"Ibu {NAME}", f"Kain {NAME}", row.register_no):
        assert squeezed(part) in text
    assert "SALINAN" not in text
    for place in (text, json.dumps(row.facts), row.payload):
        assert NIK not in place
    assert NIK.encode() not in first
    print_counts.count(ws, [key])
    assert "SALINANke-1" in whole_text(pdfs.certificate_pdf(ws, key))
    print_counts.count(ws, [key])
    assert "SALINANke-2" in whole_text(pdfs.certificate_pdf(ws, key))


def test_a_photograph_that_has_not_come_yet(rich: tuple[Workspace, UUID]) -> None:
    ws, key = rich
    ws.photos = type(ws.photos)(ws.folder / "kosong")
    assert squeezed(NAME) in whole_text(pdfs.certificate_pdf(ws, key))


def test_an_emblem_that_has_gone_is_told(rich: tuple[Workspace, UUID]) -> None:
    ws, key = rich
    ws.save_settings(replace(ws.settings, emblem_file=str(ws.folder / "hilang.png")))
    with pytest.raises(UserError) as caught:
        pdfs.certificate_pdf(ws, key)
    assert caught.value.code == "paper.emblem_missing"


def test_the_sheet_that_says_what_to_improve(ws: Workspace, held: UUID) -> None:
    business = register(ws, NAME, nik=NIK)
    key = judge(
        ws,
        add_product(ws, business, f"Kain {NAME}"),
        held,
        3,
        scores={"MUTU-2": 1},
        notes={"MUTU-2": f"Jahitan {NAME}"},
        gates={"NIB": GateState.UNMET},
    )
    text = whole_text(pdfs.improvement_pdf(ws, key))
    with ws.db.read() as session:
        items = [(i.title, i.finding, i.advice) for i in decisions.items_of(session, key)]
    assert len(items) == 2
    for part in (NAME, f"Kain {NAME}", "Perlu perbaikan", "Rani Kurator", *items[0], *items[1]):
        assert squeezed(part) in text
    assert "LATIHAN" in text
    assert NIK not in text


# -- lists -----------------------------------------------------------------------------


def test_cards_newest_first_and_filtered(ws: Workspace, held: UUID, clock: ManualClock) -> None:
    good = passed(ws, held, "Baik")
    certificates.issue(ws, good)
    clock.advance(timedelta(minutes=1))
    bad = judge(ws, add_product(ws, register(ws), "Kurang"), held, 2)
    assert papers.ids(ws) == [bad, good]
    assert papers.ids(ws, only=Outcome.FAILED) == [bad]
    cards = papers.cards(ws, [good, bad])
    assert [(c.product, c.outcome, c.status) for c in cards] == [
        ("Baik", "passed", "training"),
        ("Kurang", "failed", None),
    ]
    assert cards[0].decided_on == NOW.date()
    assert not cards[0].unsent
