"""Asked in the page after a save: a certificate vouches for what has just changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.revocation import Touched
from app.errors import UserError
from app.services import revocations
from app.services.changes import Change
from app.services.revocations import Asked
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import danger_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.theme import Space


class CertificateQuestion(Card):
    """Revoke, or say why not; in nobody's way, and gone when it is answered."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(pad=Space.M, parent=parent)
        self.setObjectName("certificate_question")
        self._desk = desk
        self.asked: tuple[Asked, ...] = ()
        self.words = Label("", "strong", wrap=True)
        self._help = Label("", "muted", wrap=True)
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.reason = QLineEdit()
        self.reason.setObjectName("certificate_question.reason")
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(self.tr("Why it still holds"))
        self.reason.setAccessibleName(self.tr("Why it still holds"))
        self.keep_button = secondary_button(self.tr("It still holds"))
        self.keep_button.setObjectName("certificate_question.keep")
        self.revoke_button = danger_button(self.tr("Revoke"), icon="ban")
        self.revoke_button.setObjectName("certificate_question.revoke")
        self.keep_button.clicked.connect(self.keep)
        self.revoke_button.clicked.connect(self.revoke)
        self.reason.returnPressed.connect(self.keep)
        for widget in (self._question(), self.banner, self._answers()):
            self.add(widget)
        self.hide()

    def _question(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self._help)
        return box

    def _answers(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S + 2)
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep_button)
        row.addWidget(self.revoke_button)
        return box

    def look(self, change: Change) -> None:
        """Ask about the certificates that a change touched; nothing when there are none."""
        job = partial(revocations.touched_by, self._desk.ws, change)
        self._desk.read(job, self, self._on_found)

    def _on_found(self, asked: tuple[Asked, ...]) -> None:
        if not asked:
            return
        known = {one.certificate_id: one for one in (*self.asked, *asked)}
        self.asked = tuple(known.values())
        may = all(one.may_revoke for one in self.asked)
        self.words.setText(self._sentence())
        self._help.setText(
            self.tr("A certificate falls when what it vouches for is not the same any more.")
            if may
            else self.tr("Tell the team's chair or the kasatpel, who may revoke it.")
        )
        self.revoke_button.setVisible(may)
        self.banner.hide()
        self.show()

    def _sentence(self) -> str:
        what = {
            Touched.INGREDIENTS: self.tr("ingredients"),
            Touched.MAKER: self.tr("maker"),
            Touched.PACKAGING: self.tr("packaging"),
        }
        changed = dict.fromkeys(what[t] for one in self.asked for t in one.touched)
        numbers = ", ".join(one.register_no for one in self.asked)
        text = self.tr("Changed: {what}. Does the certificate {number} still hold?")
        return text.format(what=", ".join(changed), number=numbers)

    def revoke(self) -> None:
        """Revoke all of them."""
        job = partial(revocations.revoke_all, self._desk.ws, self.asked)
        self._desk.change(job, self, self._on_revoked, self._on_failed)

    def _on_revoked(self, change: Change) -> None:
        self.forget()
        self._desk.committed(change, self.tr("Certificate revoked."))

    def keep(self) -> None:
        """Note why they still hold."""
        keys = [one.certificate_id for one in self.asked]
        job = partial(revocations.keep, self._desk.ws, keys, self.reason.text())
        self._desk.change(job, self, self._on_kept, self._on_failed)

    def _on_kept(self, change: Change) -> None:
        self.forget()
        self._desk.committed(change, self.tr("Noted: the certificate still holds."))

    def forget(self) -> None:
        """Nothing is asked any more."""
        self.asked = ()
        self.reason.clear()
        self.hide()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.reason.setFocus()
