"""Invented colleagues in the sample room: with them fairness has something to say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from app.domain.scoring import Sheet
from app.domain.sheets import sheet_from_json
from app.models.entities import Assessment, Curation, Person
from app.services import rubrics, score_sheets, sessions
from app.services.workspace import Workspace

_COLLEAGUES = {"Contoh Wulandari": 0.55, "Contoh Prasetyo": 0.0, "Contoh Lestari": -0.5}
"""Invented curators, and how much more than others they give on the scale of 1 to 4."""


def score(ws: Workspace) -> None:
    """Sheets of invented colleagues for the products of the present session, as a sync brings
    them: near the chair's own, some more generous, some stricter.
    """
    held = sessions.current(ws)
    if held is None:
        return
    rng = random.Random(11)
    with ws.change() as recorder:
        session = recorder.session
        people = {
            recorder.add(Person(name=name, active=True, scope="31", nip=None)).id: leniency
            for name, leniency in _COLLEAGUES.items()
        }
        own = session.execute(
            sa.select(Assessment, Curation)
            .join(Curation, Curation.id == Assessment.curation_id)
            .where(Curation.session_id == held.id)
        ).all()
        for row, curation in own:
            rubric = rubrics.by_rev(session, row.rubric_rev)
            for at, (person, leniency) in enumerate(people.items(), start=1):
                sheet = _like(sheet_from_json(row.sheet), leniency, rng)
                given = score_sheets.new_assessment(
                    ws, curation, rubric, sheet, row.submitted_at + timedelta(minutes=at)
                )
                given.curator_id = person
                recorder.add(given)
        recorder.done()


def _like(sheet: Sheet, leniency: float, rng: random.Random) -> Sheet:
    """Another hand's scores of the same product."""
    scores = {
        code: min(4, max(1, round(score + leniency + rng.gauss(0, 0.35))))
        for code, score in sheet.scores.items()
    }
    notes = {code: "Contoh catatan." for code, score in scores.items() if score == 1}
    return replace(sheet, scores=scores, notes={**notes, **sheet.notes})
