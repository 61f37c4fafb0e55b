"""Kurasi: the queue of a session, the score sheet, the verdict."""

from app.ui.pages.curation.page import CurationPage

__all__ = ["CurationPage"]
