"""What the page says of packages: never more than is so."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.domain.market.filling import Filled
from app.domain.market.packages import Cluster, Fault, Supply
from app.domain.market.terms import OfficeKind
from app.domain.terms import Category
from app.services.gebetan_orders import OrderLine
from app.services.gebetan_packages import Item, Package, Shelf, Told
from app.ui.pages.gebetan.words import PackageWords, gap, percent

ORDER = OrderLine(
    *(UUID(int=1), "Biro Umum", OfficeKind.DEPARTMENT, "Jakarta", Cluster("staf", "Staf", 100_000)),
    quantity=10,
    composed=True,
    by_hand=False,
    delivered_on=None,
    received_by="",
    paid_on=None,
)
ITEM = Item(UUID(int=2), UUID(int=3), "Keripik", "Dapur", Category.PACKAGED_FOOD, "Tebet", 97_500)
PACKAGE = Package(ORDER, (ITEM,), (), Told(0.0016, 975_000, 1_000_000, 1, 5), None)


@pytest.fixture
def words(qtbot: QtBot) -> PackageWords:
    made = PackageWords()
    qtbot.addWidget(made)
    return made


def why(**values: object) -> Filled:
    told = {
        "amount": 100_000,
        "spare": 2_500,
        "others": 9,
        "fits": 0,
        "alone": {},
        "cheapest": None,
        "binds": None,
    }
    return Filled(**{**told, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "text"), [(0.9999, "99,9 %"), (1.0, "100 %"), (0.975, "97,5 %"), (0.0, "0 %")]
)
def test_a_share_is_never_told_larger(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.0016, "0,16 %"), (0.00161, "0,17 %"), (0.0, "0,00 %"), (1e-6, "0,01 %")]
)
def test_a_gap_is_never_told_smaller(share: float, text: str) -> None:
    assert gap(share) == text


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"fits": 3}, "3 products would still fit"),
        (
            {"binds": Fault.AMOUNT, "cheapest": 5_000, "alone": {Fault.AMOUNT: 4}},
            "the cheapest of 4 products that would suit costs Rp5.000",
        ),
        ({"binds": Fault.CATEGORY}, "Categories bind"),
        ({"binds": Fault.DISTRICT}, "Districts bind"),
        ({"binds": Fault.STOCK}, "Stock binds"),
        ({"binds": Fault.BUSINESS}, "of a business that is in it"),
        ({"others": 0}, "Every product that is picked is in it"),
    ],
)
def test_what_binds_is_said(words: PackageWords, values: dict[str, object], part: str) -> None:
    text = words.filled(PACKAGE, why(**values))
    assert text.startswith("Rp97.500 of Rp100.000 (97,5 %), Rp2.500 left.")
    assert part in text


def test_an_empty_package_says_what_it_lacks(words: PackageWords) -> None:
    empty = Package(ORDER, (), (), None, None)
    assert "No business is picked" in words.filled(empty, why(others=0))
    text = words.filled(empty, why(binds=Fault.STOCK))
    assert text.startswith("Still empty.")
    assert "Stock binds" in text


def test_too_few_is_told_only_where_it_is_so(words: PackageWords) -> None:
    full = Shelf((PACKAGE,), {}, {}, 0)
    assert words.short(full, 0.9) == ""
    assert "1 packages hold less than 98 %" in words.short(full, 0.98)
    assert words.short(Shelf((Package(ORDER, (), (), None, None),), {}, {}, 0), 0.9) == ""


@pytest.mark.parametrize(
    ("left", "part"),
    [
        (Supply(40, 20), "enough for 2 rounds of 20"),
        (Supply(14, 28), "Curate at least 14 new ones"),
        (Supply(5, 0), "5 businesses never took part"),
    ],
)
def test_what_is_left_means_something(words: PackageWords, left: Supply, part: str) -> None:
    assert part in words.supply(left)


def test_who_made_it_is_said(words: PackageWords) -> None:
    assert "at most 0,16 % below" in words.of_whole(PACKAGE)
    best = Package(ORDER, (ITEM,), (), Told(0.0, 1, 1, 1, 5), None)
    assert "no better is possible" in words.of_whole(best)
