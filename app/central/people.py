"""People, roles, devices and logins: separate things, each with its own life.

A person holds roles in regions. A one-time code turns a laptop into a device on
which that person is logged in. Deactivating a person or revoking a login leaves
everything they wrote where it is.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.central import revoked_keys
from app.central.centre import Centre
from app.central.push import Caller
from app.central.revoked_keys import RevokedKey
from app.central.store import write_reference
from app.clock import JAKARTA
from app.domain.names import clean
from app.domain.numbers import device_code
from app.domain.permissions import JUDGING_ROLES, Grant
from app.domain.regions import any_covers, level_of
from app.domain.terms import Role
from app.errors import UserError
from app.ids import IdMaker, natural
from app.models.central import CentreState, DeviceSync, EnrolCode, Login
from app.models.entities import Device, Person, Region, RoleGrant
from app.models.reference import reference_row
from app.protocol import keys

CODE_DAYS = 14
DELEGATION_DAYS = 60
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_BLOCK = 99_999


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a laptop learns when it is enrolled."""

    token: str
    person_id: UUID
    person_name: str
    device_id: UUID
    device_code: str
    roles: tuple[tuple[str, str], ...]
    delegation: str
    root_public_key: str
    verify_host: str
    epoch: str


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def _check_regions(conn: sa.Connection, codes: Iterable[str]) -> None:
    for code in codes:
        known = conn.execute(sa.select(Region.id).where(Region.code == code)).first()
        try:
            level_of(code)
        except ValueError:
            known = None
        if known is None:
            raise UserError(
                "central.unknown_region",
                f"Wilayah {code} tidak dikenal sebagai kecamatan, kota, atau provinsi.",
                todo="Pakai kode Kemendagri dengan titik, misalnya 31.74.04.",
            )


def add_person(centre: Centre, name: str, grants: Sequence[Grant], nip: str | None = None) -> UUID:
    """Register a person with roles; UserError for an unknown region. Returns the person's key."""
    person_id = IdMaker(centre.clock).new()
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        _check_regions(conn, [g.region for g in grants])
        person = reference_row(person_id, now, name=name, nip=nip, active=True)
        write_reference(conn, "person", [person], now)
    set_grants(centre, person_id, grants)
    return person_id


def set_grants(centre: Centre, person_id: UUID, grants: Sequence[Grant]) -> None:
    """Make `grants` the person's only roles; earlier ones stay on record as inactive."""
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        _check_regions(conn, [g.region for g in grants])
        wanted = {natural("grant", person_id, g.role, g.region): g for g in grants}
        rows = []
        for row in conn.execute(
            sa.select(RoleGrant.__table__).where(RoleGrant.person_id == person_id)
        ).mappings():
            rows.append({**row, "active": row["id"] in wanted})
        existing = {row["id"] for row in rows}
        for key, grant in wanted.items():
            if key not in existing:
                values = {"person_id": person_id, "role": str(grant.role), "active": True}
                rows.append(reference_row(key, now, region_code=grant.region, **values))
        write_reference(conn, "role_grant", rows, now)


def set_active(centre: Centre, person_id: UUID, *, active: bool) -> None:
    """Let a person in or keep them out; their logins end when they are kept out."""
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        row = conn.execute(sa.select(Person.__table__).where(Person.id == person_id)).mappings()
        write_reference(conn, "person", [{**row.one(), "active": active}], now)
        if not active:
            _revoke(conn, person_id, now)


def revoke_device(centre: Centre, code: str, since: date | None = None) -> RevokedKey:
    """Keep one laptop out for ever (lost, stolen); its records stay, its people may use others.

    Its key is not believed any more from `since` on (now), but for what had arrived by then.
    UserError `central.device_not_found`.
    """
    now = centre.clock.now()
    with centre.engine.begin() as conn:
        device = revoked_keys.find(conn, code)
        query = sa.select(Device.__table__).where(Device.id == device)
        row = conn.execute(query).mappings().one()
        write_reference(conn, "device", [{**row, "active": False}], now)
        logins = sa.update(Login).where(Login.device_id == device, Login.revoked_at.is_(None))
        conn.execute(logins.values(revoked_at=now))
        return revoked_keys.revoke(conn, row["code"], device, since, now)


def _revoke(conn: sa.Connection, person_id: UUID, now: datetime) -> None:
    """End every login, and every code that could make another."""
    conn.execute(
        sa.update(Login)
        .where(Login.person_id == person_id, Login.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    conn.execute(
        sa.update(EnrolCode)
        .where(EnrolCode.person_id == person_id, EnrolCode.used_at.is_(None))
        .values(used_at=now)
    )


def reset(centre: Centre, person_id: UUID) -> str:
    """End all logins of a person and give a fresh code, for a lost or new laptop."""
    with centre.engine.begin() as conn:
        _revoke(conn, person_id, centre.clock.now())
    return new_code(centre, person_id)


def find_person(conn: sa.Connection, text: str) -> UUID:
    """A person by key or by name, whatever its case; UserError when none or several match."""
    query = sa.select(Person.id).where(
        sa.or_(sa.func.lower(Person.name) == text.lower(), sa.cast(Person.id, sa.Text) == text)
    )
    found = conn.execute(query).scalars().all()
    if len(found) != 1:
        problem = "tidak ditemukan" if not found else "lebih dari satu"
        raise UserError(
            "central.person_not_found",
            f"Orang bernama {text} {problem}.",
            todo="Lihat daftar dengan `main.py central people`.",
        )
    return found[0]


def new_code(centre: Centre, person_id: UUID) -> str:
    """A one-time enrolment code for a person, like `K7QD-PMX4-2HTR`; only its hash is kept."""
    raw = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    expires = centre.clock.now() + timedelta(days=CODE_DAYS)
    with centre.engine.begin() as conn:
        values = {"code_hash": _hash(raw), "person_id": person_id, "expires_at": expires}
        conn.execute(sa.insert(EnrolCode).values(**values))
    return "-".join(raw[i : i + 4] for i in range(0, 12, 4))


def enrol(centre: Centre, code: str, device_name: str, public_key: str) -> Enrolled | None:
    """Turn a laptop into a device of the person the code was made for; None for a bad code."""
    now = centre.clock.now()
    code_hash = _hash("".join(c for c in code.upper() if c.isalnum()))
    with centre.engine.begin() as conn:
        person_id = _use_code(conn, code_hash, now)
        if person_id is None:
            return None
        state = centre.state(conn)
        person = conn.execute(
            sa.select(Person.name).where(Person.id == person_id, Person.active)
        ).scalar_one_or_none()
        if person is None:
            return None
        device_id, device_code = _add_device(conn, centre, device_name, public_key)
        token = _add_login(conn, centre, person_id, device_id)
        grants = load_grants(conn, person_id)
        return Enrolled(
            token=token,
            person_id=person_id,
            person_name=person,
            device_id=device_id,
            device_code=device_code,
            roles=tuple((str(g.role), g.region) for g in grants),
            delegation=delegate(centre, public_key, device_code, grants),
            root_public_key=state["root_public_key"],
            verify_host=state["verify_host"],
            epoch=state["epoch"],
        )


def _use_code(conn: sa.Connection, code_hash: str, now: datetime) -> UUID | None:
    fits = (
        EnrolCode.code_hash == code_hash,
        EnrolCode.used_at.is_(None),
        EnrolCode.expires_at > now,
    )
    query = sa.update(EnrolCode).where(*fits).values(used_at=now)
    return conn.execute(query.returning(EnrolCode.person_id)).scalar_one_or_none()


def _add_device(
    conn: sa.Connection, centre: Centre, name: str, public_key: str
) -> tuple[UUID, str]:
    device_id, code = IdMaker(centre.clock).new(), _unused_code(conn)
    now = centre.clock.now()
    sync = {"device_id": device_id, "incarnation": 1, "last_no": 0, "last_hash": ""}
    conn.execute(sa.insert(DeviceSync).values(**sync))
    row = reference_row(
        device_id, now, code=code, name=clean(name)[:80], public_key=public_key, active=True
    )
    write_reference(conn, "device", [row], now)
    return device_id, code


def _unused_code(conn: sa.Connection) -> str:
    """The next laptop code that no laptop has: older ones were spelled in another way."""
    counter = sa.update(CentreState).values(next_device=CentreState.next_device + 1)
    while True:
        code = device_code(conn.execute(counter.returning(CentreState.next_device)).scalar_one())
        known = sa.select(Device.id).where(Device.code == code).limit(1)
        if conn.execute(known).first() is None:
            return code


def _add_login(conn: sa.Connection, centre: Centre, person_id: UUID, device_id: UUID) -> str:
    token = secrets.token_urlsafe(32)
    conn.execute(
        sa.insert(Login).values(
            id=IdMaker(centre.clock).new(),
            person_id=person_id,
            device_id=device_id,
            token_hash=_hash(token),
            issued_at=centre.clock.now(),
        )
    )
    return token


def load_grants(conn: sa.Connection, person_id: UUID) -> tuple[Grant, ...]:
    """The roles a person holds now."""
    query = (
        sa.select(RoleGrant.role, RoleGrant.region_code)
        .where(RoleGrant.person_id == person_id, RoleGrant.active, RoleGrant.deleted.is_(False))
        .order_by(RoleGrant.region_code, RoleGrant.role)
    )
    return tuple(Grant(Role(role), region) for role, region in conn.execute(query))


def authenticate(conn: sa.Connection, token: str) -> Caller | None:
    """Who holds this token, with their present roles; None when it is not (or no longer) valid."""
    query = (
        sa.select(Login.person_id, Login.device_id, Device.code)
        .join(Device, Device.id == Login.device_id)
        .join(Person, Person.id == Login.person_id)
        .where(
            Login.token_hash == _hash(token),
            Login.revoked_at.is_(None),
            Person.active,
            Device.active,
        )
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        return None
    return Caller(row.person_id, row.device_id, row.code, load_grants(conn, row.person_id))


def person_on_device(conn: sa.Connection, person_id: UUID, device_id: UUID) -> Caller | None:
    """A person who is let in from a laptop; None when they are not, or not any more."""
    query = (
        sa.select(Device.code)
        .join(Login, Login.device_id == Device.id)
        .join(Person, Person.id == Login.person_id)
        .where(
            Login.person_id == person_id,
            Login.device_id == device_id,
            Login.revoked_at.is_(None),
            Person.active,
            Device.active,
        )
    )
    code = conn.execute(query.limit(1)).scalar()
    if code is None:
        return None
    return Caller(person_id, device_id, code, load_grants(conn, person_id))


def name_of(conn: sa.Connection, person_id: UUID) -> str:
    """What a person is called."""
    return conn.execute(sa.select(Person.name).where(Person.id == person_id)).scalar_one()


def device_public_key(conn: sa.Connection, device_id: UUID) -> str:
    """The public key a laptop enrolled with."""
    return conn.execute(sa.select(Device.public_key).where(Device.id == device_id)).scalar_one()


def delegate(centre: Centre, public_key: str, code: str, grants: Sequence[Grant]) -> str:
    """Root-signed delegations for a laptop's key, base64 with spaces between; '' for none.

    One for each region its person judges in, never for what lies around them; a certificate
    carries the one that fits.
    """
    judging = {g.region for g in grants if g.role in JUDGING_ROLES}
    outer = [r for r in judging if not any_covers(judging - {r}, r)]
    return " ".join(_delegation(centre, public_key, code, region) for region in sorted(outer))


def delegation_of(centre: Centre, caller: Caller) -> str:
    """The delegations of a laptop that syncs; none for one whose key was revoked."""
    with centre.engine.connect() as conn:
        if revoked_keys.is_revoked(conn, caller.device_id):
            return ""
        key = device_public_key(conn, caller.device_id)
    return delegate(centre, key, caller.device_code, caller.grants)


def _delegation(centre: Centre, public_key: str, code: str, region: str) -> str:
    today = centre.clock.now().astimezone(JAKARTA).date()
    delegation = keys.Delegation(
        public=base64.b64decode(public_key),
        region=region,
        device=code,
        not_before=today - timedelta(days=1),
        not_after=today + timedelta(days=DELEGATION_DAYS),
        first=1,
        last=_BLOCK,
    )
    signed = delegation.sign(keys.private_key(centre.root_private_key()))
    return base64.b64encode(signed).decode("ascii")


def people(conn: sa.Connection) -> list[dict[str, Any]]:
    """Everyone, with roles and the laptops they are logged in on."""
    found = []
    for person in conn.execute(sa.select(Person.id, Person.name, Person.active)):
        logins = conn.execute(
            sa.select(Device.code)
            .join(Login, Login.device_id == Device.id)
            .where(Login.person_id == person.id, Login.revoked_at.is_(None))
        ).scalars()
        grants = [f"{g.role}@{g.region}" for g in load_grants(conn, person.id)]
        entry = {"id": str(person.id), "name": person.name, "active": person.active}
        found.append({**entry, "roles": grants, "devices": list(logins)})
    return found
