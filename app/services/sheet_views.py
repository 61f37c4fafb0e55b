"""What a score sheet shows, and what it still lacks before it can be submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.rubric import Gate, Rubric
from app.domain.scoring import Sheet, Totals, notes_missing, score_sheet, unanswered
from app.domain.terms import Category, CurationState, Level
from app.services.interests import Tie
from app.services.products import PhotoView
from app.services.sheet_gates import DocumentLine

UNLABELLED = "Belum berlabel"
"""What a product judged blind is called before it has a code."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """Everything the score sheet shows."""

    curation_id: UUID
    session_id: UUID
    product_id: UUID
    business_id: UUID
    product: str
    business: str
    place: str
    price: int | None
    category: Category
    level: Level
    attempt: int
    session_name: str
    session_open: bool
    state: CurationState
    rubric: Rubric
    gates: tuple[Gate, ...]
    sheet: Sheet
    submitted: bool
    submitted_at: datetime | None
    saved_at: datetime | None
    decision_id: UUID | None
    photos: tuple[PhotoView, ...]
    documents: tuple[DocumentLine, ...]
    code: str = ""
    blind: bool = False
    """Whether the code stands in place of everything that tells whose the product is."""

    unverified: bool = False
    tie: Tie | None = None
    """What ties this curator to the business: then they do not score it."""
    returned: bool = False
    """Sent down a level without a decision: nothing can be scored any more."""
    stands: Sheet | None = None
    """What stands from the attempt before, where only what failed is scored again."""
    panel_opened: bool = False
    """As chair they looked at the others' sheets without giving one of their own."""

    @property
    def totals(self) -> Totals:
        """Points of the sheet as it stands."""
        return score_sheet(self.rubric, self.sheet)

    @property
    def locked(self) -> frozenset[str]:
        """Codes of indicators that stand from the attempt before."""
        if self.stands is None:
            return frozenset()
        return frozenset(self.stands.scores) | self.stands.not_applicable

    @property
    def editable(self) -> bool:
        """Whether anything may still be entered."""
        ended = self.submitted or self.decision_id is not None or self.returned
        may_score = self.state.rank >= CurationState.OPEN.rank and self.tie is None
        return self.session_open and may_score and not ended and not self.panel_opened


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps a sheet from being submitted, by code."""

    indicators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    nothing_applicable: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.indicators or self.notes or self.gates or self.photos or self.nothing_applicable
        )


def missing(view: SheetView, sheet: Sheet) -> Missing:
    """What a sheet still needs before it can be submitted."""
    photos: tuple[str, ...] = ()
    if not view.photos:
        photos = tuple(
            i.code
            for i in view.rubric.indicators
            if 0 < sheet.scores.get(i.code, 0) <= i.photo_required_at_or_below
        )
    return Missing(
        indicators=unanswered(view.rubric, sheet),
        notes=notes_missing(view.rubric, sheet),
        gates=tuple(g.code for g in view.gates if g.code not in sheet.gates),
        photos=photos,
        nothing_applicable=score_sheet(view.rubric, sheet).total is None,
    )
