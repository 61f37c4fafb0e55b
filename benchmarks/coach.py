"""The photo coach: precision and recall on the half of the labelled set it was not tuned on,
agreement of live frames with stored pictures, and frames per second on one core.

`--choose` first chooses the limits on the other half and writes them into
resources/photo_coach.json. `--quick` takes a tenth of the set.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PIL import Image

from app.paths import RESOURCES
from app.photos.coach import Kind, Rule, Thresholds, face_in, findings, measure
from app.photos.coach.judging import LONGEST, THRESHOLDS, shipped_thresholds, thresholds_from
from app.photos.coach.live import LiveCoach
from app.photos.drawing import draw_product
from benchmarks.coach_set import COUNT, Truth, example
from benchmarks.figures import figure

_FRAME = (640, 360)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person says of a picture of the set, and what the coach measures of it."""

    half: int
    truth: Truth
    figures: dict[str, float]
    face: bool
    width: int
    height: int

    def kinds(self, thresholds: Thresholds) -> set[str]:
        """What the coach says of it."""
        found = findings(self.figures, thresholds, self.width, self.height)
        return {str(one.kind) for one in found} | ({"face"} if self.face else set())


@dataclass(frozen=True, slots=True)
class Score:
    """Right and wrong answers for one finding."""

    hits: int
    false_alarms: int
    missed: int
    quiet: int

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)


def seen(number: int) -> Seen:
    """Draw one picture of the set and look at it."""
    made = example(number)
    return look(made.half, made.truth, made.image)


def look(half: int, truth: Truth, image: Image.Image) -> Seen:
    """Measure one labelled picture."""
    return Seen(half, truth, measure(image)[0], face_in(image), image.width, image.height)


def choose(data: dict[str, object], rows: Sequence[Seen]) -> None:
    """Put the best limit on these pictures into each rule that judges by a measure."""
    rules = data["rules"]
    assert isinstance(rules, list)
    for entry, rule in zip(rules, thresholds_from(data).rules, strict=True):
        if not rule.instead_of:
            entry["above" if rule.below is None else "below"] = round(best_limit(rule, rows), 3)


def best_limit(rule: Rule, rows: Sequence[Seen]) -> float:
    """The limit with the most hits for the fewest mistakes (F1), in the middle of its room."""
    sign = 1 if rule.below is None else -1
    known = [row for row in rows if _counts(rule, row)]
    values = np.array([sign * _value(rule, row) for row in known])
    truly = np.array([bool(row.truth[rule.kind]) for row in known])
    steps = np.unique(values)
    limits = (steps[1:] + steps[:-1]) / 2
    scores = [2 * np.sum((values > x) & truly) / (np.sum(values > x) + truly.sum()) for x in limits]
    at_top = np.flatnonzero(np.array(scores) >= max(scores) - 1e-9)
    widest = max(at_top, key=lambda at: steps[at + 1] - steps[at])
    return float(sign * limits[widest])


def _value(rule: Rule, row: Seen) -> float:
    return {**row.figures, LONGEST: float(max(row.width, row.height))}[rule.measure]


def _counts(rule: Rule | None, row: Seen, kind: str = "") -> bool:
    """Whether a person is sure, and nothing that hides this finding is truly there."""
    if row.truth[rule.kind if rule else kind] is None:
        return False
    return rule is None or not any(row.truth[hider] for hider in rule.hidden_by)


def scores(rows: Sequence[Seen], thresholds: Thresholds) -> dict[str, Score]:
    """Right and wrong by finding."""
    rules = {str(rule.kind): rule for rule in thresholds.rules if not rule.instead_of}
    said = [row.kinds(thresholds) for row in rows]
    found = {}
    for kind in (*rules, str(Kind.FACE)):
        pairs = [
            (kind in kinds, bool(row.truth[kind]))
            for row, kinds in zip(rows, said, strict=True)
            if _counts(rules.get(kind), row, kind)
        ]
        found[kind] = Score(
            *(pairs.count(case) for case in ((True, True), (True, False))),
            *(pairs.count(case) for case in ((False, True), (False, False))),
        )
    return found


def table(found: dict[str, Score]) -> str:
    """The scores as a table for docs/photo-coach.md."""
    lines = ["| finding | with | without | precision | recall |", "|---|---|---|---|---|"]
    lines += [
        f"| {kind} | {score.hits + score.missed} | {score.false_alarms + score.quiet} "
        f"| {score.precision:.2f} | {score.recall:.2f} |"
        for kind, score in found.items()
    ]
    return "\n".join(lines)


def frames_per_second(frames: int = 120) -> float:
    """How many frames of 1280 × 720 a core reduces and judges in a second.

    Reducing is counted in, the camera and the painting are not.
    """
    import cv2

    cv2.setNumThreads(1)
    stills = [
        np.asarray(draw_product(kind, "laut", "Sambal", seed, (1280, 720)))
        for seed, kind in enumerate(("jar_sauce", "plate_cakes", "batik"))
    ]
    coach = LiveCoach()
    coach.see(*_FRAME, bytes(_FRAME[0] * _FRAME[1] * 3))
    start = time.process_time()
    for number in range(frames):
        frame = cv2.resize(stills[number % 3], _FRAME, interpolation=cv2.INTER_AREA)
        coach.see(*_FRAME, frame.tobytes())
    return frames / (time.process_time() - start)


def print_speed() -> None:
    """The line for a table of figures: ours beside the fifteen that are wanted."""
    figure("coach_live_fps", frames_per_second(), 15.0, "frames/s of 1280 × 720, one core")


def report(rows: Sequence[Seen], *, choosing: bool) -> None:
    """Choose limits if asked to, and print how good the coach is on the other half."""
    if choosing:
        path = RESOURCES / THRESHOLDS
        data = json.loads(path.read_text(encoding="utf-8"))
        choose(data, [row for row in rows if row.half == 0])
        path.write_text(written(data), encoding="utf-8")
        shipped_thresholds.cache_clear()
    for half, name in ((0, "chosen on"), (1, "measured on")):
        some = [row for row in rows if row.half == half]
        print(f"\n{len(some)} pictures, {name}:\n\n{table(scores(some, shipped_thresholds()))}")


def written(data: dict[str, object]) -> str:
    """The thresholds as text, one rule a line."""
    rules = data["rules"]
    assert isinstance(rules, Iterable)
    lines = ",\n".join(f"    {json.dumps(rule, ensure_ascii=False)}" for rule in rules)
    rest = {name: value for name, value in data.items() if name != "rules"}
    head = json.dumps(rest, ensure_ascii=False, indent=2).rstrip("\n}")
    return f'{head},\n  "rules": [\n{lines}\n  ]\n}}\n'


def main() -> None:
    """Draw, look, choose if asked to, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choose", action="store_true", help="write resources/photo_coach.json")
    parser.add_argument("--quick", action="store_true", help="a tenth of the set")
    asked = parser.parse_args()
    print_speed()
    with Pool() as pool:
        count = COUNT // 10 if asked.quick else COUNT
        report(pool.map(seen, range(count), chunksize=10), choosing=asked.choose)


if __name__ == "__main__":
    main()
