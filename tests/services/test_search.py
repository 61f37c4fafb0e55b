"""The one search field: words, beginnings, misspellings, and nothing that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from app.services import businesses, changes, search
from app.services.products import ProductForm, save
from app.services.workspace import Workspace
from tests.services.conftest import started
from tests.services.field import add_product, form, register

NAMES = (
    "Kopi Pal Merah",
    "Café Ñandú",
    "Batik Kencana Ungu",
    "Keripik Singkong Maicih",
    "Warung Palem Indah",
    "Jamu Gendong Mbok Yem",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A laptop to search on; nothing is changed on it after `found`."""
    ws = started(tmp_path_factory.mktemp("rak"))
    yield ws
    ws.close()


@pytest.fixture(scope="module")
def found(shelf: Workspace) -> dict[str, UUID]:
    """Businesses by name, and products."""
    ws = shelf
    keys = {name: register(ws, name, owner_name="Sari Wulandari") for name in NAMES}
    product = add_product(ws, keys["Batik Kencana Ungu"], "Selendang Tulis", photo=False)
    cap = add_product(ws, keys["Batik Kencana Ungu"], "Batik Cap")
    return {**keys, "Selendang Tulis": product, "Batik Cap": cap}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("batik kencana", "Batik Kencana Ungu"),
        ("  BATIK   ungu ", "Batik Kencana Ungu"),
        ("ungu batik", "Batik Kencana Ungu"),
        ("kenc", "Batik Kencana Ungu"),
        ("bat ken", "Batik Kencana Ungu"),
        ("cafe", "Café Ñandú"),
        ("nandu", "Café Ñandú"),
        ("CAFÉ ÑANDÚ", "Café Ñandú"),
        ("palmerah", "Kopi Pal Merah"),
        ("pal merah", "Kopi Pal Merah"),
        ("pelmerah", "Kopi Pal Merah"),
        ("singkng", "Keripik Singkong Maicih"),
        ("keripic singkong", "Keripik Singkong Maicih"),
        ("jamugendong", "Jamu Gendong Mbok Yem"),
        ("kencanna", "Batik Kencana Ungu"),
        ("selendang", "Selendang Tulis"),
    ],
)
def test_the_best_comes_first(
    shelf: Workspace, found: dict[str, UUID], text: str, first: str
) -> None:
    assert search.keys(shelf, text)[:1] == [found[first]]


@pytest.mark.parametrize("text", ["", "  ", "&", '"', "' OR 1=1 --", "zzzqqq", "*", "NEAR(", "茶"])
def test_what_finds_nothing_breaks_nothing(
    shelf: Workspace, found: dict[str, UUID], text: str
) -> None:
    assert search.keys(shelf, text) == []
    assert search.hits(shelf, text) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("nib", "9120001234567"), ("phone", "081234567890"), ("jakpreneur_id", "JKP0042")],
)
def test_by_number(ws: Workspace, field: str, value: str) -> None:
    register(ws, "Lain")
    key = register(ws, **{field: value})
    assert search.keys(ws, value) == [key]
    assert search.keys(ws, value[:6]) == [key]


def test_a_nik_finds_nobody(ws: Workspace) -> None:
    register(ws, nik="3174044108900001")
    assert search.keys(ws, "3174044108900001") == []


def test_by_kind_and_by_number_of_results(shelf: Workspace, found: dict[str, UUID]) -> None:
    business, product = found["Batik Kencana Ungu"], found["Batik Cap"]
    assert set(search.keys(shelf, "batik")) == {business, product}
    assert search.keys(shelf, "batik", "product") == [product]
    assert search.keys(shelf, "batik", "business") == [business]
    assert len(search.keys(shelf, "sari", limit=3)) == 3


def test_hits_say_what_they_are(shelf: Workspace, found: dict[str, UUID]) -> None:
    hits = {h.title: h for h in search.hits(shelf, "batik")}
    assert set(hits) == {"Batik Kencana Ungu", "Batik Cap"}
    assert hits["Batik Cap"].subtitle == "Batik Kencana Ungu"
    business = hits["Batik Kencana Ungu"]
    assert business.id == found["Batik Kencana Ungu"]
    assert business.subtitle == "Sari Wulandari · Pasar Minggu, Jakarta Selatan"
    assert business.entity == "business"
    assert business.thumb is not None
    assert business.thumb == hits["Batik Cap"].thumb


def test_edits_and_removals_are_followed(ws: Workspace) -> None:
    key, registered = businesses.save(ws, form("Lama"))
    product, _ = save(ws, key, ProductForm(name="Sirup", category="MNM"))
    businesses.save(ws, form("Baru"), key)
    assert search.keys(ws, "lama") == []
    assert search.keys(ws, "baru") == [key]
    changes.undo(ws, registered)
    assert search.keys(ws, "baru") == []
    assert search.keys(ws, "sirup") == [product]
