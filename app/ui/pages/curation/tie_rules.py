"""Which rules tell products of equal points apart, and in which order; part of a session's form."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.session_rules import TieRule
from app.ui.kit.buttons import IconButton, ghost_button
from app.ui.kit.cards import row_of
from app.ui.kit.choices import Check
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_relay, weak_slot
from app.ui.theme import Space

_UP, _DOWN = -1, 1
_BUTTON = 30


class _RuleCheck(Check):
    """A rule to tick; `shifted(int)` for Alt and an arrow."""

    shifted = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: _UP, Qt.Key.Key_Down: _DOWN}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)


class TieRules(QWidget):
    """The rules in one sentence, and below it, once asked for, the list they are chosen in.

    A rule is ticked or not, and moved by its buttons or Alt and an arrow.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tie_rules")
        self._order = list(TieRule)
        self.words = Label("", "muted", wrap=True)
        self.words.setObjectName("session_form.ties")
        self.change_button = ghost_button(self.tr("Change the rules"), icon="list-check")
        self.change_button.setObjectName("tie_rules.change")
        self.checks = {rule: self._check(rule) for rule in TieRule}
        self._numbers = {rule: Label("", "muted") for rule in TieRule}
        self.ups = {rule: self._mover(rule, _UP) for rule in TieRule}
        self.downs = {rule: self._mover(rule, _DOWN) for rule in TieRule}
        self.advice = Label("", "muted", wrap=True)
        self._lay_out()
        self.change_button.clicked.connect(self._on_change_clicked)
        self.set_rules(tuple(TieRule))

    def _check(self, rule: TieRule) -> Check:
        made = _RuleCheck(rule.term)
        made.setObjectName(f"tie_rules.{rule}")
        made.clicked.connect(self._on_clicked)
        made.shifted.connect(weak_relay(self.shift, rule))
        return made

    def _mover(self, rule: TieRule, step: int) -> IconButton:
        words = self.tr("Higher: {rule}") if step == _UP else self.tr("Lower: {rule}")
        icon = "chevron-up" if step == _UP else "chevron-down"
        made = IconButton(icon, words.format(rule=rule.term.lower()), size=_BUTTON)
        made.clicked.connect(weak_slot(self.shift, rule, step))
        return made

    def _lay_out(self) -> None:
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, Space.XL)
        self._grid.setColumnStretch(4, 1)
        self._rows.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.words)
        column.addWidget(row_of(self.change_button))
        column.addWidget(self._rows)
        self._grid.addWidget(self.advice, len(TieRule), 0, 1, 5)

    # -- values ---------------------------------------------------------------------

    def set_rules(self, rules: tuple[TieRule, ...]) -> None:
        """Show these ticked in their order, the others after them."""
        self._order = [*rules, *(rule for rule in TieRule if rule not in rules)]
        for rule, check in self.checks.items():
            check.setChecked(rule in rules)
        self._show()

    @property
    def rules(self) -> tuple[TieRule, ...]:
        """The rules that are ticked, in their order."""
        return tuple(rule for rule in self._order if self.checks[rule].isChecked())

    def shift(self, rule: TieRule, step: int) -> None:
        """Move a rule by one place; at the end it stays."""
        at = self._order.index(rule)
        if 0 <= at + step < len(self._order):
            self._order.insert(at + step, self._order.pop(at))
            self._show()
            self.changed.emit()

    # -- showing --------------------------------------------------------------------

    def _show(self) -> None:
        rules, last = self.rules, len(self._order) - 1
        for at, rule in enumerate(self._order):
            place = f"{rules.index(rule) + 1}." if rule in rules else "–"
            self._numbers[rule].setText(place)
            self.ups[rule].setEnabled(at > 0)
            self.downs[rule].setEnabled(at < last)
            row = (self._numbers[rule], self.checks[rule], self.ups[rule], self.downs[rule])
            for column, widget in enumerate(row):
                self._grid.addWidget(widget, at, column)
        self.words.setText(self._sentence(rules))
        self.advice.setText(self._warning(rules))
        self.advice.setVisible(bool(self.advice.text()))
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        widgets = [w for r in self._order for w in (self.checks[r], self.ups[r], self.downs[r])]
        for one, after in itertools.pairwise(widgets):
            QWidget.setTabOrder(one, after)

    def _sentence(self, rules: tuple[TieRule, ...]) -> str:
        if not rules:
            return self.tr("Equal points: no rule tells products apart.")
        words = ", ".join(f"{at}. {rule.term.lower()}" for at, rule in enumerate(rules, start=1))
        return self.tr("Equal points: {rules}").format(rules=words)

    def _warning(self, rules: tuple[TieRule, ...]) -> str:
        last = TieRule.EARLIER
        if last not in rules:
            text = self.tr("Without “{rule}” two products may stay equal to the end.")
        elif rules[-1] is not last:
            text = self.tr("“{rule}” tells any two apart: the rules after it never apply.")
        else:
            return ""
        return text.format(rule=last.term)

    # -- what a person did ----------------------------------------------------------

    def _on_change_clicked(self) -> None:
        self._rows.setVisible(not self._rows.isVisibleTo(self))
        if self._rows.isVisibleTo(self):
            self.checks[self._order[0]].setFocus()

    def _on_clicked(self) -> None:
        self._show()
        self.changed.emit()
