"""The page of the market: Coaching."""

from app.ui.pages.coaching.page import CoachingPage

__all__ = ["CoachingPage"]
