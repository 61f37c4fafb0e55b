"""In which parts two values differ: whole words where there are several, else characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 2_000
"""Longer texts are not compared: finding the parts would take longer than reading them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both sides have, or that only this one has."""

    text: str
    differs: bool


def pieces(mine: str, theirs: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut into what is common and what is not, in order; joined they are whole."""
    if max(len(mine), len(theirs)) > _MOST:
        return (Piece(mine, differs=True),), (Piece(theirs, differs=True),)
    left, right = _tokens(mine, theirs)
    lefts: list[Piece] = []
    rights: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        differs = tag != "equal"
        _add(lefts, "".join(left[i1:i2]), differs=differs)
        _add(rights, "".join(right[j1:j2]), differs=differs)
    return _joined(lefts), _joined(rights)


def _tokens(mine: str, theirs: str) -> tuple[list[str], list[str]]:
    by_word = re.search(r"\s", mine.strip()) or re.search(r"\s", theirs.strip())
    if by_word:
        return _WORDS.findall(mine), _WORDS.findall(theirs)
    return list(mine), list(theirs)


def _add(row: list[Piece], text: str, *, differs: bool) -> None:
    if text:
        row.append(Piece(text, differs))


def _joined(row: list[Piece]) -> tuple[Piece, ...]:
    """A space between two differing words differs with them: one mark is calmer than two."""
    made: list[Piece] = []
    for at, piece in enumerate(row):
        between = 0 < at < len(row) - 1 and not piece.text.strip()
        differs = piece.differs or (between and row[at - 1].differs and row[at + 1].differs)
        if made and made[-1].differs == differs:
            made[-1] = Piece(made[-1].text + piece.text, differs)
        else:
            made.append(Piece(piece.text, differs))
    return tuple(made)
