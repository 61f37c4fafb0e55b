"""Two records side by side: one business or two? Answered by one key, taken back by Ctrl+Z."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.errors import UserError
from app.services import twins
from app.services.changes import Change
from app.services.twins import Side, TwinView
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import ghost_button, secondary_button
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_icon_centred, draw_ring, fill_round, inner, painter_for
from app.ui.kit.scroll import scrolling
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.thumb_row import ThumbRow
from app.ui.kit.tones import ChipSpec, Tone, tone_colours
from app.ui.lanes import Latest
from app.ui.theme import Radius, Space, colours

_WIDTH = 980
_VALUES_HEIGHT = 330
_NAME_WIDTH = 120


class ValueCell(QAbstractButton):
    """One value of one record. Where the two differ it can be chosen, whichever record is kept.

    It is yellow where both have a value: of those one will be given up.
    """

    def __init__(self, name: str, value: str, *, differs: bool, clashes: bool) -> None:
        super().__init__()
        self._differs, self._clashes = differs, clashes
        self.setCheckable(differs)
        self.setEnabled(differs)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if differs else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{name}: {value or '–'}")
        if differs:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(self.tr("Keep this value, whichever record is kept"))
        self._words = Label(value or "–", "strong" if clashes else "body", wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.XL + Space.S, Space.S)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        hint = self.layout()
        return hint.sizeHint() if hint is not None else super().sizeHint()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins().left() + Space.M + Space.XL + Space.S
        return self._words.heightForWidth(max(width - margins, 40)) + 2 * Space.S

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now, rect = painter_for(self), colours(), inner(self.rect())
        if self._differs:
            back = tone_colours(Tone.WARNING)[0] if self._clashes else now.neutral_soft
            line = now.accent if self.isChecked() else None
            fill_round(painter, rect.adjusted(1, 1, -1, -1), Radius.SMALL, back, line, 2)
        if self.isChecked():
            mark = QRectF(rect.right() - 32, rect.center().y() - 12, 24, 24)
            draw_icon_centred(painter, "check", now.accent_text, mark, 18)
        if self.hasFocus():
            draw_ring(painter, rect, Radius.SMALL, now.focus, 0)
        painter.end()


class SideHead(QWidget):
    """Who registered a record where and when, what it has by now, its photographs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.title, self.story = ElidedLabel("", "title"), ElidedLabel("", "muted")
        self.chips, self.thumbs = ChipRow(), ThumbRow(desk.thumbs)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, 0, 0, 0)
        column.setSpacing(Space.XS + 2)
        for widget in (self.title, self.story, self.chips, self.thumbs):
            column.addWidget(widget)

    def show_side(self, side: Side) -> None:
        """Show one record."""
        self.title.setText(side.name)
        self.story.setText(self._story(side))
        counts = (
            self.tr("{count} products").format(count=side.products),
            self.tr("{count} photos").format(count=side.photos),
            self.tr("{count} curations").format(count=side.curations),
        )
        self.chips.set_chips(tuple(ChipSpec(text) for text in counts))
        self.thumbs.set_thumbs(side.thumbs)
        self.thumbs.setAccessibleName(counts[1])

    def _story(self, side: Side) -> str:
        laptop = self.tr("this laptop") if side.here else side.laptop
        parts = (side.registered_by or self.tr("From the centre's register"), laptop)
        return " · ".join(p for p in (*parts, labels.moment(side.registered_at)) if p)


class CompareSheet(Sheet):
    """The pairs of one business (or all of them), one after the other.

    1 keeps the values of the left record, 2 those of the right one; a value that was
    chosen by itself is kept anyway. B says they are two. Ctrl+Z takes the last answer back.
    """

    def __init__(self, desk: Desk, business: UUID | None, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH)
        self.setWindowTitle(self.tr("One business or two?"))
        self.setAccessibleName(self.windowTitle())
        self.setObjectName("compare_sheet")
        self._desk, self._business = desk, business
        self._latest = Latest()
        self._done: list[Change] = []
        self._view: TwinView | None = None
        self.cells: dict[str, tuple[ValueCell, ValueCell]] = {}
        self._build()
        self._connect()
        desk.changed.connect(self._on_changed)
        # No button has the focus at first: a stray space bar must answer nothing.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.reload()

    def _build(self) -> None:
        self.heading = Label(self.windowTitle(), "heading")
        self.hint = Label("", "muted", wrap=True)
        self.error = Banner(Tone.DANGER, "", closable=True)
        self.error.hide()
        self.heads = (SideHead(self._desk), SideHead(self._desk))
        top = QHBoxLayout()
        top.setContentsMargins(_NAME_WIDTH, 0, Space.M, 0)
        top.setSpacing(Space.M)
        for head in self.heads:
            top.addWidget(head, 1)
        self._values = QWidget()
        self._grid = QGridLayout(self._values)
        self._grid.setContentsMargins(0, 0, Space.M, 0)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, _NAME_WIDTH - Space.M)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._scroll = scrolling(self._values)
        self._scroll.setFixedHeight(_VALUES_HEIGHT)
        self.nothing = EmptyState(
            "circle-check",
            self.tr("Nothing left to compare."),
            self.tr("The last answer can still be taken back here."),
            action=self.tr("Close"),
        )
        self.nothing.hide()
        for widget in (self.heading, self.hint, self.error):
            self.body.addWidget(widget)
        self.body.addLayout(top)
        self.body.addWidget(self._scroll)
        self.body.addWidget(self.nothing, 1)
        self.undo_button = ghost_button(self.tr("Undo"), shortcut="Ctrl+Z")
        self.undo_button.setEnabled(False)
        self.different_button = secondary_button(self.tr("Two businesses"), shortcut="B")
        self.left_button = secondary_button(self.tr("Keep the left one"), shortcut="1")
        self.right_button = secondary_button(self.tr("Keep the right one"), shortcut="2")
        for button in (
            *(self.undo_button, self.different_button),
            *(self.left_button, self.right_button),
        ):
            self.add_button(button)

        self._answers = (self.different_button, self.left_button, self.right_button)

    def _connect(self) -> None:
        self.nothing.action_triggered.connect(self.accept)
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.different_button.clicked.connect(self._on_different_clicked)
        self.left_button.clicked.connect(weak_slot(self._merge, 0))
        self.right_button.clicked.connect(weak_slot(self._merge, 1))

    @property
    def view(self) -> TwinView | None:
        """The pair on show."""
        return self._view

    def reload(self) -> None:
        """Read the pairs that are still open."""
        job = partial(twins.find, self._desk.ws, self._business, 1)
        self._desk.read(job, self, self._on_pairs, token=self._latest.renew())

    def _on_changed(self, entities: frozenset[str]) -> None:
        if entities & {"business", "twin"}:
            self.reload()

    def _on_pairs(self, pairs: list[TwinView]) -> None:
        view = pairs[0] if pairs else None
        if view == self._view and (view is not None or self.nothing.isVisibleTo(self)):
            return
        self._view = view
        for widget in (*self.heads, self.hint, self._scroll, *self._answers):
            widget.setVisible(view is not None)
        self.nothing.setVisible(view is None)
        self._clear()
        if view is None:
            self.nothing.action_button.setFocus()
            return
        self.hint.setText(self._hint(view))
        for head, side in zip(self.heads, (view.left, view.right), strict=True):
            head.show_side(side)
        for place, name in enumerate(view.fields):
            self._add(place, name, view)
        self._grid.setRowStretch(len(view.fields), 1)

    def _hint(self, view: TwinView) -> str:
        if view.certain:
            start = self.tr("The same number stands in both records.")
        else:
            start = self.tr("Both look alike.")
        rest = self.tr(
            "Choose which one to keep; products and papers of both stay together, and they can "
            "be separated again. Click a value to keep it in any case."
        )
        return f"{start} {rest}"

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cells = {}

    def _add(self, place: int, name: str, view: TwinView) -> None:
        title = self._field_name(name)
        differs = name in view.differing
        label = Label(title, "muted")
        clashes = differs and all(side.values[name] for side in (view.left, view.right))
        left, right = (
            ValueCell(title, side.values[name], differs=differs, clashes=clashes)
            for side in (view.left, view.right)
        )
        self._grid.addWidget(label, place, 0)
        for column, cell in enumerate((left, right), 1):
            cell.setObjectName(f"cell.{name}.{column}")
            self._grid.addWidget(cell, place, column)
            cell.show()
        label.show()
        self.cells[name] = (left, right)
        left.clicked.connect(weak_slot(self._on_cell_clicked, name, 0))
        right.clicked.connect(weak_slot(self._on_cell_clicked, name, 1))

    def _field_name(self, name: str) -> str:
        return {
            "name": self.tr("Business name"),
            "brand": self.tr("Brand"),
            "owner_name": self.tr("Owner"),
            "phone": self.tr("Telephone"),
            "ward_code": self.tr("Address"),
            "nik": self.tr("Owner's NIK"),
            "nib": "NIB",
            "npwp": "NPWP",
            "jakpreneur_id": self.tr("Jakpreneur number"),
            "status": self.tr("Status"),
            "note": self.tr("Note"),
        }[name]

    # What a person did.

    def _on_cell_clicked(self, name: str, side: int) -> None:
        """One of two, or neither."""
        self.cells[name][1 - side].setChecked(False)

    def _merge(self, side: int) -> None:
        if self._view is None:
            return
        both = (self._view.left.id, self._view.right.id)
        chosen = {
            name: both[at]
            for name, cells in self.cells.items()
            for at, cell in enumerate(cells)
            if cell.isChecked()
        }
        job = partial(twins.merge, self._desk.ws, both[side], both[1 - side], chosen)
        self._desk.change(job, self, self._on_merged, self._on_failed)

    def _on_merged(self, change: Change) -> None:
        self._answered(change, self.tr("Merged into one business."))

    def _on_different_clicked(self) -> None:
        if self._view is None:
            return
        job = partial(twins.not_twins, self._desk.ws, self._view.left.id, self._view.right.id)
        self._desk.change(job, self, self._on_different, self._on_failed)

    def _on_different(self, change: Change) -> None:
        self._answered(change, self.tr("Remembered: two businesses."))

    def _answered(self, change: Change, words: str) -> None:
        self.error.hide()
        self._done.append(change)
        self.undo_button.setEnabled(True)
        self._desk.committed(change, words)

    def _on_undo_clicked(self) -> None:
        if self._done:
            self._desk.undo(self._done.pop())
        self.undo_button.setEnabled(bool(self._done))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.error.set_error(error)
        self.error.show()
