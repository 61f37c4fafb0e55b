"""The papers that bring a business its result: the letter, and the Naik Kelas sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import chain, islice
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import result_words
from app.domain.decision import Case
from app.domain.next_grade import Gain, gains, obstacles
from app.domain.numbers import paper_mark
from app.domain.rubric import Gate, Rubric
from app.domain.scoring import CriterionPoints
from app.domain.terms import Category, DocumentType, Level, Outcome
from app.services import letterheads, market_channels, products
from app.services.result_facts import ResultFacts, case_of, gather
from app.services.session_records import official_of
from app.services.session_rules import rules_of
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.letter_values import FirstStep, NextGradeData, ResultLetterData, ScoreBar
    from app.reports.values import Letterhead, PaperStatus

PLACE = "Jakarta"
_FIRST = 3
_APART = 2  # things of one kind that have a line each on the sheet


def result_letter_pdf(ws: Workspace, decision_id: UUID) -> bytes:
    """The letter with its annex, dated today; UserError `result.corrected`."""
    from app.reports.result_letter import render_result_letter

    with ws.db.read() as session:
        data = _letter(ws, session, gather(ws, session, decision_id))
    return render_result_letter(data)


def next_grade_pdf(ws: Workspace, decision_id: UUID) -> bytes:
    """The Naik Kelas sheet; UserError `result.corrected`."""
    from app.reports.next_grade import render_next_grade

    with ws.db.read() as session:
        data = _next_grade(ws, session, gather(ws, session, decision_id))
    return render_next_grade(data)


# -- the letter -----------------------------------------------------------------------


def _letter(ws: Workspace, session: Session, found: ResultFacts) -> ResultLetterData:
    from app.domain.dates import number
    from app.reports.letter_values import ResultLetterData, Task

    words, days = result_words.WORDS[found.outcome], rules_of(ws.resources, found.held).appeal_days
    return ResultLetterData(
        mark=_mark("SH", found),
        letterhead=_letterhead(ws, session, found),
        place=PLACE,
        written_on=ws.today(),
        owner_name=found.business.owner_name,
        business_name=found.business.name,
        address=_address(found),
        product_name=found.product.name,
        category=Category(found.product.category).term,
        level=found.level,
        session_name=found.held.name,
        held_at=found.held.place,
        held_on=found.held.held_on,
        stamp=words.stamp,
        meaning=words.meaning,
        listed=words.listed,
        total=number(Decimal(found.decision.total) / 100),
        grade=found.decision.grade,
        reasons=_reasons(found),
        certificate=_certificate(found),
        tasks=tuple(Task(i.title, i.finding, i.advice, i.ask, i.due_date) for i in found.items),
        object_until=found.decided_on + timedelta(days=days),
        object_days=days,
        signatory=official_of(ws, session, found.held.region_code, ws.today()),
        status=_status(found),
    )


def _certificate(found: ResultFacts) -> str:
    """The register number of the certificate that holds; empty without one."""
    return "" if found.certificate is None or found.revoked else found.certificate.register_no


def _mark(kind: str, found: ResultFacts) -> str:
    return paper_mark(kind, found.held.region_code, found.decided_on.year, found.decision.id)


def _letterhead(ws: Workspace, session: Session, found: ResultFacts) -> Letterhead:
    return letterheads.letterhead(ws, session, found.held.region_code, ws.today())


def _status(found: ResultFacts) -> PaperStatus:
    from app.reports.values import PaperStatus

    return PaperStatus.TRAINING if found.practice else PaperStatus.FINAL


def _address(found: ResultFacts) -> str:
    """Names of places alone: streets and numbers stay in the register."""
    at = found.address
    parts = (
        at.ward and f"Kelurahan {at.ward}",
        at.district and f"Kecamatan {at.district}",
        at.city,
    )
    return ", ".join(part for part in parts if part)


def _reasons(found: ResultFacts) -> tuple[str, ...]:
    """What barred a better result, a sentence each."""
    reasons, rubric = found.decision.reasons, found.rubric
    gates = {gate.code: gate.name for gate in rubric.gates}
    criteria = {criterion.code: criterion.name for criterion in rubric.criteria}
    named = (
        ("Temuan yang mengakhiri kurasi", found.critical()),
        ("Syarat wajib yang belum terpenuhi", _names(reasons["gates_unmet"], gates)),
        ("Syarat wajib yang masih dalam proses", _names(reasons["gates_in_process"], gates)),
        ("Kriteria di bawah batas terendahnya", _names(reasons["floors_missed"], criteria)),
    )
    return tuple(f"{what}: {', '.join(names)}." for what, names in named if names)


def _names(codes: Sequence[str], known: dict[str, str]) -> list[str]:
    return [known.get(code, code) for code in codes]


# -- the sheet ------------------------------------------------------------------------


def _next_grade(ws: Workspace, session: Session, found: ResultFacts) -> NextGradeData:
    from app.domain.dates import number
    from app.reports.letter_values import NextGradeData, Stair

    case = case_of(session, found)
    photos = products.photo_views(session, found.product.id)
    shown = next((p.sha256 for p in photos if ws.photos.has(p.sha256)), None)
    return NextGradeData(
        mark=_mark("NK", found),
        business_name=found.business.name,
        product_name=found.product.name,
        category=Category(found.product.category).term,
        level=found.level,
        session_name=found.held.name,
        held_on=found.held.held_on,
        outcome=found.outcome.term,
        total=number(Decimal(found.decision.total) / 100),
        grade=found.decision.grade,
        scores=_bars(found.rubric, case.totals.criteria),
        barriers=_barriers(session, found),
        steps=_steps(found, case),
        stairs=tuple(
            Stair(grade.term, opened) for grade, opened in market_channels.ladder(ws.resources)
        ),
        onward=_onward(found),
        photo=ws.photos.read(shown) if shown else None,
        letterhead=_letterhead(ws, session, found),
        status=_status(found),
    )


def _bars(rubric: Rubric, rows: Sequence[CriterionPoints]) -> tuple[ScoreBar, ...]:
    from app.domain.dates import number
    from app.reports.letter_values import ScoreBar

    return tuple(
        ScoreBar(
            criterion.name,
            float(row.share),
            _word(rubric, row.share),
            f"{number(Decimal(row.points) / 100, 1)} dari {number(Decimal(row.weight) / 100, 1)}",
            low=row.floor_missed,
        )
        for criterion, row in zip(rubric.criteria, rows, strict=True)
        if row.applicable
    )


def _word(rubric: Rubric, share: Fraction) -> str:
    """The label of the score that a criterion comes nearest to."""
    scale = rubric.scale
    score = int(share * scale.maximum + Fraction(1, 2))
    return scale.labels[min(max(score, scale.minimum), scale.maximum)]


def _barriers(session: Session, found: ResultFacts) -> tuple[str, ...]:
    """What keeps the product from grade A, the gravest first."""
    from app.domain.dates import number

    case, rubric = case_of(session, found), found.rubric
    bars = obstacles(rubric, case, found.gates)
    if bars is None:
        return ()
    gates = {gate.code: gate.name for gate in rubric.gates}
    criteria = {criterion.code: criterion.name for criterion in rubric.criteria}
    lines = [
        *_lines(found.critical(), "harus dibereskan dahulu"),
        *_lines(_names(bars.gates_unmet, gates), "belum terpenuhi"),
        *_lines(_names(bars.gates_in_process, gates), "masih dalam proses"),
        *_lines(_names(bars.floors, criteria), "masih di bawah batas terendah"),
    ]
    if bars.points:
        short = number(Decimal(bars.points) / 100)
        goal = number(Decimal((case.totals.total or 0) + bars.points) / 100)
        lines.append(f"Nilai kurang {short} lagi untuk mencapai {goal}")
    papers = [DocumentType(code).term for code in bars.documents]
    return (*lines, *([f"Belum ada {' dan '.join(papers)}"] if papers else []))


def _lines(names: Sequence[str], state: str) -> list[str]:
    """A line for each of a few; many of one kind share one."""
    if len(names) > _APART:
        return [f"{len(names)} hal {state}: {', '.join(names)}"]
    return [f"{name}: {state}" for name in names]


def _steps(found: ResultFacts, case: Case) -> tuple[FirstStep, ...]:
    """Three at most: requirements not met, which no points make good; where the points are
    enough, the documents that grade A still asks for; then the biggest gains."""
    bars = obstacles(found.rubric, case, found.gates)
    first = [_gate_step(g) for g in found.gates if bars and g.code in bars.gates_unmet]
    if bars is not None and not bars.points:
        first += [_document_step(DocumentType(code)) for code in bars.documents]
    rest = (_step(gain) for gain in gains(found.rubric, found.sheets))
    return tuple(islice(chain(first, rest), _FIRST))


def _gate_step(gate: Gate) -> FirstStep:
    from app.reports.letter_values import FirstStep

    return FirstStep(gate.name, _first_sentence(gate.remedy), gate.ask, "syarat wajib")


def _document_step(kind: DocumentType) -> FirstStep:
    from app.reports.letter_values import FirstStep

    advice = f"Urus {kind.term} untuk produk ini, lalu tunjukkan pada kurasi berikutnya."
    return FirstStep(kind.term, advice, "Pendamping Jakpreneur", "syarat kelas A")


def _step(gain: Gain) -> FirstStep:
    from app.domain.dates import number
    from app.reports.letter_values import FirstStep

    exact = Decimal(gain.points.numerator) / Decimal(gain.points.denominator)
    points = number(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), 1)
    return FirstStep(gain.title, _first_sentence(gain.advice), gain.ask, f"sampai +{points}")


def _first_sentence(advice: str) -> str:
    """Where to begin; all of the advice stands on the letter and the improvement sheet."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", advice.strip(), maxsplit=1)[0]


def _onward(found: ResultFacts) -> str:
    upper = Level(found.decision.level).next
    if found.outcome is Outcome.PASSED:
        if upper is None:
            return "Produk ini sudah lulus di tingkat tertinggi. Pertahankan mutunya!"
        return f"Langkah berikutnya: daftarkan produk ini ke kurasi tingkat {upper.term.lower()}."
    again = f"Sesudah dibenahi, daftarkan lagi untuk kurasi ulang tingkat {found.level}."
    if upper is None:
        return again
    return f"{again} Bila lulus, jalan ke tingkat {upper.term.lower()} terbuka."
