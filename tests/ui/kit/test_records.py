"""The paged model and its view."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.record_view import ROW_HEIGHT, PagedList
from app.ui.kit.records import ID_ROLE, RECORD_ROLE, Record, RecordListModel
from app.ui.kit.samples import read_file
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.tones import ChipSpec
from app.ui.lanes import InlineLanes, Lanes

Show = Callable[[QWidget], None]


class Source:
    """Remembers which ids were loaded; can be told to fail."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.edition = 1

    def load(self, ids: tuple[Any, ...]) -> Sequence[Record]:
        self.calls.append(ids)
        if self.error:
            raise self.error
        chips = (ChipSpec("Lulus"),)
        return [Record(i, f"Usaha {i} v{self.edition}", "Palmerah", chips) for i in reversed(ids)]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def model(lanes: InlineLanes, source: Source) -> RecordListModel:
    made = RecordListModel(lanes, source.load)
    made.set_ids(array("q", range(1000, 2000)))
    return made


def title(model: RecordListModel, row: int) -> str:
    return str(model.index(row, 0).data())


def test_model_is_a_good_model(model: RecordListModel) -> None:
    tester = QAbstractItemModelTester(model)
    model.set_ids([5, 6, 7])
    model.refresh([6])
    model.reload()
    model.set_ids([])
    assert tester.model() is model
    assert model.rowCount() == 0


def test_a_row_has_no_children(model: RecordListModel) -> None:
    assert model.rowCount(QModelIndex()) == 1000
    assert model.rowCount(model.index(3, 0)) == 0


def test_pages_are_loaded_when_asked_and_once(model: RecordListModel, source: Source) -> None:
    assert source.calls == []
    assert title(model, 0) == "Usaha 1000 v1"
    assert title(model, 40) == "Usaha 1040 v1"
    assert title(model, 999) == "Usaha 1999 v1"
    assert [call[0] for call in source.calls] == [1000, 1960]
    assert model.index(7, 0).data(ID_ROLE) == 1007
    words = model.index(7, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Usaha 1007 v1, Palmerah, Lulus"


def test_old_pages_are_forgotten(lanes: InlineLanes, source: Source) -> None:
    model = RecordListModel(lanes, source.load)
    model.set_ids(range(100_000))
    for row in range(0, 64 * 30, 64):
        title(model, row)
    title(model, 64 * 29)
    assert len(source.calls) == 30
    title(model, 0)
    assert len(source.calls) == 31


def test_refresh_loads_only_what_changed(model: RecordListModel, source: Source) -> None:
    title(model, 0)
    title(model, 500)
    source.edition = 2
    spy = QSignalSpy(model.dataChanged)
    model.refresh([1003])
    assert spy.count() == 1
    assert (title(model, 3), title(model, 500)) == ("Usaha 1003 v2", "Usaha 1500 v1")


def test_a_missing_record_stays_a_placeholder(lanes: InlineLanes) -> None:
    model = RecordListModel(lanes, lambda ids: [Record(ids[0], "ada")])
    model.set_ids([1, 2])
    assert model.index(1, 0).data(RECORD_ROLE) is None
    assert model.index(1, 0).data() == ""


def test_an_error_is_told_once_and_reload_tries_again(
    model: RecordListModel, source: Source, lanes: InlineLanes
) -> None:
    told: list[Exception] = []
    lanes.unhandled = told.append
    source.error = OSError("disk")
    assert title(model, 0) == ""
    assert title(model, 1) == ""
    assert told == [source.error]
    source.error = None
    model.reload()
    assert title(model, 0) == "Usaha 1000 v1"


def test_rows_scrolled_past_are_not_loaded(real_lanes: Lanes, source: Source) -> None:
    gate = threading.Event()
    model = RecordListModel(real_lanes, source.load)
    real_lanes.db(gate.wait, model, print)
    model.set_ids(range(100_000))
    for page in range(40):
        model.record(page * 64)
    gate.set()
    real_lanes.drain()
    assert [call[0] // 64 for call in source.calls] == [36, 37, 38, 39]


def test_row_of(model: RecordListModel) -> None:
    assert (model.row_of(1005), model.row_of("?")) == (5, -1)


@pytest.fixture
def view(show: Show, model: RecordListModel, lanes: InlineLanes) -> PagedList:
    made = PagedList("Usaha", ThumbnailCache(lanes, read_file, model))
    made.set_record_model(model)
    made.resize(320, 500)
    show(made)
    made.setFocus()
    return made


def test_view_has_a_true_scroll_bar(view: PagedList) -> None:
    bar = view.verticalScrollBar()
    assert bar.maximum() + bar.pageStep() == pytest.approx(1000 * ROW_HEIGHT, abs=ROW_HEIGHT)


def test_only_what_is_painted_is_loaded(view: PagedList, source: Source) -> None:
    view.grab()
    assert [call[0] for call in source.calls] == [1000]
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.grab()
    assert 1999 in source.calls[-1]
    assert len(source.calls) == 2


def test_keys_walk_select_and_open(qtbot: QtBot, view: PagedList) -> None:
    heard: list[object] = []
    view.record_selected.connect(heard.append)
    view.select_id(1001)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert heard == [1001, 1002, 1999, 1000]
    with qtbot.waitSignal(view.record_activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [1000]
    with qtbot.waitSignal(view.search_wanted):
        QTest.keyClick(view, Qt.Key.Key_Up)


def test_mouse_selects_and_opens(qtbot: QtBot, view: PagedList) -> None:
    place = view.visualRect(view.record_model.index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selected_id == 1002
    with qtbot.waitSignal(view.record_activated) as opened:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [1002]


def test_entering_the_list_by_tab_selects_its_first_row(view: PagedList) -> None:
    view.clearFocus()
    view.setCurrentIndex(QModelIndex())
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.selected_id == 1000


def test_unknown_ids_are_not_selected(view: PagedList) -> None:
    assert not view.select_id(77)
    assert not view.select_row(1000)
    assert view.select_row(999)


def test_tab_leaves_the_list(view: PagedList) -> None:
    assert not view.tabKeyNavigation()
    assert view.accessibleName() == "Usaha"
