"""The fixtures of the register's pages, and the page Produk with a product on it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication

from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.pages.products import ProductsPage
from tests.ui.forms.register import Show, business, desk, heard, product, started, ws

__all__ = ["desk", "heard", "started", "ws"]


@pytest.fixture
def page(desk: Desk, show: Show) -> ProductsPage:
    page = ProductsPage(desk)
    show(page)
    page.resize(1158, 700)
    return page


@pytest.fixture
def shown(page: ProductsPage, ws: Workspace) -> UUID:
    """A saved product on the page."""
    key = product(ws, business(ws, "Dapur Sari"), "Keripik")
    page.enter(key)
    return key


@pytest.fixture
def clipboard() -> Iterator[None]:
    """Leave nothing on the clipboard for other tests."""
    yield
    QGuiApplication.clipboard().clear()
