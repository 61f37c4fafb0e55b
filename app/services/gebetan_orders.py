"""Orders of a round: an office, a cluster, how many packages; typed one by one or from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.packages import Cluster
from app.domain.market.programme import Programme, cluster_of
from app.domain.market.terms import OfficeKind
from app.domain.names import clean, fold
from app.errors import UserError
from app.models import register_file
from app.models.entities import Region
from app.models.market import GebetanOrder, GebetanRound
from app.models.register_file import RowProblem
from app.services import gebetan_rounds as rounds
from app.services import regions
from app.services.changes import Change, Recorder
from app.services.workspace import Workspace

MOST_PACKAGES = 100_000
_NAME_LIMIT = 120
_SHOWN = 200
_COLUMNS = {
    "office": ("kantor", "nama kantor", "instansi", "skpd", "opd"),
    "cluster": ("klaster", "paket", "jabatan", "golongan"),
    "quantity": ("jumlah", "jumlah paket", "banyak", "banyaknya"),
    "kind": ("jenis", "jenis kantor"),
}
_NEEDED = ("office", "cluster", "quantity")


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What one line of an order says; the kind is told from the name unless it is given."""

    office: str
    cluster: str
    quantity: int
    kind: OfficeKind | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order as it is listed; `composed` when a package was put together for it."""

    id: UUID
    office: str
    kind: OfficeKind
    region: str
    cluster: Cluster
    quantity: int
    composed: bool
    by_hand: bool
    delivered_on: date | None
    received_by: str
    paid_on: date | None

    @property
    def amount(self) -> int:
        """What the office pays, in rupiah."""
        return self.cluster.amount * self.quantity


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: with problems it did nothing."""

    added: int
    problems: tuple[RowProblem, ...]
    ignored: tuple[str, ...]
    change: Change


def listed(ws: Workspace, round_id: UUID) -> list[OrderLine]:
    """The orders of a round, by office, then by amount."""
    with ws.db.read() as session:
        return lines(session, session.get_one(GebetanRound, round_id))


def lines(session: Session, held: GebetanRound) -> list[OrderLine]:
    """As `listed`, inside a job."""
    rows = session.scalars(living(held.id)).all()
    clusters = rounds.clusters_of(held)
    names = regions.names(session, {r.region_code for r in rows})
    found = [_line(r, clusters, names) for r in rows]
    return sorted(found, key=lambda o: (fold(o.office), o.cluster.amount, o.id.bytes))


def living(round_id: UUID) -> sa.Select[GebetanOrder]:
    """Every order of a round that stands."""
    return sa.select(GebetanOrder).where(
        GebetanOrder.round_id == round_id, GebetanOrder.deleted.is_(False)
    )


def _line(row: GebetanOrder, clusters: dict[str, Cluster], names: dict[str, str]) -> OrderLine:
    return OrderLine(
        id=row.id,
        office=row.office,
        kind=OfficeKind(row.office_kind),
        region=regions.short_city(names.get(row.region_code, row.region_code)),
        cluster=clusters.get(row.cluster, Cluster(row.cluster, row.cluster, 0)),
        quantity=row.quantity,
        composed=row.items is not None,
        by_hand=row.by_hand,
        delivered_on=row.delivered_on,
        received_by=row.received_by or "",
        paid_on=row.paid_on,
    )


def offices(ws: Workspace) -> list[str]:
    """Names of offices that ordered before, for completing what is typed."""
    with ws.db.read() as session:
        query = sa.select(GebetanOrder.office).where(GebetanOrder.deleted.is_(False)).distinct()
        return sorted(session.scalars(query), key=fold)


def save(
    ws: Workspace, round_id: UUID, form: OrderForm, key: UUID | None = None
) -> tuple[UUID, Change]:
    """Write an order, or change one whose packages were not delivered.

    A changed cluster or quantity takes the package apart: it has to be composed again. UserError
    `gebetan.order`, `gebetan.delivered`, `gebetan.not_open`, `gebetan.round_closed`,
    `role.missing`.
    """
    with ws.change() as recorder:
        held = _open(ws, recorder.session, round_id)
        _require_sense(form, rounds.clusters_of(held))
        row = None if key is None else recorder.session.get_one(GebetanOrder, key)
        if row is None:
            row = _add(ws, recorder, held, form, _cities(ws, recorder.session, held))
            recorder.tell("gebetan_order.added", row)
        else:
            require_undelivered(row)
            if (row.cluster, row.quantity) != (form.cluster, form.quantity):
                row.items, row.told, row.composed_at, row.by_hand = None, None, None, False
            _fill(ws, row, form, _cities(ws, recorder.session, held), rounds.region_of(ws, held))
            recorder.tell("gebetan_order.changed", row)
        recorder.session.flush()
        return row.id, recorder.done()


def remove(ws: Workspace, keys: Sequence[UUID]) -> Change:
    """Take orders out; UserError `gebetan.delivered`, `gebetan.round_closed`, `role.missing`."""
    with ws.change() as recorder:
        for key in keys:
            row = recorder.session.get_one(GebetanOrder, key)
            held = rounds.require_open(recorder.session, row.round_id)
            rounds.require_officer(ws, held)
            require_undelivered(row)
            row.deleted = True
            recorder.tell("gebetan_order.removed", row)
        return recorder.done()


def require_undelivered(row: GebetanOrder) -> None:
    """UserError `gebetan.delivered` for an order whose packages have reached their office."""
    if row.delivered_on is None:
        return
    raise UserError(
        "gebetan.delivered",
        f"Paket untuk {row.office} sudah disalurkan.",
        safe="Catatan penyalurannya tidak berubah.",
        todo="Bila salah catat, urungkan dahulu penyalurannya.",
    )


def import_file(
    ws: Workspace, round_id: UUID, path: Path, check: Callable[[], None] = lambda: None
) -> Imported:
    """Read orders from CSV or XLSX (columns kantor, klaster, jumlah; jenis may be).

    In whole or not at all: every problem names its line and column. `check` may raise to stop.
    UserError `import.*` for a file that is no such list, else as `save`.
    """
    with ws.db.read() as session:
        held = session.get_one(GebetanRound, round_id)
        clusters = tuple(rounds.clusters_of(held).values())
    known = rounds.programme(ws.resources)
    good: list[OrderForm] = []
    problems: list[RowProblem] = []
    ignored: tuple[str, ...] = ()
    columns: dict[int, str] | None = None
    for line, cells in enumerate(register_file.file_rows(path), start=1):
        check()
        if not any(c.strip() for c in cells):
            continue
        if columns is None:
            columns, ignored = _columns(path, cells)
            continue
        raw = {name: clean(cells[at]) for at, name in columns.items() if at < len(cells)}
        found = _read_line(line, raw, clusters, known)
        if isinstance(found, OrderForm):
            good.append(found)
        else:
            problems += found
    if not good and not problems:
        raise _bad("import.empty", f"{path.name} tidak berisi pesanan.")
    if problems:
        return Imported(0, tuple(problems[:_SHOWN]), ignored, Change())
    return Imported(len(good), (), ignored, _add_all(ws, round_id, good))


def _add_all(ws: Workspace, round_id: UUID, forms: Sequence[OrderForm]) -> Change:
    with ws.change() as recorder:
        held = _open(ws, recorder.session, round_id)
        cities = _cities(ws, recorder.session, held)
        for form in forms:
            _add(ws, recorder, held, form, cities)
        recorder.tell("gebetan_round.imported", held, orders=len(forms))
        return recorder.done()


def _open(ws: Workspace, session: Session, round_id: UUID) -> GebetanRound:
    held = rounds.require_open(session, round_id)
    rounds.require_officer(ws, held)
    rounds.require_days(held, ws.today())
    return held


def _add(
    ws: Workspace, recorder: Recorder, held: GebetanRound, form: OrderForm, cities: dict[str, str]
) -> GebetanOrder:
    row = GebetanOrder(scope=held.scope, round_id=held.id)
    _fill(ws, row, form, cities, rounds.region_of(ws, held))
    return recorder.add(row)


def _fill(
    ws: Workspace, row: GebetanOrder, form: OrderForm, cities: dict[str, str], region: str
) -> None:
    kind = form.kind or rounds.programme(ws.resources).kind_of_office(form.office)
    row.office, row.office_kind = clean(form.office), str(kind)
    row.cluster, row.quantity = form.cluster, form.quantity
    named = fold(form.office)
    row.region_code = next((code for name, code in cities.items() if name in named), region)


def _cities(ws: Workspace, session: Session, held: GebetanRound) -> dict[str, str]:
    """Cities of the round's region by name: most offices say in theirs where they are."""
    region = rounds.region_of(ws, held)
    if region.count("."):
        return {}
    query = sa.select(Region.name, Region.code).where(
        Region.parent_code == region, Region.deleted.is_(False), Region.valid_to.is_(None)
    )
    return {fold(regions.short_city(name)): code for name, code in session.execute(query)}


def _require_sense(form: OrderForm, clusters: dict[str, Cluster]) -> None:
    faults = []
    if not clean(form.office):
        faults.append("nama kantor")
    elif len(clean(form.office)) > _NAME_LIMIT:
        faults.append(f"nama kantor (paling panjang {_NAME_LIMIT} huruf)")
    if form.cluster not in clusters:
        faults.append("klaster")
    if not 1 <= form.quantity <= MOST_PACKAGES:
        faults.append("jumlah paket")
    if faults:
        raise UserError(
            "gebetan.order",
            f"Pesanan belum lengkap: {', '.join(faults)}.",
            safe="Pesanan lain tidak berubah.",
            todo="Lengkapi, lalu tekan Enter lagi.",
        )


def _columns(path: Path, heading: Sequence[str]) -> tuple[dict[int, str], tuple[str, ...]]:
    wanted = {fold(word): name for name, words in _COLUMNS.items() for word in words}
    found = {at: wanted[fold(c)] for at, c in enumerate(heading) if fold(c) in wanted}
    missing = [_COLUMNS[name][0] for name in _NEEDED if name not in found.values()]
    if missing:
        raise _bad(
            "import.columns",
            f"Kolom yang wajib tidak ada di {path.name}: {', '.join(missing)}.",
            "Tambahkan judul kolom itu di baris pertama, lalu impor lagi.",
        )
    ignored = tuple(c.strip() for at, c in enumerate(heading) if c.strip() and at not in found)
    return found, ignored


def _bad(code: str, what: str, todo: str = "Periksa berkasnya, lalu impor lagi.") -> UserError:
    return UserError(code, what, safe="Tidak ada pesanan yang diimpor.", todo=todo)


def _read_line(
    line: int, raw: dict[str, str], clusters: Iterable[Cluster], known: Programme
) -> OrderForm | list[RowProblem]:
    problems = []
    every = tuple(clusters)
    office, words = raw.get("office", ""), raw.get("kind", "")
    if not office or len(office) > _NAME_LIMIT:
        problems.append(RowProblem(line, "kantor", "Nama kantor kosong atau terlalu panjang."))
    cluster = cluster_of(every, raw.get("cluster", ""))
    if cluster is None:
        names = ", ".join(c.name for c in every)
        problems.append(RowProblem(line, "klaster", f"Klaster tidak dikenal; pilih {names}."))
    kind = known.kind_of(words) if words else None
    if words and kind is None:
        names = ", ".join(k.term for k in OfficeKind)
        problems.append(RowProblem(line, "jenis", f"Jenis kantor tidak dikenal; pilih {names}."))
    count = raw.get("quantity", "").replace(".", "")
    quantity = int(count) if count.isascii() and count.isdecimal() and len(count) < 7 else 0
    if not 1 <= quantity <= MOST_PACKAGES:
        problems.append(RowProblem(line, "jumlah", "Jumlah paket harus bilangan di atas nol."))
    if problems or cluster is None:
        return problems
    return OrderForm(office, cluster.code, quantity, kind)
