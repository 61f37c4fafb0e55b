"""The editor of a rubric: its parts at the left, the chosen part's form at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.domain import rubric_edit as edit
from app.domain.rubric_edit import Body
from app.domain.rubric_fields import Place, Problem
from app.domain.rubric_problems import problems
from app.ui.kit.cards import Card
from app.ui.kit.labels import Label
from app.ui.pages.rubrics.fields import Fields
from app.ui.pages.rubrics.form import PartForm
from app.ui.pages.rubrics.parts import LISTS, PartTree
from app.ui.theme import Space

_TREE_WIDTH = 348


class RubricEditor(QWidget):
    """One body; `body_edited(body, place)` after every edit, the place for joining keys."""

    body_edited = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body: Body = {}
        self._editable = False
        self._fields = Fields(self)
        self._problems: Sequence[Problem] = ()
        self.form: PartForm | None = None
        self.parts = PartTree()
        self.parts.chosen.connect(self._on_chosen)
        self.parts.add_requested.connect(self._on_add)
        self.parts.remove_requested.connect(self._on_remove)
        self.parts.move_requested.connect(self._on_move)
        self.parts.level_requested.connect(self._on_level)
        self.stack = QStackedWidget()
        self.hint = Label(self.tr("Choose a part at the left."), "muted", wrap=True)
        self.stack.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        left, right = Card(pad=Space.M), Card()
        left.setFixedWidth(_TREE_WIDTH)
        left.add(self.parts, 1)
        right.add(self.stack, 1)
        row.addWidget(left)
        row.addWidget(right, 1)

    def set_body(self, body: Body, *, editable: bool) -> None:
        """Show a body from elsewhere: another rubric, a step back."""
        self._body, self._editable = body, editable
        self._problems = problems(body) if editable else ()
        self.parts.set_body(body, editable=editable)
        self._show_form(self.parts.current)
        self._show_problems()

    def shows(self, body: Body, *, editable: bool) -> bool:
        """Whether exactly this is on show: then what is being typed is left alone."""
        return self._editable == editable and self._body == body

    @property
    def found(self) -> Sequence[Problem]:
        """What is wrong with the body."""
        return self._problems

    def look_at(self, place: Place) -> None:
        """Bring the part of a place forward and focus its field."""
        part = place
        while part and not _is_part(part):
            part = part[:-1]
        self.parts.choose(part)
        made = self.form.inputs.get(place) if self.form else None
        (made or self.parts.tree).setFocus()

    def _show_problems(self) -> None:
        self.parts.show_problems(self._problems)
        if self.form is not None:
            self.form.show_problems(self._problems)

    def _on_chosen(self, place: Place) -> None:
        self._show_form(place)
        self._show_problems()

    def _show_form(self, place: Place) -> None:
        if self.form is not None:
            self.stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        if not self._fields.of(place, self._body):
            self.stack.setCurrentWidget(self.hint)
            return
        self.form = PartForm(place, self._body, editable=self._editable, fields=self._fields)
        self.form.value_edited.connect(self._on_value)
        self.stack.addWidget(self.form)
        self.stack.setCurrentWidget(self.form)

    # -- edits -------------------------------------------------------------------------

    def _on_value(self, place: Place, value: Any) -> None:
        if value is None and self.form is not None and self.form.is_optional(place):
            known = _inside(self._body, place[:-1])
            if place[-1] not in known:
                return
            self._take(edit.drop_value(self._body, place), place)
        else:
            self._take(edit.set_value(self._body, place, value), place)

    def _take(self, body: Body, place: Place | None) -> None:
        """An edit that leaves the tree's shape as it is."""
        self._body = body
        self._problems = problems(body)
        self.parts.show_weights(body)
        self._show_problems()
        self.body_edited.emit(body, place)

    def _reshape(self, body: Body, place: Place) -> None:
        """An edit that changes which parts there are."""
        self.set_body(body, editable=True)
        self.parts.choose(place)
        self.body_edited.emit(body, None)

    def _on_add(self) -> None:
        place = self.parts.current
        body = self._body
        if not place:
            self.add_criterion()
        elif place[0] == "criteria" and len(place) == 4:
            self._add_indicator(body, place[:2], int(place[3]) + 1)
        elif place[0] == "criteria":
            self._add_indicator(body, place, len(_inside(body, place)["indicators"]))
        else:
            key = str(place[0])
            made = _blank(key, body)
            at = int(place[1]) + 1 if len(place) > 1 else len(body[key])
            if key == "outcomes":  # the last line stays the last
                at = min(at, len(body[key]) - 1)
            self._reshape(edit.insert_item(body, (key,), at, made), (key, at))

    def _add_indicator(self, body: Body, criterion: Place, at: int) -> None:
        made = edit.blank_indicator(body, _inside(body, criterion))
        place = (*criterion, "indicators")
        self._reshape(edit.insert_item(body, place, at, made), (*place, at))

    def add_criterion(self) -> None:
        """A new criterion after the last."""
        at = len(self._body["criteria"])
        made = edit.blank_criterion(self._body)
        self._reshape(edit.insert_item(self._body, ("criteria",), at, made), ("criteria", at))

    def _on_remove(self) -> None:
        place = self.parts.current
        rest = len(_inside(self._body, place[:-1]))
        at = min(int(place[-1]), rest - 2)
        near = (*place[:-1], at) if at >= 0 else place[:-1]
        self._reshape(edit.drop_value(self._body, place), near)

    def _on_move(self, step: int) -> None:
        place = self.parts.current
        at = int(place[-1])
        to = at + step
        if 0 <= to < len(_inside(self._body, place[:-1])):
            body = edit.move_item(self._body, place[:-1], at, to)
            self._reshape(body, (*place[:-1], to))

    def _on_level(self) -> None:
        try:
            body = edit.normalised(self._body)
        except ValueError:
            return
        self.set_body(body, editable=True)
        self.body_edited.emit(body, None)


def _is_part(place: Place) -> bool:
    below = len(place) == 4 and place[0] == "criteria"
    return below or (len(place) in (1, 2) and place[0] in LISTS)


def _blank(key: str, body: Body) -> Body:
    if key == "gates":
        return edit.blank_gate(body)
    return edit.blank_finding(body) if key == "critical_findings" else edit.blank_outcome()


def _inside(body: Mapping[str, Any], place: Place) -> Any:
    return edit.value_at(body, place)
