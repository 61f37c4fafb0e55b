"""What is said when a sync has ended."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.services.syncing import Report
from app.ui import labels
from app.ui.kit.tones import Tone
from app.ui.pages.sync.told import Told
from app.ui.syncing.background import BackgroundSync
from app.ui.syncing.runner import Ended


class Results(QObject):
    """Sentences for ends; a run nobody asked for says only what a person has to do."""

    def words(self, ended: Ended, background: BackgroundSync) -> Told | None:
        """What to say, or nothing."""
        if ended.error is not None:
            silent = ended.quiet and background.trouble is None
            return None if silent else Told.of(ended.error)
        if ended.report is None or (ended.quiet and not ended.stopped):
            return None
        return self._report(ended.report, stopped=ended.stopped)

    def _report(self, report: Report, *, stopped: bool) -> Told:
        text = self.tr("Sent {sent} records and {photos} photos, received {received} records.")
        did = text.format(
            sent=labels.number(report.sent),
            photos=labels.number(report.photos_sent),
            received=labels.number(report.received),
        )
        if stopped:
            todo = self.tr("The next synchronisation goes on from here.")
            return Told(Tone.WARNING, self.tr("Stopped."), did, todo)
        if report.refused or report.conflicts:
            what = self.tr("Synchronised, but some records need you.")
            return Told(Tone.WARNING, what, did)
        if not report.complete:
            return Told(
                Tone.INFO, self.tr("Records are synchronised; some photos still wait."), did
            )
        return Told(Tone.SUCCESS, self.tr("Synchronised."), did)
