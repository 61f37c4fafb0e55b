"""The tour's chapter of draws: one done again, why not me, and how the year's turns are spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.pages.draws import DrawsPage
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob


def look(job: MainJob) -> None:
    """The draw that was done, the answer to one who waits, and the figures of the year."""
    page = job.page("draws")
    if not isinstance(page, DrawsPage):
        raise Lost("the page of draws is another one")
    detail = page.draws.detail
    job.hands.wait("the draws", lambda: len(page.draws.model.ids) > 1)
    page.draws.list.select_row(len(page.draws.model.ids) - 1)
    job.hands.wait("the order", lambda: detail.view is not None and detail.view.drawn is not None)
    job.hands.settle()
    job.hands.picture(job.window, "undian-hasil")
    _ask_why(job, page)
    job.hands.click(page.parts["fairness"])
    job.hands.wait("the figures", lambda: page.fairness.stack.currentIndex() == 0)
    job.hands.settle()
    job.hands.picture(job.window, "keadilan-giliran")


def _ask_why(job: MainJob, page: DrawsPage) -> None:
    """The last of the order asks."""
    last = page.draws.detail.table.rows_model.rows[-1][1]
    job.hands.click(page.draws.detail.why_button)
    sheet = page.draws.why_sheet
    if sheet is None:
        raise Lost("nobody may ask why")
    job.hands.type_into(sheet, "why.search", last)
    job.hands.wait("who asks", lambda: bool(sheet.list.rows_model.rows))
    sheet.list.setFocus()
    sheet.list.setCurrentIndex(sheet.list.rows_model.index(0, 0))
    job.hands.wait("the answer", lambda: bool(sheet.text.toPlainText()))
    job.hands.settle()
    job.hands.picture(sheet, "mengapa-bukan-saya")
    job.hands.click(sheet.close_button)
