"""What a business is told by WhatsApp about papers that run out; no personal data in the text."""

from __future__ import annotations

from uuid import UUID

from app.domain.dates import long_date
from app.domain.result_words import whatsapp_link
from app.services import expiry
from app.services.expiry import Expiring, Paper
from app.services.result_messages import ResultMessage
from app.services.standing_keys import CERTIFICATE
from app.services.workspace import Workspace

_MOST = 6


def of_business(ws: Workspace, business_id: UUID) -> ResultMessage:
    """The message about all papers of a business that run out; UserError `expiry.nothing`."""
    found = expiry.business(ws, business_id)
    words = text(found, practice=ws.me.training)
    link = whatsapp_link(words, found.phone)
    return ResultMessage(words, link, to_business=link != whatsapp_link(words))


def text(found: Expiring, *, practice: bool) -> str:
    """What is written; six papers at most are named, the others counted."""
    lines = [f"*Masa berlaku dokumen* – {found.business}", ""]
    if practice:
        lines.insert(0, "[LATIHAN – bukan pesan resmi]")
    lines += [_line(paper) for paper in found.papers[:_MOST]]
    more = len(found.papers) - _MOST
    lines += [f"• dan {more} dokumen lain"] if more > 0 else []
    lines += ["", _asked(found)]
    return "\n".join(lines)


def _line(paper: Paper) -> str:
    state = "sudah berakhir" if paper.ended else "berlaku sampai"
    some = ", ".join(paper.products[:2])
    more = f" dan {len(paper.products) - 2} produk lain" if len(paper.products) > 2 else ""
    channels = ", ".join(paper.channels)
    return f"• {paper.name} ({some}{more}): {state} {long_date(paper.until)}. Kanal: {channels}."


def _asked(found: Expiring) -> str:
    words = (
        "Mohon segera diperpanjang, lalu tunjukkan dokumen barunya kepada pendamping atau petugas "
        "kecamatan supaya kanalnya tetap terbuka."
    )
    if any(paper.kind == CERTIFICATE for paper in found.papers):
        words += " Sertifikat kurasi diperbarui lewat kurasi ulang."
    return words
