"""Planted bugs: the model must find each of them, or it is not worth its time.

Every mutant is the program with one rule broken, as somebody might break it in good
faith. `make mutants ARGS="[seed] [words]"` prints how long each one lives, and ends with 1
when one survives.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from tests.model import bugs_centre, bugs_laptop
from tests.model.machine import Disasters, FieldWork
from tests.model.planting import Planted
from tests.model.running import Play, play, stage
from tests.model.stage import Stage


@dataclass(frozen=True, slots=True)
class Mutant:
    """A broken rule: how to plant it, which machine meets it, and within how many examples."""

    name: str
    plant: Callable[[], Planted]
    kind: type[FieldWork] = FieldWork
    seed: int = 1
    examples: int = 40
    equivalent: str = ""
    slow: bool = False


_REPLAY = (
    "the merge is idempotent: values equal to what stands are passed over, and a laptop has "
    "always seen its own; the stored answer is the second line of defence"
)

MUTANTS: tuple[Mutant, ...] = (
    Mutant("ack clears newer edits", bugs_laptop.ack_clears_newer_edits),
    Mutant("conflicted field gets a new base", bugs_laptop.conflict_gets_a_new_base),
    Mutant("conflict not kept on the laptop", bugs_laptop.conflict_not_kept),
    Mutant("tombstones not pulled", bugs_laptop.tombstones_not_pulled, slow=True),
    Mutant("exits not applied", bugs_laptop.exits_not_applied),
    Mutant("no exit record", bugs_centre.no_exit_record, slow=True),
    Mutant("purge keeps the cursor", bugs_centre.purge_keeps_the_cursor, slow=True),
    Mutant("told once, told for ever", bugs_centre.told_once_told_for_ever, slow=True),
    Mutant("cursor saved before rows", bugs_laptop.cursor_saved_before_rows, slow=True),
    Mutant("stage applied half", bugs_laptop.stage_applied_half, slow=True),
    Mutant("news do not wait for an answer", bugs_laptop.news_do_not_wait, slow=True),
    Mutant("news over own work", bugs_laptop.news_over_own_work, slow=True),
    Mutant(
        "frozen mark stays after a fork",
        bugs_laptop.frozen_mark_stays_after_a_fork,
        Disasters,
        slow=True,
    ),
    Mutant("refused row forgotten", bugs_laptop.refused_row_forgotten, slow=True),
    Mutant("receipt not checked", bugs_laptop.receipt_not_checked, seed=3, slow=True),
    Mutant("epoch change ignored", bugs_centre.epoch_ignored, Disasters, slow=True),
    Mutant(
        "nothing offered to a restored centre",
        bugs_laptop.nothing_offered_again,
        Disasters,
        slow=True,
    ),
    Mutant("answers hide a restore", bugs_laptop.answers_hide_a_restore, Disasters, slow=True),
    Mutant("opened afresh is later", bugs_centre.opened_afresh_is_later, slow=True),
    Mutant("floor not raised", bugs_centre.floor_not_raised, Disasters, slow=True),
    Mutant("digest misses a scope", bugs_laptop.digest_misses_guests),
    Mutant("last write wins", bugs_centre.last_write_wins),
    Mutant(
        "own chain without incarnation", bugs_centre.chain_without_incarnation, Disasters, slow=True
    ),
    Mutant("own chain not known", bugs_centre.chain_not_known, slow=True),
    Mutant("copies not detected", bugs_centre.copies_not_detected, Disasters),
    Mutant("replay applied again", bugs_centre.replay_applied_again, equivalent=_REPLAY),
    Mutant("deleted is resurrected", bugs_centre.deleted_is_resurrected, slow=True),
    Mutant("commit-order gap", bugs_centre.commit_order_gap),
    Mutant("natural keys conflict", bugs_centre.birth_key_conflicts, slow=True),
)


def hunt(on: Stage, mutant: Mutant, seed: int | None = None) -> Play:
    """Play with the mutant planted, until it is found or its examples are over."""
    with mutant.plant():
        return play(
            on,
            mutant.kind,
            examples=mutant.examples,
            steps=STEPS,
            seed=mutant.seed if seed is None else seed,
        )


STEPS = 20


def main(arguments: list[str]) -> int:
    """The table: mutant, machine, examples and steps until found, seconds, the broken promise."""
    seed = int(arguments[0]) if arguments else None
    survived = 0
    with stage() as on:
        for mutant in MUTANTS:
            if len(arguments) > 1 and not any(word in mutant.name for word in arguments[1:]):
                continue
            found = hunt(on, mutant, seed)
            survived += not found.broken and not mutant.equivalent
            lived = f"{found.examples}\t{found.steps}" if found.broken else f"> {found.examples}\t-"
            why = found.broken.split(":")[0] or (mutant.equivalent and "equivalent") or "SURVIVES"
            line = f"{mutant.name}\t{mutant.kind.__name__}\t{lived}\t{found.seconds:.1f} s\t{why}"
            print(line, flush=True)  # noqa: T201
    return int(survived > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
