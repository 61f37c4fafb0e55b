"""The USB stick, from the page: where to, where from, the code in place, what is told."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.terms import Level
from app.errors import UserError
from app.services import parcels, sessions
from app.services.parcels import DraftLine, Taken, Written
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.sync.report import Watcher
from app.ui.desk import Place
from app.ui.pages.sync import SyncPage
from app.ui.pages.sync.code_panels import groups
from app.ui.pages.sync.files_card import FilesCard

CODE = "A7K2-9M3P-Q4XT"


def pick(card: FilesCard, path: Path) -> None:
    """Name a path in the open dialog (pasted: typing would open its list) and press Enter."""
    dialog = card.dialog
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)


def press(button: QWidget | None) -> None:
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def said(card: FilesCard) -> str:
    return card.banner.accessibleName() if card.banner.isVisible() else ""


def test_saving_for_the_centre(
    enrolled: SyncPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def write(_ws: Workspace, path: Path, _watcher: Watcher) -> Written:
        asked.append(path)
        return Written(path, rows=120, photos=34, size_bytes=12_400_000)

    monkeypatch.setattr(parcels, "write_for_centre", write)
    card = enrolled.files_card
    press(card.save_button)
    assert isinstance(card.dialog, QFileDialog)
    assert Path(card.dialog.selectedFiles()[0]).name == "kurasi-centre-2026-11-21.kurasi"
    pick(card, tmp_path / "titipan")
    assert asked == [tmp_path / "titipan.kurasi"]
    assert "titipan.kurasi" in said(card)
    assert "120 records and 34 photos, 12,4 MB" in said(card)
    assert card.code_panel.isHidden()
    assert card.save_button.isEnabled()


def open_session(ws: Workspace, name: str) -> UUID:
    form = SessionForm(name, "Taman", ws.today(), Level.DISTRICT, "31.74.04")
    return sessions.create(ws, form)[0]


def test_saving_for_a_colleague_shows_the_code(
    enrolled: SyncPage, ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = open_session(ws, "Bazar Pagi"), open_session(ws, "Bazar Sore")
    asked: list[UUID] = []

    def write(_ws: Workspace, path: Path, session_id: UUID, _watcher: Watcher) -> Written:
        asked.append(session_id)
        return Written(path, rows=9, photos=0, size_bytes=3_000, code=CODE)

    monkeypatch.setattr(parcels, "write_for_colleague", write)
    card = enrolled.files_card
    press(card.colleague_button)
    panel = card.session_panel
    assert panel.isVisible()
    assert panel.session_id == second, "the current session is offered first"
    for way in (Qt.Key.Key_Home, Qt.Key.Key_End):
        if panel.session_id != first:
            QTest.keyClick(panel.select, way)
    assert panel.session_id == first
    press(panel.go_button)
    pick(card, tmp_path / "rekan.kurasi")
    assert asked == [first]
    assert panel.isHidden()
    assert card.code_panel.code.text() == "A7K2  9M3P  Q4XT"
    assert "A 7 K 2, 9 M 3 P, Q 4 X T" in card.code_panel.aloud.text()
    press(card.code_panel.copy_button)
    assert QApplication.clipboard().text() == CODE
    press(card.code_panel.close_button)
    assert card.code_panel.isHidden()


def test_without_a_session_there_is_nothing_to_hand_on(enrolled: SyncPage) -> None:
    card = enrolled.files_card
    press(card.colleague_button)
    assert card.session_panel.none.isVisible()
    assert card.session_panel.go_button.isHidden()
    press(card.session_panel.cancel_button)
    assert card.session_panel.isHidden()


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A colleague's file that opens by one code; the codes it was tried with."""
    tried: list[str] = []

    def take(_ws: Workspace, path: Path, _watcher: Watcher, code: str = "") -> Taken:
        tried.append(code)
        if not code:
            raise UserError("parcel.needs_code", f"{path.name} terkunci.")
        if groups(code) != groups(CODE):
            raise UserError("parcel.wrong_code", "Kode tidak cocok.")
        return Taken("colleague", "Budi", rows=4, sheets=2, drafts=1, photos=0)

    monkeypatch.setattr(parcels, "take", take)
    return tried


def test_the_code_is_asked_in_place(enrolled: SyncPage, tmp_path: Path, sealed: list[str]) -> None:
    path = tmp_path / "rekan.kurasi"
    path.write_bytes(b"x")
    heard: list[frozenset[str]] = []
    enrolled.desk.changed.connect(heard.append)
    card = enrolled.files_card
    press(card.open_button)
    pick(card, path)
    panel = card.ask_panel
    assert panel.isVisible()
    assert panel.edit.hasFocus()
    assert said(card) == ""
    assert not any(isinstance(w, QDialog) and w.isModal() for w in QApplication.topLevelWidgets())
    QTest.keyClicks(panel.edit, "wrongwrong")
    assert panel.edit.text() == "WRON-GWRO-NG"
    QTest.keyClick(panel.edit, Qt.Key.Key_Return)
    assert panel.field.blocks
    assert panel.edit.selectedText() == panel.edit.text()
    QTest.keyClicks(panel.edit, CODE.lower().replace("-", " "))
    press(panel.open_button)
    assert sealed == ["", "WRONGWRONG", "A7K29M3PQ4XT"]
    assert panel.isHidden()
    assert "Taken in from Budi." in said(card)
    assert "4 records, 2 sheets, 1 drafts, 0 photos." in said(card)
    assert any("business" in entities for entities in heard)


def test_nothing_is_asked_of_an_empty_code(
    enrolled: SyncPage, tmp_path: Path, sealed: list[str]
) -> None:
    enrolled.carrying.take(tmp_path / "rekan.kurasi")
    QTest.keyClick(enrolled.files_card.ask_panel.edit, Qt.Key.Key_Return)
    assert sealed == [""]
    assert enrolled.files_card.ask_panel.field.blocks


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (Taken("answer", "", 12, 0, 0, 3), "12 records and 3 photos are confirmed or new."),
        (Taken("answer", "", 12, 0, 0, 3, known=True), "taken in before"),
    ],
)
def test_what_a_file_brought_is_told(
    enrolled: SyncPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: Taken, words: str
) -> None:
    heard: list[frozenset[str]] = []
    enrolled.desk.changed.connect(heard.append)
    monkeypatch.setattr(parcels, "take", lambda *_: taken)
    enrolled.carrying.take(tmp_path / "jawaban.kurasi")
    assert words in said(enrolled.files_card)
    assert bool(heard) is not taken.known


def test_a_file_that_cannot_be_used_says_why(
    enrolled: SyncPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(*_: object) -> Taken:
        raise UserError("parcel.damaged", "Berkas rusak.", safe="Data aman.", todo="Minta lagi.")

    monkeypatch.setattr(parcels, "take", take)
    enrolled.carrying.take(tmp_path / "rusak.kurasi")
    assert said(enrolled.files_card) == "Berkas rusak. Data aman. Minta lagi."
    assert enrolled.files_card.open_button.isEnabled()


def test_sheets_begun_elsewhere(enrolled: SyncPage, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = DraftLine(uuid4(), uuid4(), "Rani Kurator", "A7", "Dodol", 11, mine=True)
    other = DraftLine(uuid4(), uuid4(), "Budi", "A9", "Keripik", 4, mine=False)
    gone_on: list[tuple[UUID, UUID]] = []

    def continue_draft(_ws: Workspace, curation_id: UUID, curator_id: UUID) -> None:
        gone_on.append((curation_id, curator_id))

    monkeypatch.setattr(parcels, "drafts", lambda _ws: [mine, other])
    monkeypatch.setattr(parcels, "continue_draft", continue_draft)
    places: list[Place] = []
    enrolled.desk.travelled.connect(places.append)
    enrolled.reload()
    rows = enrolled.files_card.drafts.rows
    assert [row.accessibleName() for row in rows] == [
        "Dodol. Rani Kurator, A7 · 11 answers",
        "Keripik. Budi, A9 · 4 answers",
    ]
    assert rows[1].button is None
    press(rows[0].button)
    assert gone_on == [(mine.curation_id, mine.curator_id)]
    assert places == [Place("curation", mine.curation_id)]


def test_a_file_that_is_written_keeps_the_buttons_away(
    enrolled: SyncPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[bool] = []

    def write(_ws: Workspace, path: Path, _watcher: Watcher) -> Written:
        seen.append(enrolled.files_card.save_button.isEnabled())
        return Written(path, 0, 0, 0)

    monkeypatch.setattr(parcels, "write_for_centre", write)
    enrolled.carrying.write_for_centre(tmp_path / "a.kurasi")
    assert seen == [False]
    assert enrolled.files_card.busy.isHidden()
    qtbot.waitUntil(lambda: not enrolled._reveal.isActive())
