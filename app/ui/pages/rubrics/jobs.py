"""What the page asks of the services, as jobs that give frozen values.

The laboratory's arithmetic is imported when it is first asked for: the window is to be there
without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.rubric import Rubric, RubricError, parse_rubric
from app.domain.rubric_edit import Body
from app.domain.scoring import Sheet
from app.domain.terms import Category, CurationState, Level
from app.errors import UserError
from app.services import rubric_drafts, rubric_xlsx
from app.services.rubric_drafts import RubricShelf
from app.services.sheet_views import SheetView
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.services.rule_lab import Lab, Move, Named, Trial

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class RubricsView:
    """What the page shows, read in one job."""

    shelves: tuple[RubricShelf, ...]
    editable: bool


def read_view(ws: Workspace) -> RubricsView:
    """All rubrics, and whether this person may change them."""
    return RubricsView(rubric_drafts.shelves(ws), rubric_drafts.may_edit(ws))


def read_version(ws: Workspace, rev: str) -> tuple[str, Body]:
    """The text of one version."""
    return rev, rubric_drafts.body_of(ws, rev)


def parsed(body: Body) -> Rubric | None:
    """The rubric of a body; None while it is not one yet."""
    try:
        return parse_rubric(body)
    except RubricError:
        return None


def sheet_preview(rubric: Rubric) -> SheetView:
    """An empty sheet of nothing, to be looked at as a curator sees it."""
    return SheetView(
        curation_id=_NOBODY,
        product_id=_NOBODY,
        business_id=_NOBODY,
        session_id=_NOBODY,
        product="",
        business="",
        place="",
        price=None,
        category=rubric.code,
        level=Level.DISTRICT,
        attempt=1,
        session_name="",
        session_open=True,
        state=CurationState.OPEN,
        rubric=rubric,
        gates=rubric.gates,
        sheet=Sheet(),
        submitted=False,
        submitted_at=None,
        saved_at=None,
        decision_id=None,
        photos=(),
        documents=(),
    )


def export(body: Body, path: Path) -> Path:
    """Write the workbook of a rubric."""
    return write_file(path, rubric_xlsx.write(body))


def write_file(path: Path, data: bytes) -> Path:
    """Write a file a person asked for; UserError when it cannot be."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserError(
            "file.write",
            f"{path.name} tidak dapat ditulis.",
            safe="Data di program tetap utuh.",
            todo="Tutup berkas itu bila sedang terbuka, atau pilih folder lain.",
        ) from error
    return path


def take_in(ws: Workspace, code: Category, path: Path) -> Body:
    """A workbook as the draft of a category."""
    body = rubric_xlsx.read(path)
    rubric_drafts.begin(ws, code, body)
    return body


def file_name(body: Body) -> str:
    """What a rubric's file is called."""
    name = re.sub(r"[^\w-]+", "-", str(body.get("name", "")))[:40].strip("-")
    return f"rubrik-{body.get('code')}-v{body.get('version')}-{name}.xlsx"


def read_lab(ws: Workspace) -> Lab:
    """All stored results, ready to be judged anew."""
    from app.services import rule_lab

    return rule_lab.read_lab(ws)


def run_trial(lab: Lab, rubric: Rubric, check: Callable[[], None]) -> Trial:
    """What a copy of one rubric would change."""
    from app.services import rule_lab

    return rule_lab.trial(lab, {rubric.code: rubric}, check)


def read_names(ws: Workspace, lab: Lab, trial: Trial, move: Move) -> tuple[Named, ...]:
    """Whose results make a move."""
    from app.services import rule_lab

    return rule_lab.names(ws, lab, trial, move)


def export_trial(ws: Workspace, lab: Lab, trial: Trial, path: Path) -> Path:
    """Write a trial with everybody it moves as a workbook."""
    from app.services import rule_lab_xlsx

    return write_file(path, rule_lab_xlsx.write(ws, lab, trial))
