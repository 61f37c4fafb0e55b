"""Set-ups of papers: what may be published, who signs when, and the row it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.official_numbers import NumberRule
from app.domain.paper_setup import (
    MAX_EMBLEM,
    MAX_TOGETHER,
    PaperSetup,
    SetupProblem,
    Signer,
    from_columns,
    problems,
    to_columns,
    unsigned_from,
)

NEW_YEAR = date(2027, 1, 1)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + (64).to_bytes(4, "big") * 2 + b"rest"
HEAD = Signer("Sari Dewi", "Kepala Dinas", "197001011995031001")
SETUP = PaperSetup(
    region="31.74",
    valid_from=NEW_YEAR,
    lines=("PEMERINTAH KOTA", "SUKU DINAS"),
    address="Jalan Prapanca Raya 9",
    emblem=PNG,
    number=NumberRule("{seq:04d}/{klasifikasi}/{tahun}", "510.5"),
    signers=(HEAD,),
)


def test_a_whole_set_up_may_be_published() -> None:
    assert problems(SETUP) == ()
    assert problems(replace(SETUP, emblem=None, address="")) == ()


def signer(**changes: Any) -> tuple[Signer, ...]:
    return (replace(HEAD, **changes),)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"region": "31.74.04.1001"}, SetupProblem.REGION),
        ({"region": "global"}, SetupProblem.REGION),
        ({"lines": ()}, SetupProblem.LINES),
        ({"lines": ("A", " ")}, SetupProblem.LINES),
        ({"lines": ("A\nB",)}, SetupProblem.LINES),
        ({"lines": ("A",) * 5}, SetupProblem.LINES),
        ({"address": "J" * 201}, SetupProblem.ADDRESS),
        ({"emblem": b"GIF89a"}, SetupProblem.EMBLEM),
        ({"emblem": PNG + b"0" * MAX_EMBLEM}, SetupProblem.EMBLEM),
        ({"emblem": PNG.replace((64).to_bytes(4, "big"), b"\xff\xff\xff\xff")}, "emblem"),
        ({"number": NumberRule("{seq}")}, SetupProblem.NUMBER),
        ({"signers": ()}, SetupProblem.SIGNERS),
        ({"signers": signer(end=date(2026, 12, 31))}, SetupProblem.SIGNERS),
        ({"signers": signer(start=date(2027, 1, 2))}, SetupProblem.SIGNERS),
        ({"signers": (HEAD,) * (MAX_TOGETHER + 1)}, SetupProblem.SIGNERS),
        ({"signers": signer(name=" ")}, SetupProblem.SIGNER),
        ({"signers": signer(position="")}, SetupProblem.SIGNER),
        ({"signers": signer(nip="123")}, SetupProblem.SIGNER),
        ({"signers": (HEAD, *signer(start=date(2028, 2, 1), end=date(2028, 1, 1)))}, "signer"),
    ],
)
def test_what_no_paper_can_show_is_refused(changes: dict[str, Any], found: str) -> None:
    assert problems(replace(SETUP, **changes)) == (found,)


def test_six_who_follow_each_other_are_not_too_many() -> None:
    spans = [(date(2027, m, 1), date(2027, m, 28)) for m in range(1, 8)]
    heads = tuple(replace(HEAD, start=a, end=b) for a, b in spans)
    assert problems(replace(SETUP, signers=heads)) == ()


def test_who_signs_follows_the_day() -> None:
    old = replace(HEAD, end=date(2027, 3, 31))
    new = replace(HEAD, name="Budi", start=date(2027, 4, 1))
    setup = replace(SETUP, signers=(old, new))
    assert setup.signers_on(date(2027, 3, 31)) == (old,)
    assert setup.signers_on(date(2027, 4, 1)) == (new,)
    assert unsigned_from(setup) is None


def test_the_first_day_without_a_signatory_is_found() -> None:
    old = replace(HEAD, end=date(2027, 3, 31))
    new = replace(HEAD, start=date(2027, 4, 2), end=date(2027, 6, 30))
    assert unsigned_from(replace(SETUP, signers=(old, new))) == date(2027, 4, 1)
    following = replace(new, start=date(2027, 2, 1))
    assert unsigned_from(replace(SETUP, signers=(old, following))) == date(2027, 7, 1)
    assert unsigned_from(replace(SETUP, signers=(old, HEAD))) is None


names = st.text("Abc éß", min_size=1, max_size=20)
spans = st.none() | st.dates(date(2000, 1, 1))
signers = st.builds(Signer, names, names, st.just("") | st.just(HEAD.nip), spans, spans)
setups = st.builds(
    PaperSetup,
    region=st.sampled_from(["31", "31.74", "31.74.04"]),
    valid_from=st.dates(),
    lines=st.lists(names, max_size=4).map(tuple),
    address=names,
    emblem=st.none() | st.binary(max_size=40),
    signers=st.lists(signers, max_size=4).map(tuple),
)


@given(setups)
def test_a_set_up_is_the_same_after_its_row(setup: PaperSetup) -> None:
    assert from_columns(to_columns(setup)) == setup


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": "PEMERINTAH"},
        {"lines": [5]},
        {"emblem": {"png": "no base64!"}},
        {"emblem": "iVBORw0KGgo="},
        {"emblem": {"jpg": ""}},
        {"numbering": "by_dice"},
        {"signatories": {"name": "x"}},
        {"signatories": [{"name": "x", "position": "y", "nip": ""}]},
        {"signatories": [{**to_columns(SETUP)["signatories"][0], "from": "besok"}]},
        {"signatories": ["Sari"]},
    ],
)
def test_a_row_that_is_no_set_up_is_told(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no set-up"):
        from_columns({**to_columns(SETUP), **wrong})
