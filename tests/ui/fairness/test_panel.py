"""The panel of fairness and its door: what the chair sees, what nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.domain.permissions import Grant
from app.domain.terms import Level, Role
from app.errors import UserError
from app.models.entities import CurationSession
from app.services import fairness, sessions
from app.services.fairness import Fairness, LeniencyReading, NextLine, Span, Why
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.desk import Desk, Place
from app.ui.kit.buttons import IconButton
from app.ui.lanes import Lanes
from app.ui.pages.curation import CurationPage
from app.ui.pages.fairness import FairnessPanel, words
from app.ui.pages.fairness.next_list import NextList

Shower = Callable[[QWidget], None]


@pytest.fixture
def found(ws: Workspace, held: UUID) -> Fairness:
    return fairness.weigh(fairness.read(ws, held), fairness.limits(ws.resources))


def sentences(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel, "next.sentence")]


def test_the_figures_are_those_of_the_service(panel: FairnessPanel, found: Fairness) -> None:
    assert panel.stack.currentWidget() is panel.content
    assert [row.name for row in panel.agreement.rows] == [x.name for x in found.agreement]
    assert [row.span for row in panel.agreement.rows] == [x.alpha for x in found.agreement]
    assert [row.name for row in panel.leniency.rows] == [x.name for x in found.leniency]
    assert [row.ring for row in panel.totals.rows] == [x.raw for x in found.totals]
    assert len(sentences(panel)) == len(found.next) > 0
    assert panel.training.isVisible(), "before enrolment a session is practice"
    assert not panel.banner.isVisible()


def test_marks_lie_where_their_values_are(panel: FairnessPanel) -> None:
    chart = panel.leniency
    low, high = chart.axis.low, chart.axis.high
    assert low == -high, "nothing lies in the middle"
    middle = chart.x_of(0)
    assert chart.x_of(high) - middle == pytest.approx(middle - chart.x_of(low))
    for row in chart.rows:
        if row.span:
            assert low <= row.span.low <= row.span.high <= high
            assert (chart.x_of(row.span.value) > middle) == (row.span.value > 0)
    assert panel.agreement.x_of(-0.3) == panel.agreement.x_of(0), "less than chance ends at nought"


def test_what_is_painted_is_also_said(panel: FairnessPanel, found: Fairness) -> None:
    said = panel.leniency.accessibleDescription()
    for line in found.leniency:
        assert line.name in said
        assert line.reading.term in said
    assert "logit" in said
    at = QPoint(20, 40)
    event = QHelpEvent(QEvent.Type.ToolTip, at, panel.leniency.mapToGlobal(at))
    QApplication.sendEvent(panel.leniency, event)
    assert QToolTip.text() == panel.leniency.rows[0].spoken
    QToolTip.hideText()


def test_a_row_opens_its_product(panel: FairnessPanel, found: Fairness) -> None:
    wanted: list[object] = []
    panel.product_wanted.connect(wanted.append)
    button = panel.findChildren(IconButton, "next.open")[0]
    assert found.next[0].product in button.accessibleName()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == [found.next[0].curation_id]


def test_an_empty_session_says_so(panel: FairnessPanel, ws: Workspace) -> None:
    form = SessionForm("Kosong", "Taman", ws.today(), Level.DISTRICT, "31.74.04")
    panel.load(sessions.create(ws, form)[0])
    assert panel.stack.currentWidget() is panel.empty


def test_a_curator_sees_no_colleague(panel: FairnessPanel, found: Fairness) -> None:
    own = replace(found, whole=False, leniency=found.leniency[:1], totals=(), next=())
    panel.show_fairness(own)
    assert [row.name for row in panel.leniency.rows] == [found.leniency[0].name]
    for card in (panel.agreement_card, panel.totals_card, panel.next_card):
        assert not card.isVisible()
    panel.show_fairness(found)
    assert not panel.own.isVisible()
    assert panel.agreement_card.isVisible()


LENIENT = Span(3.2, 1.1, 5.3)


@pytest.mark.parametrize(
    ("reading", "points", "text"),
    [
        (LeniencyReading.LENIENT, LENIENT, "about 3,2 points more than your colleagues"),
        (LeniencyReading.STRICT, Span(-3.2, -5.3, -1.1), "about 3,2 points less than"),
        (LeniencyReading.LEVEL, Span(0.4, -2.0, 2.8), "much as your colleagues do"),
        (LeniencyReading.LEVEL, Span(0.4, -2.0, 2.8), "between −2,0 and +2,8 points"),
        (LeniencyReading.APART, None, "there is no comparison"),
        (LeniencyReading.TOO_FEW, None, "5 are needed"),
    ],
)
def test_ones_own_leniency_is_said_in_words(
    panel: FairnessPanel, found: Fairness, reading: LeniencyReading, points: Span, text: str
) -> None:
    line = replace(found.leniency[0], reading=reading, points=points)
    panel.show_fairness(replace(found, whole=False, leniency=(line,)))
    assert panel.own.isVisible()
    assert text in panel.own.text()


def test_who_gave_no_sheet_has_nothing_to_see(panel: FairnessPanel, found: Fairness) -> None:
    panel.show_fairness(replace(found, whole=False, leniency=()))
    assert panel.stack.currentWidget() is panel.empty


def test_what_cannot_be_read_is_said_and_tried_again(
    panel: FairnessPanel, held: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Fairness:
        raise UserError("rubric.missing", "Rubrik tidak ada di laptop ini.", todo="Sinkronkan.")

    for name in ("read", "weigh"):
        with monkeypatch.context() as patched:
            patched.setattr(fairness, name, broken)
            panel.load(held)
            assert panel.stack.currentWidget() is panel.failed
            assert "Sinkronkan." in panel.failed.accessibleName()
        QTest.mouseClick(panel.failed.action_button, Qt.MouseButton.LeftButton)
        assert panel.stack.currentWidget() is panel.content


def test_a_bug_is_told_and_still_recorded(
    panel: FairnessPanel, held: UUID, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(*_: object) -> Fairness:
        raise ZeroDivisionError

    monkeypatch.setattr(fairness, "read", broken)
    with qtbot.captureExceptions() as caught:
        panel.load(held)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert panel.stack.currentWidget() is panel.failed


def test_groups_that_cannot_be_compared_are_told(panel: FairnessPanel, found: Fairness) -> None:
    panel.show_fairness(replace(found, circles=2))
    assert panel.banner.isVisible()
    texts = [label.text() for label in panel.banner.findChildren(QLabel)]
    assert "The curators form 2 groups that share no product." in texts


def test_it_reads_again_when_a_sheet_comes(
    panel: FairnessPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[UUID] = []
    monkeypatch.setattr(panel, "load", loaded.append)
    desk.changed.emit(frozenset({"product"}))
    assert loaded == []
    desk.changed.emit(frozenset({"assessment"}))
    assert len(loaded) == 1
    panel.hide()
    desk.changed.emit(frozenset({"assessment"}))
    assert len(loaded) == 1


def test_the_database_lane_is_free_while_it_reckons(
    ws: Workspace, held: UUID, real_lanes: Lanes, show: Shower, qtbot: QtBot
) -> None:
    desk = Desk(ws, real_lanes)
    panel = FairnessPanel(desk)
    show(panel)
    panel.load(held)
    assert panel.stack.currentWidget() is panel.waiting
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.content, timeout=30_000)
    assert panel.leniency.rows
    desk.deleteLater()


# -- sentences --------------------------------------------------------------------------

LINE = NextLine(UUID(int=1), "Dodol", UUID(int=2), "Budi", 2, (Why.THRESHOLD,), 71.25, 70.0, 3.0)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            LINE,
            "Its total of 71,2 is close to the threshold 70: one more sheet by Budi helps most.",
        ),
        (
            replace(LINE, why=(Why.DIFFERENCE, Why.GATES), difference=18.0),
            "The sheets are 18 points apart, a requirement was judged in two ways: "
            "one more sheet by Budi helps most.",
        ),
        (
            replace(LINE, why=(Why.SINGLE,), person_id=UUID(int=9)),
            "There is only one sheet: one more sheet by you helps most.",
        ),
        (replace(LINE, why=()), "The class is still unsure: one more sheet by Budi helps most."),
        (
            replace(LINE, why=(), total=None, bound=None, difference=None),
            "One more sheet by Budi helps; figures are shown once yours is in.",
        ),
    ],
)
def test_each_product_has_one_sentence(qtbot: QtBot, line: NextLine, text: str) -> None:
    made = NextList(UUID(int=9))
    qtbot.addWidget(made)
    made.set_lines((line,))
    assert sentences(made) == [text]
    made.set_lines(())
    assert "No product" in made.findChildren(QLabel)[-1].text()


def test_how_figures_are_written() -> None:
    assert [words.decimal(x) for x in (70.0, 71.25, -3.04)] == ["70", "71,2", "−3"]
    assert [words.signed(x) for x in (3.14, -3.14, 0.01, -0.01)] == ["+3,1", "−3,1", "0,0", "0,0"]
    assert words.between(Span(1, -0.5, 2.25)) == "−0,5 … 2,2"


# -- the door ----------------------------------------------------------------------------


@pytest.fixture
def page(desk: Desk, show: Shower) -> CurationPage:
    made = CurationPage(desk)
    made.resize(1158, 700)
    show(made)
    made.enter()
    return made


def test_the_chair_goes_in_and_out(page: CurationPage, desk: Desk) -> None:
    door, before = page.fairness, page.stack.currentWidget()
    assert door.button.isVisible()
    QTest.mouseClick(door.button, Qt.MouseButton.LeftButton)
    assert door.is_open
    assert door.panel.stack.currentWidget() is door.panel.content
    desk.changed.emit(frozenset({"assessment"}))
    assert door.is_open, "the page read again and stays where it was"
    QTest.mouseClick(door.button, Qt.MouseButton.LeftButton)
    assert page.stack.currentWidget() is before


def test_a_product_is_opened_from_the_list(page: CurationPage, desk: Desk) -> None:
    places: list[Place] = []
    desk.travelled.connect(places.append)
    QTest.mouseClick(page.fairness.button, Qt.MouseButton.LeftButton)
    button = page.fairness.panel.findChildren(IconButton, "next.open")[0]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not page.fairness.is_open
    assert [place.page for place in places] == ["curation"]


@pytest.fixture
def curators_page(ws: Workspace, desk: Desk, held: UUID, show: Shower) -> CurationPage:
    """The page of somebody who does not lead the session."""
    with ws.change() as recorder:
        recorder.session.get_one(CurationSession, held).chair_id = None
        recorder.done()
    ws._me = replace(ws.me, enrolled=True, grants=(Grant(Role.CURATOR, "31.74.04"),))
    page = CurationPage(desk)
    show(page)
    page.enter()
    return page


def test_a_curator_without_a_sheet_finds_no_door(curators_page: CurationPage) -> None:
    assert not curators_page.fairness.button.isVisible()


def test_a_curator_finds_their_own_leniency_and_nobody_elses(
    ws: Workspace, curators_page: CurationPage, held: UUID
) -> None:
    whole = replace(fairness.read(ws, held), whole=True)
    found = fairness.weigh(whole, fairness.limits(ws.resources))
    person = found.leniency[0].person_id
    ws._me = replace(ws.me, person_id=person)
    curators_page.reload()
    door = curators_page.fairness
    assert door.button.isVisible()
    assert door.button.text() == "My leniency"
    QTest.mouseClick(door.button, Qt.MouseButton.LeftButton)
    panel = door.panel
    assert [row.span for row in panel.leniency.rows] == [found.leniency[0].points]
    assert panel.own.text()
    assert not panel.agreement_card.isVisible()
    others = [line.name for line in found.leniency[1:]]
    said = " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert not [name for name in others if name in said]


def test_no_session_no_door(page: CurationPage) -> None:
    QTest.mouseClick(page.head.other_button, Qt.MouseButton.LeftButton)
    assert not page.fairness.button.isVisible()
    assert page.stack.currentIndex() == 0
