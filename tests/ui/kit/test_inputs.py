"""Fields, masked number, search, choices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.inputs import MaskedEdit, SearchField, mask
from app.ui.kit.tones import Severity

Show = Callable[[QWidget], None]
NIK = "3171014508900001"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(NIK, "3171••••••••0001"), ("", ""), ("12345678", "••••••••"), ("123456789", "1234•6789")],
)
def test_mask(value: str, shown: str) -> None:
    assert mask(value) == shown


@pytest.fixture
def nik(show: Show) -> MaskedEdit:
    page = QWidget()
    column = QVBoxLayout(page)
    made = MaskedEdit(NIK)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    show(page)
    made.setProperty("page", page)
    made.setFocus()
    return made


def test_hidden_number_cannot_be_read_typed_over_or_copied(nik: MaskedEdit) -> None:
    assert nik.line_edit.text() == mask(NIK)
    QTest.keyClicks(nik.line_edit, "9")
    nik.line_edit.selectAll()
    nik.line_edit.copy()
    assert QApplication.clipboard().text() == mask(NIK)
    assert nik.value == NIK


def test_the_eye_reveals_and_leaving_hides(nik: MaskedEdit) -> None:
    QTest.mouseClick(nik.eye_button, Qt.MouseButton.LeftButton)
    assert nik.line_edit.text() == NIK
    assert nik.eye_button.accessibleName() == "Hide the number"
    nik.line_edit.setFocus()
    assert nik.line_edit.text() == NIK
    QTest.keyClick(nik.line_edit, Qt.Key.Key_Tab)
    assert nik.line_edit.text() == NIK
    QTest.keyClick(nik.eye_button, Qt.Key.Key_Tab)
    assert nik.line_edit.text() == mask(NIK)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_keys_reveal_and_editing_works(qtbot: QtBot, nik: MaskedEdit, key: Qt.Key) -> None:
    QTest.keyClick(nik.line_edit, key)
    with qtbot.waitSignal(nik.value_edited) as heard:
        QTest.keyClick(nik.line_edit, Qt.Key.Key_Backspace)
    assert heard.args == [NIK[:-1]]
    assert nik.value == NIK[:-1]


def test_an_empty_masked_field_is_typed_into_at_once(nik: MaskedEdit) -> None:
    nik.set_value("")
    QTest.keyClicks(nik.line_edit, NIK)
    assert nik.value == NIK
    assert nik.line_edit.text() == NIK


def test_field_message_has_words_and_colour(show: Show) -> None:
    field = Field("NIB", QLineEdit(), help_text="13 angka")
    show(field)
    assert field.editor.accessibleDescription() == "13 angka"
    field.set_message(Severity.FORMAT, "Kurang angka")
    assert [field.blocks, field.message] == [True, "Kurang angka"]
    assert field.editor.accessibleDescription() == "Kurang angka"
    assert field.editor.property("severity") == "format"
    field.set_message(Severity.HINT, "Sudah dipakai")
    assert (field.blocks, field.severity, field.message) == (False, Severity.HINT, "Sudah dipakai")
    field.clear_message()
    assert field.message == ""
    assert field.editor.accessibleDescription() == "13 angka"


def test_a_message_does_not_change_the_editors_height(show: Show) -> None:
    field = Field("NIB", QLineEdit())
    show(field)
    heights = set()
    for severity in Severity:
        field.set_message(severity, "x")
        heights.add(field.editor.sizeHint().height())
    field.clear_message()
    field.editor.setFocus()
    heights.add(field.editor.sizeHint().height())
    assert heights == {38}


def test_field_names_a_composite_editor_too(nik: MaskedEdit) -> None:
    page = nik.property("page")
    field = Field("NIK pemilik", nik, required=True, parent=page)
    field.set_message(Severity.FORMAT, "Kurang")
    assert nik.line_edit.accessibleName() == "NIK pemilik (required)"
    assert nik.line_edit.property("severity") == "format"


def test_form_grid_finds_the_first_fault_in_reading_order(show: Show) -> None:
    form = FormGrid()
    form.add_section("Identitas")
    fields = [Field(name, QLineEdit()) for name in ("A", "B", "C")]
    form.add(fields[0])
    form.add(fields[1], 2)
    form.add(fields[2])
    show(form)
    assert form.fields() == fields
    assert form.first_blocking() is None
    fields[2].set_message(Severity.FORMAT, "x")
    fields[0].set_message(Severity.HINT, "x")
    assert form.first_blocking() is fields[2]
    assert fields[1].y() > fields[0].y()
    with pytest.raises(ValueError, match="span 3"):
        form.add(QWidget(form), 3)


@pytest.fixture
def search(show: Show) -> SearchField:
    made = SearchField("Cari usaha", delay_ms=0)
    show(made)
    return made


def test_typing_settles_once(qtbot: QtBot, search: SearchField) -> None:
    heard: list[str] = []
    search.text_settled.connect(heard.append)
    with qtbot.waitSignal(search.text_settled):
        QTest.keyClicks(search, "dodol")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert heard[-1] == "dodol"
    assert len(heard) == len(set(heard))


def test_escape_and_cross_clear_at_once(search: SearchField) -> None:
    search.setText("dodol")
    QTest.keyClick(search, Qt.Key.Key_Return)
    spy = QSignalSpy(search.text_settled)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), spy.count(), search.clear_button.isHidden()) == ("", 1, True)
    search.setText("x")
    QTest.keyClick(search, Qt.Key.Key_Return)
    QTest.mouseClick(search.clear_button, Qt.MouseButton.LeftButton)
    assert search.text() == ""
    assert spy.at(spy.count() - 1)[0] == ""


def test_control_k_and_down(qtbot: QtBot, search: SearchField) -> None:
    search.clearFocus()
    QTest.keyClick(search.window(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert search.hasFocus()
    with qtbot.waitSignals([search.text_settled, search.list_requested]):
        search.setText("a")
        QTest.keyClick(search, Qt.Key.Key_Down)


def test_choices_work_by_key_and_mouse(show: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    select, date, check = Select(), DateField(), Check("Setuju")
    select.addItems(["A", "B"])
    for widget in (select, date, check):
        column.addWidget(widget)
    show(page)
    QTest.keyClick(select, Qt.Key.Key_Down)
    assert select.currentText() == "B"
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()
    assert select.height() == date.height() == 38
