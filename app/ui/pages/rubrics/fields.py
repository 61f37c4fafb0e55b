"""Which values of a rubric stand on which form, and by which editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from app.domain.rubric_fields import Place
from app.domain.terms import DocumentType, GateState, Grade, Outcome
from app.ui.pages.rubrics.inputs import (
    ChoiceInput,
    DaysInput,
    FlagInput,
    Input,
    NumberInput,
    PapersInput,
    TextInput,
)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form: where its value stands below the form's place, and its editor.

    A value of an `optional` field that is None is not there at all.
    """

    path: Place
    label: str
    make: Callable[[], Input]
    help: str = ""
    optional: bool = False
    wide: bool = True


class Fields(QObject):
    """The forms of a rubric's parts."""

    def of(self, place: Place, body: Mapping[str, Any]) -> tuple[FieldSpec, ...]:
        """The fields of what stands at a place."""
        if place == ():
            return self._general(body)
        if place[0] == "criteria":
            return self._indicator(body) if len(place) == 4 else self._criterion()
        if len(place) == 2:
            forms = {
                "gates": self._gate,
                "critical_findings": self._finding,
                "outcomes": self._outcome,
            }
            return forms[str(place[0])]()
        return ()

    def _general(self, body: Mapping[str, Any]) -> tuple[FieldSpec, ...]:
        most = body["scale"]["max"]
        return (
            FieldSpec(("name",), self.tr("Name"), TextInput),
            FieldSpec(("status",), self.tr("Status"), self._status, wide=False),
            FieldSpec(
                ("scale", "note_required_at_or_below"),
                self.tr("Note needed up to score"),
                lambda: NumberInput(0, most),
                wide=False,
            ),
            FieldSpec(("source",), self.tr("Source"), lambda: TextInput(lines=3)),
            FieldSpec(
                ("certificate", "valid_months"),
                self.tr("Certificate valid for (months)"),
                lambda: NumberInput(1, 120),
                wide=False,
            ),
            FieldSpec(
                ("certificate", "shortened_by"),
                self.tr("Certificate ends with these documents"),
                PapersInput,
            ),
            FieldSpec(
                ("recommended_documents",),
                self.tr("Recommended documents (for grade A)"),
                PapersInput,
            ),
        )

    def _status(self) -> Input:
        return ChoiceInput([("usulan", self.tr("Proposal")), ("resmi", self.tr("Official"))])

    def _criterion(self) -> tuple[FieldSpec, ...]:
        return (
            FieldSpec(("name",), self.tr("Name"), TextInput),
            FieldSpec(("code",), self.tr("Code"), TextInput, wide=False),
            FieldSpec(("weight",), self.tr("Weight"), lambda: NumberInput(0, 100), wide=False),
            FieldSpec(
                ("floor_percent",),
                self.tr("Floor, in per cent of the weight"),
                lambda: NumberInput(0, 100),
                self.tr("Below this part of its weight the product cannot pass."),
            ),
        )

    def _indicator(self, body: Mapping[str, Any]) -> tuple[FieldSpec, ...]:
        labels = body["scale"]["labels"]
        anchors = tuple(
            FieldSpec(
                ("anchors", score),
                f"{score} · {labels.get(score, '')}",
                lambda: TextInput(lines=2),
            )
            for score in sorted(labels)
        )
        return (
            FieldSpec(("name",), self.tr("Name"), TextInput),
            FieldSpec(("code",), self.tr("Code"), TextInput, wide=False),
            FieldSpec(("weight",), self.tr("Weight"), lambda: NumberInput(0, 100), wide=False),
            *anchors,
            FieldSpec(
                ("not_applicable_allowed",),
                "",
                lambda: FlagInput(self.tr("May be marked “does not apply”")),
                wide=False,
            ),
            FieldSpec(
                ("photo_required_at_or_below",),
                self.tr("Photograph needed up to score"),
                lambda: NumberInput(0, body["scale"]["max"]),
                wide=False,
            ),
            FieldSpec(("advice",), self.tr("What to do"), lambda: TextInput(lines=2)),
            FieldSpec(("ask",), self.tr("Whom to ask"), TextInput),
        )

    def _gate(self) -> tuple[FieldSpec, ...]:
        kinds = [(None, "–"), *((str(kind), kind.term) for kind in DocumentType)]
        return (
            FieldSpec(("name",), self.tr("Name"), TextInput),
            FieldSpec(("question",), self.tr("Question"), lambda: TextInput(lines=2)),
            FieldSpec(("code",), self.tr("Code"), TextInput, wide=False),
            FieldSpec(("document",), self.tr("Proved by"), lambda: ChoiceInput(kinds), wide=False),
            FieldSpec(
                ("in_process_allowed",),
                "",
                lambda: FlagInput(self.tr("“In process” is enough for a conditional pass")),
                wide=False,
            ),
            FieldSpec(
                ("not_applicable_allowed",),
                "",
                lambda: FlagInput(self.tr("May be marked “does not apply”")),
                wide=False,
            ),
            FieldSpec(
                ("condition", "min_shelf_life_days"),
                self.tr("Only from this shelf life (days)"),
                lambda: NumberInput(1, 3650, optional=True),
                optional=True,
                wide=False,
            ),
            FieldSpec(("due_days",), self.tr("Terms of grace (days)"), DaysInput, wide=False),
            FieldSpec(("basis",), self.tr("Basis"), lambda: TextInput(lines=2)),
            FieldSpec(("remedy",), self.tr("What to do"), lambda: TextInput(lines=2)),
            FieldSpec(("ask",), self.tr("Whom to ask"), TextInput),
        )

    def _finding(self) -> tuple[FieldSpec, ...]:
        return (
            FieldSpec(("name",), self.tr("Name"), TextInput),
            FieldSpec(("code",), self.tr("Code"), TextInput),
            FieldSpec(("explain",), self.tr("Explanation"), lambda: TextInput(lines=4)),
        )

    def _outcome(self) -> tuple[FieldSpec, ...]:
        def points() -> Input:
            return NumberInput(0, 100, optional=True)

        def flag() -> Input:
            words = [(None, "–"), (True, self.tr("Yes")), (False, self.tr("No"))]
            return ChoiceInput(words)

        states = [(str(s), s.term) for s in (GateState.UNMET, GateState.IN_PROCESS)]

        def gate() -> Input:
            return ChoiceInput([(None, "–"), *states])

        def outcome() -> Input:
            return ChoiceInput([(str(o), o.term) for o in Outcome])

        def grade() -> Input:
            return ChoiceInput([(str(g), g.term) for g in Grade])

        def when(key: str, label: str, make: Callable[[], Input]) -> FieldSpec:
            return FieldSpec(("when", key), label, make, optional=True, wide=False)

        return (
            when("total_below", self.tr("Total below"), points),
            when("total_from", self.tr("Total from"), points),
            when("gate", self.tr("Some requirement is"), gate),
            when("floor_missed", self.tr("A floor is missed"), flag),
            when("critical_finding", self.tr("A critical finding"), flag),
            when("recommended_documents", self.tr("All recommended documents"), flag),
            FieldSpec(("outcome",), self.tr("Then the outcome is"), outcome, wide=False),
            FieldSpec(("grade",), self.tr("and the grade"), grade, wide=False),
        )
