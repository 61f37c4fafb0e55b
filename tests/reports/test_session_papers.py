"""Running order and labels: whole, in order, and every label can be read back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import zxingcpp
from PIL import ImageChops

from app.domain.blind import read_code
from app.domain.rubric import Rubric, parse_rubric
from app.domain.scoring import Sheet
from app.domain.terms import GateState
from app.paths import RESOURCES
from app.reports.labels import PER_PAGE, render_labels
from app.reports.running_order import render_running_order
from app.reports.score_sheet import render_score_sheets
from app.reports.session_values import ScoreSheetData, Turn
from app.reports.values import PaperStatus

from .reading import fonts, page_texts, render, squeezed, whole_text
from .samples import long_text
from .session_samples import FACTS, codes, turns

# -- labels ------------------------------------------------------------------------


@pytest.mark.lesson("B33")
@pytest.mark.lesson("B34")
@pytest.mark.parametrize("device", ["A7", "ZZ9"])
def test_every_label_is_read_back_from_paper(device: str) -> None:
    """As bars and as a square, each by itself, at the resolution of a poor scanner; what
    comes out is what check-in takes."""
    wanted = codes(20, device)
    pdf = render_labels(FACTS, wanted)
    found: dict[str, list[str]] = {"Code128": [], "QRCode": []}
    for page in range(len(page_texts(pdf))):
        for symbol in zxingcpp.read_barcodes(render(pdf, 200, page)):
            found[symbol.format.name].append(read_code(symbol.text))
    for texts in found.values():
        assert sorted(texts) == sorted(wanted)


def test_labels_follow_the_running_order_and_name_nobody() -> None:
    wanted = codes(PER_PAGE + 1)
    pages = page_texts(render_labels(FACTS, wanted))
    assert len(pages) == 2
    printed = [line.strip() for page in pages for line in page.splitlines()]
    assert [line for line in printed if line in set(wanted)] == wanted
    others = set(printed) - set(wanted) - {""}
    assert others == {f"{FACTS.name} · 27 November 2026"}


def test_a_label_of_practice_says_so() -> None:
    text = whole_text(render_labels(replace(FACTS, status=PaperStatus.TRAINING), codes(1)))
    assert text.startswith(squeezed(f"{codes(1)[0]}LATIHAN"))


def test_a_long_name_does_not_cover_the_bars() -> None:
    pdf = render_labels(replace(FACTS, name=long_text("Bazar")[:150]), codes(1))
    assert {s.format.name for s in zxingcpp.read_barcodes(render(pdf, 200))} == {
        "Code128",
        "QRCode",
    }


# -- running order -------------------------------------------------------------------


def test_the_running_order_is_whole_and_in_order() -> None:
    pdf = render_running_order(FACTS, turns(40))
    pages = page_texts(pdf)
    assert len(pages) > 1
    text = whole_text(pdf)
    places = [text.index(squeezed(f"{turn.place}{turn.title}")) for turn in turns(40)]
    assert places == sorted(places)
    assert all(embedded for _, embedded in fonts(pdf))
    for page in pages:
        for words in ("Urutan Tampil", "Hadir", "Dinilai"):
            assert words in page


def test_blind_it_prints_codes_and_categories_only() -> None:
    (code,) = codes(1)
    pdf = render_running_order(FACTS, [Turn(1, code, "", "Kriya")])
    assert squeezed(code) in whole_text(pdf)
    assert "Mpok" not in whole_text(pdf)


def test_long_names_are_not_cut() -> None:
    turn = Turn(1, long_text("Produk"), long_text("Usaha"), long_text("Kategori"), codes(1)[0])
    text = whole_text(render_running_order(FACTS, [turn, *turns(2)]))
    for part in (turn.title, turn.business, turn.category, turn.code):
        assert squeezed(part) in text


# -- score sheets ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return parse_rubric(json.loads((RESOURCES / "rubrics" / "MKN.json").read_text("utf-8")))


def blank(rubric: Rubric, code: str) -> ScoreSheetData:
    return ScoreSheetData(1, code, "", "Makanan kemasan", code, "", rubric, rubric.gates)


@pytest.mark.lesson("B35")
def test_order_on_paper_is_order_on_screen(rubric: Rubric) -> None:
    text = whole_text(render_score_sheets(FACTS, [blank(rubric, codes(1)[0])]))
    names = [i.name for c in rubric.criteria for i in c.indicators]
    names += [*(g.name for g in rubric.gates), *(f.name for f in rubric.critical_findings)]
    places, at = [], 0
    for name in names:
        at = text.index(squeezed(name), at)
        places.append(at)
    assert places == sorted(places)


@pytest.mark.lesson("B34")
def test_the_code_on_a_sheet_is_read_back_and_stands_on_both_pages(rubric: Rubric) -> None:
    wanted = codes(2)
    pdf = render_score_sheets(FACTS, [blank(rubric, code) for code in wanted])
    pages = page_texts(pdf)
    assert [[code in page for page in pages] for code in wanted] == [
        [True, True, False, False],
        [False, False, True, True],
    ]
    for page, code in ((0, wanted[0]), (2, wanted[1])):
        (found,) = zxingcpp.read_barcodes(render(pdf, 200, page))
        assert read_code(found.text) == code


def test_a_filled_sheet_tells_all_that_was_entered(rubric: Rubric) -> None:
    first = rubric.indicators[0]
    sheet = Sheet(
        scores={first.code: 1},
        notes={first.code: "Hambar & <tengik>"},
        gates={rubric.gates[0].code: GateState.MET},
        remark="Ganti minyaknya.",
    )
    empty = blank(rubric, codes(1)[0])
    full = replace(empty, sheet=sheet, curator="Rani Kurator", totals={"": "78,5"})
    text = whole_text(render_score_sheets(FACTS, [full]))
    for part in ("Hambar & <tengik>", "Ganti minyaknya.", "Rani Kurator", "78,5"):
        assert squeezed(part) in text
    without = render(render_score_sheets(FACTS, [replace(empty, curator="Rani Kurator")]), 50)
    filled = render(render_score_sheets(FACTS, [full]), 50)
    assert ImageChops.difference(without, filled).getbbox() is not None


def test_equal_data_give_equal_bytes() -> None:
    order = render_running_order(FACTS, turns(3), invariant=True)
    assert order == render_running_order(FACTS, turns(3), invariant=True)
    labels = render_labels(FACTS, codes(3), invariant=True)
    assert labels == render_labels(FACTS, codes(3), invariant=True)
