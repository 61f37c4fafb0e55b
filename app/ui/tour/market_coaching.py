"""The tour's chapter of coaching: a need, the training that is offered for it, what it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.pages.coaching import CoachingPage
from app.ui.pages.coaching.page import Tab
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob


def look(job: MainJob) -> None:
    """Who needs packaging, and who came to the training for it."""
    page = job.page("coaching")
    if not isinstance(page, CoachingPage):
        raise Lost("the page of coaching is another one")
    job.hands.wait("the needs", lambda: bool(page.needs.table.rows))
    page.needs.list.select_id("KMS")
    page.needs.table.tick_first(2)
    job.hands.settle()
    job.hands.picture(job.window, "pembinaan-kebutuhan")
    page.show_tab(Tab.TRAININGS)
    page.trainings.list.select_row(1)
    job.hands.wait("who came", lambda: bool(page.trainings.table.rows))
    job.hands.settle()
    job.hands.picture(job.window, "pembinaan-pelatihan")
