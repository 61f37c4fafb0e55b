"""Who imports and exports for e-order, and in which region the rows of it lie."""

from __future__ import annotations

from app.domain.permissions import MARKET_ROLES
from app.domain.regions import TRAINING, any_covers
from app.errors import UserError
from app.services.workspace import Workspace


def own_region(ws: Workspace) -> str:
    """The region in whose name this person works the market; practice before enrolment."""
    if ws.me.training:
        return TRAINING
    market = [grant.region for grant in ws.me.grants if grant.role in MARKET_ROLES]
    return (market or list(ws.me.regions))[0]


def scope_of(ws: Workspace, home: str | None) -> tuple[str, str | None]:
    """Scope and guest scope of a row about a business whose home is `home` (None: of nobody)."""
    own = own_region(ws)
    if own == TRAINING or home is None:
        return own, None
    return home, None if any_covers([own], home) else own


def require_officer(ws: Workspace) -> None:
    """Raise UserError `role.missing` for who does not run the market."""
    if not ws.me.may(MARKET_ROLES, own_region(ws)):
        raise UserError(
            "role.missing",
            "Hanya petugas program atau admin yang mengekspor dan mengimpor untuk e-order.",
            safe="Tidak ada data yang berubah.",
            todo="Minta petugas program melakukannya.",
        )
