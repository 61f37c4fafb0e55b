"""A day at a bazaar: the steps of a curator, short enough for tests."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.domain.scoring import Sheet
from app.domain.terms import DocumentType, GateState, Grade, Level
from app.ids import natural
from app.models.entities import Certificate, CertificateConfirmation, CurationSession
from app.protocol import keys
from app.protocol.token import Facts, make_token
from app.services import (
    businesses,
    curations,
    decisions,
    enrolment,
    photographs,
    products,
    score_sheets,
    sessions,
)
from app.services.businesses import BusinessForm
from app.services.products import DocumentForm, ProductForm
from app.services.sessions import SessionForm
from app.services.sheet_views import SheetView
from app.services.workspace import Workspace
from tests.photos.pictures import encoded, noisy

WARD = "31.74.04.1001"
DISTRICT = "31.74.04"
OTHER_WARD = "31.73.01.1001"
HOST = "cek.example.id"


def form(name: str = "Dapur Sari", **values: Any) -> BusinessForm:
    """A form that may be saved."""
    filled = {"owner_name": "Sari Wulandari", "ward_code": WARD, "consent": True, **values}
    return BusinessForm(name=name, **filled)


def register(ws: Workspace, name: str = "Dapur Sari", **values: Any) -> UUID:
    """A business on this laptop."""
    return businesses.save(ws, form(name, **values))[0]


def add_product(
    ws: Workspace,
    business_id: UUID,
    name: str = "Kain Lasem",
    *,
    photo: bool = True,
    documents: tuple[DocumentForm, ...] = (),
    **values: Any,
) -> UUID:
    """A product of a business, photographed unless told otherwise."""
    filled = ProductForm(name=name, documents=documents, **{"category": "FSY", **values})
    product_id, _ = products.save(ws, business_id, filled)
    if photo:
        photographs.add_bytes(ws, product_id, encoded(noisy((64, 48), len(name))), "foto.jpg")
    return product_id


def paper(kind: DocumentType, number: str = "12345", **values: Any) -> DocumentForm:
    """A legal document as typed."""
    return DocumentForm(kind, number, **values)


def open_session(
    ws: Workspace,
    level: Level = Level.DISTRICT,
    region: str = DISTRICT,
    name: str = "Bazar",
    **agreed: Any,
) -> UUID:
    """A session of today, made the current one; one sheet is enough unless told otherwise."""
    held = SessionForm(name, "Lapangan Blok S", ws.today(), level, region)
    session_id = sessions.create(ws, replace(held, **{"minimum_members": 1, **agreed}))[0]
    agree(ws, session_id, minimum_members=dict.fromkeys(map(str, Level), 1))
    return session_id


def agree(ws: Workspace, session_id: UUID, **rules: Any) -> None:
    """Rules of a session beyond what it has."""
    with ws.db.write() as session:
        row = session.get_one(CurationSession, session_id)
        row.rules = {**(row.rules or {}), **rules}


def filled(
    view: SheetView,
    score: int = 3,
    *,
    scores: Mapping[str, int] | None = None,
    gates: Mapping[str, GateState] | None = None,
    **values: Any,
) -> Sheet:
    """A complete sheet: one score for all but `scores`, every gate met but `gates`."""
    points = {i.code: score for i in view.rubric.indicators} | dict(scores or {})
    answers = {g.code: GateState.MET for g in view.gates} | dict(gates or {})
    notes = {code: "Dicatat di meja." for code, given in points.items() if given == 1}
    return Sheet(scores=points, gates=answers, **{"notes": notes, **values})


def submit(ws: Workspace, product_id: UUID, session_id: UUID, score: int = 3, **how: Any) -> UUID:
    """Open a curation and submit a filled sheet; returns the curation."""
    curation_id, _ = curations.open_curation(ws, product_id, session_id)
    sheet = filled(score_sheets.load_sheet(ws, curation_id), score, **how)
    score_sheets.submit(ws, curation_id, sheet)
    return curation_id


def judge(ws: Workspace, product_id: UUID, session_id: UUID, score: int = 3, **how: Any) -> UUID:
    """From a product to its decision."""
    return decisions.conclude(ws, submit(ws, product_id, session_id, score, **how))[0]


def enrol(
    ws: Workspace,
    root: str,
    *,
    roles: tuple[tuple[str, str], ...] = (("curator", DISTRICT), ("chair", DISTRICT)),
    delegated: str | None = DISTRICT,
    device: str = "A7",
    name: str = "Rani Kurator",
    days: int = 60,
) -> str:
    """Enrol a laptop as a centre with this root key would; returns the laptop's private key."""
    private = keys.new_private_key()
    delegation = keys.Delegation(
        public=base64.b64decode(keys.public_text(private)),
        region=delegated or "",
        device=device,
        not_before=ws.today() - timedelta(days=1),
        not_after=ws.today() + timedelta(days=days),
        first=1,
        last=99_999,
    )
    signed = base64.b64encode(delegation.sign(keys.private_key(root))).decode("ascii")
    answer = {
        "token": "rahasia",
        "person_id": str(ws.ids.new()),
        "person_name": name,
        "device_id": str(ws.ids.new()),
        "device_code": device,
        "roles": [list(role) for role in roles],
        "delegation": signed if delegated else "",
        "root_public_key": keys.public_text(root),
        "verify_host": HOST,
        "epoch": "e",
    }
    enrolment.take_enrolment(ws, answer, private, "https://pusat.example.id", None)
    return private


def with_gate(sheet: Sheet, code: str, state: GateState) -> Sheet:
    """The sheet with one gate answered otherwise."""
    return replace(sheet, gates={**sheet.gates, code: state})


def confirm(ws: Workspace, key: UUID, root: str, number: str | None = "0001/SD/XI/2026") -> None:
    """The centre's word, as a sync would bring it."""
    with ws.db.read() as session:
        kept = session.get_one(Certificate, key)
    facts = Facts(
        kept.register_no,
        kept.facts["business_name"],
        kept.facts["product_name"],
        Level(kept.level),
        Grade(kept.facts["grade"]),
        kept.facts["total"],
        kept.issued_on,
        kept.valid_until,
        bytes.fromhex(kept.record_hash),
        final=True,
    )
    with ws.db.write() as session:
        session.add(
            CertificateConfirmation(
                id=natural("confirmation", key),
                scope=kept.scope,
                created_at=ws.clock.now(),
                certificate_id=key,
                register_no=kept.register_no,
                official_number=number,
                payload=make_token(facts, keys.private_key(root), (), HOST),
                confirmed_at=ws.clock.now(),
            )
        )
