"""What differs between two versions of a rubric, told by codes and not by positions.

A rubric is taken apart into single values, each under a name that an order of rows does not
change: `("indicators", "RASA-1", "weight")`. Two such heaps are compared; put onto the old
one, the differences give the new one again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Name = tuple[str, ...]
Values = dict[Name, Any]

_CODED = {"gates": "gates", "critical_findings": "findings"}
_ORDER = "order"


class Kind(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class _Absent:
    """Nothing stands here; not None, which is a value of JSON."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not what it was; ABSENT where it is not there at all."""

    name: Name
    before: Any
    after: Any

    @property
    def kind(self) -> Kind:
        """Added, removed or changed."""
        if self.before is ABSENT:
            return Kind.ADDED
        return Kind.REMOVED if self.after is ABSENT else Kind.CHANGED


@dataclass(frozen=True, slots=True)
class Group:
    """What happened to one thing: a criterion, an indicator, a gate, a line of outcomes …

    `section` and `code` name it, `title` is what people call it. A thing added or removed
    whole has all its values in `differences`.
    """

    kind: Kind
    section: str
    code: str
    title: str
    differences: tuple[Difference, ...]


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every difference of two bodies, in the order of the old one, then what is new."""
    before, after = _taken_apart(old), _taken_apart(new)
    return tuple(
        Difference(name, before.get(name, ABSENT), after.get(name, ABSENT))
        for name in dict.fromkeys((*before, *after))
        if before.get(name, ABSENT) != after.get(name, ABSENT)
    )


def apply(old: Mapping[str, Any], differences: Iterable[Difference]) -> dict[str, Any]:
    """The old body with the differences made; `apply(a, diff(a, b)) == b`."""
    values = _taken_apart(old)
    for difference in differences:
        if difference.after is ABSENT:
            values.pop(difference.name, None)
        else:
            values[difference.name] = difference.after
    return _put_together(values)


def grouped(differences: Sequence[Difference]) -> tuple[Group, ...]:
    """The differences by the thing they are of."""
    heaps: dict[tuple[str, str], list[Difference]] = {}
    for one in differences:
        heaps.setdefault(_thing(one.name), []).append(one)
    return tuple(_group(section, code, heap) for (section, code), heap in heaps.items())


def _thing(name: Name) -> tuple[str, str]:
    if name[0] in _SECTIONS and len(name) > 2:
        return name[0], name[1]
    return ("general", "") if len(name) == 1 else (name[0], "")


_SECTIONS = frozenset({"criteria", "indicators", "gates", "findings", "outcomes"})


def _group(section: str, code: str, heap: Sequence[Difference]) -> Group:
    first = {one.name[2:]: one for one in heap}
    birth = first.get(("code",)) or (first.get(("outcome",)) if section == "outcomes" else None)
    kind = Kind.CHANGED
    if birth is not None and birth.kind is not Kind.CHANGED:
        kind = birth.kind
    title = first.get(("name",))
    words = "" if title is None else title.before if title.after is ABSENT else title.after
    return Group(kind, section, code, str(words), tuple(heap))


# -- apart and together ------------------------------------------------------------------


def _taken_apart(body: Mapping[str, Any]) -> Values:
    """Every value under its name; lists of coded things become things and an order."""
    values: Values = {}
    for key, value in body.items():
        if key == "criteria":
            values.update(_criteria(value))
        elif key in _CODED:
            values.update(_coded(_CODED[key], value))
        elif key == "outcomes":
            for number, line in enumerate(value, start=1):
                values.update(_flat(("outcomes", f"{number:03}"), line))
            values["outcomes", _ORDER] = len(value)
        elif isinstance(value, Mapping) and value:
            values.update(_flat((key,), value))
        else:
            values[(key,)] = value
    return values


def _criteria(criteria: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Name, Any]]:
    plain = [{k: v for k, v in c.items() if k != "indicators"} for c in criteria]
    yield from _coded("criteria", plain)
    indicators = [
        {"criterion": criterion["code"], **indicator}
        for criterion in criteria
        for indicator in criterion["indicators"]
    ]
    yield from _coded("indicators", indicators)


def _coded(section: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Name, Any]]:
    for row in rows:
        yield from _flat((section, row["code"]), row)
    yield (section, _ORDER), [row["code"] for row in rows]


def _flat(at: Name, row: Mapping[str, Any]) -> Iterator[tuple[Name, Any]]:
    for key, value in row.items():
        if isinstance(value, Mapping) and key != "when" and value:
            yield from _flat((*at, key), value)
        else:
            yield (*at, key), value


def _put_together(values: Values) -> dict[str, Any]:
    body: dict[str, Any] = {}
    things: dict[str, dict[str, dict[str, Any]]] = {}
    orders: dict[str, Any] = {}
    for name, value in values.items():
        if len(name) == 1:
            body[name[0]] = value
        elif name[1] == _ORDER and len(name) == 2:
            orders[name[0]] = value
        elif name[0] in _SECTIONS:
            _put(things.setdefault(name[0], {}).setdefault(name[1], {}), name[2:], value)
        else:
            _put(body.setdefault(name[0], {}), name[1:], value)
    return {**body, **_lists(things, orders)}


def _lists(things: Mapping[str, Any], orders: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    indicators = [things["indicators"][code] for code in orders.get("indicators", ())]
    if "criteria" in orders:
        found["criteria"] = [
            {**things["criteria"][code], "indicators": _of_criterion(indicators, code)}
            for code in orders["criteria"]
        ]
    for key, section in _CODED.items():
        if section in orders:
            found[key] = [things[section][code] for code in orders[section]]
    if "outcomes" in orders:
        numbers = range(1, orders["outcomes"] + 1)
        found["outcomes"] = [things["outcomes"][f"{n:03}"] for n in numbers]
    return found


def _of_criterion(indicators: Iterable[Mapping[str, Any]], code: str) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in row.items() if key != "criterion"}
        for row in indicators
        if row["criterion"] == code
    ]


def _put(target: dict[str, Any], name: Name, value: Any) -> None:
    for key in name[:-1]:
        target = target.setdefault(key, {})
    target[name[-1]] = value
