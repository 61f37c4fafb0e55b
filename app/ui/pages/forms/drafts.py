"""Forms that wait to be saved, and what each of them was typed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from app.services.drafts import Draft, DraftKey

FormT = TypeVar("FormT")


def touched(base: FormT, typed: FormT) -> dict[str, Any]:
    """The fields a person changed, with what was typed into them."""
    names = [item.name for item in fields(typed)]  # type: ignore[arg-type]
    return {n: getattr(typed, n) for n in names if getattr(typed, n) != getattr(base, n)}


def _with(form: FormT, other: FormT, names: Iterable[str]) -> FormT:
    """`form` with some fields of `other`."""
    return replace(form, **{n: getattr(other, n) for n in names})  # type: ignore[type-var]


@dataclass(frozen=True, slots=True)
class Basis(Generic[FormT]):
    """What a form is typed over: the record as it is now, and as it was when typing began.

    The two differ only in fields that a person had touched when somebody else changed them.
    """

    now: FormT
    then: FormT

    @classmethod
    def of(cls, form: FormT) -> Basis[FormT]:
        """A form just opened, or just saved."""
        return cls(form, form)

    def follow(self, typed: FormT, fresh: FormT) -> tuple[FormT, Basis[FormT]]:
        """The record changed underneath: only what the person has not touched follows."""
        mine = touched(self.then, typed).keys() & touched(fresh, typed).keys()
        return _with(fresh, typed, mine), Basis(fresh, _with(fresh, self.then, mine))

    def clashes(self, typed: FormT) -> tuple[str, ...]:
        """Fields in which the record and the form were both changed, in the form's order."""
        mine = touched(self.now, typed)
        return tuple(name for name in touched(self.then, self.now) if name in mine)

    def give_way(self, typed: FormT) -> tuple[FormT, Basis[FormT]]:
        """What was typed, with the record's newer values wherever both were changed."""
        names = self.clashes(typed)
        return _with(typed, self.now, names), Basis.of(self.now)


class Drafts(Generic[FormT]):
    """Drafts of forms that are not on show, by key, the one left last at the end."""

    def __init__(self) -> None:
        self._kept: dict[DraftKey, Draft[FormT]] = {}
        self._earlier: set[DraftKey] = set()

    def __len__(self) -> int:
        return len(self._kept)

    def keys(self) -> frozenset[DraftKey]:
        """The forms that wait."""
        return frozenset(self._kept)

    def put(self, draft: Draft[FormT], *, earlier: bool = False) -> None:
        """Keep a draft; `earlier` for one that a former run of the program left behind."""
        self.take(draft.key)
        self._kept[draft.key] = draft
        if earlier:
            self._earlier.add(draft.key)

    def get(self, key: DraftKey) -> Draft[FormT] | None:
        """A draft, which stays where it is."""
        return self._kept.get(key)

    def take(self, key: DraftKey) -> Draft[FormT] | None:
        """Take a draft out; None when there is none for `key`."""
        self._earlier.discard(key)
        return self._kept.pop(key, None)

    @property
    def latest(self) -> Draft[FormT] | None:
        """The draft left last."""
        return next(reversed(self._kept.values()), None)

    def unfinished(self, fits: Callable[[Draft[FormT]], bool]) -> Draft[FormT] | None:
        """The last new form a former run left behind that `fits`: whoever starts anew goes on."""
        for key, draft in reversed(self._kept.items()):
            if key.new and key in self._earlier and fits(draft):
                return draft
        return None
