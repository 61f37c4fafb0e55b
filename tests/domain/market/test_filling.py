"""Why a package is not fuller, and how the programme reads what people write."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.domain.market.filling import explained
from app.domain.market.packages import Cluster, Fault, Goods
from app.domain.market.programme import (
    cluster_of,
    read_clusters,
    read_programme,
)
from app.domain.market.terms import OfficeKind
from app.domain.terms import Category
from app.paths import RESOURCES
from app.services.gebetan_rounds import programme

AMOUNT = 100_000
DISTRICTS = ("31.74.04", "31.74.05", "31.71.01", "31.72.01")


def goods(at: int, price: int, category: Category, district: int = 0) -> Goods:
    return Goods(
        UUID(int=at), UUID(int=100 + at), f"P{at}", category, DISTRICTS[district], price, 9, 1
    )


INSIDE = goods(1, 60_000, Category.FASHION)
LEFT = {UUID(int=at): 9 for at in range(1, 9)}


def test_what_still_fits_binds_nothing() -> None:
    why = explained(AMOUNT, [INSIDE], [goods(2, 40_000, Category.CRAFT, 1)], 3, LEFT)
    assert (why.spare, why.fits, why.others, why.binds) == (40_000, 1, 1, None)
    assert why.share == 0.6


def test_the_amount_binds_and_names_the_cheapest() -> None:
    others = [goods(2, 50_000, Category.CRAFT, 1), goods(3, 45_000, Category.COSMETICS, 2)]
    why = explained(AMOUNT, [INSIDE], others, 3, LEFT)
    assert (why.binds, why.cheapest, why.alone) == (Fault.AMOUNT, 45_000, {Fault.AMOUNT: 2})


@pytest.mark.parametrize(
    ("other", "left", "binds"),
    [
        (goods(2, 10_000, Category.FASHION, 1), 9, Fault.CATEGORY),
        (goods(2, 10_000, Category.CRAFT, 0), 9, Fault.DISTRICT),
        (goods(2, 10_000, Category.CRAFT, 1), 2, Fault.STOCK),
        (replace(goods(2, 10_000, Category.CRAFT, 1), business=INSIDE.business), 9, Fault.BUSINESS),
    ],
)
def test_the_rule_that_keeps_out_is_named(other: Goods, left: int, binds: Fault) -> None:
    why = explained(AMOUNT, [INSIDE], [other], 3, {other.key: left})
    assert why.binds is binds
    assert why.cheapest is None


def test_where_no_rule_stands_alone_the_commonest_is_named() -> None:
    others = [goods(2, 90_000, Category.FASHION, 1), goods(3, 90_000, Category.CRAFT, 0)]
    why = explained(AMOUNT, [INSIDE], others, 3, LEFT)
    assert why.alone == {}
    assert why.binds is Fault.AMOUNT


def test_nothing_else_on_offer() -> None:
    why = explained(0, [], [], 1, {})
    assert (why.others, why.binds, why.share) == (0, None, 0.0)


CLUSTERS = read_clusters(
    [
        {"code": "kasatpel", "name": "Kasatpel", "amount": 120_000},
        {"code": "kasi", "name": "Kepala seksi", "amount": 150_000},
    ]
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("KASATPEL", "kasatpel"),
        ("kepala  Seksi", "kasi"),
        ("kep", "kasi"),
        ("kas", None),
        ("", None),
        ("lurah", None),
    ],
)
def test_a_cluster_as_people_write_it(words: str, code: str | None) -> None:
    found = cluster_of(CLUSTERS, words)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Sudin Pendidikan Jakarta Barat", OfficeKind.SUB_DEPARTMENT),
        ("SUKU DINAS PPKUKM", OfficeKind.SUB_DEPARTMENT),
        ("Dinas Kesehatan", OfficeKind.DEPARTMENT),
        ("UPT Logam", OfficeKind.UNIT),
        ("Sudinan Jaya", OfficeKind.OTHER),
        ("Kelurahan Tebet", OfficeKind.OTHER),
    ],
)
def test_an_office_says_its_kind(name: str, kind: OfficeKind) -> None:
    assert programme(RESOURCES).kind_of_office(name) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Suku dinas", OfficeKind.SUB_DEPARTMENT),
        ("sudin", OfficeKind.SUB_DEPARTMENT),
        ("upt", OfficeKind.UNIT),
        ("Kantor lain", OfficeKind.OTHER),
        ("pabrik", None),
    ],
)
def test_a_kind_as_people_write_it(words: str, kind: OfficeKind | None) -> None:
    assert programme(RESOURCES).kind_of(words) is kind


@pytest.mark.parametrize(
    "entries",
    [
        [{"code": "a", "name": "A", "amount": 0}],
        [{"code": "", "name": "A", "amount": 1}],
        [{"code": "a", "name": "A", "amount": 1}, {"code": "a", "name": "B", "amount": 2}],
    ],
)
def test_clusters_that_are_none(entries: list[dict[str, object]]) -> None:
    with pytest.raises(ValueError, match="cluster"):
        read_clusters(entries)


def test_a_share_that_is_none() -> None:
    data = {"clusters": [], "offices": [], "wait_share": 2, "seconds": 1, "full_from": 0.9}
    with pytest.raises(ValueError, match="wait_share"):
        read_programme(data)


def test_the_programme_as_shipped() -> None:
    shipped = programme(RESOURCES)
    assert [c for c in shipped.clusters if c.code == "staf"] == [Cluster("staf", "Staf", AMOUNT)]
    assert 0 < shipped.full_from <= 1
