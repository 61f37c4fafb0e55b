"""Beranda: figures that are true."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.terms import DocumentType, Outcome
from app.services import home, rekap_count, sessions
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.field import add_product, judge, open_session, paper, register

TODAY = NOW.date()


def test_an_empty_laptop(ws: Workspace) -> None:
    found = home.summary(ws)
    assert (found.session, found.businesses, found.products, found.expiring) == (None, 0, 0, ())
    assert found.outcomes == found.session_outcomes == dict.fromkeys(Outcome, 0)


def test_counts(ws: Workspace) -> None:
    business, first = register(ws), open_session(ws, name="Satu")
    judge(ws, add_product(ws, business, "A"), first, 3)
    judge(ws, add_product(ws, business, "B"), first, 2)
    second = open_session(ws, name="Dua")
    judge(ws, add_product(ws, business, "C"), second, 3)
    assert sum(home.summary(ws).outcomes.values()) == 0, "nothing is counted while a page is read"
    rekap_count.catch_up(ws)
    found = home.summary(ws)
    assert (found.businesses, found.products) == (1, 3)
    assert found.outcomes == {**dict.fromkeys(Outcome, 0), Outcome.PASSED: 2, Outcome.FAILED: 1}
    assert found.session_outcomes == {**dict.fromkeys(Outcome, 0), Outcome.PASSED: 1}
    assert found.session == sessions.current(ws)
    assert found.session is not None
    assert found.session.id == second


def test_what_runs_out_soonest_first(ws: Workspace) -> None:
    def until(days: int) -> dict[str, Any]:
        return {"valid_until": TODAY + timedelta(days=days)}

    documents = (
        paper(DocumentType.SNI, **until(90)),
        paper(DocumentType.SLHS, **until(-3)),
        paper(DocumentType.PKRT, **until(91)),
        paper(DocumentType.LAB_TEST),
    )
    key = add_product(ws, register(ws), documents=documents, photo=False)
    found = [(e.kind, e.days, e.product_id, e.product) for e in home.summary(ws).expiring]
    assert found == [
        (DocumentType.SLHS, -3, key, "Kain Lasem"),
        (DocumentType.SNI, 90, key, "Kain Lasem"),
    ]


def test_settings_that_name_no_session(ws: Workspace) -> None:
    judge(ws, add_product(ws, register(ws)), open_session(ws), 3)
    ws.save_settings(replace(ws.settings, current_session="bukan kunci"))
    rekap_count.catch_up(ws)
    found = home.summary(ws)
    assert found.session is None
    assert found.session_outcomes[Outcome.PASSED] == 0
    assert found.outcomes[Outcome.PASSED] == 1
