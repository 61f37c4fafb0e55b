"""Boleh atau belum: who may enter which market channel on a day, and why not yet.

Whoever asks about entry asks here: the rules in force (`app.domain.market.channels`) are laid
on what this laptop knows of a product (`standing_facts`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.dates import long_date
from app.domain.market.channels import Channel, ChannelRules, Standing, read_channels, standing
from app.domain.regions import TRAINING
from app.domain.rubric import canonical_json
from app.models.local import AHEAD, Identity, SyncRow
from app.models.market import ChannelRulesVersion
from app.services import market_channels
from app.services.standing_facts import offered as offered
from app.services.workspace import Workspace

Rules = Mapping[Channel, ChannelRules]


def read(
    session: Session,
    ws_or_resources: Workspace | Path,
    product_ids: Iterable[UUID],
    day: date,
    *,
    but: Collection[UUID] = (),
) -> dict[UUID, dict[Channel, Standing]]:
    """The standing of living products at every channel on `day`.

    Picks, bookings and visits named in `but` do not count as turns taken.
    """
    place = ws_or_resources
    resources = place.resources if isinstance(place, Workspace) else place
    rules = rules_in_force(session, resources, day)
    return {
        key: {channel: standing(one, product, day) for channel, one in rules.items()}
        for key, product in offered(session, product_ids, but).items()
    }


def blocked(found: Standing, day_of_use: date) -> str:
    """Why a product may not be used in a channel on a later day; '' when it may.

    What is allowed today and runs out before the day it is used is blocked today.
    """
    if found.reasons:
        return found.reasons[0].what
    if found.until is not None and found.until < day_of_use:
        return f"Hanya boleh sampai {long_date(found.until)}: ada dokumen yang berakhir hari itu."
    return ""


def rules_in_force(session: Session, resources: Path, day: date) -> Rules:
    """The rules of every channel on a day: the version that began last, else the program's own."""
    row = version_in_force(session, day)
    if row is None:
        return market_channels.rules(resources)
    return _parsed(canonical_json(row.body))


def version_in_force(session: Session, day: date) -> ChannelRulesVersion | None:
    """The published version that counts on a day; None while the program's own counts.

    One that was published here and waits for the centre is not it yet.
    """
    query = (
        confirmed_versions(session)
        .where(ChannelRulesVersion.valid_from <= day)
        .order_by(
            ChannelRulesVersion.valid_from.desc(),
            ChannelRulesVersion.version.desc(),
            ChannelRulesVersion.id,
        )
    )
    return session.scalar(query.limit(1))


def confirmed_versions(session: Session) -> sa.Select[ChannelRulesVersion]:
    """Published versions that the centre has; before enrolment, those made for practice."""
    here = sa.select(SyncRow.id).where(
        SyncRow.entity == "channel_rules", sa.or_(AHEAD, SyncRow.bver == 0)
    )
    query = sa.select(ChannelRulesVersion).where(
        ChannelRulesVersion.deleted.is_(False), ChannelRulesVersion.id.not_in(here)
    )
    if session.scalar(sa.select(Identity.enrolled_at)) is not None:
        query = query.where(ChannelRulesVersion.scope != TRAINING)
    return query


@lru_cache(maxsize=16)
def _parsed(body: bytes) -> Rules:
    import json

    return read_channels(json.loads(body))
