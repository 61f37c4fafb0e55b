"""Pengaturan: who works here, what stands on the papers, how the program looks."""

from app.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
