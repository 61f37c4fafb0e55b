"""Entry to a channel: every reason at once, until when, and never by accident."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.market.channels import (
    Channel,
    Offered,
    Result,
    Why,
    read_channels,
    standing,
)
from app.domain.terms import Category, DocumentType, Grade, Level, Outcome
from app.paths import RESOURCES

DAY = date(2026, 11, 21)
RULES = read_channels(json.loads((RESOURCES / "channels.json").read_text(encoding="utf-8")))
BEST = Offered(
    category=Category.PACKAGED_FOOD,
    region="31.74.02.1001",
    active=True,
    results=(Result(Level.PROVINCE, Outcome.PASSED, Grade.A),),
    certificate_until=date(2028, 11, 20),
    documents={
        DocumentType.NIB: None,
        DocumentType.BPOM: date(2027, 5, 1),
        DocumentType.HALAL: None,
    },
    photos=5,
)

days = st.dates(date(2026, 1, 1), date(2030, 1, 1))
results = st.builds(
    Result, st.sampled_from(Level), st.sampled_from(Outcome), st.sampled_from(Grade)
)
products = st.builds(
    Offered,
    category=st.sampled_from(Category),
    region=st.sampled_from(["31.74.02.1001", "31.01", "32.71.01.1001"]),
    active=st.booleans(),
    results=st.lists(results, max_size=3).map(tuple),
    certificate_until=st.none() | days,
    documents=st.dictionaries(st.sampled_from(DocumentType), st.none() | days),
    photos=st.integers(0, 4),
    taken=st.dictionaries(st.sampled_from(Channel), st.lists(days, max_size=2).map(tuple)),
)
channels = st.sampled_from(list(RULES.values()))


def test_every_channel_has_rules() -> None:
    assert set(RULES) == set(Channel)


@pytest.mark.parametrize("channel", Channel)
def test_the_best_product_may_go_everywhere(channel: Channel) -> None:
    found = standing(RULES[channel], BEST, DAY)
    assert found.allowed, found.reasons
    ends = {Channel.BAZAAR: None}
    assert found.until == ends.get(channel, date(2027, 5, 1))


@pytest.mark.parametrize(
    ("change", "why", "what", "todo"),
    [
        ({"active": False}, Why.CLOSED, "Usaha ini tercatat tutup.", "Aktifkan lagi"),
        ({"results": ()}, Why.NOT_CURATED, "Belum lulus.", "kurasi tingkat provinsi"),
        (
            {"results": (Result(Level.CITY, Outcome.PASSED, Grade.A),)},
            Why.LEVEL,
            "Baru lulus tingkat kota, perlu tingkat provinsi.",
            "tingkat provinsi",
        ),
        (
            {"results": (Result(Level.PROVINCE, Outcome.PASSED, Grade.C),)},
            Why.GRADE,
            "Kelas C, perlu kelas B atau lebih tinggi.",
            "lembar perbaikan",
        ),
        ({"category": Category.CRAFT}, Why.CATEGORY, "tidak menerima kriya", "kanal lain"),
        ({"region": "32.71.01.1001"}, Why.REGION, "di luar wilayah", "alamat"),
        ({"certificate_until": None}, Why.CERTIFICATE, "Belum ada sertifikat", "Terbitkan"),
        (
            {"certificate_until": date(2026, 11, 20)},
            Why.CERTIFICATE,
            "berakhir 20 November 2026",
            "Kurasi ulang",
        ),
        ({"photos": 2}, Why.PHOTOS, "Baru 2 foto, perlu 3.", "Tambah 1 foto"),
    ],
)
def test_a_reason_says_what_would_change_it(
    change: dict[str, object], why: Why, what: str, todo: str
) -> None:
    found = standing(RULES[Channel.EORDER], replace(BEST, **change), DAY)  # type: ignore[arg-type]
    reason = next(r for r in found.reasons if r.why is why)
    assert what in reason.what
    assert todo in reason.todo
    assert not found.allowed
    assert found.until is None


def test_a_document_that_ran_out_is_named_with_its_day() -> None:
    old = {**BEST.documents, DocumentType.BPOM: date(2026, 11, 20)}
    found = standing(RULES[Channel.EORDER], replace(BEST, documents=old), DAY)
    assert [r.what for r in found.reasons] == [
        "SPP-IRT (P-IRT) atau Izin edar BPOM berakhir 20 November 2026."
    ]


def test_gebetan_takes_each_business_once() -> None:
    had = replace(BEST, taken={Channel.GEBETAN: (date(2021, 3, 1),)})
    found = standing(RULES[Channel.GEBETAN], had, DAY)
    assert [r.why for r in found.reasons] == [Why.ONCE]
    assert found.opens is None


def test_a_pause_ends_by_itself() -> None:
    had = replace(BEST, taken={Channel.MALL: (DAY - timedelta(days=10),)})
    found = standing(RULES[Channel.MALL], had, DAY)
    assert found.opens == DAY + timedelta(days=80)
    assert standing(RULES[Channel.MALL], had, found.opens).allowed
    assert not standing(RULES[Channel.MALL], had, found.opens - timedelta(days=1)).allowed


@given(channels, products, days)
def test_allowed_means_until_and_not_a_day_longer(rules, product, day) -> None:  # type: ignore[no-untyped-def]
    found = standing(rules, product, day)
    assert found.allowed == (not found.reasons)
    if found.allowed and found.until is not None:
        assert found.until >= day
        assert standing(rules, product, found.until).allowed
        assert not standing(rules, product, found.until + timedelta(days=1)).allowed


@given(channels, products, days)
def test_what_opens_by_itself_opens(rules, product, day) -> None:  # type: ignore[no-untyped-def]
    found = standing(rules, product, day)
    if found.opens is not None:
        later = standing(rules, product, found.opens)
        assert Why.COOLING not in {r.why for r in later.reasons}


@given(channels, products, days, st.sampled_from(DocumentType), results)
def test_more_never_shuts_a_door(rules, product, day, kind, result) -> None:  # type: ignore[no-untyped-def]
    """A further document, picture or result takes nobody's place away."""
    if not standing(rules, product, day).allowed:
        return
    more = replace(
        product,
        documents={**product.documents, kind: None},
        photos=product.photos + 1,
        results=(*product.results, result),
    )
    assert standing(rules, more, day).allowed


@pytest.mark.parametrize(
    "broken",
    [
        {"channel": "pasar"},
        {"photos": -1},
        {"documents": {"XXX": [["NIB"]]}},
        {"documents": {"*": [[]]}},
        {"extra": 1},
        {"grade": "E"},
    ],
)
def test_rules_that_are_none(broken: dict[str, object]) -> None:
    data = json.loads((RESOURCES / "channels.json").read_text(encoding="utf-8"))
    data["channels"][0] |= broken
    with pytest.raises(ValueError, match="channel"):
        read_channels(data)


def test_a_channel_twice() -> None:
    data = json.loads((RESOURCES / "channels.json").read_text(encoding="utf-8"))
    data["channels"].append(data["channels"][0])
    with pytest.raises(ValueError, match="twice"):
        read_channels(data)
