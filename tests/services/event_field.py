"""Curated businesses by the dozen, written straight into the tables: for the tests of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.domain.market.channels import Channel
from app.domain.market.floor import Grid, generate
from app.domain.names import fold
from app.domain.regions import TRAINING
from app.models.entities import Business, Curation, DecisionRecord, Product
from app.services import events_planning
from app.services.events import EventForm
from app.services.workspace import Workspace

REGION = "31.74"
WARDS = ("31.74.04.1001", "31.74.04.1002", "31.74.05.1001")
FIRST = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class Stallholder:
    """Somebody to register: `nib` is what a bazaar asks for."""

    name: str
    ward: str = WARDS[0]
    rw: str = "01"
    category: str = "FSY"
    nib: bool = True
    women_led: bool = False
    outcome: str = "passed"
    days_ago: int | None = None
    """When it was curated; by turns within a week unless said."""


def stock(ws: Workspace, people: Sequence[Stallholder]) -> list[UUID]:
    """Businesses with one curated product each; their keys, in the order given."""
    practice = ws.me.training
    keys = []
    with ws.change() as recorder:
        for at, who in enumerate(people):
            home = who.ward[:8]
            business = recorder.add(
                Business(
                    name=who.name,
                    name_key=fold(who.name),
                    owner_name="Contoh",
                    nib=f"{9_000_000_000_000 + at}" if who.nib else None,
                    ward_code=who.ward,
                    rw=who.rw,
                    status="active",
                    women_led=who.women_led,
                    scope=home,
                )
            )
            product = recorder.add(
                Product(
                    business_id=business.id,
                    name=f"Produk {who.name}",
                    name_key=fold(f"Produk {who.name}"),
                    category=who.category,
                    scope=home,
                )
            )
            curation = recorder.add(
                Curation(
                    case_id=ws.ids.new(),
                    product_id=product.id,
                    business_id=business.id,
                    session_id=ws.ids.new(),
                    level="district",
                    attempt=1,
                    state="decided",
                    opened_at=recorder.now,
                    opened_by=ws.me.person_id,
                    rubric_rev="x",
                    scope=TRAINING if practice else home,
                )
            )
            recorder.add(
                DecisionRecord(
                    curation_id=curation.id,
                    product_id=product.id,
                    business_id=business.id,
                    level="district",
                    outcome=who.outcome,
                    grade="B",
                    total=8000,
                    reasons={},
                    assessment_ids=[],
                    decided_by=ws.me.person_id,
                    decided_at=recorder.now - timedelta(days=_days_ago(who, at)),
                    scope=TRAINING if practice else home,
                )
            )
            keys.append(business.id)
        recorder.done()
    return keys


def _days_ago(who: Stallholder, at: int) -> int:
    return at % 7 if who.days_ago is None else who.days_ago


def bazaar(
    ws: Workspace,
    counts: Sequence[int] = (2, 3),
    first: date = FIRST,
    name: str = "Bazar Balai Kota",
    **agreed: Any,
) -> UUID:
    """An event with as many booths on each of its days."""
    days = [first + timedelta(days=at) for at in range(len(counts))]
    form = EventForm(Channel.BAZAAR, name, "Balai Kota", REGION, days[0], days[-1])
    (key,), _ = events_planning.create(ws, replace(form, **agreed))
    plan = generate(Grid(1, max(counts))).with_counts(days, counts)
    events_planning.save_plan(ws, key, plan)
    return key
