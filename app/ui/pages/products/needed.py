"""Which legal documents a product's category asks for first, from its rubric."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.domain.rubric import Rubric
from app.domain.terms import Category, DocumentType
from app.errors import UserError
from app.services import rubrics
from app.services.workspace import Workspace

Rubrics = Mapping[Category, Rubric]


def newest_rubrics(ws: Workspace) -> dict[Category, Rubric]:
    """The newest rubric of every category that has one."""
    found = {}
    with ws.db.read() as session:
        for category in Category:
            try:
                found[category] = rubrics.in_force(session, category, ws.today())
            except UserError:
                continue  # without a rubric nothing is suggested
    return found


def needed_documents(
    rubric: Rubric, shelf_life_days: int | None, present: Collection[DocumentType]
) -> tuple[DocumentType, ...]:
    """Documents still missing: those of the gates first, then the recommended ones.

    A gate that one of `present` satisfies asks for nothing. The NIB stands on the
    business and is never asked for here.
    """
    wanted: list[str] = []
    for gate in rubric.gates:
        answered = {str(kind) for kind in present} & set(gate.accepted_documents)
        if gate.document and not answered and gate.applies_to(shelf_life_days):
            wanted.append(gate.document)
    wanted.extend(rubric.recommended_documents)
    kinds = (DocumentType(code) for code in dict.fromkeys(wanted))
    left = tuple(k for k in kinds if k not in present and k is not DocumentType.NIB)
    if DocumentType.NON_HALAL in present:
        return tuple(k for k in left if k is not DocumentType.HALAL)
    return left
