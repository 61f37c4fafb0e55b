"""What may be registered in e-order today, what may not and why, and what changed since.

Looked at are the products that passed up to the level that the channel asks for, and those that
were handed over before: one that does not fit any more is told too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.channels import Channel, ChannelRules, Offered, Reason, standing
from app.domain.regions import TRAINING
from app.domain.terms import Level, Term
from app.models.entities import DecisionRecord
from app.models.market import OrderListing
from app.services import blindness, looking, standings
from app.services.eorder_mapping import Column, EorderMapping, mapping
from app.services.eorder_rows import CONTENT, ProductRow, rows
from app.services.workspace import Workspace

Check = Callable[[], None]


class ListingState(Term):
    """How a product stands with e-order."""

    NEW = "new", "Baru"
    CHANGED = "changed", "Berubah"
    SAME = "same", "Sudah diekspor"
    BLOCKED = "blocked", "Belum boleh"
    DROPPED = "dropped", "Tidak memenuhi lagi"

    @property
    def ready(self) -> bool:
        """Whether it may be exported."""
        return self in (ListingState.NEW, ListingState.CHANGED, ListingState.SAME)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a row may not go out, and what would mend it; both in Indonesian."""

    what: str
    todo: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that is not as it was handed over."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One product as it would be registered today."""

    row: ProductRow
    state: ListingState
    troubles: tuple[Trouble, ...]
    differences: tuple[Difference, ...]
    exported_at: datetime | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was looked at: what is ready first, by name."""

    items: tuple[Checked, ...]
    mark: str
    source: str

    def count(self, *states: ListingState) -> int:
        """How many stand so."""
        return sum(item.state in states for item in self.items)

    def ready(self, *, fresh_only: bool) -> tuple[Checked, ...]:
        """What may be exported: everything, or only what is new or has changed."""
        out = (ListingState.SAME,) if fresh_only else ()
        return tuple(i for i in self.items if i.state.ready and i.state not in out)


def survey(ws: Workspace, check: Check = lambda: None) -> Survey:
    """Look at all products that may concern e-order; `check` may stop it in between."""
    how, today = mapping(ws.resources), ws.today()
    with ws.db.read() as session:
        rules = standings.rules_in_force(session, ws.resources, today)[Channel.EORDER]
        before = _listed(session, training=ws.me.training)
        # Who is about to score a product is told neither its name nor what it came to before.
        untold = blindness.hidden(ws, session) | looking.unseen_results(ws, session)
        every = {**dict.fromkeys(_passed(session, rules, ws)), **dict.fromkeys(before)}
        wanted = [key for key in every if key not in untold]
        check()
        offered = standings.offered(session, wanted)
        check()
        found = rows(session, how, offered, list(offered), training=ws.me.training)
    items = []
    for key, row in found.items():
        check()
        troubles = tuple(_troubles(ws, how, rules, row, offered[key], today))
        until = standing(rules, offered[key], today).until
        items.append(_checked(row, troubles, before.get(key), until))
    order = list(ListingState)
    items.sort(key=lambda i: (order.index(i.state), i.row.business.casefold(), i.row.name))
    return Survey(tuple(items), how.mark, how.source)


def _passed(session: Session, rules: ChannelRules, ws: Workspace) -> list[UUID]:
    """Products with a decision at the channel's level or above, whether it still stands or not."""
    levels = list(Level)[list(Level).index(rules.level) :]
    practice = DecisionRecord.scope == TRAINING
    query = (
        sa.select(DecisionRecord.product_id)
        .where(
            DecisionRecord.level.in_([str(level) for level in levels]),
            DecisionRecord.outcome.in_([str(outcome) for outcome in rules.outcomes]),
            DecisionRecord.deleted.is_(False),
            practice if ws.me.training else ~practice,
        )
        .distinct()
    )
    return list(session.scalars(query))


def _listed(session: Session, *, training: bool) -> dict[UUID, OrderListing]:
    """The last export of every product that was ever handed over."""
    practice = OrderListing.scope == TRAINING
    query = (
        sa.select(OrderListing)
        .where(OrderListing.deleted.is_(False), practice if training else ~practice)
        .order_by(OrderListing.exported_at, OrderListing.id)
    )
    return {row.product_id: row for row in session.scalars(query)}


def _checked(
    row: ProductRow,
    troubles: tuple[Trouble, ...],
    before: OrderListing | None,
    until: date | None,
) -> Checked:
    if before is None:
        state = ListingState.BLOCKED if troubles else ListingState.NEW
        return Checked(row, state, troubles, (), None, until)
    differences = compare(before.facts, row.facts)
    if troubles:
        state = ListingState.DROPPED
    else:
        state = ListingState.CHANGED if differences else ListingState.SAME
    return Checked(row, state, troubles, differences, before.exported_at, until)


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """The columns that differ, in the order of the newer mapping; a lost one comes last."""
    headings = dict.fromkeys([*after, *before])
    return tuple(
        Difference(heading, before.get(heading, ""), after.get(heading, ""))
        for heading in headings
        if before.get(heading, "") != after.get(heading, "")
    )


def is_picture(heading: str) -> bool:
    """Whether a difference is of a picture's content, which has no words to show."""
    return heading.startswith(CONTENT.format(heading=""))


# -- what is wrong -------------------------------------------------------------------------


def _troubles(
    ws: Workspace,
    how: EorderMapping,
    rules: ChannelRules,
    row: ProductRow,
    offered: Offered,
    today: date,
) -> Iterator[Trouble]:
    reasons = standing(rules, offered, today).reasons
    yield from (Trouble(reason.what, reason.todo) for reason in reasons)
    if not reasons:
        yield from _ends_too_soon(how, rules, offered, today)
    for column in how.columns:
        if not _said_already(column, reasons):
            yield from _cell_troubles(column, row.texts[column.heading])
    for photo in row.photos:
        if not ws.photos.has(photo.sha256):
            role = photo.role.term.lower() if photo.role else "tanpa peran"
            yield Trouble(
                f"{photo.heading} ({role}): berkas aslinya belum ada di laptop ini.",
                "Sinkronkan untuk mengambilnya dari pusat, atau foto ulang produknya.",
            )


def _said_already(column: Column, reasons: Sequence[Reason]) -> bool:
    """What the rules of the channel have told in better words."""
    if column.field == "nib":
        return any("NIB" in reason.what for reason in reasons)
    return bool(reasons) and column.field.startswith(("photo.", "certificate", "grade"))


def _ends_too_soon(
    how: EorderMapping, rules: ChannelRules, offered: Offered, today: date
) -> Iterator[Trouble]:
    """What holds today but ends before anybody could order is blocked today."""
    last = today + timedelta(days=how.days_left)
    until = standing(rules, offered, today).until
    if until is None or until >= last:
        return
    for reason in standing(rules, offered, last).reasons:
        wanted = f"Pendaftaran memerlukan yang berlaku sampai {long_date(last)}."
        yield Trouble(f"{reason.what} {wanted}", reason.todo)


def _cell_troubles(column: Column, text: str) -> Iterator[Trouble]:
    if not text:
        if column.required:
            yield Trouble(f"Kolom {column.heading} kosong.", f"Isi {column.heading.lower()}.")
        return
    if len(text) > column.max:
        yield Trouble(
            f"Kolom {column.heading} {len(text)} huruf, paling banyak {column.max}.",
            "Ringkas isinya.",
        )
    if column.pattern and not re.fullmatch(column.pattern, text):
        yield Trouble(f"Kolom {column.heading} tidak berbentuk semestinya: {text}.", "Perbaiki.")
