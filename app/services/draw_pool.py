"""Who takes part in a draw: the businesses a channel allows on a day, or a list from a file."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel, Why
from app.domain.market.draw import Candidate
from app.domain.market.terms import EventState, PickState, RoundState
from app.domain.names import clean, fold
from app.errors import UserError
from app.ids import natural
from app.models.entities import Business, Product
from app.models.market import GebetanPick, GebetanRound, MarketEvent
from app.services import regions, standings
from app.services.workspace import Workspace

MOST = 8_000
"""Candidates in one draw: its record must fit into one message to the centre."""

_SHOWN = 5
_NAME, _AREA, _ID = "nama usaha", "wilayah", "id jakpreneur"


@dataclass(frozen=True, slots=True)
class Pool:
    """Who takes part, who does not and why, and what the draw is for.

    `left_out` maps the businesses that were looked at to the codes of `Why` of the product that
    came nearest. `day` is the day on which they were to be allowed; None for a list from a file.
    """

    title: str
    region: str
    candidates: tuple[Candidate, ...]
    left_out: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    channel: Channel | None = None
    day: date | None = None
    event_id: UUID | None = None
    round_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something a draw may be held for."""

    id: UUID
    name: str
    channel: Channel
    day: date
    is_round: bool = False


def occasions(ws: Workspace) -> tuple[Occasion, ...]:
    """Events to come and open rounds of Gebetan, soonest first."""
    with ws.db.read() as session:
        events = session.scalars(
            sa.select(MarketEvent).where(
                MarketEvent.deleted.is_(False),
                MarketEvent.state != str(EventState.CLOSED),
                MarketEvent.last_day >= ws.today(),
            )
        )
        rounds = session.scalars(
            sa.select(GebetanRound).where(
                GebetanRound.deleted.is_(False), GebetanRound.state == str(RoundState.OPEN)
            )
        )
        found = [Occasion(e.id, e.name, Channel(e.channel), e.first_day) for e in events]
        found += [
            Occasion(r.id, r.name, Channel.GEBETAN, r.closes_on, is_round=True) for r in rounds
        ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name, one.id)))


def of_occasion(ws: Workspace, occasion: Occasion) -> Pool:
    """The businesses that may take part in it; UserError `draw.gone`."""
    return (of_round if occasion.is_round else of_event)(ws, occasion.id)


def of_event(ws: Workspace, event_id: UUID) -> Pool:
    """The businesses of its region that its channel allows on its first day.

    Raises UserError `draw.gone`, `draw.nobody`, `draw.too_many`.
    """
    with ws.db.read() as session:
        event = session.get(MarketEvent, event_id)
        if event is None or event.deleted:
            raise _gone()
        channel, region, day = Channel(event.channel), event.region_code, event.first_day
        found, left_out = _allowed(ws, session, channel, region, day)
        title = f"Undian {event.name}"
        pool = Pool(title, region, found, left_out, channel, day, event_id=event_id)
    return _checked(pool)


def of_round(ws: Workspace, round_id: UUID) -> Pool:
    """The businesses that Gebetan allows when a round closes and that no round has picked yet.

    Raises UserError as `of_event`.
    """
    with ws.db.read() as session:
        held = session.get(GebetanRound, round_id)
        if held is None or held.deleted:
            raise _gone()
        channel, day = Channel.GEBETAN, held.closes_on
        found, left_out = _allowed(ws, session, channel, held.scope, day)
        picked = _picked(session)
        some = tuple(one for one in found if one.key not in picked)
        left_out |= {one.key: (str(Why.ONCE),) for one in found if one.key in picked}
        title = f"Undian {held.name}"
        pool = Pool(title, held.scope, some, left_out, channel, day, round_id=round_id)
    return _checked(pool)


def _picked(session: Session) -> set[UUID]:
    """Also what waits for the centre: whoever is proposed already is not drawn."""
    query = sa.select(GebetanPick.business_id).where(
        GebetanPick.deleted.is_(False), GebetanPick.state != str(PickState.WITHDRAWN)
    )
    return set(session.scalars(query))


def _checked(pool: Pool) -> Pool:
    if not pool.candidates:
        raise UserError(
            "draw.nobody",
            "Belum ada usaha yang boleh ikut undian ini.",
            safe="Tidak ada undian yang dibuat.",
            todo="Lihat syaratnya di halaman Kanal, atau pakai daftar peserta dari berkas CSV.",
        )
    _require_not_too_many(len(pool.candidates))
    return pool


def _require_not_too_many(count: int) -> None:
    if count > MOST:
        raise UserError(
            "draw.too_many",
            f"Pesertanya {count}, lebih banyak daripada {MOST} yang muat dalam satu undian.",
            safe="Tidak ada undian yang dibuat.",
            todo="Undi per kota, atau bagi daftarnya.",
        )


def _gone() -> UserError:
    return UserError(
        "draw.gone",
        "Acara atau putaran ini sudah dihapus.",
        safe="Undian yang sudah diumumkan tetap tersimpan.",
        todo="Muat ulang daftarnya, lalu pilih yang lain.",
    )


# -- from the records -----------------------------------------------------------------


def _allowed(
    ws: Workspace, session: Session, channel: Channel, region: str, day: date
) -> tuple[tuple[Candidate, ...], dict[UUID, tuple[str, ...]]]:
    owners = _products(session, region)
    found = standings.read(session, ws, owners, day)
    reasons: dict[UUID, list[tuple[str, ...]]] = defaultdict(list)
    for product, business in owners.items():
        if product in found:
            why = tuple(str(reason.why) for reason in found[product][channel].reasons)
            reasons[business].append(why)
    may = {business for business, all_ in reasons.items() if () in all_}
    left_out = {b: min(all_, key=len) for b, all_ in reasons.items() if b not in may}
    return candidates_of(session, may), left_out


def _products(session: Session, region: str) -> dict[UUID, UUID]:
    """The living products of a region's businesses, with their business."""
    inside = sa.or_(Business.ward_code == region, Business.ward_code.startswith(f"{region}."))
    query = (
        sa.select(Product.id, Product.business_id)
        .join(Business, Business.id == Product.business_id)
        .where(Product.deleted.is_(False), Business.deleted.is_(False), inside)
    )
    return dict(session.execute(query).all())


def candidates_of(session: Session, businesses: set[UUID]) -> tuple[Candidate, ...]:
    """Those businesses as they are published: a name and where it is, nothing of the owner."""
    query = sa.select(Business.id, Business.name, Business.ward_code, Business.rw).where(
        Business.deleted.is_(False)
    )
    rows = [row for row in session.execute(query) if row.id in businesses]
    places = regions.addresses(session, {row.ward_code for row in rows})
    found = (Candidate(r.id, r.name, area_words(places[r.ward_code], r.rw)) for r in rows)
    return tuple(sorted(found, key=lambda one: one.key.bytes))


def area_words(place: regions.Address, rw: str | None) -> str:
    """`Bukit Duri RW 04, Tebet`."""
    number = (rw or "").strip().lstrip("0")
    ward = f"{place.ward} RW {number.zfill(2)}" if number else place.ward
    return ", ".join(part for part in (ward, place.district) if part)


# -- from a file ----------------------------------------------------------------------


def of_csv(ws: Workspace, path: Path) -> Pool:
    """A list with `nama usaha` and `wilayah`; a known `id jakpreneur` names the business.

    Raises UserError `draw.bad_list` naming rows and columns, `draw.nobody`, `draw.too_many`.
    """
    rows = list(_rows(path))
    with ws.db.read() as session:
        query = sa.select(Business.jakpreneur_id, Business.id).where(
            Business.jakpreneur_id.is_not(None), Business.deleted.is_(False)
        )
        known = dict(session.execute(query).all())
    found: dict[UUID, Candidate] = {}
    problems = []
    for line, row in rows:
        name, area = clean(row[_NAME]), clean(row[_AREA])
        empty = [column for column, text in ((_NAME, name), (_AREA, area)) if not text]
        problems += [f"baris {line}, kolom {column}: kosong" for column in empty]
        business = known.get(row.get(_ID, "").strip() or None)
        key = business or natural("draw candidate", fold(name), fold(area))
        if key in found:
            problems.append(f"baris {line}, kolom {_NAME}: {name} sudah ada di atas")
        found[key] = Candidate(key, name, area)
    if problems:
        raise _bad_list(path, problems)
    region = ws.me.regions[0]
    return _checked(Pool(f"Undian {path.stem}", region, tuple(found.values())))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _bad_list(path, ["berkasnya tidak dapat dibuka"]) from error
    except UnicodeDecodeError as error:
        raise _bad_list(path, ["berkasnya bukan CSV dalam UTF-8"]) from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") else ",")
    try:
        heads = [" ".join(head.lower().split()) for head in next(reader, [])]
        missing = [column for column in (_NAME, _AREA) if column not in heads]
        if missing:
            raise _bad_list(path, [f"baris 1: kolom {column} tidak ada" for column in missing])
        for cells in reader:
            if any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(heads) - len(cells))]
                yield reader.line_num, dict(zip(heads, padded, strict=False))
    except csv.Error as error:
        raise _bad_list(path, [f"baris {reader.line_num}: bukan CSV"]) from error


def _bad_list(path: Path, problems: list[str]) -> UserError:
    more = len(problems) - _SHOWN
    told = "; ".join(problems[:_SHOWN]) + (f"; dan {more} lagi" if more > 0 else "")
    return UserError(
        "draw.bad_list",
        f"Daftar {path.name} belum dapat dipakai: {told}.",
        safe="Tidak ada undian yang dibuat.",
        todo="Perbaiki barisnya. Kolom yang diperlukan: nama usaha, wilayah.",
    )
