"""Gebetan UMKM: rounds, orders, who is picked, what the packages hold, delivery, feedback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
import sqlalchemy as sa

from app.domain.market.packages import Cluster, Fault
from app.domain.market.terms import OfficeKind, PickState, RoundState
from app.domain.terms import Category
from app.errors import UserError
from app.models.local import Refusal, SyncRow
from app.models.market import GebetanPick, GebetanRound
from app.services import (
    gebetan_candidates,
    gebetan_composing,
    gebetan_delivery,
    gebetan_feedback,
    gebetan_orders,
    gebetan_packages,
    gebetan_picks,
    gebetan_rounds,
    gebetan_settled,
    stories,
)
from app.services.changes import undo
from app.services.gebetan_feedback import FeedbackForm
from app.services.gebetan_orders import OrderForm
from app.services.gebetan_picks import PickForm
from app.services.gebetan_settled import Settled
from app.services.workspace import Workspace
from app.sync.inbox import applying
from tests.laptops import row_of
from tests.services.field import enrol
from tests.services.qualified import WARDS, qualified, spread


@pytest.fixture
def round_id(ws: Workspace) -> UUID:
    return gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))[0]


def order(
    ws: Workspace,
    round_id: UUID,
    office: str = "Sudin PPKUKM Jakarta Selatan",
    *,
    cluster: str = "staf",
    quantity: int = 10,
) -> UUID:
    form = OrderForm(office, cluster, quantity)
    return gebetan_orders.save(ws, round_id, form)[0]


def pick_all(ws: Workspace, round_id: UUID, stock: int = 100) -> list[UUID]:
    found = gebetan_candidates.candidates(ws, round_id)
    forms = [PickForm(c.first.id, c.first.price or 0, stock) for c in found]
    return gebetan_picks.pick(ws, round_id, forms)[0]


def code_of(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.code


# -- rounds ----------------------------------------------------------------------------------


def test_a_round_has_the_clusters_of_the_programme(ws: Workspace, round_id: UUID) -> None:
    (held,) = gebetan_rounds.rounds(ws)
    assert held.name == "Gebetan UMKM November 2026"
    assert [(c.code, c.amount) for c in held.clusters] == [
        ("staf", 100_000),
        ("kasatpel", 120_000),
        ("kasi", 150_000),
        ("eselon3", 200_000),
    ]
    assert held.state is RoundState.OPEN


def test_one_round_a_month_and_region(ws: Workspace, round_id: UUID) -> None:
    with pytest.raises(UserError) as error:
        gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    assert code_of(error) == "gebetan.month_taken"


def test_amounts_are_changed_by_hand(ws: Workspace, round_id: UUID) -> None:
    form = gebetan_rounds.new_form(ws)
    clusters = (replace(form.clusters[0], amount=110_000), *form.clusters[1:])
    gebetan_rounds.save(ws, replace(form, clusters=clusters), round_id)
    assert gebetan_rounds.get(ws, round_id).clusters[0].amount == 110_000
    order(ws, round_id)
    with pytest.raises(UserError) as error:
        gebetan_rounds.save(ws, replace(form, clusters=form.clusters[1:]), round_id)
    assert code_of(error) == "gebetan.cluster_used"


@pytest.mark.parametrize("clusters", [(), (Cluster("staf", "Staf", 0),), (Cluster("x", " ", 1),)])
def test_clusters_make_sense(ws: Workspace, clusters: tuple[Cluster, ...]) -> None:
    with pytest.raises(UserError) as error:
        gebetan_rounds.save(ws, replace(gebetan_rounds.new_form(ws), clusters=clusters))
    assert code_of(error) == "gebetan.clusters"


def test_orders_are_taken_between_the_days(ws: Workspace, round_id: UUID) -> None:
    form, day = gebetan_rounds.new_form(ws), timedelta(days=1)
    closed = replace(form, opens_on=form.opens_on - 5 * day, closes_on=form.opens_on - day)
    gebetan_rounds.save(ws, closed, round_id)
    with pytest.raises(UserError, match="ditutup 20 November 2026") as error:
        order(ws, round_id)
    assert code_of(error) == "gebetan.not_open"


def test_only_who_runs_the_market_opens_rounds(ws: Workspace, root: str) -> None:
    enrol(ws, root)
    with pytest.raises(UserError) as error:
        gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    assert code_of(error) == "role.missing"
    assert gebetan_rounds.choices(ws) == []


# -- orders ----------------------------------------------------------------------------------


def test_the_office_says_its_kind_and_city(ws: Workspace, round_id: UUID) -> None:
    order(ws, round_id)
    order(ws, round_id, "UPT Pusat Pelatihan Kerja")
    sudin, unit = gebetan_orders.listed(ws, round_id)
    assert (sudin.kind, sudin.region) == (OfficeKind.SUB_DEPARTMENT, "Jakarta Selatan")
    assert unit.kind is OfficeKind.UNIT
    assert sudin.amount == 1_000_000


@pytest.mark.parametrize(
    "form", [OrderForm(" ", "staf", 1), OrderForm("A", "bupati", 1), OrderForm("A", "staf", 0)]
)
def test_an_order_is_whole(ws: Workspace, round_id: UUID, form: OrderForm) -> None:
    with pytest.raises(UserError) as error:
        gebetan_orders.save(ws, round_id, form)
    assert code_of(error) == "gebetan.order"


def test_orders_come_from_a_file(ws: Workspace, round_id: UUID, tmp_path: Path) -> None:
    path = tmp_path / "pesanan.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Nama Kantor", "Jabatan", "Jumlah", "Catatan"),
        ("Sudin Pendidikan Jakarta Barat", "Kepala Seksi", 12, "x"),
        (None, None, None, None),
        ("Balai Latihan", "staf", "1.200", ""),
    ):
        sheet.append(row)
    book.save(path)
    done = gebetan_orders.import_file(ws, round_id, path)
    assert (done.added, done.problems, done.ignored) == (2, (), ("Catatan",))
    listed = gebetan_orders.listed(ws, round_id)
    assert [(o.office, o.cluster.code, o.quantity, o.region) for o in listed] == [
        ("Balai Latihan", "staf", 1200, "Daerah Khusus Ibukota Jakarta"),
        ("Sudin Pendidikan Jakarta Barat", "kasi", 12, "Jakarta Barat"),
    ]
    undo(ws, done.change)
    assert gebetan_orders.listed(ws, round_id) == []


def test_a_faulty_file_adds_nothing_and_names_the_place(
    ws: Workspace, round_id: UUID, tmp_path: Path
) -> None:
    path = tmp_path / "pesanan.csv"
    path.write_text(
        "kantor;klaster;jumlah;jenis\nSudin A;staf;3;Suku dinas\n"
        "Sudin B;lurah;0;pabrik\n;staf;1;\n",
        encoding="utf-8",
    )
    done = gebetan_orders.import_file(ws, round_id, path)
    assert done.added == 0
    found = [(p.line, p.column) for p in done.problems]
    assert found == [(3, "klaster"), (3, "jenis"), (3, "jumlah"), (4, "kantor")]
    assert gebetan_orders.listed(ws, round_id) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("kantor,jumlah\nA,1\n", "import.columns"), ("kantor,klaster,jumlah\n", "import.empty")],
)
def test_a_file_of_something_else(
    ws: Workspace, round_id: UUID, tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "pesanan.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as error:
        gebetan_orders.import_file(ws, round_id, path)
    assert code_of(error) == code


# -- candidates and picks --------------------------------------------------------------------


def test_candidates_are_those_who_may_and_never_did(ws: Workspace, round_id: UUID) -> None:
    good = qualified(ws, 1)
    qualified(ws, 2, level="district")
    qualified(ws, 3, grade="C")
    qualified(ws, 4, until=ws.today() - timedelta(days=1))
    (found,) = gebetan_candidates.candidates(ws, round_id)
    assert (found.business_id, found.first.id) == (good.business, good.product)
    assert found.waiting_days == 100
    gebetan_picks.pick(ws, round_id, [PickForm(good.product, 20_000, 5)])
    assert gebetan_candidates.candidates(ws, round_id) == []


def test_what_no_package_can_hold_is_no_candidate(ws: Workspace, round_id: UUID) -> None:
    qualified(ws, 1, price=200_001)
    kept = qualified(ws, 2, price=200_000)
    unknown = qualified(ws, 3, price=None)
    found = gebetan_candidates.candidates(ws, round_id)
    assert {c.business_id for c in found} == {kept.business, unknown.business}


def test_what_ends_before_it_is_handed_out_is_no_candidate(ws: Workspace, round_id: UUID) -> None:
    soon = qualified(ws, 1, until=ws.today() + timedelta(days=20))
    form = gebetan_rounds.new_form(ws)
    later = replace(form, delivers_on=ws.today() + timedelta(days=21))
    gebetan_rounds.save(ws, later, round_id)
    assert gebetan_candidates.candidates(ws, round_id) == []
    with pytest.raises(UserError, match="Hanya boleh sampai 11 Desember 2026") as error:
        gebetan_picks.pick(ws, round_id, [PickForm(soon.product, 20_000, 5)])
    assert code_of(error) == "gebetan.not_allowed"


def test_kecamatan_take_turns_and_who_waits_longest_is_first(ws: Workspace, round_id: UUID) -> None:
    made = [qualified(ws, at, ward=WARDS[at // 2], waited=100 - at) for at in range(6)]
    order_ = [c.business_id for c in gebetan_candidates.candidates(ws, round_id)]
    assert order_ == [made[at].business for at in (0, 2, 4, 1, 3, 5)]
    gebetan_picks.pick(ws, round_id, [PickForm(made[0].product, 20_000, 5)])
    order_ = [c.business_id for c in gebetan_candidates.candidates(ws, round_id)]
    assert order_ == [made[at].business for at in (2, 4, 1, 3, 5)]


def test_nobody_takes_part_twice(ws: Workspace, round_id: UUID) -> None:
    one = qualified(ws, 1)
    (key,), _ = gebetan_picks.pick(ws, round_id, [PickForm(one.product, 20_000, 5)])
    with pytest.raises(UserError) as error:
        gebetan_picks.pick(ws, round_id, [PickForm(one.product, 20_000, 5)])
    assert code_of(error) == "gebetan.taken"
    with pytest.raises(UserError) as error:
        gebetan_picks.withdraw(ws, key, "  ")
    assert code_of(error) == "gebetan.reason"
    gebetan_picks.withdraw(ws, key, "Dapurnya direnovasi")
    assert len(gebetan_candidates.candidates(ws, round_id)) == 1, "its turn was not used up"
    gebetan_picks.pick(ws, round_id, [PickForm(one.product, 20_000, 5)])


@pytest.mark.parametrize(("price", "stock"), [(0, 1), (1, 0), (200_001, 1)])
def test_price_and_stock_make_sense(ws: Workspace, round_id: UUID, price: int, stock: int) -> None:
    one = qualified(ws, 1)
    with pytest.raises(UserError) as error:
        gebetan_picks.pick(ws, round_id, [PickForm(one.product, price, stock)])
    assert code_of(error) == "gebetan.price"
    assert gebetan_picks.listed(ws, round_id) == []


def refuse(ws: Workspace, key: UUID, code: str = "gebetan.taken") -> None:
    """As a sync leaves a row that the centre turned down."""
    with ws.db.write() as session:
        session.get_one(SyncRow, ("gebetan_pick", key)).state = "refused"
        session.add(Refusal(entity="gebetan_pick", id=key, code=code, refused_at=ws.clock.now()))


@pytest.fixture
def officer(ws: Workspace, root: str) -> Workspace:
    enrol(ws, root, roles=(("programme_officer", "31"),))
    return ws


def test_a_round_of_a_city_has_its_own_businesses(officer: Workspace) -> None:
    made = spread(officer, 6)
    form = replace(gebetan_rounds.new_form(officer), region_code="31.73")
    key, _ = gebetan_rounds.save(officer, form)
    (found,) = gebetan_candidates.candidates(officer, key)
    assert found.business_id == made[3].business


def test_a_pick_is_a_proposal_until_the_centre_has_it(officer: Workspace) -> None:
    ws = officer
    key, _ = gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    one = qualified(ws, 1)
    (pick,), _ = gebetan_picks.pick(ws, key, [PickForm(one.product, 20_000, 5)])
    assert gebetan_picks.listed(ws, key)[0].settled is Settled.PROPOSED
    with ws.db.write() as session:
        row = session.get_one(GebetanPick, pick)
        assert (row.scope, row.guest_scope) == ("31.74.04", "31")
        session.get_one(SyncRow, ("gebetan_pick", pick)).bver = 7
    assert gebetan_picks.listed(ws, key)[0].settled is Settled.CONFIRMED


def test_a_lost_race_says_who_won_and_gives_way(officer: Workspace) -> None:
    ws = officer
    key, _ = gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    made = [qualified(ws, at, ward=WARDS[at]) for at in range(2)]
    (lost,), _ = gebetan_picks.pick(ws, key, [PickForm(made[0].product, 20_000, 5)])
    refuse(ws, lost)
    (line,) = gebetan_picks.listed(ws, key)
    assert line.settled is Settled.LOST
    assert line.lost_words == "Usaha 000 lebih dahulu dipilih kantor lain."
    _win(ws, made[0].business, made[0].product)
    (line,) = gebetan_picks.listed(ws, key)
    assert line.lost_words == (
        "Usaha 000 lebih dahulu dipilih untuk Gebetan UMKM Oktober 2026, Jakarta Barat."
    )
    (second,) = gebetan_candidates.candidates(ws, key)
    assert second.business_id == made[1].business
    gebetan_picks.give_way(ws, lost, PickForm(second.first.id, 20_000, 5))
    (line,) = gebetan_picks.listed(ws, key)
    assert line.business_id == made[1].business
    with ws.db.read() as session:
        assert session.get(Refusal, ("gebetan_pick", lost)) is None
        row = session.get_one(SyncRow, ("gebetan_pick", lost))
        assert row.state == "", "it is sent once more, as withdrawn"
        assert session.get_one(GebetanPick, lost).state == PickState.WITHDRAWN


def test_who_lost_to_an_unseen_office_is_not_offered_again(officer: Workspace) -> None:
    ws = officer
    key, _ = gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    one = qualified(ws, 1)
    (lost,), _ = gebetan_picks.pick(ws, key, [PickForm(one.product, 20_000, 5)])
    with pytest.raises(UserError) as error:
        gebetan_picks.give_way(ws, lost)
    assert code_of(error) == "gebetan.not_lost"
    refuse(ws, lost)
    gebetan_picks.give_way(ws, lost)
    assert gebetan_candidates.candidates(ws, key) == []
    assert gebetan_picks.listed(ws, key) == []


def _win(ws: Workspace, business: UUID, product: UUID) -> None:
    """Another city's round, as a sync brings it."""
    held = row_of("gebetan_round", "oktober", scope="31.73", name="Gebetan UMKM Oktober 2026")
    pick = row_of(
        "gebetan_pick",
        "menang",
        scope="31.73",
        round_id=held["id"],
        business_id=business,
        product_id=product,
        state="picked",
    )
    with ws.db.write() as session, applying(session):
        session.execute(sa.insert(GebetanRound).values(**{**held, "clusters": []}))
        session.execute(sa.insert(GebetanPick).values(**pick))


# -- packages --------------------------------------------------------------------------------


@pytest.fixture
def filled(ws: Workspace, round_id: UUID) -> Workspace:
    spread(ws, 30)
    pick_all(ws, round_id)
    order(ws, round_id, quantity=20)
    order(ws, round_id, "UPT Logam", cluster="eselon3", quantity=5)
    return ws


def test_packages_are_filled_and_told(filled: Workspace, round_id: UUID) -> None:
    heard: list[tuple[int, int]] = []
    done = gebetan_composing.compose(
        filled, round_id, heard=lambda at, total: heard.append((at, total))
    )
    assert (done.orders, done.kept, done.skipped) == (2, 0, 0)
    assert heard == [(0, 2), (1, 2), (2, 2)]
    now = gebetan_packages.shelf(filled, round_id)
    assert now.faulty == now.empty == 0
    assert now.told is not None
    assert now.told.spent == now.spent
    assert now.told.ordered == now.ordered == 20 * 100_000 + 5 * 200_000
    assert 0 <= now.told.gap < 0.05
    assert all(p.share > 0.9 for p in now.packages)
    assert gebetan_rounds.get(filled, round_id).state is RoundState.COMPOSED
    for package in now.packages:
        why = now.explain(package.order.id)
        assert why.spare == package.spare
        assert why.fits == 0, "what fits was put in"
        assert why.binds is not None


def test_what_is_made_by_hand_stays(filled: Workspace, round_id: UUID) -> None:
    gebetan_composing.compose(filled, round_id)
    first = gebetan_packages.shelf(filled, round_id).packages[0]
    piece = first.items[0].pick
    option = gebetan_packages.options(filled, first.order.id, piece)[0]
    assert option.why == ()
    wanted = [option.pick, *(i.pick for i in first.items[1:])]
    gebetan_packages.put(filled, first.order.id, wanted)
    done = gebetan_composing.compose(filled, round_id)
    assert (done.orders, done.kept) == (1, 1)
    now = gebetan_packages.shelf(filled, round_id)
    assert [i.pick for i in now.packages[0].items] == wanted
    assert now.packages[0].order.by_hand
    gebetan_composing.compose(filled, round_id, by_hand_too=True)
    assert not gebetan_packages.shelf(filled, round_id).packages[0].order.by_hand


def test_by_hand_no_rule_is_broken(filled: Workspace, round_id: UUID) -> None:
    gebetan_composing.compose(filled, round_id)
    first = gebetan_packages.shelf(filled, round_id).packages[0]
    held = [i.pick for i in first.items]
    unfit = gebetan_packages.options(filled, first.order.id)[-1]
    assert unfit.why
    with pytest.raises(UserError) as error:
        gebetan_packages.put(filled, first.order.id, [*held, unfit.pick])
    assert code_of(error) == "gebetan.faults"
    assert unfit.why[0].term in str(error.value)
    gebetan_packages.put(filled, first.order.id, [])
    now = gebetan_packages.shelf(filled, round_id)
    assert now.packages[0].items == ()
    assert [w.fault for w in now.packages[0].wrong] == [Fault.EMPTY]


def test_a_withdrawn_business_shows_as_a_fault(filled: Workspace, round_id: UUID) -> None:
    gebetan_composing.compose(filled, round_id)
    piece = gebetan_packages.shelf(filled, round_id).packages[0].items[0]
    gebetan_picks.withdraw(filled, piece.pick, "Tutup")
    package = gebetan_packages.shelf(filled, round_id).packages[0]
    assert [(w.fault, w.item) for w in package.wrong] == [(Fault.UNKNOWN, piece.name)]
    with pytest.raises(UserError, match="tidak ditawarkan"):
        gebetan_delivery.deliver(filled, [package.order.id], filled.today(), "Ibu Tini")


def test_another_quantity_takes_the_package_apart(filled: Workspace, round_id: UUID) -> None:
    gebetan_composing.compose(filled, round_id)
    line = gebetan_orders.listed(filled, round_id)[0]
    form = OrderForm(line.office, line.cluster.code, line.quantity + 1)
    gebetan_orders.save(filled, round_id, form, line.id)
    assert not gebetan_orders.listed(filled, round_id)[0].composed


def test_an_order_that_changed_meanwhile_is_left_out(filled: Workspace, round_id: UUID) -> None:
    task = gebetan_composing.prepare(filled, round_id)
    solved = gebetan_composing.solve(task)
    line = gebetan_orders.listed(filled, round_id)[0]
    gebetan_orders.save(filled, round_id, OrderForm(line.office, line.cluster.code, 99), line.id)
    done = gebetan_composing.keep(filled, task, solved)
    assert (done.orders, done.skipped) == (1, 1)


def test_nothing_to_compose_is_said(ws: Workspace, round_id: UUID) -> None:
    with pytest.raises(UserError) as error:
        gebetan_composing.compose(ws, round_id)
    assert code_of(error) == "gebetan.no_orders"
    order(ws, round_id)
    with pytest.raises(UserError) as error:
        gebetan_composing.compose(ws, round_id)
    assert code_of(error) == "gebetan.no_picks"


def test_too_few_businesses_are_told(ws: Workspace, round_id: UUID) -> None:
    qualified(ws, 1)
    pick_all(ws, round_id, stock=10)
    order(ws, round_id, quantity=10)
    order(ws, round_id, "UPT Logam", quantity=10)
    gebetan_composing.compose(ws, round_id)
    now = gebetan_packages.shelf(ws, round_id)
    assert (now.empty, len(now.short(0.9))) == (1, 2)
    left = gebetan_picks.remaining(
        gebetan_candidates.candidates(ws, round_id), gebetan_picks.listed(ws, round_id)
    )
    assert (left.left, left.this_round, left.rounds) == (0, 1, 0)


# -- delivery and feedback -------------------------------------------------------------------


def test_delivered_is_for_good(filled: Workspace, round_id: UUID) -> None:
    ws = filled
    gebetan_composing.compose(ws, round_id)
    first, second = gebetan_packages.shelf(ws, round_id).packages
    gebetan_delivery.deliver(ws, [first.order.id], ws.today(), " Ibu Tini ")
    line = gebetan_orders.listed(ws, round_id)[0]
    assert (line.delivered_on, line.received_by) == (ws.today(), "Ibu Tini")
    inside = {i.pick for i in first.items}
    states = {p.id: p.state for p in gebetan_picks.listed(ws, round_id)}
    assert {k for k, s in states.items() if s is PickState.DELIVERED} == inside
    with pytest.raises(UserError) as error:
        gebetan_picks.withdraw(ws, first.items[0].pick, "Ingin batal")
    assert code_of(error) == "gebetan.pick_delivered"
    again: Callable[[], object]
    for again in (
        lambda: gebetan_orders.remove(ws, [first.order.id]),
        lambda: gebetan_packages.put(ws, first.order.id, []),
        lambda: gebetan_delivery.deliver(ws, [first.order.id], ws.today(), "Ibu Tini"),
    ):
        with pytest.raises(UserError) as error:
            again()
        assert code_of(error) == "gebetan.delivered"
    done = gebetan_composing.compose(ws, round_id, by_hand_too=True)
    assert (done.orders, done.kept) == (1, 1)
    gebetan_delivery.deliver(ws, [second.order.id], ws.today(), "Pak Doni")
    assert gebetan_rounds.get(ws, round_id).state is RoundState.DELIVERED
    gebetan_delivery.take_back(ws, [first.order.id])
    assert gebetan_rounds.get(ws, round_id).state is RoundState.COMPOSED


def test_a_day_that_has_not_come_and_nobody_who_received(filled: Workspace, round_id: UUID) -> None:
    gebetan_composing.compose(filled, round_id)
    key = gebetan_orders.listed(filled, round_id)[0].id
    tomorrow = filled.today() + timedelta(days=1)
    for day, name, code in (
        (tomorrow, "Tini", "gebetan.day"),
        (filled.today(), " ", "gebetan.receiver"),
    ):
        with pytest.raises(UserError) as error:
            gebetan_delivery.deliver(filled, [key], day, name)
        assert code_of(error) == code
    with pytest.raises(UserError) as error:
        gebetan_delivery.pay(filled, [key], tomorrow)
    assert code_of(error) == "gebetan.day"
    gebetan_delivery.pay(filled, [key], filled.today())
    assert gebetan_orders.listed(filled, round_id)[0].paid_on == filled.today()


def test_feedback_stands_in_the_story_of_the_product(filled: Workspace, round_id: UUID) -> None:
    ws = filled
    gebetan_composing.compose(ws, round_id)
    package = gebetan_packages.shelf(ws, round_id).packages[0]
    item = package.items[0]
    form = FeedbackForm(item.product, 2, "KMS", "Kemasan penyok")
    with pytest.raises(UserError) as error:
        gebetan_feedback.add(ws, package.order.id, [form])
    assert code_of(error) == "gebetan.not_delivered"
    gebetan_delivery.deliver(ws, [package.order.id], ws.today(), "Ibu Tini")
    for wrong, code in (
        (replace(form, rating=6), "gebetan.rating"),
        (replace(form, words="x" * 501), "gebetan.words"),
        (replace(form, product_id=round_id), "gebetan.not_inside"),
    ):
        with pytest.raises(UserError) as error:
            gebetan_feedback.add(ws, package.order.id, [wrong])
        assert code_of(error) == code
    change = gebetan_feedback.add(ws, package.order.id, [form])
    assert not change.undoable, "what was said is never changed"
    (said,) = gebetan_feedback.said(ws, round_id)[package.order.id]
    assert (said.rating, said.criterion, said.words) == (2, "KMS", "Kemasan penyok")
    story = stories.of_product(ws, item.product)
    verbs = [line.verb for line in story.lines]
    assert verbs[-2:] == ["gebetan_pick.delivered", "feedback.told"]
    told = story.lines[-1]
    assert told.why == "Kemasan penyok"
    assert told.details["rating"] == 2
    codes = [c.code for c in gebetan_feedback.criteria(ws, Category.PACKAGED_FOOD)]
    assert "KMS" in codes


def test_a_closed_round_stays_as_it_is(filled: Workspace, round_id: UUID) -> None:
    ws = filled
    with pytest.raises(UserError) as error:
        gebetan_rounds.close(ws, round_id)
    assert code_of(error) == "gebetan.not_delivered"
    gebetan_composing.compose(ws, round_id)
    keys = [o.id for o in gebetan_orders.listed(ws, round_id)]
    gebetan_delivery.deliver(ws, keys, ws.today(), "Ibu Tini")
    gebetan_rounds.close(ws, round_id)
    again: Callable[[], object]
    for again in (
        lambda: order(ws, round_id),
        lambda: gebetan_composing.compose(ws, round_id),
        lambda: gebetan_delivery.pay(ws, keys, ws.today()),
        lambda: gebetan_rounds.save(ws, gebetan_rounds.new_form(ws), round_id),
    ):
        with pytest.raises(UserError) as error:
            again()
        assert code_of(error) == "gebetan.round_closed"


def test_refused_and_lost_are_different_things(officer: Workspace) -> None:
    ws = officer
    round_id, _ = gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))
    one = qualified(ws, 1)
    (key,), _ = gebetan_picks.pick(ws, round_id, [PickForm(one.product, 20_000, 5)])
    refuse(ws, key, "scope.outside")
    (line,) = gebetan_picks.listed(ws, round_id)
    assert (line.settled, line.lost_words) == (Settled.REFUSED, "")
    assert not line.settled.holds
    with ws.db.read() as session:
        assert gebetan_settled.of_picks(session, [key]) == {key: Settled.REFUSED}
