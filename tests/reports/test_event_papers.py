"""Booth cards, the list of places, the plan: whole, in order, and every card is read back."""

from __future__ import annotations

from dataclasses import replace

import zxingcpp

from app.domain.market.booth_code import read_booth_code
from app.reports.booth_cards import PER_PAGE, render_booth_cards
from app.reports.event_floor import render_floor
from app.reports.event_places import render_places
from app.reports.values import PaperStatus

from .event_samples import EVENT_FACTS, cards, floor, places
from .reading import fonts, page_texts, render, squeezed, whole_text
from .samples import long_text


def test_every_card_is_read_back_from_paper() -> None:
    wanted = cards(PER_PAGE + 3)
    pdf = render_booth_cards(EVENT_FACTS, wanted)
    assert len(page_texts(pdf)) == 2
    found = [
        read_booth_code(symbol.text)
        for page in range(2)
        for symbol in zxingcpp.read_barcodes(render(pdf, 200, page))
    ]
    assert sorted(code.booth for code in found) == [card.booth for card in wanted]
    assert {code.event for code in found} == {read_booth_code(wanted[0].code).event}


def test_a_card_says_what_visitors_look_for() -> None:
    (card,) = cards(1)
    text = whole_text(render_booth_cards(EVENT_FACTS, [card]))
    for words in (EVENT_FACTS.name, "LAPAK", card.business, card.product, card.code):
        assert squeezed(words) in text
    assert squeezed("Jumat, 27 November 2026") in text


def test_a_card_of_practice_says_so() -> None:
    facts = replace(EVENT_FACTS, status=PaperStatus.TRAINING)
    assert squeezed(f"LATIHAN · {facts.name}") in whole_text(render_booth_cards(facts, cards(1)))


def test_long_names_leave_the_code_readable() -> None:
    (card,) = cards(1)
    card = replace(card, business=long_text("Usaha")[:180], product=long_text("Produk")[:180])
    facts = replace(EVENT_FACTS, name=long_text("Bazar")[:180])
    pdf = render_booth_cards(facts, [card])
    (symbol,) = zxingcpp.read_barcodes(render(pdf, 200))
    assert symbol.text == card.code


def test_the_list_is_by_district_and_names_who_waits() -> None:
    data = places(60)
    pdf = render_places(data)
    assert len(page_texts(pdf)) > 1
    text = whole_text(pdf)
    order = [text.index(squeezed(words)) for words in ("Setiabudi", "Tebet", "Daftar tunggu")]
    assert order == sorted(order)
    rows = [row for _, rows in data.districts for row in rows]
    at = -1
    for row in rows:
        at = text.index(squeezed(f"{row.booth}{row.business}{row.product}"), at + 1)
    assert squeezed("Kosong 61, 62") in text
    assert squeezed("RW 02 Manggarai, Tebet") in text
    assert all(embedded for _, embedded in fonts(pdf))


def test_every_booth_of_the_plan_is_drawn_with_its_number() -> None:
    data = floor()
    (page,) = page_texts(render_floor(data))
    words = page.split()
    assert all(str(stall.no) in words for stall in data.stalls)
    assert squeezed("56 lapak, 45 terisi") in squeezed(page)


def test_a_plan_of_any_size_stays_on_one_page() -> None:
    for rows, columns in ((1, 1), (2, 60), (30, 3)):
        assert len(page_texts(render_floor(floor(rows, columns)))) == 1
