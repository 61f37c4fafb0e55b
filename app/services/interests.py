"""Benturan kepentingan: who of a session's panel is close to which business, and since when.

Nobody scores or decides on a business they are close to: their own, their kin's, one they
mentor and verified. What was declared after a sheet was given does not make it void; the
chair is told and decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.names import clean
from app.domain.terms import InterestKind
from app.errors import UserError
from app.ids import natural
from app.models.entities import Curation, CurationSession, Interest, Product
from app.services.changes import Change
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tie:
    """How somebody is close to the business of a curation; `kind` MENTOR for who verified it."""

    person_id: UUID
    kind: InterestKind
    since: datetime
    interest_id: UUID | None = None
    note: str = ""


def declare(
    ws: Workspace,
    session_id: UUID,
    business_id: UUID,
    kind: InterestKind,
    note: str = "",
    person_id: UUID | None = None,
) -> tuple[UUID, Change]:
    """Declare for a session that somebody (oneself) is close to a business.

    Raises UserError `role.missing`, `interest.no_words` for another kind without saying which.
    """
    ws.me.require_organiser()
    if kind is InterestKind.OTHER and not clean(note):
        raise UserError(
            "interest.no_words",
            "Benturan kepentingan lainnya perlu dijelaskan.",
            todo="Tulis hubungannya dalam beberapa kata.",
        )
    who = person_id or ws.me.person_id
    key = natural("interest", session_id, who, business_id)
    with ws.change() as recorder:
        held = recorder.session.get_one(CurationSession, session_id)
        row = recorder.session.get(Interest, key)
        if row is None:
            row = recorder.add(
                Interest(
                    session_id=session_id,
                    person_id=who,
                    business_id=business_id,
                    kind=str(kind),
                    note=clean(note) or None,
                    scope=held.scope,
                    guest_scope=held.guest_scope,
                ),
                key,
            )
        else:
            row.deleted, row.kind, row.note = False, str(kind), clean(note) or None
        recorder.tell("interest.declared", row, kind=str(kind))
        return key, recorder.done()


def withdraw(ws: Workspace, interest_id: UUID) -> Change:
    """Take a declaration back: one's own, or what was declared in error for another."""
    ws.me.require_organiser()
    with ws.change() as recorder:
        row = recorder.session.get_one(Interest, interest_id)
        if not row.deleted:
            row.deleted = True
            recorder.tell("interest.withdrawn", row)
        return recorder.done()


def ties(session: Session, curation: Curation) -> dict[UUID, Tie]:
    """Everybody who is close to the business of a curation, by person."""
    return ties_of(session, [curation]).get(curation.id, {})


def ties_of(session: Session, curations: Iterable[Curation]) -> dict[UUID, dict[UUID, Tie]]:
    """The same for many curations: by curation, then by person."""
    rows = list(curations)
    found: dict[UUID, dict[UUID, Tie]] = defaultdict(dict)
    declared = _declared(session, rows)
    owners = _owners(session, rows)
    for curation in rows:
        own = found[curation.id]
        for business in owners[curation.id]:
            for row in declared.get((curation.session_id, business), ()):
                kind, note = InterestKind(row.kind), row.note or ""
                _tie(own, Tie(row.person_id, kind, row.created_at, row.id, note))
        if curation.verified_by is not None:
            since = curation.verified_at or curation.opened_at
            _tie(own, Tie(curation.verified_by, InterestKind.MENTOR, since))
    return found


def _tie(own: dict[UUID, Tie], tie: Tie) -> None:
    """Of two ties of one person the earlier counts; what was declared is what is told."""
    known = own.get(tie.person_id, tie)
    own[tie.person_id] = replace(known, since=min(known.since, tie.since))


def _declared(
    session: Session, curations: Iterable[Curation]
) -> dict[tuple[UUID, UUID], list[Interest]]:
    query = sa.select(Interest).where(
        Interest.session_id.in_({c.session_id for c in curations}), Interest.deleted.is_(False)
    )
    found: dict[tuple[UUID, UUID], list[Interest]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.session_id, row.business_id].append(row)
    return found


def _owners(session: Session, curations: Iterable[Curation]) -> dict[UUID, set[UUID]]:
    """Whose the product was, and whose it is: a merged business leaves its name in both."""
    rows = list(curations)
    query = sa.select(Product.id, Product.business_id).where(
        Product.id.in_({c.product_id for c in rows})
    )
    now = dict(session.execute(query).all())
    return {c.id: {c.business_id, now.get(c.product_id, c.business_id)} for c in rows}


def require_no_interest(session: Session, curation: Curation, person_id: UUID) -> None:
    """UserError `curation.interest` for who declared one: they do not decide either.

    A mentor who verified a business may lead the panel over it; scoring it is others' work.
    """
    tie = ties(session, curation).get(person_id)
    if tie is not None and tie.interest_id is not None:
        require_untied(session, curation, person_id, "Lembar yang sudah masuk tetap tersimpan.")


def require_untied(session: Session, curation: Curation, person_id: UUID, safe: str) -> None:
    """UserError `curation.interest` or `curation.mentor` for who is close to its business."""
    tie = ties(session, curation).get(person_id)
    if tie is None:
        return
    if tie.interest_id is None:
        raise UserError(
            "curation.mentor",
            "Anda yang memverifikasi usaha ini, jadi bukan Anda yang menilainya.",
            safe=safe,
            todo="Minta kurator lain menilainya.",
        )
    raise UserError(
        "curation.interest",
        f"Anda mencatat benturan kepentingan dengan usaha ini ({tie.kind.term.lower()}).",
        safe=safe,
        todo="Minta kurator lain menilainya, atau cabut catatan itu bila keliru.",
    )
