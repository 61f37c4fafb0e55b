"""What the page reads, in one job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from uuid import UUID

from app.services import appeals, follow_ups
from app.services.appeals import AppealLine
from app.services.follow_ups import Counts, ItemLine, Show
from app.services.workspace import Workspace


class Tab(Enum):
    """What the list shows."""

    OVERDUE = "overdue"
    SOON = "soon"
    OPEN = "open"
    DONE = "done"
    APPEALS = "appeals"
    ANSWERED = "answered"


_ITEMS = {
    Tab.OVERDUE: Show.OVERDUE,
    Tab.SOON: Show.SOON,
    Tab.OPEN: Show.OPEN,
    Tab.DONE: Show.DONE,
}


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the list: a product with its items, or with one objection."""

    key: UUID
    product_id: UUID
    decision_id: UUID
    product: str
    business: str
    items: tuple[ItemLine, ...] = ()
    appeal: AppealLine | None = None
    thumb: str | None = None

    @property
    def days(self) -> int | None:
        """Days until the first of it is due."""
        due = [i.days for i in self.items if i.days is not None]
        if self.appeal is not None and self.appeal.days is not None:
            due.append(self.appeal.days)
        return min(due, default=None)


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What the page shows: how many there are of each kind, and the rows of one."""

    counts: Counts
    appeals: int
    groups: tuple[Group, ...]


def read(ws: Workspace, tab: Tab) -> FollowUpView:
    """Read one tab and all counts."""
    waiting = appeals.listed(ws)
    if tab in _ITEMS:
        groups = _grouped(follow_ups.items(ws, _ITEMS[tab]))
    else:
        lines = waiting if tab is Tab.APPEALS else appeals.listed(ws, answered=True)
        groups = [_of_appeal(line) for line in lines]
    thumbs = follow_ups.thumbs(ws, [group.product_id for group in groups])
    shown = tuple(replace(group, thumb=thumbs.get(group.product_id)) for group in groups)
    return FollowUpView(follow_ups.counts(ws), len(waiting), shown)


def _grouped(lines: list[ItemLine]) -> list[Group]:
    found: dict[UUID, list[ItemLine]] = {}
    for line in lines:
        found.setdefault(line.product_id, []).append(line)
    return [
        Group(key, key, its[0].decision_id, its[0].product, its[0].business, tuple(its))
        for key, its in found.items()
    ]


def _of_appeal(line: AppealLine) -> Group:
    return Group(
        line.id, line.product_id, line.decision_id, line.product, line.business, appeal=line
    )
