"""The parts of a rubric as a tree with weights, their sum, and the deeds on a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.rubric_fields import Place, Problem, ProblemCode, weight_of
from app.domain.terms import Grade, Outcome
from app.ui.kit.buttons import IconButton, ghost_button
from app.ui.kit.chips import Chip
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import Space, Type, colours, font

_PLACE = Qt.ItemDataRole.UserRole
LISTS = ("criteria", "gates", "critical_findings", "outcomes")


class PartTree(QWidget):
    """All parts; `chosen(place)` when another one is looked at."""

    chosen = Signal(object)
    add_requested = Signal()
    remove_requested = Signal()
    move_requested = Signal(int)
    level_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[Place, QTreeWidgetItem] = {}
        self.tree = QTreeWidget()
        self.tree.setObjectName("rubric_tree")
        self.tree.setAccessibleName(self.tr("Parts of the rubric"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(Space.L)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(self._on_current)
        self._make_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._head())
        column.addWidget(self.tree, 1)
        column.addWidget(self.tools)

    def _make_buttons(self) -> None:
        self.sum_chip = Chip("", Tone.SUCCESS)
        self.sum_chip.setObjectName("weight_sum")
        self.level_button = ghost_button(self.tr("Make weights add up"))
        self.level_button.setObjectName("level_button")
        self.level_button.setFixedHeight(30)
        self.level_button.clicked.connect(self.level_requested)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self.add_button = ghost_button("+", icon="plus")
        self.add_button.setObjectName("add_part_button")
        self.add_button.clicked.connect(self.add_requested)
        self.remove_button = IconButton("trash", self.tr("Remove this part"))
        self.remove_button.clicked.connect(self.remove_requested)
        self.up_button = IconButton("chevron-up", self.tr("Move up"))
        self.up_button.clicked.connect(self._on_up)
        self.down_button = IconButton("chevron-down", self.tr("Move down"))
        self.down_button.clicked.connect(self._on_down)
        row.addWidget(self.add_button)
        row.addStretch(1)
        for button in (self.up_button, self.down_button, self.remove_button):
            row.addWidget(button)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.sum_chip)
        row.addWidget(self.level_button)
        row.addStretch(1)
        return row

    def _on_up(self) -> None:
        self.move_requested.emit(-1)

    def _on_down(self) -> None:
        self.move_requested.emit(1)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _PLACE))
            self._show_tools()

    @property
    def current(self) -> Place:
        """The part that is looked at."""
        item = self.tree.currentItem()
        return () if item is None else item.data(0, _PLACE)

    def choose(self, place: Place) -> None:
        """Look at a part, or at the nearest one that is still there."""
        while place not in self._items and place:
            place = place[:-1]
        self.tree.setCurrentItem(self._items[place])

    def set_body(self, body: Mapping[str, Any], *, editable: bool) -> None:
        """Show the parts of a body; the part that was looked at stays."""
        before, self._editable = self.current, editable
        blocker = QSignalBlocker(self.tree)
        self.tree.clear()
        self._items = {}
        self._put((), self.tr("General"), "", None)
        for at, criterion in enumerate(body["criteria"]):
            place: Place = ("criteria", at)
            whole = self._put(place, _name(criterion), criterion.get("weight"), None)
            for number, indicator in enumerate(criterion["indicators"]):
                below = (*place, "indicators", number)
                self._put(below, _name(indicator), indicator.get("weight"), whole)
        self._put_list(body, "gates", self.tr("Requirements"), _name)
        self._put_list(body, "critical_findings", self.tr("Critical findings"), _name)
        self._put_list(body, "outcomes", self.tr("Outcomes"), self._outcome)
        self.tree.expandAll()
        blocker.unblock()
        self.tools.setVisible(editable)
        self.show_weights(body)
        self.choose(before)

    def _put_list(self, body: Mapping[str, Any], key: str, title: str, words: Any) -> None:
        head = self._put((key,), title, "", None)
        for at, row in enumerate(body[key]):
            self._put((key, at), words(row), "", head)

    def _outcome(self, row: Mapping[str, Any]) -> str:
        words = {str(o): o.term for o in Outcome} | {str(g): g.term for g in Grade}
        outcome = words.get(str(row.get("outcome")), "?")
        when = row.get("when") or {}
        told = {
            "total_below": "< {}",
            "total_from": "≥ {}",
        }
        bits = [text.format(when[key]) for key, text in told.items() if key in when]
        if not when:
            bits.append(self.tr("else"))
        end = f" ({', '.join(bits)})" if bits else ""
        return f"{outcome}, {row.get('grade', '?')}{end}"

    def _put(
        self, place: Place, text: str, weight: Any, parent: QTreeWidgetItem | None
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text, str(weight if weight is not None else "")])
        item.setData(0, _PLACE, place)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, text)
        if len(place) < 2 or (len(place) == 2 and place[0] == "criteria"):
            item.setFont(0, font(Type.BODY, weight=font().Weight.DemiBold))
        if parent is None:
            self.tree.addTopLevelItem(item)
        else:
            parent.addChild(item)
        self._items[place] = item
        return item

    def show_weights(self, body: Mapping[str, Any]) -> None:
        """Names, weights and their sum, without touching the tree's shape."""
        for place, item in self._items.items():
            if place and place[0] == "criteria":
                row = body["criteria"][place[1]]
                row = row["indicators"][place[3]] if len(place) == 4 else row
                item.setText(0, _name(row))
                item.setText(1, str(row.get("weight", "")))
            elif len(place) == 2:
                row = body[str(place[0])][place[1]]
                words = self._outcome(row) if place[0] == "outcomes" else _name(row)
                item.setText(0, words)
        total = sum(weight_of(row.get("weight")) for row in body["criteria"])
        self._show_sum(self.tr("Weights: {sum} of 100").format(sum=total), bad=total != 100)

    def _show_sum(self, words: str, *, bad: bool) -> None:
        tone = Tone.DANGER if bad else Tone.SUCCESS
        self.sum_chip.set_spec(ChipSpec(words, tone))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Redden the parts something is wrong in, and offer to level weights where that helps."""
        bad = {p.place[:length] for p in problems for length in range(1, len(p.place) + 1)}
        now = colours()
        for place, item in self._items.items():
            colour = QColor(now.danger_text if place and place in bad else now.text)
            item.setForeground(0, colour)
            item.setForeground(1, colour)
        uneven = [p for p in problems if p.code is ProblemCode.WEIGHT_SUM]
        weighing = bool(uneven) or any(p.code is ProblemCode.WEIGHT_TOTAL for p in problems)
        if uneven and self.sum_chip.spec.tone is Tone.SUCCESS:
            item = self._items[uneven[0].place[:2]]
            text = self.tr("{name}: {sum} of {wanted}")
            words = text.format(name=item.text(0), **uneven[0].values)
            self._show_sum(words, bad=True)
        self.level_button.setVisible(self._editable and weighing)

    def _show_tools(self) -> None:
        place = self.current
        kinds = {
            "gates": self.tr("Requirement"),
            "critical_findings": self.tr("Finding"),
            "outcomes": self.tr("Line"),
            "criteria": self.tr("Indicator"),
        }
        words = kinds[str(place[0])] if place else self.tr("Criterion")
        self.add_button.setText(words)
        self.add_button.setAccessibleName(self.tr("Add: {what}").format(what=words))
        single = len(place) in (2, 4)
        for button in (self.remove_button, self.up_button, self.down_button):
            button.setEnabled(single)


def _name(row: Mapping[str, Any]) -> str:
    return str(row.get("name") or row.get("code") or "–")
