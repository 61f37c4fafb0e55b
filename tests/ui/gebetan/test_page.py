"""The Gebetan page by key and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.market.terms import RoundState
from app.protocol import keys
from app.services import (
    gebetan_candidates,
    gebetan_delivery,
    gebetan_feedback,
    gebetan_orders,
    gebetan_packages,
    gebetan_picks,
    gebetan_rounds,
)
from app.services.gebetan_orders import OrderForm
from app.services.gebetan_picks import PickForm
from app.services.gebetan_settled import Settled
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes, Lanes
from app.ui.pages.gebetan import GebetanPage
from app.ui.pages.gebetan.papers import Paper
from app.ui.printing import Printout
from tests.reports.reading import squeezed, whole_text
from tests.services.conftest import started
from tests.services.field import enrol
from tests.services.qualified import spread
from tests.services.test_gebetan import refuse

ShowWidget = Callable[[QWidget], None]
ORDERS, PICKS, PACKAGES, DELIVERY = range(4)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = started(tmp_path / "laptop")
    enrol(made, keys.new_private_key(), roles=(("programme_officer", "31"),))
    yield made
    made.close()


@pytest.fixture
def round_id(ws: Workspace) -> UUID:
    return gebetan_rounds.save(ws, gebetan_rounds.new_form(ws))[0]


@pytest.fixture
def page(ws: Workspace, show: ShowWidget) -> GebetanPage:
    return opened(ws, InlineLanes(), show)


def opened(ws: Workspace, lanes: Lanes, show: ShowWidget) -> GebetanPage:
    desk = Desk(ws, lanes)
    made = GebetanPage(desk)
    desk.setParent(made)
    made.resize(1128, 700)
    show(made)
    made.enter()
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def type_(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def fill(ws: Workspace, round_id: UUID, businesses: int = 30) -> None:
    """Orders and picks, as the other tests make them."""
    spread(ws, businesses)
    found = gebetan_candidates.candidates(ws, round_id)
    forms = [PickForm(c.first.id, c.first.price or 0, 100) for c in found]
    gebetan_picks.pick(ws, round_id, forms)
    for office, cluster in (("Biro Umum", "staf"), ("UPT Logam", "eselon3")):
        gebetan_orders.save(ws, round_id, OrderForm(office, cluster, 10))


def test_without_a_round_it_asks_for_one(page: GebetanPage, ws: Workspace) -> None:
    assert page.empty.isVisible()
    assert not page.stack.isVisible()
    click(page.empty.action_button)
    sheet = page.round_sheet
    assert sheet is not None
    assert sheet.amounts["staf"].text() == "100.000"
    sheet.amounts["staf"].selectAll()
    QTest.keyClicks(sheet.amounts["staf"], "110000")
    click(sheet.save_button)
    (held,) = gebetan_rounds.rounds(ws)
    assert held.clusters[0].amount == 110_000
    assert page.orders.isVisible()
    assert not page.empty.isVisible()
    page.new_round()
    again = page.round_sheet
    assert again is not None
    click(again.save_button)
    assert again.banner.isVisible(), "one a month and region"
    QTest.keyClick(again, Qt.Key.Key_Escape)


def test_who_does_not_run_the_market_reads_only(tmp_path: Path, show: ShowWidget) -> None:
    ws = started(tmp_path / "kurator")
    enrol(ws, keys.new_private_key())
    page = opened(ws, InlineLanes(), show)
    assert page.empty.isVisible()
    assert not page.empty.action_button.isVisible()
    ws.close()


def test_orders_are_typed_without_a_mouse(page: GebetanPage, ws: Workspace, round_id: UUID) -> None:
    page.reload()
    page.show_section(ORDERS)
    assert page.orders.empty.isVisible()
    type_("Sudin Pendidikan Jakarta Timur")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    type_("25")
    press(Qt.Key.Key_Return)
    (line,) = gebetan_orders.listed(ws, round_id)
    assert (line.office, line.cluster.code, line.quantity) == (
        "Sudin Pendidikan Jakarta Timur",
        "kasatpel",
        25,
    )
    assert QApplication.focusWidget() is page.orders.entry.office
    assert page.orders.entry.office.selectedText() == line.office, "typed over or kept"
    grid = page.orders.grid
    grid.setFocus()
    press(Qt.Key.Key_Return)
    type_("30")
    press(Qt.Key.Key_Return)
    assert gebetan_orders.listed(ws, round_id)[0].quantity == 30
    grid.setFocus()
    press(Qt.Key.Key_Delete)
    assert gebetan_orders.listed(ws, round_id) == []
    assert page.orders.empty.isVisible()


def test_a_faulty_file_is_shown_line_by_line(
    page: GebetanPage, ws: Workspace, round_id: UUID, tmp_path: Path
) -> None:
    page.reload()
    path = tmp_path / "pesanan.csv"
    path.write_text("kantor,klaster,jumlah\nUPT A,lurah,3\n", encoding="utf-8")
    page.orders.import_path(str(path))
    sheet = page.orders.problems
    assert sheet is not None
    (row,) = sheet.grid.rows
    assert row.cells[:2] == ("2", "klaster")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    path.write_text("kantor,klaster,jumlah\nUPT A,staf,3\n", encoding="utf-8")
    page.orders.import_path(str(path))
    assert [o.quantity for o in gebetan_orders.listed(ws, round_id)] == [3]


def test_candidates_are_picked_by_enter_and_withdrawn_with_a_reason(
    page: GebetanPage, ws: Workspace, round_id: UUID
) -> None:
    spread(ws, 4)
    page.reload()
    page.show_section(PICKS)
    assert page.picks.no_picks.isVisible()
    first = page.picks.candidates.rows[0].key
    press(Qt.Key.Key_Return)
    (line,) = gebetan_picks.listed(ws, round_id)
    assert line.business_id == first
    assert len(page.picks.candidates.rows) == 3
    page.picks.candidates.selectAll()
    page.picks.stock.setFocus()
    page.picks.stock.selectAll()
    type_("40")
    press(Qt.Key.Key_Return)
    assert sorted(p.stock for p in gebetan_picks.listed(ws, round_id)) == [40, 40, 40, 100]
    assert page.picks.no_candidates.isVisible()
    page.picks.picked.setFocus()
    press(Qt.Key.Key_Delete)
    sheet = page.picks.reason_sheet
    assert sheet is not None
    click(sheet.confirm_button)
    assert sheet.banner.isVisible(), "a reason is asked"
    QTest.keyClicks(sheet.field.edit, "Dapur direnovasi")
    click(sheet.confirm_button)
    assert len(gebetan_picks.listed(ws, round_id)) == 3


def test_price_and_stock_are_changed(page: GebetanPage, ws: Workspace, round_id: UUID) -> None:
    fill(ws, round_id, 2)
    page.reload()
    page.show_section(PICKS)
    page.picks.picked.setFocus()
    press(Qt.Key.Key_Return)
    sheet = page.picks.pick_sheet
    assert sheet is not None
    assert sheet.price.selectedText() == sheet.price.text(), "typed over at once"
    QTest.keyClicks(sheet.price, "0")
    QTest.keyClick(sheet.price, Qt.Key.Key_Return)
    assert sheet.banner.isVisible()
    sheet.price.selectAll()
    QTest.keyClicks(sheet.price, "12500")
    QTest.keyClick(sheet.price, Qt.Key.Key_Return)
    key = page.picks.picked.current_key
    assert {p.id: p.price for p in gebetan_picks.listed(ws, round_id)}[key] == 12_500


def test_a_lost_race_offers_the_next_in_one_click(
    page: GebetanPage, ws: Workspace, round_id: UUID
) -> None:
    spread(ws, 2)
    first, second = gebetan_candidates.candidates(ws, round_id)
    form = PickForm(first.first.id, 20_000, 7)
    (lost,), _ = gebetan_picks.pick(ws, round_id, [form])
    refuse(ws, lost)
    page.reload()
    page.show_section(PICKS)
    banner = page.picks.banner
    assert banner.isVisible()
    assert first.business in banner.accessibleName()
    assert second.business in banner.accessibleName()
    click(banner.action_button)
    (line,) = gebetan_picks.listed(ws, round_id)
    assert (line.business_id, line.stock) == (second.business_id, 7)
    assert line.settled is Settled.PROPOSED
    assert not banner.isVisible()


def test_packages_are_composed_explained_and_swapped(
    page: GebetanPage, ws: Workspace, round_id: UUID
) -> None:
    fill(ws, round_id)
    page.reload()
    page.show_section(PACKAGES)
    panel = page.packages
    assert "2 empty" in panel.summary.text()
    click(panel.compose_button)
    assert not panel.composing.busy
    now = gebetan_packages.shelf(ws, round_id)
    assert now.empty == 0
    assert "below the best" in panel.summary.text()
    assert "0 businesses are left" in panel.banner.accessibleName()
    assert "rupiah" in panel.explained.text() or "left" in panel.explained.text()
    panel.items.setFocus()
    gone = panel.items.current_key
    press(Qt.Key.Key_Return)
    sheet = panel.swap_sheet
    assert sheet is not None
    grid = sheet.grid
    grid.setCurrentCell(grid.rowCount() - 1, 0)
    assert not sheet.take_button.isEnabled(), "the last does not fit"
    assert "ganda" in sheet.why.text() or "Melebihi" in sheet.why.text()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert sheet.banner.isVisible(), "and the rules say why"
    grid.setCurrentCell(0, 0)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    package = gebetan_packages.shelf(ws, round_id).packages[0]
    assert gone not in {i.pick for i in package.items}
    assert package.order.by_hand
    assert panel.told.text() == "Put together by hand."
    count = len(package.items)
    panel.items.setFocus()
    press(Qt.Key.Key_Delete)
    assert len(gebetan_packages.shelf(ws, round_id).packages[0].items) == count - 1
    click(panel.check_button)


def test_composing_is_stopped_without_a_trace(
    ws: Workspace, round_id: UUID, show: ShowWidget, real_lanes: Lanes, qtbot: QtBot
) -> None:
    fill(ws, round_id)
    page = opened(ws, real_lanes, show)
    real_lanes.drain()
    page.show_section(PACKAGES)
    panel = page.packages
    click(panel.compose_button)
    assert panel.composing.busy
    assert panel.stop_button.isVisible()
    assert not panel.compose_button.isEnabled()
    click(panel.stop_button)
    real_lanes.drain()
    assert not panel.stop_button.isVisible()
    assert panel.compose_button.isEnabled()
    assert gebetan_packages.shelf(ws, round_id).empty == 2
    with qtbot.waitSignal(panel.composing.ended):
        click(panel.compose_button)
        real_lanes.drain()
    real_lanes.drain()
    assert gebetan_packages.shelf(ws, round_id).empty == 0


def test_delivery_payment_and_feedback_by_keyboard(
    page: GebetanPage, ws: Workspace, round_id: UUID
) -> None:
    fill(ws, round_id)
    page.reload()
    click(page.packages.compose_button)
    page.show_section(DELIVERY)
    panel = page.delivery
    key = panel.grid.current_key
    press(Qt.Key.Key_Return)
    sheet = panel.sheet
    assert sheet is not None
    QTest.keyClick(sheet.receiver, Qt.Key.Key_Return)
    assert sheet.banner.isVisible(), "who received them is asked"
    QTest.keyClicks(sheet.receiver, "Ibu Tini")
    QTest.keyClick(sheet.receiver, Qt.Key.Key_Return)
    line = {o.id: o for o in gebetan_orders.listed(ws, round_id)}[key]
    assert (line.received_by, line.delivered_on) == ("Ibu Tini", ws.today())
    panel.grid.setFocus()
    type_("b")
    line = {o.id: o for o in gebetan_orders.listed(ws, round_id)}[key]
    assert line.paid_on == ws.today()
    press(Qt.Key.Key_Return)
    card = panel.feedback
    assert QApplication.focusWidget() is card.grid, "Enter goes on to the feedback"
    product = card.grid.current_key
    type_("2")
    type_("Kemasan penyok")
    press(Qt.Key.Key_Return)
    (said,) = gebetan_feedback.said(ws, round_id)[key]
    assert (said.product_id, said.rating, said.words) == (product, 2, "Kemasan penyok")
    assert card.grid.current_key != product, "on to the next product"
    assert QApplication.focusWidget() is card.grid
    click(panel.back_button)
    assert gebetan_orders.listed(ws, round_id)[0].delivered_on is None


def test_papers_go_to_the_printer(
    page: GebetanPage, ws: Workspace, round_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(ws, round_id)
    page.reload()
    sent: list[Printout] = []
    monkeypatch.setattr(page.delivery.papers.printing, "start", sent.append)
    page.show_section(DELIVERY)
    buttons = page.delivery.paper_buttons
    assert not buttons[Paper.RECEIPTS].isEnabled(), "nothing is composed"
    click(page.packages.compose_button)
    for paper in Paper:
        click(buttons[paper])
    assert [s.title for s in sent] == [f"{p.value} Gebetan UMKM November 2026" for p in Paper]
    for printout, words in zip(sent, ("Daftar Belanja", "Tanda terima", "Terbilang"), strict=True):
        assert isinstance(printout.pdf, bytes)
        if words != "Terbilang":
            assert squeezed(words) in whole_text(printout.pdf)
        assert "BiroUmum" in whole_text(printout.pdf) or words == "Daftar Belanja"


def test_a_round_is_closed_once_all_is_delivered(
    page: GebetanPage, ws: Workspace, round_id: UUID
) -> None:
    fill(ws, round_id)
    page.reload()
    failed: list[object] = []
    page.desk.failed.connect(failed.append)
    click(page.close_button)
    assert len(failed) == 1, "two orders were not delivered"
    click(page.packages.compose_button)
    keys_ = [o.id for o in gebetan_orders.listed(ws, round_id)]
    gebetan_delivery.deliver(ws, keys_, ws.today(), "Ibu Tini")
    page.reload()
    click(page.close_button)
    assert gebetan_rounds.get(ws, round_id).state is RoundState.CLOSED
    assert not page.orders.entry.isEnabled()
    assert not page.change_button.isEnabled()


def test_alt_and_a_number_leads_to_each_part(
    page: GebetanPage, ws: Workspace, round_id: UUID
) -> None:
    page.reload()
    for at, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)):
        QTest.keyClick(page, key, Qt.KeyboardModifier.AltModifier)
        assert page.stack.currentIndex() == at
