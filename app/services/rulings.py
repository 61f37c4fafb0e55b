"""What the sheets of a panel come to, and what the chair may settle about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import panel
from app.domain.decision import Case, Improvement, Verdict, decide, improvements
from app.domain.names import clean
from app.domain.panel import Panel, PanelSheet
from app.domain.rubric import Rubric
from app.domain.scoring import Sheet, Totals, combine
from app.domain.terms import GateState, Grade
from app.errors import UserError
from app.models.entities import Curation, CurationSession, Product
from app.services import interests, looking, panel_facts, products, standing
from app.services.score_sheets import returned_already
from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the chair settles, and why.

    `sheets` are those that count (empty: all that count by themselves), `gates` the answers
    where the sheets differ.
    """

    sheets: tuple[UUID, ...] = ()
    gates: Mapping[str, GateState] = field(default_factory=dict)
    reason: str = ""

    @property
    def plain(self) -> bool:
        """Whether it settles nothing: the sheets speak for themselves."""
        return not self.sheets and not self.gates


PLAIN = Ruling()


@dataclass(frozen=True, slots=True)
class Judged:
    """A curation seen whole: the sheets that count, their combined totals and the verdict."""

    rubric: Rubric
    sheets: tuple[Sheet, ...]
    assessment_ids: tuple[UUID, ...]
    totals: Totals
    verdict: Verdict
    improvements: tuple[Improvement, ...]
    settled: Mapping[str, GateState] = field(default_factory=dict)
    needs_reason: bool = False


def judge(
    session: Session, curation: Curation, today: date, found: Panel, ruling: Ruling = PLAIN
) -> Judged | None:
    """What the sheets come to; None while none counts.

    Raises UserError `ruling.sheets`, `ruling.gates` for a ruling that they do not bear.
    """
    chosen = _chosen(found, ruling)
    if not chosen:
        return None
    rubric = found.rubric
    sheets = [s.sheet for s in chosen]
    product = session.get_one(Product, curation.product_id)
    settled, answers = _answers(found, sheets, ruling)
    totals = combine(rubric, [s.totals for s in chosen])
    in_force = products.documents_in_force(session, product.business_id, product.id, today)
    case = Case(
        totals,
        answers,
        frozenset(code for sheet in sheets for code in sheet.critical),
        frozenset(str(kind) for kind in in_force),
    )
    verdict = decide(rubric, case, found.gates)
    items = improvements(rubric, sheets, found.gates, today, answers, found.rules.improve_days)
    if verdict.grade is Grade.A:
        items = ()
    return Judged(
        rubric,
        tuple(sheets),
        tuple(s.id for s in chosen),
        totals,
        verdict,
        items,
        settled,
        panel.needs_reason(found.sheets, chosen, settled),
    )


def _chosen(found: Panel, ruling: Ruling) -> tuple[PanelSheet, ...]:
    if not ruling.sheets:
        return panel.counted(found.sheets)
    try:
        return panel.choose(found.sheets, ruling.sheets)
    except panel.ChoiceError as error:
        words = {
            "twice": "Dua lembar dari satu kurator tidak boleh dihitung bersama.",
            "void": "Lembar dari kurator yang saat itu sudah punya benturan kepentingan "
            "tidak dihitung.",
        }
        raise UserError(
            "ruling.sheets",
            words.get(error.code, "Lembar yang dipilih tidak ada lagi."),
            safe="Semua lembar tetap tersimpan.",
            todo="Pilih lagi lembar yang dihitung.",
        ) from error


def _answers(
    found: Panel, sheets: Sequence[Sheet], ruling: Ruling
) -> tuple[dict[str, GateState], dict[str, GateState]]:
    """(the gates the chair settled, the answer of every gate)."""
    open_ = panel.disputed(sheets, found.gates)
    settled = {code: state for code, state in ruling.gates.items() if code in open_}
    try:
        return settled, panel.settle(sheets, settled)
    except ValueError as error:
        raise UserError(
            "ruling.gates",
            "Jawaban syarat wajib yang dipilih tidak ada di satu lembar pun.",
            safe="Semua lembar tetap tersimpan.",
            todo="Pilih salah satu jawaban anggota tim.",
        ) from error


def require_judge(ws: Workspace) -> None:
    if not ws.me.judges():
        raise UserError(
            "role.missing",
            "Hanya kurator atau ketua tim yang boleh menetapkan hasil.",
            safe="Lembar penilaian tetap tersimpan.",
            todo="Minta ketua tim menetapkannya.",
        )


def ruled(ws: Workspace, session: Session, curation: Curation, ruling: Ruling) -> Judged:
    """What a ruling comes to, once all that a decision needs is there.

    Raises the UserErrors of `decisions.conclude`.
    """
    held = session.get_one(CurationSession, curation.session_id)
    if standing.returns(session, [curation.id]):
        raise returned_already()
    interests.require_no_interest(session, curation, ws.me.person_id)
    if not ruling.plain:
        require_chair(ws, held)
    found = panel_facts.gather(ws, session, curation)
    if not found.sheets:
        raise UserError(
            "curation.no_sheet",
            "Belum ada lembar penilaian yang dikirim untuk produk ini.",
            todo="Kirim lembar penilaian dahulu.",
        )
    judged = judge(session, curation, ws.today(), found, ruling)
    _require_members(found, len(judged.sheets) if judged else 0, ruling)
    if judged is None or (panel.needs_chair(found.sheets) and not ruling.sheets):
        raise _needs_chair()
    if judged.needs_reason and not clean(ruling.reason):
        raise no_reason()
    return judged


_SAFE = "Lembar yang sudah masuk tetap tersimpan."


def require_chair(ws: Workspace, held: CurationSession) -> None:
    """UserError `role.not_chair` for who does not lead this session's panel."""
    if not looking.is_chair(ws, held):
        raise UserError(
            "role.not_chair",
            "Hanya ketua tim kegiatan ini yang boleh melakukannya.",
            safe=_SAFE,
            todo="Minta ketua tim.",
        )


def no_reason() -> UserError:
    """What is said when the chair's own word lacks its reason."""
    return UserError(
        "ruling.no_reason",
        "Alasan keputusan belum ditulis.",
        safe=_SAFE,
        todo="Tulis alasannya dalam satu kalimat; alasan itu ikut tersimpan.",
    )


def _needs_chair() -> UserError:
    return UserError(
        "curation.needs_chair",
        "Ketua tim perlu memilih lembar yang dihitung.",
        safe=_SAFE,
        todo="Buka panel tim, pilih lembarnya, dan tulis alasannya.",
    )


def _require_members(found: Panel, present: int, ruling: Ruling) -> None:
    # Before the chair has chosen, those that wait for the choice are here too.
    here = present if ruling.sheets else max(present, panel.present(found.sheets))
    if here < found.minimum:
        raise UserError(
            "curation.too_few",
            f"Baru {here} dari {found.minimum} lembar penilaian yang masuk.",
            safe=_SAFE,
            todo="Tunggu lembar anggota tim yang lain.",
        )
