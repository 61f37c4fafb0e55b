"""What the page asks of the services, as jobs that give frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import UUID

from app.domain.terms import Outcome, RevocationReason
from app.errors import UserError
from app.services import papers, pdfs, result_papers, verification
from app.services.papers import PaperCard
from app.services.verification import Checked
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.kit.records import Record
from app.ui.kit.tones import ChipSpec, Tone


class Show(Enum):
    """Which decisions the list shows."""

    ALL = "all"
    PASSED = "passed"
    TO_IMPROVE = "to_improve"


class PaperKind(Enum):
    """The papers of one result."""

    CERTIFICATE = "certificate"
    IMPROVEMENT = "improvement"
    LETTER = "letter"
    NEXT_GRADE = "next_grade"


def find(ws: Workspace, show: Show) -> list[UUID]:
    """Decisions of the list, newest first."""
    if show is Show.PASSED:
        return papers.ids(ws, only=Outcome.PASSED)
    everything = papers.ids(ws)
    if show is Show.ALL:
        return everything
    passed = set(papers.ids(ws, only=Outcome.PASSED))
    return [key for key in everything if key not in passed]


def records(ws: Workspace, words: str, ids: tuple[UUID, ...]) -> list[Record]:
    """Rows of the list; `words` is the chip of a decision that was not sent."""
    return [_record(card, words) for card in papers.cards(ws, ids)]


def _record(card: PaperCard, unsent: str) -> Record:
    return Record(
        id=card.decision_id,
        title=card.product,
        subtitle=card.business,
        chips=chips(card, unsent),
        thumbnail=card.thumb,
        icon="certificate",
    )


def chips(card: PaperCard, unsent: str) -> tuple[ChipSpec, ...]:
    """Outcome and grade, what the certificate is worth, and whether it waits to be sent."""
    found = [labels.outcome_chip(card.outcome, card.grade)]
    if card.status is not None:
        found.append(labels.status_chip(card.status))
    if card.unsent:
        found.append(ChipSpec(unsent, Tone.NEUTRAL, "cloud-upload"))
    return tuple(found)


def card_of(ws: Workspace, decision_id: UUID) -> PaperCard:
    """One decision; UserError `paper.gone` when a sync took it away."""
    found = papers.cards(ws, [decision_id])
    if not found:
        raise UserError("paper.gone", "Hasil kurasi ini tidak ada lagi di laptop ini.")
    return found[0]


def kinds_of(card: PaperCard) -> tuple[PaperKind, ...]:
    """The papers of a result, what it is looked up for first."""
    others = (PaperKind.IMPROVEMENT, PaperKind.LETTER, PaperKind.NEXT_GRADE)
    return others if card.certificate_id is None else (PaperKind.CERTIFICATE, *others)


_REISSUED = frozenset(
    {RevocationReason.DUPLICATE, RevocationReason.ERROR, RevocationReason.ON_REQUEST}
)
"""Revoked for these, the decision still stands and another may be issued from it."""


def may_issue(card: PaperCard) -> bool:
    """Whether a certificate can be issued from the decision: the first, or one in place of another
    that was revoked."""
    if card.outcome is not Outcome.PASSED:
        return False
    why = card.revoked
    return card.certificate_id is None or (why is not None and why.reason in _REISSUED)


def pdf_of(ws: Workspace, card: PaperCard, kind: PaperKind | None = None) -> bytes:
    """A paper of a result; unless told which, the first it has."""
    wanted = kind or kinds_of(card)[0]
    if wanted is PaperKind.CERTIFICATE and card.certificate_id is not None:
        return pdfs.certificate_pdf(ws, card.certificate_id)
    makers = {
        PaperKind.LETTER: result_papers.result_letter_pdf,
        PaperKind.NEXT_GRADE: result_papers.next_grade_pdf,
    }
    return makers.get(wanted, pdfs.improvement_pdf)(ws, card.decision_id)


def title_of(card: PaperCard, kind: PaperKind | None = None) -> str:
    """What the paper's file is called, without `.pdf`."""
    wanted = kind or kinds_of(card)[0]
    if wanted is PaperKind.CERTIFICATE:
        return f"Sertifikat {card.register_no} {card.product}"
    words = {PaperKind.LETTER: "Surat hasil", PaperKind.NEXT_GRADE: "Naik kelas"}
    return f"{words.get(wanted, 'Lembar perbaikan')} {card.product}"


# -- checking ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a code is: genuine facts, or why it must not be believed."""

    checked: Checked | None = None
    error: UserError | None = None


def check_text(ws: Workspace, text: str) -> Verdict:
    """Check what stands in a code."""
    try:
        return Verdict(checked=verification.verify_text(ws, text.strip()))
    except UserError as error:
        return Verdict(error=error)


def check_file(ws: Workspace, path: Path) -> Verdict:
    """Check the codes in a picture or PDF; UserErrors become part of the answer."""
    try:
        codes = verification.read_codes(ws.workshop, path)
    except UserError as error:
        return Verdict(error=error)
    return check_codes(ws, codes)


def check_codes(ws: Workspace, codes: Sequence[str]) -> Verdict:
    """Check all codes that were seen together; of several the gravest verdict counts.

    Codes that are not ours (a payment code beside the paper) count only when there is
    no other.
    """
    ours = [code for code in codes if is_ours(code)]
    return max((check_text(ws, code) for code in ours or codes), key=_gravity)


def is_ours(code: str) -> bool:
    """Whether a code may be a certificate's; payment codes lie beside many papers."""
    return "/#" in code or code.upper().startswith("LATIHAN")


_GRAVITY = ("provisional", "final", "unchecked", "expired", "revoked")


def _gravity(verdict: Verdict) -> int:
    if verdict.checked is not None:
        return _GRAVITY.index(str(verdict.checked.verdict))
    forged = verdict.error is not None and verdict.error.code == "verify.forged"
    return len(_GRAVITY) + int(forged)
