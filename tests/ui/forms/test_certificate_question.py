"""After a save: does the certificate of what was changed still hold?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.services import papers, products
from app.services.changes import Change
from app.services.papers import PaperCard
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.forms.certificate_question import CertificateQuestion
from tests.ui.certificates.room import filled, passed, room

__all__ = ["filled", "room"]

Shower = Callable[[QWidget], None]


@pytest.fixture
def desk(room: Workspace, lanes: InlineLanes) -> Iterator[Desk]:
    made = Desk(room, lanes)
    yield made
    made.deleteLater()


@pytest.fixture
def question(desk: Desk, show: Shower) -> CertificateQuestion:
    holder = QWidget()
    made = CertificateQuestion(desk, holder)
    show(holder)
    return made


def change(ws: Workspace, card: PaperCard, **values: object) -> Change:
    view = products.get(ws, card.product_id)
    form = replace(view.form, **values)  # type: ignore[arg-type]
    return products.save(ws, view.business_id, form, card.product_id)[1]


def test_nothing_is_asked_of_a_new_price(question: CertificateQuestion, room: Workspace) -> None:
    question.look(change(room, passed(room), price=12_000))
    assert question.isHidden()


def test_new_ingredients_ask_and_yes_revokes(
    question: CertificateQuestion, room: Workspace
) -> None:
    card = passed(room)
    question.look(change(room, card, ingredients="tepung beras"))
    assert not question.isHidden()
    assert card.register_no is not None
    assert card.register_no in question.words.text()
    QTest.mouseClick(question.revoke_button, Qt.MouseButton.LeftButton)
    assert question.isHidden()
    after = papers.cards(room, [card.decision_id])[0]
    assert after.revoked is not None
    assert after.revoked.note == "ingredients"


def test_no_needs_a_reason(question: CertificateQuestion, room: Workspace) -> None:
    card = passed(room)
    question.look(change(room, card, net_content="90 g"))
    question.keep()
    assert question.banner.isVisibleTo(question)
    question.reason.setText("hanya salah ketik")
    QTest.mouseClick(question.keep_button, Qt.MouseButton.LeftButton)
    assert question.isHidden()
    assert papers.cards(room, [card.decision_id])[0].revoked is None
