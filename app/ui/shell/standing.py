"""How this laptop stands towards the centre, as the slot at the foot of the sidebar says it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services.syncing import Status
from app.ui import labels
from app.ui.kit.sidebar import StatusKind
from app.ui.syncing.background import BackgroundSync, Mode
from app.ui.syncing.facts import Standing, is_all_confirmed


class StandingWords(QObject):
    """Kind and words of a standing."""

    def words(
        self, standing: Standing, background: BackgroundSync, *, running: bool
    ) -> tuple[StatusKind, str]:
        """Always true: the green one only where the centre has confirmed everything."""
        status = standing.status
        if status.sample and not status.enrolled:
            return StatusKind.OFFLINE, self.tr("Sample data · never sent")
        unsent = self._unsent(status)
        if not status.enrolled:
            return StatusKind.OFFLINE, self.tr("Not connected") + " · " + unsent
        if running:
            return StatusKind.SYNCING, self.tr("Synchronising") + " · " + unsent
        if standing.refused or status.conflicts or status.upgrade or background.trouble:
            return StatusKind.ATTENTION, self.tr("Needs attention") + " · " + unsent
        if is_all_confirmed(status) and status.last_success_at is not None:
            at = labels.moment(status.last_success_at)
            return StatusKind.DONE, self.tr("All at the centre") + " · " + at
        return self._waiting(background, unsent)

    def _waiting(self, background: BackgroundSync, unsent: str) -> tuple[StatusKind, str]:
        if background.seems_offline:
            return StatusKind.OFFLINE, self.tr("Offline") + " · " + unsent
        if background.mode is Mode.PAUSED:
            return StatusKind.WAITING, self.tr("Paused") + " · " + unsent
        return StatusKind.WAITING, self.tr("Online") + " · " + unsent

    def _unsent(self, status: Status) -> str:
        for count, text in (
            (status.unsent, self.tr("{count} not sent yet")),
            (status.waiting_photos, self.tr("{count} photos not sent yet")),
            (status.handed_over, self.tr("{count} with the centre's staff")),
            (status.carried, self.tr("{count} carried for others")),
        ):
            if count:
                return text.format(count=labels.number(count))
        return self.tr("Nothing is waiting")
