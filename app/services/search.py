"""The one search field: businesses and products by any word in them, forgiving typing errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import fold
from app.models.entities import Business, Product
from app.models.local import SearchDoc
from app.services import blindness, regions, scopes
from app.services.workspace import Workspace

_LIMIT = 200
_ENOUGH = 5
_NEAR_CANDIDATES = 100
_ALIKE = 0.72


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of results."""

    entity: str
    id: UUID
    title: str
    subtitle: str
    thumb: str | None


def keys(ws: Workspace, text: str, entity: str | None = None, limit: int = _LIMIT) -> list[UUID]:
    """Keys of what matches all words of `text` (the last one as a prefix), best first.

    With few exact matches the near ones follow, so that `pelmerah` finds Palmerah.
    """
    with ws.db.read() as session:
        return [ref for _, ref in _shown(ws, session, text, entity, limit)]


def _shown(
    ws: Workspace, session: Session, text: str, entity: str | None, limit: int
) -> list[tuple[str, UUID]]:
    """What is found, without products that are judged blind: a name finds no code."""
    found, hidden = _find(session, text, entity, limit), blindness.hidden(ws, session)
    return [(kind, ref) for kind, ref in found if ref not in hidden]


def _find(session: Session, text: str, entity: str | None, limit: int) -> list[tuple[str, UUID]]:
    words = fold(text).split()
    if not words:
        return []
    found = _match(session, "search_fts", " ".join(f'"{w}"*' for w in words), entity, limit)
    joined = "".join(words)
    if len(found) < _ENOUGH and len(joined) >= 3:
        if len(words) > 1:
            found += _match(session, "search_fts", f'"{joined}"*', entity, limit)
        found += _near(session, words, entity, limit)
    return list(dict.fromkeys(found))[:limit]


def _match(
    session: Session, table: str, query: str, entity: str | None, limit: int
) -> list[tuple[str, UUID]]:
    # Ranking all rows that hold one or two letters takes long and says little.
    order = "ORDER BY rank" if len(query) > 6 else ""
    statement = sa.text(
        f"SELECT d.entity, d.ref FROM {table} f JOIN search_doc d ON d.rowid = f.rowid "
        f"WHERE {table} MATCH :query AND (:entity IS NULL OR d.entity = :entity) "
        f"{order} LIMIT :limit"
    ).columns(SearchDoc.entity, SearchDoc.ref)
    values = {"query": query, "entity": entity, "limit": limit}
    return list(session.execute(statement, values).all())


def _near(
    session: Session, words: Sequence[str], entity: str | None, limit: int
) -> list[tuple[str, UUID]]:
    """Rows in which every typed word is like some word: `dodl` finds Dodol."""
    pieces = {word[i : i + 3] for word in words for i in range(len(word) - 2)}
    # A number that is off by a digit is another number, not a typing error.
    if not pieces or any(c.isdecimal() for c in "".join(words)):
        return []
    query = " OR ".join(f'"{p}"' for p in sorted(pieces))
    found = _match(session, "search_tri", query, entity, _NEAR_CANDIDATES)
    query_texts = sa.select(SearchDoc.ref, SearchDoc.text).where(
        SearchDoc.ref.in_([ref for _, ref in found])
    )
    texts = dict(session.execute(query_texts).all())
    scored = [(_likeness(words, fold(texts[ref]).split()), kind, ref) for kind, ref in found]
    near = sorted((s for s in scored if s[0] >= _ALIKE), key=lambda s: -s[0])
    return [(kind, ref) for _, kind, ref in near[:limit]]


def _likeness(typed: Sequence[str], words: Sequence[str]) -> float:
    """How alike the least matched typed word is to its best match, 0 to 1."""
    return min(
        max((SequenceMatcher(None, word, w).ratio() for w in words), default=0.0) for word in typed
    )


def hits(ws: Workspace, text: str, limit: int = 30) -> list[Hit]:
    """Results for the search palette."""
    with ws.db.read() as session:
        found = _shown(ws, session, text, None, limit)
        businesses = _business_hits(ws, session, [r for e, r in found if e == "business"])
        products = _product_hits(session, [r for e, r in found if e == "product"])
    by_key = {**businesses, **products}
    return [by_key[ref] for _, ref in found if ref in by_key]


def _business_hits(ws: Workspace, session: Session, wanted: Sequence[UUID]) -> dict[UUID, Hit]:
    rows = session.execute(
        sa.select(Business.id, Business.name, Business.owner_name, Business.ward_code).where(
            Business.id.in_(wanted)
        )
    ).all()
    places = regions.addresses(session, {r.ward_code for r in rows})
    thumbs = scopes.business_thumbs(session, wanted, blindness.hidden(ws, session))
    return {
        r.id: Hit(
            "business",
            r.id,
            r.name,
            f"{r.owner_name} · {places[r.ward_code].short}",
            thumbs.get(r.id),
        )
        for r in rows
    }


def _product_hits(session: Session, wanted: Sequence[UUID]) -> dict[UUID, Hit]:
    rows = session.execute(
        sa.select(Product.id, Product.name, Business.name.label("business"))
        .join(Business, Business.id == Product.business_id)
        .where(Product.id.in_(wanted))
    ).all()
    thumbs = scopes.thumbs(session, wanted)
    return {r.id: Hit("product", r.id, r.name, r.business, thumbs.get(r.id)) for r in rows}
