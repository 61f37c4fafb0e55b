"""Beranda: the day at a glance, and where the main job begins."""

from app.ui.pages.home.page import HomePage

__all__ = ["HomePage"]
