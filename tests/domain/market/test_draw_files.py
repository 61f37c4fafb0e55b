"""The published files of a draw: right ones hold, and nobody changes one unnoticed."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.market import draw_files
from app.domain.market.draw import DrawError, draw, read_announcement, whole_numbers
from app.domain.market.draw_files import SENTENCES, Verdict
from tests.fixtures import draw_files as fixtures
from tests.fixtures.draw_files import NUMBERS, Case, announcement, published

CASES = fixtures.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said_of_files(case: Case) -> None:
    assert draw_files.check(case.files, case.published).verdict is case.verdict


def test_every_verdict_has_a_case_and_a_sentence() -> None:
    assert {case.verdict for case in CASES} == set(Verdict) == set(SENTENCES)


def test_the_announcement_file_is_what_is_hashed() -> None:
    of = announcement()
    data = draw_files.announcement_file(of)
    assert hashlib.sha256(data).hexdigest() == of.fingerprint
    assert read_announcement(json.loads(data)) == of


def test_what_is_drawn_anew_is_what_was_drawn() -> None:
    of = announcement()
    found = draw_files.check(published(of))
    assert found.drawn == draw(of, NUMBERS)
    assert found.fingerprint == of.fingerprint


@given(st.data())
def test_a_changed_byte_never_passes_as_the_announced_draw(data: st.DataObject) -> None:
    """Whatever is changed in either file: never the same verdict over another draw."""
    of = announcement(6, 2)
    files = published(of)
    at = data.draw(st.integers(0, 1))
    changed = bytearray(files[at])
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(st.integers(1, 255))
    files[at] = bytes(changed)
    found = draw_files.check(files, of.fingerprint)
    if found.verdict is Verdict.SAME:
        assert found.announcement == of
        assert found.claim is not None
        assert found.drawn == draw(of, NUMBERS)
        assert list(map(whole_numbers, found.claim.numbers)) == list(map(whole_numbers, NUMBERS))
    else:
        assert found.verdict is not Verdict.ANNOUNCED


@given(st.permutations(range(8)), st.integers(1, 9))
def test_no_other_order_is_taken(order: list[int], places: int) -> None:
    of = announcement(8, places)
    keys = [str(of.candidates[at].key) for at in order]
    files = [
        draw_files.announcement_file(of),
        draw_files.result_file(of.fingerprint, NUMBERS, keys),
    ]
    right = [str(one.key) for one in draw(of, NUMBERS).order]
    verdict = Verdict.SAME if keys == right else Verdict.OTHER_ORDER
    assert draw_files.check(files).verdict is verdict


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(DrawError):
        draw_files.read(b" " * (draw_files.MOST_BYTES + 1))
