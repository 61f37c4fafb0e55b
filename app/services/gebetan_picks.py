"""Usaha terpilih: a business takes part in Gebetan UMKM once ever, with one product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channels import Channel, Standing
from app.domain.market.packages import Supply, supply
from app.domain.market.terms import PickState
from app.domain.names import clean
from app.domain.regions import TRAINING
from app.domain.terms import Category
from app.errors import UserError
from app.models.entities import Business, Product
from app.models.local import Refusal
from app.models.market import GebetanOrder, GebetanPick, GebetanRound
from app.services import gebetan_candidates as waiting
from app.services import gebetan_rounds as rounds
from app.services import gebetan_settled, regions, standings
from app.services.changes import Change, Recorder
from app.services.gebetan_candidates import Candidate
from app.services.gebetan_settled import TAKEN, Settled, Winner
from app.services.workspace import Workspace

MOST_STOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class PickForm:
    """A product to be picked: `price` in rupiah for one, `stock` pieces it can make."""

    product_id: UUID
    price: int
    stock: int


@dataclass(frozen=True, slots=True)
class PickLine:
    """A business in a round. `winner` is told of a lost one where it is seen here."""

    id: UUID
    business_id: UUID
    product_id: UUID
    business: str
    product: str
    category: Category
    district: str
    district_code: str
    price: int
    stock: int
    promised: int
    waiting_days: int
    state: PickState
    settled: Settled
    winner: Winner | None
    note: str

    @property
    def lost_words(self) -> str:
        """Who was first, in a sentence; empty unless it was lost."""
        if self.settled is not Settled.LOST:
            return ""
        if self.winner is None:
            return f"{self.business} lebih dahulu dipilih kantor lain."
        won = self.winner
        return f"{self.business} lebih dahulu dipilih untuk {won.round_name}, {won.region}."


def pick(ws: Workspace, round_id: UUID, forms: Sequence[PickForm]) -> tuple[list[UUID], Change]:
    """Pick businesses by their products, all of them or none.

    UserError `gebetan.taken` for one that took part already as far as is known here,
    `gebetan.not_allowed`, `gebetan.price`, `gebetan.round_closed`, `role.missing`.
    """
    with ws.change() as recorder:
        held = _open(ws, recorder.session, round_id)
        rows = _add(ws, recorder, held, forms)
        change = recorder.done()
        return [row.id for row in rows], change


def change(ws: Workspace, pick_id: UUID, price: int, stock: int) -> Change:
    """Another price or stock, as agreed with the business; UserError as `pick`."""
    with ws.change() as recorder:
        row = recorder.session.get_one(GebetanPick, pick_id)
        held = _open(ws, recorder.session, row.round_id)
        _require_undelivered(recorder.session, row)
        _require_numbers(held, PickForm(row.product_id, price, stock))
        row.price, row.stock = price, stock
        recorder.tell("gebetan_pick.changed", row)
        return recorder.done()


def withdraw(ws: Workspace, pick_id: UUID, reason: str) -> Change:
    """Take a business out of a round, so that it may be picked later; never after delivery.

    UserError `gebetan.reason`, `gebetan.pick_delivered`, `gebetan.round_closed`, `role.missing`.
    """
    why = clean(reason)
    if not why:
        raise UserError(
            "gebetan.reason",
            "Alasan pembatalan belum diisi.",
            safe="Usaha ini tetap terpilih.",
            todo="Tulis alasannya dalam satu kalimat.",
        )
    with ws.change() as recorder:
        row = recorder.session.get_one(GebetanPick, pick_id)
        _open(ws, recorder.session, row.round_id)
        _require_undelivered(recorder.session, row)
        _withdraw(recorder, row, why)
        recorder.tell("gebetan_pick.withdrawn", row)
        return recorder.done()


def give_way(ws: Workspace, pick_id: UUID, instead: PickForm | None = None) -> Change:
    """Settle a lost race: withdraw the row that lost, and pick `instead` where there is one.

    The withdrawn row goes to the centre as such and is accepted, so nothing stays refused.
    UserError `gebetan.not_lost`, else as `pick`.
    """
    with ws.change() as recorder:
        session = recorder.session
        row = session.get_one(GebetanPick, pick_id)
        held = _open(ws, session, row.round_id)
        if gebetan_settled.of_picks(session, [pick_id])[pick_id] is not Settled.LOST:
            raise UserError(
                "gebetan.not_lost",
                "Usaha ini tidak kalah cepat; pilihannya masih berlaku.",
                safe="Tidak ada yang berubah.",
                todo="Batalkan dengan alasan bila memang perlu.",
            )
        _withdraw(recorder, row, "Lebih dahulu dipilih kantor lain.")
        recorder.tell(gebetan_settled.LOST_VERB, row)
        if instead is not None:
            session.flush()
            _add(ws, recorder, held, [instead])
        return recorder.done()


def listed(ws: Workspace, round_id: UUID) -> list[PickLine]:
    """The picks of a round that were not withdrawn, lost ones first, then longest waiting."""
    with ws.db.read() as session:
        return lines(ws, session, round_id)


def lines(ws: Workspace, session: Session, round_id: UUID) -> list[PickLine]:
    """As `listed`, inside a job."""
    rows = session.execute(
        sa.select(GebetanPick, Product.name, Product.category, Business.name, Business.ward_code)
        .outerjoin(Product, Product.id == GebetanPick.product_id)
        .outerjoin(Business, Business.id == GebetanPick.business_id)
        .where(
            GebetanPick.round_id == round_id,
            GebetanPick.deleted.is_(False),
            GebetanPick.state != str(PickState.WITHDRAWN),
        )
    ).all()
    settled = gebetan_settled.of_picks(session, [row[0].id for row in rows])
    lost = [row[0] for row in rows if settled[row[0].id] is Settled.LOST]
    winners = gebetan_settled.winners(ws, session, lost) if lost else {}
    since = waiting.waiting_since(ws, session, [row[0].product_id for row in rows])
    names = regions.names(session, {(row[4] or "")[:8] for row in rows})
    promised = promises(session, round_id)
    found = [
        PickLine(
            id=one.id,
            business_id=one.business_id,
            product_id=one.product_id,
            business=business or "",
            product=product or "",
            category=Category(category) if category else Category.PACKAGED_FOOD,
            district=names.get((ward or "")[:8], (ward or "")[:8]),
            district_code=(ward or "")[:8],
            price=one.price,
            stock=one.stock,
            promised=promised.get(one.id, 0),
            waiting_days=max(0, (one.picked_on - since.get(one.product_id, one.picked_on)).days),
            state=PickState(one.state),
            settled=settled[one.id],
            winner=winners.get(one.id),
            note=one.note or "",
        )
        for one, product, category, business, ward in rows
    ]
    return sorted(found, key=lambda p: (p.settled.holds, -p.waiting_days, p.business, p.id.bytes))


def promises(session: Session, round_id: UUID, but: Iterable[UUID] = ()) -> dict[UUID, int]:
    """Pieces of each pick promised to packages; orders named in `but` are left out."""
    out = set(but)
    found: dict[UUID, int] = {}
    query = sa.select(GebetanOrder).where(
        GebetanOrder.round_id == round_id, GebetanOrder.deleted.is_(False)
    )
    for order in session.scalars(query):
        if order.id in out:
            continue
        for item in order.items or ():
            key = UUID(item["pick"])
            found[key] = found.get(key, 0) + order.quantity
    return found


def remaining(found: Sequence[Candidate], picked: Iterable[PickLine]) -> Supply:
    """How long the businesses that never took part will last."""
    chosen = [p.business_id for p in picked if p.settled.holds]
    return supply([c.business_id for c in found] + chosen, chosen)


def _open(ws: Workspace, session: Session, round_id: UUID) -> GebetanRound:
    held = rounds.require_open(session, round_id)
    rounds.require_officer(ws, held)
    return held


def _add(
    ws: Workspace, recorder: Recorder, held: GebetanRound, forms: Sequence[PickForm]
) -> list[GebetanPick]:
    """Rows for all of them; what may enter and who took part is asked once for all."""
    session = recorder.session
    products = [session.get_one(Product, form.product_id) for form in forms]
    told = standings.read(session, ws, [p.id for p in products], ws.today())
    taken = _taking_part(session, [p.business_id for p in products])
    rows = []
    for form, product in zip(forms, products, strict=True):
        business = session.get_one(Business, product.business_id)
        _require_numbers(held, form)
        if business.id in taken:
            raise _taken(business.name)
        _require_allowed(held.delivers_on or ws.today(), product, told.get(product.id))
        taken.add(business.id)
        row = recorder.add(_row(ws, held, form, business))
        recorder.tell("gebetan_pick.picked", row, round=held.name)
        rows.append(row)
    return rows


def _row(ws: Workspace, held: GebetanRound, form: PickForm, business: Business) -> GebetanPick:
    home = TRAINING if held.scope == TRAINING else business.scope
    return GebetanPick(
        scope=home,
        guest_scope=None if held.scope == home else held.scope,
        round_id=held.id,
        business_id=business.id,
        product_id=form.product_id,
        price=form.price,
        stock=form.stock,
        state=str(PickState.PICKED),
        picked_on=ws.today(),
    )


def _withdraw(recorder: Recorder, row: GebetanPick, why: str) -> None:
    """The edit makes the row wait again; what the centre said of it before is settled."""
    row.state, row.note = str(PickState.WITHDRAWN), why
    refusal = recorder.session.get(Refusal, ("gebetan_pick", row.id))
    if refusal is not None:
        recorder.session.delete(refusal)


def _require_numbers(held: GebetanRound, form: PickForm) -> None:
    if form.price <= 0 or not 0 < form.stock <= MOST_STOCK:
        raise UserError(
            "gebetan.price",
            "Harga satuan dan stok harus di atas nol.",
            safe="Belum ada yang dipilih.",
            todo="Isi harga dan stok yang disanggupi usahanya.",
        )
    largest = max((c.amount for c in rounds.clusters_of(held).values()), default=0)
    if form.price > largest:
        raise UserError(
            "gebetan.price",
            "Harga satuannya melebihi nilai semua paket putaran ini.",
            safe="Belum ada yang dipilih.",
            todo="Pilih produk lain dari usaha ini.",
        )


def _taking_part(session: Session, businesses: Sequence[UUID]) -> set[UUID]:
    """Those of them that have had their turn, as far as is known here."""
    query = sa.select(GebetanPick.business_id).where(
        GebetanPick.business_id.in_(businesses),
        GebetanPick.deleted.is_(False),
        GebetanPick.state != str(PickState.WITHDRAWN),
    )
    return set(session.scalars(query))


def _require_allowed(day: date, product: Product, told: Mapping[Channel, Standing] | None) -> None:
    """`day` is when it is handed out."""
    why = "Produk ini sudah dihapus."
    if told is not None:
        why = standings.blocked(told[Channel.GEBETAN], day)
    if why:
        raise UserError(
            "gebetan.not_allowed",
            f"{product.name} belum boleh ikut Gebetan UMKM: {why}",
            safe="Belum ada yang dipilih.",
            todo="Lihat kartu Kanal di halaman Produk untuk jalan keluarnya.",
        )


def _require_undelivered(session: Session, row: GebetanPick) -> None:
    query = sa.select(GebetanOrder).where(
        GebetanOrder.round_id == row.round_id,
        GebetanOrder.deleted.is_(False),
        GebetanOrder.delivered_on.is_not(None),
    )
    inside = any(
        item["pick"] == row.id.hex for order in session.scalars(query) for item in order.items or ()
    )
    if inside or row.state == PickState.DELIVERED:
        raise UserError(
            "gebetan.pick_delivered",
            "Produk usaha ini sudah disalurkan, jadi pilihannya tidak berubah lagi.",
            safe="Catatan penyalurannya tetap.",
            todo="Bila salah catat, urungkan dahulu penyalurannya.",
        )


def _taken(name: str) -> UserError:
    return UserError(
        TAKEN,
        f"{name} sudah pernah ikut Gebetan UMKM; setiap usaha hanya sekali.",
        safe="Belum ada yang dipilih.",
        todo="Pilih usaha berikutnya pada daftar.",
    )
