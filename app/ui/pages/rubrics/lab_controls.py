"""What can be turned in the rule laboratory: weights, floors, thresholds, requirements and what
an open one leads to.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from app.domain import rubric_edit as edit
from app.domain.rubric_edit import Body, Consequence
from app.domain.rubric_fields import Place
from app.domain.terms import GateState, Grade, Outcome
from app.ui.kit.buttons import IconButton
from app.ui.kit.choices import Check
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_relay, weak_slot
from app.ui.pages.rubrics.inputs import ChoiceInput, Number
from app.ui.theme import Space

_MORE = 30
_CONSEQUENCES: tuple[Consequence, ...] = (
    (Outcome.FAILED, Grade.D),
    (Outcome.NEEDS_IMPROVEMENT, Grade.C),
    (Outcome.CONDITIONAL, Grade.C),
)
"""What an open requirement can be made to lead to."""


class Turn(QWidget):
    """A slider and a spin box that show one number; `turned(int)`."""

    turned = Signal(int)

    def __init__(self, name: str, value: int, most: int) -> None:
        super().__init__()
        self.slider, self.spin = QSlider(Qt.Orientation.Horizontal), Number(0, most)
        self.slider.setRange(0, most)
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the box beside it takes the keys
        for widget in (self.slider, self.spin):
            widget.setAccessibleName(name)
        self.slider.setValue(value)
        self.spin.setValue(value)
        self.spin.setFixedWidth(76)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(0)
        grid.addWidget(ElidedLabel(name), 0, 0)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self.spin, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        self._grid = grid
        self.slider.valueChanged.connect(self.spin.setValue)
        self.spin.valueChanged.connect(self._on_value)

    def put_beside(self, widget: QWidget) -> None:
        """Something small at the right of the number."""
        self._grid.addWidget(widget, 0, 2, 2, 1)

    def _on_value(self, value: int) -> None:
        self.slider.setValue(value)
        self.turned.emit(value)


class LabControls(QWidget):
    """All that can be turned of one body; `body_turned(body)` with weights that add up again."""

    body_turned = Signal(object)

    def __init__(self, body: Body, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = body
        self._values: dict[Place, Any] = {}
        self._left_out: set[str] = set()
        self._consequences: dict[int, Consequence | None] = {}
        self.turns: dict[Place, Turn] = {}
        self.gates: dict[str, Check] = {}
        self.effects: dict[int, ChoiceInput] = {}
        self.within: dict[str, tuple[IconButton, QWidget]] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, Space.M, 0)
        self._column.setSpacing(Space.S)
        self._build(body)
        self._column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(inside))

    def _build(self, body: Body) -> None:
        self._section(self.tr("Weights"))
        for at, criterion in enumerate(body["criteria"]):
            turn = self._turn(("criteria", at, "weight"), criterion["name"], criterion["weight"])
            self._indicators(at, criterion, turn)
        self._section(self.tr("Thresholds"))
        words = {str(outcome): outcome.term for outcome in Outcome}
        for at, line in enumerate(body["outcomes"]):
            for key, text in (("total_below", "< {}"), ("total_from", "≥ {}")):
                if key in line["when"]:
                    name = f"{words[line['outcome']]}, {line['grade']}: " + text.format("…")
                    self._turn(("outcomes", at, "when", key), name, line["when"][key])
        self._section(self.tr("Floors, in per cent"))
        for at, criterion in enumerate(body["criteria"]):
            place = ("criteria", at, "floor_percent")
            self._turn(place, criterion["name"], criterion["floor_percent"])
        self._section(self.tr("Requirements that count"))
        for gate in body["gates"]:
            check = Check(gate["name"])
            check.setChecked(True)
            check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            check.setToolTip(gate["name"])
            check.toggled.connect(weak_relay(self._on_gate, gate["code"]))
            self.gates[gate["code"]] = check
            self._column.addWidget(check)
        self._build_effects(body)

    def _build_effects(self, body: Body) -> None:
        """What an open requirement leads to, where a line of outcomes is about nothing else."""
        words = {
            GateState.UNMET: self.tr("When one is not met"),
            GateState.IN_PROCESS: self.tr("When one is in process"),
        }
        for number, line in enumerate(body["outcomes"]):
            if set(line["when"]) != {"gate"}:
                continue
            given = (Outcome(line["outcome"]), Grade(line["grade"]))
            offered = [*dict.fromkeys([given, *_CONSEQUENCES])]
            names = [(c, f"{c[0].term}, {c[1]}") for c in offered]
            choice = ChoiceInput([*names, (None, self.tr("Nothing"))])
            choice.set_value(given)
            choice.setObjectName(f"lab.consequence.{number}")
            choice.edited.connect(weak_relay(self._on_consequence, number))
            name = words[GateState(line["when"]["gate"])]
            choice.setAccessibleName(name)
            self.effects[number] = choice
            self._column.addWidget(ElidedLabel(name))
            self._column.addWidget(choice)

    def _indicators(self, at: int, criterion: Body, turn: Turn) -> None:
        """The weights within a criterion, shown when asked for: they share its points."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, 0, 0, Space.S)
        column.setSpacing(Space.S)
        for number, indicator in enumerate(criterion["indicators"]):
            place = ("criteria", at, "indicators", number, "weight")
            column.addWidget(self._made_turn(place, indicator["name"], indicator["weight"]))
        inside.hide()
        words = self.tr("{count} indicators").format(count=len(criterion["indicators"]))
        button = IconButton("chevron-down", f"{criterion['name']}: {words}", size=_MORE)
        button.clicked.connect(weak_slot(self._on_indicators_asked, criterion["code"]))
        self.within[criterion["code"]] = (button, inside)
        turn.put_beside(button)
        self._column.addWidget(inside)

    def _on_indicators_asked(self, code: str) -> None:
        button, inside = self.within[code]
        shown = inside.isHidden()
        inside.setVisible(shown)
        button.set_icon_name("chevron-up" if shown else "chevron-down")

    def _section(self, text: str) -> None:
        self._column.addWidget(Label(text, "section"))

    def _turn(self, place: Place, name: str, value: int) -> Turn:
        turn = self._made_turn(place, name, value)
        self._column.addWidget(turn)
        return turn

    def _made_turn(self, place: Place, name: str, value: int) -> Turn:
        turn = Turn(name, value, 100)
        turn.setObjectName("lab." + ".".join(map(str, place)))
        turn.turned.connect(weak_relay(self._on_turned, place))
        self.turns[place] = turn
        return turn

    def _on_turned(self, place: Place, value: int) -> None:
        self._values[place] = value
        self.body_turned.emit(self.body)

    def _on_gate(self, code: str, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(code)
        self.body_turned.emit(self.body)

    def _on_consequence(self, number: int, consequence: Consequence | None) -> None:
        line = self._start["outcomes"][number]
        given = (Outcome(line["outcome"]), Grade(line["grade"]))
        self._consequences.pop(number, None)
        if consequence != given:
            self._consequences[number] = consequence
        self.body_turned.emit(self.body)

    @property
    def body(self) -> Body:
        """The body as it is turned: weights brought to 100, indicators along with them."""
        body = self._start
        for place, value in self._values.items():
            body = edit.set_value(body, place, value)
        gates = [gate for gate in body["gates"] if gate["code"] not in self._left_out]
        turned = edit.with_consequences({**body, "gates": gates}, self._consequences)
        try:
            return edit.normalised(turned)
        except ValueError:  # more indicators than points are left for them
            return turned
