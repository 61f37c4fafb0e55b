"""Usaha: what may be saved, what is kept, who is told of a likeness."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.findings import sentence
from app.domain.identifiers import Severity
from app.errors import UserError
from app.models.entities import Business
from app.models.local import SyncRow
from app.services import businesses, changes
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.field import (
    DISTRICT,
    OTHER_WARD,
    WARD,
    add_product,
    enrol,
    form,
    open_session,
    register,
)

TODAY = NOW.date()
GOOD_NIK = "3174044108900001"


@pytest.mark.parametrize(
    ("field", "text", "code", "severity"),
    [
        ("name", "  ", "required", Severity.FORMAT),
        ("name", "\u200b", "required", Severity.FORMAT),
        ("name", "x" * 121, "name.too_long", Severity.FORMAT),
        ("brand", "x" * 121, "name.too_long", Severity.FORMAT),
        ("owner_name", "", "required", Severity.FORMAT),
        ("ward_code", "", "required", Severity.FORMAT),
        ("nik", "317404410890000", "nik.sixteen_digits", Severity.FORMAT),
        ("nik", "3174043102900001", "nik.no_such_date", Severity.FORMAT),
        ("nik", "3174044108900000", "nik.serial_zero", Severity.FORMAT),
        ("nik", "3273044108900001", "nik.place_differs", Severity.HINT),
        ("nib", "91200012345", "nib.thirteen_digits", Severity.FORMAT),
        ("npwp", "12", "npwp.fifteen_or_sixteen_digits", Severity.FORMAT),
        ("npwp", "123456789012345", "npwp.check_digit", Severity.HINT),
        ("npwp", "3174043102900001", "npwp.nik_looks_wrong", Severity.HINT),
        ("phone", "12345", "phone.shape", Severity.FORMAT),
        ("rt", "1a", "rt.digits", Severity.FORMAT),
        ("rw", "1234", "rt.digits", Severity.FORMAT),
    ],
)
def test_a_finding_stands_at_its_field(
    field: str, text: str, code: str, severity: Severity
) -> None:
    typed: dict[str, Any] = {field: text}
    found = businesses.check(replace(form(), **typed), TODAY)
    assert [(f.code, f.severity) for f in found[field]] == [(code, severity)]
    assert businesses.blocks(found) is (severity is Severity.FORMAT)
    assert sentence(code)


def test_a_good_form_has_no_findings() -> None:
    good = form(
        nik="3174 0441 0890 0001",
        nib="9120-0012-3456-7",
        npwp="01.234.567.4-012.000",
        phone="+62 812-3456-789",
        rt="3",
        rw="012",
        name="x" * 120,
    )
    assert not businesses.check(good, TODAY)


def test_consent_is_asked_once() -> None:
    assert "consent" in businesses.check(form(consent=False), TODAY)
    assert "consent" not in businesses.check(form(consent=False), TODAY, new=False)


def test_a_blocked_form_saves_nothing(ws: Workspace) -> None:
    with pytest.raises(UserError) as caught:
        businesses.save(ws, form(nib="12"))
    assert caught.value.code == "business.invalid"
    assert businesses.ids(ws) == []


@pytest.mark.parametrize(
    "name",
    [
        "Sari & <Bumi> \"Jamu\" 'Asli'",
        "Café Ñandú Đorđe",
        "<b>Tebal",
        "100% Enak; DROP TABLE",
        "茶屋",
    ],
)
def test_names_are_kept_whole(ws: Workspace, name: str) -> None:
    key = register(ws, name, owner_name=name, brand=name, address=name, note=name)
    kept = businesses.get(ws, key).form
    assert {kept.name, kept.owner_name, kept.brand, kept.address, kept.note} == {name}
    assert businesses.cards(ws, [key])[0].name == name


def test_identifiers_are_kept_in_one_spelling(ws: Workspace) -> None:
    key = register(
        ws,
        nik="3174 0441-0890.0001",
        nib="9120 0012 34567",
        npwp="01.234.567.4-012.000",
        rt="3",
        rw=" 12 ",
        phone=" 0812 3456 7890 ",
    )
    kept = businesses.get(ws, key).form
    assert (kept.nik, kept.nib) == (GOOD_NIK, "9120001234567")
    assert kept.npwp == "0012345674012000"
    assert (kept.rt, kept.rw, kept.phone) == ("003", "012", "0812 3456 7890")


def test_saving_records_consent_place_and_birth(ws: Workspace) -> None:
    key, change = businesses.save(ws, form())
    view = businesses.get(ws, key)
    assert view.consent_at == NOW
    assert view.registered_at == NOW
    assert view.scope == DISTRICT
    assert view.address.short == "Pasar Minggu, Jakarta Selatan"
    assert change.entities == {"business"}
    with ws.db.read() as session:
        row = session.get_one(Business, key)
        assert row.consent_text == businesses.CONSENT_TEXT
        assert row.created_by == ws.me.person_id


def test_editing_keeps_the_first_consent(ws: Workspace, clock: ManualClock) -> None:
    key = register(ws, phone="081234567890")
    clock.advance(timedelta(days=1))
    businesses.save(ws, form("Dapur Sari Rasa", consent=False), key)
    view = businesses.get(ws, key)
    assert (view.form.name, view.form.phone) == ("Dapur Sari Rasa", "")
    assert (view.consent_at, view.form.consent) == (NOW, True)


def test_an_imported_business_can_consent_later(ws: Workspace, clock: ManualClock) -> None:
    key = register(ws)
    with ws.db.write() as session:
        session.execute(sa.update(Business).values(consent_at=None, consent_text=None))
    assert businesses.get(ws, key).form.consent is False
    clock.advance(timedelta(hours=1))
    businesses.save(ws, form(), key)
    assert businesses.get(ws, key).consent_at == NOW + timedelta(hours=1)


def test_undo_of_an_edit_and_of_a_registration(ws: Workspace) -> None:
    key, registered = businesses.save(ws, form())
    _, edited = businesses.save(ws, form("Lain", ward_code=OTHER_WARD, phone="081234567890"), key)
    assert edited.undoable
    changes.undo(ws, edited)
    assert businesses.get(ws, key).form == form()
    assert businesses.ids(ws, text="lain") == []
    changes.undo(ws, registered)
    with pytest.raises(UserError) as caught:
        businesses.get(ws, key)
    assert caught.value.code == "business.gone"
    assert businesses.ids(ws) == []
    assert businesses.cards(ws, [key]) == []


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "DAPUR  SARI"},
        {"name": "PT Dapursari"},
        {"name": "Lain", "nib": "9120 0012 34567"},
        {"name": "Lain", "nik": "3174-0441-0890-0001"},
        {"name": "Lain", "phone": "081234567890"},
    ],
)
def test_a_likeness_is_noticed(ws: Workspace, typed: dict[str, Any]) -> None:
    key = register(ws, nib="9120001234567", nik=GOOD_NIK, phone="081234567890")
    register(ws, "Warung Budi")
    wanted = businesses.BusinessForm(**typed)
    assert [c.id for c in businesses.similar(ws, wanted)] == [key]
    assert businesses.similar(ws, wanted, key) == []


def test_an_empty_form_is_like_nothing(ws: Workspace) -> None:
    register(ws)
    assert businesses.similar(ws, businesses.BusinessForm()) == []


def test_a_walk_in_is_seen_by_the_session_too(enrolled: Workspace) -> None:
    ws = enrolled
    at_home, before = register(ws), register(ws, "Tamu Satu", ward_code=OTHER_WARD)
    open_session(ws, region="31.74.04")
    walked_in = register(ws, "Tamu Dua", ward_code=OTHER_WARD)
    with ws.db.read() as session:
        places = {
            key: (session.get_one(Business, key).scope, session.get_one(Business, key).guest_scope)
            for key in (at_home, before, walked_in)
        }
    assert places[at_home] == (DISTRICT, None)
    assert places[before] == places[walked_in] == ("31.73.01", DISTRICT)
    assert businesses.is_walk_in(ws, "31.73.01")
    assert not businesses.is_walk_in(ws, DISTRICT)


def test_before_enrolment_nobody_walks_in(ws: Workspace) -> None:
    key = register(ws, ward_code=OTHER_WARD)
    with ws.db.read() as session:
        assert session.get_one(Business, key).guest_scope is None


def test_what_has_not_been_sent_is_marked_once_there_is_a_centre(ws: Workspace, root: str) -> None:
    key = register(ws)
    assert not businesses.cards(ws, [key])[0].unsent
    enrol(ws, root)
    assert businesses.cards(ws, [key])[0].unsent
    with ws.db.write() as session:
        session.execute(sa.update(SyncRow).values(fb={}))
    assert not businesses.cards(ws, [key])[0].unsent


def test_lists_are_by_name_and_count_products(ws: Workspace) -> None:
    second, first = register(ws, "Zaitun"), register(ws, "Anggrek", ward_code=WARD)
    add_product(ws, second)
    assert businesses.ids(ws) == [first, second]
    cards = businesses.cards(ws, [second, first])
    assert [(c.name, c.products) for c in cards] == [("Zaitun", 1), ("Anggrek", 0)]
    assert cards[0].thumb is not None
    assert cards[1].thumb is None
