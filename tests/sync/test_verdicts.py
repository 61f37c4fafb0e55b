"""Decisions and certificates are what their sheets come to, whatever a laptop says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.central.centre import Centre
from app.domain.rubric import Rubric
from app.domain.terms import GateState, Role
from app.ids import natural
from app.protocol import wire
from tests.laptops import DISTRICT, OTHER_DISTRICT
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop
from tests.sync.forged import certificate, certificate_under, change, decision, sheet
from tests.sync.test_own_work import codes, with_field


@pytest.fixture
def rubric(centre: Centre) -> Rubric:
    return honest.rubric_of(centre)


@pytest.fixture
def judged(rani: Laptop) -> wire.Change:
    """A good sheet that the centre has."""
    made = sheet(rani)
    assert codes(rani, made) == [""]
    return made


# -- what the sheets come to --------------------------------------------------------


@pytest.mark.parametrize(
    ("lie", "expected"),
    [
        ({"total": 9900}, "decision.total_differs"),
        ({"total": 7499}, "decision.total_differs"),
        ({"grade": "A"}, "decision.outcome_differs"),
        ({"grade": "C"}, "decision.outcome_differs"),
        ({"outcome": "conditional"}, "decision.outcome_differs"),
        ({"outcome": "failed", "grade": "D"}, "decision.outcome_differs"),
        ({"product_id": UUID(int=9).hex}, "decision.of_another"),
        ({"business_id": UUID(int=9).hex}, "decision.of_another"),
        ({"level": "province"}, "decision.of_another"),
    ],
)
def test_a_decision_is_not_believed(
    rani: Laptop, judged: wire.Change, lie: dict[str, Any], expected: str
) -> None:
    assert codes(rani, decision(rani, judged, **lie)) == [expected]
    assert codes(rani, decision(rani, judged)) == [""]


def test_a_gate_that_is_not_met_is_not_passed_over(rani: Laptop, rubric: Rubric) -> None:
    good = honest.good_sheet(rubric)
    unmet = {**good.gates, rubric.gates[0].code: GateState.UNMET}
    judged = sheet(rani, **honest.sheet_values(rubric, replace(good, gates=unmet)))
    assert codes(rani, judged, decision(rani, judged)) == ["", "decision.outcome_differs"]
    true = {"outcome": "needs_improvement", "grade": "C"}
    assert codes(rani, decision(rani, judged, **true)) == [""]


def test_a_panel_is_its_mean_and_its_strictest(rani: Laptop, budi: Laptop, rubric: Rubric) -> None:
    better = honest.good_sheet(rubric, scores=honest.scores(rubric, 4))
    first, second = sheet(rani), sheet(budi, **honest.sheet_values(rubric, better))
    assert codes(rani, first) == codes(budi, second) == [""]
    assert codes(rani, decision(rani, first, second)) == ["decision.total_differs"]
    assert codes(rani, decision(rani, first, second, total=8750)) == [""]


def test_a_recommended_document_makes_the_better_grade(rani: Laptop, rubric: Rubric) -> None:
    """Or does not: a laptop need not have heard of it when it decided."""
    best = honest.good_sheet(rubric, scores=honest.scores(rubric, 4))
    judged = sheet(rani, **honest.sheet_values(rubric, best))
    top = {"total": 10000, "grade": "A"}
    papers = [
        change(rani, "legal_document", kind=kind, in_process=False, product_id=None)
        for kind in rubric.recommended_documents
    ]
    assert papers
    assert codes(rani, judged, decision(rani, judged, **top)) == ["", "decision.outcome_differs"]
    expired = [with_field(p, "in_process", value=True) for p in papers]
    assert codes(rani, *expired, decision(rani, judged, **top))[-1] == "decision.outcome_differs"
    papers = [replace(p, id=rani.ids.new()) for p in papers]
    assert codes(rani, *papers, decision(rani, judged, **top))[-1] == ""
    assert codes(rani, decision(rani, judged, total=10000, grade="B")) == [""]


def test_a_rubric_of_another_category_does_not_judge(
    rani: Laptop, centre: Centre, rubric: Rubric
) -> None:
    """A whole sheet under a rubric that knows nothing of this product."""
    foreign = honest.rubric_of(centre, "KRY")
    values = {**honest.sheet_values(foreign), "rubric_code": "KRY"}
    judged = sheet(rani, **values)
    verdict = {**honest.VERDICT, "total": values["total"]}
    acks = codes(rani, judged, decision(rani, judged, **verdict))
    assert acks == ["", "decision.total_differs"]


def test_a_decision_waits_for_what_it_is_about(rani: Laptop, centre: Centre) -> None:
    judged = sheet(rani)
    with centre.engine.begin() as conn:
        conn.execute(sa.text("DELETE FROM product"))
    assert codes(rani, judged, decision(rani, judged)) == ["", "row.incomplete"]
    honest.ground(centre)
    assert codes(rani, decision(rani, judged)) == [""]


def test_what_it_is_about_may_come_in_the_same_batch(rani: Laptop, rubric: Rubric) -> None:
    product = change(rani, "product")
    case_id = natural("case", product.id, 1)
    about = {"product_id": product.id.hex, "case_id": case_id.hex}
    opened = change(rani, "curation", rubric_rev=rubric.rev, **about)
    opened = replace(opened, id=natural("curation", case_id, "district", 1))
    of: dict[str, Any] = {"curation_id": opened.id.hex}
    judged = sheet(rani, **of)
    decided = decision(rani, judged, product_id=product.id.hex, **of)
    given = certificate(rani, decided, product_id=product.id.hex, **of)
    assert codes(rani, product, opened, judged, decided, given) == [""] * 5


# -- corrections ------------------------------------------------------------------------


def test_nobody_corrects_the_sheet_of_another(
    rani: Laptop, budi: Laptop, judged: wire.Change
) -> None:
    assert codes(budi, sheet(budi, supersedes=judged.id.hex)) == ["row.supersedes_another"]
    other = sheet(rani, supersedes=judged.id.hex, curation_id=UUID(int=8).hex)
    assert codes(rani, other) == ["row.supersedes_another"]
    assert codes(rani, sheet(rani, supersedes=rani.ids.new().hex)) == ["row.incomplete"]
    again = sheet(rani, supersedes=judged.id.hex)
    assert codes(rani, again, sheet(rani, supersedes=again.id.hex)) == ["", ""]


def test_a_decision_replaces_one_of_its_own_curation(rani: Laptop, judged: wire.Change) -> None:
    elsewhere = sheet(rani, curation_id=UUID(int=8).hex)
    other = decision(rani, elsewhere, curation_id=UUID(int=8).hex)
    first = decision(rani, judged)
    assert codes(rani, elsewhere, other, first) == ["", "", ""]
    why = {"reason": "Lembar kedua menyusul."}
    wrong = decision(rani, judged, supersedes=other.id.hex, **why)
    assert codes(rani, wrong) == ["row.supersedes_another"]
    for words in (None, "  "):
        mute = decision(rani, judged, supersedes=first.id.hex, reason=words)
        assert codes(rani, mute) == ["decision.without_reason"]
    assert codes(rani, decision(rani, judged, supersedes=first.id.hex, **why)) == [""]


def test_a_withdrawal_is_no_sheet_to_decide_on(rani: Laptop, judged: wire.Change) -> None:
    gone = sheet(rani, supersedes=judged.id.hex, withdrawn=True)
    assert codes(rani, gone, decision(rani, gone)) == ["", "decision.without_sheets"]
    twice = decision(rani, judged, judged)
    assert codes(rani, twice) == ["decision.without_sheets"]


# -- certificates -------------------------------------------------------------------------


@pytest.fixture
def decided(rani: Laptop, judged: wire.Change) -> wire.Change:
    made = decision(rani, judged)
    assert codes(rani, made) == [""]
    return made


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("product_id", UUID(int=9).hex),
        ("business_id", UUID(int=9).hex),
        ("curation_id", UUID(int=8).hex),
        ("level", "province"),
        ("valid_until", "2036-11-20"),
        ("valid_until", "2027-11-19"),
        ("issued_on", "2026-11-20"),
        ("record_hash", "0" * 64),
        ("record_hash", "x"),
        ("facts", {}),
        ("facts", []),
    ],
)
def test_a_certificate_says_what_its_decision_says(
    rani: Laptop, decided: wire.Change, name: str, value: Any
) -> None:
    given = with_field(certificate(rani, decided), name, value)
    assert codes(rani, given) == ["certificate.facts_differ"]
    assert codes(rani, certificate(rani, decided)) == [""]


@pytest.mark.parametrize("lie", [{"grade": "A"}, {"total": 9900}, {"level": "province"}])
def test_facts_that_are_signed_are_not_therefore_true(
    rani: Laptop, decided: wire.Change, lie: dict[str, Any]
) -> None:
    """The laptop signs what it likes: hash and signature of these are right."""
    told = replace(decided, fields={**decided.fields, **{n: (v, 0) for n, v in lie.items()}})
    assert codes(rani, certificate(rani, told)) == ["certificate.facts_differ"]


def test_only_a_code_that_verifiers_believe(
    rani: Laptop, budi: Laptop, make_laptop: MakeLaptop, decided: wire.Change
) -> None:
    good = certificate(rani, decided)
    payload = good.fields["payload"][0]
    other = certificate(rani, decided, 2).fields["payload"][0]
    strange = make_laptop("Tono", OTHER_DISTRICT)
    number = honest.number(rani.enrolled, 1)
    forged = [certificate_under(x, decided, number).fields["payload"][0] for x in (budi, strange)]
    for lie in ("LATIHAN " + number, "", payload[:-8], other, *forged):
        assert codes(rani, with_field(good, "payload", lie)) == ["certificate.not_signed"]
    assert codes(rani, good) == [""]


def test_a_number_lies_where_the_certificate_lies(rani: Laptop, decided: wire.Change) -> None:
    elsewhere = honest.number(rani.enrolled, 1, OTHER_DISTRICT)
    assert codes(rani, certificate_under(rani, decided, elsewhere)) == ["certificate.facts_differ"]


def test_a_laptop_signs_for_each_of_its_regions_and_no_other(
    make_laptop: MakeLaptop, centre: Centre
) -> None:
    """Two districts of one city: not for the city, nor a third."""
    sari = make_laptop("Sari", DISTRICT, OTHER_DISTRICT, role=Role.CHAIR)
    read = honest.delegations(sari.enrolled)
    assert [d.region for d in read] == [DISTRICT, OTHER_DISTRICT]
    assert {d.device for d in read} == {sari.enrolled.device_code}
    assert all(d.not_after > date(2026, 12, 1) for d in read)
