"""Whether two records are one business: what the rule finds, and what it leaves alone."""

from __future__ import annotations

from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.merging import resolver
from app.domain.twins import (
    NAME_ALIKE,
    STRANGERS,
    Certainty,
    Marks,
    MergeRecord,
    keys,
    likeness,
    marks,
    name_likeness,
    phone_key,
    similarity,
    survivor,
)

WARD, NEXT_WARD, OTHER_DISTRICT = "31.74.04.1001", "31.74.04.1002", "31.71.01.1001"
TEXTS = st.text("abdeikmnorstu ", min_size=1, max_size=18).filter(str.strip)
LETTERS = "abdeikmnorstu"
UUIDS = st.one_of(
    st.uuids(version=4), st.integers(0, 2**74).map(lambda n: UUID(int=(7 << 76) | (2 << 62) | n))
)


def known(name: str, owner: str = "Sari Wulandari", ward: str = WARD, **numbers: str) -> Marks:
    return marks(name=name, owner_name=owner, ward_code=ward, **numbers)


BUSINESSES = st.builds(
    known,
    TEXTS,
    TEXTS,
    st.sampled_from([WARD, NEXT_WARD, OTHER_DISTRICT]),
    phone=st.sampled_from(["", "0812 3456 7890", "+62812-3456-7890", "021555"]),
    nik=st.sampled_from(["", "3174041201900001"]),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dapur Bu Sari", "Dapur Ibu Sari"),
        ("Kripik Mak Ipah", "Keripik Mak Ipah"),
        ("Éncim Batik", "Batik Encim"),
        ("PT Rasa Jaya", "Rasa Djaja"),
        ("CV. Maju Bersama", "UD MAJU BERSAMA"),
        ("Toko Roti Enak", "Roti Enak"),
        ("Sari Rasa", "Sarirasa"),
        ("Soto Betawi Haji Mamat", "Soto Betawi H. Mamat"),
        ("Warung Bakso Kusuma", "Warung Bakso Koesoema"),
        ("Dapur Sari", "Dapur Srai"),
    ],
)
def test_one_business_spelled_differently(one: str, other: str) -> None:
    here, there = known(one), known(other, "Hj. Sari", NEXT_WARD)
    assert likeness(here, there).certainty is Certainty.LIKELY
    assert set(keys(here)) & set(keys(there)), "they must meet to be compared"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("Dapur Sari", "Siti"), known("Batik Sari", "Siti")),
        (known("Dapur Sari", "Siti Aminah"), known("Dapur Sari", "Budi Gunawan")),
        (known("Dapur Sari"), known("Dapur Sari", ward=OTHER_DISTRICT)),
        (known("Kedai Kopi 2"), known("Kedai Kopi 3")),
        (known("Dapur Sari", phone="021555"), known("Batik Ayu", "Ayu", phone="021555")),
    ],
)
def test_strangers(one: Marks, other: Marks) -> None:
    assert likeness(one, other) == STRANGERS


@pytest.mark.parametrize(
    ("number", "here", "there"),
    [
        ("nik", "3174041201900001", "3174 0412 0190 0001"),
        ("nib", "1234567890123", "1234567890123"),
        ("npwp", "012345678901234", "0012345678901234"),
        ("jakpreneur_id", "JP-0012", "jp 0012"),
    ],
)
def test_the_same_number_is_the_same_business(number: str, here: str, there: str) -> None:
    one = known("Dapur Sari", **{number: here})
    other = known("Batik Ayu", "Ayu", OTHER_DISTRICT, **{number: there})
    found = likeness(one, other)
    assert (found.certainty, found.score, found.same) == (Certainty.CERTAIN, 100, (number,))


def test_the_same_telephone_is_likely_the_same() -> None:
    one, other = (
        known("Dapur Sari", phone="0812 3456 7890"),
        known("X", "Y", phone="+628123456-7890"),
    )
    assert likeness(one, other).certainty is Certainty.LIKELY
    assert "phone" in likeness(one, other).same
    assert phone_key("1234") == ""


@given(BUSINESSES, BUSINESSES)
def test_likeness_is_symmetric(one: Marks, other: Marks) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= name_likeness(one, other) <= 1


@given(BUSINESSES)
def test_a_business_is_its_own_twin(one: Marks) -> None:
    assert likeness(one, one).certainty > Certainty.NONE
    assert name_likeness(one, one) == 1
    assert list(keys(one))


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=12))
def test_similarity_counts_slips(a: str, b: str, c: str) -> None:
    assert similarity(a, b) == similarity(b, a)
    assert (similarity(a, b) == 1) == (a == b != "")
    assert 0 <= similarity(a, b) <= 1
    assert similarity(c + a, c + a[1:]) >= 1 - 1 / max(len(c + a), 1)


@given(st.text(LETTERS + " ", min_size=8, max_size=24), st.data())
def test_one_slip_never_makes_a_stranger(name: str, data: st.DataObject) -> None:
    """In a name of eight letters or more, whatever the slip and wherever."""
    name = " ".join(name.split())
    if len(name.replace(" ", "")) < 8:
        return
    at = data.draw(st.integers(0, len(name) - 2))
    letter = data.draw(st.sampled_from(LETTERS))
    slips = (
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    for slip in slips:
        assert name_likeness(known(name), known(slip)) >= NAME_ALIKE


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_the_order_of_words_says_nothing(words: list[str]) -> None:
    likely = {
        name_likeness(known(" ".join(words)), known(" ".join(w))) for w in permutations(words)
    }
    assert likely == {1.0}


@given(UUIDS, UUIDS, UUIDS)
def test_of_any_records_one_survives(a: UUID, b: UUID, c: UUID) -> None:
    assert survivor(a, b) == survivor(b, a)
    assert survivor(survivor(a, b), c) == survivor(a, survivor(b, c))


def test_the_register_of_the_centre_goes_before_a_laptop() -> None:
    named, made = (
        UUID("f" * 12 + "5fff" + "bfff" + "f" * 12),
        UUID("01990000000070008000000000000000"),
    )
    assert survivor(named, made) == named


RECORDS = st.builds(
    MergeRecord,
    st.frozensets(st.sampled_from(["name", "phone"])),
    st.dictionaries(
        st.sampled_from(["product", "photo"]), st.frozensets(st.text("ab", min_size=1), min_size=1)
    ),
)


@given(RECORDS, RECORDS)
def test_records_of_a_merge_join_whoever_comes_first(one: MergeRecord, other: MergeRecord) -> None:
    assert one.joined(other) == other.joined(one)
    assert MergeRecord.from_json(one.to_json()) == one
    settle = resolver("business", "merge_record")
    assert settle is not None
    here, there = {"merge_record": one.to_json()}, {"merge_record": other.to_json()}
    assert settle(here, there) == settle(there, here) == one.joined(other).to_json()
    assert settle({"merge_record": None}, there) == other.to_json()


@pytest.mark.parametrize(
    "junk", [None, [], "x", {"moved": 3}, {"moved": {"product": "a"}, "swapped": [1]}]
)
def test_a_record_that_is_none_is_read_as_empty(junk: object) -> None:
    record = MergeRecord.from_json(junk)
    assert record.swapped == frozenset()
    assert not any(record.moved.values())
