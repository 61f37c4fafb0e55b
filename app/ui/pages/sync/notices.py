"""What a person should know of both sides, in calm sentences above everything else."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.syncing import Status
from app.ui.kit.banner import Banner
from app.ui.kit.tones import Tone
from app.ui.pages.sync.jobs import SyncView
from app.ui.pages.sync.telling import Telling
from app.ui.theme import Space

_SKEW_LIMIT_MS = 120_000
"""From here on a clock is said to be wrong: papers carry dates."""


class Notices(QWidget):
    """The clock, an upgrade, and both sides differing; each shown only while it is so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._telling = Telling(self)
        self.skew = Banner(Tone.WARNING, "")
        self.upgrade = Banner(Tone.WARNING, "")
        self.unequal = Banner(Tone.INFO, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for name, banner in (
            ("skew_banner", self.skew),
            ("upgrade_banner", self.upgrade),
            ("unequal_banner", self.unequal),
        ):
            banner.setObjectName(name)
            banner.hide()
            column.addWidget(banner)
        self.hide()

    def show_view(self, view: SyncView) -> None:
        """Show what holds now."""
        status = view.status
        shown = (
            self._show_skew(status.skew_ms),
            self._show_upgrade(status),
            self._show_unequal(view.unequal),
        )
        self.setVisible(any(shown))

    def _show_skew(self, skew_ms: int | None) -> bool:
        off = skew_ms is not None and abs(skew_ms) > _SKEW_LIMIT_MS
        self.skew.setVisible(off)
        if off and skew_ms is not None:
            slow = self.tr("The clock of this laptop is {much} slow.")
            fast = self.tr("The clock of this laptop is {much} fast.")
            what = (slow if skew_ms > 0 else fast).format(much=self._telling.off_by(skew_ms))
            todo = self.tr("Set the clock of this laptop: papers carry its date.")
            self.skew.set_message(Tone.WARNING, what, todo=todo)
        return off

    def _show_upgrade(self, status: Status) -> bool:
        self.upgrade.setVisible(bool(status.upgrade))
        version = status.centre_app or "?"
        if status.upgrade == "laptop":
            what = self.tr("The program on this laptop is older than the centre's ({version}).")
            safe = self.tr("What you enter is kept, and sent as far as both understand each other.")
            todo = self.tr("Ask your admin for the newest version.")
            self.upgrade.set_message(
                Tone.WARNING, what.format(version=version), safe=safe, todo=todo
            )
        elif status.upgrade:
            what = self.tr("The centre still runs an older version ({version}).")
            safe = self.tr("What it does not know yet waits here and goes by itself later.")
            self.upgrade.set_message(Tone.INFO, what.format(version=version), safe=safe)
        return bool(status.upgrade)

    def _show_unequal(self, names: tuple[str, ...]) -> bool:
        self.unequal.setVisible(bool(names))
        if names:
            text = self.tr(
                "This laptop and the centre differ in {regions}. Nothing is lost: the centre was "
                "told, and they are compared again at the next sync."
            )
            self.unequal.set_message(Tone.INFO, "", safe=text.format(regions=", ".join(names)))
        return bool(names)
