"""Turns: a proposal is made, looked at with the reason of every place and wait, then saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.market.spread import AreaShare
from app.errors import UserError
from app.services import events_draws, events_turns
from app.services.changes import Change
from app.services.events import EventView
from app.services.events_draws import DrawChoice
from app.services.events_turns import Offer, Proposal
from app.services.events_waiting import LeftOut
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.choices import Check, Select
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.events.table import Head, Line, LinesTable
from app.ui.theme import Space

_TABLE = 250


class TurnsSheet(Sheet):
    """Proposes and saves; `saved(object)` with the Change."""

    saved = Signal(object)

    def __init__(self, desk: Desk, event: EventView, parent: QWidget) -> None:
        super().__init__(self.tr("Give the booths by turns"), parent, width=980)
        self.setObjectName("turns_sheet")
        self._desk, self._event = desk, event
        self.proposal: Proposal | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()
        today = desk.ws.today()
        for day, check in self.day_checks.items():
            check.setChecked(day >= today)
        desk.read(partial(events_draws.choices, desk.ws, event.id), self, self._on_draws)

    def _make_widgets(self) -> None:
        self.banner = Banner(Tone.DANGER, "")
        self.banner.setObjectName("turns_banner")
        self.banner.hide()
        self.day_checks = {day: Check(labels.long_date(day)) for day in self._event.days}
        self.draw_select = Select()
        self.draw_select.setObjectName("turns_draw")
        self.draw_select.setAccessibleName(self.tr("Where all else is equal"))
        self.draw_select.addItem(self.tr("Who registered earlier comes first"), None)
        self.propose_button = secondary_button(self.tr("Propose"), icon="refresh")
        self.propose_button.setObjectName("turns_propose")
        self.table = LinesTable(self.tr("Proposal"))
        self.table.setObjectName("turns_table")
        self.table.setFixedHeight(_TABLE)
        self.why_label = Label("", "muted", wrap=True)
        self.why_label.setMinimumHeight(36)
        self.figures = FairnessFigures()
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save the places"), icon="check")
        self.save_button.setObjectName("turns_save")
        self.save_button.setEnabled(False)

    def _lay_out(self) -> None:
        self.body.addWidget(Label(self.tr("Give the booths by turns"), "title"))
        about = self.tr("{basis}. Then who took part least this year, then who waits longest.")
        basis = self._event.form.basis.term
        self.body.addWidget(Label(about.format(basis=basis), "muted", wrap=True))
        self.body.addWidget(self.banner)
        ask = QHBoxLayout()
        ask.setSpacing(Space.M)
        days = QGridLayout()
        days.setHorizontalSpacing(Space.M)
        for at, check in enumerate(self.day_checks.values()):
            days.addWidget(check, at // 4, at % 4)
        ask.addLayout(days)
        ask.addStretch(1)
        ask.addWidget(self.draw_select)
        ask.addWidget(self.propose_button)
        self.body.addLayout(ask)
        self.body.addLayout(self._views())
        self.body.addWidget(self.table)
        self.body.addWidget(self.why_label)
        self.body.addWidget(self.figures)
        self.add_button(self.cancel_button)
        self.add_button(self.save_button)

    def _views(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S - 2)
        self.views: dict[str, Button] = {}
        for key, text in self._view_words().items():
            button = secondary_button(text)
            button.setObjectName(f"turns_view.{key}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(weak_slot(self._show, key))
            row.addWidget(button)
            self.views[key] = button
        self.views["places"].setChecked(True)
        row.addStretch(1)
        return row

    def _view_words(self) -> dict[str, str]:
        return {
            "places": self.tr("Places"),
            "waits": self.tr("Waiting list"),
            "left": self.tr("May not take part"),
            "areas": self.tr("Areas"),
        }

    def _connect(self) -> None:
        self.propose_button.clicked.connect(self.propose)
        self.table.line_selected.connect(self._on_selected)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)

    def _on_draws(self, choices: list[DrawChoice]) -> None:
        for choice in choices:
            text = self.tr("Draw: {title}").format(title=choice.title)
            self.draw_select.addItem(text, choice.draw_id)
        self.draw_select.setVisible(bool(choices))
        self.propose()

    # -- proposing ----------------------------------------------------------------------

    def propose(self) -> None:
        """Make the proposal of the ticked days."""
        days = [day for day, check in self.day_checks.items() if check.isChecked()]
        draw = self.draw_select.currentData()
        job = partial(events_turns.propose, self._desk.ws, self._event.id, days, draw)
        self.save_button.setEnabled(False)
        self._desk.change(job, self, self._on_proposed, self._on_failed)

    def _on_proposed(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.banner.hide()
        self.save_button.setEnabled(bool(proposal.places or proposal.waits))
        counts = {
            "places": len(proposal.places),
            "waits": len(proposal.waits),
            "left": len(proposal.left_out),
            "areas": len(proposal.fairness.rws),
        }
        for key, text in self._view_words().items():
            self.views[key].setText(f"{text} · {labels.number(counts[key])}")
        self.figures.show_figures(proposal)
        self._show(next(key for key, button in self.views.items() if button.isChecked()))
        self.fit()

    def _show(self, key: str) -> None:
        if self.proposal is None:
            return
        if key == "left":
            self._show_left_out(self.proposal.left_out)
        elif key == "areas":
            self._show_areas(self.proposal.fairness.rws)
        else:
            found = self.proposal.places if key == "places" else self.proposal.waits
            self._show_offers(found)

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        heads = (
            Head(self.tr("Day"), 74),
            Head(self.tr("Booth"), 58, number=True),
            Head(self.tr("Business"), 170),
            Head(self.tr("Area"), 210),
            Head(self.tr("Why"), None),
        )
        lines = [
            Line(
                at,
                (_short(o.day), str(o.booth or "–"), o.business, o.area, o.why),
                tip=f"{o.product}. {o.why}",
            )
            for at, o in enumerate(offers)
        ]
        self.table.show_lines(heads, lines)

    def _show_left_out(self, left: Sequence[LeftOut]) -> None:
        heads = (
            Head(self.tr("Business"), 190),
            Head(self.tr("Product"), 190),
            Head(self.tr("Why not, and what would help"), None),
        )
        lines = [
            Line(at, (one.business, one.product, self._left(one))) for at, one in enumerate(left)
        ]
        self.table.show_lines(heads, lines)

    def _left(self, one: LeftOut) -> str:
        said = [f"{reason.what} {reason.todo}" for reason in one.reasons]
        if one.busy_at:
            said.append(self.tr("Has a booth at {name} on that day.").format(name=one.busy_at))
        return " ".join(said) or self.tr("Not on all days of this event.")

    def _show_areas(self, areas: Sequence[AreaShare]) -> None:
        heads = (
            Head(self.tr("Area"), None),
            Head(self.tr("May take part"), 130, number=True),
            Head(self.tr("Places"), 90, number=True),
            Head(self.tr("For each hundred"), 150, number=True),
            Head(self.tr("Longest wait, days"), 160, number=True),
        )
        lines = [
            Line(
                at,
                (
                    area.area,
                    labels.number(area.eligible),
                    labels.number(area.places),
                    "–" if area.per_hundred is None else f"{float(area.per_hundred):.0f}",
                    "–"
                    if area.longest_wait_days is None
                    else labels.number(area.longest_wait_days),
                ),
            )
            for at, area in enumerate(areas)
        ]
        self.table.show_lines(heads, lines)

    def _on_selected(self, key: int | None) -> None:
        lines = self.table.lines.lines
        line = lines[key] if isinstance(key, int) and key < len(lines) else None
        chosen = next(k for k, button in self.views.items() if button.isChecked())
        told = "" if line is None or chosen == "areas" else line.cells[-1]
        self.why_label.setText(told)

    # -- saving -------------------------------------------------------------------------

    def save(self) -> None:
        """Give the places as shown."""
        if self.proposal is None:
            return
        self.save_button.setEnabled(False)
        job = partial(events_turns.save, self._desk.ws, self.proposal)
        self._desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, change: Change) -> None:
        self.saved.emit(change)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()
        self.fit()


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"


class FairnessFigures(QWidget):
    """The figures of a proposal in one line: how even it is, and for whom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.XL)
        self.values: dict[str, Label] = {}
        for key, name in self._names().items():
            box = QVBoxLayout()
            box.setSpacing(0)
            value = Label("–", "strong")
            box.addWidget(value)
            box.addWidget(Label(name, "muted"))
            self._row.addLayout(box)
            self.values[key] = value
        self._row.addStretch(1)

    def _names(self) -> dict[str, str]:
        return {
            "gini": self.tr("Gini of turns"),
            "gini_rw": self.tr("Gini of RWs"),
            "women": self.tr("Led by women"),
            "up2k": self.tr("UP2K groups"),
            "first": self.tr("First time this year"),
            "wait": self.tr("Longest wait left"),
        }

    def show_figures(self, proposal: Proposal) -> None:
        """Show those of a proposal; shares beside what the candidates would give."""
        told = proposal.fairness
        of = self.tr("{part} of {whole}")
        self.values["gini"].setText(_two(told.gini))
        self.values["gini_rw"].setText(_two(told.gini_rw))
        women, groups = _percent(told.women), _percent(told.up2k)
        expected = self.tr("{part} (candidates {whole})")
        self.values["women"].setText(
            expected.format(part=women, whole=_percent(told.women_eligible))
        )
        self.values["up2k"].setText(
            expected.format(part=groups, whole=_percent(told.up2k_eligible))
        )
        chosen = len({offer.business_id for offer in proposal.places})
        self.values["first"].setText(of.format(part=told.first_timers, whole=chosen))
        days = told.longest_wait_days
        wait = "–" if days is None else self.tr("{count} days").format(count=labels.number(days))
        self.values["wait"].setText(wait)


def _two(value: Fraction | None) -> str:
    return "–" if value is None else f"{float(value):.2f}".replace(".", ",")


def _percent(value: Fraction | None) -> str:
    return "–" if value is None else f"{float(value) * 100:.0f} %"
