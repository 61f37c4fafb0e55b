"""Whatever is ordered, picked, composed and changed: nobody twice, nobody unqualified, no amount
passed, no more promised than there is."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from app.clock import ManualClock
from app.errors import UserError
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import (
    gebetan_candidates,
    gebetan_composing,
    gebetan_orders,
    gebetan_packages,
    gebetan_picks,
    gebetan_rounds,
)
from app.services.gebetan_orders import OrderForm
from app.services.gebetan_picks import PickForm
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.qualified import CATEGORIES, WARDS, qualified

CLUSTERS = ("staf", "kasatpel", "kasi", "eselon3")

BUSINESSES = st.lists(
    st.tuples(
        st.sampled_from(WARDS),
        st.sampled_from(CATEGORIES),
        st.integers(1, 60).map(lambda n: n * 1_000),
        st.integers(1, 400),
        st.sampled_from(("A", "B", "C")),
        st.sampled_from(("district", "city", "province")),
        st.integers(1, 30),
    ),
    max_size=12,
)
ORDERS = st.lists(st.tuples(st.sampled_from(CLUSTERS), st.integers(1, 12)), max_size=4)
MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), max_size=6)


@contextmanager
def copied(template: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "laptop"
        shutil.copytree(template, place, ignore=shutil.ignore_patterns("*.lock"))
        ws = started_again(place)
        try:
            yield ws
        finally:
            ws.close()


def started_again(folder: Path) -> Workspace:
    """The room of a copied template: Rani works there already."""
    clock = ManualClock(NOW)
    return Workspace(folder, folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=BUSINESSES, ordered=ORDERS, moves=MOVES)
def test_nothing_is_ever_broken(
    template: Path,
    made: list[tuple[str, str, int, int, str, str, int]],
    ordered: list[tuple[str, int]],
    moves: list[tuple[int, int, int]],
) -> None:
    with copied(template) as ws:
        good = set()
        for at, (ward, category, price, waited, grade, level, _) in enumerate(made):
            one = qualified(
                *(ws, at),
                ward=ward,
                category=category,
                price=price,
                waited=waited,
                grade=grade,
                level=level,
            )
            if level != "district" and grade != "C":
                good.add(one.business)
        rounds = [_round(ws, month) for month in (11, 12)]
        found = gebetan_candidates.candidates(ws, rounds[0])
        assert {c.business_id for c in found} == good
        stocks = {f"Usaha {at:03d}": row[-1] for at, row in enumerate(made)}
        for at, who in enumerate(found):
            form = PickForm(who.first.id, who.first.price or 1, stocks[who.business])
            gebetan_picks.pick(ws, rounds[at % 2], [form])
        for at, (cluster, quantity) in enumerate(ordered):
            gebetan_orders.save(ws, rounds[at % 2], OrderForm(f"UPT {at}", cluster, quantity))
        for key in rounds:
            try:
                gebetan_composing.compose(ws, key)
            except UserError as error:
                if error.code not in {"gebetan.no_orders", "gebetan.no_picks"}:
                    raise
            _change_by_hand(ws, key, moves)
            _hold(ws, key, good)
        chosen = [p.business_id for key in rounds for p in gebetan_picks.listed(ws, key)]
        assert len(chosen) == len(set(chosen)), "nobody twice, over all rounds"


def _round(ws: Workspace, month: int) -> UUID:
    form = gebetan_rounds.new_form(ws)
    return gebetan_rounds.save(ws, replace(form, month=form.month.replace(month=month)))[0]


def _change_by_hand(ws: Workspace, key: UUID, moves: list[tuple[int, int, int]]) -> None:
    """Swaps at random, and picks withdrawn: what breaks a rule is refused, not kept."""
    for order, piece, other in moves:
        packages = gebetan_packages.shelf(ws, key).packages
        if not packages:
            return
        package = packages[order % len(packages)]
        held = [i.pick for i in package.items]
        options = gebetan_packages.options(ws, package.order.id)
        wanted = held[:piece] + held[piece + 1 :]
        wanted += [options[other % len(options)].pick] if options else []
        try:
            gebetan_packages.put(ws, package.order.id, wanted)
        except UserError as error:
            if error.code != "gebetan.faults":
                raise
        else:
            continue
        now = {p.order.id: p for p in gebetan_packages.shelf(ws, key).packages}
        assert now[package.order.id].items == package.items, "nothing was changed"


def _hold(ws: Workspace, key: UUID, good: set[UUID]) -> None:
    now = gebetan_packages.shelf(ws, key)
    picked = {p.id: p for p in gebetan_picks.listed(ws, key)}
    promised: Counter[UUID] = Counter()
    for package in now.packages:
        items = [picked[i.pick] for i in package.items]
        assert sum(i.price for i in package.items) <= package.order.cluster.amount
        assert len({p.category for p in items}) == len(items)
        assert len({p.district_code for p in items}) == len(items)
        assert {p.business_id for p in items} <= good
        for one in items:
            promised[one.id] += package.order.quantity
    assert all(count <= picked[one].stock for one, count in promised.items())
    assert now.faulty == 0
