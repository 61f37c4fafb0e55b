"""After a merge: one product has two certificates in force; offers to revoke one of them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.services import twin_certificates
from app.services.twin_certificates import Doubled
from app.ui.desk import Desk
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.lanes import Latest
from app.ui.pages.certificates.revoking import Revoking
from app.ui.theme import Space

_CONCERNED = frozenset({"certificate", "certificate_revocation", "product", "business"})


class DoubledNotice(QWidget):
    """A line for each needless certificate of the business on show; hidden when there is none."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("doubled_notice")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._desk = desk
        self._business: UUID | None = None
        self._latest = Latest()
        self.revoking = Revoking(desk, page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._rows: list[QWidget] = []
        self.revoke_buttons: list[Button] = []
        desk.changed.connect(self._on_changed)
        self.hide()

    def show_business(self, business: UUID | None) -> None:
        """Tell of this business; of none when it is new."""
        self._business = business
        token = self._latest.renew()
        if business is None:
            self._on_found(())
            return
        job = partial(twin_certificates.doubled, self._desk.ws, business)
        self._desk.read(job, self, self._on_found, token=token)

    def _on_changed(self, entities: frozenset[str]) -> None:
        if self._business is not None and entities & _CONCERNED:
            self.show_business(self._business)

    def _on_found(self, found: tuple[Doubled, ...]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.revoke_buttons = [], []
        for one in found:
            self._add(one)
        self.setVisible(bool(found))

    def _add(self, one: Doubled) -> None:
        text = self.tr("{product} has two certificates in force.")
        number = one.card.register_no or ""
        words = text.format(product=one.card.product)
        numbers = f"{number}\n{one.stands.register_no}"
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        if one.card.rights.revoke:
            row.addWidget(_said(words, numbers), 1)
            button = secondary_button(self.tr("Revoke one…"))
            button.setAccessibleName(self.tr("Revoke {number}").format(number=number))
            button.clicked.connect(weak_slot(self._on_revoke_clicked, one))
            row.addWidget(button)
            self.revoke_buttons.append(button)
        else:
            tell = self.tr("Tell the team's chair or the kasatpel, who may revoke it.")
            row.addWidget(_said(f"{words} {tell}", numbers), 1)
        self._column.addWidget(line)
        line.show()
        self._rows.append(line)

    def _on_revoke_clicked(self, one: Doubled) -> None:
        self.revoking.ask(one.card, one.stands)


def _said(words: str, numbers: str) -> QWidget:
    """The numbers by themselves: within a sentence they would break at their hyphens."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Label(words, "strong", wrap=True))
    column.addWidget(Label(numbers, "muted"))
    return box
