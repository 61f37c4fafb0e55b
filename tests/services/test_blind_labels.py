"""Kode buta in a session: what curators see instead of names, and how a label is found again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.blind import next_code, read_code
from app.domain.terms import DocumentType
from app.errors import UserError
from app.models.entities import BlindLabel
from app.models.local import LabelCounter
from app.services import (
    blind_labels,
    curations,
    decisions,
    score_sheets,
    sessions,
    sheet_views,
    steps,
)
from app.services.workspace import Workspace
from tests.conftest import OpenWorkspace
from tests.services.field import (
    DISTRICT,
    add_product,
    enrol,
    filled,
    open_session,
    paper,
    register,
)


@pytest.fixture
def blind(enrolled: Workspace) -> UUID:
    """A session whose products are judged blind."""
    return open_session(enrolled, blind=True)


def refused(code: str, ws: Workspace, held: UUID, text: str) -> UserError:
    with pytest.raises(UserError) as caught:
        steps.check_in(ws, held, text)
    assert caught.value.code == code
    assert caught.value.todo
    return caught.value


def code_of(ws: Workspace, key: UUID) -> str:
    with ws.db.read() as session:
        return blind_labels.codes(session, [key])[key]


def test_who_scores_sees_the_code_until_it_is_decided(enrolled: Workspace, blind: UUID) -> None:
    ws = enrolled
    documents = (paper(DocumentType.PIRT, "215317401000131"),)
    product = add_product(ws, register(ws), "Keripik Bu Sari", category="MKN", documents=documents)
    key, _ = curations.add(ws, product, blind)
    code = code_of(ws, key)
    assert read_code(code) == code
    (card,) = curations.queue(ws, blind)
    assert (card.title, card.product, card.business) == (code, "", "")
    assert card.thumb is not None, "photographs stay"
    view = score_sheets.load_sheet(ws, key)
    told = (view.product, view.business, view.place, view.documents[0].number)
    assert told == (code, "", "", "••••••••")
    assert view.photos
    score_sheets.submit(ws, key, filled(view))
    assert curations.queue(ws, blind)[0].title == code
    decisions.conclude(ws, key)
    (card,) = curations.queue(ws, blind)
    assert (card.title, card.business) == ("Keripik Bu Sari", "Dapur Sari")
    assert score_sheets.load_sheet(ws, key).product == "Keripik Bu Sari"


def test_who_lays_out_the_products_sees_names_and_codes(
    enrolled: Workspace, blind: UUID, root: str
) -> None:
    ws = enrolled
    key, _ = curations.add(ws, add_product(ws, register(ws)), blind)
    enrol(ws, root, roles=(("programme_officer", DISTRICT),))
    (card,) = curations.queue(ws, blind)
    assert (card.title, card.business, card.code) == ("Kain Lasem", "Dapur Sari", code_of(ws, key))


def test_what_a_mentor_registered_has_its_label_from_the_desk(
    enrolled: Workspace, blind: UUID, root: str
) -> None:
    ws = enrolled
    product = add_product(ws, register(ws))
    enrol(ws, root, roles=(("mentor", DISTRICT),))
    key, _ = curations.add(ws, product, blind)
    with pytest.raises(UserError) as caught:
        blind_labels.give_all(ws, blind)
    assert caught.value.code == "role.missing"
    enrol(ws, root)
    assert curations.queue(ws, blind)[0].title == "–"
    assert score_sheets.load_sheet(ws, key).product == sheet_views.UNLABELLED
    assert blind_labels.give_all(ws, blind).entities == {"blind_label"}
    code = code_of(ws, key)
    assert not blind_labels.give_all(ws, blind).entities, "who has a code keeps it"
    assert curations.queue(ws, blind)[0].title == code


def test_a_product_comes_in_by_its_code(
    enrolled: Workspace, blind: UUID, clock: ManualClock
) -> None:
    ws = enrolled
    key, _ = curations.add(ws, add_product(ws, register(ws)), blind)
    code = code_of(ws, key)
    first = steps.check_in(ws, blind, f" {code.lower().replace('-', ' ')}\r")
    assert (first.curation_id, first.code, first.again) == (key, code, False)
    at = curations.queue(ws, blind)[0].checked_in_at
    assert at == clock.now()
    clock.advance(timedelta(minutes=5))
    second = steps.check_in(ws, blind, code)
    assert (second.curation_id, second.again, second.change.entities) == (key, True, frozenset())
    assert curations.queue(ws, blind)[0].checked_in_at == at


def test_a_wrong_code_is_told_in_its_own_words(enrolled: Workspace, blind: UUID) -> None:
    ws = enrolled
    key, _ = curations.add(ws, add_product(ws, register(ws)), blind)
    code = code_of(ws, key)
    wrong = code[:4] + ("3" if code[4] != "3" else "4") + code[5:]
    assert "salah ketik" in refused("label.mistyped", ws, blind, wrong).what
    refused("label.not_a_code", ws, blind, "keripik")
    other = open_session(ws, name="Minggu", blind=True)
    assert "Bazar" in refused("label.elsewhere", ws, other, code).what


def test_a_code_of_another_laptop_asks_for_a_sync(open_workspace: OpenWorkspace, root: str) -> None:
    codes = []
    for name, device in (("satu", "A7"), ("dua", "A8")):
        ws = open_workspace(name)
        enrol(ws, root, device=device)
        held = open_session(ws, blind=True)
        key, _ = curations.add(ws, add_product(ws, register(ws)), held)
        codes.append(code_of(ws, key))
    assert codes[0].startswith("A7-")
    assert codes[1].startswith("A8-")
    assert "Sinkronkan" in refused("label.unknown", ws, held, codes[0]).todo


def test_two_labels_of_one_product_both_lead_to_it(enrolled: Workspace, blind: UUID) -> None:
    ws = enrolled
    key, _ = curations.add(ws, add_product(ws, register(ws)), blind)
    first = code_of(ws, key)
    with ws.change() as recorder:
        own = recorder.session.scalars(sa.select(BlindLabel)).one()
        recorder.add(
            BlindLabel(
                curation_id=key,
                session_id=blind,
                device_id=ws.ids.new(),
                code=next_code("B2", 0)[1],
                scope=own.scope,
                guest_scope=None,
            )
        )
    with ws.db.read() as session:
        twice = blind_labels.find(session, blind, first)
    assert twice.id == key
    assert code_of(ws, key) == first, "the one given first is shown"


def test_a_code_is_never_given_again(enrolled: Workspace, clock: ManualClock) -> None:
    """Not in another year, and not after the count was lost with its database."""
    ws = enrolled
    held, business = open_session(ws, blind=True), register(ws)
    given = set()
    for place in range(4):
        key, _ = curations.add(ws, add_product(ws, business, f"Produk {place}"), held)
        given.add(code_of(ws, key))
        if place == 1:
            clock.advance(timedelta(days=366))
        if place == 2:
            with ws.db.write() as session:
                session.execute(sa.delete(LabelCounter))
    assert len(given) == 4


def test_all_codes_given_is_told_and_loses_nothing(enrolled: Workspace, blind: UUID) -> None:
    ws = enrolled
    product = add_product(ws, register(ws))
    with ws.db.write() as session:
        session.add(LabelCounter(year=2026, last=40_000))
    with pytest.raises(UserError) as caught:
        curations.add(ws, product, blind)
    assert caught.value.code == "label.used_up"
    assert curations.queue(ws, blind) == []


def test_not_blind_nothing_is_hidden_and_nothing_labelled(enrolled: Workspace) -> None:
    ws = enrolled
    held = open_session(ws)
    key, _ = curations.add(ws, add_product(ws, register(ws)), held)
    (card,) = curations.queue(ws, held)
    assert (card.title, card.business, card.code) == ("Kain Lasem", "Dapur Sari", "")
    assert not score_sheets.load_sheet(ws, key).blind
    blind_labels.give_all(ws, held)
    assert sessions.current(ws) is not None
    assert steps.check_in(ws, held, code_of(ws, key)).curation_id == key
