"""Conflicts as a story: by keyboard alone, by mouse, back again, and what is never shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.local import SyncConflict
from app.services import businesses, conflicts, enrolment, syncing
from app.services.businesses import BusinessForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.sync import SyncPage
from app.ui.pages.sync.differing import pieces
from app.ui.pages.sync.telling import value_text
from tests.conftest import OpenWorkspace
from tests.ui.sync_page.conftest import WARD, Quiet, Served, laptop_name

NIKS = ("3174025203780001", "3174025209780001")


def register(ws: Workspace, name: str, **fields: str) -> UUID:
    form = BusinessForm(name=name, owner_name="Nur", ward_code=WARD, consent=True)
    return businesses.save(ws, replace(form, **fields))[0]  # type: ignore[arg-type]


def clash(ws: Workspace, key: UUID, field: str, mine: object, theirs: object) -> None:
    """A conflict as a sync leaves it: the centre's value stands meanwhile."""
    with ws.db.write() as session:
        session.add(
            SyncConflict(
                entity="business",
                id=key,
                field=field,
                mine=mine,
                theirs=theirs,
                noticed_at=ws.clock.now(),
                mine_at=ws.clock.now(),
            )
        )


def come(page: SyncPage) -> None:
    """Come to the page after a sync has left conflicts."""
    page.desk.changed.emit(frozenset({"sync"}))
    page.enter()


@pytest.fixture
def ten(enrolled: SyncPage, ws: Workspace) -> list[UUID]:
    """Ten businesses, in each the phone number clashes."""
    keys = []
    for at in range(10):
        key = register(ws, f"Dapur {at}", phone="081399990000")
        clash(ws, key, "phone", f"08128888000{at}", "081399990000")
        keys.append(key)
    come(enrolled)
    return keys


class Keyboard:
    """Presses keys on whatever has the focus, and counts."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(target, key, held)
        self.pressed += 1


def phones(ws: Workspace, keys: list[UUID]) -> list[str]:
    return [businesses.get(ws, key).form.phone for key in keys]


def test_ten_conflicts_by_keyboard_alone(
    enrolled: SyncPage, ws: Workspace, ten: list[UUID]
) -> None:
    board = Keyboard()
    places = []
    for at in range(10):
        places.append(enrolled.story.counter.text())
        board.press(Qt.Key.Key_1 if at % 2 else Qt.Key.Key_2)
    assert board.pressed <= 20
    assert places == [f"{at} of 10" for at in range(1, 11)]
    assert conflicts.open_conflicts(ws) == []
    # Those of one moment come in the order of their keys.
    kept = [phone != "081399990000" for phone in phones(ws, sorted(ten))]
    assert kept == [bool(at % 2) for at in range(10)]


def test_the_arrows_choose_too_and_never_leave_the_card(
    enrolled: SyncPage, ws: Workspace, ten: list[UUID]
) -> None:
    board = Keyboard()
    board.press(Qt.Key.Key_Left)
    board.press(Qt.Key.Key_Right)
    assert enrolled.story.has_focus
    assert len(conflicts.open_conflicts(ws)) == 8
    assert sorted(phones(ws, ten)).count("081399990000") == 9


@pytest.mark.parametrize("by", ["key", "ctrl", "button"])
def test_a_choice_can_be_taken_back_by_every_road(
    enrolled: SyncPage, ws: Workspace, ten: list[UUID], by: str
) -> None:
    board, story = Keyboard(), enrolled.story
    first = story.record.text()
    board.press(Qt.Key.Key_1)
    assert story.record.text() != first
    assert first in story.last_label.text()
    if by == "button":
        QTest.mouseClick(story.undo_button, Qt.MouseButton.LeftButton)
    else:
        board.press(Qt.Key.Key_Z if by == "ctrl" else Qt.Key.Key_U, ctrl=by == "ctrl")
    assert story.record.text() == first
    assert story.counter.text() == "1 of 10"
    assert len(conflicts.open_conflicts(ws)) == 10
    assert set(phones(ws, ten)) == {"081399990000"}
    assert story.undo_button.isHidden()


def test_turning_over_and_coming_round(enrolled: SyncPage, ten: list[UUID]) -> None:
    board, story = Keyboard(), enrolled.story
    seen = [story.record.text()]
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up, Qt.Key.Key_Up):
        board.press(key)
        seen.append(story.record.text())
    assert seen[0] == seen[4]
    assert seen[1] == seen[3]
    assert len({seen[0], seen[1], seen[2], seen[5]}) == 4
    assert story.counter.text() == "10 of 10"
    QTest.mouseClick(story.next_button, Qt.MouseButton.LeftButton)
    assert story.record.text() == seen[0]


def test_enter_chooses_the_side_that_has_the_focus(
    enrolled: SyncPage, ws: Workspace, ten: list[UUID]
) -> None:
    enrolled.story.mine.button.setFocus()
    Keyboard().press(Qt.Key.Key_Return)
    assert len(conflicts.open_conflicts(ws)) == 9
    QTest.mouseClick(enrolled.story.theirs.button, Qt.MouseButton.LeftButton)
    assert len(conflicts.open_conflicts(ws)) == 8


def test_the_last_choice_stays_in_reach_until_one_leaves(enrolled: SyncPage, ws: Workspace) -> None:
    key = register(ws, "Dapur Satu")
    clash(ws, key, "note", "dari bazar", "dari kota")
    come(enrolled)
    board = Keyboard()
    board.press(Qt.Key.Key_1)
    assert businesses.get(ws, key).form.note == "dari bazar"
    assert enrolled.story.isVisible()
    assert enrolled.story.has_focus
    board.press(Qt.Key.Key_U)
    assert businesses.get(ws, key).form.note == ""
    assert enrolled.story.counter.text() == "1 of 1"
    board.press(Qt.Key.Key_2)
    enrolled.leave()
    enrolled.enter()
    assert enrolled.story.isHidden()
    assert enrolled._overview.verticalScrollBar().value() == 0


def test_all_fields_of_one_record_in_one_step(enrolled: SyncPage, ws: Workspace) -> None:
    key, other = register(ws, "Dapur Satu"), register(ws, "Dapur Lain")
    for field, mine in (("note", "dari bazar"), ("phone", "081288887777")):
        clash(ws, key, field, mine, "")
    clash(ws, other, "note", "punya saya", "")
    come(enrolled)
    story = enrolled.story
    while story.record.text() != "Dapur Satu":
        Keyboard().press(Qt.Key.Key_J)
    assert "2" in story.all_label.text()
    QTest.mouseClick(story.all_mine_button, Qt.MouseButton.LeftButton)
    form = businesses.get(ws, key).form
    assert (form.note, form.phone) == ("dari bazar", "081288887777")
    assert story.record.text() == "Dapur Lain"
    assert story.all_mine_button.isHidden()
    Keyboard().press(Qt.Key.Key_U)
    assert businesses.get(ws, key).form.note == ""
    assert len(conflicts.open_conflicts(ws)) == 3


def test_an_identity_number_stays_hidden(enrolled: SyncPage, ws: Workspace) -> None:
    key = register(ws, "Dapur Satu", nik=NIKS[1])
    clash(ws, key, "nik", *NIKS)
    come(enrolled)
    story = enrolled.story
    shown = " ".join(
        (widget.accessibleName() + getattr(widget, "text", str)())
        for widget in story.findChildren(QWidget)
    )
    assert NIKS[0] not in shown + story.accessibleName()
    assert NIKS[1] not in shown + story.accessibleName()
    assert story.mine.value.plain == "3174••••••••0001"
    assert story.hidden_hint.isVisible()


def test_who_wrote_what_and_when(
    enrolled: SyncPage, ws: Workspace, served: Served, open_workspace: OpenWorkspace
) -> None:
    """Two laptops through a real centre."""
    other = open_workspace(laptop_name())
    enrolment.enrol(other, served.url, served.code(), served.pem)
    key = register(ws, "Dapur Dua", address="Jl. Melati No. 1")
    enrolled.synchronise()
    quiet = Quiet()
    syncing.run(other, quiet)
    for where, address in ((other, "Jl. Melati No. 12"), (ws, "Jl. Mawar No. 1")):
        form = businesses.get(where, key).form
        businesses.save(where, replace(form, address=address), key)
    syncing.run(other, quiet)
    enrolled.synchronise()
    story = enrolled.story
    assert story.mine.origin.text() == "sent 10.00"
    assert story.theirs.origin.text() == "Sari Kurator, 10.00"
    assert story.place.text().startswith("Business · ")
    assert story.mine.value.marked == ("Mawar", "1")
    assert story.theirs.value.marked == ("Melati", "12")
    story.setFocus()
    Keyboard().press(Qt.Key.Key_1)
    enrolled.synchronise()
    syncing.run(other, quiet)
    assert businesses.get(other, key).form.address == "Jl. Mawar No. 1"


def test_a_second_key_before_the_first_has_landed_means_the_next_conflict(
    ws: Workspace,
    served: Served,
    real_lanes: Lanes,
    show: Callable[[SyncPage], None],
    qtbot: QtBot,
) -> None:
    enrolment.enrol(ws, served.url, served.code(), served.pem)
    keys = [register(ws, f"Dapur {at}", phone="081399990000") for at in range(4)]
    for key in keys:
        clash(ws, key, "phone", "081288887777", "081399990000")
    page = SyncPage(Desk(ws, real_lanes))
    show(page)
    page.enter()
    real_lanes.drain()
    for pressed in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_U, Qt.Key.Key_2):
        QTest.keyClick(page.story, pressed)
    real_lanes.drain()
    assert len(conflicts.open_conflicts(ws)) == 2
    assert sorted(phones(ws, keys)).count("081288887777") == 1
    assert len(page.story.pile) == 2
    page.desk.deleteLater()


@pytest.mark.parametrize(
    ("mine", "theirs", "marked"),
    [
        ("Jl. Melati 1", "Jl. Mawar 1", (("Melati",), ("Mawar",))),
        ("081288887777", "081288887177", (("7",), ("1",))),
        ("sama", "sama", ((), ())),
        ("", "baru", ((), ("baru",))),
        ("satu dua tiga", "satu lima enam tiga", (("dua",), ("lima enam",))),
    ],
)
def test_what_differs_is_marked(
    mine: str, theirs: str, marked: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    left, right = pieces(mine, theirs)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (mine, theirs)
    found = tuple(tuple(p.text for p in side if p.differs) for side in (left, right))
    assert found == marked


@pytest.mark.parametrize(
    ("entity", "field", "value", "said"),
    [
        ("product", "price", 45000, "Rp45.000"),
        ("product", "category", "MKN", "Makanan kemasan"),
        ("legal_document", "valid_until", "2027-01-31", "31 "),
        ("business", "women_led", True, "ya"),
        ("photo", "thumb_sha256", "ab" * 32, ""),
        ("business", "nik", None, "–"),
    ],
)
def test_values_are_said_in_the_words_of_their_field(
    entity: str, field: str, value: object, said: str
) -> None:
    text = value_text(entity, field, value)
    assert text.startswith(said) if said else text == ""


def test_what_is_judged_blind_is_not_shown_and_not_decided(
    enrolled: SyncPage, ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = register(ws, "Dapur Rahasia", phone="081399990000")
    clash(ws, key, "phone", "081288880000", "081399990000")
    clash(ws, key, "name", "Dapur Rahasia", "Dapur Sangat Rahasia")
    lines = conflicts.open_conflicts(ws)
    blind = [
        replace(line, mine=None, theirs=None, title="Tanpa nama", withheld=True) for line in lines
    ]
    monkeypatch.setattr(conflicts, "open_conflicts", lambda _ws: blind)
    come(enrolled)
    story = enrolled.story
    assert story.blind_note.isVisibleTo(story)
    assert not story.mine.isVisibleTo(story)
    assert not story.all_mine_button.isVisibleTo(story)
    assert "Tanpa nama" in story.accessibleName()
    for press in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(story, press)
    story.choose_record(mine=True)
    assert story.pile.place == (1, 2), "nothing was chosen"
    monkeypatch.undo()
    come(enrolled)
    assert not story.blind_note.isVisibleTo(story)
    assert story.mine.isVisibleTo(story)
