"""The figures of a session's fairness: sheets to arrays, arrays through `app.fairness`, to lines.

Imports numpy and scipy; only `fairness.weigh` imports this, when it is first asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.domain.decision import strictest
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, Totals, score_sheet
from app.fairness import alpha, facets
from app.services.fairness import (
    AgreementReading,
    CriterionLine,
    CuratorLine,
    Fairness,
    LeniencyReading,
    Limits,
    Panel,
    PanelSheet,
    Span,
    TotalLine,
)

Floats = NDArray[np.float64]


def figures(panel: Panel, limits: Limits) -> Fairness:
    """Everything, for who may see everything."""
    from app.services.fairness_next import next_lines

    work = Figures(panel, limits)
    return Fairness(
        session_id=panel.session_id,
        training=panel.training,
        whole=panel.whole,
        sheets=len(panel.sheets),
        circles=len(set(work.circle.values())),
        agreement=work.agreement(),
        leniency=work.leniency(),
        totals=work.totals(),
        next=next_lines(work),
    )


@dataclass(frozen=True, slots=True)
class Scored:
    """A standing sheet with its totals."""

    panel: PanelSheet
    totals: Totals

    @property
    def points(self) -> float:
        """The total in points of 100."""
        return (self.totals.total or 0) / 100


class Figures:
    """One session's sheets in order, and what the numbers say of them."""

    def __init__(self, panel: Panel, limits: Limits) -> None:
        self.panel, self.limits = panel, limits
        self.sheets = [
            Scored(s, totals)
            for s in panel.sheets
            if (totals := score_sheet(panel.rubrics[s.rubric_rev], s.sheet)).total is not None
        ]
        self.on: dict[UUID, list[Scored]] = defaultdict(list)
        for sheet in self.sheets:
            self.on[sheet.panel.curation_id].append(sheet)
        self.product_at = {key: at for at, key in enumerate(self.on)}
        curators = dict.fromkeys(s.panel.curator_id for s in self.sheets)
        self.curator_at = {key: at for at, key in enumerate(curators)}

    @cached_property
    def fit(self) -> facets.Fit | None:
        """The model; None without a sheet."""
        modelled = self._one_scale()
        return facets.fit(_ratings(modelled, self)) if modelled else None

    def _one_scale(self) -> list[Scored]:
        """Scores of another scale have steps of another size: the commonest scale counts."""
        rubrics = self.panel.rubrics
        scales = Counter(_scale(rubrics[s.panel.rubric_rev]) for s in self.sheets)
        if len(scales) > 1:
            common = scales.most_common(1)[0][0]
            every = {s.panel.curation_id for s in self.sheets}
            odd = {
                s.panel.curation_id
                for s in self.sheets
                if _scale(rubrics[s.panel.rubric_rev]) != common
            }
            return self._renumbered(every - odd)
        return self.sheets

    def _renumbered(self, keep: set[UUID]) -> list[Scored]:
        """Number products and curators so that those that are left come first."""
        kept = [s for s in self.sheets if s.panel.curation_id in keep]
        order = dict.fromkeys(s.panel.curation_id for s in [*kept, *self.sheets])
        self.product_at = {key: at for at, key in enumerate(order)}
        people = dict.fromkeys(s.panel.curator_id for s in [*kept, *self.sheets])
        self.curator_at = {key: at for at, key in enumerate(people)}
        return kept

    @cached_property
    def circle(self) -> dict[UUID, int]:
        """Which circle each curator is in."""
        fit = self.fit
        known = fit.circle if fit else ()
        return {key: known[at] for key, at in self.curator_at.items() if at < len(known)}

    def standing(self, curation_id: UUID) -> facets.Standing | None:
        """What the model says of a product."""
        fit = self.fit
        at = self.product_at.get(curation_id)
        if fit is None or at is None or at >= len(fit.standing):
            return None
        return fit.standing[at] if self._is_known(fit.product_circle[at]) else None

    def raw(self, curation_id: UUID) -> float:
        """The mean of a product's totals, as the program decides by it."""
        return float(np.mean([s.points for s in self.on[curation_id]]))

    # -- agreement ------------------------------------------------------------------

    def agreement(self) -> tuple[CriterionLine, ...]:
        """A line for each criterion, then the total."""
        names: dict[str, Counter[str]] = defaultdict(Counter)
        for sheet in self.sheets:
            for criterion in self.panel.rubrics[sheet.panel.rubric_rev].criteria:
                names[criterion.code][criterion.name] += 1
        lines = [
            self._agreement(code, name.most_common(1)[0][0], self._shares(code))
            for code, name in names.items()
        ]
        total = self._table({_place(s): s.points for s in self.sheets})
        return (*lines, self._agreement("", "Nilai akhir", total)) if lines else ()

    def _shares(self, code: str) -> Floats:
        """The part of a criterion's weight each sheet gives: one measure over all rubrics."""
        return self._table(
            {
                _place(s): float(row.share)
                for s in self.sheets
                for row in s.totals.criteria
                if row.code == code and row.applicable
            }
        )

    def _table(self, values: dict[tuple[UUID, UUID], float]) -> Floats:
        found = np.full((len(self.curator_at), len(self.product_at)), np.nan)
        for (curation, curator), value in values.items():
            found[self.curator_at[curator], self.product_at[curation]] = round(value, 6)
        return found

    def _agreement(self, code: str, name: str, table: Floats) -> CriterionLine:
        products = alpha.units(table)
        enough = products >= self.limits.least_products
        found = alpha.agreement(table) if enough else None
        if found is None:
            why = AgreementReading.ALL_EQUAL if enough else AgreementReading.TOO_FEW
            return CriterionLine(code, name, None, products, why)
        span = Span(found.alpha, found.low, found.high)
        return CriterionLine(code, name, span, products, self._word(found.alpha))

    def _word(self, alpha_value: float) -> AgreementReading:
        value = round(alpha_value, 2)  # as it is shown: 0,40 must not read as less than 0,4
        if value >= round(self.limits.aligned_from, 2):
            return AgreementReading.ALIGNED
        return AgreementReading.FAIR if value >= self.limits.fair_from else AgreementReading.APART

    # -- leniency -------------------------------------------------------------------

    def leniency(self) -> tuple[CuratorLine, ...]:
        """A line for each curator, the most lenient first, those not compared last."""
        lines = [self._curator(key) for key in self.curator_at]
        return tuple(
            sorted(lines, key=lambda x: (x.circle, x.points is None, -_value(x.points), x.name))
        )

    def _curator(self, key: UUID) -> CuratorLine:
        fit, circle = self.fit, self.circle.get(key, -1)
        found = fit.leniency[self.curator_at[key]] if fit and key in self.circle else None
        known = found is not None and self.shared(key) >= self.limits.least_shared_products
        points = _span(found.points) if found and known else None
        return CuratorLine(
            person_id=key,
            name=self.panel.people[key],
            sheets=self.count(key),
            points=points,
            logits=_span(found.logits) if found and known else None,
            circle=circle,
            reading=self._reading(key, points),
        )

    def _reading(self, key: UUID, points: Span | None) -> LeniencyReading:
        if points is None:
            alone = list(self.circle.values()).count(self.circle.get(key, -1)) <= 1
            apart = alone and len(self.curator_at) > 1
            return LeniencyReading.APART if apart else LeniencyReading.TOO_FEW
        if points.low > 0:
            return LeniencyReading.LENIENT
        return LeniencyReading.STRICT if points.high < 0 else LeniencyReading.LEVEL

    def count(self, person: UUID) -> int:
        """How many sheets somebody has filled."""
        return sum(s.panel.curator_id == person for s in self.sheets)

    def shared(self, person: UUID) -> int:
        """How many products somebody has scored that others scored too."""
        return sum(
            len(sheets) > 1 and any(s.panel.curator_id == person for s in sheets)
            for sheets in self.on.values()
        )

    def _is_known(self, circle: int) -> bool:
        """Whether enough products of a circle have sheets by two."""
        fit = self.fit
        shared = sum(
            len(sheets) > 1 and fit is not None and self._circle_of(key) == circle
            for key, sheets in self.on.items()
        )
        return shared >= self.limits.least_shared_products

    def _circle_of(self, curation_id: UUID) -> int:
        fit, at = self.fit, self.product_at[curation_id]
        return fit.product_circle[at] if fit and at < len(fit.product_circle) else -1

    def product_circle(self, curation_id: UUID) -> int:
        """Which circle a product is in."""
        return self._circle_of(curation_id)

    # -- totals ---------------------------------------------------------------------

    def totals(self) -> tuple[TotalLine, ...]:
        """Raw and fair totals side by side, the highest raw one first."""
        lines = [
            TotalLine(
                curation_id=product.curation_id,
                product=product.name,
                sheets=len(self.on[product.curation_id]),
                raw=self.raw(product.curation_id),
                fair=self.fair(product.curation_id),
                bounds=self.bounds(product.curation_id),
            )
            for product in self.panel.products
            if product.curation_id in self.on and not self.is_hidden(product.curation_id)
        ]
        return tuple(sorted(lines, key=lambda line: (-line.raw, line.product)))

    def fair(self, curation_id: UUID) -> Span | None:
        """The raw total less what the curators' leniency added, within the scale."""
        standing = self.standing(curation_id)
        if standing is None:
            return None
        value = self.raw(curation_id) - standing.added
        ends = (value, value - standing.below, value + standing.above)
        return Span(*(float(np.clip(end, 0, 100)) for end in ends))

    def bounds(self, curation_id: UUID) -> tuple[float, ...]:
        """The totals at which the outcome table of the product's rubric changes its mind."""
        rubric = self.panel.rubrics[self.on[curation_id][0].panel.rubric_rev]
        said = {x for rule in rubric.outcomes for x in (rule.total_below, rule.total_from)}
        return tuple(sorted(float(x) for x in said if x is not None))

    def is_hidden(self, curation_id: UUID) -> bool:
        """Whether the viewer has yet to score it: others' scores stay unseen until then."""
        product = next(p for p in self.panel.products if p.curation_id == curation_id)
        viewer = self.panel.viewer
        scored = any(s.panel.curator_id == viewer for s in self.on.get(curation_id, ()))
        may = viewer in self.panel.people and viewer not in product.barred
        return self.panel.open and may and not scored and not product.decided

    def gates_differ(self, curation_id: UUID) -> bool:
        """Whether a gate was answered in two ways."""
        sheets = [s.panel.sheet for s in self.on[curation_id]]
        strict = strictest(sheets)
        return any(
            sheet.gates.get(code, said) != said for sheet in sheets for code, said in strict.items()
        )


def _ratings(sheets: Sequence[Scored], work: Figures) -> facets.Ratings:
    rows: list[tuple[int, int, int, int, float]] = []
    items: dict[tuple[str, str], int] = {}
    scale = (1, 1)
    for scored in sheets:
        rubric = work.panel.rubrics[scored.panel.rubric_rev]
        scale = _scale(rubric)
        who = work.curator_at[scored.panel.curator_id]
        what = work.product_at[scored.panel.curation_id]
        for code, worth in worths(rubric, scored.panel.sheet).items():
            item = items.setdefault((rubric.rev, code), len(items))
            step = scored.panel.sheet.scores[code] - scale[0]
            rows.append((who, what, item, step, worth))
    who_, what_, item_, step_, worth_ = zip(*rows, strict=True)
    revs = {rev: at for at, rev in enumerate(dict.fromkeys(rev for rev, _ in items))}
    return facets.Ratings(
        curator=np.array(who_),
        product=np.array(what_),
        item=np.array(item_),
        step=np.array(step_),
        worth=np.array(worth_),
        group=np.array([revs[rev] for rev, _ in items]),
        steps=scale[1] - scale[0],
    )


def worths(rubric: Rubric, sheet: Sheet) -> dict[str, float]:
    """How many points one step of each scored indicator is, after *tidak berlaku* is spread."""
    live = [
        (criterion.weight, [i for i in criterion.indicators if i.code not in sheet.not_applicable])
        for criterion in rubric.criteria
    ]
    stretch = 100 / sum(weight for weight, inside in live if inside)
    return {
        i.code: stretch * weight * i.weight / sum(x.weight for x in inside) / rubric.scale.maximum
        for weight, inside in live
        for i in inside
        if i.code in sheet.scores
    }


def _scale(rubric: Rubric) -> tuple[int, int]:
    return rubric.scale.minimum, rubric.scale.maximum


def _place(scored: Scored) -> tuple[UUID, UUID]:
    return scored.panel.curation_id, scored.panel.curator_id


def _span(found: facets.Estimate) -> Span:
    return Span(found.value, found.low, found.high)


def _value(span: Span | None) -> float:
    return span.value if span else 0.0
