"""What is agreed for Gebetan UMKM beside its rounds: clusters, kinds of offices, what is full.

It is data (resources/gebetan.json); the amounts of one round are changed in the round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.market.packages import Cluster
from app.domain.market.terms import OfficeKind
from app.domain.names import fold


@dataclass(frozen=True, slots=True)
class Programme:
    """`kinds` are words an office's name begins with; `wait_share` and `seconds` are the
    optimiser's; a package is called full from `full_from` of its amount on."""

    clusters: tuple[Cluster, ...]
    kinds: tuple[tuple[OfficeKind, tuple[str, ...]], ...]
    wait_share: float
    seconds: float
    full_from: float

    def kind_of(self, words: str) -> OfficeKind | None:
        """The kind a person names in an import, by its term, its code or a word for it."""
        asked = fold(words)
        for kind in OfficeKind:
            if asked in (fold(kind.term), fold(str(kind).replace("_", " "))):
                return kind
        return next((kind for kind, known in self.kinds if asked in map(fold, known)), None)

    def kind_of_office(self, name: str) -> OfficeKind:
        """What kind an office is by its name ("Sudin PPKUKM …"), OTHER when nothing tells."""
        asked = f"{fold(name)} "
        for kind, known in self.kinds:
            if any(asked.startswith(f"{fold(word)} ") for word in known):
                return kind
        return OfficeKind.OTHER


def read_programme(data: Mapping[str, Any]) -> Programme:
    """From its JSON; ValueError says what is wrong with it."""
    kinds = tuple((OfficeKind(o["kind"]), tuple(o["words"])) for o in data["offices"])
    share = float(data["wait_share"])
    if not 0 <= share <= 1:
        raise ValueError("wait_share is no share")
    return Programme(
        read_clusters(data["clusters"]),
        kinds,
        share,
        float(data["seconds"]),
        float(data["full_from"]),
    )


def read_clusters(entries: Iterable[Mapping[str, Any]]) -> tuple[Cluster, ...]:
    """Clusters of a round or of the programme; ValueError when one is none or comes twice."""
    found = tuple(Cluster(str(e["code"]), str(e["name"]), int(e["amount"])) for e in entries)
    if len({c.code for c in found}) != len(found):
        raise ValueError("a cluster stands there twice")
    if any(c.amount <= 0 or not c.code or not c.name for c in found):
        raise ValueError("a cluster without name or amount")
    return found


def cluster_of(clusters: Iterable[Cluster], words: str) -> Cluster | None:
    """The cluster a person means: its code or name, or the only one that begins like that."""
    asked, every = fold(words), tuple(clusters)
    exact = [c for c in every if asked in (fold(c.code), fold(c.name))]
    if exact or not asked:
        return exact[0] if exact else None
    near = [c for c in every if fold(c.name).startswith(asked) or fold(c.code).startswith(asked)]
    return near[0] if len(near) == 1 else None
