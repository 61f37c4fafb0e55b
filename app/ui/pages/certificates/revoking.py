"""Taking a certificate back: why, whether another is issued, and what is said of it afterwards."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.terms import RevocationReason
from app.errors import UserError
from app.services import revocations
from app.services.changes import Change
from app.services.papers import PaperCard
from app.services.twin_certificates import Stands
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import danger_button, secondary_button
from app.ui.kit.choices import Check, Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone

_REPLACED = frozenset({RevocationReason.ERROR, RevocationReason.DUPLICATE})
"""Reasons after which another is issued unless somebody says no."""
_ASKED = tuple(r for r in RevocationReason if r is not RevocationReason.CORRECTED)
"""A correction revokes by itself."""
_NEEDS_CURATION = frozenset({RevocationReason.PRODUCT_CHANGED, RevocationReason.FRAUD})


class RevokeSheet(Sheet):
    """Asks why; `revoked(object)` with the Change once it is recorded."""

    revoked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        card: PaperCard,
        certificate: UUID,
        parent: QWidget,
        stands: Stands | None = None,
    ) -> None:
        super().__init__(self.tr("Revoke the certificate"), parent, width=540)
        self._stands = stands
        self.setObjectName("revoke_sheet")
        self._desk, self._card, self._certificate = desk, card, certificate
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.reason = Select()
        self.reason.setObjectName("revoke_sheet.reason")
        self.reason.addItems([reason.term for reason in _ASKED])
        first = RevocationReason.ERROR if stands is None else RevocationReason.DUPLICATE
        self.reason.setCurrentIndex(_ASKED.index(first))
        self.note = QPlainTextEdit()
        self.note.setObjectName("revoke_sheet.note")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(68)
        self.another = Check(self.tr("Issue another in its place at once"))
        self.another.setObjectName("revoke_sheet.another")
        stays = self.tr("{number} stays in force and is named as what stands in its place.")
        self.instead = Label(stays.format(number=stands.register_no if stands else ""), wrap=True)
        self.instead.setObjectName("revoke_sheet.instead")
        self._build()
        self.reason.currentIndexChanged.connect(self._on_reason)
        self._on_reason()
        self.reason.setFocus()

    def _build(self) -> None:
        about = self.tr("{product} · {number}").format(
            product=self._card.product, number=self._card.register_no or ""
        )
        warning = self.tr(
            "From the next sync on, whoever checks its code is told that it was revoked. A "
            "revocation that was sent is never taken back."
        )
        self.body.addWidget(Label(self.tr("Revoke the certificate"), "title"))
        self.body.addWidget(Label(about, "muted", wrap=True))
        self.body.addWidget(Label(warning, wrap=True))
        self.body.addWidget(self.banner)
        self.body.addWidget(Field(self.tr("Reason"), self.reason))
        help_text = self.tr("What happened, in a sentence.")
        self.body.addWidget(Field(self.tr("Note"), self.note, help_text=help_text))
        self.body.addWidget(self.another)
        self.body.addWidget(self.instead)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.revoke_button = danger_button(self.tr("Revoke"), icon="ban")
        self.revoke_button.setObjectName("revoke_sheet.revoke_button")
        self.add_button(self.cancel_button)
        self.add_button(self.revoke_button)
        self.cancel_button.clicked.connect(self.reject)
        self.revoke_button.clicked.connect(self.revoke)

    @property
    def chosen(self) -> RevocationReason:
        """The reason on show."""
        return _ASKED[self.reason.currentIndex()]

    @property
    def _kept(self) -> UUID | None:
        """The certificate that stays, where this one is its double."""
        is_double = self.chosen is RevocationReason.DUPLICATE
        return self._stands.id if self._stands is not None and is_double else None

    def _on_reason(self) -> None:
        self.instead.setVisible(self._kept is not None)
        possible = self._card.rights.replace and self.chosen not in _NEEDS_CURATION
        possible = possible and self._kept is None
        self.another.setVisible(possible)
        self.another.setChecked(possible and self.chosen in _REPLACED)
        self.fit()

    def revoke(self) -> None:
        """Record it; what is wrong is told here and nothing typed is lost."""
        another = self.another.isChecked() and not self.another.isHidden()
        reason, note = self.chosen, self.note.toPlainText()
        self.revoke_button.setEnabled(False)
        about = (self._desk.ws, self._certificate, reason, note)
        if another:
            job = partial(_replaced, *about)
        else:
            job = partial(revocations.revoke, *about, stands=self._kept)
        self._desk.change(job, self, self._on_revoked, self._on_failed)

    def _on_revoked(self, change: Change) -> None:
        self.revoked.emit(change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        self.revoke_button.setEnabled(True)
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()


def _replaced(ws: Workspace, certificate: UUID, reason: RevocationReason, note: str) -> Change:
    return revocations.replace(ws, certificate, reason, note)[1]


class StateBand(Banner):
    """What became of a certificate that was revoked, or that replaces one; hidden otherwise.

    `replacement_wanted(object)` carries the decision whose paper is to be shown,
    `take_back_wanted(object)` the key of a revocation that nobody has heard of yet.
    """

    replacement_wanted = Signal(object)
    take_back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.DANGER, "", parent=parent)
        self.setObjectName("paper_panel.state")
        self._card: PaperCard | None = None
        self.action_triggered.connect(self._on_action)
        self.hide()

    def set_card(self, card: PaperCard) -> None:
        """Tell what there is to tell of a card."""
        self._card = card
        if card.revoked is not None:
            self._show_revoked(card)
        elif card.replaces is not None:
            text = self.tr("It stands in place of {number}, which was revoked.")
            self.set_message(Tone.INFO, text.format(number=card.replaces.register_no))
        self.setVisible(card.revoked is not None or card.replaces is not None)

    def _show_revoked(self, card: PaperCard) -> None:
        why = card.revoked
        if why is None:
            return
        what = self.tr("Revoked: {reason}").format(reason=why.reason.term.lower())
        who = self.tr("{person}, {moment}") if why.by else "{moment}"
        told = who.format(person=why.by, moment=labels.moment(why.at))
        other, action = why.replaced_by, ""
        if other is not None:
            replaced = self.tr("Its replacement is {number}.").format(number=other.register_no)
            told = f"{told}. {replaced}"
        if card.rights.take_back:
            action = self.tr("Undo the revocation")
        elif other is not None and other.decision_id not in (None, card.decision_id):
            action = self.tr("Show the replacement")
        self.set_message(Tone.DANGER, what, safe=why.note, todo=told, action=action)

    def _on_action(self) -> None:
        why = self._card.revoked if self._card else None
        if self._card is None or why is None:
            return
        if self._card.rights.take_back:
            self.take_back_wanted.emit(why.id)
        elif why.replaced_by is not None:
            self.replacement_wanted.emit(why.replaced_by.decision_id)


class Revoking(QObject):
    """Opens the sheet for a page, and takes back what was not sent; `failed(UserError)`."""

    failed = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.sheet: RevokeSheet | None = None

    def ask(self, card: PaperCard, stands: Stands | None = None) -> None:
        """Ask why the certificate of a card is revoked; `stands` when it is that one's double."""
        if card.certificate_id is None:
            return
        self.sheet = RevokeSheet(self._desk, card, card.certificate_id, self._page, stands)
        self.sheet.revoked.connect(self._on_revoked)
        self.sheet.open()

    def _on_revoked(self, change: Change) -> None:
        self._desk.committed(change, self.tr("Certificate revoked."))

    def take_back(self, revocation: UUID) -> None:
        """Forget a revocation that has not left this laptop."""
        job = partial(revocations.forget, self._desk.ws, revocation)
        self._desk.change(job, self, self._on_taken_back, self.failed.emit)

    def _on_taken_back(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The certificate holds again."))
