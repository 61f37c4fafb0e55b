"""Pembinaan by key and mouse: from a need to a training, who came, and what it moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.clock import ManualClock
from app.domain.market.terms import TrainingState
from app.domain.terms import GateState
from app.services import products, trainings
from app.services.trainings import TrainingForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.data_table import DataTable
from app.ui.kit.sheet import ConfirmSheet
from app.ui.lanes import InlineLanes
from app.ui.pages.coaching import CoachingPage
from app.ui.pages.coaching.offer_sheet import OfferSheet
from app.ui.pages.coaching.page import Tab
from app.ui.pages.coaching.training_sheet import TrainingSheet
from app.ui.printing import Printout
from tests.reports.reading import whole_text
from tests.services.conftest import started
from tests.services.field import DISTRICT, add_product, judge, open_session, register

ShowWidget = Callable[[QWidget], None]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = started(tmp_path / "laptop")
    yield made
    made.close()


@pytest.fixture
def businesses(ws: Workspace) -> list[UUID]:
    """Three whose packaging is weak."""
    held = open_session(ws)
    made = []
    for name in ("Dapur Ani", "Dapur Budi", "Dapur Citra"):
        business = register(ws, name)
        product = add_product(ws, business, f"Keripik {name}", category="MKN", photo=False)
        weak = {f"KMS-{n}": 2 for n in (1, 2, 3)}
        judge(ws, product, held, 4, gates={"NIB": GateState.UNMET}, scores=weak)
        made.append(business)
    return made


@pytest.fixture
def page(ws: Workspace, businesses: list[UUID], show: ShowWidget) -> CoachingPage:
    desk = Desk(ws, InlineLanes())
    made = CoachingPage(desk)
    desk.setParent(made)
    made.resize(1158, 728)
    show(made)
    made.enter()
    return made


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tick(table: DataTable, row: int) -> None:
    """As a person at the keyboard does."""
    table.setFocus()
    table.selectRow(row)
    QTest.keyClick(table, Qt.Key.Key_Space)


def cells(table: DataTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def plan(ws: Workspace, topic: str = "Kemasan dan label", days: int = 3) -> UUID:
    form = TrainingForm(
        "Universitas Contoh",
        topic,
        ws.today() + timedelta(days=days),
        "Aula",
        DISTRICT,
        criteria=("KMS",),
    )
    return trainings.save(ws, form)[0]


def test_needs_are_listed_worst_first_and_filtered(page: CoachingPage) -> None:
    assert [row[0] for row in cells(page.needs.table)] == ["Dapur Ani", "Dapur Budi", "Dapur Citra"]
    assert all("Kemasan & label 50 %" in row[2] for row in cells(page.needs.table))
    assert not page.needs.offer_button.isEnabled()
    assert page.needs.list.select_id("KMS")
    assert page.needs.title.text() == "Kemasan & label"


def test_a_training_is_planned_for_who_was_ticked(page: CoachingPage, ws: Workspace) -> None:
    tick(page.needs.table, 0)
    tick(page.needs.table, 2)
    assert page.needs.offer_button.isEnabled()
    click(page.needs.offer_button)
    offer = page.sheet
    assert isinstance(offer, OfferSheet)
    assert not offer.offer_button.isEnabled(), "there is no training yet"
    click(offer.new_button)
    sheet = page.sheet
    assert isinstance(sheet, TrainingSheet)
    click(sheet.save_button)
    assert sheet.fields["topic"].blocks
    sheet.topic.setCurrentText("Kemasan dan label")
    assert sheet.checks["KMS"].isChecked(), "a proposed topic brings its criteria"
    sheet.partner.setCurrentText("Universitas Bakrie")
    QTest.keyClicks(sheet.place, "Aula kecamatan")
    QTest.keyClicks(sheet.seats, "1")
    click(sheet.save_button)
    assert sheet.banner.isVisible(), "two were ticked, there is one seat"
    assert trainings.listed(ws) == []
    sheet.seats.clear()
    QTest.keyClicks(sheet.seats, "20")
    click(sheet.save_button)
    (line,) = trainings.listed(ws)
    assert (line.form.topic, line.form.seats, line.offered) == ("Kemasan dan label", 20, 2)
    assert page.stack.currentWidget() is page.trainings
    assert [row[0] for row in cells(page.trainings.table)] == ["Dapur Ani", "Dapur Citra"]


def test_an_existing_training_is_offered(page: CoachingPage, ws: Workspace) -> None:
    key = plan(ws)
    page.reload()
    click(page.needs.worst_button)
    click(page.needs.offer_button)
    sheet = page.sheet
    assert isinstance(sheet, OfferSheet)
    click(sheet.offer_button)
    assert len(trainings.places(ws, key)) == 3
    assert [row[3] for row in cells(page.needs.table)] == ["offered"] * 3


def test_who_came_is_noted_and_taken_back(
    page: CoachingPage, ws: Workspace, businesses: list[UUID]
) -> None:
    key = plan(ws)
    trainings.offer(ws, key, businesses)
    page.reload()
    page.show_tab(Tab.TRAININGS)
    assert not page.trainings.came_button.isEnabled()
    for row in range(3):
        tick(page.trainings.table, row)
    click(page.trainings.came_button)
    assert {p.state for p in trainings.places(ws, key)} == {TrainingState.ATTENDED}
    tick(page.trainings.table, 0)
    tick(page.trainings.table, 2)
    assert len(page.trainings.table.chosen) == 1
    click(page.trainings.absent_button)
    states = [p.state for p in trainings.places(ws, key)]
    assert states.count(TrainingState.ABSENT) == 1
    failed: list[object] = []
    page.desk.failed.connect(failed.append)
    page.trainings.table.tick_first(3)
    click(page.trainings.withdraw_button)
    assert len(failed) == 1, "who was there keeps the place"
    assert len(trainings.places(ws, key)) == 3


def test_a_training_is_changed_and_cancelled(page: CoachingPage, ws: Workspace) -> None:
    plan(ws)
    page.reload()
    page.show_tab(Tab.TRAININGS)
    click(page.trainings.edit_button)
    sheet = page.sheet
    assert isinstance(sheet, TrainingSheet)
    assert sheet.place.text() == "Aula"
    sheet.place.setText("Balai kota")
    click(sheet.save_button)
    assert trainings.listed(ws)[0].form.place == "Balai kota"
    click(page.trainings.cancel_button)
    question = page.window().findChild(ConfirmSheet, "cancel_training")
    assert question is not None
    click(question.confirm_button)
    assert trainings.listed(ws) == []
    assert page.trainings.empty.isVisible()


def test_the_list_to_sign_is_printed(
    page: CoachingPage, ws: Workspace, businesses: list[UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainings.offer(ws, plan(ws), businesses)
    page.reload()
    page.show_tab(Tab.TRAININGS)
    sent: list[Printout] = []
    monkeypatch.setattr(page.printing, "start", sent.append)
    click(page.trainings.print_button)
    pdf = sent[0].pdf
    assert isinstance(pdf, bytes)
    text = whole_text(pdf)
    assert "DaftarHadirPelatihan" in text
    assert all(name in text for name in ("DapurAni", "DapurBudi", "DapurCitra"))


def test_results_say_when_there_is_nothing_to_compare(
    page: CoachingPage, ws: Workspace, businesses: list[UUID]
) -> None:
    page.show_tab(Tab.EFFECTS)
    assert page.effects.empty.isVisible()
    clock = ws.clock
    assert isinstance(clock, ManualClock)
    clock.advance(timedelta(days=10))
    key = plan(ws, days=0)
    trainings.offer(ws, key, businesses[:1])
    trainings.mark(ws, [p.id for p in trainings.places(ws, key)], TrainingState.ATTENDED)
    clock.advance(timedelta(days=10))
    held = open_session(ws, name="Bazar kedua")
    judge(ws, products.ids(ws, business=businesses[0])[0], held, 4)
    page.reload()
    assert not page.effects.empty.isVisible()
    packaging = next(r for r in cells(page.effects.table) if r[1].startswith("Kemasan"))
    assert packaging[2:5] == ("1", "50 %", "100 %")
    assert packaging[7] == "Too few to tell"
