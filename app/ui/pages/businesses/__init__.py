"""The page Usaha."""

from app.ui.pages.businesses.page import BusinessesPage

__all__ = ["BusinessesPage"]
