"""A centre on a real PostgreSQL, and laptops that belong to it."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central import people
from app.central.centre import Centre
from app.central.people import Enrolled
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.ids import IdMaker
from app.models.engine import LocalDatabase, open_local
from app.models.entities import TABLES
from app.models.local import BlobTransfer, Refusal, SyncConflict, SyncRow
from app.photos.store import PhotoStore
from app.protocol import keys
from app.sync import outbox
from app.sync.engine import SyncEngine
from app.sync.report import QuietWatcher, Report
from app.sync.transport import Transport
from tests import laptops
from tests.postgres import fresh_centre
from tests.sync import honest
from tests.sync.inprocess import InProcess


@dataclass(slots=True)
class Laptop:
    """One laptop: its data, and the ways a test looks at them."""

    folder: Path
    db: LocalDatabase
    photos: PhotoStore
    enrolled: Enrolled
    clock: ManualClock
    ids: IdMaker
    transport: InProcess
    private_key: str

    @property
    def engine(self) -> SyncEngine:
        return SyncEngine(
            self.db,
            self.photos,
            self.enrolled.device_id,
            self.clock,
            self.enrolled.root_public_key,
            person_id=self.enrolled.person_id,
            lines=1,
        )

    def sync(self, transport: Transport | None = None) -> Report:
        """One sync; the report is filled in also when it fails."""
        report = Report()
        self.engine.run(transport or self.transport, QuietWatcher(), report)
        return report

    def add(self, entity: str = "business", **values: Any) -> UUID:
        """A new row in this laptop's own name, but for what is given."""
        key = values.pop("id", None) or honest.key(entity, values) or self.ids.new()
        own = honest.names(entity, self.enrolled)
        return laptops.insert(self.db, entity, key, **{**own, **values})

    def sheet(self, **values: Any) -> UUID:
        """A whole score sheet with its totals."""
        rubric = honest.rubric_of(self.transport.centre)
        honest.ground(self.transport.centre)
        return self.add("assessment", **{**honest.sheet_values(rubric), **values})

    def decide(self, **values: Any) -> UUID:
        """A decision with the sheet it rests on."""
        rests = values.pop("assessment_ids", None) or [self.sheet().hex]
        return self.add("decision", **{"assessment_ids": rests, **honest.VERDICT, **values})

    def certify(self, decision: UUID, sequence: int = 1, **values: Any) -> UUID:
        """The certificate of a decision, under a number of this laptop."""
        of = {"level": "district", **honest.VERDICT}
        number = honest.number(self.enrolled, sequence)
        own = honest.certificate_values(self.enrolled, self.private_key, number, of)
        own |= {"decision_id": decision}
        return self.add("certificate", **{**own, **values})

    def revoke(self, certificate: UUID, **values: Any) -> UUID:
        """A revocation of a certificate by this laptop's person."""
        row = self.row(certificate, "certificate")
        assert row is not None
        about = {n: row[n] for n in ("register_no", "product_id", "scope", "guest_scope")}
        said = {"reason": "on_request", "certificate_id": certificate, **about, **values}
        return self.add("certificate_revocation", **said)

    def judge(self) -> dict[str, UUID]:
        """A sheet, the decision on it and its certificate, by entity."""
        sheet = self.sheet()
        decision = self.decide(assessment_ids=[sheet.hex])
        certificate = self.certify(decision)
        return {"assessment": sheet, "decision": decision, "certificate": certificate}

    def edit(self, row_id: UUID, entity: str = "business", **values: Any) -> None:
        laptops.edit(self.db, entity, row_id, **values)

    def row(self, row_id: UUID, entity: str = "business") -> dict[str, Any] | None:
        return laptops.read(self.db, entity, row_id)

    def value(self, row_id: UUID, field: str, entity: str = "business") -> Any:
        row = self.row(row_id, entity)
        assert row is not None
        return row[field]

    def dirty(self, row_id: UUID, entity: str = "business") -> dict[str, int]:
        with self.db.read() as session:
            return dict(session.get_one(SyncRow, (entity, row_id)).fb)

    def waiting(self) -> int:
        with self.db.read() as session:
            return outbox.waiting(session)

    def refusals(self) -> dict[UUID, str]:
        with self.db.read() as session:
            return {r.id: r.code for r in session.scalars(sa.select(Refusal))}

    def conflicts(self) -> list[tuple[UUID, str, Any, Any]]:
        with self.db.read() as session:
            rows = session.scalars(sa.select(SyncConflict))
            return [(c.id, c.field, c.mine, c.theirs) for c in rows]

    def rows(self, entity: str = "business") -> dict[UUID, dict[str, Any]]:
        with self.db.read() as session:
            found = session.execute(sa.select(TABLES[entity])).mappings()
            return {row["id"]: dict(row) for row in found}

    def photograph(self, data: bytes, thumb: bytes, **values: Any) -> UUID:
        """A photo row with both its files, as intake leaves them."""
        names = [self.photos.put(d) for d in (data, thumb)]
        with self.db.write() as session:
            for name, size, small in zip(names, (data, thumb), (False, True), strict=True):
                session.add(
                    BlobTransfer(
                        sha256=name,
                        size_bytes=len(size),
                        thumbnail=small,
                        direction="up",
                        state="waiting",
                    )
                )
        sizes = {"size_bytes": len(data), "thumb_bytes": len(thumb)}
        return self.add("photo", sha256=names[0], thumb_sha256=names[1], **sizes, **values)

    def copy(self, folder: Path) -> Laptop:
        """The same laptop once more, as a cloned disk or a restored backup would be."""
        path = folder / self.db.path.name
        self.db.backup(path)
        photos = folder / "foto"
        if (self.folder / "foto").is_dir():
            shutil.copytree(self.folder / "foto", photos)
        return replace(
            self,
            folder=folder,
            db=open_local(path),
            photos=PhotoStore(photos),
            transport=InProcess(self.transport.centre, self.transport.token),
        )


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def centre(tmp_path: Path, clock: ManualClock) -> Iterator[Centre]:
    with fresh_centre(tmp_path / "centre", clock, quiet=True) as made:
        yield made


MakeLaptop = Callable[..., Laptop]


def central_row(centre: Centre, row_id: UUID, entity: str = "business") -> dict[str, Any] | None:
    """A row as the centre has it."""
    table = TABLES[entity]
    with centre.engine.connect() as conn:
        row = conn.execute(sa.select(table).where(table.c.id == row_id)).mappings().first()
        return None if row is None else dict(row)


def central_count(centre: Centre, entity: str = "business") -> int:
    """How many rows of a kind the centre has."""
    with centre.engine.connect() as conn:
        query = sa.select(sa.func.count()).select_from(TABLES[entity])
        return conn.execute(query).scalar_one()


@pytest.fixture
def make_laptop(centre: Centre, clock: ManualClock, tmp_path: Path) -> Iterator[MakeLaptop]:
    """Makes enrolled laptops: `make_laptop("Rani", "31.74.04")`."""
    made: list[Laptop] = []

    def make(
        name: str,
        *regions: str,
        role: Role = Role.CURATOR,
        also: tuple[Role, ...] = (),
        person: UUID | None = None,
    ) -> Laptop:
        places = regions or (laptops.DISTRICT,)
        grants = [Grant(each, region) for region in places for each in (role, *also)]
        person = person or people.add_person(centre, name, grants)
        code = people.new_code(centre, person)
        private = keys.new_private_key()
        enrolled = people.enrol(centre, code, name, keys.public_text(private))
        assert enrolled is not None
        folder = tmp_path / f"laptop-{len(made)}"
        laptop = Laptop(
            folder=folder,
            db=laptops.new_database(folder / "kurasi.sqlite"),
            photos=PhotoStore(folder / "foto"),
            enrolled=enrolled,
            clock=clock,
            ids=IdMaker(clock, random.Random(name)),
            transport=InProcess(centre, enrolled.token),
            private_key=private,
        )
        made.append(laptop)
        return laptop

    yield make
    for laptop in made:
        laptop.db.close()


@pytest.fixture
def rani(make_laptop: MakeLaptop) -> Laptop:
    """A laptop of district 31.74.04."""
    return make_laptop("Rani")


@pytest.fixture
def chair(make_laptop: MakeLaptop) -> Laptop:
    """A laptop of that district whose person chairs: may judge, and revoke."""
    return make_laptop("Ketua Tim", role=Role.CHAIR)


@pytest.fixture
def leader(make_laptop: MakeLaptop) -> Laptop:
    """As `chair`, who runs the market of that district too: may add every kind of row."""
    return make_laptop("Ketua dan Petugas", role=Role.CHAIR, also=(Role.PROGRAMME_OFFICER,))


@pytest.fixture
def budi(make_laptop: MakeLaptop) -> Laptop:
    """Another laptop of the same district."""
    return make_laptop("Budi")
