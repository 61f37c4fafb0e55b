"""Official numbers: what a template says, and that numbers of one rule are never alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.official_numbers import (
    DEFAULT_TEMPLATE,
    LONGEST,
    NumberProblem,
    NumberRule,
    problems,
    render,
    series,
)

DAY = date(2026, 11, 22)
OFFICE = NumberRule(DEFAULT_TEMPLATE, "510.5", "PPKUKM")

HOLES = ["{seq}", "{seq:04d}", "{klasifikasi}", "{unit}", "{bulan_romawi}", "{tahun}"]
plain = st.text("ABe0189 ./()_-", max_size=4)
templates = st.lists(st.sampled_from(HOLES) | plain, max_size=9).map("".join)
values = st.text("AB05. -", max_size=6)
rules = st.builds(NumberRule, templates, values, values, st.booleans())
others = st.lists(st.sampled_from(HOLES[2:]) | plain, max_size=3).map("".join)
delimiters = st.sampled_from(["/", "-", ". ", "A"])
whole = st.tuples(others, delimiters, st.sampled_from(HOLES[:2]), delimiters, others).map("".join)
good_rules = st.builds(
    NumberRule,
    whole.map(lambda text: text + "/{tahun}") | whole,
    values.filter(str.strip),
    values.filter(str.strip),
    st.booleans(),
).filter(lambda rule: not problems(rule))
days = st.dates(date(1990, 1, 1), date(2120, 12, 31))
numbers = st.integers(1, 99_999_999)


def test_the_number_of_an_office() -> None:
    assert render(OFFICE, 7, DAY) == "0007/510.5/PPKUKM/XI/2026"
    assert render(OFFICE, 12_345, DAY) == "12345/510.5/PPKUKM/XI/2026"
    assert series(OFFICE, DAY) == "{seq}/510.5/PPKUKM/{bulan_romawi}/2026"
    assert series(OFFICE, date(2027, 1, 1)) != series(OFFICE, DAY)


def test_parts_are_left_out_at_will() -> None:
    short = NumberRule("e-{seq}/{klasifikasi}", "-1.755", yearly=False)
    assert render(short, 12, DAY) == "e-12/-1.755"
    assert series(short, DAY) == series(short, date(2031, 2, 3))
    with_year = NumberRule("{seq} ({tahun})", yearly=False)
    assert render(with_year, 3, DAY) == "3 (2026)"
    assert series(with_year, DAY) == series(with_year, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (NumberRule("{seq}/{tahun"), NumberProblem.UNREADABLE),
        (NumberRule("{seq}/{year}/{tahun}"), NumberProblem.UNREADABLE),
        (NumberRule("{seq:4d}/{tahun}"), NumberProblem.UNREADABLE),
        (NumberRule("{seq!r}/{tahun}"), NumberProblem.UNREADABLE),
        (NumberRule("{seq.real}/{tahun}"), NumberProblem.UNREADABLE),
        (NumberRule("{{seq}}/{tahun}"), NumberProblem.UNREADABLE),
        (NumberRule("{tahun:04d}/{seq}"), NumberProblem.UNREADABLE),
        (NumberRule("NOMOR/{tahun}"), NumberProblem.NO_SEQ),
        (NumberRule("{seq}/{seq:03d}/{tahun}"), NumberProblem.SEQ_TWICE),
        (NumberRule("{tahun}{seq}"), NumberProblem.SEQ_TOUCHES_DIGIT),
        (NumberRule("{seq}0/{tahun}"), NumberProblem.SEQ_TOUCHES_DIGIT),
        (NumberRule("{unit}{seq}/{tahun}", unit="U5"), NumberProblem.SEQ_TOUCHES_DIGIT),
        (NumberRule("{seq}/{bulan_romawi}"), NumberProblem.REPEATS),
        (NumberRule("{seq}/{klasifikasi}/{tahun}"), NumberProblem.CLASSIFICATION_MISSING),
        (NumberRule("{seq}/{unit}/{tahun}", unit=" "), NumberProblem.UNIT_MISSING),
        (NumberRule("{seq}\n/{tahun}"), NumberProblem.CHARACTER),
        (NumberRule("{seq}/<b>/{tahun}"), NumberProblem.CHARACTER),
        (NumberRule("{seq}/{unit}/{tahun}", unit="Ñ"), NumberProblem.CHARACTER),
        (NumberRule("{seq}/" + "A" * LONGEST + "/{tahun}"), NumberProblem.LONG),
    ],
)
def test_what_gives_no_numbers_is_refused(rule: NumberRule, found: NumberProblem) -> None:
    assert problems(rule) == (found,)
    with pytest.raises(ValueError, match=str(found)):
        render(rule, 1, DAY)
    with pytest.raises(ValueError, match=str(found)):
        series(rule, DAY)


def test_numbers_begin_with_one() -> None:
    with pytest.raises(ValueError, match="begin with 1"):
        render(OFFICE, 0, DAY)


@given(rules)
def test_a_rule_without_problems_always_gives_a_number(rule: NumberRule) -> None:
    if problems(rule):
        return
    for day in (date(2026, 8, 31), date(2027, 1, 1)):
        assert len(render(rule, 99_999_999, day)) <= LONGEST


@given(good_rules, days, days, numbers, numbers)
def test_two_numbers_of_one_rule_are_alike_only_when_they_are_the_same(
    rule: NumberRule, one: date, two: date, first: int, second: int
) -> None:
    alike = render(rule, first, one) == render(rule, second, two)
    assert not alike or (series(rule, one), first) == (series(rule, two), second)


@given(good_rules, days, numbers)
def test_rules_that_spell_alike_share_a_counter(rule: NumberRule, day: date, seq: int) -> None:
    """Whether a part is typed into the template or into its own field."""
    spelled = rule.template.replace("{unit}", rule.unit.strip())
    other = NumberRule(spelled, rule.classification, yearly=rule.yearly)
    assert series(other, day) == series(rule, day)
    assert render(other, seq, day) == render(rule, seq, day)
    padded = NumberRule(spelled.replace("{seq}", "{seq:06d}"), rule.classification)
    if rule.yearly:
        assert series(padded, day) == series(rule, day)
