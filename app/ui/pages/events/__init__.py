"""Acara: events with their floor, their places by turns, attendance and takings."""

from app.ui.pages.events.page import EventsPage

__all__ = ["EventsPage"]
