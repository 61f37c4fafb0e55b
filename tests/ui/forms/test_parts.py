"""The parts the register's pages share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from app.services import businesses
from app.services.drafts import Draft, DraftKey, FormKind
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import Lanes
from app.ui.pages.forms.binding import Binding
from app.ui.pages.forms.cards import business_records
from app.ui.pages.forms.drafts import Basis, Drafts
from app.ui.pages.forms.finder import Finder, FinderWords
from app.ui.pages.forms.numbers import NumberEdit, digits_of
from tests.ui.forms.register import Show, business, press, type_text


@dataclass(frozen=True)
class Form:
    name: str = ""
    brand: str = ""


def test_only_untouched_fields_follow_a_fresh_record() -> None:
    basis = Basis.of(Form("Sari", ""))
    typed, basis = basis.follow(Form("Sari", "x"), Form("Sari Baru", ""))
    assert typed == Form("Sari Baru", "x")
    assert basis.clashes(typed) == ()


def test_a_field_changed_on_both_sides_keeps_what_was_typed_and_is_named() -> None:
    typed, basis = Basis.of(Form("Sari", "")).follow(Form("Sari", "x"), Form("Sari", "y"))
    assert typed == Form("Sari", "x")
    assert basis.clashes(typed) == ("brand",)
    assert basis.clashes(Form("Sari", "xx")) == ("brand",), "whatever is typed on"
    assert basis.clashes(Form("Sari", "y")) == ()
    again, basis = basis.follow(typed, Form("Sari Baru", "y"))
    assert (again, basis.clashes(again)) == (Form("Sari Baru", "x"), ("brand",))
    assert basis.give_way(again) == (Form("Sari Baru", "y"), Basis.of(Form("Sari Baru", "y")))


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    typed, basis = Basis.of(Form("Sari", "")).follow(Form("Sari", "x"), Form("Sari", "x"))
    assert basis.clashes(replace(typed, brand="xy")) == ()


def key(number: int, *, new: bool = True) -> DraftKey:
    return DraftKey(FormKind.BUSINESS, UUID(int=number), new=new)


def test_the_draft_left_last_is_offered() -> None:
    drafts: Drafts[Form] = Drafts()
    first, second = key(1), key(2)
    for left in (first, second, first):
        drafts.put(Draft(left, Form(), Form("x")))
    assert len(drafts) == 2
    assert drafts.latest is not None
    assert drafts.latest.key == first
    assert drafts.take(first) is not None
    assert drafts.take(first) is None


def test_only_a_new_form_of_a_former_run_is_gone_on_with() -> None:
    drafts: Drafts[Form] = Drafts()
    for number in (1, 2):
        drafts.put(Draft(key(number), Form(), Form("x")), earlier=True)
    drafts.put(Draft(key(3, new=False), Form(), Form("x")), earlier=True)
    drafts.put(Draft(key(4), Form(), Form("x")))
    found = drafts.unfinished(lambda draft: draft.key != key(2))
    assert found is not None
    assert found.key == key(1)
    drafts.put(found)  # left again, in this run
    assert drafts.unfinished(lambda draft: draft.key != key(2)) is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Rp 35.000,00", "35000"),
        ("35000.00", "35000"),
        ("35.000", "35000"),
        ("1.250.000,-", "1250000"),
        ("３５０００", "35000"),
        ("tanya", ""),
    ],
)
def test_a_pasted_amount_loses_its_decimals(text: str, digits: str) -> None:
    assert digits_of(text, pasted=True) == digits


def test_thousands_get_their_dots_and_the_cursor_stays(show: Show) -> None:
    edit = NumberEdit()
    show(edit)
    edit.setFocus()
    type_text("12x34567")
    assert edit.text() == "1.234.567"
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    type_text("9")
    assert edit.text() == "19.234.567"
    assert edit.cursorPosition() == 2
    for _ in range(9):
        press(Qt.Key.Key_Backspace)
    assert edit.value == 234_567


def test_a_price_is_pasted_as_it_stands_elsewhere(show: Show) -> None:
    edit = NumberEdit()
    show(edit)
    QGuiApplication.clipboard().setText("Rp 1.250.000,00")
    edit.setFocus()
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert (edit.text(), edit.value) == ("1.250.000", 1_250_000)
    edit.set_value(None)
    assert edit.value is None


def test_a_binding_hears_people_only(show: Show) -> None:
    edit, number = QLineEdit(), NumberEdit()
    binding = Binding({"name": edit, "price": number}, edit)
    heard: list[bool] = []
    binding.edited.connect(lambda: heard.append(True))
    binding.write({"name": "Sari", "price": 5})
    assert heard == []
    show(edit)
    edit.setFocus()
    type_text("!")
    assert heard == [True]
    assert binding.values() == {"name": "Sari!", "price": 5}
    number.deleteLater()


def test_a_search_that_was_overtaken_is_not_shown(
    ws: Workspace, show: Show, real_lanes: Lanes
) -> None:
    business(ws, "Anyaman Mekar")
    key = business(ws, "Dapur Sari")
    desk = Desk(ws, real_lanes)
    words = FinderWords("Search", "Businesses", "None", "")
    finder = Finder(desk, words, lambda ids: business_records(ws, ids))
    show(finder)
    counts: list[int] = []
    finder.listed.connect(counts.append)
    finder.read(lambda: businesses.ids(ws), None)
    finder.read(lambda: businesses.ids(ws, text="mekar"), None)
    finder.read(list, None)
    real_lanes.drain()
    assert counts == [0]
    finder.read(lambda: businesses.ids(ws), None)
    finder.mark(key)  # asked for before its list has come
    real_lanes.drain()
    assert finder.list.selected_id == key
