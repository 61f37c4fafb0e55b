"""One draw: where it stands, what it was frozen with, its order, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.market.draw_files import SENTENCES
from app.services.draws import DrawState, DrawView
from app.services.market_fairness import Fairness, Part
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import Card, KeyValueGrid
from app.ui.kit.chips import ChipRow
from app.ui.kit.inputs import SearchField
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.pages.draws import words
from app.ui.pages.draws.tables import RowsTable
from app.ui.theme import Space


class DrawDetail(Card):
    """Signals say what was asked for; the page does it."""

    numbers_wanted = Signal()
    publish_wanted = Signal()
    print_wanted = Signal()
    why_wanted = Signal()
    replace_wanted = Signal()
    successor_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("draw_detail")
        self.view: DrawView | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        self.title = Label("", "title", wrap=True)
        self.chips = ChipRow()
        self.about = Label("", "muted", wrap=True)
        self.banner = Banner(Tone.INFO, "")
        self.banner.setObjectName("draw.banner")
        self.facts = KeyValueGrid()
        self.fairness = Label("", "muted", wrap=True)
        self.fairness.setObjectName("draw.fairness")
        self.search = SearchField(self.tr("Find a business or an area"))
        self.search.setObjectName("draw.search")
        heads = (
            *(self.tr("Drawn"), self.tr("Business"), self.tr("Area")),
            *(self.tr("In the list"), self.tr("Result")),
        )
        self.table = RowsTable(self.tr("Order"), heads, (0, 3), 1)
        self.table.setObjectName("draw.table")
        self.numbers_button = primary_button(self.tr("Enter the numbers"), icon="pencil")
        self.publish_button = secondary_button(self.tr("Files to publish"), icon="download")
        self.print_button = secondary_button(self.tr("Print"), icon="printer")
        self.why_button = secondary_button(self.tr("Why not me?"), icon="help-circle")
        self.replace_button = secondary_button(self.tr("Replace …"), icon="refresh-alert")
        names = {
            "draw.numbers": self.numbers_button,
            "draw.publish": self.publish_button,
            "draw.print": self.print_button,
            "draw.why": self.why_button,
            "draw.replace": self.replace_button,
        }
        for name, button in names.items():
            button.setObjectName(name)

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(Space.S)
        for button in self._actions():
            actions.addWidget(button)
        actions.addStretch(1)
        top = QVBoxLayout()
        top.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.title, 1)
        head.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(head)
        for widget in (self.about, self.banner, self.facts, self.fairness):
            top.addWidget(widget)
        self.body.addLayout(top)
        self.body.addLayout(actions)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)

    def _actions(self) -> tuple[Button, ...]:
        return (
            self.why_button,
            self.publish_button,
            self.print_button,
            self.replace_button,
            self.numbers_button,
        )

    def _connect(self) -> None:
        self.numbers_button.clicked.connect(self.numbers_wanted)
        self.publish_button.clicked.connect(self.publish_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.why_button.clicked.connect(self.why_wanted)
        self.replace_button.clicked.connect(self.replace_wanted)
        self.banner.action_triggered.connect(self._on_successor)
        self.search.text_settled.connect(self._show_rows)
        self.search.list_requested.connect(self.table.setFocus)

    def focus_action(self) -> None:
        """To what is to be done next."""
        (self.numbers_button if self.numbers_button.isVisible() else self.why_button).setFocus()

    def set_view(self, view: DrawView) -> None:
        """Show this draw."""
        is_other = self.view is None or self.view.id != view.id
        self.view = view
        self.title.setText(view.title)
        self.chips.set_chips((words.state_chip(view.state),))
        self._show_banner(view)
        self.about.setText(self._about(view))
        self.facts.set_rows(self._facts(view))
        ready = view.state is DrawState.READY and view.may_write
        self.numbers_button.setVisible(ready)
        self.replace_button.setVisible(view.may_write and view.state is not DrawState.REPLACED)
        if is_other:
            self.fairness.setText("")
            self.search.clear()
        self._show_rows()

    def _show_banner(self, view: DrawView) -> None:
        if view.state is DrawState.REPLACED:
            what = self.tr("Another draw took its place: {reason}").format(reason=view.reason)
            self.banner.set_message(Tone.WARNING, what, action=self.tr("Show it"))
        else:
            tone, what = words.verdict_tone(view.verdict), SENTENCES[view.verdict]
            todo = "" if tone is Tone.SUCCESS else self.tr("Do not use it; ask who changed it.")
            if view.drawn is None and tone is Tone.SUCCESS:
                day = labels.long_date(view.announcement.decided_on)
                tone = Tone.INFO
                what = self.tr("Frozen and announced. The numbers appear on {day}.").format(day=day)
            self.banner.set_message(tone, what, todo=todo)
        self.banner.show()

    def _about(self, view: DrawView) -> str:
        announced = view.announcement
        text = self.tr("{count} candidates for {places} places, announced {told}, numbers {day}")
        return text.format(
            count=labels.number(len(announced.candidates)),
            places=labels.number(announced.places),
            told=labels.long_date(announced.announced_on),
            day=labels.long_date(announced.decided_on),
        )

    def _facts(self, view: DrawView) -> list[tuple[str, str]]:
        rows = []
        for at, source in enumerate(view.announcement.sources):
            number = f": {view.numbers[at]}" if at < len(view.numbers) else ""
            name = self.tr("Number {at}")
            rows.append((name.format(at=at + 1), f"{source}{number}"))
        return [*rows, (self.tr("Hash"), words.grouped(view.fingerprint))]

    def set_fairness(self, found: Fairness) -> None:
        """Who gets the places, or takes part, beside who could."""
        text = self.tr("Of the places: women-led {women}, UP2K {up2k}.")
        self.fairness.setText(
            text.format(women=self._part(found.women), up2k=self._part(found.up2k))
        )

    def _part(self, part: Part) -> str:
        share, expected = words.percent(part.share), words.percent(part.expected)
        text = self.tr("{share} (of candidates {expected})")
        return text.format(share=share, expected=expected)

    def _show_rows(self, _text: str = "") -> None:
        if self.view is None:
            return
        announced, drawn = self.view.announcement, self.view.drawn
        listed = {one.key: str(at) for at, one in enumerate(announced.candidates, 1)}
        wanted = self.search.text().strip().lower()
        place, waits = self.tr("Place"), self.tr("Waiting {at}")
        rows = []
        for at, one in enumerate(drawn.order if drawn else announced.candidates, 1):
            if wanted and wanted not in f"{one.name} {one.area}".lower():
                continue
            over = at - announced.places
            result = "–" if drawn is None else place if over <= 0 else waits.format(at=over)
            number = str(at) if drawn else "–"
            rows.append((number, one.name, one.area, listed[one.key], result))
        self.table.set_rows(rows)

    def _on_successor(self) -> None:
        if self.view is not None and self.view.replaced_by is not None:
            self.successor_wanted.emit(self.view.replaced_by)
