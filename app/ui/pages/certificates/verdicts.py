"""The verdict on a code as words and colours: those of the public page and of `main.py verify`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.errors import UserError
from app.services.verification import Checked
from app.ui import labels
from app.ui.theme import colours


@dataclass(frozen=True, slots=True)
class Look:
    """The official word, its sign, and the names of its colours in the theme."""

    word: str
    icon: str
    ground: str
    text: str = "on_verdict"

    @property
    def colours(self) -> tuple[str, str]:
        """(ground, text) in the scheme in force."""
        now = colours()
        return str(getattr(now, self.ground)), str(getattr(now, self.text))


QUESTION: Final = "?"
LOOKS: Final = {
    "final": Look("SAH", "check", "verdict_good"),
    "provisional": Look("SAH SEMENTARA", "check", "verdict_good"),
    "unchecked": Look("BELUM DIPERIKSA", QUESTION, "verdict_wait", "on_verdict_wait"),
    "expired": Look("KEDALUWARSA", "clock", "verdict_late"),
    "revoked": Look("DICABUT", "ban", "verdict_bad"),
    "invalid": Look("TIDAK SAH", "x", "verdict_bad"),
    "training": Look("LATIHAN", "pencil", "verdict_practice"),
}
"""By the names of app/protocol/verdict.py. The words are official and are not translated."""

_BY_ERROR: Final = {"verify.forged": "invalid", "verify.training": "training"}


def look_of(checked: Checked | None, error: UserError | None) -> Look | None:
    """How the answer looks; None where there is no verdict (no code, no key, no file)."""
    if checked is not None:
        return LOOKS[str(checked.verdict)]
    return LOOKS.get(_BY_ERROR.get(error.code, "")) if error is not None else None


@dataclass(frozen=True, slots=True)
class Told:
    """What the verdict means, and what to do."""

    what: str
    todo: str = ""


def told_of(checked: Checked) -> Told:
    """The sentences below the word."""
    match str(checked.verdict):
        case "revoked":
            return _revoked(checked)
        case "expired":
            day = labels.long_date(_day(checked.valid_until))
            return Told(
                QCoreApplication.translate(
                    "Verdicts", "Genuine, but its time ended on {date}."
                ).format(date=day),
                QCoreApplication.translate(
                    "Verdicts", "Ask the owner of the business for the new certificate."
                ),
            )
        case "unchecked":
            what = QCoreApplication.translate(
                "Verdicts", "Proven genuine; whether it was revoked has not been checked."
            )
            return Told(what, _why(checked))
        case "provisional":
            return Told(
                QCoreApplication.translate(
                    "Verdicts",
                    "A provisional certificate: genuine, on record at the centre, in force.",
                )
            )
    return Told(
        QCoreApplication.translate("Verdicts", "Genuine, on record at the centre, in force.")
    )


def _revoked(checked: Checked) -> Told:
    if checked.key_revoked_since is not None:
        what = QCoreApplication.translate(
            "Verdicts",
            "The key of {laptop} was revoked as of {date}: what it signed is not trusted.",
        )
        day = labels.long_date(checked.key_revoked_since)
        what = what.format(laptop=checked.signed_by, date=day)
    elif checked.reason is not None:
        what = QCoreApplication.translate("Verdicts", "Once issued, but revoked: {reason}.").format(
            reason=checked.reason.term
        )
    else:
        what = QCoreApplication.translate(
            "Verdicts", "Once issued, but revoked: it no longer holds."
        )
    todo = QCoreApplication.translate(
        "Verdicts",
        "Do not accept this certificate. Ask the owner of the business for its replacement.",
    )
    if checked.replaced_by:
        todo = QCoreApplication.translate(
            "Verdicts", "Do not accept this certificate. It was replaced by {number}."
        )
        todo = todo.format(number=checked.replaced_by)
    return Told(what, todo)


def _why(checked: Checked) -> str:
    listed = labels.long_moment(checked.list_at) if checked.list_at is not None else ""
    match str(checked.why):
        case "outdated":
            text = QCoreApplication.translate(
                "Verdicts",
                "The list of revoked certificates is dated {date}: too old, or the date of this "
                "laptop is wrong. Synchronise, then check again.",
            )
            return text.format(date=listed)
        case "other_root":
            return QCoreApplication.translate(
                "Verdicts",
                "The list of revoked certificates is not from who issued this certificate.",
            )
        case "not_known":
            return QCoreApplication.translate(
                "Verdicts",
                "The centre did not have this certificate when the list was made: the curator's "
                "laptop may not have synchronised yet.",
            )
    return QCoreApplication.translate(
        "Verdicts",
        "This laptop has no list of revoked certificates yet: synchronise, then check again.",
    )


def facts_of(checked: Checked) -> tuple[tuple[str, str], ...]:
    """What was signed, to be compared with the paper, and how fresh the list is."""
    listed = QCoreApplication.translate("Verdicts", "not known")
    if checked.list_at is not None:
        listed = labels.long_moment(checked.list_at)
    return (
        (QCoreApplication.translate("Verdicts", "Product"), checked.product),
        (QCoreApplication.translate("Verdicts", "Business"), checked.business),
        (QCoreApplication.translate("Verdicts", "Level"), checked.level.term),
        (
            QCoreApplication.translate("Verdicts", "Total"),
            f"{labels.points(checked.total)} · {checked.grade.term}",
        ),
        (
            QCoreApplication.translate("Verdicts", "Valid until"),
            labels.long_date(_day(checked.valid_until)),
        ),
        (QCoreApplication.translate("Verdicts", "Register number"), checked.register_no),
        (
            QCoreApplication.translate("Verdicts", "Issued on"),
            labels.long_date(_day(checked.issued_on)),
        ),
        (QCoreApplication.translate("Verdicts", "Signed by"), checked.signed_by),
        (QCoreApplication.translate("Verdicts", "Status as of"), listed),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
