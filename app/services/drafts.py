"""Belum disimpan: what was typed into a form and not saved yet, kept on this laptop.

A draft is written within a second of a key and deleted by the transaction that saves its
form, so after a crash it is there exactly when the record is not. It may hold a NIK:
drafts never travel, and their values are left out of every `repr`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.models.entities import Business, Product
from app.models.local import FormDraft
from app.services.form_values import from_json, to_json
from app.services.workspace import Workspace

FormT = TypeVar("FormT")
_NEW = "new:"


class FormKind(StrEnum):
    """The forms whose drafts are kept, by the entity they write."""

    BUSINESS = "business"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which form: that of a record, or (`new`) one of a record that has no row yet."""

    kind: FormKind
    id: UUID
    new: bool = False

    @property
    def record(self) -> UUID | None:
        """The record's id; None while there is none."""
        return None if self.new else self.id


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands on a form beside its fields, as far as a person got with it."""

    region: str = ""
    """A city or district chosen on the way to a ward."""

    business_id: UUID | None = None
    business: str = ""
    """Whose product it is, or what was typed to find out."""

    pictures: tuple[str, ...] = ()
    """Files that wait for a new product to be saved."""


@dataclass(frozen=True, slots=True)
class Draft(Generic[FormT]):
    """What was typed on one form, over the record as it was when typing began."""

    key: DraftKey
    base: FormT = field(repr=False)
    typed: FormT = field(repr=False)
    beside: Beside = field(default=Beside(), repr=False)
    typed_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the list of forms that wait to be saved; `gone`: its record is deleted."""

    key: DraftKey
    title: str = field(repr=False)
    typed_at: datetime
    gone: bool = False


def keep(ws: Workspace, draft: Draft[Any]) -> datetime:
    """Keep a draft, in place of an earlier one of the same form; returns when it was typed."""
    at = draft.typed_at or ws.clock.now()
    values = {
        "base": to_json(draft.base),
        "typed": to_json(draft.typed),
        "beside": to_json(draft.beside),
    }
    insert = sqlite.insert(FormDraft).values(**_columns(draft.key), values=values, saved_at=at)
    fresh = {"values": insert.excluded["values"], "saved_at": insert.excluded.saved_at}
    with ws.db.write() as session:
        session.execute(insert.on_conflict_do_update(index_elements=["kind", "key"], set_=fresh))
    return at


def drop(ws: Workspace, key: DraftKey) -> None:
    """Let a draft go; one that is not there is no error."""
    with ws.db.write() as session:
        forget(session, key)


def forget(session: Session, key: DraftKey | None) -> None:
    """Delete a draft in the transaction that saves its form (None: the form had no draft)."""
    if key is not None:
        session.execute(sa.delete(FormDraft).filter_by(**_columns(key)))


def kept(ws: Workspace, kind: FormKind, form: type[FormT]) -> tuple[Draft[FormT], ...]:
    """All drafts of one kind of form, the one typed last at the end."""
    query = sa.select(FormDraft).filter_by(kind=str(kind)).order_by(FormDraft.saved_at)
    with ws.db.read() as session:
        return tuple(_draft(row, form) for row in session.scalars(query))


def waiting(ws: Workspace) -> tuple[Waiting, ...]:
    """What waits to be saved on this laptop, typed last first."""
    kinds = [str(kind) for kind in FormKind]
    query = sa.select(FormDraft).where(FormDraft.kind.in_(kinds))
    query = query.order_by(FormDraft.saved_at.desc())
    with ws.db.read() as session:
        rows = session.scalars(query).all()
        there = _there(session, [_key(row) for row in rows])
        return tuple(_waiting(row, there) for row in rows)


def _waiting(row: FormDraft, there: set[UUID]) -> Waiting:
    key = _key(row)
    names = (str(row.values.get(part, {}).get("name", "")).strip() for part in ("typed", "base"))
    title = next((name for name in names if name), "")
    return Waiting(key, title, row.saved_at, gone=not key.new and key.id not in there)


def _there(session: Session, keys: list[DraftKey]) -> set[UUID]:
    """Which of the records are still on this laptop."""
    found: set[UUID] = set()
    for kind, table in ((FormKind.BUSINESS, Business), (FormKind.PRODUCT, Product)):
        wanted = [key.id for key in keys if key.kind is kind and not key.new]
        query = sa.select(table.id).where(table.id.in_(wanted), table.deleted.is_(False))
        found.update(session.scalars(query))
    return found


def _columns(key: DraftKey) -> dict[str, str]:
    return {"kind": str(key.kind), "key": f"{_NEW if key.new else ''}{key.id}"}


def _key(row: FormDraft) -> DraftKey:
    return DraftKey(
        FormKind(row.kind), UUID(row.key.removeprefix(_NEW)), new=row.key.startswith(_NEW)
    )


def _draft(row: FormDraft, form: type[FormT]) -> Draft[FormT]:
    return Draft(
        _key(row),
        from_json(form, row.values.get("base")),
        from_json(form, row.values.get("typed")),
        from_json(Beside, row.values.get("beside")),
        row.saved_at,
    )
