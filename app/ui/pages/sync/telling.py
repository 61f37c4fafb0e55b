"""Times, amounts and values as a person says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from PySide6.QtCore import QLocale, QObject

from app.clock import JAKARTA
from app.domain.terms import BusinessStatus, Category, Level, Term
from app.services.conflicts import text_of
from app.ui import labels
from app.ui.kit.inputs import mask

_LOCALE: Final = QLocale("id_ID")
_TERMS: Final[dict[str, type[Term]]] = {
    "category": Category,
    "level": Level,
}
PICTURES: Final = frozenset({"sha256", "thumb_sha256"})
_DAYS: Final = frozenset({"valid_until", "held_on", "issued_on"})


def size(count: int) -> str:
    """`3212345` bytes → `3,2 MB`."""
    return _LOCALE.formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def value_text(entity: str, field: str, value: Any) -> str:
    """A value of a conflict in the words of its field; identity numbers stay hidden.

    The name of a photograph says nothing to a person: '' for it, the picture is shown.
    """
    if field in PICTURES:
        return ""
    text = text_of(value)
    if field == "nik":
        return mask(text) if value else text
    if field == "price" and isinstance(value, int):
        return labels.rupiah(value)
    if field in _DAYS:
        return _day(text)
    terms = BusinessStatus if (entity, field) == ("business", "status") else _TERMS.get(field)
    known = {str(term): term.term for term in terms} if terms else {}
    return known.get(text, text)


def _day(text: str) -> str:
    try:
        return labels.long_date(date.fromisoformat(text))
    except ValueError:
        return text


class Telling(QObject):
    """What has to be translated among them."""

    def duration(self, seconds: float) -> str:
        """`about 3 minutes`: no more exact than it can be."""
        if seconds < 60:
            return self.tr("less than a minute")
        if seconds < 90 * 60:
            return self.tr("about {count} minutes").format(count=round(seconds / 60))
        return self.tr("about {count} hours").format(count=round(seconds / 3_600))

    def off_by(self, milliseconds: int) -> str:
        """How far a clock is off: `7 minutes`, `3 hours`, `12 days`."""
        minutes = round(abs(milliseconds) / 60_000)
        if minutes < 120:
            return self.tr("{count} minutes").format(count=labels.number(minutes))
        if minutes < 2_880:
            return self.tr("{count} hours").format(count=labels.number(round(minutes / 60)))
        return self.tr("{count} days").format(count=labels.number(round(minutes / 1_440)))

    def when(self, at: datetime, now: datetime) -> str:
        """`10.42` today, `yesterday 14.05`, else the day too."""
        local = at.astimezone(JAKARTA)
        days = now.astimezone(JAKARTA).date() - local.date()
        if not days:
            return f"{local:%H.%M}"
        if days == timedelta(days=1):
            return self.tr("yesterday {time}").format(time=f"{local:%H.%M}")
        return labels.moment(at)

    def sent(self, at: datetime | None, now: datetime) -> str:
        """When our own value was sent."""
        if at is None:
            return self.tr("on this laptop")
        return self.tr("sent {when}").format(when=self.when(at, now))

    def by(self, name: str, at: datetime | None, now: datetime) -> str:
        """Who wrote the other value, and when."""
        who = name or self.tr("Somebody else")
        return f"{who}, {self.when(at, now)}" if at is not None else who
