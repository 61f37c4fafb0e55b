"""Regions, register numbers, names, sheets, permissions and merging."""

from __future__ import annotations

import json
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from app.domain.merging import resolver
from app.domain.names import clean, fold, name_key
from app.domain.numbers import (
    RegisterNumber,
    check_character,
    paper_mark,
    parse_register_number,
)
from app.domain.permissions import Grant, guarded, may_set, may_write
from app.domain.regions import ancestor, any_covers, covers, is_region_code, level_of
from app.domain.scoring import Sheet
from app.domain.sheets import sheet_from_json, sheet_to_json
from app.domain.terms import CurationState, GateState, Level, Role
from app.models.entities import FIELD

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = st.sampled_from(
    ["31", "31.74", "31.74.04", "31.74.04.1001", "31.7", "32", "31.71", "31.74.05"]
)

# -- regions ----------------------------------------------------------------------


@pytest.mark.parametrize("code", ["31", "31.74", "31.74.04", "31.74.04.1001"])
def test_region_codes(code: str) -> None:
    assert is_region_code(code)


@pytest.mark.parametrize(
    "code",
    ["", "3", "3174", "31.7", "31.74.", "31.74.04.10", "31.74.04.1001.1", "global", "٣١", "31\n"],
)
def test_what_is_no_region_code(code: str) -> None:
    assert not is_region_code(code)


@given(CODES, CODES, CODES)
def test_covering_is_an_order(a: str, b: str, c: str) -> None:
    assert covers(a, a)
    assert not (covers(a, b) and covers(b, a)) or a == b
    assert not (covers(a, b) and covers(b, c)) or covers(a, c)
    assert any_covers([a, b], c) == (covers(a, c) or covers(b, c))


def test_covering_stops_at_the_dot() -> None:
    assert covers("31.74", "31.74.04.1001")
    assert not covers("31.7", "31.74")
    assert not covers("31.74.04", "31.74")


def test_levels() -> None:
    assert [level_of(c) for c in ("31", "31.74", "31.74.04")] == [
        Level.PROVINCE,
        Level.CITY,
        Level.DISTRICT,
    ]
    for code in ("31.74.04.1001", "x", "31.7"):
        with pytest.raises(ValueError, match="no level"):
            level_of(code)
    assert ancestor("31.74.04.1001", Level.DISTRICT) == "31.74.04"
    assert ancestor("31.74.04", Level.PROVINCE) == "31"
    with pytest.raises(ValueError, match="above"):
        ancestor("31.74", Level.DISTRICT)
    assert Level.DISTRICT.next is Level.CITY
    assert Level.PROVINCE.next is None


# -- numbers ----------------------------------------------------------------------


def test_the_check_character_of_the_standard() -> None:
    assert check_character("A12425GABC1234002") == "M"  # a GRid of ISO 7064 MOD 37,36


NUMBERS = st.builds(
    RegisterNumber,
    st.sampled_from(["31", "31.74", "31.74.04"]),
    st.text(ALPHABET, min_size=2, max_size=4),
    st.integers(2020, 2099),
    st.integers(1, 99_999_999),
)


@given(NUMBERS)
def test_a_number_comes_back(number: RegisterNumber) -> None:
    assert parse_register_number(str(number)) == number
    assert parse_register_number(f"  {str(number).lower()}\n") == number


@given(NUMBERS, st.data())
def test_any_single_wrong_character_is_noticed(number: RegisterNumber, data: st.DataObject) -> None:
    text = str(number)
    place = data.draw(st.sampled_from([n for n, c in enumerate(text) if c in ALPHABET]))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != text[place]]))
    assert parse_register_number(text[:place] + wrong + text[place + 1 :]) is None


@given(st.text(ALPHABET, min_size=1, max_size=20), st.data())
def test_any_single_wrong_symbol_changes_the_check(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != text[place]]))
    assert check_character(text[:place] + wrong + text[place + 1 :]) != check_character(text)


@given(st.text(ALPHABET, min_size=2, max_size=20), st.data())
@example("XW", None)
def test_swapped_neighbours_are_noticed(text: str, data: st.DataObject | None) -> None:
    """All but those of two symbols that follow each other: the standard's own limit."""
    place = data.draw(st.integers(0, len(text) - 2)) if data else 0
    a, b = text[place], text[place + 1]
    assume(a != b)
    distance = abs(ALPHABET.index(a) - ALPHABET.index(b))
    swapped = text[:place] + b + a + text[place + 2 :]
    if distance not in {1, 35}:
        assert check_character(swapped) != check_character(text)


def test_few_swapped_digits_pass() -> None:
    """Of all swaps of two neighbours in a sequence, fewer than one in a hundred passes."""
    passed = tried = 0
    for sequence in range(1, 3_000):
        text = str(RegisterNumber("31.74.04", "A7", 2026, sequence))
        for place, (a, b) in enumerate(pairwise(text)):
            if a != b and a in ALPHABET and b in ALPHABET:
                tried += 1
                swapped = text[:place] + b + a + text[place + 2 :]
                passed += parse_register_number(swapped) is not None
    assert tried > 20_000
    assert passed < tried / 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        "K",
        "K-31.74.04-A7-2026-12-X",
        "K-31.74.04-A7-2026-00012-",
        "K-31.74.04.1001-A7-2026-00012-A",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert parse_register_number(text) is None


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    found = parse_register_number(text)
    assert found is None or str(found) == text.strip().upper()


# -- names ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dapur Éndah", "dapur endah"),
        ("PT. Kopi Tuku", "Kopi Tuku"),
        ("Warung Bu Sri", "BU SRI"),
        ("Kue-Kue  Mama", "kue kue mama"),
        ("C.V. Maju", "cv maju"),
    ],
)
def test_likely_duplicates_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other) or fold(one) == fold(other)


def test_a_name_of_legal_forms_alone_keeps_them() -> None:
    assert name_key("Toko") == "toko"
    assert name_key("Warung Toko") == "warungtoko"


@given(st.text(max_size=40))
def test_cleaning_and_folding_settle(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert fold(fold(text)) == fold(text)
    assert set(name_key(text)) <= set(ALPHABET.lower())


# -- sheets -----------------------------------------------------------------------

CODE = st.from_regex(r"\A[A-Z]{2,4}-[1-9]\Z")
SHEETS = st.builds(
    Sheet,
    st.dictionaries(CODE, st.integers(1, 4)),
    st.frozensets(CODE),
    st.dictionaries(CODE, st.text(min_size=1).filter(str.strip)),
    st.dictionaries(CODE, st.sampled_from(list(GateState))),
    st.frozensets(CODE),
    st.text(),
)


@settings(max_examples=40)
@given(SHEETS)
def test_a_sheet_comes_back(sheet: Sheet) -> None:
    assert sheet_from_json(json.loads(json.dumps(sheet_to_json(sheet)))) == sheet


def test_empty_notes_are_dropped() -> None:
    assert sheet_to_json(Sheet(notes={"A-1": "  ", "A-2": "ya"}))["notes"] == {"A-2": "ya"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=50)
@given(SHEETS, st.sampled_from(["scores", "not_applicable", "notes", "gates", "critical"]), JSON)
def test_what_is_no_sheet_is_a_value_error(sheet: Sheet, key: str, value: object) -> None:
    data = {**sheet_to_json(sheet), key: value}
    try:
        read = sheet_from_json(data)
    except ValueError:
        return
    assert all(type(score) is int for score in read.scores.values())


@pytest.mark.parametrize("score", [True, 3.0, "3", None])
def test_a_score_is_a_whole_number(score: object) -> None:
    data = {**sheet_to_json(Sheet()), "scores": {"A-1": score}}
    with pytest.raises(ValueError, match="score"):
        sheet_from_json(data)


# -- permissions ------------------------------------------------------------------

JUDGED = ["assessment", "decision", "improvement_item", "certificate"]


@pytest.mark.parametrize("entity", JUDGED)
@pytest.mark.parametrize("role", list(Role))
def test_only_curators_and_chairs_judge(entity: str, role: Role) -> None:
    allowed = role in {Role.CURATOR, Role.CHAIR}
    assert may_write([Grant(role, "31.74")], entity, ["31.74.04"]) == allowed
    assert may_write([Grant(role, "31.74")], "business", ["31.74.04"])


@given(st.lists(st.builds(Grant, st.sampled_from(list(Role)), CODES)), CODES, st.lists(CODES))
def test_writing_needs_a_grant_that_covers(
    grants: list[Grant], scope: str, more: list[str]
) -> None:
    expected = any(covers(g.region, s) for g in grants for s in (scope, *more))
    assert may_write(grants, "business", (scope, *more)) == expected
    assert not may_write([], "business", [scope])


@pytest.mark.parametrize("role", list(Role))
def test_steps_of_a_curation_are_for_who_takes_them(role: Role) -> None:
    def may(value: object) -> bool:
        return may_set([Grant(role, "31.74")], "curation", "state", value, ["31.74.04"])

    assert [may(s) for s in ("registered", "verified", 7)] == [True, True, True]
    assert may("open") == (role != Role.MENTOR)
    assert may("validated") == (role not in {Role.MENTOR, Role.CURATOR})
    assert may("decided") == (role in {Role.CURATOR, Role.CHAIR})
    assert not may_set([Grant(role, "31.71")], "curation", "state", "decided", ["31.74.04"])


@pytest.mark.parametrize("role", list(Role))
def test_who_took_a_step_is_signed_by_who_may_take_it(role: Role) -> None:
    def may(name: str, value: object) -> bool:
        return may_set([Grant(role, "31.74")], "curation", name, value, ["31.74.04"])

    someone = UUID(int=1)
    assert may("verified_by", someone)
    assert may("validated_by", someone) == (role not in {Role.MENTOR, Role.CURATOR})
    assert may("validated_by", None)
    assert not may_set([Grant(role, "31.71")], "curation", "verified_by", someone, ["31.74.04"])


def test_a_field_that_is_not_guarded_asks_for_no_role() -> None:
    assert guarded("curation") == {"state", "verified_by", "validated_by"}
    assert not may_set([], "curation", "state", "decided", ["31.74.04"])
    for cls in FIELD:
        for name in {c.name for c in cls.__table__.columns} - guarded(cls.__tablename__):
            assert may_set([], cls.__tablename__, name, "decided", ["31.74.04"])


# -- merging ----------------------------------------------------------------------


def test_most_fields_wait_for_a_person() -> None:
    for entity, field in (("business", "name"), ("product", "price"), ("curation", "rubric_rev")):
        assert resolver(entity, field) is None


@given(st.sampled_from(list(CurationState)), st.sampled_from(list(CurationState)))
def test_states_only_move_forward(one: CurationState, other: CurationState) -> None:
    settle = resolver("curation", "state")
    assert settle is not None
    there, back = settle({"state": one}, {"state": other}), settle({"state": other}, {"state": one})
    assert there == back
    assert CurationState(there).rank == max(one.rank, other.rank)


@pytest.mark.parametrize(
    "field", ["opened_at", "opened_by", "session_id", "walk_in", "unverified", "queue_no"]
)
def test_the_earlier_opening_counts(field: str) -> None:
    settle = resolver("curation", field)
    assert settle is not None
    early = {"opened_at": 1, "opened_by": "a", "session_id": "s", "walk_in": True}
    early |= {"unverified": None, "queue_no": 4}
    late = {"opened_at": 2, "opened_by": "b", "session_id": "t", "walk_in": False}
    late |= {"unverified": True, "queue_no": 5}
    assert settle(early, late) == settle(late, early) == early[field]
    assert settle(early, {k: v for k, v in late.items() if k != "opened_at"}) == early[field]


@pytest.mark.parametrize("field", ["created_at", "created_by"])
def test_birth_is_the_first_ones(field: str) -> None:
    settle = resolver("business", field)
    assert settle is not None
    assert settle({field: 1}, {field: 2}) == 1


# -- marks of papers ----------------------------------------------------------------


@given(st.uuids(), st.uuids())
def test_a_paper_is_marked_alike_everywhere_and_like_no_other(one: UUID, other: UUID) -> None:
    mark = paper_mark("BA", "31.74.04", 2026, one)
    assert mark == paper_mark("BA", "31.74.04", 2026, one)
    assert (mark == paper_mark("BA", "31.74.04", 2026, other)) == (one == other)
    assert mark != paper_mark("DH", "31.74.04", 2026, one)
    body, check = mark.rsplit("-", 1)
    assert check_character(body) == check
    assert body.startswith("BA-31.74.04-2026-")
    assert not set(body.split("-")[-1]) & set("ILOU")
