"""The page of the market: Draws and fairness."""

from app.ui.pages.draws.page import DrawsPage

__all__ = ["DrawsPage"]
