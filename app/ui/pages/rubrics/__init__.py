"""Rubrik: the rules of judging, to read, to write, to try, to publish."""

from app.ui.pages.rubrics.page import RubricsPage

__all__ = ["RubricsPage"]
