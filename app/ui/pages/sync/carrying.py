"""Writing and taking in files, off the UI thread, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import UserError
from app.services import parcels, sessions, syncing
from app.services.parcels import DraftLine, Taken, Written
from app.services.sessions import SessionView
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.tones import Tone
from app.ui.pages.sync.files_card import FilesCard
from app.ui.pages.sync.telling import size
from app.ui.pages.sync.told import Told
from app.ui.syncing.watching import QtWatcher


@dataclass(frozen=True, slots=True)
class _Offer:
    sessions: tuple[SessionView, ...]
    current: SessionView | None


def _offer(ws: Workspace) -> _Offer:
    return _Offer(tuple(sessions.recent(ws)), sessions.current(ws))


class Carrying(QObject):
    """What the file card asks for; `told()` when it has something new to show."""

    told = Signal()

    def __init__(self, desk: Desk, card: FilesCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._asked: Path | None = None
        card.centre_chosen.connect(self.write_for_centre)
        card.colleague_wanted.connect(self._on_colleague_wanted)
        card.colleague_chosen.connect(self.write_for_colleague)
        card.file_chosen.connect(self.take)
        card.code_given.connect(self._on_code_given)
        card.draft_wanted.connect(self.continue_draft)

    # -- writing ----------------------------------------------------------------------

    def write_for_centre(self, path: Path) -> None:
        """Everything that waits, as a file."""
        self._card.set_busy(self.tr("Writing {name}…").format(name=path.name))
        job = partial(parcels.write_for_centre, self._desk.ws, path, QtWatcher())
        self._desk.lanes.io(job, self, self._on_written, self._on_failed)

    def _on_colleague_wanted(self) -> None:
        self._desk.read(partial(_offer, self._desk.ws), self, self._on_offer)

    def _on_offer(self, offer: _Offer) -> None:
        self._card.offer_sessions(offer.sessions, offer.current)

    def write_for_colleague(self, session_id: UUID, path: Path) -> None:
        """A session's sheets and drafts, sealed with a code."""
        self._card.set_busy(self.tr("Writing {name}…").format(name=path.name))
        ws = self._desk.ws
        job = partial(parcels.write_for_colleague, ws, path, session_id, QtWatcher())
        self._desk.lanes.io(job, self, self._on_written, self._on_failed)

    def _on_written(self, written: Written) -> None:
        self._card.set_busy("")
        name = written.path.name
        what = self.tr("Saved: {name}").format(name=name)
        did = self.tr("{rows} records and {photos} photos, {size}.").format(
            rows=labels.number(written.rows),
            photos=labels.number(written.photos),
            size=size(written.size_bytes),
        )
        if written.code:
            self._card.show_code(written.code, name)
            todo = self.tr("Your colleague opens it with this code.")
        else:
            self._card.rest()
            todo = self.tr("Hand it to the centre. Until its answer is back, everything waits on.")
        self._tell(Told(Tone.SUCCESS, what, did, todo))

    # -- taking in --------------------------------------------------------------------

    def take(self, path: Path, code: str = "") -> None:
        """Take a file in; a colleague's asks for its code in place."""
        self._asked = path
        self._card.set_busy(self.tr("Reading {name}…").format(name=path.name))
        job = partial(parcels.take, self._desk.ws, path, QtWatcher(), code)
        self._desk.lanes.io(job, self, self._on_taken, self._on_failed)

    def _on_code_given(self, code: str) -> None:
        if self._asked is not None:
            self.take(self._asked, code)

    def _on_taken(self, taken: Taken) -> None:
        self._card.set_busy("")
        self._card.rest()
        self._tell(self._words(taken))
        if not taken.known:
            self._desk.changed.emit(syncing.ENTITIES | {"sync"})

    def _words(self, taken: Taken) -> Told:
        if taken.known:
            what = self.tr("This file was taken in before; nothing changed.")
            return Told(Tone.INFO, what)
        if taken.kind == "answer":
            what = self.tr("The centre's answer is taken in.")
            text = self.tr("{rows} records and {photos} photos are confirmed or new.")
        else:
            what = self.tr("Taken in from {sender}.").format(sender=taken.sender)
            text = self.tr("{rows} records, {sheets} sheets, {drafts} drafts, {photos} photos.")
        did = text.format(
            rows=labels.number(taken.rows),
            sheets=labels.number(taken.sheets),
            drafts=labels.number(taken.drafts),
            photos=labels.number(taken.photos),
        )
        return Told(Tone.SUCCESS, what, did)

    def _on_failed(self, error: Exception) -> None:
        self._card.set_busy("")
        if not isinstance(error, UserError):
            self._desk.handle(error)
        elif error.code == "parcel.needs_code" and self._asked is not None:
            self._card.ask_code(self._asked.name)
            self.told.emit()
        elif error.code == "parcel.wrong_code" and self._asked is not None:
            self._card.ask_code(self._asked.name, error.what)
        else:
            self._tell(Told.of(error))

    def _tell(self, told: Told) -> None:
        self._card.tell(told)
        self.told.emit()

    # -- drafts -----------------------------------------------------------------------

    def continue_draft(self, line: DraftLine) -> None:
        """Make a sheet begun elsewhere this person's own here, and go on with it."""
        ws = self._desk.ws
        job = partial(parcels.continue_draft, ws, line.curation_id, line.curator_id)
        done = partial(self._on_continued, line.curation_id)
        self._desk.change(job, self, done, self._on_failed)

    def _on_continued(self, curation_id: UUID, _nothing: None) -> None:
        self._desk.changed.emit(frozenset({"sync", "assessment"}))
        self._desk.go("curation", curation_id)
