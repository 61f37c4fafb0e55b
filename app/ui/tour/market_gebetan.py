"""The tour's chapter of Gebetan: an order typed, the last candidate picked, packages, feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.ui.pages.gebetan import GebetanPage
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob

_ORDERS, _PICKS, _PACKAGES, _DELIVERY = range(4)


def look(job: MainJob) -> None:
    """One round from its orders to what the offices said, by keys wherever there are any."""
    page = job.page("gebetan")
    if not isinstance(page, GebetanPage):
        raise Lost("the page of Gebetan is another one")
    hands = job.hands
    hands.wait("the candidates", lambda: bool(page.picks.found))
    page.show_section(_ORDERS)
    hands.type_into(page, "orders.office", "Suku Dinas Contoh Tebet")
    hands.bring_forward(job.window)  # from the list of offices that came up while typing
    hands.choose(page, "orders.cluster", "Staf")
    hands.type_into(page, "orders.count", "3")
    hands.press(Qt.Key.Key_Return)
    hands.wait("the order", lambda: len(page.orders.grid.rows) == 5)
    hands.picture(job.window, "gebetan-pesanan")
    page.show_section(_PICKS)
    hands.press(Qt.Key.Key_Return)
    hands.wait("the pick", lambda: not page.picks.found)
    hands.picture(job.window, "gebetan-usaha-terpilih")
    page.show_section(_PACKAGES)
    hands.click(page.packages.compose_button)
    hands.wait("the packages", lambda: not page.packages.composing.busy)
    hands.settle()
    hands.picture(job.window, "gebetan-paket")
    page.show_section(_DELIVERY)
    delivered = next(k for k, said in page.said.items() if said)
    page.delivery.grid.select_key(delivered)
    hands.settle()
    hands.picture(job.window, "gebetan-penyaluran")
