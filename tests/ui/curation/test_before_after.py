"""An attempt beside the one before it, before and after one's own sheet."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.terms import GateState
from app.services import curations, decisions, score_sheets
from app.services.workspace import Workspace
from app.ui.kit.labels import Label
from app.ui.pages.curation import CurationPage
from app.ui.pages.curation.before_after import BeforeAfterSheet
from tests.services.field import filled
from tests.ui.curation.conftest import add_product


@pytest.fixture
def again(ws: Workspace, session_id: UUID) -> UUID:
    """A product that must improve its packaging, in the queue for the second time."""
    product = add_product(ws, "Keripik")
    first, _ = curations.open_curation(ws, product, session_id)
    view = score_sheets.load_sheet(ws, first)
    sheet = filled(view, 3, gates={"NIB": GateState.UNMET}, scores={"KMS-1": 2})
    score_sheets.submit(ws, first, sheet)
    decisions.conclude(ws, first)
    return curations.open_curation(ws, product, session_id)[0]


@pytest.fixture
def opened(page: CurationPage, again: UUID) -> Iterator[BeforeAfterSheet]:
    page.show_record(again)
    QTest.mouseClick(page.card.second.button, Qt.MouseButton.LeftButton)
    sheet = page.card.second.sheet
    assert sheet is not None
    yield sheet
    sheet.reject()


def told(sheet: BeforeAfterSheet) -> set[str]:
    return {label.text() for label in sheet.findChildren(Label)}


def test_before_ones_own_sheet_no_score_is_shown(opened: BeforeAfterSheet) -> None:
    assert opened.unseen.isVisibleTo(opened)
    assert "→" not in told(opened)
    assert "Bahan & daya lindung kemasan" in told(opened), "what it was asked to mend is"


def test_after_it_both_stand_beside_each_other(
    ws: Workspace, page: CurationPage, again: UUID
) -> None:
    score_sheets.submit(ws, again, filled(score_sheets.load_sheet(ws, again), 4))
    page.show_record(again)
    QTest.mouseClick(page.card.second.button, Qt.MouseButton.LeftButton)
    sheet = page.card.second.sheet
    assert sheet is not None
    assert not sheet.unseen.isVisibleTo(sheet)
    assert "→" in told(sheet)
    sheet.reject()
