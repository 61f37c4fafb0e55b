"""How even an allocation is by kecamatan, kelurahan and RW, told before anybody saves it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from app.domain.market.spread import AreaShare, area_shares, gini, share
from app.services.events_rows import BookingLine
from app.services.events_waiting import Who


@dataclass(frozen=True, slots=True)
class Fairness:
    """Figures of one allocation.

    `districts` and `rws` tell what each area gets of its eligible businesses; `gini` how uneven
    the turns of businesses are this year once these places are given, `gini_rw` those of RWs.
    """

    districts: tuple[AreaShare, ...]
    rws: tuple[AreaShare, ...]
    gini: Fraction | None
    gini_rw: Fraction | None
    women: Fraction | None
    women_eligible: Fraction | None
    up2k: Fraction | None
    up2k_eligible: Fraction | None
    longest_wait_days: int | None
    first_timers: int


def fairness(
    people: Sequence[Who],
    placed: Collection[UUID],
    kept: Iterable[BookingLine],
    day: date,
    words: Callable[[tuple[str, ...]], str],
) -> Fairness:
    """Figures of giving places to `placed` of `people`, beside those that have one already."""
    chosen = [who for who in people if who.key in placed]
    waiting = [who for who in people if who.key not in placed]
    have = list({line.business_id: line for line in kept}.values())
    turns = [who.waiting.times + (who.key in placed) for who in people]
    rws = _shares(people, chosen, lambda who: words(who.waiting.area), day)
    return Fairness(
        districts=_shares(people, chosen, lambda who: _district(words(who.waiting.area)), day),
        rws=rws,
        gini=gini(turns),
        gini_rw=gini(area.places for area in rws),
        women=_part(chosen, lambda w: w.women_led, sum(line.women_led for line in have), len(have)),
        women_eligible=_part(people, lambda w: w.women_led),
        up2k=_part(chosen, lambda w: w.up2k, sum(line.up2k for line in have), len(have)),
        up2k_eligible=_part(people, lambda w: w.up2k),
        longest_wait_days=max(((day - w.waiting.since).days for w in waiting), default=None),
        first_timers=sum(who.waiting.times == 0 for who in chosen),
    )


def _district(words: str) -> str:
    return words.rpartition(", ")[2]


def _shares(
    people: Sequence[Who], chosen: Sequence[Who], area: Callable[[Who], str], day: date
) -> tuple[AreaShare, ...]:
    eligible: dict[str, list[date]] = defaultdict(list)
    for who in people:
        eligible[area(who)].append(who.waiting.since)
    return area_shares(eligible, Counter(area(who) for who in chosen), day)


def _part(
    people: Sequence[Who], holds: Callable[[Who], bool], plus: int = 0, of: int = 0
) -> Fraction | None:
    return share(sum(map(holds, people)) + plus, len(people) + of)
