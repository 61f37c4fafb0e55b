"""What every use case needs: the database, the photographs, time, keys, settings, who we are."""

from __future__ import annotations

import contextlib
import platform
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.orm import Session

from app import settings as settings_module
from app.clock import Clock, today
from app.domain.permissions import JUDGING_ROLES, ORGANISING_ROLES, Grant, may_take
from app.domain.regions import TRAINING
from app.domain.terms import Role
from app.errors import UserError
from app.ids import IdMaker
from app.models.engine import LocalDatabase, open_local
from app.models.entities import TABLES, RubricVersion
from app.models.local import Identity
from app.models.reference import regions, rubrics
from app.photos.store import PhotoStore
from app.photos.workshop import Lease
from app.protocol import keys
from app.services.changes import Recorder
from app.settings import Settings
from app.sync.inbox import applying


@dataclass(frozen=True, slots=True)
class Me:
    """Who works on this laptop, and which laptop it is."""

    person_id: UUID
    person_name: str
    device_id: UUID
    device_code: str
    enrolled: bool
    sample: bool
    grants: tuple[Grant, ...]
    centre_url: str | None

    @property
    def training(self) -> bool:
        """Whether papers say LATIHAN: before enrolment they all do."""
        return not self.enrolled

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions this person works in; the whole province before enrolment."""
        return tuple(dict.fromkeys(g.region for g in self.grants)) or ("31",)

    def may(self, roles: Container[Role], scope: str) -> bool:
        """Whether this person has one of these roles where `scope` lies; in practice everyone."""
        return self.training or scope == TRAINING or may_take(self.grants, roles, scope)

    def judges(self) -> bool:
        """Whether this person may score and decide; before enrolment everyone practises."""
        return self.training or any(g.role in JUDGING_ROLES for g in self.grants)

    def require_organiser(self) -> None:
        """Raise UserError `role.missing` for who may not open what the centre takes from others."""
        if self.training or any(g.role in ORGANISING_ROLES for g in self.grants):
            return
        raise UserError(
            "role.missing",
            "Pendamping tidak membuka kegiatan atau kurasi.",
            safe="Data usaha dan produk tetap tersimpan.",
            todo="Minta kurator atau petugas membukanya.",
        )


class Workspace:
    """One open data room. Thread-safe: each job opens its own session.

    An `exclusive` one keeps other programs from opening the room to work in it.
    """

    def __init__(
        self,
        folder: Path,
        settings_file: Path,
        resources: Path,
        clock: Clock,
        ids: IdMaker,
        *,
        exclusive: bool = True,
    ) -> None:
        self.folder = folder
        self.resources = resources
        self.clock = clock
        self.ids = ids
        self._settings_file = settings_file
        self._lock = _lock(folder) if exclusive else None
        try:
            self.settings = settings_module.load(settings_file)
            self.db: LocalDatabase = open_local(folder / "kurasi.sqlite")
            self.photos = PhotoStore(folder / "foto")
            self._seed()
        except BaseException:
            self._unlock()
            raise
        self.workshop = Lease()
        """Where pictures are decoded; nothing starts before the first."""
        self._me: Me | None = None

    def close(self) -> None:
        """Release the workshop, the database and the folder."""
        self.workshop.close()
        self.db.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def today(self) -> date:
        """The calendar day in Jakarta."""
        return today(self.clock)

    def save_settings(self, settings: Settings) -> None:
        """Keep new settings."""
        settings_module.save(self._settings_file, settings)
        self.settings = settings

    @contextlib.contextmanager
    def change(self) -> Iterator[Recorder]:
        """One transaction that records what it changes, for undo and the story of a case."""
        with self.db.write() as session:
            recorder = Recorder(session, self.me, self.ids, self.clock.now())
            yield recorder
            session.flush()

    @property
    def is_new(self) -> bool:
        """Whether nobody has started here yet."""
        return self._load_me() is None

    @property
    def me(self) -> Me:
        """Who works here; RuntimeError before the first start was answered."""
        me = self._me or self._load_me()
        if me is None:
            raise RuntimeError("nobody works here yet")
        self._me = me
        return me

    def forget_me(self) -> None:
        """Read the identity anew next time (after enrolment or a sync)."""
        self._me = None

    def _load_me(self) -> Me | None:
        with self.db.read() as session:
            row = session.get(Identity, 1)
            return None if row is None else _me(row)

    def identity(self, session: Session) -> Identity:
        """The identity row inside a job; LookupError before the first start."""
        return session.get_one(Identity, 1)

    def start(self, name: str, *, sample: bool = False) -> None:
        """First start without a centre: a person and a laptop of its own making."""
        private = keys.new_private_key()
        with self.db.write() as session:
            session.add(
                Identity(
                    one=1,
                    person_id=self.ids.new(),
                    person_name=name.strip() or "Kurator",
                    device_id=self.ids.new(),
                    device_code="00",
                    roles=[],
                    private_key=private,
                    sample=sample,
                )
            )
        self.forget_me()

    def _seed(self) -> None:
        """Wilayah and rubrics as shipped, until a centre sends newer ones."""
        with self.db.read() as session:
            if session.scalar(sa.select(RubricVersion.id).limit(1)) is not None:
                return
        now = self.clock.now()
        with self.db.write() as session, applying(session):  # nobody's work: never sent
            for entity, rows in (
                ("region", regions(self.resources, now)),
                ("rubric", rubrics(self.resources, now)),
            ):
                session.execute(sa.insert(TABLES[entity]), list(rows))


def _me(row: Identity) -> Me:
    return Me(
        person_id=row.person_id,
        person_name=row.person_name,
        device_id=row.device_id,
        device_code=row.device_code,
        enrolled=row.enrolled_at is not None,
        sample=row.sample,
        grants=tuple(Grant(Role(role), region) for role, region in row.roles),
        centre_url=row.centre_url,
    )


def _lock(folder: Path) -> FileLock:
    lock = FileLock(folder / "kunci.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UserError(
            "workspace.in_use",
            "Kurasi Lapangan sudah terbuka dengan folder data ini.",
            safe="Data tidak diubah.",
            todo="Pakai jendela yang sudah terbuka, atau tutup dahulu lalu coba lagi.",
        ) from error
    except OSError as error:
        raise UserError(
            "workspace.cannot_write",
            f"Folder data {folder} tidak dapat ditulisi.",
            todo="Pilih folder lain dengan --data-dir atau periksa izinnya.",
        ) from error
    return lock


def device_name() -> str:
    """What this laptop calls itself."""
    return platform.node() or "Laptop"
