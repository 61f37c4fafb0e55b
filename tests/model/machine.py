"""The model as Hypothesis plays it: which steps there are, and what is drawn for each."""

from __future__ import annotations

import sys
from collections import Counter
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.model import deeds, holds, sticks, stories
from tests.model.computers import Faults
from tests.model.stage import Stage
from tests.model.world import ASSIGNMENTS, CLOCKS, World

WHO = st.integers(0, 3)
WHICH = st.integers(0, 5)
TWO = st.integers(0, 1)
BREAKS = st.sampled_from(["request", "answer", "twice", "lie", "pages", "crash", "meanwhile"])
ENDS = st.sampled_from(
    [*(("crash", place) for place in range(3)), *(("pages", n) for n in range(3))]
)
"""How a sync breaks off: at which of the transactions that take in answers, or after how many."""


class FieldWork(RuleBasedStateMachine):
    """Work, bad networks, servers that stall, other assignments, wrong clocks; no disk is lost."""

    stage: ClassVar[Stage]
    totals: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._before = sys.exc_info()[1]
        self.world = World(self.stage)

    def teardown(self) -> None:
        """Heal and hold everything against everything, unless a step broke a promise already."""
        raised = sys.exc_info()[1]
        broken = isinstance(raised, Exception) and raised is not self._before
        try:
            if not broken:
                broken = True
                self.world.heal()
                broken = False
        finally:
            self.world.close()
            self._count(broken=broken)

    def _count(self, *, broken: bool) -> None:
        """Up to the first that is broken; what is played after it only tells of it again."""
        if not self.totals["broken"]:
            self.totals["examples"] += 1
            self.totals["steps"] += self.world.steps
        self.totals["broken"] |= broken

    def _step(self) -> World:
        self.world.steps += 1
        return self.world

    # -- people --

    @rule(who=WHO, entity=st.sampled_from(deeds.MADE), place=TWO, guest=st.booleans())
    def make(self, who: int, entity: str, place: int, guest: bool) -> None:
        world = self._step()
        deeds.make(world, world.laptop(who), entity, place, guest=guest)

    @rule(who=WHO, place=TWO)
    def photograph(self, who: int, place: int) -> None:
        world = self._step()
        deeds.photograph(world, world.laptop(who), place)

    @rule(who=WHO, place=TWO, which=TWO)
    def open_curation(self, who: int, place: int, which: int) -> None:
        world = self._step()
        deeds.open_curation(world, world.laptop(who), place, which)

    @rule(who=WHO, what=st.sampled_from(deeds.DEEDS), place=TWO, which=WHICH)
    def judge(self, who: int, what: str, place: int, which: int) -> None:
        world = self._step()
        deeds.judge(world, world.laptop(who), what, place, which)

    @rule(who=WHO, which=WHICH, field=TWO)
    def edit(self, who: int, which: int, field: int) -> None:
        world = self._step()
        deeds.edit(world, world.laptop(who), which, field)

    @rule(who=WHO, which=WHICH, field=TWO)
    def edit_and_sync(self, who: int, which: int, field: int) -> None:
        world = self._step()
        deeds.edit(world, world.laptop(who), which, field)
        world.sync(world.laptop(who))

    @rule(who=WHO, which=WHICH)
    def delete(self, who: int, which: int) -> None:
        world = self._step()
        deeds.delete(world, world.laptop(who), which)

    @rule(which=WHICH, guest=st.integers(0, 3))
    def move(self, which: int, guest: int) -> None:
        world = self._step()
        city = world.stage.computers["Kota"]
        deeds.move(world, city, which, guest=guest == 0)
        world.sync(city)

    @rule(who=WHO, which=WHICH, mine=st.booleans())
    def choose(self, who: int, which: int, mine: bool) -> None:
        world = self._step()
        deeds.choose(world, world.laptop(who), which, mine=mine)

    @rule(who=WHO, which=WHICH)
    def hand_over(self, who: int, which: int) -> None:
        world = self._step()
        deeds.hand_over(world.laptop(who), which)

    @rule(which=WHICH, accept=st.booleans())
    def settle(self, which: int, accept: bool) -> None:
        deeds.settle(self._step(), which, accept=accept)

    @rule(who=TWO, where=st.sampled_from(ASSIGNMENTS))
    def assign(self, who: int, where: tuple[str, ...]) -> None:
        world = self._step()
        world.assign(world.laptop(who), where)

    # -- what often comes together (tests/model/stories.py) --

    @rule(who=WHO, other=WHO, which=WHICH, field=TWO)
    def both_edit(self, who: int, other: int, which: int, field: int) -> None:
        world = self._step()
        laptop = world.laptop(who)
        stories.both_edit(world, laptop, world.another(laptop, other), which, field)

    @rule(who=WHO, other=WHO, which=WHICH, field=TWO)
    def type_while_it_travels(self, who: int, other: int, which: int, field: int) -> None:
        world = self._step()
        laptop = world.laptop(who)
        stories.type_while_it_travels(world, laptop, world.another(laptop, other), which, field)

    @rule(who=WHO, other=WHO, which=WHICH, reader=WHO)
    def overtake(self, who: int, other: int, which: int, reader: int) -> None:
        world = self._step()
        slow = world.laptop(who)
        stories.overtake(world, slow, world.another(slow, other), world.laptop(reader), which)

    @rule(who=TWO, which=WHICH)
    def send_away_and_back(self, who: int, which: int) -> None:
        world = self._step()
        stories.send_away_and_back(world, world.laptop(who), which)

    @rule(who=WHO, other=WHO, records=st.integers(1, 4), ends=ENDS)
    def hear_of_much(self, who: int, other: int, records: int, ends: tuple[str, int]) -> None:
        world = self._step()
        laptop = world.laptop(who)
        writer = world.another(laptop, other, seen=True)
        stories.hear_of_much(world, laptop, writer, records, ends)

    @rule(who=WHO, carrier=WHO, which=WHICH, field=TWO)
    def freeze_twice(self, who: int, carrier: int, which: int, field: int) -> None:
        world = self._step()
        laptop = world.laptop(who)
        stories.freeze_twice(world, laptop, world.another(laptop, carrier), which, field)

    @rule(who=WHO, other=WHO, which=WHICH)
    def delete_against_edit(self, who: int, other: int, which: int) -> None:
        world = self._step()
        laptop = world.laptop(who)
        stories.delete_against_edit(world, laptop, world.another(laptop, other), which)

    @rule(who=WHO, other=WHO, which=TWO)
    def open_alike(self, who: int, other: int, which: int) -> None:
        world = self._step()
        laptop = world.laptop(who)
        stories.open_alike(world, laptop, world.another(laptop, other), which)

    @rule(who=TWO, which=TWO)
    def open_again_without_its_copy(self, who: int, which: int) -> None:
        world = self._step()
        stories.open_again_without_its_copy(world, world.laptop(who), which)

    # -- networks --

    @rule(who=WHO)
    def sync(self, who: int) -> None:
        world = self._step()
        world.sync(world.laptop(who))

    @rule(who=WHO, what=BREAKS, place=st.integers(0, 7), other=WHO)
    def sync_badly(self, who: int, what: str, place: int, other: int) -> None:
        world = self._step()
        laptop, second = world.laptop(who), world.laptop(other)
        deeds.edit(world, laptop, place, other)
        faults = Faults(
            lose_request=what == "request",
            lose_answer=what == "answer",
            twice=what == "twice",
            lie=what == "lie",
            pages=place % 4 if what == "pages" else None,
        )
        if what == "meanwhile" and second is not laptop:
            faults.meanwhile = lambda: world.sync(second)
        world.sync(laptop, faults, crash=place if what == "crash" else None)

    @rule(who=WHO, which=WHICH)
    def late_duplicate(self, who: int, which: int) -> None:
        world = self._step()
        world.laptop(who).line.again(which)

    @rule(who=WHO)
    def freeze(self, who: int) -> None:
        world = self._step()
        deeds.freeze(world.laptop(who))

    @rule(sender=WHO, carrier=WHO)
    def carry(self, sender: int, carrier: int) -> None:
        world = self._step()
        deeds.carry(world.laptop(sender), world.laptop(carrier))

    @rule(who=WHO)
    def write_file(self, who: int) -> None:
        world = self._step()
        sticks.write(world, world.laptop(who))

    @precondition(lambda self: self.world.drawer.sent)
    @rule(which=WHICH)
    def bring_file(self, which: int) -> None:
        world = self._step()
        sticks.bring(world, which)

    @precondition(lambda self: self.world.drawer.answers)
    @rule(who=WHO, which=TWO)
    def hear_by_file(self, who: int, which: int) -> None:
        world = self._step()
        sticks.hear(world, world.laptop(who), which)

    @rule(who=WHO, which=WHICH, field=TWO, edits=TWO)
    def go_by_file(self, who: int, which: int, field: int, edits: int) -> None:
        world = self._step()
        stories.go_by_file(world, world.laptop(who), which, field, edits)

    # -- servers and clocks --

    @rule(who=WHO, at=WHICH)
    def hold(self, who: int, at: int) -> None:
        world = self._step()
        world.sync(world.laptop(who), Faults(hold_at=holds.STALLS[at % len(holds.STALLS)]))

    @precondition(lambda self: self.world.holds)
    @rule(which=WHICH, commit=st.booleans())
    def let_go(self, which: int, commit: bool) -> None:
        world = self._step()
        world.let_go(world.holds[which % len(world.holds)], commit=commit)

    @rule(who=WHO, which=st.integers(0, len(CLOCKS) - 1))
    def set_clock(self, who: int, which: int) -> None:
        world = self._step()
        world.set_clock(world.laptop(who), which)


class Disasters(FieldWork):
    """The same, and disks are lost, copied and brought back, at the centre too."""

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        world = self._step()
        world.take_backup(world.laptop(who))

    @rule(who=WHO)
    def restore(self, who: int) -> None:
        world = self._step()
        world.restore(world.laptop(who))

    @rule(who=WHO)
    def clone(self, who: int) -> None:
        world = self._step()
        world.clone(world.laptop(who))

    @rule(who=WHO, which=WHICH, field=TWO)
    def forget(self, who: int, which: int, field: int) -> None:
        world = self._step()
        stories.forget(world, world.laptop(who), which, field)

    @rule(who=WHO, which=WHICH, field=TWO)
    def both_copies_work(self, who: int, which: int, field: int) -> None:
        world = self._step()
        stories.both_copies_work(world, world.laptop(who), which, field)

    @rule(who=WHO, other=WHO, first=WHO, what=st.tuples(WHICH, TWO), days=st.sampled_from([0, 61]))
    def the_centre_forgets(
        self, who: int, other: int, first: int, what: tuple[int, int], days: int
    ) -> None:
        world = self._step()
        others = world.laptop(other), world.laptop(first)
        stories.the_centre_forgets(world, world.laptop(who), others, what, days)

    @rule()
    def back_up_the_centre(self) -> None:
        self._step().take_central_backup()

    @rule()
    def restore_the_centre(self) -> None:
        self._step().restore_centre()

    @rule(days=st.sampled_from([1, 61]))
    def time_passes(self, days: int) -> None:
        self._step().time_passes(days)
