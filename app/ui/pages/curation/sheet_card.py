"""The card in the middle: one product's sheet, or the steps it has to take before one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.scoring import Sheet
from app.domain.terms import CurationState
from app.services.sheet_views import SheetView
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import IconButton, primary_button
from app.ui.kit.cards import Card, ProgressLine
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.curation.second_chance import SecondChance
from app.ui.pages.curation.sheet_form import SheetForm
from app.ui.pages.curation.step_panel import StepPanel


class SheetCard(Card):
    """Whose product it is above, the rows in the middle, what is saved below."""

    changed = Signal(object)
    """Sheet: a key or a note changed it."""

    submit_wanted = Signal()
    interest_wanted = Signal()
    product_wanted = Signal()
    photos_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, pad=16)
        self.view: SheetView | None = None
        """What is on show; None while nothing is."""

        self.form: SheetForm | None = None
        self.panel: StepPanel | None = None
        self.title = ElidedLabel("", "heading")
        self.title.setObjectName("sheet.title")
        self.subtitle = ElidedLabel("", "muted")
        self.chips = ChipRow()
        self.progress = ProgressLine(self.tr("Scored"))
        self._holder = QVBoxLayout()
        self.second = SecondChance(desk, self)
        self.body.addLayout(self._make_head())
        self.add(self.subtitle)
        self.add(self.chips)
        self.add(self.progress)
        self.body.addLayout(self._holder, 1)
        self.body.addLayout(self._make_foot())

    def _make_head(self) -> QHBoxLayout:
        self.edit_button = IconButton("pencil", self.tr("Open the product"), size=32)
        self.edit_button.clicked.connect(self.product_wanted)
        self.interest_button = IconButton("ban", self.tr("Conflict of interest (Ctrl+B)"), size=32)
        self.interest_button.setObjectName("interest_button")
        self.interest_button.clicked.connect(self.interest_wanted)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.second.button)
        head.addWidget(self.interest_button)
        head.addWidget(self.edit_button)
        return head

    def _make_foot(self) -> QHBoxLayout:
        self.saved = Label("", "muted")
        self.saved.setObjectName("sheet.saved")
        self.submit_button = primary_button(self.tr("Submit sheet (Ctrl+Enter)"), icon="check")
        self.submit_button.setObjectName("submit_button")
        self.submit_button.clicked.connect(self.submit_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.submit_button)
        return foot

    @property
    def sheet(self) -> Sheet | None:
        """What is answered so far, whether it is saved already or not."""
        if self.form is not None:
            return self.form.sheet
        return self.view.sheet if self.view else None

    # -- showing ----------------------------------------------------------------------

    def show_view(self, view: SheetView) -> bool:
        """Show a sheet; whether the steps before it are to be shown in its place."""
        self.flush()  # a note being typed belongs to the sheet that was on show
        editing = self._is_editing(view)
        self.view = view
        self._show_head(view)
        waits = view.state.rank < CurationState.OPEN.rank
        self.progress.setVisible(not waits)
        self.saved.setVisible(not waits)
        if waits and self.form is not None:
            self.clear()  # at once: a key in the rows of another product is not for this one
        elif not waits and not editing:
            self._show_form(view)
        self._show_progress()
        self.submit_button.setVisible(view.editable)
        self._show_saved(view)
        return waits

    def show_panel(self, panel: StepPanel) -> None:
        """The steps before a sheet, in its place."""
        self.clear()
        self.panel = panel
        self._holder.addWidget(panel)
        panel.start()

    def show_none(self) -> None:
        """Nothing is on show, so no key may reach what was."""
        self.clear()
        self.view = None

    def flush(self) -> None:
        """Take in a note that is being typed."""
        if self.form is not None:
            self.form.flush()

    def clear(self) -> None:
        """Take away the sheet or the steps on show; a note being typed is taken in first."""
        self.flush()
        for widget in (self.form, self.panel):
            if widget is not None:
                self._holder.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.form = self.panel = None

    def show_saved_at(self, at: datetime) -> None:
        """When it was last written to disk."""
        self.saved.setText(self.tr("Saved {moment}").format(moment=labels.moment(at)))

    def _is_editing(self, view: SheetView) -> bool:
        """Whether `view` is the sheet being filled in: then what is typed stays."""
        shown = self.view
        same = (
            shown is not None
            and shown.curation_id == view.curation_id
            and shown.locked == view.locked
            and shown.editable
        )
        return same and view.editable and self.form is not None

    def _show_head(self, view: SheetView) -> None:
        self.title.setText(view.product)
        price = labels.rupiah(view.price)
        self.subtitle.setText(" · ".join(p for p in (view.business, view.place, price) if p))
        self.chips.set_chips(self._chips(view))
        self.edit_button.setVisible(not view.blind)
        self.second.show_view(view)

    def _chips(self, view: SheetView) -> tuple[ChipSpec, ...]:
        chips = [ChipSpec(view.category.term), ChipSpec(view.level.term, Tone.INFO)]
        chips.extend(self.second.chips(view))
        if not view.photos:
            chips.append(ChipSpec(self.tr("No photograph"), Tone.WARNING, "photo"))
        expired = [d.kind.term for d in view.documents if d.expired]
        if expired:
            text = self.tr("{names} expired").format(names=", ".join(expired))
            chips.append(ChipSpec(text, Tone.WARNING, "alert-triangle"))
        if view.unverified:
            chips.append(ChipSpec(self.tr("Unverified"), Tone.WARNING))
        if view.tie is not None:
            text = self.tr("Conflict of interest: {kind}").format(kind=view.tie.kind.term)
            chips.insert(0, ChipSpec(text, Tone.DANGER, "ban"))
        if view.returned:
            chips.insert(0, ChipSpec(self.tr("Sent down"), Tone.WARNING, "arrow-left"))
        return tuple(chips)

    def _show_form(self, view: SheetView) -> None:
        if self.form is not None and self.form.fits(view):
            self.form.show_view(view)  # made anew its rows would cost a third of a second
        else:
            self._make_form(view)
        assert self.form is not None
        self.form.set_editable(on=view.editable)
        if view.editable:
            self.form.start()

    def _make_form(self, view: SheetView) -> None:
        self.clear()
        self.form = SheetForm(view)
        self.form.photos_wanted.connect(self.photos_wanted)
        self.form.sheet_changed.connect(self._on_sheet_changed)
        self.form.finished.connect(self.submit_button.setFocus)
        self._holder.addWidget(self.form)

    def _on_sheet_changed(self, sheet: Sheet) -> None:
        self._show_progress()
        self.changed.emit(sheet)

    def _show_progress(self) -> None:
        if self.view is not None and self.sheet is not None:
            total = len(self.view.rubric.indicators)
            answered = len(self.sheet.scores) + len(self.sheet.not_applicable)
            self.progress.set_progress(answered, total)

    def _show_saved(self, view: SheetView) -> None:
        if view.submitted and view.submitted_at is not None:
            text = self.tr("Submitted {moment}").format(moment=labels.moment(view.submitted_at))
        elif not view.session_open:
            text = self.tr("The session is closed.")
        elif view.returned:
            text = self.tr("Sent down a level: nothing is scored here any more.")
        elif view.tie is not None or view.panel_opened:
            text = self.tr("You do not score this product.")
        else:
            text = self.tr("1–4 score · T not applicable · N note · F photographs")
        self.saved.setText(text)
