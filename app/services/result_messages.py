"""A result as a short message: what to say, and the link that opens WhatsApp with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.domain.result_words import Message, message, whatsapp_link
from app.domain.terms import CertificateStatus
from app.errors import UserError
from app.services.result_facts import ResultFacts, gather
from app.services.session_rules import rules_of
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ResultMessage:
    """The text, free of personal data, and where to send it.

    `link` holds the business's own number where one is known that WhatsApp takes
    (`to_business`); the text never does.
    """

    text: str
    link: str
    to_business: bool


def of_result(ws: Workspace, decision_id: UUID) -> ResultMessage:
    """The message about a decision in force.

    Raises UserError `result.corrected`, `message.revoked` for a certificate that was withdrawn.
    """
    with ws.db.read() as session:
        found = gather(ws, session, decision_id)
        _require_not_revoked(found)
        text = message(_facts(ws, found))
        phone = found.business.phone or ""
    link = whatsapp_link(text, phone)
    return ResultMessage(text, link, to_business=link != whatsapp_link(text))


def _facts(ws: Workspace, found: ResultFacts) -> Message:
    from app.domain.dates import long_date, number

    first = found.items[0] if found.items else None
    paper = found.certificate
    days = rules_of(ws.resources, found.held).appeal_days
    critical = found.critical()
    return Message(
        outcome=found.outcome,
        product=found.product.name,
        business=found.business.name,
        level=found.level,
        day=long_date(found.held.held_on),
        total=number(Decimal(found.decision.total) / 100),
        grade=found.decision.grade,
        register_no=paper.register_no if paper else "",
        valid_until=long_date(paper.valid_until) if paper else "",
        address=check_address(found.state.payload) if found.state else "",
        provisional=found.state is not None and found.state.status is CertificateStatus.PROVISIONAL,
        practice=found.practice,
        first=critical[0] if critical else first.title if first else "",
        due=long_date(first.due_date) if first and first.due_date and not critical else "",
        ask=first.ask if first else "",
        object_until=long_date(found.decided_on + timedelta(days=days)),
    )


def check_address(payload: str) -> str:
    """What the QR opens; scheme and host in small letters, as people know them.

    Empty for the code of a practice certificate, which opens nothing.
    """
    place, mark, code = payload.partition("#")
    if not mark or not place.upper().startswith("HTTPS://"):
        return ""
    return f"{place.lower()}#{code}"


def _require_not_revoked(found: ResultFacts) -> None:
    if found.revoked:
        raise UserError(
            "message.revoked",
            "Sertifikat produk ini sudah dicabut, jadi hasilnya tidak dikabarkan sebagai lulus.",
            safe="Tidak ada pesan yang dikirim.",
            todo="Kabarkan pencabutannya langsung kepada pelaku usaha.",
        )


def no_browser() -> UserError:
    """That the link to WhatsApp cannot be opened on this laptop."""
    return UserError(
        "message.no_browser",
        "Peramban tidak dapat dibuka di laptop ini.",
        safe="Pesannya tetap ada di sini.",
        todo="Salin pesannya, lalu kirim dari ponsel.",
    )
