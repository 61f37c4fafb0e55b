"""What the page reads in its jobs: a round whole, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.services import (
    gebetan_feedback,
    gebetan_orders,
    gebetan_packages,
    gebetan_picks,
    gebetan_rounds,
)
from app.services.gebetan_feedback import Said
from app.services.gebetan_packages import Shelf
from app.services.gebetan_picks import PickLine
from app.services.gebetan_rounds import RoundView
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """One round with all that belongs to it; orders are in the packages of the shelf."""

    round: RoundView
    picks: tuple[PickLine, ...]
    shelf: Shelf
    said: dict[UUID, list[Said]]
    offices: tuple[str, ...]
    may_order: bool
    full_from: float


@dataclass(frozen=True, slots=True)
class View:
    """All rounds, and the one on show; None where there is none yet."""

    rounds: tuple[RoundView, ...]
    held: Held | None
    may_open: bool


def read(ws: Workspace, wanted: UUID | None) -> View:
    """The rounds, and `wanted` or the newest of them."""
    rounds = tuple(gebetan_rounds.rounds(ws))
    may_open = bool(gebetan_rounds.choices(ws))
    chosen = next((r for r in rounds if r.id == wanted), rounds[0] if rounds else None)
    if chosen is None:
        return View(rounds, None, may_open)
    held = Held(
        round=chosen,
        picks=tuple(gebetan_picks.listed(ws, chosen.id)),
        shelf=gebetan_packages.shelf(ws, chosen.id),
        said=gebetan_feedback.said(ws, chosen.id),
        offices=tuple(gebetan_orders.offices(ws)),
        may_order=chosen.takes_orders(ws.today()),
        full_from=gebetan_rounds.programme(ws.resources).full_from,
    )
    return View(rounds, held, may_open)
