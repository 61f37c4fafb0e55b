"""Usaha terpilih: candidates in their order at the left, those picked at the right."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.market.terms import PickState
from app.errors import UserError
from app.services import gebetan_candidates, gebetan_picks
from app.services.changes import Change
from app.services.gebetan_candidates import Candidate, ProductChoice
from app.services.gebetan_picks import PickForm, PickLine
from app.services.gebetan_settled import Settled
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.tones import Tone
from app.ui.lanes import CancelToken, Latest
from app.ui.pages.curation.reason_sheet import ReasonSheet
from app.ui.pages.forms.numbers import NumberEdit
from app.ui.pages.gebetan.grid import Grid, Head, Row
from app.ui.pages.gebetan.jobs import Held
from app.ui.pages.gebetan.pick_sheet import PickSheet
from app.ui.theme import Space

_SHOWN = 500
_TONES = {
    Settled.PROPOSED: Tone.INFO,
    Settled.CONFIRMED: Tone.SUCCESS,
    Settled.LOST: Tone.DANGER,
    Settled.REFUSED: Tone.DANGER,
}


class PicksPanel(QWidget):
    """Who may be picked next, and who is; `candidates_read(object)` carries all candidates."""

    candidates_read = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Held | None = None
        self._found: tuple[Candidate, ...] | None = None
        self._latest = Latest()
        self.reason_sheet: ReasonSheet | None = None
        self.pick_sheet: PickSheet | None = None
        self._make_candidates()
        self._make_picked()
        self._lay_out()
        self._connect()

    # -- building -------------------------------------------------------------------------

    def _make_candidates(self) -> None:
        self.candidates = Grid(
            self.tr("Candidates"),
            (
                Head("#", right=True),
                Head(self.tr("Business"), wide=True),
                Head(self.tr("District")),
                Head(self.tr("Waits"), right=True),
            ),
            many=True,
        )
        self.candidates.setObjectName("candidates_grid")
        self.product, self.price, self.stock = Select(), NumberEdit(most=9), NumberEdit(most=7)
        self.product.setObjectName("picks.product")
        self.price.setObjectName("picks.price")
        self.stock.setObjectName("picks.stock")
        self.pick_button = primary_button(self.tr("Pick"), icon="check")
        self.pick_button.show_key("Enter")
        self.pick_button.setObjectName("picks.pick")
        self.no_candidates = EmptyState("users", self.tr("No candidate"), " ")

    def _make_picked(self) -> None:
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.picked = Grid(
            self.tr("Picked businesses"),
            (
                Head(self.tr("Business"), wide=True),
                Head(self.tr("Product"), wide=True),
                Head(self.tr("Price"), right=True),
                Head(self.tr("Left"), right=True),
                Head(self.tr("State")),
            ),
        )
        self.picked.setObjectName("picked_grid")
        self.note = ElidedLabel("", "muted")
        self.change_button = secondary_button(self.tr("Price and stock"), icon="pencil")
        self.change_button.setObjectName("picks.change")
        self.withdraw_button = secondary_button(self.tr("Withdraw"), icon="ban")
        self.withdraw_button.show_key("Del")
        self.withdraw_button.setObjectName("picks.withdraw")
        self.no_picks = EmptyState(
            "building-store",
            self.tr("Nobody is picked yet"),
            self.tr("Pick businesses from the list at the left; each takes part once only."),
        )

    def _lay_out(self) -> None:
        left = Card(self.tr("Candidates, whose turn it is first"), pad=Space.L)
        left.add(self.candidates, 1)
        left.add(self.no_candidates, 1)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(Field(self.tr("Product"), self.product), 4)
        bar.addWidget(Field(self.tr("Price"), self.price), 2)
        bar.addWidget(Field(self.tr("Stock"), self.stock), 2)
        bar.addWidget(self.pick_button, 0, Qt.AlignmentFlag.AlignBottom)
        left.body.addLayout(bar)
        right = Card(self.tr("Picked for this round"), pad=Space.L)
        right.add(self.banner)
        right.add(self.picked, 1)
        right.add(self.no_picks, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        right.add(self.note)
        foot.addWidget(self.change_button)
        foot.addWidget(self.withdraw_button)
        foot.addStretch(1)
        right.body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def _connect(self) -> None:
        self.candidates.row_changed.connect(self._on_candidate)
        self.candidates.opened.connect(self._on_pick)
        self.candidates.itemSelectionChanged.connect(self._show_fields)
        self.product.currentIndexChanged.connect(self._on_product)
        self.price.returnPressed.connect(self._on_pick)
        self.stock.returnPressed.connect(self._on_pick)
        self.pick_button.clicked.connect(self._on_pick)
        self.picked.row_changed.connect(self._on_picked)
        self.picked.opened.connect(self._on_change)
        self.picked.removal_wanted.connect(self._on_withdraw)
        self.change_button.clicked.connect(self._on_change)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.banner.action_triggered.connect(self._on_give_way)

    # -- showing --------------------------------------------------------------------------

    def set_held(self, held: Held) -> None:
        """Show the picks of a round; candidates are read beside, for that takes longer."""
        if self._held is None or self._held.round.id != held.round.id:
            self._found = None
            self.stock.set_value(self._usual_stock(held))
        self._held = held
        self.picked.set_rows([self._picked_row(p) for p in held.picks])
        self.picked.setVisible(bool(held.picks))
        self.no_picks.setVisible(not held.picks)
        self._show_lost()
        token = self._latest.renew()
        job = partial(_candidates, self._desk.ws, held.round.id, token)
        self._desk.lanes.io(job, self, self._on_found, token=token)

    def stop(self) -> None:
        """The program closes: nobody waits for candidates any more."""
        self._latest.renew()

    @property
    def found(self) -> tuple[Candidate, ...] | None:
        """The candidates; None until they were read."""
        return self._found

    def _usual_stock(self, held: Held) -> int:
        """As many as the round may need of one product: a piece in every package."""
        return held.round.packages or 100

    def _on_found(self, found: list[Candidate]) -> None:
        self._found = tuple(found)
        self.candidates.set_rows([self._candidate_row(c) for c in found[:_SHOWN]])
        self.candidates.setVisible(bool(found))
        self.no_candidates.setVisible(not found)
        self.no_candidates.set_sentence(
            self.tr(
                "No business that may enter Gebetan is left: each takes part once only. New ones "
                "come from curation; what a product still lacks stands under Channels."
            )
        )
        self._show_lost()
        self._show_fields()
        self.candidates_read.emit(self._found)

    def _candidate_row(self, c: Candidate) -> Row:
        tip = f"{c.first.name} · {c.first.category.term}"
        if c.rule is not None:
            tip += f"\n{c.rule.term}"
        waits = self.tr("{days} days").format(days=labels.number(c.waiting_days))
        name = f"{c.business} · {c.first.name}"
        return Row(c.business_id, (labels.number(c.number), name, c.district, waits), tip)

    def _picked_row(self, p: PickLine) -> Row:
        state: tuple[str, Tone] = (p.settled.term, _TONES[p.settled])
        if p.state is PickState.DELIVERED and p.settled.holds:
            state = (PickState.DELIVERED.term, Tone.SUCCESS)
        left = f"{labels.number(p.stock - p.promised)} / {labels.number(p.stock)}"
        tip = p.lost_words or f"{p.district} · {p.category.term}"
        return Row(p.id, (p.business, p.product, labels.rupiah(p.price), left, state), tip)

    def _show_lost(self) -> None:
        """The first lost race, and who could come instead, in one click."""
        lost = self._lost()
        if lost is None:
            self.banner.hide()
            return
        instead = self._next()
        if instead is None:
            todo, action = self.tr("No other candidate is left."), self.tr("Take out")
        else:
            todo = self.tr("Next in turn: {business}, {product}.").format(
                business=instead.business, product=instead.first.name
            )
            action = self.tr("Take the next")
        self.banner.set_message(Tone.DANGER, lost.lost_words, todo=todo, action=action)
        self.banner.show()

    def _lost(self) -> PickLine | None:
        picks = self._held.picks if self._held else ()
        return next((p for p in picks if p.settled is Settled.LOST), None)

    def _next(self) -> Candidate | None:
        return next((c for c in self._found or () if c.first.price), None)

    # -- picking --------------------------------------------------------------------------

    def _candidate(self, key: object) -> Candidate | None:
        return next((c for c in self._found or () if c.business_id == key), None)

    def _on_candidate(self, _key: object) -> None:
        self._show_fields()

    def _show_fields(self) -> None:
        """Product and price of the one that is chosen; of several each has its own."""
        keys = self.candidates.selected_keys
        one = self._candidate(keys[0]) if len(keys) == 1 else None
        self.product.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.product.clear()
        for choice in one.products if one else ():
            self.product.addItem(choice.name, choice.id)
        if one is not None:
            self.product.setCurrentIndex(self.product.findData(one.first.id))
        self.product.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.product.setEnabled(one is not None and len(one.products) > 1)
        self.price.setEnabled(one is not None)
        self.pick_button.setEnabled(bool(keys))
        self._on_product()

    def _on_product(self) -> None:
        choice = self._choice()
        self.price.set_value(choice.price if choice else None)

    def _choice(self) -> ProductChoice | None:
        keys, wanted = self.candidates.selected_keys, self.product.currentData()
        one = self._candidate(keys[0]) if len(keys) == 1 else None
        return next((p for p in one.products if p.id == wanted), None) if one else None

    def _on_pick(self, *_what: object) -> None:
        if self._held is None:
            return
        stock = self.stock.value or 0
        choice = self._choice()
        if choice is not None:
            forms = [PickForm(choice.id, self.price.value or 0, stock)]
        else:
            many = [self._candidate(key) for key in self.candidates.selected_keys]
            forms = [PickForm(c.first.id, c.first.price or 0, stock) for c in many if c]
        if forms:
            job = partial(gebetan_picks.pick, self._desk.ws, self._held.round.id, forms)
            self._desk.change(job, self, self._on_picked_now)

    def _on_picked_now(self, made: tuple[list[UUID], Change]) -> None:
        keys, change = made
        text = self.tr("{count} picked.").format(count=labels.number(len(keys)))
        self._desk.committed(change, text)
        self.candidates.setFocus()

    def _on_give_way(self) -> None:
        lost, instead = self._lost(), self._next()
        if lost is None:
            return
        form = None
        if instead is not None:
            form = PickForm(instead.first.id, instead.first.price or 0, lost.stock)
        job = partial(gebetan_picks.give_way, self._desk.ws, lost.id, form)
        self._desk.change(job, self, self._on_given_way)

    def _on_given_way(self, change: Change) -> None:
        self._desk.committed(change)

    # -- the picked -----------------------------------------------------------------------

    def _current(self) -> PickLine | None:
        picks = self._held.picks if self._held else ()
        return next((p for p in picks if p.id == self.picked.current_key), None)

    def _on_picked(self, _key: object) -> None:
        line = self._current()
        free = line is not None and line.state is not PickState.DELIVERED
        self.change_button.setEnabled(free)
        self.withdraw_button.setEnabled(free)
        words = ""
        if line is not None:
            days = self.tr("{days} days").format(days=labels.number(line.waiting_days))
            words = f"{line.district} · {line.category.term} · {days}"
        self.note.setText(words)

    def _on_change(self, *_what: object) -> None:
        line = self._current()
        if line is None or line.state is PickState.DELIVERED:
            return
        self.pick_sheet = PickSheet(self._desk, line, self.window())
        self.pick_sheet.open()

    def _on_withdraw(self) -> None:
        line = self._current()
        if line is None or line.state is PickState.DELIVERED:
            return
        text = self.tr(
            "{business} leaves this round and may be picked later. Packages that hold its "
            "product have to be composed again."
        )
        self.reason_sheet = ReasonSheet(
            self.tr("Withdraw {business}").format(business=line.business),
            text.format(business=line.business),
            self.tr("Withdraw"),
            self.tr("Whoever comes later reads it in the story of the product."),
            self.window(),
        )
        self.reason_sheet.given.connect(self._on_reason)
        self.reason_sheet.open()

    def _on_reason(self, reason: str) -> None:
        line = self._current()
        if line is not None:
            job = partial(gebetan_picks.withdraw, self._desk.ws, line.id, reason)
            self._desk.change(job, self, self._on_withdrawn, self._on_not_withdrawn)

    def _on_withdrawn(self, change: Change) -> None:
        if self.reason_sheet is not None:
            self.reason_sheet.accept()
            self.reason_sheet = None
        self._desk.committed(change, self.tr("Withdrawn."))

    def _on_not_withdrawn(self, error: Exception) -> None:
        if not isinstance(error, UserError) or self.reason_sheet is None:
            raise error
        self.reason_sheet.show_error(error)

    def focus(self) -> None:
        """Where work begins."""
        self.candidates.setFocus()


def _candidates(ws: Workspace, round_id: UUID, token: CancelToken) -> list[Candidate]:
    return gebetan_candidates.candidates(ws, round_id, token.check)
