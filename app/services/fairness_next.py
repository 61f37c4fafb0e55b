"""*Siapa berikutnya*: the products that one more sheet would help, by whom, and why."""

from __future__ import annotations

from uuid import UUID

import numpy as np

from app.fairness.next_sheet import Candidate, choose, nearest, worth
from app.services.fairness import NextLine, PanelProduct, Why
from app.services.fairness_figures import Figures


def next_lines(work: Figures) -> tuple[NextLine, ...]:
    """The worthiest first, a handful at most; none in a closed session."""
    if not work.panel.open:
        return ()
    found = []
    for product in work.panel.products:
        if product.decided or product.curation_id not in work.on:
            continue
        line = _Line(work, product)
        if line.worth >= work.limits.least_worth and line.people:
            found.append(line)
    found.sort(key=lambda line: (-line.worth, line.product.name))
    return tuple(line.told() for line in found[: work.limits.most])


class _Line:
    """One product: how unsure its class is and who could make it surer."""

    def __init__(self, work: Figures, product: PanelProduct) -> None:
        self.work, self.product, self.key = work, product, product.curation_id
        totals = [sheet.points for sheet in work.on[self.key]]
        self.sheets, self.difference = len(totals), max(totals) - min(totals)
        fair, standing = work.fair(self.key), work.standing(self.key)
        self.centre = fair.value if fair else work.raw(self.key)
        if standing is None:
            self.deviation = work.limits.sheet_deviation_points / float(np.sqrt(self.sheets))
            shrink = float(np.sqrt(self.sheets / (self.sheets + 1)))
        else:
            self.deviation, shrink = standing.deviation, standing.shrink
        if self.sheets > 1:  # a panel that quarrels here knows less than the session's average
            own = float(np.std(totals, ddof=1) / np.sqrt(self.sheets))
            self.deviation = max(self.deviation, own)
        self.bounds = work.bounds(self.key)
        self.quarrels = self._quarrels()
        self.worth = worth(self.centre, self.deviation, shrink, self.bounds)
        if self.quarrels:
            self.worth += work.limits.alarm_worth
        self.people = self._candidates()

    def _quarrels(self) -> tuple[Why, ...]:
        far = self.sheets > 1 and self.difference >= self.work.panel.difference_points
        differ = self.work.gates_differ(self.key)
        return tuple(why for why, is_so in ((Why.DIFFERENCE, far), (Why.GATES, differ)) if is_so)

    def _candidates(self) -> dict[UUID, Candidate]:
        work = self.work
        done = {s.panel.curator_id for s in work.on[self.key]} | self.product.barred
        here = work.product_circle(self.key)
        return {
            person: Candidate(work.circle.get(person, here) != here, work.count(person), place)
            for place, person in enumerate(work.panel.people)
            if person not in done
        }

    def told(self) -> NextLine:
        """As it is shown; near a threshold is within a standard error, and within some points."""
        who = choose(self.people)
        bound = nearest(self.centre, self.bounds)
        reach = min(self.work.limits.near_points, self.deviation)
        near = bound is not None and abs(bound - self.centre) <= reach
        joins = who is not None and self.people[who].joins
        said = (
            (Why.THRESHOLD, near),
            (Why.SINGLE, self.sheets == 1),
            (Why.JOINS, joins),
        )
        hidden = self.work.is_hidden(self.key)
        return NextLine(
            curation_id=self.key,
            product=self.product.name,
            person_id=who,
            person=self.work.panel.people[who] if who else "",
            sheets=self.sheets,
            why=() if hidden else (*self.quarrels, *(why for why, is_so in said if is_so)),
            total=None if hidden else self.work.raw(self.key),
            bound=bound if near and not hidden else None,
            difference=None if hidden else self.difference,
        )
