"""Rules of entry as a JSON file: to edit, to read back, and what an edited one would change.

Said in words, with how many products would fall out or come in, before anybody publishes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.market.channel_problems import problems
from app.domain.market.channel_words import Difference, differences
from app.domain.market.channels import Channel, ChannelRules, read_channels, standing
from app.errors import UserError
from app.models.entities import DecisionRecord
from app.services import standings
from app.services.channel_rules import Body, RulesFileError, body_of, newest_of, unchanged
from app.services.workspace import Workspace

MAX_BYTES = 512 * 1024
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Effect:
    """How many products would fall out of a channel, and come in."""

    channel: Channel
    out: int
    into: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edited file: what it changes, and what that does to products. `stale` where a newer
    version was published since the file was made."""

    body: Body
    differences: tuple[Difference, ...]
    effects: tuple[Effect, ...]
    stale: bool


def export(ws: Workspace, path: Path) -> Path:
    """Write the newest version as a JSON file to edit; UserError `file.write`."""
    with ws.db.read() as session:
        body = body_of(ws, newest_of(session))
    return write(body, path)


def write(body: Body, path: Path) -> Path:
    """Write rules as a file to edit; UserError `file.write`."""
    text = json.dumps(body, ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(
            "file.write",
            f"{path.name} tidak dapat ditulis.",
            safe="Aturan di program tetap utuh.",
            todo="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from error
    return path


def read_file(path: Path) -> Body:
    """An edited file; RulesFileError names what is wrong, UserError `channel_rules.file`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _no_file(path, "terlalu besar")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        what = f"bukan JSON yang utuh (baris {error.lineno}, kolom {error.colno})"
        raise _no_file(path, what) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise _no_file(path, "tidak dapat dibaca") from error
    if found := problems(data):
        raise RulesFileError(path.name, found)
    return dict(data)


def _no_file(path: Path, what: str) -> UserError:
    return UserError(
        "channel_rules.file",
        f"{path.name} {what}.",
        safe="Aturan yang berlaku tidak diubah.",
        todo="Ekspor aturan yang berlaku, ubah berkas itu dengan penyunting teks, lalu impor.",
    )


def propose(
    ws: Workspace,
    body: Body,
    *,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
    check: Callable[[], None] = lambda: None,
) -> Proposal:
    """What an edited file changes, and who would fall out or come in today.

    `tell(done, total)` products now and then; `check()` may raise to stop. UserError
    `channel_rules.unchanged`.
    """
    with ws.db.read() as session:
        newest = newest_of(session)
        old, new = read_channels(body_of(ws, newest)), read_channels(body)
        found = differences(old, new)
        if not found:
            raise unchanged(newest)
        effects = _effects(ws, session, old, new, tell, check)
    version = newest.version if newest else 1
    return Proposal(body, found, effects, stale=body.get("version") != version)


def _effects(
    ws: Workspace,
    session: Session,
    old: Mapping[Channel, ChannelRules],
    new: Mapping[Channel, ChannelRules],
    tell: Callable[[int, int], None],
    check: Callable[[], None],
) -> tuple[Effect, ...]:
    """Who was never judged is out by all rules: only the others are looked at."""
    today, touched = ws.today(), [c for c in Channel if old[c] != new[c]]
    keys = session.scalars(sa.select(DecisionRecord.product_id).distinct()).all()
    out, into = dict.fromkeys(touched, 0), dict.fromkeys(touched, 0)
    for first in range(0, len(keys), _AT_ONCE):
        check()
        some = standings.offered(session, keys[first : first + _AT_ONCE])
        for product in some.values():
            for channel in touched:
                was = standing(old[channel], product, today).allowed
                will = standing(new[channel], product, today).allowed
                out[channel] += was and not will
                into[channel] += will and not was
        tell(min(first + _AT_ONCE, len(keys)), len(keys))
    return tuple(Effect(channel, out[channel], into[channel]) for channel in touched)
