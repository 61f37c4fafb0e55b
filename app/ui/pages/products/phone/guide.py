"""What to do, beside the code: which network, three steps, and help when no phone comes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.photos.phone.network import Address, Kind
from app.ui.kit.banner import Banner
from app.ui.kit.choices import Select
from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_text, fill_round, painter_for
from app.ui.kit.tones import Tone
from app.ui.theme import Space, Type, colours, font

_BADGE = 26


class _Number(QWidget):
    """A step's number on a round ground."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._text = str(number)
        self.setFixedSize(_BADGE, _BADGE)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_BADGE, _BADGE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = colours(), painter_for(self)
        rect = QRectF(self.rect())
        fill_round(painter, rect, _BADGE / 2, now.accent_soft)
        face = font(Type.SMALL, QFont.Weight.DemiBold, tabular=True)
        draw_text(painter, rect, self._text, now.accent_text, face, Qt.AlignmentFlag.AlignHCenter)
        painter.end()


class _Step(QWidget):
    """A number, a sentence, and a quieter one below it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.what, self.more = Label("", "strong", wrap=True), Label("", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 3, 0, 0)
        words.addWidget(self.what)
        words.addWidget(self.more)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        badge = QVBoxLayout()
        badge.addWidget(_Number(number))
        badge.addStretch(1)
        row.addLayout(badge)
        row.addLayout(words, 1)

    def say(self, what: str, more: str = "") -> None:
        self.what.setText(what)
        self.more.setText(more)
        self.more.setVisible(bool(more))


def _indented(widget: QWidget) -> QHBoxLayout:
    """Below the words of a step, not below its number."""
    row = QHBoxLayout()
    row.setContentsMargins(_BADGE + Space.M, 0, 0, 0)
    row.addWidget(widget)
    return row


class Guide(QWidget):
    """`chosen(str)` when a person picks another of the laptop's addresses."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.steps = [_Step(number) for number in (1, 2, 3)]
        self.networks = Select()
        self.networks.setObjectName("phone_network")
        self.networks.setAccessibleName(self.tr("Network of this laptop"))
        self.networks.activated.connect(self._on_activated)
        self.help = Banner(Tone.WARNING, "")
        self.help.setObjectName("phone_help")
        self._addresses: tuple[Address, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for step in self.steps:
            column.addWidget(step)
            if step is self.steps[0]:
                column.addLayout(_indented(self.networks))
        column.addStretch(1)
        column.addWidget(self.help)
        self.help.hide()
        self.networks.hide()

    @property
    def words(self) -> str:
        """All that is said, for tests and screen readers."""
        shown = [label for step in self.steps for label in (step.what, step.more)]
        return " ".join(label.text() for label in shown if not label.isHidden())

    def show_networks(self, addresses: tuple[Address, ...], chosen: str) -> None:
        """Offer the laptop's networks; one alone needs no choosing."""
        if addresses != self._addresses:
            self._addresses = addresses
            self.networks.clear()
            for address in addresses:
                self.networks.addItem(f"{address.card} · {address.address}", address.address)
        self.networks.setCurrentIndex(self.networks.findData(chosen))
        self.networks.setVisible(len(addresses) > 1)

    def show_steps(self, address: Address, wifi: str | None) -> None:
        """Say how a phone gets here."""
        known = self.tr("Connect the phone to the Wi-Fi “{name}”.").format(name=wifi or "")
        unknown = self.tr("Connect the phone to the same network as this laptop.")
        hotspot = self.tr("Connect the phone to the hotspot of this laptop.")
        first = known if address.kind is Kind.WIFI and wifi else unknown
        own = self.tr("A phone whose hotspot this laptop uses is connected already.")
        if address.kind is Kind.HOTSPOT:
            first, own = hotspot, ""
        self.steps[0].say(first, own)
        self.steps[1].say(
            self.tr("Point the phone's camera at the code."),
            self.tr("Or type the address below it into the phone's browser."),
        )
        self.steps[2].say(
            self.tr("Take or choose photos on the phone."),
            self.tr("They appear here by themselves. No internet is needed."),
        )

    def show_no_network(self) -> None:
        """Say how to make a network where there is none."""
        self.steps[0].say(
            self.tr("This laptop is on no network yet."),
            self.tr("Internet is not needed, only a hotspot between phone and laptop."),
        )
        self.steps[1].say(
            self.tr("Switch on the hotspot of a phone, then connect this laptop to its Wi-Fi."),
            self.tr("Or on Windows: Settings, Network, Mobile hotspot; then connect the phone."),
        )
        self.steps[2].say(
            self.tr("The code appears here by itself."),
            self.tr("Photos can still be added from files."),
        )

    def show_help(self, port: int) -> None:
        """No phone has come for a while: say what may be in its way."""
        allow = self.tr(
            "If Windows asks about the firewall, allow Kurasi Lapangan (Python) on private and"
            " public networks. Was it refused before: Windows Security, Firewall, Allow an app."
        )
        other = self.tr("If this laptop has a firewall, allow port {port}.").format(port=port)
        todo = self.tr("Switch off mobile data on the phone for a moment, and check its Wi-Fi.")
        firewall = allow if sys.platform == "win32" else other
        what = self.tr("No phone has opened the page yet.")
        self.help.set_message(Tone.WARNING, what, safe=todo, todo=firewall)
        self.help.show()

    def hide_help(self) -> None:
        """A phone is here."""
        self.help.hide()

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.networks.itemData(index)))
