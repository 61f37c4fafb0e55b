"""Businesses that passed all the way, written as rows: many at once, for tests of the market."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.regions import TRAINING
from app.ids import natural
from app.models.entities import TABLES
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.laptops import row_of

WARDS = (
    "31.74.04.1001",
    "31.74.05.1001",
    "31.74.01.1001",
    "31.73.01.1001",
    "31.71.01.1001",
    "31.75.01.1001",
)
CATEGORIES = ("FSY", "KRY", "MKN", "MNM", "KOS")


@dataclass(frozen=True, slots=True)
class Qualified:
    """A business with one product that may enter Gebetan."""

    business: UUID
    product: UUID


def qualified(
    ws: Workspace,
    at: int,
    *,
    ward: str = WARDS[0],
    category: str = "FSY",
    price: int | None = 20_000,
    waited: int = 100,
    until: date = date(2028, 1, 1),
    level: str = "city",
    grade: str = "B",
    scope: str = "",
) -> Qualified:
    """The `at`th of them; what it passed lies in `scope`, practice unless said otherwise."""
    business, product = natural("test-business", at), natural("test-product", at)
    curation, decision = natural("test-curation", at), natural("test-decision", at)
    place = scope or (TRAINING if ws.me.training else ward[:8])
    decided = datetime.combine(NOW.date() - timedelta(days=waited), datetime.min.time(), UTC)
    papers = {"MKN": ["PIRT"], "MNM": ["PIRT"], "KOS": ["BPOM"]}.get(category, [])
    rows = [
        row_of(
            "business",
            business,
            name=f"Usaha {at:03d}",
            name_key=f"usaha {at:03d}",
            ward_code=ward,
            scope=ward[:8],
            nib=f"{1_000_000_000_000 + at}",
        ),
        row_of(
            "product",
            product,
            business_id=business,
            name=f"Produk {at:03d}",
            name_key=f"produk {at:03d}",
            category=category,
            price=price,
            scope=ward[:8],
        ),
        row_of("photo", natural("test-photo", at), product_id=product, scope=ward[:8]),
        *(
            row_of(
                "legal_document",
                natural("test-paper", at, kind),
                business_id=business,
                product_id=product,
                kind=kind,
                scope=ward[:8],
            )
            for kind in papers
        ),
        row_of("curation", curation, product_id=product, scope=place, level=level, attempt=1),
        row_of(
            "decision",
            decision,
            curation_id=curation,
            product_id=product,
            business_id=business,
            level=level,
            outcome="passed",
            grade=grade,
            decided_at=decided,
            scope=place,
        ),
        row_of(
            "certificate",
            natural("test-certificate", at),
            product_id=product,
            business_id=business,
            decision_id=decision,
            curation_id=curation,
            level=level,
            valid_until=until,
            register_no=f"K-{at}",
            scope=place,
        ),
    ]
    names = ["business", "product", "photo", *("legal_document" for _ in papers)]
    names += ["curation", "decision", "certificate"]
    with ws.db.write() as session:
        for name, row in zip(names, rows, strict=True):
            session.execute(sa.insert(TABLES[name]).values(**row))
    return Qualified(business, product)


def spread(ws: Workspace, count: int, start: int = 0) -> list[Qualified]:
    """So many, over wards and categories, each waiting a day less than the one before."""
    return [
        qualified(
            ws,
            at,
            ward=WARDS[at % len(WARDS)],
            category=CATEGORIES[at // len(WARDS) % len(CATEGORIES)],
            price=5_000 * (2 + at * 7 % 9),
            waited=400 - at,
        )
        for at in range(start, start + count)
    ]
