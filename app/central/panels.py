"""What a panel's records must not say, whoever sends them: ties, returns, the chair's word.

Each function answers with the code of a refusal, or empty. Rows of one batch come parents
first, not in the order in which things were done, and another laptop's rows may come days
later: what came first is read from the rows themselves, never from the order of arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.climbing import below
from app.domain.panel import settle, was_tied
from app.domain.rescoring import carried, rescore_from_json, with_carried
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet
from app.domain.session_rules import members_asked
from app.domain.sheets import sheet_from_json
from app.domain.standing import in_force
from app.domain.terms import GateState, Level, Outcome
from app.ids import natural

Row = Mapping[str, Any]
Find = Callable[[str, UUID], Row | None]


def sheet_refusal(row: Row, curation: Row | None, find: Find, returned: Sequence[Row]) -> str:
    """Why a score sheet must not stand: by somebody close to the business, or too late.

    What was declared, or sent down, after the sheet was given does not void it: its chair is
    told. Taking a sheet back is always allowed.
    """
    if curation is None or row["withdrawn"]:
        return ""
    if _interest_before(curation, row["curator_id"], row["submitted_at"], find):
        return "assessment.interest"
    verified = curation["verified_at"] or curation["opened_at"]
    if curation["verified_by"] == row["curator_id"] and was_tied(verified, row["submitted_at"]):
        return "assessment.mentor"
    return "assessment.returned" if _ended_before(returned, row["submitted_at"]) else ""


def decision_refusal(
    row: Row,
    curation: Row,
    earlier: Row | None,
    sheets: Sequence[Row],
    find: Find,
    returned: Sequence[Row],
) -> str:
    """Why a decision must not stand, whatever its sheets come to."""
    if len({s["curator_id"] for s in sheets}) < len(sheets):
        return "decision.curator_twice"
    if row["deleted"]:  # it takes back, and says nothing of its own
        return "" if earlier is not None else "row.bad_value"
    corrects = earlier is not None and not earlier["deleted"]
    if (corrects or row["gates"]) and not (row["reason"] or "").strip():
        return "decision.without_reason"
    if _interest_before(curation, row["decided_by"], row["decided_at"], find):
        return "decision.interest"
    if len(sheets) < _asked(find("curation_session", curation["session_id"]), row):
        return "decision.too_few"
    return "decision.returned" if _ended_before(returned, row["decided_at"]) else ""


def _asked(held: Row | None, decision: Row) -> int:
    """How many sheets the session asked for when this was decided.

    One that is not known here asks for one, and so does one of an older program that says
    nothing of its own; rules nobody can read are those of no program of ours.
    """
    if held is None:
        return 1
    level, least = Level(decision["level"]), int(held["minimum_members"])
    try:
        return members_asked(held["rules"], level, least, decision["decided_at"])
    except (ValueError, TypeError, AttributeError):
        return max(1, least)


def carried_refusal(
    row: Row, sheet: Sheet, curation: Row | None, rubric: Rubric, find: Find
) -> str:
    """Why a sheet of a second chance must not stand: it changed what stood from the first time.

    What rests on sheets that the sender's regions do not show is not checked: their laptop
    does not have them either, and asks for everything anew.
    """
    if curation is None or row["withdrawn"]:
        return ""
    try:
        chance = rescore_from_json(curation["rescore"])
    except ValueError:
        return "assessment.carried_differs"
    first = None if chance is None else find("decision", chance.decision)
    if chance is None or first is None:
        return ""
    if any(first[name] != curation[name] for name in ("product_id", "level")):
        return "assessment.carried_differs"
    keys = sorted(UUID(key) for key in first["assessment_ids"])
    found = [s for s in (find("assessment", key) for key in keys) if s is not None]
    if not found:
        return ""
    own = [sheet_from_json(s["sheet"]) for s in found if s["curator_id"] == row["curator_id"]]
    stands = carried(
        rubric, [sheet_from_json(s["sheet"]) for s in found], chance.codes, next(iter(own), None)
    )
    same = with_carried(sheet, stands)
    unchanged = (sheet.scores, sheet.not_applicable) == (same.scores, same.not_applicable)
    return "" if unchanged else "assessment.carried_differs"


def answers(row: Row, sheets: Sequence[Sheet]) -> dict[str, GateState] | None:
    """The gates as a decision takes them; None when it settled one as no sheet of its has it."""
    try:
        settled = {str(code): GateState(state) for code, state in (row["gates"] or {}).items()}
        return settle(sheets, settled)
    except (ValueError, AttributeError):
        return None


def return_refusal(row: Row, curation: Row, decisions: Sequence[Row]) -> str:
    """Why a case must not be sent down by this row."""
    same = ("case_id", "product_id")
    under = below(Level(row["from_level"]))
    if row["from_level"] != curation["level"] or under is None or row["to_level"] != under:
        return "case_return.of_another"
    if any(row[name] != curation[name] for name in same):
        return "case_return.of_another"
    if not row["reason"].strip():
        return "case_return.without_reason"
    before = [d for d in decisions if d["decided_at"] <= row["returned_at"]]
    return "case_return.decided" if standing_decision(before) is not None else ""


def certificate_refusal(decisions: Sequence[Row]) -> str:
    """Why nothing may be certified by a decision any more: what stands now did not pass.

    A certificate of a decision that was corrected to another grade is true of its time, and
    must be known here to be revoked.
    """
    counts = standing_decision(decisions)
    if counts is None or counts["outcome"] != Outcome.PASSED:
        return "certificate.corrected"
    return ""


class _Decided:
    """A row as the rule of standing records sees it."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.id: UUID = row["id"]
        self.supersedes: UUID | None = row["supersedes"]
        self.deleted: bool = row["deleted"]
        self.decided_at: datetime = row["decided_at"]


def standing_decision(rows: Sequence[Row]) -> Row | None:
    """The decision in force of those on one curation."""
    found = in_force([_Decided(row) for row in rows])
    return None if found is None else found.row


def _interest_before(curation: Row, person: UUID, at: datetime, find: Find) -> bool:
    key = natural("interest", curation["session_id"], person, curation["business_id"])
    declared = find("interest", key)
    if declared is None or declared["deleted"]:
        return False
    return was_tied(declared["created_at"], at)


def _ended_before(returned: Sequence[Row], at: datetime) -> bool:
    return any(r["returned_at"] <= at for r in returned if not r["deleted"])
