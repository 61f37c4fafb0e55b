"""When a certificate may be taken back: who, with which word, and what a product's change means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from app.domain.permissions import REVOKING_ROLES, Grant, may_take
from app.domain.terms import RevocationReason

NEEDS_NOTE = frozenset({RevocationReason.ERROR, RevocationReason.FRAUD})
"""Reasons that say too little by themselves."""
LONGEST_NOTE = 500


class RevocationProblem(StrEnum):
    """Why a revocation must not stand."""

    REASON = "reason"
    NOTE = "note"
    ITSELF = "itself"


def may_revoke(grants: Iterable[Grant], scope: str) -> bool:
    """Whether somebody may revoke certificates of a region: chair, kasatpel or admin there."""
    return may_take(grants, REVOKING_ROLES, scope)


def problem(reason: str, note: str | None, *, itself: bool = False) -> RevocationProblem | None:
    """What is wrong with a revocation; `itself` when it names the revoked one as replacement."""
    if reason not in set(RevocationReason):
        return RevocationProblem.REASON
    text = (note or "").strip()
    if len(text) > LONGEST_NOTE or (not text and RevocationReason(reason) in NEEDS_NOTE):
        return RevocationProblem.NOTE
    return RevocationProblem.ITSELF if itself else None


class Touched(StrEnum):
    """What of a product a certificate vouches for, when it is not the same any more."""

    INGREDIENTS = "ingredients"
    MAKER = "maker"
    PACKAGING = "packaging"


_VOUCHED: Mapping[str, Touched] = {
    "ingredients": Touched.INGREDIENTS,
    "business_id": Touched.MAKER,
    "owner_name": Touched.MAKER,
    "net_content": Touched.PACKAGING,
}
"""Fields of a product, and of the business that makes it, by what they speak of."""


def touched(changed: Iterable[str]) -> tuple[Touched, ...]:
    """What changed fields of a product or its business mean for its certificates."""
    found = {_VOUCHED[name] for name in changed if name in _VOUCHED}
    return tuple(t for t in Touched if t in found)
