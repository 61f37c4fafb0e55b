"""Who may write what, where. Reading needs any role in the region; writing needs these."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from app.domain.regions import GLOBAL, any_covers, level_of
from app.domain.terms import CurationState, Level, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a region and everything below it."""

    role: Role
    region: str


FIELD_ROLES = frozenset(
    {Role.MENTOR, Role.DISTRICT_HEAD, Role.CURATOR, Role.CHAIR, Role.ADMIN, Role.PROGRAMME_OFFICER}
)
JUDGING_ROLES = frozenset({Role.CURATOR, Role.CHAIR})
ORGANISING_ROLES = FIELD_ROLES - {Role.MENTOR}
"""A mentor registers and documents their own businesses; others open what judges them."""
REVOKING_ROLES = frozenset({Role.CHAIR, Role.DISTRICT_HEAD, Role.ADMIN})
"""Who may say that a certificate of their region does not hold any more."""
VERIFYING_ROLES = FIELD_ROLES
VALIDATING_ROLES = ORGANISING_ROLES - {Role.CURATOR}
"""A pendamping verifies, a kasatpel (or who stands above one) validates, others score."""

PUBLISHING_ROLES = frozenset({Role.ADMIN})
"""Who may publish rules for all; rubrics only where their grant is of the whole province."""

PUBLISHED = frozenset({"rubric", "paper_setup", "channel_rules"})
"""Kinds of rows that lie in no region but are for all to read."""

REGION_FIELD: Mapping[str, str] = {"paper_setup": "region_code"}
"""Of what is published for one region: the field that names it. What has none is the province's."""

MARKET_ROLES = frozenset({Role.PROGRAMME_OFFICER, Role.ADMIN})
"""Who runs the market channels: rounds, events, draws, exports, what is imported from outside."""

COACHING_ROLES = MARKET_ROLES | {Role.MENTOR, Role.DISTRICT_HEAD}
"""Who offers trainings to businesses and notes who came."""

_WRITERS = {
    "rubric": PUBLISHING_ROLES,
    "paper_setup": PUBLISHING_ROLES,
    "channel_rules": PUBLISHING_ROLES,
    "order_listing": MARKET_ROLES,
    "order_line": MARKET_ROLES,
    "spending": MARKET_ROLES,
    "gebetan_round": MARKET_ROLES,
    "gebetan_pick": MARKET_ROLES,
    "gebetan_order": MARKET_ROLES,
    "market_event": MARKET_ROLES,
    "event_booking": MARKET_ROLES,
    "draw_record": MARKET_ROLES,
    "aid": MARKET_ROLES,
    "training": COACHING_ROLES,
    "training_place": COACHING_ROLES,
    "curation_session": ORGANISING_ROLES,
    "blind_label": ORGANISING_ROLES,
    "interest": ORGANISING_ROLES,
    "case_return": JUDGING_ROLES,
    "assessment": JUDGING_ROLES,
    "decision": JUDGING_ROLES,
    "improvement_item": JUDGING_ROLES,
    "certificate": JUDGING_ROLES,
    "certificate_revocation": REVOKING_ROLES,
    # The centre's own, added while it takes a certificate in from one of these.
    "certificate_confirmation": JUDGING_ROLES,
}
_SETTERS: Mapping[tuple[str, str], Mapping[str, frozenset[Role]]] = {
    ("curation", "state"): {
        CurationState.VERIFIED: VERIFYING_ROLES,
        CurationState.VALIDATED: VALIDATING_ROLES,
        CurationState.OPEN: ORGANISING_ROLES,
        CurationState.DECIDED: JUDGING_ROLES,
    },
}
"""Values of a field that need more than leave to write the row: who may set them."""

_SIGNERS: Mapping[tuple[str, str], frozenset[Role]] = {
    ("curation", "verified_by"): VERIFYING_ROLES,
    ("curation", "validated_by"): VALIDATING_ROLES,
}
"""Fields that say who took a step: filled by those who may take it, whatever the state says
(a laptop may send several steps at once)."""

_ASKED = (*_SETTERS, *_SIGNERS)
_GUARDED = {
    entity: frozenset(name for kind, name in _ASKED if kind == entity) for entity, _ in _ASKED
}

JUDGED = frozenset(
    {
        "curation_session",
        "curation_case",
        "curation",
        "blind_label",
        "interest",
        "case_return",
        "assessment",
        "decision",
        "appeal",
        "improvement_item",
        "certificate",
        "certificate_revocation",
        "certificate_confirmation",
    }
)
"""Where something is judged, it belongs: a new row of these must lie in a region of its
author's, while a business may be a guest there."""


def writers(entity: str) -> frozenset[Role]:
    """The roles that may write rows of `entity`; the database's own rules are made from it."""
    return _WRITERS.get(entity, FIELD_ROLES)


def may_write(grants: Iterable[Grant], entity: str, scopes: Iterable[str]) -> bool:
    """Whether one of the grants lets its holder write a row that lies in `scopes`.

    For which region something is published is asked by `may_publish_for`.
    """
    if entity in PUBLISHED:
        held = may_publish(grants) if entity not in REGION_FIELD else _publishes(grants)
        return set(scopes) == {GLOBAL} and held
    return _reach(grants, writers(entity), scopes)


def may_publish(grants: Iterable[Grant]) -> bool:
    """Whether one of the grants lets its holder publish rules for the province."""
    return any(g.role in PUBLISHING_ROLES and _is_province(g.region) for g in grants)


def may_publish_for(grants: Iterable[Grant], region: str) -> bool:
    """Whether one of the grants lets its holder publish what holds for `region` and below."""
    return _level(region) is not None and _reach(grants, PUBLISHING_ROLES, (region,))


def _publishes(grants: Iterable[Grant]) -> bool:
    return any(g.role in PUBLISHING_ROLES and _level(g.region) for g in grants)


def _is_province(region: str) -> bool:
    return _level(region) is Level.PROVINCE


def _level(region: str) -> Level | None:
    try:
        return level_of(region)
    except ValueError:
        return None


def guarded(entity: str) -> frozenset[str]:
    """The fields of `entity` about which `may_set` has to be asked."""
    return _GUARDED.get(entity, frozenset())


def may_set(
    grants: Iterable[Grant], entity: str, name: str, value: object, scopes: Iterable[str]
) -> bool:
    """Whether one of the grants lets its holder, who may write the row, set this field to that."""
    values = _SETTERS.get((entity, name))
    roles = values.get(value) if values and isinstance(value, str) else None
    if value is not None:
        roles = roles or _SIGNERS.get((entity, name))
    return roles is None or _reach(grants, roles, scopes)


def may_take(grants: Iterable[Grant], roles: Container[Role], scope: str) -> bool:
    """Whether one of the grants is of these roles and reaches `scope`."""
    return _reach(grants, roles, (scope,))


def _reach(grants: Iterable[Grant], roles: Container[Role], scopes: Iterable[str]) -> bool:
    regions = [grant.region for grant in grants if grant.role in roles]
    return any(any_covers(regions, scope) for scope in scopes)
