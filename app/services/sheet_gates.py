"""The papers beside a sheet's gates, and what they answer of them by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.rubric import Gate
from app.domain.terms import DocumentType, GateState
from app.models.entities import Product
from app.services import products


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A legal document as shown beside the gates."""

    kind: DocumentType
    number: str
    valid_until: date | None
    in_process: bool
    expired: bool


def document_lines(session: Session, product: Product, today: date) -> tuple[DocumentLine, ...]:
    """The papers of a product and its business, as of a day."""
    rows = products.documents_of(session, product.business_id, product.id)
    return tuple(
        DocumentLine(
            DocumentType(d.kind),
            d.number,
            d.valid_until,
            d.in_process,
            expired=d.valid_until is not None and d.valid_until < today,
        )
        for d in rows
    )


def unnamed(documents: tuple[DocumentLine, ...]) -> tuple[DocumentLine, ...]:
    """Papers without the numbers by which their holder is found."""
    return tuple(replace(d, number="•" * min(len(d.number), 8)) for d in documents)


def from_papers(
    session: Session,
    product: Product,
    gates: tuple[Gate, ...],
    documents: tuple[DocumentLine, ...],
    today: date,
) -> dict[str, GateState]:
    """What the papers already answer, as a suggestion the curator sees and can change."""
    good = products.documents_in_force(session, product.business_id, product.id, today)
    running = {d.kind for d in documents if d.in_process}
    answers = {}
    for gate in gates:
        kinds = {DocumentType(k) for k in gate.accepted_documents}
        if DocumentType.NON_HALAL in good and gate.code == "HALAL":
            answers[gate.code] = GateState.NOT_APPLICABLE
        elif kinds & set(good):
            answers[gate.code] = GateState.MET
        elif kinds & running and GateState.IN_PROCESS in gate.states:
            answers[gate.code] = GateState.IN_PROCESS
    return answers
