"""The whole life of a case, at random: what must hold of it whatever people do, in any order."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.clock import ManualClock
from app.domain.climbing import below
from app.domain.scoring import combine, score_sheet
from app.domain.sheets import sheet_from_json
from app.domain.standing import rivals_of
from app.domain.terms import GateState, Grade, InterestKind, Level, Outcome
from app.errors import UserError
from app.ids import IdMaker, natural
from app.models.entities import (
    Assessment,
    CaseReturn,
    Certificate,
    Curation,
    CurationSession,
    DecisionRecord,
)
from app.paths import RESOURCES
from app.services import (
    certificates,
    corrections,
    curations,
    decisions,
    interests,
    panels,
    returns,
    rubrics,
    score_sheets,
    sessions,
    standing,
)
from app.services.rulings import Ruling
from app.services.workspace import Workspace
from tests.conftest import NOW
from tests.services.conftest import started
from tests.services.field import add_product, agree, open_session, register
from tests.services.test_panels import ANI, BUDI, arrives, send

KNOWN = frozenset(
    {
        "curation.decided",
        "curation.interest",
        "curation.level_below",
        "curation.needs_chair",
        "curation.no_sheet",
        "curation.passed_already",
        "curation.returned",
        "curation.too_few",
        "certificate.corrected",
        "certificate.not_passed",
        "decision.certified",
        "decision.closed",
        "decision.none",
        "decision.went_on",
        "return.lowest",
        "ruling.gates",
        "ruling.no_reason",
        "ruling.sheets",
        "session.closed",
        "sheet.panel_opened",
        "sheet.submitted_already",
        "panel.not_yet",
    }
)
"""What the program may say no with; anything else is a bug."""

LEVELS = st.sampled_from(list(Level))
SCORES = st.integers(2, 4)
GATES = st.sampled_from([{}, {}, {"NIB": GateState.UNMET}, {"NIB": GateState.IN_PROCESS}])
WORDS = st.sampled_from(["", "  ", "Diperiksa bersama di meja.", "Dokumen menyusul."])


class CaseLife(RuleBasedStateMachine):
    """One product, three levels, a panel of three of whom one works here."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kl-case-"))
        place = self.folder / "laptop"
        shutil.copytree(self.template, place, ignore=shutil.ignore_patterns("*.lock"))
        self.clock = ManualClock(NOW)
        ids = IdMaker(self.clock, random.Random("case"))
        self.ws = Workspace(place, place / "setelan.toml", RESOURCES, self.clock, ids)
        self.sheets: dict[UUID, tuple[object, ...]] = {}
        self.decided: dict[UUID, tuple[object, ...]] = {}

    @initialize()
    def begin(self) -> None:
        ws = self.ws
        self.product = add_product(ws, register(ws))
        self.held = {level: open_session(ws, level, name=str(level)) for level in Level}
        self.curation: dict[Level, UUID] = {}
        for level, session_id in self.held.items():
            agree(ws, session_id, minimum_members={str(level): 1 if level is Level.DISTRICT else 2})

    def teardown(self) -> None:
        self.ws.close()
        shutil.rmtree(self.folder)

    def tried(self, job: object, *args: object) -> bool:
        """Do it; False when the program said a known no, after which nothing has changed."""
        self.clock.advance(timedelta(minutes=1))
        before, said = self.counts(), ""
        try:
            assert callable(job)
            job(self.ws, *args)
        except UserError as error:
            said = error.code
        assert said in KNOWN | {""}
        assert not said or self.counts() == before
        return not said

    def counts(self) -> tuple[int, ...]:
        with self.ws.db.read() as session:
            tables = (Assessment, DecisionRecord, CaseReturn, Certificate, Curation)
            return tuple(session.query(table).count() for table in tables)

    # -- what people do -----------------------------------------------------------------

    @rule(level=LEVELS)
    def open(self, level: Level) -> None:
        found: list[UUID] = []

        def enter(ws: Workspace) -> None:
            found.append(curations.open_curation(ws, self.product, self.held[level])[0])

        if not self.tried(enter):
            return
        self.curation[level] = found[0]
        if (under := below(level)) is not None:
            self.has_passed(under)

    def has_passed(self, level: Level) -> None:
        """What let a case climb: a pass in force, first decided after it was last sent down."""
        with self.ws.db.read() as session:
            keys = [
                c.id for c in session.query(Curation).all() if c.level == level and not c.deleted
            ]
            passed = [
                d for d in standing.decisions(session, keys).values() if d.outcome == Outcome.PASSED
            ]
            down = [r.returned_at for r in session.query(CaseReturn).all() if r.to_level == level]
            assert any(not down or d.decided_at > max(down) for d in passed)

    @rule(level=LEVELS, score=SCORES, gates=GATES)
    def score(self, level: Level, score: int, gates: dict[str, GateState]) -> None:
        if level in self.curation:
            self.tried(partial(send, gates=gates), self.curation[level], score)

    @rule(level=LEVELS, score=SCORES, gates=GATES, who=st.sampled_from([ANI, BUDI]))
    def another_scores(
        self, level: Level, score: int, gates: dict[str, GateState], who: UUID
    ) -> None:
        """As a sync brings it; also a second one from a second laptop, but none that came late."""
        key = self.curation.get(level)
        if key is None or self.is_ended(key):
            return
        self.clock.advance(timedelta(minutes=1))
        arrives(self.ws, key, who, score, gates=gates)

    def is_ended(self, key: UUID) -> bool:
        with self.ws.db.read() as session:
            decided = standing.decision(session, key) is not None
            return decided or bool(standing.returns(session, [key]))

    @rule(level=LEVELS)
    def withdraw(self, level: Level) -> None:
        if level in self.curation:
            self.tried(score_sheets.withdraw, self.curation[level])

    @rule(level=LEVELS)
    def look(self, level: Level) -> None:
        if level in self.curation:
            self.tried(panels.open_unscored, self.curation[level])

    @rule(level=LEVELS, who=st.none() | st.sampled_from([ANI, BUDI]))
    def declare(self, level: Level, who: UUID | None) -> None:
        key = self.curation.get(level)
        if key is None:
            return
        with self.ws.db.read() as session:
            business = session.get_one(Curation, key).business_id
        args = (self.held[level], business, InterestKind.KIN, "", who)
        if self.tried(interests.declare, *args) and who is None:
            held = natural("interest", self.held[level], self.ws.me.person_id, business)
            assert not score_sheets.load_sheet(self.ws, key).editable
            self.tried(interests.withdraw, held)

    @rule(level=LEVELS)
    def conclude(self, level: Level) -> None:
        if level in self.curation:
            self.tried(decisions.conclude, self.curation[level])

    @rule(level=LEVELS, words=WORDS, picks=st.integers(0, 15), answer=GATES)
    def reconcile(self, level: Level, words: str, picks: int, answer: dict[str, GateState]) -> None:
        if level in self.curation:
            key = self.curation[level]
            ruling = self.ruling(key, words, picks, answer)
            self.tried(decisions.conclude, key, ruling)

    @rule(level=LEVELS, words=WORDS, picks=st.integers(0, 15), answer=GATES)
    def correct(self, level: Level, words: str, picks: int, answer: dict[str, GateState]) -> None:
        if level in self.curation:
            key = self.curation[level]
            done = self.tried(corrections.correct, key, self.ruling(key, words, picks, answer))
            assert not done or words.strip()

    def ruling(self, key: UUID, words: str, picks: int, answer: dict[str, GateState]) -> Ruling:
        with self.ws.db.read() as session:
            rows = standing.sheets(session, key)
            chosen = tuple(row.id for at, row in enumerate(rows) if picks >> at & 1)
        return Ruling(chosen, answer, words)

    @rule(level=LEVELS)
    def take_back(self, level: Level) -> None:
        key = self.curation.get(level)
        if key is not None and self.tried(corrections.take_back, key):
            with self.ws.db.read() as session:
                held = session.get_one(CurationSession, self.held[level])
                assert held.state == sessions.OPEN

    @rule(level=LEVELS, words=WORDS)
    def send_down(self, level: Level, words: str) -> None:
        key = self.curation.get(level)
        if key is not None and self.tried(returns.send_down, key, words):
            assert words.strip()

    @rule(level=LEVELS, closed=st.booleans())
    def close(self, level: Level, closed: bool) -> None:
        sessions.close(self.ws, self.held[level], closed=closed)

    @rule(level=LEVELS)
    def certify(self, level: Level) -> None:
        key = self.curation.get(level)
        if key is None:
            return
        with self.ws.db.read() as session:
            made = [row.id for row in standing.history(session, [key]).get(key, [])]
            counts = standing.decision(session, key)
        for decision in made:
            if self.tried(certificates.issue, decision):
                assert counts is not None
                assert (decision, counts.outcome) == (counts.id, Outcome.PASSED)

    # -- what must hold -------------------------------------------------------------------

    @invariant()
    def what_was_given_is_never_changed(self) -> None:
        with self.ws.db.read() as session:
            for row in session.query(Assessment):
                seen = (row.curator_id, row.total, str(row.sheet), row.submitted_at)
                assert self.sheets.setdefault(row.id, seen) == seen
            for made in session.query(DecisionRecord):
                told = (made.outcome, made.grade, made.total, made.reason, made.decided_at)
                assert self.decided.setdefault(made.id, told) == told
            assert session.query(Assessment).count() == len(self.sheets)
            assert session.query(DecisionRecord).count() == len(self.decided)

    @invariant()
    def one_result_and_it_is_what_its_sheets_come_to(self) -> None:
        with self.ws.db.read() as session:
            for curation in session.query(Curation):
                rows = standing.history(session, [curation.id]).get(curation.id, [])
                assert len(rivals_of(rows)) <= 1
                row = standing.decision(session, curation.id)
                if row is None:
                    continue
                assert curation.id not in standing.returns(session, [curation.id])
                named = [session.get_one(Assessment, UUID(key)) for key in row.assessment_ids]
                assert len({a.curator_id for a in named}) == len(named) > 0
                assert not any(a.withdrawn for a in named)
                rubric = rubrics.by_rev(session, curation.rubric_rev)
                sheets = [sheet_from_json(a.sheet) for a in named]
                totals = combine(rubric, [score_sheet(rubric, s) for s in sheets])
                assert totals.total == row.total
                assert min(a.total for a in named) <= row.total <= max(a.total for a in named)
                settled = row.gates or {}
                assert not settled or (row.reason or "").strip()
                for code, state in settled.items():
                    assert any(s.gates[code] == state for s in sheets)
                gates = row.reasons["gates_unmet"] or row.reasons["gates_in_process"]
                if row.outcome == Outcome.PASSED:
                    assert not gates
                    assert row.total >= 7000
                    assert row.grade in {Grade.A, Grade.B}

    @invariant()
    def enough_members_stand_behind_it(self) -> None:
        with self.ws.db.read() as session:
            for row in session.query(DecisionRecord):
                least = 1 if row.level == Level.DISTRICT else 2
                assert len(row.assessment_ids) >= least

    @invariant()
    def nobody_sees_before_their_own(self) -> None:
        for key in self.curation.values():
            view = panels.load(self.ws, key)
            mine = score_sheets.load_sheet(self.ws, key)
            if not view.visible:
                assert (view.sheets, view.alarms, view.earlier, view.decisions) == ((), (), (), ())
                assert view.judged is None
                assert decisions.preview(self.ws, key) is None
            allowed = mine.submitted or mine.panel_opened or self.is_ended(key)
            assert view.visible == allowed
            assert not (mine.editable and view.visible)

    @precondition(lambda self: bool(self.curation))
    @invariant()
    def the_queue_says_what_stands(self) -> None:
        for level, session_id in self.held.items():
            for card in curations.queue(self.ws, session_id):
                with self.ws.db.read() as session:
                    row = standing.decision(session, card.curation_id)
                    down = bool(standing.returns(session, [card.curation_id]))
                assert card.outcome == (row.outcome if row else None), level
                assert card.returned == (down and row is None)


def test_the_life_of_a_case() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kl-template-"))
    try:
        started(folder).close()
        CaseLife.template = folder
        CaseLife.TestCase.settings = settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        CaseLife.TestCase("runTest").runTest()
    finally:
        shutil.rmtree(folder)
