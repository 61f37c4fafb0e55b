"""Who may write what, where. Reading needs any role in the region; writing needs these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.regions import any_covers
from app.domain.terms import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a region and everything below it."""

    role: Role
    region: str


FIELD_ROLES = frozenset(
    {Role.MENTOR, Role.DISTRICT_HEAD, Role.CURATOR, Role.CHAIR, Role.ADMIN, Role.PROGRAMME_OFFICER}
)
JUDGING_ROLES = frozenset({Role.CURATOR, Role.CHAIR})
_WRITERS = {
    "assessment": JUDGING_ROLES,
    "decision": JUDGING_ROLES,
    "improvement_item": JUDGING_ROLES,
    "certificate": JUDGING_ROLES,
}
JUDGED = frozenset(
    {
        "curation_session",
        "curation_case",
        "curation",
        "assessment",
        "decision",
        "improvement_item",
        "certificate",
    }
)
"""Where something is judged, it belongs: a new row of these must lie in a region of its
author's, while a business may be a guest there."""


def writers(entity: str) -> frozenset[Role]:
    """The roles that may write rows of `entity`; the database's own rules are made from it."""
    return _WRITERS.get(entity, FIELD_ROLES)


def may_write(grants: Iterable[Grant], entity: str, scopes: Iterable[str]) -> bool:
    """Whether one of the grants lets its holder write a row that lies in `scopes`."""
    roles = writers(entity)
    regions = [grant.region for grant in grants if grant.role in roles]
    return any(any_covers(regions, scope) for scope in scopes)


def common_region(grants: Iterable[Grant]) -> str | None:
    """The smallest region that holds all grants, or None without any."""
    parts = [grant.region.split(".") for grant in grants]
    if not parts:
        return None
    shared: list[str] = []
    for column in zip(*parts, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    return ".".join(shared) or None
