"""Kanal's lists: counts, reasons and keys are what the standings say, filtered and in order."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.domain.market.channels import Channel, Why
from app.errors import UserError
from app.services import certificates, channel_lists, curations, products, standing_count
from app.services.changes import undo
from app.services.channel_lists import Counts, Show, Wanted
from app.services.workspace import Workspace
from tests.services.field import OTHER_WARD, add_product, judge, open_session, register

NIB = "1234567890123"


@pytest.fixture
def named(ws: Workspace) -> dict[str, UUID]:
    """Three cloths: one that passed with its papers, one without NIB, one never judged."""
    session = open_session(ws)
    good = add_product(ws, register(ws, nib=NIB), "Batik Pucuk")
    certificates.issue(ws, judge(ws, good, session, 4))
    bare = add_product(ws, register(ws, "Sanggar Budi", ward_code=OTHER_WARD), "Ciput Rajut")
    certificates.issue(ws, judge(ws, bare, session, 4))
    fresh = add_product(ws, register(ws, "Kios Cici", nib="1234567890124"), "Anting Manik")
    standing_count.catch_up(ws)
    return {"good": good, "bare": bare, "fresh": fresh}


def listed(ws: Workspace, **wanted: object) -> tuple[UUID, ...]:
    """The products of a list, in its order."""
    lines = channel_lists.lines(ws, Channel.FRIDAY, look(ws, **wanted).numbers)
    return tuple(line.id for line in lines)


def look(ws: Workspace, **wanted: object) -> channel_lists.ChannelView:
    return channel_lists.view(ws, Wanted(**{"channel": Channel.FRIDAY, **wanted}))  # type: ignore[arg-type]


def test_counts_reasons_and_keys(ws: Workspace, named: dict[str, UUID]) -> None:
    found = look(ws)
    assert listed(ws) == (named["good"],)
    assert found.waiting == 0
    assert found.counts[Channel.FRIDAY] == Counts(allowed=1, soon=0, not_yet=2)
    assert found.counts[Channel.FRIDAY].of(Show.NOT_YET) == 2
    assert found.counts[Channel.EXHIBITION].allowed == 0
    assert {(r.words, r.products) for r in found.reasons} == {
        ("belum ada NIB", 1),
        ("belum lulus kurasi", 1),
        ("belum ada sertifikat yang berlaku", 1),
    }


def test_those_that_may_not_yet_stand_by_name(ws: Workspace, named: dict[str, UUID]) -> None:
    assert listed(ws, show=Show.NOT_YET) == (named["fresh"], named["bare"])


def test_a_reason_lists_whom_it_bars(ws: Workspace, named: dict[str, UUID]) -> None:
    for reason in look(ws).reasons:
        keys = listed(ws, show=Show.NOT_YET, reason=reason.key)
        assert len(keys) == reason.products
        expected = named["bare"] if "NIB" in reason.words else named["fresh"]
        assert keys == (expected,)


def test_a_region_counts_its_own(ws: Workspace, named: dict[str, UUID]) -> None:
    there = look(ws, region="31.73", show=Show.NOT_YET)
    assert listed(ws, region="31.73", show=Show.NOT_YET) == (named["bare"],)
    assert there.counts[Channel.FRIDAY] == Counts(0, 0, 1)
    assert listed(ws, region="31.74") == (named["good"],)


def test_words_are_searched_within_what_is_listed(ws: Workspace, named: dict[str, UUID]) -> None:
    assert listed(ws, text="batik") == (named["good"],)
    assert listed(ws, text="ciput") == ()
    assert listed(ws, show=Show.NOT_YET, text="ciput") == (named["bare"],)


def test_lines_and_the_product_are_read_anew(ws: Workspace, named: dict[str, UUID]) -> None:
    numbers = [*look(ws, text="ciput", show=Show.NOT_YET).numbers, *look(ws).numbers, 99]
    lines = channel_lists.lines(ws, Channel.FRIDAY, numbers)
    assert [line.id for line in lines] == [named["bare"], named["good"]]
    assert [line.n for line in lines] == numbers[:2]
    assert channel_lists.of_number(ws, numbers[0]).id == named["bare"]
    assert [reason.why for reason in lines[0].standing.reasons] == [Why.DOCUMENT]
    assert lines[1].standing.allowed
    whole = channel_lists.of_product(ws, named["good"])
    assert [one.channel for one in whole.standings] == list(Channel)
    assert (whole.business, whole.has_result) == ("Dapur Sari", True)
    assert not channel_lists.of_product(ws, named["fresh"]).has_result


def test_a_product_that_went_is_said_to_be_gone(ws: Workspace, named: dict[str, UUID]) -> None:
    with pytest.raises(UserError) as caught:
        channel_lists.of_number(ws, 99)
    assert caught.value.code == "product.gone"
    _, change = products.save(ws, register(ws), products.ProductForm("Topi", "FSY"))
    undo(ws, change)
    standing_count.catch_up(ws)
    assert len(listed(ws, show=Show.NOT_YET)) == 2


def test_who_is_about_to_score_is_not_told_what_it_may_enter(
    enrolled: Workspace,
) -> None:
    product = add_product(enrolled, register(enrolled, nib=NIB))
    curations.open_curation(enrolled, product, open_session(enrolled))
    standing_count.catch_up(enrolled)
    assert listed(enrolled, show=Show.NOT_YET) == ()
    assert look(enrolled).counts[Channel.FRIDAY] == Counts()
    hidden = channel_lists.of_product(enrolled, product)
    assert hidden.hidden
    assert hidden.standings == ()
