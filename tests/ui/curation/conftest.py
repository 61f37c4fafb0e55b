"""A curation page on a real workspace with two products and an open session."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget

from app.domain.terms import DocumentType, Level
from app.services import businesses, photographs, products, sessions
from app.services.businesses import BusinessForm
from app.services.products import DocumentForm, ProductForm
from app.services.sessions import SessionForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.lanes import InlineLanes
from app.ui.pages.curation import CurationPage


def add_product(ws: Workspace, name: str, *, photo: bool = True) -> UUID:
    """A packaged food of a business in Setiabudi, with its papers."""
    business = BusinessForm(
        name=f"Dapur {name}", owner_name="Siti", ward_code="31.74.02.1001", nib="1" * 13
    )
    business_id, _ = businesses.save(ws, replace(business, consent=True))
    documents = (
        DocumentForm(DocumentType.PIRT, "215317401000131"),
        DocumentForm(DocumentType.HALAL, "ID31110000000010123"),
    )
    form = ProductForm(name=name, category="MKN", price=20000, documents=documents)
    product_id, _ = products.save(ws, business_id, form)
    if photo:
        picture = io.BytesIO()
        Image.new("RGB", (400, 300), (200, 120, 60)).save(picture, "JPEG")
        photographs.add_bytes(ws, product_id, picture.getvalue(), "foto.jpg")
    return product_id


@pytest.fixture
def session_id(ws: Workspace) -> UUID:
    form = SessionForm("Bazar Uji", "Taman Uji", date(2026, 11, 21), Level.DISTRICT, "31.74.02")
    return sessions.create(ws, form)[0]


@pytest.fixture
def desk(ws: Workspace, qapp: object) -> Iterator[Desk]:
    made = Desk(ws, InlineLanes())
    yield made
    made.deleteLater()


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None]) -> CurationPage:
    made = CurationPage(desk)
    made.resize(1158, 728)
    show(made)
    made.enter()
    return made
