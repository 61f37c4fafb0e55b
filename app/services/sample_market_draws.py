"""Sample draws: one that was drawn, one that waits for its numbers."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from app.domain.market import draw as rule
from app.domain.market.channels import Channel, Why
from app.domain.market.draw import Candidate
from app.domain.market.terms import DrawPart
from app.ids import natural
from app.models.entities import Business
from app.models.market import DrawRecord
from app.services import draw_making, draw_pool, draw_rows
from app.services.draw_making import DrawForm
from app.services.draw_pool import Pool
from app.services.workspace import Workspace

_REGION = "31"
_MOST = 24
_SOURCES = (
    "Penutupan IHSG {day}, dua desimal (contoh)",
    "JISDOR {day}, rupiah penuh (contoh)",
)
_NUMBERS = ("7.241,88", "16.402")


def fill_draws(ws: Workspace) -> None:
    """Two draws among the sample businesses; both say Contoh."""
    with ws.db.read() as session:
        query = sa.select(Business.id).where(Business.deleted.is_(False)).order_by(Business.id)
        keys = list(session.scalars(query))
        candidates = draw_pool.candidates_of(session, set(keys[:_MOST]))
    if not candidates:
        return
    _drawn(ws, candidates)
    left_out = dict.fromkeys(keys[_MOST:], (str(Why.NOT_CURATED),))
    day = ws.today() + timedelta(days=14)
    pool = Pool("Undian Goes To Mall Contoh", _REGION, candidates, left_out, Channel.MALL, day)
    decided = ws.today() + timedelta(days=5)
    form = DrawForm(pool.title, 8, _sources(f"{decided:%d-%m-%Y}"), decided)
    draw_making.announce(ws, form, pool)


def _sources(day: str) -> tuple[str, ...]:
    return tuple(source.format(day=day) for source in _SOURCES)


def _drawn(ws: Workspace, candidates: tuple[Candidate, ...]) -> None:
    """A draw of last week, written as it would lie here by now: nobody announces backwards."""
    told, decided = ws.today() - timedelta(days=8), ws.today() - timedelta(days=1)
    title = "Undian Bazar Contoh UP2K-PKK"
    sources = _sources(f"{decided:%d-%m-%Y}")
    made = rule.announce(title, 10, candidates, sources, (told, decided), "contoh")
    order = [str(one.key) for one in rule.draw(made, _NUMBERS).order]
    draw_id = natural("sample draw")
    bodies = {
        DrawPart.ANNOUNCED: (made.to_json(), 8),
        DrawPart.DRAWN: ({"numbers": list(_NUMBERS), "order": order}, 1),
    }
    with ws.change() as recorder:
        for part, (body, days_ago) in bodies.items():
            row = DrawRecord(
                draw_id=draw_id,
                part=str(part),
                title=title,
                fingerprint=made.fingerprint,
                body=body,
                told_at=recorder.now - timedelta(days=days_ago),
                scope=_REGION,
            )
            recorder.add(row, natural(draw_rows.ENTITY, draw_id, str(part)))
