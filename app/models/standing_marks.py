"""Triggers that note whose standing at the market channels has to be read again.

What a channel looks at hangs on a business: its products, their papers, photographs and results,
and the turns it had. Whoever writes such a row (a person, a bulk statement, the sync) marks the
business before and after the change; a business without a product has nothing to look at. A
child that comes before its parent marks nothing: the parent will, when it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.standing_rows import StandingProduct, StandingTodo

_OWN = "SELECT {row}.business_id AS id"
_OF_PRODUCT = "SELECT business_id AS id FROM product WHERE id = {row}.product_id"
_OF_PLACE = " UNION ".join(
    f"SELECT business_id AS id FROM {table} WHERE id = {{row}}.id"
    for table in ("gebetan_pick", "event_booking", "event_visit")
)
_OF_EVENT = " UNION ".join(
    f"SELECT business_id AS id FROM {table} WHERE event_id = {{row}}.id"
    for table in ("event_booking", "event_visit")
)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A table, the fields a channel looks at, and the businesses one of its rows hangs on."""

    table: str
    fields: tuple[str, ...]
    businesses: str = _OWN
    """SQL with `{row}` for OLD or NEW."""


_WATCHED = (
    _Watched(
        "business", ("scope", "ward_code", "status", "nib", "deleted"), "SELECT {row}.id AS id"
    ),
    _Watched("product", ("business_id", "category", "name_key", "deleted")),
    _Watched(
        "legal_document",
        ("business_id", "product_id", "kind", "valid_until", "in_process", "deleted"),
    ),
    _Watched("photo", ("product_id", "mended_from", "deleted"), _OF_PRODUCT),
    _Watched("decision", ("outcome", "grade", "supersedes", "scope", "deleted")),
    _Watched("case_return", ("to_level", "returned_at", "scope", "deleted"), _OF_PRODUCT),
    _Watched("certificate", ("valid_until", "scope", "deleted")),
    _Watched("certificate_revocation", ("certificate_id", "deleted"), _OF_PRODUCT),
    _Watched("gebetan_pick", ("state", "picked_on", "deleted")),
    _Watched("event_booking", ("state", "day", "deleted")),
    _Watched("event_visit", ("day", "deleted")),
    _Watched("market_event", ("channel", "deleted"), _OF_EVENT),
    # A place that the centre refused is none.
    _Watched("refusal", ("code",), _OF_PLACE),
)


def statements() -> Iterator[str]:
    """The triggers, in order."""
    for watched in _WATCHED:
        changed = " OR ".join(f"OLD.{f} IS NOT NEW.{f}" for f in watched.fields)
        new, old = _mark(watched, "NEW"), _mark(watched, "OLD")
        name = f"kl_standing_{watched.table}"
        yield f"CREATE TRIGGER {name}_new AFTER INSERT ON {watched.table} BEGIN {new} END"
        yield (
            f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {watched.table} WHEN {changed} "
            f"BEGIN {old} {new} END"
        )
        yield f"CREATE TRIGGER {name}_gone AFTER DELETE ON {watched.table} BEGIN {old} END"


def _mark(watched: _Watched, row: str) -> str:
    todo, known = StandingTodo.__tablename__, StandingProduct.__tablename__
    return (
        f"INSERT INTO {todo} (business_id, claim) "
        f"SELECT t.id, 0 FROM ({watched.businesses.format(row=row)}) t "
        "WHERE t.id IS NOT NULL AND (EXISTS (SELECT 1 FROM product WHERE business_id = t.id) "
        f"OR EXISTS (SELECT 1 FROM {known} WHERE business_id = t.id)) "
        "ON CONFLICT (business_id) DO UPDATE SET claim = 0 WHERE claim <> 0;"
    )
