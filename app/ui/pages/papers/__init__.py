"""Surat & tanda tangan: what a region's papers take from their office."""

from app.ui.pages.papers.page import PapersPage

__all__ = ["PapersPage"]
