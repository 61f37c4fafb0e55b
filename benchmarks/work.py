"""A day's work at a bazaar through the very services a curator uses."""

from __future__ import annotations

import io
import random
from uuid import UUID

from PIL import Image

from app.domain.scoring import Sheet
from app.domain.terms import GateState, Level
from app.services import (
    businesses,
    certificates,
    curations,
    decisions,
    photographs,
    products,
    score_sheets,
    sessions,
)
from app.services.businesses import BusinessForm
from app.services.products import ProductForm
from app.services.sessions import SessionForm
from app.services.workspace import Workspace


def a_day(ws: Workspace, count: int, region: str = "31.73.04", photos: int = 2) -> None:
    """`count` products: business, product, photographs, sheet, decision, certificate."""
    held = SessionForm("Bazar Contoh", "Taman Contoh", ws.today(), Level.DISTRICT, region)
    session_id = sessions.create(ws, held)[0]
    for number in range(count):
        _product(ws, session_id, region, number, photos)


def _product(ws: Workspace, session_id: UUID, region: str, number: int, photos: int) -> None:
    form = BusinessForm(
        name=f"Usaha Contoh {number}",
        owner_name=f"Pemilik {number}",
        ward_code=f"{region}.1001",
        consent=True,
    )
    business_id = businesses.save(ws, form)[0]
    product = ProductForm(name=f"Kain Contoh {number}", category="FSY")
    product_id, _ = products.save(ws, business_id, product)
    for turn in range(photos):
        photographs.add_bytes(ws, product_id, picture(number * 100 + turn), "foto.jpg")
    curation_id, _ = curations.open_curation(ws, product_id, session_id)
    view = score_sheets.load_sheet(ws, curation_id)
    sheet = Sheet(
        scores={i.code: 3 for i in view.rubric.indicators},
        gates={g.code: GateState.MET for g in view.gates},
    )
    score_sheets.submit(ws, curation_id, sheet)
    certificates.issue(ws, decisions.conclude(ws, curation_id)[0])


def picture(seed: int) -> bytes:
    """A drawn picture as heavy as a photograph from a phone becomes at intake."""
    rng = random.Random(seed)
    small = Image.frombytes("RGB", (160, 120), rng.randbytes(160 * 120 * 3))
    out = io.BytesIO()
    small.resize((1600, 1200), Image.Resampling.BICUBIC).save(out, "JPEG", quality=88)
    return out.getvalue()
