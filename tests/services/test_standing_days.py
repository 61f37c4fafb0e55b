"""Between two days on which a product is looked at, nothing about its standing changes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.market.channels import Channel, Offered, Result, Standing, standing
from app.domain.terms import Category, DocumentType, Grade, Level, Outcome
from app.paths import RESOURCES
from app.services import market_channels, standing_count, standings
from app.services.standing_keys import CERTIFICATE, keys, words

DAY = date(2026, 11, 21)
RULES = market_channels.rules(RESOURCES)
_NEAR = st.dates(DAY - timedelta(days=40), DAY + timedelta(days=60))
_RESULTS = st.builds(
    Result, st.sampled_from(Level), st.sampled_from(Outcome), st.sampled_from(Grade)
)
PRODUCTS = st.builds(
    Offered,
    category=st.sampled_from(Category),
    region=st.sampled_from(("31.74.04.1001", "32.01.01.1001")),
    active=st.sampled_from((True, True, False)),
    results=st.lists(_RESULTS, max_size=3).map(tuple)
    | st.just((Result(Level.PROVINCE, Outcome.PASSED, Grade.A),)),
    certificate_until=st.none() | _NEAR,
    documents=st.dictionaries(st.sampled_from(DocumentType), st.none() | _NEAR),
    photos=st.integers(0, 4),
    taken=st.dictionaries(st.sampled_from(Channel), st.lists(_NEAR, min_size=1).map(tuple)),
)


def on(product: Offered, day: date) -> dict[Channel, Standing]:
    return {channel: standing(rules, product, day) for channel, rules in RULES.items()}


def told(product: Offered, day: date) -> dict[Channel, tuple[object, ...]]:
    """What is kept of a product on a day."""
    return {
        channel: (one.until, *keys(RULES[channel], product, one.reasons, day))
        for channel, one in on(product, day).items()
    }


@given(PRODUCTS, st.integers(0, 60))
def test_nothing_changes_before_the_day_it_turns(product: Offered, later: int) -> None:
    turns = standing_count._turns(product, on(product, DAY), DAY)
    day = DAY + timedelta(days=later)
    if turns is None or day < turns:
        assert told(product, day) == told(product, DAY)
    else:
        assert turns > DAY


@given(PRODUCTS, st.integers(0, 80))
def test_who_is_let_in_for_a_later_day_may_enter_on_it(product: Offered, later: int) -> None:
    day = DAY + timedelta(days=later)
    for channel, one in on(product, DAY).items():
        if not standings.blocked(one, day):
            assert standing(RULES[channel], product, day).allowed


@given(PRODUCTS)
def test_a_paper_on_which_a_channel_hangs_shuts_it_or_brings_it_nearer(product: Offered) -> None:
    now = on(product, DAY)
    for row in standing_count._papers(RULES, product, now, DAY):
        ended = row["until"] < DAY
        for name in row["closes"].strip("|").split("|"):
            assert now[Channel(name)].allowed is not ended
        held = {*map(str, product.documents), CERTIFICATE}
        assert row["kind"] in held


@given(PRODUCTS)
def test_every_reason_has_its_words(product: Offered) -> None:
    for channel, one in on(product, DAY).items():
        found = keys(RULES[channel], product, one.reasons, DAY)
        assert len(found) == len(one.reasons)
        assert all(words(key) for key in found)
