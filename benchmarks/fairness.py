"""Is what is said of curators true? Leniency is planted, then looked for (docs/fairness.md).

Each scene is drawn many times with its own seed. Told are: how often the planted leniency of
all five curators of a session lies within their 95 % intervals, and of each for itself; how
often somebody is called lenient or strict who is not; how far off the estimates are; how often
totals free of leniency rank the products better than the raw ones; and how often alpha's
interval holds the alpha of the population behind the session. `--quick` draws a tenth.

`window_stall` is the longest time for which the real panel keeps its window from turning, from the
click that opens it to the painted figures, the numeric libraries' first import included.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from app.fairness import facets
from app.fairness.alpha import agreement, alpha
from benchmarks.fairness_panels import Floats, Session, Shape, draw, more_products
from benchmarks.figures import arguments, best, figure

RUNS, QUICK_RUNS = 200, 20
POPULATION = 4_000
THRESHOLD = 70.0

SCENES = {
    "as the model": Shape(),
    "10 products": Shape(products=10),
    "no bias planted": Shape(leniency=0.0),
    "noisy sheets (0.8)": Shape(sheet=0.8),
    "quirks per criterion (0.4)": Shape(quirk=0.4),
    "lenient ones meet the weak": Shape(sorted_out=True),
}


@dataclass
class Tally:
    """What the runs of a scene came to."""

    logits: list[float] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    error: list[float] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    better: list[float] = field(default_factory=list)
    pairs: list[tuple[float, float]] = field(default_factory=list)
    sides: list[tuple[float, float]] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)


def within(found: facets.Estimate, truth: float) -> bool:
    """Whether an interval holds the truth."""
    return found.low <= truth <= found.high


def named(found: facets.Leniency, truth: float) -> bool:
    """Whether somebody who is not lenient would be called so, or strict who is not."""
    lenient, strict = found.logits.low > 0, found.logits.high < 0
    return (lenient and truth <= 0) or (strict and truth >= 0)


def measure(session: Session, tally: Tally) -> None:
    """Fit one session and compare with what was planted."""
    fitted = facets.fit(session.ratings)
    kept = [one for one in fitted.leniency if one is not None]
    if len(kept) < len(session.leniency):
        return  # the panels of this draw fell apart: nothing is claimed of them
    held = [within(one.logits, t) for one, t in zip(kept, session.leniency, strict=True)]
    truth = session.true_points
    tally.logits += held
    tally.whole.append(all(held))
    tally.wrong.append(any(named(x, t) for x, t in zip(kept, session.leniency, strict=True)))
    tally.points += [within(one.points, t) for one, t in zip(kept, truth, strict=True)]
    tally.error += [(one.points.value - t) ** 2 for one, t in zip(kept, truth, strict=True)]
    tally.width += [one.points.high - one.points.low for one in kept]
    _compare_totals(session, fitted, tally)


def _compare_totals(session: Session, fitted: facets.Fit, tally: Tally) -> None:
    standing = [one for one in fitted.standing if one is not None]
    truth, raw = session.true_totals, session.raw
    fair = raw - np.array([one.added for one in standing])
    low = fair - np.array([one.below for one in standing])
    high = fair + np.array([one.above for one in standing])
    tally.totals += list((low <= truth) & (truth <= high))
    right = (in_order(raw, truth), in_order(fair, truth))
    tally.pairs.append(right)
    tally.better.append(0.5 if right[0] == right[1] else float(right[1] > right[0]))
    side = truth >= THRESHOLD
    tally.sides.append(
        (float(((raw >= THRESHOLD) == side).mean()), float(((fair >= THRESHOLD) == side).mean()))
    )


def in_order(shown: Floats, truth: Floats) -> float:
    """The share of pairs of products that are ranked as the truth ranks them."""
    upper = np.triu_indices(len(truth), 1)
    same = np.sign(np.subtract.outer(shown, shown)) == np.sign(np.subtract.outer(truth, truth))
    return float(same[upper].mean())


def measure_scene(name: str, shape: Shape, runs: int) -> Tally:
    """Draw and fit a scene `runs` times; one line a figure."""
    tally = Tally()
    for run in range(runs):
        measure(draw(np.random.default_rng([run, shape.products, 7]), shape), tally)

    def percent(label: str, values: list[float], than: float | None = None) -> None:
        figure(f"{name}: {label}", 100 * float(np.mean(values)), than, "%")

    percent("all five within their intervals", tally.whole, 95)
    percent("  each for itself", tally.logits)
    percent("  each, in points", tally.points)
    percent("sessions where one is named wrongly", tally.wrong, 5)
    figure(f"{name}: leniency off by (rms)", float(np.sqrt(np.mean(tally.error))), None, "points")
    figure(f"{name}: width of the interval", float(np.mean(tally.width)), None, "points")
    percent("a product's fair total within its interval", tally.totals, 95)
    percent("sessions ranked better than raw", tally.better, 50)
    raw, fair = np.mean(tally.pairs, axis=0)
    figure(f"{name}: pairs in the right order, fair and raw", 100 * fair, 100 * raw, "%")
    raw, fair = np.mean(tally.sides, axis=0)
    figure(f"{name}: right side of {THRESHOLD:.0f}, fair and raw", 100 * fair, 100 * raw, "%")
    return tally


def measure_alpha(name: str, shape: Shape, runs: int) -> None:
    """How often alpha's interval holds the alpha of many more products of the same curators."""
    held, widths = [], []
    for run in range(runs):
        rng = np.random.default_rng([run, shape.products, 11])
        session = draw(rng, shape)
        population = more_products(rng, shape, session, POPULATION)
        for criterion in range(5):
            truth, found = alpha(population.table(criterion)), agreement(session.table(criterion))
            if truth is not None and found is not None:
                held.append(found.low <= truth <= found.high)
                widths.append(found.high - found.low)
    figure(f"{name}: alpha within its interval", 100 * float(np.mean(held)), 95, "%")
    figure(f"{name}: width of alpha's interval", float(np.mean(widths)), None, "")


def measure_speed() -> None:
    """A large session: 60 products, 5 curators, each with every product."""
    session = draw(np.random.default_rng(1), Shape(products=60, panel=(5, 5)))
    tables = [session.table(criterion) for criterion in range(5)]
    seconds = best(lambda: [agreement(table) for table in tables])
    figure("alpha of 5 criteria with 1,000 draws each, 60 products by 5", seconds, None, "s")
    ratings = session.ratings
    figure("the model, 60 products by 5", best(lambda: facets.fit(ratings)), None, "s")


PRODUCTS, QUICK_PRODUCTS = 40, 12
_LENIENCY = (0.6, 0.0, -0.6, 0.1, -0.1)


def measure_window(products: int) -> None:
    """The panel of a session of five curators, opened for the first time in a new process."""
    with tempfile.TemporaryDirectory() as name:
        run = [sys.executable, __file__, "--window", name, str(products)]
        found = subprocess.run(run, check=True, capture_output=True, text=True).stdout.split()
    for label, value in zip(("window_stall", "window_stall_own"), found, strict=True):
        figure(label, float(value) * 1000, None, "ms")


def open_window(folder: Path, products: int) -> None:
    """What `measure_window` runs: prints the longest stall, and without waiting for a processor."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from app.bootstrap import BugRecord, open_workspace
    from app.collector import spare_the_collector
    from app.paths import DataDir
    from app.ui.desk import Place
    from app.ui.pages.curation import CurationPage
    from app.ui.shell.program import Program
    from benchmarks.stalls import Stalls

    fill = [sys.executable, __file__, "--fill", str(folder), str(products)]
    subprocess.run(fill, check=True)  # in a process of its own: nothing is imported here yet
    program = Program(DataDir(folder), open_workspace, BugRecord(folder))
    program.start()
    assert program.window is not None
    program.window.travel(Place("curation"))
    program.lanes.drain()
    page = program.window.findChild(CurationPage)
    assert isinstance(page, CurationPage)
    turn = program.app.processEvents
    spare_the_collector()
    stalls = Stalls()
    stalls.start()
    page.fairness.button.click()
    panel = page.fairness.panel
    while panel.stack.currentWidget() is not panel.content:
        turn()
        time.sleep(0.0005)
    for _ in range(200):
        turn()
        time.sleep(0.0005)
    stalls.stop()
    program.stop()
    print(stalls.longest, stalls.longest_own)


def fill_laptop(folder: Path, products: int) -> None:
    """A laptop with one session that a panel of five has judged."""
    from app.bootstrap import open_workspace
    from app.domain.terms import Level
    from app.paths import DataDir
    from app.services import sessions
    from app.services.sessions import SessionForm
    from tests.panels import bring, judge_all, seat

    ws = open_workspace(DataDir(folder))
    ws.start("Rani Kurator")
    form = SessionForm("Bazar", "Taman", ws.today(), Level.DISTRICT, "31.74.04")
    held, _ = sessions.create(ws, form)
    people = seat(ws, held)
    judge_all(ws, [bring(ws, held, f"Produk {n}") for n in range(products)], people, _LENIENCY)
    ws.close()


def main() -> None:
    """Print one line a figure."""
    parts = {"--window": open_window, "--fill": fill_laptop}
    if sys.argv[1:] and (part := parts.get(sys.argv[1])):
        part(Path(sys.argv[2]), int(sys.argv[3]))
        return
    runs = QUICK_RUNS if arguments(__doc__ or "").quick else RUNS
    for name, shape in SCENES.items():
        measure_scene(name, shape, runs)
    for name in ("as the model", "10 products", "quirks per criterion (0.4)"):
        measure_alpha(name, SCENES[name], runs)
    measure_speed()
    measure_window(QUICK_PRODUCTS if runs == QUICK_RUNS else PRODUCTS)


if __name__ == "__main__":
    main()
