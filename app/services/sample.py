"""Data contoh: forty businesses and sixty products through the very services a curator uses.

Everything in it is drawn or invented and says so (resources/sample). It lives in a
room of its own and is never sent, unless a trial centre is filled with it on purpose.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.regions import ancestor
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.terms import DocumentType, GateState, Level, Outcome
from app.services import (
    businesses,
    certificates,
    curations,
    decisions,
    photographs,
    products,
    regions,
    score_sheets,
    sessions,
)
from app.services.businesses import BusinessForm
from app.services.products import DocumentForm, ProductForm
from app.services.sample_market_channels import fill_channels
from app.services.sample_market_coaching import fill_coaching
from app.services.sample_market_draws import fill_draws
from app.services.sample_market_eorder import fill_eorder
from app.services.sample_market_events import fill_events
from app.services.sample_market_gebetan import fill_gebetan
from app.services.sessions import SessionForm
from app.services.workspace import Workspace

Heard = Callable[[int, int], None]

_BAZAARS = {
    "31.01": ("Bazar Contoh Pulau Pramuka", "Dermaga Pulau Pramuka"),
    "31.71": ("Bazar Contoh Kemayoran", "Taman Contoh Kemayoran"),
    "31.72": ("Bazar Contoh Kelapa Gading", "Halaman Contoh Kelapa Gading"),
    "31.73": ("Bazar Contoh Palmerah", "GOR Contoh Palmerah"),
    "31.74": ("Bazar Contoh Jakarta Selatan", "Taman Contoh Setiabudi"),
    "31.75": ("Bazar Contoh Cakung", "Lapangan Contoh Cakung"),
}
_HOME = "31.74"


@dataclass(frozen=True, slots=True)
class _Style:
    """How a sample sheet comes out: scores to draw from, and what stands out."""

    scores: tuple[int, ...]
    gate: GateState | None = None
    critical: str | None = None


_STYLES = {
    "excellent": _Style((4, 4, 4, 4, 3)),
    "good": _Style((4, 3, 3, 3, 4)),
    "fair": _Style((3, 3, 2, 3, 2)),
    "weak": _Style((2, 2, 1, 2, 2)),
    "in_process": _Style((4, 3, 3, 3), gate=GateState.IN_PROCESS),
    "critical": _Style((3, 3, 2), critical="EXPIRED"),
}


def fill(ws: Workspace, heard: Heard = lambda _done, _total: None) -> None:
    """Fill an empty room; `heard` is told products done and in all."""
    fill_curation(ws, heard)
    if ws.me.training:  # at a trial centre roles and panels hold, and its days are not over
        home = sessions.current(ws)
        _market(ws)
        if home is not None:
            sessions.choose(ws, home.id)


def fill_curation(ws: Workspace, heard: Heard = lambda _done, _total: None) -> None:
    """Businesses, products and what became of them at the bazaars; nothing of the market."""
    folder = ws.resources / "sample"
    data = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    total = sum(len(b["products"]) for b in data["businesses"])
    held = {city: _session(ws, city) for city in sorted(_BAZAARS)}
    done = 0
    for business in data["businesses"]:
        business_id, _ = businesses.save(ws, _business(business))
        city = ancestor(business["ward_code"], Level.CITY)
        for item in business["products"]:
            done += 1
            photo = folder / "photos" / f"{done:02d}.jpg"
            product_id = _product(ws, business_id, item, photo)
            _curate(ws, held[city], product_id, item)
            heard(done, total)
    sessions.choose(ws, held[_HOME])


def _market(ws: Workspace) -> None:
    """Rounds, events and what else comes after curation, each from a file of its own."""
    fill_coaching(ws)
    fill_events(ws)
    fill_eorder(ws)
    fill_channels(ws)
    fill_gebetan(ws)
    fill_draws(ws)


def _session(ws: Workspace, city: str) -> UUID:
    name, place = _BAZAARS[city]
    district = regions.children(ws, city)[-1].code
    form = SessionForm(name, place, ws.today(), Level.DISTRICT, district)
    return sessions.create(ws, form)[0]


def _business(item: Mapping[str, Any]) -> BusinessForm:
    names = ("name", "brand", "owner_name", "ward_code", "rt", "rw", "address", "nik", "nib")
    values: dict[str, Any] = {
        name: item[name] or "" for name in (*names, "npwp", "phone", "jakpreneur_id")
    }
    form = BusinessForm(**values)
    return replace(form, women_led=item["women_led"], consent=True, note="Data contoh")


def _product(ws: Workspace, business_id: UUID, item: Mapping[str, Any], photo: Path) -> UUID:
    form = ProductForm(
        name=item["name"],
        category=item["category"],
        price=item["price"],
        net_content=item["net_content"] or "",
        shelf_life_days=item["shelf_life_days"],
        description=item["description"],
        documents=tuple(
            DocumentForm(
                DocumentType(d["type"]),
                d["number"],
                _day(ws.today(), d["valid_until_days"]),
                of_product=d["type"] != "NIB",
            )
            for d in item["documents"]
        ),
    )
    product_id, _ = products.save(ws, business_id, form)
    photographs.add_files(ws, product_id, [photo])
    return product_id


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _curate(ws: Workspace, session_id: UUID, product_id: UUID, item: Mapping[str, Any]) -> None:
    if item["scores"] is None:
        return
    curation_id, _ = curations.open_curation(ws, product_id, session_id)
    view = score_sheets.load_sheet(ws, curation_id)
    sheet = _sheet(view.rubric, view.sheet, _STYLES[item["scores"]["style"]], item)
    sheet = replace(
        sheet,
        gates={g.code: sheet.gates.get(g.code, GateState.MET) for g in view.gates},
    )
    score_sheets.submit(ws, curation_id, sheet)
    decision_id, _ = decisions.conclude(ws, curation_id)
    if decisions.get(ws, decision_id).outcome is Outcome.PASSED:
        certificates.issue(ws, decision_id)


def _sheet(rubric: Rubric, start: Sheet, style: _Style, item: Mapping[str, Any]) -> Sheet:
    rng = random.Random(item["drawing"]["seed"])
    scores = {i.code: rng.choice(style.scores) for i in rubric.indicators}
    notes = {
        i.code: f"Contoh catatan: {i.anchors[scores[i.code]]}"
        for i in rubric.indicators
        if scores[i.code] <= rubric.scale.note_required_at_or_below
    }
    gates = dict(start.gates)
    if style.gate is not None:
        gates.update(dict.fromkeys(("HALAL", "NIB"), style.gate))
    critical = frozenset({style.critical} if style.critical else ())
    return Sheet(scores, frozenset(), notes, gates, critical, remark="Data contoh.")
