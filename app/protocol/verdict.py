"""The verdict on a code: its signature, then what the centre's status list says of it.

The same order and the same words in the program, on the command line and on the public
page. Whatever is not known is said to be not checked, never valid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.clock import JAKARTA
from app.protocol.status import Standing, StatusList
from app.protocol.token import Facts, TokenError, TokenStatus, Verified, is_training, verify_token


class Verdict(StrEnum):
    """What somebody who shows a code is told."""

    INVALID = "invalid"
    TRAINING = "training"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"
    FINAL = "final"
    PROVISIONAL = "provisional"


class Unchecked(StrEnum):
    """Why a genuine code could not be checked against a list."""

    NO_LIST = "no_list"
    OUTDATED = "outdated"
    OTHER_ROOT = "other_root"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one code. `facts` are there whenever the signature is genuine.

    `device` signed it, or (None) the centre. `key_revoked_since` tells that it is not this
    certificate but the laptop's key that was revoked; `why` goes with `unchecked`.
    """

    verdict: Verdict
    facts: Facts | None = None
    device: str | None = None
    key_revoked_since: date | None = None
    why: Unchecked | None = None


def judge(
    text: str, roots: Sequence[Ed25519PublicKey], listed: StatusList | None, now: datetime
) -> Judgement:
    """Judge the text of a code by the trusted root keys and a status list, if there is one."""
    if is_training(text):
        return Judgement(Verdict.TRAINING)
    try:
        found = verify_token(text, roots, now.astimezone(JAKARTA).date())
    except TokenError:
        return Judgement(Verdict.INVALID)
    return _listed(found, listed, now)


def _listed(found: Verified, listed: StatusList | None, now: datetime) -> Judgement:
    facts, device = found.facts, found.device
    ours = listed if listed is not None and listed.root == found.root else None
    standing = ours.standing(facts.register_no) if ours is not None else Standing.UNKNOWN
    since = _key_revoked(found, ours)
    if standing is Standing.REVOKED:
        return Judgement(Verdict.REVOKED, facts, device)
    if since is not None:
        return Judgement(Verdict.REVOKED, facts, device, since)
    if found.status is TokenStatus.EXPIRED:
        return Judgement(Verdict.EXPIRED, facts, device)
    why = _unchecked(listed, ours, standing, now)
    if why is not None:
        return Judgement(Verdict.UNCHECKED, facts, device, why=why)
    worth = Verdict.FINAL if found.status is TokenStatus.FINAL else Verdict.PROVISIONAL
    return Judgement(worth, facts, device)


def _key_revoked(found: Verified, listed: StatusList | None) -> date | None:
    """Since when the laptop's key is not believed, unless the centre held this very record."""
    if listed is None or found.device is None:
        return None
    revoked = listed.keys.get(found.device)
    if revoked is None or revoked.spares(found.facts.record_hash):
        return None
    return revoked.since


def _unchecked(
    listed: StatusList | None, ours: StatusList | None, standing: Standing, now: datetime
) -> Unchecked | None:
    if listed is None:
        return Unchecked.NO_LIST
    if ours is None:
        return Unchecked.OTHER_ROOT
    if ours.outdated(now):
        return Unchecked.OUTDATED
    return Unchecked.NOT_KNOWN if standing is Standing.UNKNOWN else None
