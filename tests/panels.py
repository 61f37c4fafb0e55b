"""Sessions with a whole panel on one laptop: sheets as they come from the others by sync."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np

from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_to_json
from app.domain.terms import GateState
from app.models.entities import Assessment, Curation, CurationSession, Person
from app.services import businesses, curations, products, score_sheets
from app.services.businesses import BusinessForm
from app.services.products import ProductForm
from app.services.workspace import Workspace

NAMES = ("Budi Santoso", "Citra Lestari", "Dewi Anggraini", "Eko Prasetyo", "Fitri Handayani")


def seat(ws: Workspace, session_id: UUID, names: Sequence[str] = NAMES) -> list[UUID]:
    """People who are called to the panel of a session."""
    with ws.change() as recorder:
        people = [
            recorder.add(Person(name=name, active=True, scope="31", nip=None)).id for name in names
        ]
        held = recorder.session.get_one(CurationSession, session_id)
        held.panel = [str(person) for person in people]
        recorder.done()
    return people


def bring(ws: Workspace, session_id: UUID, name: str, category: str = "MKN") -> UUID:
    """A product in the queue of a session; returns its curation."""
    business = BusinessForm(
        name=f"Dapur {name}", owner_name="Siti", ward_code="31.74.04.1001", consent=True
    )
    business_id, _ = businesses.save(ws, business)
    product_id, _ = products.save(ws, business_id, ProductForm(name=name, category=category))
    return curations.open_curation(ws, product_id, session_id)[0]


def hand_in(
    ws: Workspace,
    curation_id: UUID,
    curator: UUID,
    scores: Mapping[str, int],
    *,
    gates: Mapping[str, GateState] | None = None,
    spared: frozenset[str] = frozenset(),
    supersedes: UUID | None = None,
    withdrawn: bool = False,
    minutes: int = 0,
) -> UUID:
    """A sheet of somebody else, as a sync brings it."""
    view = score_sheets.load_sheet(ws, curation_id)
    sheet = Sheet(
        scores={code: score for code, score in scores.items() if code not in spared},
        not_applicable=spared,
        gates={g.code: GateState.MET for g in view.gates} | dict(gates or {}),
    )
    with ws.change() as recorder:
        curation = recorder.session.get_one(Curation, curation_id)
        row = Assessment(
            curation_id=curation_id,
            curator_id=curator,
            device_id=ws.me.device_id,
            rubric_code=str(view.rubric.code),
            rubric_version=view.rubric.version,
            rubric_rev=view.rubric.rev,
            sheet=sheet_to_json(sheet),
            total=score_sheet(view.rubric, sheet).total or 0,
            criterion_points={},
            submitted_at=recorder.now + timedelta(minutes=minutes),
            supersedes=supersedes,
            withdrawn=withdrawn,
            scope=curation.scope,
            guest_scope=None,
        )
        recorder.add(row)
        recorder.done()
        return row.id


def drawn_scores(
    rng: np.random.Generator, rubric: Rubric, quality: float, leniency: float = 0.0
) -> dict[str, int]:
    """Scores of a product of some quality (1 to 4) by a curator of some leniency."""
    level = quality + leniency + rng.normal(0, 0.25)
    given = np.clip(np.round(level + rng.normal(0, 0.5, len(rubric.indicators))), 1, 4)
    return {i.code: int(x) for i, x in zip(rubric.indicators, given, strict=True)}


def judge_all(
    ws: Workspace,
    curation_ids: Sequence[UUID],
    people: Sequence[UUID],
    leniency: Sequence[float],
    *,
    panel: int = 3,
    seed: int = 3,
) -> None:
    """Each product is scored by `panel` people in turn, all pairs meeting by and by."""
    rng = np.random.default_rng(seed)
    for curation_id in curation_ids:
        quality = float(rng.normal(3.0, 0.45))
        rubric = score_sheets.load_sheet(ws, curation_id).rubric
        for at in rng.permutation(len(people))[:panel]:
            scores = drawn_scores(rng, rubric, quality, leniency[at])
            hand_in(ws, curation_id, people[at], scores)
