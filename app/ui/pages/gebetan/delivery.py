"""Penyaluran & umpan balik: papers, what was delivered and paid, what the offices said."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services import gebetan_delivery
from app.services.changes import Change
from app.services.gebetan_packages import Package
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.gebetan.delivery_sheet import DeliverySheet
from app.ui.pages.gebetan.feedback import FeedbackCard
from app.ui.pages.gebetan.grid import Cell, Grid, Head, Row
from app.ui.pages.gebetan.jobs import Held
from app.ui.pages.gebetan.papers import Paper, RoundPapers
from app.ui.theme import Space

_FEEDBACK = 380
_NAMED = 3


class DeliveryPanel(QWidget):
    """Orders at the left with their papers above, feedback of the chosen one at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Held | None = None
        self.papers = RoundPapers(desk, self)
        self.sheet: DeliverySheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        words = {
            Paper.PURCHASES: (self.tr("Purchase list"), "shopping-bag"),
            Paper.RECEIPTS: (self.tr("Receipts per office"), "list-check"),
            Paper.PAYMENTS: (self.tr("Payment recap"), "file-text"),
        }
        self.paper_buttons: dict[Paper, Button] = {}
        for paper, (text, icon) in words.items():
            button = secondary_button(text, icon=icon)
            button.setObjectName(f"delivery.{paper.name.lower()}")
            button.clicked.connect(weak_slot(self._print, paper))
            self.paper_buttons[paper] = button
        self.grid = Grid(
            self.tr("Deliveries"),
            (
                Head(self.tr("Office"), wide=True),
                Head(self.tr("Cluster")),
                Head(self.tr("Packages"), right=True),
                Head(self.tr("Delivered")),
                Head(self.tr("Received by")),
                Head(self.tr("Paid")),
            ),
            many=True,
        )
        self.grid.setObjectName("delivery_grid")
        self.empty = EmptyState(
            "package",
            self.tr("Nothing to deliver yet"),
            self.tr("Once packages are composed, their way to the offices is noted here."),
        )
        self.total = Label(" ", "muted")
        self.deliver_button = secondary_button(self.tr("Delivered"), icon="check")
        self.deliver_button.show_key("Enter")
        self.deliver_button.setObjectName("delivery.deliver")
        self.back_button = secondary_button(self.tr("Not delivered"), icon="arrow-back-up")
        self.back_button.setObjectName("delivery.back")
        self.pay_button = secondary_button(self.tr("Paid"), icon="check")
        self.pay_button.show_key("B")
        self.pay_button.setObjectName("delivery.pay")
        self.feedback = FeedbackCard(self._desk)
        self.feedback.setFixedWidth(_FEEDBACK)

    def _lay_out(self) -> None:
        left = Card(pad=Space.L)
        above = QHBoxLayout()
        above.setSpacing(Space.S)
        for button in self.paper_buttons.values():
            above.addWidget(button)
        above.addStretch(1)
        left.body.addLayout(above)
        left.add(self.grid, 1)
        left.add(self.empty, 1)
        left.add(self.total)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for button in (self.deliver_button, self.pay_button, self.back_button):
            foot.addWidget(button)
        foot.addStretch(1)
        left.body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(left, 1)
        row.addWidget(self.feedback)

    def _connect(self) -> None:
        self.grid.row_changed.connect(self._on_row)
        self.grid.opened.connect(self._on_deliver)
        self.grid.typed.connect(self._on_typed)
        self.deliver_button.clicked.connect(self._on_deliver)
        self.back_button.clicked.connect(self._on_back)
        self.pay_button.clicked.connect(self._on_pay)

    def set_held(self, held: Held) -> None:
        """Show the deliveries of a round."""
        self._held = held
        packages = held.shelf.packages
        self.grid.set_rows([self._row(p) for p in packages])
        self.grid.setVisible(bool(packages))
        self.empty.setVisible(not packages)
        for button in self.paper_buttons.values():
            button.setEnabled(any(p.items for p in packages))
        for button in (self.deliver_button, self.back_button, self.pay_button):
            button.setEnabled(bool(packages))
        done = [p for p in packages if p.order.delivered_on is not None]
        paid = sum(p.order.amount for p in packages if p.order.paid_on is not None)
        self.total.setText(
            self.tr("{done} of {all} orders delivered · {paid} of {due} paid").format(
                done=labels.number(len(done)),
                all=labels.number(len(packages)),
                paid=labels.rupiah(paid),
                due=labels.rupiah(held.shelf.ordered),
            )
        )

    def _row(self, p: Package) -> Row:
        order = p.order
        delivered: Cell = "–"
        if order.delivered_on is not None:
            delivered = (_short(order.delivered_on), Tone.SUCCESS)
        paid: Cell = (self.tr("no"), Tone.WARNING)
        if order.paid_on is not None:
            paid = (_short(order.paid_on), Tone.SUCCESS)
        cells = (order.office, order.cluster.name, labels.number(order.quantity))
        return Row(order.id, (*cells, delivered, order.received_by or "–", paid))

    def _package(self, key: object) -> Package | None:
        packages = self._held.shelf.packages if self._held else ()
        return next((p for p in packages if p.order.id == key), None)

    def _on_row(self, key: object) -> None:
        package = self._package(key)
        said = self._held.said.get(package.order.id, []) if self._held and package else []
        self.feedback.set_package(package, said)

    def focus(self) -> None:
        """Where work begins."""
        self.grid.setFocus()

    # -- doing ----------------------------------------------------------------------------

    def _print(self, paper: Paper) -> None:
        if self._held is not None:
            self.papers.show_paper(paper, self._held.round.id, self._held.round.name)

    def _chosen(self, *, delivered: bool) -> list[UUID]:
        found = [self._package(key) for key in self.grid.selected_keys]
        return [p.order.id for p in found if p and (p.order.delivered_on is not None) is delivered]

    def _on_deliver(self, *_what: object) -> None:
        keys = self._chosen(delivered=False)
        if not keys:
            self.feedback.grid.setFocus()
            return
        named = [p.order.office for p in map(self._package, keys) if p]
        offices = ", ".join(dict.fromkeys(named[:_NAMED]))
        if len(named) > _NAMED:
            more = self.tr("and {count} more").format(count=labels.number(len(named) - _NAMED))
            offices = f"{offices} {more}"
        self.sheet = DeliverySheet(self._desk, keys, offices, self._desk.ws.today(), self.window())
        self.sheet.open()

    def _on_back(self) -> None:
        keys = self._chosen(delivered=True)
        if keys:
            job = partial(gebetan_delivery.take_back, self._desk.ws, keys)
            self._desk.change(job, self, self._on_done)

    def _on_typed(self, text: str) -> None:
        if text.casefold() == "b":
            self._on_pay()

    def _on_pay(self) -> None:
        """Paid today, or when all were: not paid after all."""
        keys = self.grid.selected_keys
        found = [p for p in map(self._package, keys) if p]
        if not found:
            return
        again = all(p.order.paid_on is not None for p in found)
        day = None if again else self._desk.ws.today()
        job = partial(gebetan_delivery.pay, self._desk.ws, keys, day)
        self._desk.change(job, self, self._on_done)

    def _on_done(self, change: Change) -> None:
        self._desk.committed(change, self.tr("Noted."))


def _short(day: date) -> str:
    """`21/11/2026`, as the editors show days."""
    return f"{day:%d/%m/%Y}"
