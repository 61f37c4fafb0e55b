"""Numbers read from labels, offered for the form: one key fills one in, one waves it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain import identifiers
from app.domain.terms import DocumentType
from app.photos import taking
from app.photos.codes import FoundCode
from app.photos.workshop import Cancel
from app.services import label_codes
from app.services.label_codes import Offer, Unread
from app.services.products import DocumentForm
from app.services.workspace import Workspace
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.tones import Tone

ACCEPT_KEY, WAVE_KEY = "Ctrl+I", "Ctrl+Shift+I"


def _read(ws: Workspace, photo: Unread, cancel: Cancel) -> tuple[FoundCode, ...]:
    return taking.read_codes(ws.workshop, ws.photos.read(photo.sha256), cancel)


def _answer(ws: Workspace, offer: Offer, *, taken: bool, product_id: UUID) -> tuple[Offer, ...]:
    label_codes.answer(ws, offer, taken=taken)
    return label_codes.offers(ws, product_id)


class LabelOffers(QObject):
    """Reads each new photograph once in the background, and keeps the banner of its offers.

    `is_busy` says whether pictures are on their way in: the workshop does one thing at a time,
    and a picture without any code takes it longest. They are read when all are in.
    `accepted(object, str)` a `DocumentType` and the number for it.
    """

    accepted = Signal(object, str)

    def __init__(self, desk: Desk, is_busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._is_busy = desk, is_busy
        self._product_id: UUID | None = None
        self._offers: tuple[Offer, ...] = ()
        self._documents: tuple[DocumentForm, ...] = ()
        self._reading: tuple[UUID, Unread] | None = None
        self._cancel = Cancel()
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("offer_banner")
        self.banner.close_button.set_name(self.tr("Wave it away ({key})").format(key=WAVE_KEY))
        self.banner.hide()
        self.banner.action_triggered.connect(self._on_accepted)
        self.banner.dismissed.connect(self._on_waved)
        QShortcut(QKeySequence(WAVE_KEY), self.banner).activated.connect(self._on_waved)

    @property
    def offer(self) -> Offer | None:
        """The offer on show: the first that the form does not hold already."""
        return next((one for one in self._offers if not self._holds(one)), None)

    def show_product(self, product_id: UUID | None) -> None:
        """Another product is on the form, or the same one with other photographs."""
        if product_id != self._product_id:
            self._offers = ()
            self.refresh(())
        self._product_id = product_id
        if product_id is not None:
            self._ask()
            self.go_on()

    def refresh(self, documents: Sequence[DocumentForm]) -> None:
        """The form holds these documents now."""
        self._documents = tuple(documents)
        offer = self.offer
        self.banner.setVisible(offer is not None)
        if offer is not None:
            self._show(offer)

    # Reading.

    def go_on(self) -> None:
        """Look for photographs that were not read yet, unless others are on their way in."""
        idle = self._reading is None and not self._cancel.said and not self._is_busy()
        if idle and self._product_id is not None:
            job = partial(label_codes.unread, self._desk.ws, self._product_id)
            self._desk.read(job, self, self._on_unread)

    def put_off(self) -> None:
        """The program closes: what was not read is read at another visit, and nobody waits."""
        self._cancel.say()

    def _on_unread(self, photos: tuple[Unread, ...]) -> None:
        if self._reading is not None or self._product_id is None or not photos:
            return
        if self._cancel.said:
            return
        self._reading = (self._product_id, photos[0])
        job = partial(_read, self._desk.ws, photos[0], self._cancel)
        self._desk.lanes.io(job, self, self._on_read, self._on_read_failed)

    def _on_read(self, codes: tuple[FoundCode, ...]) -> None:
        assert self._reading is not None
        _, photo = self._reading
        job = partial(label_codes.keep, self._desk.ws, photo.photo_id, codes)
        self._desk.change(job, self, self._on_kept, self._on_keep_failed)

    def _on_kept(self, _nothing: None) -> None:
        assert self._reading is not None
        (product_id, _), self._reading = self._reading, None
        if product_id == self._product_id:
            self._ask()
        self.go_on()

    def _on_read_failed(self, _error: Exception) -> None:
        # A damaged file is told by the photograph itself; the next visit tries again, also what
        # was put off.
        self._reading = None

    def _on_keep_failed(self, error: Exception) -> None:
        self._reading = None
        raise error

    # Offering.

    def _ask(self) -> None:
        assert self._product_id is not None
        job = partial(label_codes.offers, self._desk.ws, self._product_id)
        self._desk.read(job, self, self._on_offers)

    def _on_offers(self, offers: tuple[Offer, ...]) -> None:
        self._offers = offers
        self.refresh(self._documents)

    def _holds(self, offer: Offer) -> bool:
        number = identifiers.compact(offer.number)
        return any(
            document.kind is offer.document and identifiers.compact(document.number) == number
            for document in self._documents
        )

    def _show(self, offer: Offer) -> None:
        document = offer.document
        if document is None:
            what = self.tr("A photo shows the code of certificate {number}.")
            self._set(what.format(number=offer.number), "", self.tr("Open certificate"))
            return
        what = self.tr("Found on a label: {document} {number}.")
        what = what.format(document=document.term, number=offer.number)
        self._set(what, self._what_it_does(document), self.tr("Fill in"))

    def _what_it_does(self, document: DocumentType) -> str:
        typed = next((d.number for d in self._documents if d.kind is document), "").strip()
        if typed:
            text = self.tr("Fill it in? It replaces {number} on the form. You save it yourself.")
            return text.format(number=typed)
        return self.tr("Fill it in on the form? You still check and save it yourself.")

    def _set(self, what: str, todo: str, action: str) -> None:
        self.banner.set_message(Tone.INFO, what, todo=todo, action=action)
        self.banner.action_button.set_shortcut(ACCEPT_KEY)  # changing the text forgets it

    # Answering.

    def _on_accepted(self) -> None:
        offer = self.offer
        if offer is None:
            return
        self._tell(offer, taken=True)
        if offer.document is not None:
            self.accepted.emit(offer.document, offer.number)
        elif offer.certificate_id is not None:
            self._desk.go("certificates", offer.certificate_id)

    def _on_waved(self) -> None:
        offer = self.offer
        if offer is not None:
            self._tell(offer, taken=False)

    def _tell(self, offer: Offer, *, taken: bool) -> None:
        assert self._product_id is not None
        self._offers = tuple(one for one in self._offers if one != offer)
        self.refresh(self._documents)
        job = partial(_answer, self._desk.ws, offer, taken=taken, product_id=self._product_id)
        self._desk.change(job, self, self._on_offers)
