"""Sample data: full enough that no page is empty, and never mistaken for work."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.terms import Category, Grade, Level, Outcome
from app.ids import IdMaker
from app.models.entities import TABLES
from app.paths import RESOURCES
from app.services import (
    businesses,
    curations,
    gebetan_candidates,
    gebetan_feedback,
    gebetan_packages,
    gebetan_rounds,
    home,
    papers,
    products,
    rekap_count,
    sample,
    search,
    sessions,
)
from app.services.workspace import Workspace
from tests.conftest import NOW


@pytest.fixture(scope="module")
def heard() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, heard: list[tuple[int, int]]
) -> Iterator[Workspace]:
    """A sample room, filled once for this module; its tests only read."""
    folder, clock = tmp_path_factory.mktemp("contoh"), ManualClock(NOW)
    ids = IdMaker(clock, random.Random("contoh"))
    ws = Workspace(folder, folder / "setelan.toml", RESOURCES, clock, ids)
    ws.start("Kurator Contoh", sample=True)
    sample.fill(ws, lambda done, total: heard.append((done, total)))
    yield ws
    ws.close()


def test_how_much_there_is(filled: Workspace, heard: list[tuple[int, int]]) -> None:
    found = home.summary(filled)
    assert (found.businesses, found.products) == (40, 60)
    assert heard == [(n, 60) for n in range(1, 61)]
    assert filled.me.sample
    assert filled.me.training


def test_no_page_is_empty(filled: Workspace) -> None:
    rekap_count.catch_up(filled)
    summary = home.summary(filled)
    assert summary.session is not None
    assert summary.expiring
    assert all(summary.outcomes.values())
    assert sum(summary.session_outcomes.values()) > 0
    assert curations.queue(filled, summary.session.id)
    levels = [held.level for held in sessions.recent(filled)]
    assert levels.count(Level.DISTRICT) == 6
    assert set(levels) == set(Level), "some products climbed, for the market"
    assert search.hits(filled, "contoh")


def test_every_category_and_photograph(filled: Workspace) -> None:
    cards = products.cards(filled, products.ids(filled))
    assert {c.category for c in cards} == set(Category)
    assert all(c.thumb for c in cards)
    assert all(c.price for c in cards)
    assert all(filled.photos.has(c.thumb) for c in cards if c.thumb)
    assert [c for c in cards if c.outcome is None]
    assert all(c.products for c in businesses.cards(filled, businesses.ids(filled)))


def test_papers(filled: Workspace) -> None:
    cards = papers.cards(filled, papers.ids(filled))
    assert {c.grade for c in cards} == set(Grade)
    passed = [c for c in cards if c.outcome is Outcome.PASSED]
    assert all(c.register_no and c.status == "training" for c in passed)
    assert not [c for c in cards if c.register_no and c.outcome is not Outcome.PASSED]
    assert len({c.register_no for c in passed}) == len(passed) > 5


JUDGED = (
    "curation_session",
    "curation",
    "assessment",
    "decision",
    "improvement_item",
    "certificate",
)


def test_what_is_judged_is_practice(filled: Workspace) -> None:
    with filled.db.read() as session:
        for name in JUDGED:
            scopes = Counter(session.scalars(sa.select(TABLES[name].c.scope)))
            assert set(scopes) == {"training"}, name
        assert session.scalars(sa.select(TABLES["curation_case"].c.id)).all() == []
        payloads = session.scalars(sa.select(TABLES["certificate"].c.payload)).all()
    assert all(p.startswith("LATIHAN ") for p in payloads)


def test_everything_says_that_it_is_sample_data(filled: Workspace) -> None:
    for key in businesses.ids(filled):
        form = businesses.get(filled, key).form
        assert form.note == "Data contoh"
        assert "contoh" in f"{form.name} {form.owner_name}".lower()


def test_gebetan_has_a_round_to_look_at(filled: Workspace) -> None:
    (held,) = gebetan_rounds.rounds(filled)
    now = gebetan_packages.shelf(filled, held.id)
    assert now.faulty == 0
    assert any(p.items and p.order.delivered_on for p in now.packages)
    assert gebetan_feedback.said(filled, held.id)
    assert all("Contoh" in p.order.office for p in now.packages)
    assert len(gebetan_candidates.candidates(filled, held.id)) == 1, "one is left to pick"
