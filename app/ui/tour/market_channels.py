"""The tour's chapter of the channels: who may not enter yet and why, and whose papers run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.market.channels import Channel
from app.services import standing_count
from app.services.channel_lists import Show
from app.services.expiry import Window
from app.ui.pages.channels import ChannelsPage
from app.ui.tour.hands import Lost

if TYPE_CHECKING:
    from app.ui.tour.main_job import MainJob


def look(job: MainJob) -> None:
    """The Friday market's reasons, what runs out, the rules."""
    page = job.page("market")
    if not isinstance(page, ChannelsPage):
        raise Lost("the page of channels is another one")
    hands, panel = job.hands, page.standing
    hands.wait("all standings", lambda: not standing_count.waiting(job.ws))
    hands.click(panel.channels[Channel.FRIDAY])
    hands.click(panel.shows[Show.NOT_YET])
    hands.wait("who may not yet", lambda: bool(panel.model.ids) and panel.detail.isVisible())
    hands.settle()
    hands.picture(job.window, "kanal-belum")
    hands.click(page.views[True])
    hands.click(page.expiry.windows[Window.QUARTER])
    hands.wait("what runs out", lambda: page.expiry.detail.isVisible())
    hands.settle()
    hands.picture(job.window, "kanal-berakhir")
    hands.click(page.rules_button)
    sheet = page.rules_sheet
    if sheet is None:
        raise Lost("the rules did not come")
    hands.wait("the rules", lambda: sheet.view is not None)
    hands.picture(job.window, "kanal-aturan")
    hands.click(sheet.close_button)
