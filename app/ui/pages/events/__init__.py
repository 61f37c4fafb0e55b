"""The page of the market: Events."""

from app.ui.pages.events.page import EventsPage

__all__ = ["EventsPage"]
