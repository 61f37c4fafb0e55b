"""Mending: how white the ground becomes, how much of the product stays, which labels are read.

Every drawn product stands before four plain grounds; which of its pixels are product is
known, because it is drawn twice (tests/photos/plain.py). Labels are spoilt as booths spoil
them (tests/photos/labels.py). With --quick every fourth product and ten labels a kind.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from app.photos import codes, ground, mending_jobs
from app.photos.drawing import KINDS, draw_product
from app.photos.mending import Mending
from benchmarks.figures import arguments, figure
from tests.photos.labels import label_photo
from tests.photos.pictures import encoded
from tests.photos.plain import GROUNDS, on_plain_ground, truth
from tests.photos.test_codes import SPOILT, WRITTEN


def main() -> None:
    """Print one line a figure."""
    quick = arguments(__doc__ or "").quick
    white_ground(list(KINDS)[:: 4 if quick else 1])
    scenes(list(KINDS)[:: 4 if quick else 1])
    labels(10 if quick else 40)
    speed()


def white_ground(kinds: Iterable[str]) -> None:
    """Shares over all products and grounds, the worst product, and which grounds are taken."""
    kept, white, light, taken = [], [], [], []
    worst = (1.0, "")
    for kind in kinds:
        seed = list(KINDS).index(kind)
        product, bare = truth(kind, seed)
        for colour in GROUNDS:
            image = on_plain_ground(kind, colour, seed)
            taken.append(ground.can_whiten(image))
            darkest = np.asarray(ground.whiten(image))[bare].min(axis=1)
            white.append(float((darkest >= 250).mean()))
            light.append(float((darkest >= 200).mean()))
            kept.append(float((ground.product_mask(image)[product] >= 0.5).mean()))
            worst = min(worst, (kept[-1], f"{kind} on {colour}"))
    figure("plain grounds taken", 100 * statistics.mean(taken), None, "%")
    figure("ground pixels white (>= 250)", 100 * statistics.mean(white), None, "%")
    figure("ground pixels white or soft shadow (>= 200)", 100 * statistics.mean(light), None, "%")
    figure("product pixels kept, mean", 100 * statistics.mean(kept), None, "%")
    figure("product pixels kept, median", 100 * statistics.median(kept), None, "%")
    figure(f"product pixels kept, worst ({worst[1]})", 100 * worst[0], None, "%")


def scenes(kinds: Iterable[str]) -> None:
    """How often a wall with a table is rightly called not plain."""
    drawn = [draw_product(k, n % 7, "Uji", n, (960, 720)) for n, k in enumerate(kinds)]
    refused = [not ground.can_whiten(image) for image in drawn]
    figure("walls with tables refused", 100 * statistics.mean(refused), None, "%")


def labels(count: int) -> None:
    """Codes read of spoilt labels, and the longest look."""
    longest = 0.0
    for how, (spoilt, _) in SPOILT.items():
        read = 0
        for seed in range(count):
            text, kind, _ = WRITTEN[seed % len(WRITTEN)]
            picture = label_photo(text, kind, spoilt, seed)
            started = time.perf_counter()
            read += bool(codes.read_codes_job({}, [picture])[0]["codes"])
            longest = max(longest, time.perf_counter() - started)
        figure(f"labels read, {how}", 100 * read / count, None, "%")
    figure("longest reading of a label", longest, None, "s")


def speed() -> None:
    """What a person waits for."""
    master = encoded(on_plain_ground("jar_honey", GROUNDS[3], 1).resize((1600, 1200)))
    _, (small,) = mending_jobs.open_job({}, [master])
    for name, mending in (
        ("turned and straightened", Mending(1, 3.5, None, "auto")),
        ("on white", Mending(white_ground=True)),
    ):
        header = {"mending": mending.to_json(), "name": ""}
        for what, job, blob in (
            ("preview", mending_jobs.preview_job, small),
            ("saving", mending_jobs.mend_job, master),
        ):
            ground.forget()
            started = time.perf_counter()
            job(header, [blob])
            figure(f"{what}, {name}", 1000 * (time.perf_counter() - started), None, "ms")


if __name__ == "__main__":
    main()
