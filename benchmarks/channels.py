"""Kanal over a province: 367,000 businesses and their products (a twentieth with --quick).

The standing of everybody from nothing, which an upgrade or other rules of entry cost once in the
background; one business anew, which a saved paper costs; and what a person waits for: the page
with its counts, reasons and list, forty lines of it, one product, and what runs out. The bare
limit of a page is the query that counts the rows of one channel and nothing else.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.clock import SystemClock
from app.domain.market.channels import Channel
from app.ids import IdMaker
from app.models.entities import Business, Product
from app.models.standing_rows import StandingRow
from app.paths import RESOURCES
from app.services import channel_lists, expiry, standing_count, standings
from app.services.channel_lists import Show, Wanted
from app.services.expiry import WatchedFor, Window
from app.services.workspace import Workspace
from benchmarks import province
from benchmarks.figures import arguments, best, figure

FULL, QUICK = (367_000, 400_000), (18_000, 20_000)
_AT_ONCE = 5000
_SAVES = 20


def measure_reading(ws: Workspace) -> None:
    """Standings read from the records, nothing kept: what others ask for some products."""
    with ws.db.read() as session:
        keys = session.scalars(sa.select(Product.id).limit(_AT_ONCE)).all()
        seconds = best(partial(standings.read, session, ws, keys, ws.today()), 2)
    figure("standing_100k", seconds / len(keys) * 100_000, None, "s for 100,000 products")


def measure_counting(ws: Workspace) -> None:
    """Everybody from nothing, then one business again."""
    waiting, steps = standing_count.waiting(ws), []
    start, left = time.perf_counter(), waiting
    while left:
        begun = time.perf_counter()
        left = standing_count.step(ws).left
        steps.append(time.perf_counter() - begun)
    figure("  all from nothing", time.perf_counter() - start, None, f"s, {waiting} businesses")
    figure("  a step", statistics.median(steps), None, "s")
    taken = []
    with ws.db.read() as session:
        keys = session.scalars(sa.select(Product.business_id).distinct().limit(_SAVES)).all()
    for key in keys:
        with ws.db.write() as session:
            session.execute(sa.update(Business).where(Business.id == key).values(nib=str(key)))
        begun = time.perf_counter()
        standing_count.step(ws)
        taken.append(time.perf_counter() - begun)
    figure("  one business anew", statistics.median(taken), None, "s")


def measure_pages(ws: Workspace) -> None:
    """What a person waits for."""
    bare = best(partial(_bare, ws))
    for name, wanted in (
        ("allowed", Wanted(Channel.BAZAAR)),
        ("not yet", Wanted(Channel.BAZAAR, Show.NOT_YET)),
        ("of a city", Wanted(Channel.BAZAAR, Show.NOT_YET, region="31.74")),
    ):
        figure(f"channel_page {name}", best(partial(channel_lists.view, ws, wanted)), bare, "s")
    numbers = channel_lists.view(ws, Wanted(Channel.BAZAAR, Show.NOT_YET)).numbers
    lines = partial(channel_lists.lines, ws, Channel.BAZAAR, numbers[:64])
    figure("  64 lines", best(lines), None, "s")
    figure("  a product", best(partial(channel_lists.of_number, ws, numbers[0])), None, "s")
    watch = WatchedFor(Window.QUARTER)
    figure("expiry_page", best(partial(expiry.view, ws, watch)), bare, "s")
    some = expiry.view(ws, watch).keys[:64]
    figure("  64 businesses", best(partial(expiry.businesses, ws, some)), None, "s")


def _bare(ws: Workspace) -> None:
    with ws.db.read() as session:
        query = sa.select(sa.func.count()).where(StandingRow.channel == str(Channel.BAZAAR))
        session.scalar(query)


def main() -> None:
    """Fill, look, measure."""
    businesses, sheets = QUICK if arguments(__doc__ or "").quick else FULL
    print("figure\tours\tbare\tratio\tunit")
    with tempfile.TemporaryDirectory() as folder:
        clock = SystemClock()
        place = Path(folder)
        ws = Workspace(place / "data", place / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        try:
            ws.start("Petugas Contoh")
            province.fill(ws, businesses, sheets)
            measure_reading(ws)
            measure_counting(ws)
            measure_pages(ws)
        finally:
            ws.close()


if __name__ == "__main__":
    main()
