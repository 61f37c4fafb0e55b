"""What often comes together: single steps would meet it too seldom to be worth their time.

Each is a few deeds and syncs in the order in which some rule of the synchronisation
is needed; what goes on before and after them is drawn as ever.
"""

from __future__ import annotations

from tests.model import deeds, holds, sticks
from tests.model.computers import Computer, Faults
from tests.model.stage import CLONE
from tests.model.world import ASSIGNMENTS, World

_ASKING = 3
"""Transactions of a sync before the first that takes in an answer."""
_MADE = ("product", "improvement_item", "legal_document")


def both_edit(world: World, one: Computer, other: Computer, which: int, field: int) -> None:
    """The same field, neither knowing of the other; the second loses its answer."""
    key = deeds.common(world, (one, other), which)
    for laptop in (one, other):
        deeds.edit(world, laptop, which, field, key=key)
    world.sync(one)
    world.sync(other, Faults(lose_answer=True))
    deeds.edit(world, other, which, field, key=key)


def type_while_it_travels(
    world: World, laptop: Computer, other: Computer, which: int, field: int
) -> None:
    """The answer to one edit is lost, the next is made without it; somebody else goes on too."""
    key = deeds.common(world, (laptop, other), which)
    deeds.edit(world, laptop, which, field, key=key)
    world.sync(laptop, Faults(lose_answer=True))
    deeds.edit(world, other, which, field + 1, key=key)
    world.sync(other)
    deeds.edit(world, laptop, which, field, key=key)


def overtake(world: World, slow: Computer, fast: Computer, reader: Computer, which: int) -> None:
    """One transaction stalls, another is committed, somebody reads, the first commits."""
    deeds.edit(world, slow, which, 0)
    world.sync(slow, Faults(hold_at=holds.STALLS[0]))
    deeds.make(world, fast, "business", which)
    world.sync(fast)
    world.sync(reader)
    for hold in list(world.holds):
        world.let_go(hold, commit=True)


def send_away_and_back(world: World, laptop: Computer, which: int) -> None:
    """Another district for a while, or none; some work was sent before, some was not."""
    regions = world.regions(laptop)
    deeds.make(world, laptop, "product", which)
    world.sync(laptop)
    deeds.edit(world, laptop, which, 0)
    away = tuple(a for a in ASSIGNMENTS if laptop.home not in a)
    world.assign(laptop, away[which % len(away)])
    world.sync(laptop)
    world.assign(laptop, regions)


def hear_of_much(
    world: World, reader: Computer, writer: Computer, records: int, ends: tuple[str, int]
) -> None:
    """News of several pages, and the sync that brings them breaks at some page or transaction."""
    for number in range(records):
        deeds.make(world, writer, _MADE[number % len(_MADE)], number)
    world.sync(writer)
    how, place = ends
    if how == "crash":
        world.sync(reader, crash=_ASKING + place)
    else:
        world.sync(reader, Faults(pages=place))


def freeze_twice(world: World, sender: Computer, carrier: Computer, which: int, field: int) -> None:
    """Two batches on one stick, the second about what the first says, neither answered; who
    carries them brings them, is told of them, and goes on from there."""
    key = deeds.common(world, (sender, carrier), which)
    for _ in range(2):
        deeds.edit(world, sender, which, field, key=key)
        deeds.carry(sender, carrier)
        deeds.freeze(sender)
    if field:
        world.sync(carrier)
        deeds.edit(world, carrier, which, field, key=key)
        world.sync(carrier)


def delete_against_edit(world: World, one: Computer, other: Computer, which: int) -> None:
    """A record is deleted, and somebody who does not know goes on writing it."""
    key = deeds.common(world, (one, other), which)
    deeds.delete(world, one, which, newest=False, key=key)
    deeds.edit(world, other, which, which % 2, key=key)
    world.sync(one)
    world.sync(other)


def open_alike(world: World, one: Computer, other: Computer, which: int) -> None:
    """A curation is opened on two laptops, neither knowing of the other."""
    for laptop in (one, other):
        deeds.open_curation(world, laptop, 0, which)
    world.sync(one)
    world.sync(other)


def open_again_without_its_copy(world: World, laptop: Computer, which: int) -> None:
    """A curation was taken further, its copy left with the region, and is opened once more."""
    regions = world.regions(laptop)
    for _ in range(2):
        deeds.open_curation(world, laptop, 0, which)
    world.sync(laptop)
    world.assign(laptop, tuple(place for place in deeds.PLACES if place != laptop.home))
    world.sync(laptop)
    world.assign(laptop, regions)
    deeds.open_curation(world, laptop, 0, which)
    world.sync(laptop)


def go_by_file(world: World, laptop: Computer, which: int, field: int, edits: int) -> None:
    """No network: what waits goes by file, work goes on, and the answer comes by file."""
    deeds.edit(world, laptop, which, field)
    sticks.write(world, laptop)
    sticks.bring(world, 0)
    for _ in range(edits):
        deeds.edit(world, laptop, which, field)
    sticks.hear(world, laptop, 0)


def forget(world: World, laptop: Computer, which: int, field: int) -> None:
    """A backup is brought back over work that had been sent."""
    world.take_backup(laptop)
    for _ in range(2):
        deeds.edit(world, laptop, which, field)
        world.sync(laptop)
    world.restore(laptop)
    deeds.edit(world, laptop, which, field)


def both_copies_work(world: World, laptop: Computer, which: int, field: int) -> None:
    """A disk is copied, and the same is written on both."""
    world.clone(laptop)
    twin = world.stage.computers[CLONE]
    for copy in (laptop, twin):
        deeds.edit(world, copy, which, field)
        world.sync(copy)


def the_centre_forgets(
    world: World,
    author: Computer,
    others: tuple[Computer, Computer],
    what: tuple[int, int],
    days: int,
) -> None:
    """Work was sent and read by others; the centre's backup is older than it.

    After so many `days` its author's batches may be gone too. Whoever comes first then
    writes over what the centre has forgotten.
    """
    reader, first = others
    which, field = what
    world.take_central_backup()
    deeds.edit(world, author, which, field)
    deeds.make(world, author, "product", which)
    for laptop in (author, reader):
        world.sync(laptop)
    world.time_passes(days)
    world.restore_centre()
    deeds.edit(world, first, which, field)
    world.sync(first)
