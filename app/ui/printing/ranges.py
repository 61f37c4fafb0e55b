"""Which pages: what a person types into the field of a print sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.errors import UserError

_PART = re.compile(r"(\d+)?\s*(?:([-–—])\s*(\d+)?)?")


def parse_pages(text: str, count: int) -> tuple[int, ...]:
    """Pages (from 0, in the paper's order, each once) of `1-3, 5`, `4-`, `-2`; all for nothing.

    Raises UserError `print.pages_unclear` or `print.pages_beyond`.
    """
    if not text.strip():
        return tuple(range(count))
    wanted: set[int] = set()
    for part in re.split(r"[,;]", text):
        if part.strip():
            wanted.update(_pages_of(part.strip(), count))
    if not wanted:
        raise _unclear(text)
    return tuple(sorted(wanted))


def _pages_of(part: str, count: int) -> Iterator[int]:
    found = _PART.fullmatch(part)
    if found is None:
        raise _unclear(part)
    first, dash, last = found.groups()
    if first is None and last is None:
        raise _unclear(part)
    low = int(first) if first else 1
    high = int(last) if last else (count if dash else low)
    if low < 1 or high > count:
        raise _beyond(part, count)
    if low > high:
        raise _unclear(part) if last else _beyond(part, count)
    return iter(range(low - 1, high))


def show_pages(pages: tuple[int, ...]) -> str:
    """`1-3, 5` for (0, 1, 2, 4)."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(
        f"{run[0] + 1}-{run[-1] + 1}" if len(run) > 1 else f"{run[0] + 1}" for run in runs
    )


def _unclear(part: str) -> UserError:
    return UserError(
        "print.pages_unclear",
        f"Halaman “{part.strip()[:30]}” tidak dimengerti.",
        todo="Tulis seperti 1-3, 5. Kosongkan untuk semua halaman.",
    )


def _beyond(part: str, count: int) -> UserError:
    return UserError(
        "print.pages_beyond",
        f"Halaman “{part.strip()[:30]}” tidak ada: dokumen ini {count} halaman.",
        todo=f"Tulis halaman 1 sampai {count}.",
    )
