"""What the system knows of the network. It is a hint: only an answer of the centre is proof."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation
from typing_extensions import override


class Reach(Enum):
    """How far the network goes, as far as the system can tell."""

    NONE = "none"
    UNKNOWN = "unknown"
    ONLINE = "online"


class Network(QObject):
    """A network nobody knows anything about; tests and the system have more to say."""

    changed = Signal()
    """Reach or price may be another now."""

    def reach(self) -> Reach:
        """How far it goes."""
        return Reach.UNKNOWN

    def is_metered(self) -> bool:
        """Whether its bytes cost money."""
        return False


class NoNetwork(Network):
    """Never reaches anything: nothing is tried without being asked."""

    @override
    def reach(self) -> Reach:
        return Reach.NONE


class SystemNetwork(Network):
    """What Qt hears from the system; without a backend everything is unknown, so it is tried."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._information = _information()
        if self._information is not None:
            self._information.reachabilityChanged.connect(self._on_changed)
            self._information.isMeteredChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.changed.emit()

    @override
    def reach(self) -> Reach:
        if self._information is None:
            return Reach.UNKNOWN
        # Local and Site may well lead to a centre in the same building.
        known = {
            QNetworkInformation.Reachability.Disconnected: Reach.NONE,
            QNetworkInformation.Reachability.Online: Reach.ONLINE,
        }
        return known.get(self._information.reachability(), Reach.UNKNOWN)

    @override
    def is_metered(self) -> bool:
        return self._information is not None and self._information.isMetered()


def _information() -> QNetworkInformation | None:
    feature = QNetworkInformation.Feature
    wanted = (feature.Reachability | feature.Metered, feature.Reachability)
    if any(QNetworkInformation.loadBackendByFeatures(features) for features in wanted):
        return QNetworkInformation.instance()
    return None
