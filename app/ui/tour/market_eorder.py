"""The tour's chapter of e-order: what may be registered, the package, what agencies order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.pages.eorder import EOrderPage
from app.ui.pages.eorder.page import Tab
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob


def look(job: MainJob) -> None:
    """Reasons first, then a package, then the share of spending and the lists it comes from."""
    page = job.page("eorder")
    if not isinstance(page, EOrderPage):
        raise Lost("the page of e-order is another one")
    products = page.registration.table
    job.hands.wait("what may be registered", lambda: len(products.rows) > 1)
    products.selectRow(len(products.rows) - 1)
    job.hands.settle()
    job.hands.picture(job.window, "e-order-alasan")
    job.hands.click(page.registration.zip_button)
    job.hands.save_as(page, job.ws.folder / "paket.zip")
    job.hands.wait("the package", lambda: bool(page.registration.history.rows))
    products.selectRow(0)
    job.hands.settle()
    job.hands.picture(job.window, "e-order-pendaftaran")
    page.show_tab(Tab.ABSORPTION)
    job.hands.wait("the figures", lambda: bool(page.absorption.columns.months))
    job.hands.settle()
    job.hands.picture(job.window, "e-order-serapan")
    page.show_tab(Tab.IMPORT)
    job.hands.settle()
    job.hands.picture(job.window, "e-order-impor")
