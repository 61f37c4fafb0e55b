"""The tour's chapter of events: a bazaar's plan, its places by turns, a card that is scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.market.booth_code import booth_code
from app.domain.market.channels import Channel
from app.services import events
from app.ui.pages.events import EventsPage
from app.ui.pages.events.panel import DAY, FLOOR, PLACES
from app.ui.pages.events.turns_sheet import TurnsSheet
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob


def look(job: MainJob) -> None:
    """The sample bazaar: its floor, who has which booth, a scan; then a Friday's first turns."""
    page = job.page("events")
    if not isinstance(page, EventsPage):
        raise Lost("the page of events is another one")
    _open(job, page, Channel.BAZAAR)
    _floor(job, page)
    _scan(job, page)
    _turns(job, page)


def _open(job: MainJob, page: EventsPage, channel: Channel) -> None:
    """The next sample event of a channel."""
    found = next((e for e in events.listed(job.ws) if e.channel is channel), None)
    if found is None:
        raise Lost(f"no event of {channel}")
    page.list.select_id(found.id)
    job.hands.wait("the event", lambda: _event_of(page) == found.id)


def _floor(job: MainJob, page: EventsPage) -> None:
    panel = page.panel
    job.hands.click(panel.tabs[FLOOR])
    panel.floor.view.setFocus()
    job.hands.press(Qt.Key.Key_Home)
    job.hands.settle()
    job.hands.picture(job.window, "acara-denah")


def _scan(job: MainJob, page: EventsPage) -> None:
    panel = page.panel
    job.hands.click(panel.tabs[DAY])
    opened = panel.opened
    if opened is None:
        raise Lost("the bazaar has gone")
    line = opened.on(panel.chosen_day)[-1]
    job.hands.type_into(page, "scan_edit", booth_code(opened.event.id, line.id, line.booth or 0))
    job.hands.press(Qt.Key.Key_Return)
    job.hands.settle()
    if line.business not in panel.day.banner.accessibleName():
        raise Lost("the card was not read")
    job.hands.picture(job.window, "acara-kehadiran")


def _turns(job: MainJob, page: EventsPage) -> None:
    """Rows are drawn for the next Friday, and the turns looked at before anybody saves them."""
    _open(job, page, Channel.FRIDAY)
    panel = page.panel
    job.hands.click(panel.tabs[FLOOR])
    panel.floor.side.rows_spin.setValue(1)
    panel.floor.side.columns_spin.setValue(4)
    job.hands.click(panel.floor.side.grid_button)
    job.hands.click(panel.floor.save_button)
    job.hands.click(panel.tabs[PLACES])
    job.hands.click(panel.places.turns_button)
    sheet: QWidget | None = panel.places.sheet
    if not isinstance(sheet, TurnsSheet):
        raise Lost("no proposal came")
    job.hands.wait("the proposal", lambda: sheet.proposal is not None)
    job.hands.settle()
    job.hands.picture(job.window, "acara-giliran")
    job.hands.click(sheet.save_button)
    job.hands.settle()
    job.hands.picture(job.window, "acara-lapak")


def _event_of(page: EventsPage) -> object:
    return page.panel.opened.event.id if page.panel.opened else None
