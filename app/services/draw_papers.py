"""The papers of a draw; records in, PDF/A out."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.clock import JAKARTA
from app.errors import UserError
from app.services import draw_making, draw_why, draws, letterheads, regions
from app.services.draws import DrawView
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.draw_protocol import DrawPaper

_PAGE = "draw.html"


def announcement_pdf(ws: Workspace, draw_id: UUID) -> bytes:
    """What is hung out beforehand, with the hash and its code; UserError `draw.missing`."""
    from app.reports.draw_protocol import render_announcement

    with ws.db.read() as session:
        view = draws.read(ws, session, draw_id)
        return render_announcement(_paper(ws, session, view, drawn=False))


def protocol_pdf(ws: Workspace, draw_id: UUID) -> bytes:
    """What came out; UserError `draw.not_drawn`."""
    from app.reports.draw_protocol import render_protocol

    with ws.db.read() as session:
        view = draws.read(ws, session, draw_id)
        if view.drawn is None:
            raise UserError(
                "draw.not_drawn",
                "Undian ini belum ada hasilnya.",
                todo="Masukkan dahulu angka publiknya.",
            )
        return render_protocol(_paper(ws, session, view, drawn=True))


def answer_pdf(ws: Workspace, draw_id: UUID, business_id: UUID) -> bytes:
    """*Mengapa bukan saya?* as a letter; UserError as `draw_why.answer`."""
    from app.reports.draw_protocol import AnswerPaper, render_answer

    found = draw_why.answer(ws, draw_id, business_id)
    with ws.db.read() as session:
        paper = _paper(ws, session, found.view, drawn=found.view.drawn is not None)
    told = draw_why.sentences(found)
    return render_answer(AnswerPaper(paper, found.who.name, found.who.area, told, ws.today()))


def _paper(ws: Workspace, session: Session, view: DrawView, *, drawn: bool) -> DrawPaper:
    from app.reports.draw_protocol import DrawPaper, Line, Source
    from app.reports.values import PaperStatus

    announced, host = view.announcement, ws.identity(session).verify_host
    listed = {one.key: at for at, one in enumerate(announced.candidates, 1)}
    lines = [Line(at, one.name, one.area) for at, one in enumerate(announced.candidates, 1)]
    sources = [Source(words) for words in announced.sources]
    if drawn and view.drawn is not None:
        order = enumerate(view.drawn.order, 1)
        lines = [Line(at, one.name, one.area, listed[one.key]) for at, one in order]
        read = draw_making.numbers_read(view.numbers)
        told = zip(announced.sources, view.numbers, read, strict=True)
        sources = [Source(*one) for one in told]
    address = f"https://{host}/{_PAGE}" if host else ""
    code = regions.names(session, [view.region]).get(view.region, "")
    return DrawPaper(
        title=view.title,
        letterhead=letterheads.letterhead(ws, session, view.region, announced.announced_on),
        status=PaperStatus.TRAINING if ws.me.training else PaperStatus.FINAL,
        places=announced.places,
        announced_on=announced.announced_on,
        decided_on=announced.decided_on,
        fingerprint=view.fingerprint,
        check=f"{address}#{view.fingerprint}" if address else view.fingerprint,
        address=address,
        sources=tuple(sources),
        lines=tuple(lines),
        key=view.drawn.key if view.drawn else "",
        drawn_on=view.drawn_at.astimezone(JAKARTA).date() if view.drawn_at else None,
        signing_place=regions.short_city(code),
    )


def publish(ws: Workspace, draw_id: UUID, folder: Path) -> tuple[Path, ...]:
    """Write the files and papers of a draw into a folder, to be hung out and put online.

    Raises UserError `draw.cannot_save`, `draw.missing`.
    """
    wanted = draws.files(ws, draw_id)
    stem = next(iter(wanted)).removesuffix("-pengumuman.json")
    wanted[f"{stem}-pengumuman.pdf"] = announcement_pdf(ws, draw_id)
    if f"{stem}-hasil.json" in wanted:
        wanted[f"{stem}-hasil.pdf"] = protocol_pdf(ws, draw_id)
    return tuple(_write(folder / name, data) for name, data in wanted.items())


def _write(path: Path, data: bytes) -> Path:
    """Whole or not at all."""
    fresh = path.with_name(path.name + ".baru")
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        raise UserError(
            "draw.cannot_save",
            f"{path.name} tidak dapat disimpan di {path.parent}.",
            safe="Undian tetap tersimpan di laptop ini.",
            todo="Pilih folder lain, atau kosongkan ruang.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return path
