"""Why a package is not fuller: what else was on offer, and which rule keeps it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.market.packages import Fault, Goods, why_not


@dataclass(frozen=True, slots=True)
class Filled:
    """A package explained.

    `spare` rupiah are left of `amount`. Of the goods that are not in it `fits` would still fit;
    `alone` counts those that one single rule keeps out, `cheapest` is the lowest price among
    those the amount alone keeps out. `binds` is the rule that keeps out most; None when some
    fit, or nothing else is on offer.
    """

    amount: int
    spare: int
    others: int
    fits: int
    alone: Mapping[Fault, int]
    cheapest: int | None
    binds: Fault | None

    @property
    def share(self) -> float:
        """How full it is, 0 to 1."""
        return (self.amount - self.spare) / self.amount if self.amount else 0.0


def explained(
    amount: int,
    inside: Sequence[Goods],
    others: Iterable[Goods],
    quantity: int,
    left: Mapping[UUID, int],
) -> Filled:
    """What keeps each of `others` out of a package; `left` pieces nobody has been promised."""
    alone: Counter[Fault] = Counter()
    every: Counter[Fault] = Counter()
    fits = count = 0
    prices: list[int] = []
    for goods in others:
        count += 1
        why = why_not(amount, inside, goods, quantity, left.get(goods.key, 0))
        fits += not why
        every.update(set(why))
        if len(why) == 1:
            alone[why[0]] += 1
            if why[0] is Fault.AMOUNT:
                prices.append(goods.price)
    return Filled(
        amount=amount,
        spare=amount - sum(g.price for g in inside),
        others=count,
        fits=fits,
        alone=dict(alone),
        cheapest=min(prices, default=None),
        binds=None if fits else _most(alone or every),
    )


def _most(counts: Counter[Fault]) -> Fault | None:
    """The commonest; of equals the one that comes first in the list of faults."""
    return max(Fault, key=lambda f: counts[f]) if counts else None
