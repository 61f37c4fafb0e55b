"""The paper on show: what it is, how it looks, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.papers import PaperCard
from app.services.seals import SealState, SealView
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import IconButton, primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label, Line
from app.ui.kit.pdf import PdfPreview
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Lanes
from app.ui.pages.certificates import jobs
from app.ui.pages.certificates.choice import PaperChoice
from app.ui.pages.certificates.jobs import PaperKind, chips
from app.ui.pages.certificates.revoking import StateBand
from app.ui.theme import Space


class _Fact(QWidget):
    """A name over its value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._name = Label(name, "muted")
        self._value = Label("", "strong")
        column.addWidget(self._name)
        column.addWidget(self._value)

    @property
    def value(self) -> str:
        return self._value.text()

    def set_value(self, text: str) -> None:
        self._value.setText(text)
        self._value.setAccessibleName(f"{self._name.text()}: {text}")


class PaperPanel(Card):
    """One decision's paper with its facts and actions."""

    issue_requested = Signal()
    save_requested = Signal()
    print_requested = Signal()
    story_requested = Signal()
    objection_requested = Signal()
    message_requested = Signal()
    revoke_requested = Signal()
    paper_chosen = Signal(object)
    seal_requested = Signal()

    def __init__(self, lanes: Lanes, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("paper_panel")
        self._card: PaperCard | None = None
        self._make_actions()
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("paper_panel.banner")
        self.banner.hide()
        self.state = StateBand()
        self.preview = PdfPreview(lanes)
        self.preview.setObjectName("paper_panel.preview")
        self._facts = {
            "register": _Fact(self.tr("Register number")),
            "official": _Fact(self.tr("Official number")),
            "validity": _Fact(self.tr("Valid until")),
            "status": _Fact(self.tr("Status")),
            "total": _Fact(self.tr("Total")),
            "level": _Fact(self.tr("Level")),
        }
        self.add(self._make_head())
        self.add(self.state)
        self.add(self.banner)
        self.add(self.preview, 1)
        self.add(Line())
        self.add(self._fact_row())

    def _make_actions(self) -> None:
        self.issue_button = primary_button(self.tr("Issue certificate"), icon="certificate")
        self.issue_button.setObjectName("issue_button")
        self.save_button = secondary_button(self.tr("Save as PDF"), icon="download")
        self.save_button.setObjectName("save_pdf_button")
        self.print_button = primary_button(self.tr("Print"), icon="printer", shortcut="Ctrl+P")
        self.print_button.setObjectName("print_button")
        self.story_button = IconButton("history", self.tr("Story of the product"))
        self.story_button.setObjectName("paper_story_button")
        self.objection_button = IconButton("flag", self.tr("Record an objection"))
        self.objection_button.setObjectName("paper_objection_button")
        self.message_button = IconButton("device-mobile", self.tr("Tell the result by WhatsApp"))
        self.message_button.setObjectName("paper_message_button")
        self.message_button.clicked.connect(self.message_requested)
        self.revoke_button = IconButton("ban", self.tr("Revoke…"))
        self.revoke_button.setObjectName("paper_revoke_button")
        self.revoke_button.clicked.connect(self.revoke_requested)
        self.choice = PaperChoice()
        self.choice.paper_chosen.connect(self.paper_chosen)
        self.seal_button = IconButton("shield-check", self.tr("Put a digital signature …"))
        self.seal_button.setObjectName("paper_seal_button")
        self.seal_button.hide()
        self.seal_button.clicked.connect(self.seal_requested)
        self.story_button.clicked.connect(self.story_requested)
        self.objection_button.clicked.connect(self.objection_requested)
        self.issue_button.clicked.connect(self.issue_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.print_button.clicked.connect(self.print_requested)

    def _make_head(self) -> QWidget:
        self._title = ElidedLabel("", "title")
        self._title.setObjectName("paper_panel.title")
        self._subtitle = ElidedLabel("", "muted")
        self._chips = ChipRow()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row = QHBoxLayout()
        row.setSpacing(Space.S + 2)
        row.addLayout(words, 1)
        for button in (self.save_button, self.issue_button, self.print_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(Space.S + 2)
        below.addWidget(self._chips, 1)
        told = self.message_button, self.story_button, self.objection_button
        for mark in (self.seal_button, *told, self.revoke_button):
            below.addWidget(mark)
        below.addWidget(self.choice)
        column.addLayout(below)
        return box

    def _fact_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for name, fact in self._facts.items():
            row.addWidget(fact, 0 if name in {"register", "official"} else 1)
        return box

    @property
    def card(self) -> PaperCard | None:
        """The decision on show."""
        return self._card

    @property
    def kind(self) -> PaperKind | None:
        """Which of its papers is on show."""
        return self.choice.kind

    def fact(self, name: str) -> str:
        """What stands under `register`, `official`, `validity`, `status`, `total` or `level`."""
        return self._facts[name].value

    def set_card(self, card: PaperCard) -> None:
        """Show another decision; its paper follows by `set_paper`."""
        other = self._card is None or card.decision_id != self._card.decision_id
        self._card = card
        self.choice.set_card(card, keep=not other)
        self._title.setText(card.product)
        self._subtitle.setText(f"{card.business} · {labels.long_date(card.decided_on)}")
        self._chips.set_chips(chips(card, self.tr("Not sent yet")))
        self.state.set_card(card)
        self.revoke_button.setVisible(card.rights.revoke)
        may_issue = jobs.may_issue(card)
        self.issue_button.setVisible(may_issue)
        self.print_button.setVisible(not may_issue)
        self._show_facts(card)
        if other:
            self.banner.hide()
            self.seal_button.hide()
            self.set_paper(b"")

    def _show_facts(self, card: PaperCard) -> None:
        until, status = card.valid_until, card.status
        values = {
            "register": card.register_no or "",
            "official": card.official_number or "",
            "validity": labels.long_date(until) if until else "",
            "status": status.term if status else card.outcome.term,
            "total": f"{labels.points(card.total)} · {card.grade.term}",
            "level": card.level.term,
        }
        if card.official_number:  # long, and the row is not: those two stand on the paper
            values |= {"total": "", "level": ""}
        # Hide before showing: all side by side would widen the window for good.
        for name, value in sorted(values.items(), key=lambda told: bool(told[1])):
            self._facts[name].set_value(value)
            self._facts[name].setVisible(bool(value))

    def set_seal(self, seal: SealView) -> None:
        """Whether the certificate on show is signed digitally, may be here, or was elsewhere."""
        self.seal_button.setVisible(seal.state is SealState.SEALABLE)
        signed = {
            SealState.SEALED: (self.tr("Digitally signed"), Tone.SUCCESS, "shield-check"),
            SealState.ELSEWHERE: (
                self.tr("Signed on laptop {code}").format(code=seal.laptop),
                Tone.INFO,
                "device-laptop",
            ),
        }
        if seal.state in signed and self._card is not None:
            known = chips(self._card, self.tr("Not sent yet"))
            self._chips.set_chips((*known, ChipSpec(*signed[seal.state])))

    def set_paper(self, pdf: bytes) -> None:
        """Show the paper; empty while it is drawn."""
        self.preview.set_pdf(pdf)
        self.save_button.setEnabled(bool(pdf))
        self.print_button.setEnabled(bool(pdf))

    def focus_action(self) -> None:
        """Put the focus on what comes next: issue, or print."""
        button = self.print_button if self.issue_button.isHidden() else self.issue_button
        button.setFocus()
