"""The words of the market's records: codes that are stored, terms for screen and paper."""

from __future__ import annotations

from app.domain.terms import Term


class EventState(Term):
    """Where an event stands."""

    PLANNED = "planned", "Direncanakan"
    OPEN = "open", "Berlangsung"
    CLOSED = "closed", "Selesai"


class BookingState(Term):
    """Where one business stands at one event on one day."""

    WAITING = "waiting", "Daftar tunggu"
    ASSIGNED = "assigned", "Mendapat lapak"
    SWAPPED = "swapped", "Bertukar lapak"
    GIVEN_UP = "given_up", "Mengundurkan diri"
    NO_SHOW = "no_show", "Tidak datang"

    @property
    def holds(self) -> bool:
        """Whether it keeps its business from a second place that day."""
        return self in (BookingState.WAITING, BookingState.ASSIGNED)


class Teller(Term):
    """Who told what was taken at a booth."""

    BUSINESS = "business", "Pelaku usaha"
    OFFICER = "officer", "Petugas"


class RoundState(Term):
    """Where a monthly round of Gebetan UMKM stands."""

    OPEN = "open", "Dibuka"
    COMPOSED = "composed", "Paket tersusun"
    DELIVERED = "delivered", "Disalurkan"
    CLOSED = "closed", "Selesai"


class OfficeKind(Term):
    """Kinds of offices that order packages."""

    SUB_DEPARTMENT = "suku_dinas", "Suku dinas"
    UNIT = "upt", "UPT"
    DEPARTMENT = "dinas", "Dinas"
    OTHER = "other", "Kantor lain"


class PickState(Term):
    """Where a business stands that was picked for a round; once delivered it stays picked."""

    PICKED = "picked", "Terpilih"
    DELIVERED = "delivered", "Disalurkan"
    WITHDRAWN = "withdrawn", "Batal"


class DrawPart(Term):
    """The two records of a draw, in this order."""

    ANNOUNCED = "announced", "Diumumkan"
    DRAWN = "drawn", "Hasil"


class TrainingState(Term):
    """Where a business stands with a training."""

    OFFERED = "offered", "Ditawarkan"
    ATTENDED = "attended", "Hadir"
    ABSENT = "absent", "Tidak hadir"
