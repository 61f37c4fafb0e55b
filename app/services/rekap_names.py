"""What the codes in Rekap's counts are called: from the rubrics, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.rubric import Rubric, RubricError
from app.domain.terms import Category
from app.models.entities import RubricVersion
from app.services import rubrics


@dataclass(frozen=True, slots=True)
class Known:
    """All rubrics that this program understands, oldest first, and the newest of each category."""

    every: tuple[Rubric, ...]
    newest: Mapping[Category, Rubric]


_last: tuple[object, Known] | None = None


def known(session: Session) -> Known:
    """The rubrics as they stand; read and parsed again only when one came or went."""
    global _last
    query = sa.select(RubricVersion.rev, RubricVersion.version, RubricVersion.deleted)
    rows = session.execute(query.order_by(RubricVersion.version, RubricVersion.rev)).all()
    key = tuple(tuple(row) for row in rows)
    if _last is None or _last[0] != key:
        _last = (key, _read(session, rows))
    return _last[1]


def _read(session: Session, rows: Iterable[Any]) -> Known:
    every, newest = [], {}
    for rev, _, deleted in rows:
        try:
            rubric = rubrics.by_rev(session, rev)
        except RubricError:  # of a newer program: its sheets have no criteria here
            continue
        every.append(rubric)
        if not deleted:
            newest[rubric.code] = rubric
    return Known(tuple(every), newest)


class Names:
    """Names of criteria, indicators, gates and findings; a code that is not known is its own."""

    def __init__(self, session: Session) -> None:
        self._names: dict[tuple[Category, str, str], str] = {}
        self._places: dict[tuple[Category, str], int] = {}
        for rubric in known(session).every:
            self._take(rubric)

    def _take(self, rubric: Rubric) -> None:
        category = rubric.code
        for place, criterion in enumerate(rubric.criteria):
            self._names[category, "criterion", criterion.code] = criterion.name
            self._places[category, criterion.code] = place
        for kind, named in (
            ("indicator", rubric.indicators),
            ("gate", rubric.gates),
            ("critical", rubric.critical_findings),
        ):
            for one in named:
                self._names[category, kind, one.code] = one.name

    def criterion(self, category: Category, code: str) -> str:
        """A criterion's name."""
        return self._names.get((category, "criterion", code), code)

    def shortcoming(self, category: Category, kind: str, code: str) -> str:
        """What was lacking, by the kind of shortcoming (see `rekap_cells`)."""
        table = {"unmet": "gate", "in_process": "gate", "floor": "criterion"}.get(kind, kind)
        return self._names.get((category, table, code), code)

    def place(self, category: Category, code: str) -> tuple[int, int, str]:
        """Where a criterion stands: by category, then in the order of its rubric."""
        return list(Category).index(category), self._places.get((category, code), 99), code
