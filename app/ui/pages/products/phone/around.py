"""What the laptop sees of the networks around it; tests see others."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtNetwork import QNetworkInterface

from app.photos.phone.network import Card, wifi_name


@dataclass(frozen=True, slots=True)
class Around:
    """`cards` is asked every second, `wifi` (slow, in a worker) when the network changes."""

    cards: Callable[[], Sequence[Card]]
    wifi: Callable[[], str | None]
    now: Callable[[], float] = time.monotonic


def system_cards() -> list[Card]:
    """The network cards that are up."""
    wanted = QNetworkInterface.InterfaceFlag.IsUp | QNetworkInterface.InterfaceFlag.IsRunning
    found = []
    for card in QNetworkInterface.allInterfaces():
        if card.flags() & wanted != wanted:
            continue
        is_wifi = card.type() == QNetworkInterface.InterfaceType.Wifi
        for entry in card.addressEntries():
            found.append(Card(card.humanReadableName(), entry.ip().toString(), is_wifi))
    return found


SYSTEM = Around(system_cards, wifi_name)
