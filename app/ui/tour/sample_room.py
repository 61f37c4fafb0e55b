"""The tour's visit to the sample room, as its chair: fairness, what must be mended, the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QTabWidget, QWidget

from app.services import sample_panel
from app.ui.pages.curation.page import CurationPage
from app.ui.pages.rubrics import RubricsPage
from app.ui.pages.rubrics.frame import Tab
from app.ui.shell.first_start import FirstStart
from app.ui.tour import (
    market_channels,
    market_coaching,
    market_draws,
    market_eorder,
    market_events,
    market_gebetan,
)
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob


def visit(job: MainJob, folder: Path) -> None:
    """Begin with the sample data, let colleagues score too, and look around."""
    job.start_in(folder)
    _begin(job)
    sample_panel.score(job.ws)
    goods = (market_channels, market_eorder, market_gebetan)
    places = (market_events, market_draws, market_coaching)
    market = tuple(chapter.look for chapter in (*goods, *places))
    for chapter in (_fairness, _follow_ups, _rules, *market):
        chapter(job)
    job.stop()


def _begin(job: MainJob) -> None:
    first = job.first_start
    if not isinstance(first, FirstStart):
        raise Lost("the first start did not come")
    job.hands.bring_forward(first)
    job.hands.type_into(first, "first_start.name", "Rani Ketua")
    job.hands.click(job.hands.find(first, "first_start.sample", QAbstractButton))
    job.hands.wait("the sample data", lambda: job.has_window)
    job.hands.bring_forward(job.window)
    job.hands.settle()


def _fairness(job: MainJob) -> None:
    page = job.page("curation")
    if not isinstance(page, CurationPage):
        raise Lost("the curation page is another one")
    job.hands.click(page.fairness.button)
    panel = page.fairness.panel
    job.hands.wait("fairness", lambda: panel.stack.currentWidget() is panel.content)
    job.hands.settle()
    job.hands.picture(job.window, "keadilan-nilai")


def _follow_ups(job: MainJob) -> None:
    job.page("followups")
    job.hands.settle()
    job.hands.picture(job.window, "tindak-lanjut")


def _rules(job: MainJob) -> None:
    """The rubric of packaged food, and what a higher threshold would do to stored results."""
    page = job.page("rubrics")
    if not isinstance(page, RubricsPage):
        raise Lost("the page of rubrics is another one")
    job.hands.settle()
    job.hands.picture(job.window, "rubrik")
    tabs = job.hands.find(page, "rubric_tabs", QTabWidget)
    tabs.setCurrentIndex(Tab.LAB)
    lab = page.frame.lab
    job.hands.wait("the laboratory", lambda: lab.result is not None and lab.controls is not None)
    if lab.controls is not None:
        threshold = lab.controls.turns["outcomes", 4, "when", "total_below"]
        threshold.spin.setValue(threshold.spin.value() + 8)
    tried: QWidget = lab.moves
    job.hands.wait("the trial", lambda: tried.isVisible() and lab.moves.rowCount() > 0)
    job.hands.settle()
    job.hands.picture(job.window, "laboratorium-aturan")
