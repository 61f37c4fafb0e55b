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


_FIELD_ROLES = frozenset(
    {Role.MENTOR, Role.DISTRICT_HEAD, Role.CURATOR, Role.CHAIR, Role.ADMIN, Role.PROGRAMME_OFFICER}
)
_JUDGING_ROLES = frozenset({Role.CURATOR, Role.CHAIR})
_WRITERS = {
    "assessment": _JUDGING_ROLES,
    "decision": _JUDGING_ROLES,
    "improvement_item": _JUDGING_ROLES,
    "certificate": _JUDGING_ROLES,
}


def may_write(grants: Iterable[Grant], entity: str, scopes: Iterable[str]) -> bool:
    """Whether one of the grants lets its holder write a row that lies in `scopes`."""
    roles = _WRITERS.get(entity, _FIELD_ROLES)
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
