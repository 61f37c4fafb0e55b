"""The papers of a draw: whole, in order, and the code on them leads to the check."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp

from app.reports.draw_protocol import (
    Line,
    render_announcement,
    render_answer,
    render_protocol,
)
from app.reports.values import PaperStatus

from .draw_samples import ANNOUNCED, ANSWERED, DRAWN, HASH, KEY, lines
from .reading import page_texts, render, squeezed, whole_text
from .samples import long_text


def test_the_announcement_says_all_that_is_frozen() -> None:
    text = whole_text(render_announcement(ANNOUNCED))
    grouped = " ".join(HASH[at : at + 8] for at in range(0, 64, 8))
    for words in (
        "Pengumuman Undian",
        ANNOUNCED.title,
        "Jumat, 27 November 2026",
        *(source.words for source in ANNOUNCED.sources),
        grouped,
        ANNOUNCED.address,
        "main.py draw verify",
        "14 usaha",
    ):
        assert squeezed(words) in text, words
    places = [text.index(squeezed(f"{one.number}{one.name}{one.area}")) for one in ANNOUNCED.lines]
    assert places == sorted(places)


def test_the_protocol_says_numbers_key_and_order() -> None:
    text = whole_text(render_protocol(DRAWN))
    for words in ("7.241,88", "724188", f"Kunci undian: {KEY}", "Petugas yang mengundi,", "Saksi,"):
        assert squeezed(words) in text, words
    waits = text.index(squeezed("Daftar tunggu"))
    for one in DRAWN.lines:
        at = text.index(squeezed(f"{one.number}{one.name}{one.area}{one.other}"))
        assert (at > waits) == (one.number > DRAWN.places)


def test_nobody_waits_where_everybody_has_a_place() -> None:
    text = whole_text(render_protocol(replace(DRAWN, places=14)))
    assert squeezed("Daftar tunggu") not in text


@pytest.mark.parametrize("make", [render_announcement, render_protocol])
def test_the_code_is_read_back_from_paper(make: object) -> None:
    data = DRAWN if make is render_protocol else ANNOUNCED
    (found,) = zxingcpp.read_barcodes(render(make(data), 200))  # type: ignore[operator]
    assert found.text == data.check


def test_the_answer_is_one_page_and_says_every_sentence() -> None:
    pages = page_texts(render_answer(ANSWERED))
    assert len(pages) == 1
    text = whole_text(render_answer(ANSWERED))
    for words in (*ANSWERED.sentences, ANSWERED.name, "7.241,88", "28 November 2026"):
        assert squeezed(words) in text, words


def test_many_candidates_go_over_pages_under_their_captions() -> None:
    pages = page_texts(render_announcement(replace(ANNOUNCED, lines=lines(300))))
    assert len(pages) > 5
    assert all("Wilayah" in page for page in pages)
    assert squeezed("300") in squeezed(pages[-1])


def test_long_names_are_not_cut_and_practice_says_so() -> None:
    long = Line(1, long_text("Usaha"), long_text("Wilayah"), 2)
    data = replace(
        DRAWN, lines=(long, *lines(3)), title=long_text("Undian")[:200], status=PaperStatus.TRAINING
    )
    text = whole_text(render_protocol(data))
    for words in (long.name, long.area, "LATIHAN"):
        assert squeezed(words) in text
