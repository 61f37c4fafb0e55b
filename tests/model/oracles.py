"""What must hold: after every step, and when all is healed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.regions import GLOBAL, any_covers
from app.domain.terms import CurationState
from app.errors import UserError
from app.models.entities import FINAL
from tests.model import looking
from tests.model.computers import Computer
from tests.model.ledger import TRACKED, Key, Ledger, Place, Violation
from tests.model.looking import Local, Row


def demand(holds: bool, promise: str, *about: object) -> None:
    """A Violation that names the promise, unless it holds."""
    if not holds:
        raise Violation(": ".join([promise, *map(str, about)]))


class Centrally:
    """What the centre was seen to hold, version by version."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.now: dict[Key, tuple[int, Row]] = {}
        self.history: dict[tuple[Key, int], list[Row]] = {}
        self.ever: set[str] = set()
        self.beaten: set[tuple[str, str]] = set()
        """Values that wait for a choice of their author, with what had won against them."""

    def set_back(self, rows: dict[Key, tuple[int, Row]]) -> None:
        """What the centre holds after a restore; nothing is asked of how it came about."""
        self.now = {}
        for key, (ver, row) in rows.items():
            self._note(key, ver, row)

    def became(self, rows: dict[Key, tuple[int, Row]]) -> None:
        """A transaction was committed: is the step from what was there a lawful one?"""
        for key, (ver, row) in rows.items():
            before = self.now.get(key)
            if before is not None and before != (ver, row):
                demand(ver > before[0], "a row changes with its version", key, ver)
                self._lawful(key, before[1], row)
            if key[0] == "curation":
                self._an_opening(key, row)
            if key[0] == "appeal":
                whole = len({row[n] is None for n in ANSWER}) == 1
                demand(whole, "an answer is whole", key, row)
            self._note(key, ver, row)

    def _note(self, key: Key, ver: int, row: Row) -> None:
        self.now[key] = (ver, row)
        versions = self.history.setdefault((key, ver), [])
        if row not in versions:
            versions.append(row)
        self.ever.update(row[n] for n in TRACKED.get(key[0], ()) if row[n] is not None)

    def _lawful(self, key: Key, before: Row, row: Row) -> None:
        demand(key[0] not in FINAL, "records of score are never changed", key)
        demand(row["deleted"] >= before["deleted"], "what was deleted is not resurrected", key)
        for name in TRACKED.get(key[0], ()):
            old, new = before[name], row[name]
            if old != new:
                seen = old is None or old in self._ledger.seen_by(new)
                seen = seen or self._is_as_before(old, new)
                demand(seen, "no blind overwrite", key, name, f"{new} over {old}")
        if key[0] == "curation":
            ranks = [CurationState(r["state"]).rank for r in (before, row)]
            demand(ranks[0] <= ranks[1], "a curation only goes forward", key)
            demand(row["opened_at"] <= before["opened_at"], "the earlier opening stands", key)

    def _is_as_before(self, old: str, new: str) -> bool:
        """After a restore a chain is told once more, and its words that had lost stand this time.

        What had replaced them before then replaces them again, by decision 13: their own
        author's later words, and what they had lost against, told by that same laptop. Nobody's
        word is overwritten unseen, for such a loser waits on its author's laptop for a choice.
        """
        if not self._ledger.set_back:
            return False
        writers = self._ledger.writers
        if writers.get(old) == writers.get(new) is not None:
            return True
        return any((old, winner) in self.beaten for winner in self._ledger.seen_by(new))

    def _an_opening(self, key: Key, row: Row) -> None:
        opening = tuple(row[name] for name in OPENING)
        demand(opening in self._ledger.openings[key[1]], "an opening is kept whole", key, opening)


MADE_ALIKE = frozenset({"curation_case", "curation"})
"""Records whose keys follow from what they are of: two laptops make the same one."""
ANSWER = ("outcome", "answer", "answered_by", "answered_at")
OPENING = ("opened_at", "opened_by", "session_id", "walk_in")


def after_sync(
    laptop: Computer,
    before: dict[Place, str],
    conflicts: Iterable[tuple[Place, Any, Any]],
    central: Centrally,
    ledger: Ledger,
) -> None:
    """What one sync of a laptop, however it ended, must not have done."""
    rows, noticed = looking.local_rows(laptop), looking.conflicts(laptop)
    _nothing_of_ours_is_replaced(rows, before, noticed, central)
    green_ticks(laptop, rows, central)
    central.beaten |= {(mine, theirs) for _, mine, theirs in map(_hashable, noticed)}
    known = {(place, mine, theirs) for place, mine, theirs in map(_hashable, conflicts)}
    for place, mine, theirs in map(_hashable, noticed):
        alike = place[0] in MADE_ALIKE
        demand(not alike, "one record under one key is no conflict", laptop.name, place)
        if (place, mine, theirs) not in known and place[2] in TRACKED.get(place[0], ()):
            _a_real_conflict(laptop, place, mine, theirs, ledger)


def _hashable(conflict: tuple[Place, Any, Any]) -> tuple[Place, str, str]:
    place, mine, theirs = conflict
    return place, str(mine), str(theirs)


def _nothing_of_ours_is_replaced(
    rows: dict[Key, Local],
    before: dict[Place, str],
    noticed: Iterable[tuple[Place, Any, Any]],
    central: Centrally,
) -> None:
    mine = {(place, value) for place, value, _ in noticed if isinstance(value, str)}
    for (entity, row_id, name), value in before.items():
        row = rows.get((entity, row_id))
        if row is not None and row.values[name] == value:
            continue
        safe = value in central.ever or ((entity, row_id, name), value) in mine
        demand(safe, "unconfirmed work is not replaced", entity, row_id, name, value)


def green_ticks(laptop: Computer, rows: dict[Key, Local], central: Centrally) -> None:
    """A row is clean only if the centre has had it at that version, with these values."""
    for key, row in rows.items():
        if row.dirty or row.borrowed:
            continue
        versions = central.history.get((key, row.bver), [])
        same = any(
            v["deleted"] == row.deleted and all(v[n] == x for n, x in row.values.items())
            for v in versions
        )
        demand(same, "no green tick without the centre having it", laptop.name, row)


def _a_real_conflict(
    laptop: Computer, place: Place, mine: str, theirs: str, ledger: Ledger
) -> None:
    if (
        laptop.doubled
        or ledger.set_back
        or mine not in ledger.writers
        or theirs not in ledger.writers
    ):
        return
    own = ledger.writers[mine] == ledger.writers[theirs]
    demand(not own, "no conflict with one's own earlier word", laptop.name, place, mine, theirs)
    seen = theirs in ledger.seen_by(mine)
    demand(not seen, "no conflict with what was seen", laptop.name, place, mine, theirs)


# -- when all is healed ------------------------------------------------------------


def quiet_sync(laptop: Computer) -> bool:
    """A sync over a healed line; whether it had nothing to do."""
    try:
        report = laptop.sync()
    except UserError as error:
        raise Violation(f"a healed sync works: {laptop.name}: {error.code}") from error
    demand(report.unequal == (), "digests are equal", laptop.name, report.unequal)
    moved = report.sent, report.received, report.refused, report.relayed, report.offered
    return not any(moved) and report.round_trips == 1 and report.complete


def converged(laptop: Computer, regions: tuple[str, ...], central: Centrally) -> None:
    """The laptop holds what the centre holds for its regions, row by row, and waits for nothing."""
    demand(laptop.waiting() == 0, "the queue is never stuck", laptop.name, laptop.waiting())
    for table, where in _LEFTOVERS:
        left = looking.raw(laptop, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]
        demand(left == 0, "nothing is left half done", laptop.name, table, left)
    rows = looking.local_rows(laptop)
    wanted = {
        key: found
        for key, found in central.now.items()
        if _is_seen(found[1], regions) and not (key in rows and rows[key].dirty)
    }
    clean = looking.laptop_rows(laptop)
    here = {key: row for key, row in clean.items() if not rows[key].borrowed}
    for key in wanted.keys() | here.keys():
        demand(
            here.get(key) == wanted.get(key),
            "all agree",
            laptop.name,
            key,
            _differing(here.get(key), wanted.get(key)),
        )


_LEFTOVERS = (
    ("pull_stage", "1"),
    ("batch_out", "acked_at IS NULL"),
    ("sync_row", "seen = 0"),
    ("sync_row", "fb <> '{}' AND state = ''"),
)


def _is_seen(row: Row, regions: tuple[str, ...]) -> bool:
    places = [s for s in (row["scope"], row["guest_scope"]) if s]
    return GLOBAL in places or any(any_covers(regions, s) for s in places)


def _differing(here: tuple[int, Row] | None, there: tuple[int, Row] | None) -> object:
    if here is None or there is None:
        return "missing here" if here is None else "not at the centre"
    fields = {n: (v, there[1][n]) for n, v in here[1].items() if v != there[1][n]}
    return f"version {here[0]} here, {there[0]} there", fields


def surviving(laptops: Iterable[Computer], central: Centrally, *, clean: bool) -> Iterator[Any]:
    """Values that are on some laptop: ahead of the centre, kept for a choice, carried.

    With `clean` also those that only repeat what the centre once had.
    """
    for laptop in laptops:
        for local in looking.local_rows(laptop).values():
            yield from (v for n, v in local.values.items() if clean or n in local.dirty)
        for _, mine, _theirs in looking.conflicts(laptop):
            yield mine
        for batch in looking.carried(laptop):
            yield from looking.values_of(batch.changes)
    for _, row in central.now.values():
        yield from (v for v in row.values() if isinstance(v, str))


def nothing_lost(ledger: Ledger, values: Iterable[Any], rows: set[Key], central: Centrally) -> None:
    """Everything ever written is there, was replaced knowingly, or waits for a person."""
    missing = ledger.parents.keys() - ledger.kept_by(values) - ledger.excused
    demand(not missing, "nothing is lost", {v: ledger.places[v] for v in sorted(missing)})
    for key, row in ledger.births.items():
        demand(key in rows, "no row is lost", key)
        if key[0] in FINAL and key in central.now:
            demand(central.now[key][1] == row, "records of score arrive whole, once", key)


def rows_somewhere(laptops: Iterable[Computer], central: Centrally, *, clean: bool) -> set[Key]:
    """Rows that the centre has, or a laptop ahead of it, or one that carries them."""
    found = set(central.now)
    for laptop in laptops:
        rows = looking.local_rows(laptop)
        found |= {k for k, r in rows.items() if clean or r.dirty or r.borrowed}
        found |= {(c.entity, c.id) for b in looking.carried(laptop) for c in b.changes}
    return found


def unknown_deletions(ledger: Ledger, laptops: Iterable[Computer], central: Centrally) -> set[Key]:
    """Deletions that neither the centre nor a laptop knows of.

    One that met what its author had not seen waits for a choice like any other word: a disk
    brought back thinks a record new that the centre has long had, and it is deleted there.
    """
    known = {k for k, (_, row) in central.now.items() if row["deleted"]}
    for laptop in laptops:
        known |= {k for k, row in looking.local_rows(laptop).items() if row.deleted}
        waiting = (place for place, mine, _ in looking.conflicts(laptop) if mine is True)
        known |= {(entity, row_id) for entity, row_id, name in waiting if name == "deleted"}
        for batch in looking.carried(laptop):
            changes = (c for c in batch.changes if c.fields.get("deleted", (False, 0))[0])
            known |= {(c.entity, c.id) for c in changes}
    return ledger.deletions - known
