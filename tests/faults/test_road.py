"""Real TLS over a road that breaks anywhere, in every way a road can break."""

from __future__ import annotations

import random
from collections.abc import Iterator

import httpx
import pytest

from app.errors import UserError
from app.sync import transport as transports
from app.sync.report import Report
from tests.faults.conftest import connect, soak
from tests.faults.proxy import CLEAR, Fault, FaultProxy, cut, proxied
from tests.faults.story import Story, attempt, spread
from tests.sync.conftest import Laptop, sha

BROKEN = {"network.cut", "network.offline"}


@pytest.fixture
def road(address: str) -> Iterator[FaultProxy]:
    """The way from the laptop to the service."""
    with proxied(address) as proxy:
        yield proxy


@pytest.fixture
def story(rani: Laptop, budi: Laptop) -> Story:
    """A laptop in the middle of its work."""
    return Story(rani, budi)


def sync_into(
    story: Story, road: FaultProxy, pem: str, fault: Fault, *, news: bool = True
) -> UserError | None:
    """A sync over a road with this fault."""
    story.go_on(news=news)
    road.set(fault)
    with connect(story.rani, road.url, pem) as transport:
        return story.interrupted(transport)


def heal(story: Story, road: FaultProxy, pem: str) -> None:
    """The road is mended; the next sync makes everything good."""
    road.set(CLEAR)
    with connect(story.rani, road.url, pem) as transport:
        story.healed(transport)


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B13")
@pytest.mark.parametrize("how", ["fin", "rst"])
@pytest.mark.parametrize("way", ["up", "down"])
def test_a_cut_anywhere_loses_nothing(
    story: Story, road: FaultProxy, pem: str, way: str, how: str
) -> None:
    totals = measured(story, road, pem, way)
    failed = 0
    for number, part in enumerate(spread(1.0, soak(3), (way, how))):
        news = number % 3 == 0
        error = sync_into(story, road, pem, cut(way, int(totals[news] * part), how), news=news)
        if error is not None:
            assert error.code in BROKEN, part
            failed += 1
        heal(story, road, pem)
    assert failed > soak(3) // 2


def measured(story: Story, road: FaultProxy, pem: str, way: str) -> dict[bool, int]:
    """How many bytes an undisturbed sync takes, with and without news from others."""
    totals = {}
    for news in (True, False):
        assert sync_into(story, road, pem, CLEAR, news=news) is None
        totals[news] = getattr(road.carried, way)
    story.check()
    return totals


@pytest.mark.lesson("B1")
@pytest.mark.lesson("B2")
@pytest.mark.parametrize("way", ["up", "down"])
def test_a_road_that_falls_silent(
    story: Story, road: FaultProxy, pem: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half-open: nobody says that the connection is gone, nothing arrives any more."""
    totals = measured(story, road, pem, way)
    for part in spread(1.0, soak(2), way):
        with monkeypatch.context() as impatient:
            impatient.setattr(transports, "_TIMEOUT", httpx.Timeout(0.3, connect=1.0))
            error = sync_into(story, road, pem, cut(way, int(totals[True] * part), "hole"))
        assert error is None or error.code == "network.slow"
        heal(story, road, pem)


@pytest.mark.lesson("B2")
def test_a_centre_slower_than_a_laptop_waits(
    story: Story, road: FaultProxy, pem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The centre has everything, only its word comes too late: not a success."""
    story.photographs = False  # nothing after the rows may fail in their place
    monkeypatch.setattr(transports, "_TIMEOUT", httpx.Timeout(0.2, connect=5.0))
    error = sync_into(story, road, pem, Fault(delay=0.6))
    assert error is not None
    assert error.code == "network.slow"
    assert story.rani.waiting() > 0
    monkeypatch.undo()
    heal(story, road, pem)


@pytest.mark.parametrize("how", ["fin", "rst"])
@pytest.mark.parametrize("way", ["up", "down"])
def test_a_cut_within_the_greeting_is_no_forged_certificate(
    story: Story, road: FaultProxy, pem: str, way: str, how: str
) -> None:
    """Nobody is sent to look for a certificate because the signal was bad."""
    for after in (0, 1, 100):
        error = sync_into(story, road, pem, cut(way, after, how), news=False)
        assert error is not None
        assert error.code == "network.offline"


@pytest.mark.lesson("B2")
def test_nobody_answers(story: Story, road: FaultProxy, pem: str) -> None:
    story.photographs = False
    error = sync_into(story, road, pem, Fault(refuse=True))
    assert error is not None
    assert error.code in BROKEN
    assert story.rani.waiting() > 0
    heal(story, road, pem)


@pytest.mark.parametrize("fault", [Fault(delay=0.3), Fault(rate=8_000)], ids=["300ms", "64kbit"])
def test_a_slow_road_is_a_road(story: Story, road: FaultProxy, pem: str, fault: Fault) -> None:
    assert sync_into(story, road, pem, fault, news=False) is None
    story.check()


@pytest.mark.lesson("B16")
def test_a_link_that_drops_every_few_kilobytes(story: Story, road: FaultProxy, pem: str) -> None:
    """Sending goes on from where the last cut was, until all is there."""
    story.photo_bytes = 700_000
    story.go_on()
    for _ in range(12):
        road.set(Fault(up=200_000, how="rst", rate=2_000_000))
        with connect(story.rani, road.url, pem) as transport:
            if story.interrupted(transport) is None:
                break
    else:
        raise AssertionError("never arrives")
    heal(story, road, pem)


@pytest.mark.lesson("B13")
@pytest.mark.lesson("B16")
def test_what_came_before_a_cut_is_not_fetched_again(
    rani: Laptop, budi: Laptop, road: FaultProxy, pem: str
) -> None:
    """Downwards, too: each attempt goes on from the last byte that arrived."""
    picture, kept = random.Random("turun").randbytes(700_000), [0]
    budi.photograph(picture, b"kecil")
    budi.sync()
    for _ in rani.engine._rows(rani.transport, Report()):
        pass
    while not rani.photos.has(sha(picture)):
        road.set(cut("down", 300_000, "fin"))
        with connect(rani, road.url, pem) as transport:
            error = attempt(rani, transport)[1]
        assert error is None or error.code in BROKEN
        kept.append(rani.photos.part_offset(sha(picture)) or len(picture))
        assert kept[-1] > kept[-2] + (280_000 if error else 0)  # greetings take their part
    assert len(kept) == 4  # 300, 300 and 100 kilobytes
    assert rani.photos.read(sha(picture)) == picture
