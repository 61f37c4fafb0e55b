"""The model as Hypothesis plays it: which steps there are, and what is drawn for each."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.model import deeds
from tests.model.computers import Faults
from tests.model.holds import BEFORE_FEED, BEFORE_ROWS
from tests.model.stage import Stage
from tests.model.world import ASSIGNMENTS, CLOCKS, World

WHO = st.integers(0, 3)
WHICH = st.integers(0, 5)
TWO = st.integers(0, 1)
BREAKS = st.sampled_from(["request", "answer", "twice", "lie", "pages", "crash", "meanwhile"])
HOLD_AT = (BEFORE_FEED, BEFORE_ROWS)
"""Where a transaction may stall and others still go on."""


class FieldWork(RuleBasedStateMachine):
    """Work, bad networks, servers that stall, other assignments, wrong clocks; no disk is lost."""

    stage: ClassVar[Stage]
    totals: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.totals["examples"] += 1
        self.world = World(self.stage)

    def teardown(self) -> None:
        """Heal and hold everything against everything, whatever the steps were."""
        try:
            self.world.heal()
        finally:
            self.world.close()
            self.totals["steps"] += self.world.steps

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

    # -- what often comes together (single steps would meet it too seldom) --

    @rule(who=WHO, other=WHO, which=WHICH, field=TWO)
    def both_edit(self, who: int, other: int, which: int, field: int) -> None:
        """The same field, neither knowing of the other; the second loses its answer."""
        world = self._step()
        for one in (who, other):
            deeds.edit(world, world.laptop(one), which, field)
        world.sync(world.laptop(who))
        world.sync(world.laptop(other), Faults(lose_answer=True))
        deeds.edit(world, world.laptop(other), which, field)

    @rule(who=WHO, which=WHICH, field=TWO)
    def type_while_it_travels(self, who: int, which: int, field: int) -> None:
        """The answer to one edit is lost, the next edit is made without it."""
        world = self._step()
        laptop = world.laptop(who)
        deeds.edit(world, laptop, which, field)
        world.sync(laptop, Faults(lose_answer=True))
        deeds.edit(world, laptop, which, field)

    @rule(who=WHO, other=WHO, which=WHICH, reader=WHO)
    def overtake(self, who: int, other: int, which: int, reader: int) -> None:
        """One transaction stalls, another is committed, somebody reads, the first commits."""
        world = self._step()
        deeds.edit(world, world.laptop(who), which, 0)
        world.sync(world.laptop(who), Faults(hold_at=HOLD_AT[0]))
        deeds.make(world, world.laptop(other), "business", which)
        world.sync(world.laptop(other))
        world.sync(world.laptop(reader))
        for hold in list(world.holds):
            world.let_go(hold, commit=True)

    @rule(who=TWO, which=WHICH)
    def send_away_and_back(self, who: int, which: int) -> None:
        """Another district for a while; work was unsent, and others work meanwhile."""
        world = self._step()
        laptop = world.laptop(who)
        regions = world.regions(laptop)
        deeds.edit(world, laptop, which, 0)
        world.assign(laptop, ASSIGNMENTS[which % len(ASSIGNMENTS)])
        world.sync(laptop)
        world.assign(laptop, regions)

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

    # -- servers and clocks --

    @rule(who=WHO, at=WHICH)
    def hold(self, who: int, at: int) -> None:
        world = self._step()
        world.sync(world.laptop(who), Faults(hold_at=HOLD_AT[at % len(HOLD_AT)]))

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
        """A backup is brought back over work that had been sent."""
        world = self._step()
        laptop = world.laptop(who)
        world.take_backup(laptop)
        for _ in range(2):
            deeds.edit(world, laptop, which, field)
            world.sync(laptop)
        world.restore(laptop)
        deeds.edit(world, laptop, which, field)

    @rule(who=WHO, other=WHO, which=WHICH, field=TWO)
    def the_centre_forgets(self, who: int, other: int, which: int, field: int) -> None:
        """Work was sent and read by others; the centre's backup is older."""
        world = self._step()
        world.take_central_backup()
        deeds.edit(world, world.laptop(who), which, field)
        deeds.make(world, world.laptop(who), "product", which)
        for one in (who, other):
            world.sync(world.laptop(one))
        world.restore_centre()

    @rule()
    def back_up_the_centre(self) -> None:
        self._step().take_central_backup()

    @rule()
    def restore_the_centre(self) -> None:
        self._step().restore_centre()

    @rule(days=st.sampled_from([1, 61]))
    def time_passes(self, days: int) -> None:
        self._step().time_passes(days)
