"""Connecting a laptop to a centre: address, one-time code, and whom to believe."""

from __future__ import annotations

import ssl
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.regions import any_covers
from app.errors import UserError
from app.models.entities import (
    SYNCED,
    Assessment,
    AuditEvent,
    Business,
    LegalDocument,
    Photo,
    Product,
)
from app.models.local import Identity, SheetDraft
from app.protocol import keys
from app.protocol.trust import fingerprint as fingerprint
from app.services.workspace import Workspace, device_name
from app.sync import inbox
from app.sync.report import Progress as Progress
from app.sync.report import Report as Report
from app.sync.report import Watcher as Watcher
from app.sync.transport import HttpsTransport, bad_address


def fetch_certificate(url: str) -> str | None:
    """The certificate a centre shows, as PEM, when no public authority vouches for it.

    For a trial or an office of its own: the person compares the fingerprint. None when
    the system trusts the address anyway. Raises UserError when nothing answers.
    """
    parts = _address(url)
    try:
        with HttpsTransport(url, None, None) as transport:
            transport.hello()
            return None
    except UserError as error:
        if error.code != "network.certificate":
            raise
    return ssl.get_server_certificate(parts, timeout=10)


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise bad_address(url)
    return parts.hostname, parts.port or 443


def enrol(ws: Workspace, url: str, code: str, certificate_pem: str | None = None) -> None:
    """Connect this laptop to a centre by a one-time code.

    Records made before it stay: businesses, products and photographs are sent, what was
    scored in training stays on the laptop. Raises UserError for a bad address or code,
    and whatever the network does; then nothing has changed.
    """
    url = url.strip().rstrip("/")
    _address(url)
    private = keys.new_private_key()
    with HttpsTransport(url, None, certificate_pem) as transport:
        answer = transport.enrol(code, device_name(), keys.public_text(private))
    take_enrolment(ws, answer, private, url, certificate_pem)


def take_enrolment(
    ws: Workspace, answer: dict[str, Any], private: str, url: str, certificate_pem: str | None
) -> None:
    """Become the laptop the centre's answer describes, in one transaction."""
    if ws.is_new:
        ws.start(answer["person_name"])
    with ws.db.write() as session:
        identity = ws.identity(session)
        first = identity.enrolled_at is None
        before = identity.person_id, identity.device_id
        identity.person_id = UUID(answer["person_id"])
        identity.person_name = answer["person_name"]
        identity.device_id, identity.device_code = UUID(answer["device_id"]), answer["device_code"]
        identity.enrolled_at = ws.clock.now()
        identity.centre_url, identity.centre_certificate = url, certificate_pem
        identity.token, identity.roles = answer["token"], answer["roles"]
        identity.private_key, identity.delegation = private, answer["delegation"]
        identity.root_public_key = answer["root_public_key"]
        identity.verify_host = answer["verify_host"]
        if first:
            _adopt(session, *before, identity)
            _invite(session, [region for _, region in answer["roles"]])
    ws.forget_me()


def _adopt(session: Session, before: UUID, laptop: UUID, identity: Identity) -> None:
    """Work done here before the first enrolment becomes this person's.

    Records of score too, which is why the triggers that guard them keep still; what
    waits to be sent is marked so already.
    """
    person_id = identity.person_id
    with inbox.applying(session):
        events = sa.update(AuditEvent).where(AuditEvent.device_id == laptop)
        session.execute(events.values(device_id=identity.device_id))
        for cls in SYNCED:
            mine = sa.update(cls).where(cls.created_by == before)
            session.execute(mine.values(created_by=person_id))
        for owned in (Assessment, SheetDraft):
            mine = sa.update(owned).where(owned.curator_id == before)
            session.execute(mine.values(curator_id=person_id))


def _invite(session: Session, regions: list[str]) -> None:
    """Businesses of other districts, registered before enrolment, become walk-ins of ours.

    None of them was ever sent, so every field of theirs waits to be sent already.
    """
    if not regions:
        return
    with inbox.applying(session):
        for cls in (Business, Product, LegalDocument, Photo, AuditEvent):
            for scope in session.scalars(sa.select(cls.scope).distinct()).all():
                if not any_covers(regions, scope):
                    guests = sa.update(cls).where(cls.scope == scope, cls.guest_scope.is_(None))
                    session.execute(guests.values(guest_scope=regions[0]))
