"""All that is known of a curation's panel: its sheets, who made them and how, its rules."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import climbing
from app.domain.panel import Panel, PanelSheet, minimum_of
from app.domain.rubric import Rubric
from app.domain.scoring import score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import Level
from app.models.entities import Assessment, Curation, CurationSession, Product
from app.services import interests, rubrics, standing
from app.services.climbing import passed
from app.services.interests import Tie
from app.services.session_rules import rules_of
from app.services.workspace import Workspace


def gather(ws: Workspace, session: Session, curation: Curation) -> Panel:
    """The panel of a curation, whoever asks: what of it may be shown is decided elsewhere."""
    held = session.get_one(CurationSession, curation.session_id)
    product = session.get_one(Product, curation.product_id)
    rubric = rubrics.by_rev(session, curation.rubric_rev)
    rules, level = rules_of(ws.resources, held), Level(curation.level)
    ties = interests.ties(session, curation)
    below = climbing.below(level)
    made = standing.history(session, [curation.id]).get(curation.id, [])
    rivals = standing.rivals(made)
    if rivals and standing.returns(session, [curation.id]):
        rivals += 1  # one laptop decided while another sent it down
    return Panel(
        rubric=rubric,
        gates=rubric.gates_for(product.shelf_life_days),
        rules=rules,
        minimum=minimum_of(rules, level, held.minimum_members),
        sheets=_sheets(session, curation, rubric, ties),
        members=members_of(held),
        tied=frozenset(ties),
        rival_decisions=rivals,
        below_passed=below is None
        or passed(session, curation.case_id, below, training=held.training),
    )


def members_of(held: CurationSession) -> frozenset[UUID]:
    """The people called to a session's panel; what another program wrote otherwise is left out."""
    found = set()
    for text in held.panel:
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            found.add(UUID(text))
    return frozenset(found)


def _sheets(
    session: Session, curation: Curation, rubric: Rubric, ties: Mapping[UUID, Tie]
) -> tuple[PanelSheet, ...]:
    query = sa.select(Assessment).where(Assessment.curation_id == curation.id)
    every = session.scalars(query).all()
    found = []
    for row in standing.sheets(session, curation.id):
        sheet, tie = sheet_from_json(row.sheet), ties.get(row.curator_id)
        found.append(
            PanelSheet(
                row.id,
                row.curator_id,
                sheet,
                score_sheet(rubric, sheet),
                row.submitted_at,
                row.started_at,
                tie.since if tie else None,
                revised=_revised(row, every),
            )
        )
    return tuple(found)


def _revised(row: Assessment, every: Sequence[Assessment]) -> bool:
    """Whether it follows a withdrawal made when another's sheet could be seen already."""
    withdrawal = next((a for a in every if a.id == row.supersedes and a.withdrawn), None)
    return withdrawal is not None and any(
        a.curator_id != row.curator_id and a.submitted_at <= withdrawal.submitted_at for a in every
    )
