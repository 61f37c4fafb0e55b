"""What the centre holds a panel to: ties, one sheet a head, the chair's reasons, the way down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.domain.decision import Case, decide
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.terms import GateState
from app.ids import natural
from app.models.entities import Curation, DecisionRecord
from app.models.rows import encode
from app.protocol import wire
from tests.conftest import NOW
from tests.laptops import OTHER_DISTRICT
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop
from tests.sync.forged import certificate, change, decision, sheet
from tests.sync.test_own_work import codes

CITY = UUID(int=6)
SESSION = BUSINESS = UUID(int=7)
WHY = {"reason": "Kemasan diperiksa bersama di meja."}


def at(minutes: int) -> str:
    """So many minutes after the sheets of these tests were given, as it travels."""
    moment: str = encode(NOW + timedelta(minutes=minutes))
    return moment


@pytest.fixture
def rubric(centre: Centre) -> Rubric:
    return honest.rubric_of(centre)


def interest(laptop: Laptop, of: Laptop, minutes: int, **values: Any) -> wire.Change:
    """That somebody is close to the business of these tests, declared so long after NOW."""
    who = of.enrolled.person_id
    made = change(laptop, "interest", person_id=who.hex, created_at=at(minutes), **values)
    return replace(made, id=natural("interest", SESSION, who, BUSINESS))


# -- who may score --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "code"), [(-1, "assessment.interest"), (0, "assessment.interest"), (1, "")]
)
def test_no_sheet_by_who_had_declared_an_interest(rani: Laptop, minutes: int, code: str) -> None:
    """Declared after the sheet it voids nothing, though it travels in front of it."""
    assert codes(rani, interest(rani, rani, minutes), sheet(rani)) == ["", code]


def test_declared_by_the_chair_for_another(rani: Laptop, budi: Laptop) -> None:
    assert codes(rani, interest(rani, budi, -1)) == [""]
    assert codes(budi, sheet(budi)) == ["assessment.interest"]
    assert codes(rani, sheet(rani)) == [""]


def test_taken_back_it_binds_nobody(rani: Laptop) -> None:
    taken_back = interest(rani, rani, -1, deleted=True)
    assert codes(rani, taken_back, sheet(rani)) == ["", ""]


@pytest.mark.parametrize(("minutes", "code"), [(-1, "assessment.mentor"), (1, "")])
def test_no_sheet_by_the_mentor_who_verified(
    rani: Laptop, budi: Laptop, centre: Centre, minutes: int, code: str
) -> None:
    sheets = [sheet(laptop) for laptop in (rani, budi)]
    with centre.engine.begin() as conn:
        verified = {"verified_by": rani.enrolled.person_id}
        when = {"verified_at": NOW + timedelta(minutes=minutes)}
        conn.execute(sa.update(Curation).values(**verified, **when))
    assert codes(rani, sheets[0]) == [code]
    assert codes(budi, sheets[1]) == [""]


def test_a_sheet_may_always_be_taken_back(rani: Laptop) -> None:
    first = sheet(rani)
    assert codes(rani, first, interest(rani, rani, -1)) == ["", ""]
    gone = sheet(rani, supersedes=first.id.hex, withdrawn=True)
    assert codes(rani, gone) == [""]


def test_who_declared_an_interest_decides_nothing(rani: Laptop, budi: Laptop) -> None:
    judged = sheet(rani)
    assert codes(rani, judged, interest(rani, budi, -1)) == ["", ""]
    assert codes(budi, decision(budi, judged)) == ["decision.interest"]
    assert codes(rani, decision(rani, judged)) == [""]


# -- what counts ------------------------------------------------------------------------


def test_two_sheets_of_one_curator_never_count_together(rani: Laptop, budi: Laptop) -> None:
    twice, other = [sheet(rani), sheet(rani)], sheet(budi)
    assert codes(rani, *twice) == codes(budi, other) * 2 == ["", ""]
    assert codes(rani, decision(rani, *twice, other)) == ["decision.curator_twice"]
    assert codes(rani, decision(rani, twice[1], other, **WHY)) == [""]


def session(laptop: Laptop, members: int = 1, **rules: Any) -> wire.Change:
    """The session in which the products of these tests are scored."""
    asks = {"minimum_members": members, "rules": rules or None}
    return replace(change(laptop, "curation_session", **asks), id=SESSION)


@pytest.mark.parametrize(
    ("members", "rules", "code"),
    [
        (1, {}, ""),
        (2, {}, "decision.too_few"),
        (1, {"minimum_members": {"district": 2}}, "decision.too_few"),
        (1, {"minimum_members": {"city": 2, "province": 3}}, ""),
        (2, {"earlier": [[at(1), 1]]}, ""),
        (2, {"earlier": [[at(0), 1]]}, "decision.too_few"),
        (1, {"earlier": [[at(-1), 1], [at(1), 2]]}, "decision.too_few"),
        (1, {"minimum_members": {"district": "two"}}, ""),
        (2, {"minimum_members": {"district": "two"}}, "decision.too_few"),
        (2, {"earlier": [["2026-11-21", 1]]}, "decision.too_few"),
        (2, {"earlier": 7}, "decision.too_few"),
    ],
)
def test_as_many_sheets_as_the_session_asked_for_on_that_day(
    rani: Laptop, members: int, rules: dict[str, Any], code: str
) -> None:
    judged = sheet(rani)
    assert codes(rani, session(rani, members, **rules), judged) == ["", ""]
    assert codes(rani, decision(rani, judged)) == [code]


def test_a_second_sheet_makes_them_enough(rani: Laptop, budi: Laptop) -> None:
    first, second = sheet(rani), sheet(budi)
    assert codes(rani, session(rani, 2), first) == ["", ""]
    early = decision(rani, first)
    assert codes(rani, early) == ["decision.too_few"]
    assert codes(budi, second) == [""]
    assert codes(rani, decision(rani, first, second)) == [""]


def test_what_takes_back_needs_no_sheets(rani: Laptop) -> None:
    judged = sheet(rani)
    first = decision(rani, judged)
    assert codes(rani, judged, first) == ["", ""]
    assert codes(rani, session(rani, 3)) == [""]
    gone = decision(rani, judged, supersedes=first.id.hex, deleted=True, decided_at=at(1))
    again = decision(rani, judged, supersedes=gone.id.hex, decided_at=at(2))
    assert codes(rani, gone, again) == ["", "decision.too_few"]


Pair = tuple[wire.Change, wire.Change]


@pytest.fixture
def divided(rani: Laptop, budi: Laptop, rubric: Rubric) -> Pair:
    """Two sheets that differ on one gate alone; the centre has both."""
    good = honest.good_sheet(rubric)
    unmet = replace(good, gates={**good.gates, rubric.gates[0].code: GateState.UNMET})
    pair = sheet(rani), sheet(budi, **honest.sheet_values(rubric, unmet))
    assert codes(rani, pair[0]) == codes(budi, pair[1]) == [""]
    return pair


def test_a_gate_is_settled_with_a_reason(rani: Laptop, divided: Pair, rubric: Rubric) -> None:
    gate = rubric.gates[0].code
    strict = {"outcome": "needs_improvement", "grade": "C"}
    met = {"gates": {gate: "met"}}
    assert codes(rani, decision(rani, *divided)) == ["decision.outcome_differs"]
    assert codes(rani, decision(rani, *divided, **met)) == ["decision.without_reason"]
    assert codes(rani, decision(rani, *divided, **met, **strict, **WHY)) == [
        "decision.outcome_differs"
    ]
    assert codes(rani, decision(rani, *divided, **met, **WHY)) == [""]
    assert codes(rani, decision(rani, *divided, **strict)) == [""]


@pytest.mark.parametrize("state", ["in_process", "not_applicable", "perhaps", 1])
def test_a_gate_as_no_sheet_has_it(rani: Laptop, divided: Pair, rubric: Rubric, state: Any) -> None:
    gates = {rubric.gates[0].code: state}
    refused = codes(rani, decision(rani, *divided, gates=gates, **WHY))
    assert refused == ["decision.gates_differ"]


def test_a_gate_of_a_sheet_that_does_not_count(rani: Laptop, divided: Pair, rubric: Rubric) -> None:
    """The chair settles between the sheets a decision names, not by one that was left out."""
    gates = {rubric.gates[0].code: "unmet"}
    refused = codes(rani, decision(rani, divided[0], gates=gates, **WHY))
    assert refused == ["decision.gates_differ"]


# -- taken back, corrected ---------------------------------------------------------------


@pytest.fixture
def judged(rani: Laptop) -> wire.Change:
    made = sheet(rani)
    assert codes(rani, made) == [""]
    return made


def test_a_decision_is_taken_back_without_a_reason_and_made_again(
    rani: Laptop, judged: wire.Change
) -> None:
    first = decision(rani, judged)
    undone = decision(rani, judged, supersedes=first.id.hex, deleted=True, decided_at=at(1))
    again = decision(rani, judged, supersedes=undone.id.hex, decided_at=at(2))
    assert codes(rani, first, undone, again) == ["", "", ""]
    assert codes(rani, decision(rani, judged, deleted=True)) == ["row.bad_value"]


Ends = Callable[[Laptop, wire.Change, wire.Change], wire.Change]


def failed(laptop: Laptop, judged: wire.Change, first: wire.Change) -> wire.Change:
    """A correction to what did not pass: of a worse sheet that came in late."""
    rubric = honest.rubric_of(laptop.transport.centre)
    poor = honest.good_sheet(rubric, scores=honest.scores(rubric, 2))
    late = sheet(laptop, **honest.sheet_values(rubric, poor), supersedes=judged.id.hex)
    assert codes(laptop, late) == [""]
    verdict = {"outcome": "failed", "grade": "D", "total": 5000}
    return decision(laptop, late, supersedes=first.id.hex, decided_at=at(1), **verdict, **WHY)


def undone(laptop: Laptop, judged: wire.Change, first: wire.Change) -> wire.Change:
    return decision(laptop, judged, supersedes=first.id.hex, deleted=True, decided_at=at(1))


@pytest.mark.parametrize("ends", [failed, undone])
def test_no_certificate_of_what_no_longer_passed(
    rani: Laptop, judged: wire.Change, ends: Ends
) -> None:
    first = decision(rani, judged)
    assert codes(rani, first) == [""]
    ended = ends(rani, judged, first)
    assert codes(rani, ended, certificate(rani, first)) == ["", "certificate.corrected"]


def test_a_certificate_that_was_there_stays_and_one_of_its_time_is_taken(
    rani: Laptop, judged: wire.Change
) -> None:
    first = decision(rani, judged)
    assert codes(rani, first, certificate(rani, first)) == ["", ""]
    corrected = decision(rani, judged, supersedes=first.id.hex, decided_at=at(1), **WHY)
    again = [certificate(rani, first, 2), certificate(rani, corrected, 3)]
    assert codes(rani, corrected, *again) == ["", "", ""]


def test_what_takes_back_certifies_nothing(rani: Laptop, judged: wire.Change) -> None:
    first = decision(rani, judged)
    gone = undone(rani, judged, first)
    assert codes(rani, first, gone, certificate(rani, gone)) == [
        "",
        "",
        "certificate.not_passed",
    ]


# -- down -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lie", "expected"),
    [
        ({}, ""),
        ({"reason": "  "}, "case_return.without_reason"),
        ({"to_level": "city"}, "case_return.of_another"),
        ({"from_level": "province", "to_level": "city"}, "case_return.of_another"),
        ({"from_level": "district"}, "case_return.of_another"),
        ({"case_id": UUID(int=9).hex}, "case_return.of_another"),
        ({"product_id": UUID(int=9).hex}, "case_return.of_another"),
        ({"curation_id": UUID(int=7).hex}, "case_return.of_another"),
        ({"curation_id": UUID(int=99).hex}, "row.incomplete"),
    ],
)
def test_a_case_is_sent_down_from_where_it_stands(
    rani: Laptop, centre: Centre, lie: dict[str, Any], expected: str
) -> None:
    honest.ground(centre)
    assert codes(rani, change(rani, "case_return", **lie)) == [expected]


def in_city(laptop: Laptop, made: wire.Change, minutes: int) -> wire.Change:
    """The same record about the city's curation, so long after NOW."""
    moment = "submitted_at" if made.entity == "assessment" else "decided_at"
    fields = {**made.fields, "curation_id": (CITY.hex, 0), moment: (at(minutes), 0)}
    if made.entity == "decision":
        fields["level"] = ("city", 0)
    return replace(made, fields=fields)


def test_nothing_is_scored_or_decided_after_that(rani: Laptop, centre: Centre) -> None:
    """What was done before it and comes later is taken all the same."""
    honest.ground(centre)
    assert codes(rani, change(rani, "case_return", returned_at=at(5))) == [""]
    early, late = in_city(rani, sheet(rani), 1), in_city(rani, sheet(rani), 6)
    assert codes(rani, early, late) == ["", "assessment.returned"]
    assert codes(rani, in_city(rani, decision(rani, early), 6)) == ["decision.returned"]
    assert codes(rani, in_city(rani, decision(rani, early), 2)) == [""]


def test_what_is_decided_is_not_sent_down(rani: Laptop, centre: Centre) -> None:
    honest.ground(centre)
    judged = in_city(rani, sheet(rani), 1)
    decided = in_city(rani, decision(rani, judged), 2)
    assert codes(rani, judged, decided) == ["", ""]
    down = change(rani, "case_return", returned_at=at(3))
    assert codes(rani, down) == ["case_return.decided"]
    gone = in_city(rani, decision(rani, judged, supersedes=decided.id.hex, deleted=True), 3)
    assert codes(rani, gone) == [""]
    assert codes(rani, change(rani, "case_return", returned_at=at(4))) == [""]


# -- a second chance --------------------------------------------------------------------


AGAIN = natural("curation", BUSINESS, "district", 2)


@dataclass(frozen=True, slots=True)
class Chance:
    """A product of which two packaging scores must be given anew, and what it had before."""

    rubric: Rubric
    first: wire.Change
    before: Sheet
    codes: frozenset[str]

    def sheet(self, laptop: Laptop, **changed: int) -> wire.Change:
        """A sheet of the second attempt: the failed ones better, and what is `changed`."""
        better = dict.fromkeys(self.codes, 4)
        scores = {**self.before.scores, **better, **changed}
        filled = replace(self.before, scores=scores)
        values = honest.sheet_values(self.rubric, filled)
        return sheet(laptop, curation_id=AGAIN.hex, submitted_at=at(9), **values)

    def curation(self, laptop: Laptop, **values: Any) -> wire.Change:
        """The second attempt as it is opened."""
        rests = {"decision": self.first.id.hex, "codes": sorted(self.codes)}
        opened = {"attempt": 2, "rubric_rev": self.rubric.rev, "rescore": rests, **values}
        return replace(change(laptop, "curation", **opened), id=AGAIN)


@pytest.fixture
def chance(rani: Laptop, rubric: Rubric) -> Chance:
    weak = frozenset(i.code for i in rubric.criteria[1].indicators[:2])
    good = honest.good_sheet(rubric)
    poor = replace(good, scores={**good.scores, **dict.fromkeys(weak, 2)}, notes=NOTES)
    values = honest.sheet_values(rubric, poor)
    judged = sheet(rani, **values)
    verdict = decide_alone(rubric, poor)
    first = decision(rani, judged, **verdict)
    assert codes(rani, judged, first) == ["", ""]
    return Chance(rubric, first, poor, weak)


NOTES = {"KMS-1": "Tutup bocor."}


def decide_alone(rubric: Rubric, filled: Sheet) -> dict[str, Any]:
    """What one sheet comes to, with no papers."""
    totals = score_sheet(rubric, filled)
    verdict = decide(rubric, Case(totals, filled.gates, frozenset(), frozenset()), rubric.gates)
    return {"outcome": verdict.outcome, "grade": verdict.grade, "total": verdict.total}


def other(chance: Chance) -> str:
    """An indicator that stands from the first time."""
    return next(i.code for i in chance.rubric.indicators if i.code not in chance.codes)


def test_only_what_failed_is_given_anew(rani: Laptop, chance: Chance) -> None:
    honest_one = chance.sheet(rani)
    touched = chance.sheet(rani, **{other(chance): 4})
    assert codes(rani, chance.curation(rani), honest_one, touched) == [
        "",
        "",
        "assessment.carried_differs",
    ]
    verdict = decide_alone(chance.rubric, sheet_from_json(honest_one.fields["sheet"][0]))
    decided = decision(rani, honest_one, curation_id=AGAIN.hex, **verdict)
    assert codes(rani, decided) == [""]
    resting_on_it = decision(rani, touched, curation_id=AGAIN.hex, **verdict)
    assert codes(rani, resting_on_it) == ["decision.without_sheets"]


def test_who_was_not_there_takes_over_what_the_panel_gave(
    rani: Laptop, budi: Laptop, chance: Chance
) -> None:
    assert codes(rani, chance.curation(rani)) == [""]
    touched = chance.sheet(budi, **{other(chance): 4})
    assert codes(budi, touched, chance.sheet(budi)) == ["assessment.carried_differs", ""]


def test_a_touched_sheet_may_be_taken_back_and_all_be_scored(rani: Laptop, chance: Chance) -> None:
    """Somebody asked for everything anew: then nothing stands."""
    touched = chance.sheet(rani, **{other(chance): 4})
    assert codes(rani, chance.curation(rani, rescore=None), touched) == ["", ""]


@pytest.mark.parametrize(
    "rests",
    [
        {"codes": []},
        {"decision": "satu", "codes": []},
        {"decision": 7, "codes": []},
        ["KMS-1"],
    ],
)
def test_a_chance_nobody_can_read_bears_no_sheet(rani: Laptop, chance: Chance, rests: Any) -> None:
    made = codes(rani, chance.curation(rani, rescore=rests), chance.sheet(rani))
    assert made == ["", "assessment.carried_differs"]


def test_a_chance_rests_on_the_products_own_decision(
    rani: Laptop, chance: Chance, centre: Centre
) -> None:
    with centre.engine.begin() as conn:
        conn.execute(sa.update(DecisionRecord).values(product_id=UUID(int=99)))
    assert codes(rani, chance.curation(rani), chance.sheet(rani))[-1] == (
        "assessment.carried_differs"
    )


def test_what_the_sender_cannot_see_is_scored_whole(rani: Laptop, chance: Chance) -> None:
    """As on their laptop, which lacks it too."""
    rests = {"decision": UUID(int=99).hex, "codes": sorted(chance.codes)}
    touched = chance.sheet(rani, **{other(chance): 4})
    assert codes(rani, chance.curation(rani, rescore=rests), touched) == ["", ""]


def test_what_lies_in_another_region_is_not_asked_of_its_sender(
    make_laptop: MakeLaptop, chance: Chance
) -> None:
    """The centre could read it, but an honest laptop over there has all scored anew."""
    tono = make_laptop("Tono", OTHER_DISTRICT)
    away = {"scope": OTHER_DISTRICT}
    anew = chance.sheet(tono, **{other(chance): 4})
    fields = {**anew.fields, "scope": (OTHER_DISTRICT, 0)}
    opened = chance.curation(tono, **away)
    assert codes(tono, opened, replace(anew, fields=fields)) == ["", ""]
