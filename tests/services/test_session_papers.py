"""The papers of a session say what the queue says, and in a blind one name nobody."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.errors import UserError
from app.services import curations, score_sheets, session_papers, steps
from app.services.workspace import Workspace
from tests.reports.reading import page_texts, squeezed, whole_text
from tests.services.field import DISTRICT, add_product, enrol, filled, open_session, register


def queue(ws: Workspace, held: UUID) -> list[UUID]:
    business = register(ws, "Dapur Sari")
    return [
        curations.add(ws, add_product(ws, business, name), held)[0] for name in ("Batik", "Tenun")
    ]


def refused(code: str, ws: Workspace, held: UUID) -> None:
    for paper in (session_papers.running_order_pdf, session_papers.blank_sheets_pdf):
        with pytest.raises(UserError) as caught:
            paper(ws, held)
        assert caught.value.code == code


def test_the_running_order_is_that_of_the_queue(enrolled: Workspace) -> None:
    held = open_session(enrolled)
    refused("session.empty", enrolled, held)
    first, second = queue(enrolled, held)
    steps.move(enrolled, second, first)
    text = whole_text(session_papers.running_order_pdf(enrolled, held))
    assert text.index("1Tenun") < text.index("2Batik")
    assert squeezed("Dapur Sari") in text
    assert "LATIHAN" not in text


def test_blind_papers_name_nobody_whoever_prints_them(enrolled: Workspace, root: str) -> None:
    ws = enrolled
    held = open_session(ws, blind=True)
    queue(ws, held)
    enrol(ws, root, roles=(("programme_officer", DISTRICT),))
    codes = [card.code for card in curations.queue(ws, held)]
    labels, given = session_papers.labels_pdf(ws, held)
    assert not given.entities
    papers = (
        session_papers.running_order_pdf(ws, held),
        session_papers.blank_sheets_pdf(ws, held),
        labels,
    )
    for paper in papers:
        text = whole_text(paper)
        for name in ("Batik", "Tenun", "Dapur"):
            assert name not in text
        places = [text.index(code) for code in codes]
        assert places == sorted(places)


def test_what_has_no_code_gets_one_with_the_labels(enrolled: Workspace, root: str) -> None:
    ws = enrolled
    held = open_session(ws, blind=True)
    product = add_product(ws, register(ws))
    enrol(ws, root, roles=(("mentor", DISTRICT),))
    curations.add(ws, product, held)
    refused("label.missing", ws, held)
    with pytest.raises(UserError) as caught:
        session_papers.labels_pdf(ws, held)
    assert caught.value.code == "role.missing"
    enrol(ws, root)
    labels, given = session_papers.labels_pdf(ws, held)
    assert given.entities == {"blind_label"}
    assert curations.queue(ws, held)[0].code in whole_text(labels)


def test_ones_own_sheet_is_printed_as_it_stands(enrolled: Workspace) -> None:
    ws = enrolled
    (key, _) = queue(ws, open_session(ws))
    sheet = replace(filled(score_sheets.load_sheet(ws, key)), remark="Kerah terlalu ketat.")
    score_sheets.save_draft(ws, key, sheet)
    pdf = session_papers.own_sheet_pdf(ws, key)
    text = whole_text(pdf)
    for part in ("Batik", "Rani Kurator", "Kerah terlalu ketat.", "NILAI75"):
        assert squeezed(part) in text
    assert len(page_texts(pdf)) == 2


def test_practice_says_so(ws: Workspace) -> None:
    held = open_session(ws)
    queue(ws, held)
    assert "Dokumenlatihan" in whole_text(session_papers.running_order_pdf(ws, held))
