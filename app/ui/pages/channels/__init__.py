"""The page of the market: Channels."""

from app.ui.pages.channels.page import ChannelsPage

__all__ = ["ChannelsPage"]
