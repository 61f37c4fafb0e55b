"""Triggers that note which districts Rekap has to count anew.

Everything Rekap counts hangs on a business, and the business lies in one district (its
scope). Whoever writes a row (a person, a bulk statement, the sync while it applies news)
marks the district that the row hangs on, before and after the change. A child that comes
before its parent marks nothing: the parent will, when it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_OF_PRODUCT = (
    "SELECT b.scope FROM product p JOIN business b ON b.id = p.business_id WHERE p.id = {key}"
)
_OF_CURATION = (
    "SELECT b.scope FROM curation c JOIN product p ON p.id = c.product_id "
    "JOIN business b ON b.id = p.business_id WHERE c.id = {key}"
)


@dataclass(frozen=True, slots=True)
class _Watched:
    """A table, the fields that count, and the districts that one of its rows hangs on."""

    table: str
    fields: tuple[str, ...]
    districts: str
    """SQL with `{row}` for OLD or NEW."""


_WATCHED = (
    _Watched(
        "business",
        ("scope", "deleted", "created_at", "verified_at", "nib"),
        "SELECT {row}.scope AS scope",
    ),
    _Watched(
        "product",
        ("business_id", "category", "deleted", "created_at", "shelf_life_days"),
        "SELECT scope FROM business WHERE id = {row}.business_id",
    ),
    _Watched(
        "legal_document",
        ("business_id", "product_id", "kind", "valid_until", "in_process", "deleted"),
        "SELECT scope FROM business WHERE id = {row}.business_id",
    ),
    _Watched(
        "curation",
        ("product_id", "session_id", "level", "scope", "verified_at", "deleted"),
        _OF_PRODUCT.format(key="{row}.product_id"),
    ),
    _Watched(
        "assessment",
        (
            *("curation_id", "curator_id", "rubric_rev", "criterion_points"),
            *("submitted_at", "supersedes", "withdrawn"),
        ),
        _OF_CURATION.format(key="{row}.curation_id"),
    ),
    _Watched(
        "decision",
        ("curation_id", "outcome", "grade", "total", "reasons", "decided_at", "supersedes"),
        _OF_CURATION.format(key="{row}.curation_id"),
    ),
    _Watched(
        "improvement_item",
        ("decision_id", "code", "score", "deleted"),
        _OF_CURATION.format(key="(SELECT curation_id FROM decision WHERE id = {row}.decision_id)"),
    ),
    _Watched(
        "curation_session",
        ("training",),
        "SELECT DISTINCT b.scope FROM curation c JOIN product p ON p.id = c.product_id "
        "JOIN business b ON b.id = p.business_id WHERE c.session_id = {row}.id",
    ),
    # Weights and the documents that are asked for stand in the rubric.
    _Watched(
        "rubric",
        ("code", "version", "rev", "body", "deleted"),
        "SELECT DISTINCT scope FROM business",
    ),
)


def statements() -> Iterator[str]:
    """The triggers, in order."""
    for watched in _WATCHED:
        changed = " OR ".join(f"OLD.{f} IS NOT NEW.{f}" for f in watched.fields)
        new, old = _mark(watched, "NEW"), _mark(watched, "OLD")
        name = f"kl_rekap_{watched.table}"
        yield f"CREATE TRIGGER {name}_new AFTER INSERT ON {watched.table} BEGIN {new} END"
        yield (
            f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {watched.table} WHEN {changed} "
            f"BEGIN {old} {new} END"
        )
        yield f"CREATE TRIGGER {name}_gone AFTER DELETE ON {watched.table} BEGIN {old} END"


def _mark(watched: _Watched, row: str) -> str:
    districts = watched.districts.format(row=row)
    return (
        f"INSERT INTO rekap_todo (district, claim) SELECT t.scope, 0 FROM ({districts}) t "
        "WHERE t.scope IS NOT NULL "
        "ON CONFLICT (district) DO UPDATE SET claim = 0 WHERE claim <> 0;"
    )
