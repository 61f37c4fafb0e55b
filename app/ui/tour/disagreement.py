"""Two people give one product two prices: how the tour shows that nothing is overwritten unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.services import conflicts
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob

THEIRS, OURS = "48000", "50000"
"""Rupiah, as typed on the second and on the first laptop."""


def give_price(job: MainJob, price: str) -> None:
    """Open the product by the search, type another price, save."""
    hands = job.hands
    job.look_up()
    page = job.window.page("products")
    field = hands.find(page, "product_form.price", QWidget)
    field.setFocus()
    hands.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type_here(price)
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(200)
    hands.settle()


def choose(job: MainJob) -> None:
    """The story of the conflict; ours is kept by one key."""
    hands = job.hands
    page = job.window.page("sync")
    story = page.findChild(QWidget, "conflict_story")
    if story is None:
        raise Lost("no place for conflicts")
    hands.wait("the conflict", story.isVisible)
    hands.picture(job.window, "beda-isi")
    story.setFocus()
    hands.press(Qt.Key.Key_1)
    hands.wait("the choice", lambda: not conflicts.open_conflicts(job.ws))
    hands.picture(job.window, "beda-selesai")


def offer_a_file(job: MainJob) -> None:
    """What a colleague without a network gets: a sealed file and its code."""
    hands = job.hands
    page = job.window.page("sync")
    hands.click(hands.find(page, "files_card.colleague_button", QAbstractButton))
    hands.click(hands.find(page, "session_panel.go_button", QAbstractButton))
    hands.save_as(page, hands.out / "untuk-rekan.kurasi")
    code = hands.find(page, "code_panel.code", QLabel)
    hands.wait("the code", lambda: bool(code.text()))
    hands.picture(job.window, "berkas-rekan")
