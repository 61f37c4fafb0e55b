"""The form of one part of a rubric: fields in two columns, each with what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rubric_edit import value_at
from app.domain.rubric_fields import Place, Problem
from app.services.rubric_words import sentence
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_relay
from app.ui.kit.tones import Severity
from app.ui.pages.rubrics.fields import Fields, FieldSpec
from app.ui.pages.rubrics.inputs import Input
from app.ui.theme import Space


class PartForm(QWidget):
    """One part; `value_edited(place, value)`, None for a value that is to be taken away."""

    value_edited = Signal(object, object)

    def __init__(
        self, place: Place, body: Mapping[str, Any], *, editable: bool, fields: Fields
    ) -> None:
        super().__init__()
        self.place = place
        self.inputs: dict[Place, Input] = {}
        self._boxes: dict[Place, Field] = {}
        self._optional: set[Place] = set()
        grid = FormGrid(2)
        for spec in fields.of(place, body):
            self._add(grid, spec, editable=editable)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.addWidget(grid)
        column.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        self.scroller = scrolling(inside)
        outside.addWidget(self.scroller)
        self.show_body(body)

    def _add(self, grid: FormGrid, spec: FieldSpec, *, editable: bool) -> None:
        place = (*self.place, *spec.path)
        made = spec.make()
        made.setObjectName("rubric." + ".".join(map(str, place)))
        made.set_read_only(on=not editable)
        made.edited.connect(weak_relay(self._on_edited, place))
        box = Field(spec.label, made, help_text=spec.help)
        made.setAccessibleName(spec.label)
        grid.add(box, 2 if spec.wide else 1)
        self.inputs[place] = made
        self._boxes[place] = box
        if spec.optional:
            self._optional.add(place)

    def _on_edited(self, place: Place, value: Any) -> None:
        self.value_edited.emit(place, value)

    def is_optional(self, place: Place) -> bool:
        """Whether None at a place means that nothing stands there."""
        return place in self._optional

    def show_body(self, body: Mapping[str, Any]) -> None:
        """Show the values as they are now; what is being typed keeps its cursor."""
        for place, made in self.inputs.items():
            try:
                value = value_at(body, place)
            except (KeyError, IndexError, TypeError):
                value = None
            made.set_value(value)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside each field what is wrong with it."""
        told: dict[Place, str] = {}
        for problem in problems:
            home = self._home(problem.place)
            if home is not None:
                told.setdefault(home, sentence(problem))
        for place, box in self._boxes.items():
            if place in told:
                box.set_message(Severity.FORMAT, told[place])
            else:
                box.clear_message()

    def _home(self, place: Place) -> Place | None:
        """The field of a problem: its own, or the first one of what it is inside of."""
        for length in range(len(place), len(self.place), -1):
            if place[:length] in self._boxes:
                return place[:length]
        if len(place) <= len(self.place):
            return None
        return next((p for p in self._boxes if p[: len(place)] == place), None)
