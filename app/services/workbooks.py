"""Writing workbooks: whole or not at all, text stays text, numbers are numbers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import UserError

if TYPE_CHECKING:
    from openpyxl import Workbook

Check = Callable[[], None]
"""Called between steps; raises to stop."""

PERCENT, POINTS, WHOLE, TEXT = "0.0%", "0.00", "#,##0", "@"


def write(
    path: Path,
    sheets: Iterable[Callable[[Workbook], None]],
    refused: Callable[[], UserError],
    check: Check = lambda: None,
) -> Path:
    """Write the workbook that `sheets` fill, one after the other; `check` may stop it between.

    Raises what `refused` makes when the place refuses.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    try:
        for fill in sheets:
            check()
            fill(workbook)
        return _save(workbook, path, refused, check)
    except BaseException:
        # Sheets begun are files of openpyxl's own; only saving closes and removes them.
        with contextlib.suppress(Exception):
            workbook.save(BytesIO())
        raise


def _save(workbook: Workbook, path: Path, refused: Callable[[], UserError], check: Check) -> Path:
    fresh = path.with_name(path.name + ".baru")
    try:
        workbook.save(fresh)
        check()
        fresh.replace(path)
    except OSError as error:
        raise refused() from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return path


def sheet(
    workbook: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], wide: int
) -> None:
    """A sheet whose first line is frozen; the first column is `wide` characters."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    made = workbook.create_sheet(name)
    made.freeze_panes = "B2"
    for at, head in enumerate(heads, 1):
        width = wide if at == 1 else max(11, min(len(head) + 2, 40))
        made.column_dimensions[get_column_letter(at)].width = width
    cells = [cell(made, head) for head in heads]
    for one in cells:
        one.font, one.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    made.append(cells)
    for row in rows:
        made.append([cell(made, value) for value in row])


def cell(made: Any, value: Any) -> Any:
    """Text stays text, also where it looks like a formula; (value, format) has a format."""
    from openpyxl.cell import WriteOnlyCell

    bare, shown = value if isinstance(value, tuple) else (value, "")
    one = WriteOnlyCell(made, value=bare)
    if isinstance(bare, str):
        one.data_type = "s"
        one.number_format = shown or one.number_format
    elif bare is not None:
        one.number_format = shown or WHOLE
    return one
