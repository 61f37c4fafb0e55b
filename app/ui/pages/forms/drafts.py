"""Forms that were left before they were saved: kept until they are, so nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

FormT = TypeVar("FormT")


@dataclass(frozen=True, slots=True)
class NewKey:
    """Stands for a record that has no id yet."""

    number: int


FormKey = UUID | NewKey


@dataclass(frozen=True, slots=True)
class Draft(Generic[FormT]):
    """What was typed on one form, over what it started from; `extra` is the page's own."""

    key: FormKey
    title: str
    base: FormT
    typed: FormT
    extra: Any = None


def rebase(typed: FormT, base: FormT, fresh: FormT) -> FormT:
    """`fresh` (a frozen dataclass) with every field the person changed since `base`."""
    values: dict[str, Any] = {}
    for item in fields(typed):  # type: ignore[arg-type]
        mine = getattr(typed, item.name)
        if mine != getattr(base, item.name):
            values[item.name] = mine
    return replace(fresh, **values)  # type: ignore[type-var]


class Drafts(Generic[FormT]):
    """Drafts by key, the one left last at the end."""

    def __init__(self) -> None:
        self._kept: dict[FormKey, Draft[FormT]] = {}
        self._made = 0

    def __len__(self) -> int:
        return len(self._kept)

    def new_key(self) -> NewKey:
        """A key no other form has."""
        self._made += 1
        return NewKey(self._made)

    def put(self, draft: Draft[FormT]) -> None:
        """Keep a draft; one with the same key is replaced."""
        self._kept.pop(draft.key, None)
        self._kept[draft.key] = draft

    def take(self, key: FormKey) -> Draft[FormT] | None:
        """Take a draft out; None when there is none for `key`."""
        return self._kept.pop(key, None)

    @property
    def latest(self) -> Draft[FormT] | None:
        """The draft left last."""
        return next(reversed(self._kept.values()), None)

    def clear(self) -> None:
        """Let all drafts go."""
        self._kept.clear()
