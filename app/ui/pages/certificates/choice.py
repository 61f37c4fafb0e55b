"""Which paper of a result is on show: the certificate, the letter, what to improve."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.papers import PaperCard
from app.ui.kit.choices import Select
from app.ui.pages.certificates.jobs import PaperKind, kinds_of

_WIDTH = 244
"""Room for the longest name of a paper."""


class PaperChoice(Select):
    """The papers that a result has; `paper_chosen(object)` carries a `PaperKind`."""

    paper_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_choice")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("Which paper"))
        self._kinds: tuple[PaperKind, ...] = ()
        self.activated.connect(self._on_activated)

    @property
    def kind(self) -> PaperKind | None:
        """The paper on show."""
        place = self.currentIndex()
        return self._kinds[place] if 0 <= place < len(self._kinds) else None

    def set_card(self, card: PaperCard, *, keep: bool) -> None:
        """Offer the papers of a result; the one chosen stays with `keep`, as long as it is there.

        A certificate comes first, and comes forward when it has just been issued.
        """
        before, offered = self.kind, kinds_of(card)
        fresh = PaperKind.CERTIFICATE in offered and PaperKind.CERTIFICATE not in self._kinds
        self._kinds = offered
        self.clear()
        self.addItems([self._word(kind) for kind in offered])
        if keep and not fresh and before in offered:
            self.setCurrentIndex(offered.index(before))

    def _word(self, kind: PaperKind) -> str:
        return {
            PaperKind.CERTIFICATE: self.tr("Certificate"),
            PaperKind.IMPROVEMENT: self.tr("Improvement sheet"),
            PaperKind.LETTER: self.tr("Letter with the result"),
            PaperKind.NEXT_GRADE: self.tr("Next grade sheet"),
        }[kind]

    def _on_activated(self, place: int) -> None:
        self.paper_chosen.emit(self._kinds[place])
