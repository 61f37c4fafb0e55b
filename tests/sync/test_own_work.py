"""Nobody judges in another's name, in part, or without the sheets that show why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from app.central.centre import Centre
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.terms import GateState, Outcome
from app.models.entities import APPEND_ONLY
from app.models.market import MARKET_APPEND_ONLY
from app.protocol import wire
from tests.sync import honest
from tests.sync.conftest import Laptop, MakeLaptop, central_count, central_row
from tests.sync.forged import certificate, change, code, decision, send, sheet

ELSEWHERE = UUID(int=8).hex


@pytest.fixture
def rubric(centre: Centre) -> Rubric:
    return honest.rubric_of(centre)


def codes(laptop: Laptop, *changes: wire.Change) -> list[str]:
    """What the centre says to each change of one batch; empty for what it takes."""
    acks = send(laptop, *changes)
    assert [(a.status == "ok") for a in acks] == [not a.code for a in acks]
    return [a.code for a in acks]


def chain(laptop: Laptop, sequence: int = 1) -> dict[str, wire.Change]:
    """An honest sheet, a decision on it, its certificate and an entry of the history."""
    judged = sheet(laptop)
    decided = decision(laptop, judged)
    given = certificate(laptop, decided, sequence)
    event = change(laptop, "audit_event")
    return {c.entity: c for c in (judged, decided, given, event)}


def revoked(laptop: Laptop, given: wire.Change) -> wire.Change:
    """A revocation of the certificate in a chain."""
    about = {n: given.fields[n][0] for n in ("register_no", "product_id", "scope")}
    said = {"reason": "on_request", "certificate_id": given.id.hex, "replaced_by": None}
    return change(laptop, "certificate_revocation", **about, **said)


def with_field(base: wire.Change, name: str, value: Any) -> wire.Change:
    assert name in base.fields
    return replace(base, fields={**base.fields, name: (value, 0)})


# -- the whole chain --------------------------------------------------------------


def test_a_whole_chain_in_one_batch(chair: Laptop, centre: Centre) -> None:
    also = {entity: change(chair, entity) for entity in ("blind_label", "case_return")}
    sent = also | chain(chair)
    sent["certificate_revocation"] = revoked(chair, sent["certificate"])
    assert sent.keys() == APPEND_ONLY - MARKET_APPEND_ONLY
    assert codes(chair, *sent.values()) == [""] * len(sent)
    assert all(central_row(centre, c.id, entity) is not None for entity, c in sent.items())


@pytest.mark.lesson("B11")
def test_a_laptop_sends_a_chain_in_one_batch_whatever_was_written_first(
    rani: Laptop, centre: Centre
) -> None:
    judged, decided = rani.ids.new(), rani.ids.new()
    given = rani.certify(decided)
    rani.decide(id=decided, assessment_ids=[judged.hex])
    rani.sheet(id=judged)
    report = rani.sync()
    assert (report.sent, report.refused) == (3, 0)
    assert sum(wire.unpack(m)["batch"] is not None for m in rani.transport.sent) == 1
    assert central_row(centre, given, "certificate") == rani.row(given, "certificate")


@pytest.mark.lesson("B11")
def test_a_chain_over_two_laptops_and_many_batches(rani: Laptop, budi: Laptop) -> None:
    """A panel: the decision rests on both sheets; who decided need not print."""
    first, second = sheet(rani), sheet(budi)
    assert codes(rani, first) == codes(budi, second) == [""]
    decided = decision(rani, first, second)
    assert codes(rani, decided) == [""]
    assert codes(budi, certificate(budi, decided)) == [""]


def test_a_chain_falls_with_its_sheet(rani: Laptop, centre: Centre) -> None:
    sent = chain(rani)
    sent["assessment"] = with_field(sent["assessment"], "total", 9900)
    assert codes(rani, *sent.values()) == [
        "assessment.total_differs",
        "decision.without_sheets",
        "certificate.not_passed",
        "",
    ]
    for entity in ("assessment", "decision", "certificate"):
        assert central_count(centre, entity) == 0


def test_a_chain_is_read_in_its_order(rani: Laptop) -> None:
    judged, decided, given, event = chain(rani).values()
    assert codes(rani, given, decided, judged, event) == [
        "certificate.not_passed",
        "decision.without_sheets",
        "",
        "",
    ]


# -- in one's own name ------------------------------------------------------------

PERSONS = [("assessment", "curator_id"), ("decision", "decided_by")]
DEVICES = [("assessment", "device_id"), ("certificate", "device_id"), ("audit_event", "device_id")]


def refused_for(laptop: Laptop, entity: str, field: str, value: str) -> None:
    """Of a chain that is honest but for this field, only this row is refused as not ours."""
    sent = chain(laptop)
    sent[entity] = with_field(sent[entity], field, value)
    found = dict(zip(sent, codes(laptop, *sent.values()), strict=True))
    assert found[entity] == "row.not_yours"
    assert found["audit_event"] == "" or entity == "audit_event"
    assert central_row(laptop.transport.centre, sent[entity].id, entity) is None


@pytest.mark.parametrize(("entity", "field"), PERSONS)
def test_nobody_judges_in_anothers_name(
    rani: Laptop, budi: Laptop, entity: str, field: str
) -> None:
    refused_for(rani, entity, field, budi.enrolled.person_id.hex)


@pytest.mark.parametrize(("entity", "field"), PERSONS)
def test_a_laptop_is_nobody(rani: Laptop, entity: str, field: str) -> None:
    refused_for(rani, entity, field, rani.enrolled.device_id.hex)


@pytest.mark.parametrize(("entity", "field"), DEVICES)
def test_no_row_of_somebody_elses_laptop(
    rani: Laptop, budi: Laptop, entity: str, field: str
) -> None:
    refused_for(rani, entity, field, budi.enrolled.device_id.hex)


@pytest.mark.parametrize("entity", ["assessment", "audit_event"])
def test_what_an_earlier_enrolment_left_unsent_is_still_ones_own(
    rani: Laptop, make_laptop: MakeLaptop, entity: str
) -> None:
    earlier = make_laptop("Rani lagi", person=rani.enrolled.person_id)
    sent = chain(rani)
    sent[entity] = with_field(sent[entity], "device_id", earlier.enrolled.device_id.hex)
    assert set(codes(rani, *sent.values())) == {""}


def test_one_person_on_two_laptops(rani: Laptop, make_laptop: MakeLaptop) -> None:
    second = make_laptop("Rani lagi", person=rani.enrolled.person_id)
    for laptop in (rani, second):
        assert codes(laptop, *chain(laptop).values()) == ["", "", "", ""]


def test_a_row_in_anothers_name_stays_on_the_laptop(rani: Laptop, budi: Laptop) -> None:
    key = rani.sheet(curator_id=budi.enrolled.person_id)
    rani.sync()
    assert rani.refusals() == {key: "row.not_yours"}
    assert rani.row(key, "assessment") is not None
    budi.sync()
    assert budi.rows("assessment") == {}


# -- whole sheets -----------------------------------------------------------------


def unscored(rubric: Rubric) -> Sheet:
    scores = honest.scores(rubric)
    del scores["RASA-1"]
    return Sheet(scores=scores)


def unnoted(rubric: Rubric) -> Sheet:
    return Sheet(scores={**honest.scores(rubric), "KMS-1": 1})


def blank_note(rubric: Rubric) -> Sheet:
    return replace(unnoted(rubric), notes={"KMS-1": " \n"})


def note_elsewhere(rubric: Rubric) -> Sheet:
    return replace(unnoted(rubric), notes={"KMS-2": "Segel terbuka."})


def without(rubric: Rubric, indicator: str) -> Sheet:
    scores = honest.scores(rubric)
    scores.pop(indicator, None)
    return Sheet(scores=scores, not_applicable=frozenset({indicator}))


def skipped(rubric: Rubric) -> Sheet:
    return without(rubric, "RASA-4")  # the only one of its criterion that must be answered


def unheard_of(rubric: Rubric) -> Sheet:
    return without(rubric, "RASA-99")


@pytest.mark.parametrize(
    "make", [unscored, unnoted, blank_note, note_elsewhere, skipped, unheard_of]
)
def test_a_sheet_in_part_is_refused(
    rani: Laptop, rubric: Rubric, make: Callable[[Rubric], Sheet]
) -> None:
    """Its totals are right: only what is missing speaks against it."""
    values = honest.sheet_values(rubric, make(rubric))
    assert code(rani, "assessment", **values) == "assessment.incomplete"


def test_an_empty_sheet_is_refused(rani: Laptop, rubric: Rubric) -> None:
    values = honest.sheet_values(rubric, Sheet(notes={"RASA-1": "nanti"}))
    assert values["total"] == 0
    assert code(rani, "assessment", **values) == "assessment.incomplete"


def test_a_low_score_with_its_note_is_accepted(rani: Laptop, rubric: Rubric) -> None:
    noted = replace(unnoted(rubric), notes={"KMS-1": "Segel terbuka."})
    assert code(rani, "assessment", **honest.sheet_values(rubric, noted)) == ""


def test_what_may_be_skipped_is_accepted(rani: Laptop, rubric: Rubric) -> None:
    values = honest.sheet_values(rubric, without(rubric, "RASA-1"))
    assert code(rani, "assessment", **values) == ""


# -- what a decision rests on -----------------------------------------------------


@pytest.fixture
def judged(rani: Laptop) -> wire.Change:
    """A sheet that the centre has."""
    made = sheet(rani)
    assert codes(rani, made) == [""]
    return made


def test_a_decision_on_a_sheet_of_an_earlier_batch(rani: Laptop, judged: wire.Change) -> None:
    assert codes(rani, decision(rani, judged)) == [""]


def test_a_decision_without_sheets_is_refused(rani: Laptop, judged: wire.Change) -> None:
    unknown = rani.ids.new().hex
    for ids in ([], [unknown], [judged.id.hex, unknown]):
        assert code(rani, "decision", assessment_ids=ids) == "decision.without_sheets"


def test_a_decision_on_sheets_of_another_curation_is_refused(
    rani: Laptop, judged: wire.Change
) -> None:
    other = sheet(rani, curation_id=ELSEWHERE)
    mixed = decision(rani, judged, other)  # `other` stands in the same batch
    assert codes(rani, other, mixed) == ["", "decision.without_sheets"]
    assert codes(rani, decision(rani, other)) == ["decision.without_sheets"]
    moved = decision(rani, judged, curation_id=ELSEWHERE)
    assert codes(rani, moved) == ["decision.without_sheets"]
    assert codes(rani, decision(rani, other, curation_id=ELSEWHERE)) == [""]


@pytest.mark.parametrize("ids", [["lembar"], [""], [7], [None], [["x"]], {"a": 1}])
def test_a_decision_on_what_are_no_sheets_is_refused(rani: Laptop, ids: Any) -> None:
    assert code(rani, "decision", assessment_ids=ids) == "decision.sheets_malformed"


def test_one_malformed_sheet_spoils_the_decision(rani: Laptop, judged: wire.Change) -> None:
    ids = [judged.id.hex, "lembar"]
    assert code(rani, "decision", assessment_ids=ids) == "decision.sheets_malformed"


# -- what a certificate rests on --------------------------------------------------


def short_of_passing(rubric: Rubric) -> dict[Outcome, tuple[Sheet, dict[str, str]]]:
    """A sheet for each outcome that is no pass, and what it comes to."""
    good = honest.good_sheet(rubric)
    first = rubric.gates[0].code
    pending = {**good.gates, first: GateState.IN_PROCESS}
    finding = frozenset({rubric.critical_findings[0].code})
    sheets = {
        Outcome.CONDITIONAL: (replace(good, gates=pending), "C"),
        Outcome.NEEDS_IMPROVEMENT: (replace(good, gates={}), "C"),
        Outcome.FAILED: (replace(good, critical=finding), "D"),
    }
    return {o: (made, {"outcome": str(o), "grade": g}) for o, (made, g) in sheets.items()}


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.PASSED}))
def test_a_certificate_of_a_decision_that_did_not_pass_is_refused(
    rani: Laptop, rubric: Rubric, outcome: Outcome
) -> None:
    less, verdict = short_of_passing(rubric)[outcome]
    judged = sheet(rani, **honest.sheet_values(rubric, less))
    decided = decision(rani, judged, **verdict)
    together = codes(rani, judged, decided, certificate(rani, decided))
    assert together == ["", "", "certificate.not_passed"]
    assert codes(rani, certificate(rani, decided)) == ["certificate.not_passed"]  # and later


def test_a_certificate_without_a_decision_is_refused(rani: Laptop, centre: Centre) -> None:
    nothing = change(rani, "decision")  # never sent
    assert codes(rani, certificate(rani, nothing)) == ["certificate.not_passed"]
    assert central_count(centre, "certificate") == 0


def test_a_refused_certificate_does_not_use_up_its_number(
    rani: Laptop, judged: wire.Change
) -> None:
    nothing, decided = change(rani, "decision"), decision(rani, judged)
    found = codes(rani, decided, certificate(rani, nothing), certificate(rani, decided))
    assert found == ["", "certificate.not_passed", ""]
