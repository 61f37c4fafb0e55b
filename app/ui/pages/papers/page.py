"""The page: a region, the form of its set-up, what it looks like, and what was before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.paper_setup import PaperSetup, unsigned_from
from app.errors import UserError
from app.services import paper_setup_drafts
from app.services.changes import Change
from app.services.paper_setup_shelves import DraftView, SetupLine, SetupShelf, Standing
from app.services.paper_setup_shelves import refusal_sentence as why_refused
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest
from app.ui.pages.page import Page
from app.ui.pages.papers import jobs
from app.ui.pages.papers.frame import PapersFrame
from app.ui.pages.papers.jobs import PapersView
from app.ui.pages.papers.publish_sheet import PublishSheet
from app.ui.pages.papers.words import SetupWords

_SAVE_MS = 600


class PapersPage(Page):
    """Letterhead, signatories and numbers of a region: to read for everybody, to publish for
    its admins.
    """

    KEY = "papers"
    RAIL = "settings"
    WATCHES = frozenset({"paper_setup", "sync", "person", "role_grant", "region"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: PapersView | None = None
        self._region = ""
        self._shown: UUID | None = None
        """A published set-up that is looked at; None for the draft, or what counts."""
        self._based_on = 0
        self._dirty = False
        self.sheet: PublishSheet | None = None
        self._words = SetupWords(self)
        self._latest = Latest()
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(_SAVE_MS)
        self._save_timer.timeout.connect(self._save)
        self.frame = PapersFrame(desk, self)
        self._connect()

    def _connect(self) -> None:
        frame = self.frame
        frame.region_wanted.connect(self.choose)
        frame.back_button.clicked.connect(self._on_back)
        frame.edit_button.clicked.connect(self._on_edit)
        frame.drop_button.clicked.connect(self._on_drop)
        frame.publish_button.clicked.connect(self._on_publish)
        frame.banner.action_triggered.connect(self._on_banner)
        frame.form.edited.connect(self._on_edited)
        frame.form.emblem_wanted.connect(self._on_emblem_wanted)
        frame.history.wanted.connect(self._on_history)

    # -- reading -----------------------------------------------------------------------

    @override
    def reload(self) -> None:
        job = partial(jobs.read_view, self.desk.ws, self._region)
        self.desk.read(job, self, self._on_view)

    @override
    def leave(self) -> None:
        self._flush()
        self.frame.preview.stop()
        super().leave()

    def choose(self, region: str) -> None:
        """Show another region."""
        self._flush()
        self._region, self._shown = region, None
        self.reload()

    def _on_view(self, view: PapersView) -> None:
        known = self._view
        self._view = view
        self._region = view.shelf.region
        same = known is not None and known.shelf.region == self._region
        if same and self._dirty and view.shelf.draft is not None:
            self._show_state()  # what is being typed stays
            return
        self._dirty = False
        if self._line is None:
            self._shown = None
        self._show()

    @property
    def shelf(self) -> SetupShelf:
        """The region on show."""
        assert self._view is not None
        return self._view.shelf

    @property
    def _line(self) -> SetupLine | None:
        return next((line for line in self.shelf.lines if line.id == self._shown), None)

    @property
    def _editing(self) -> bool:
        shelf = self.shelf
        free = shelf.editable and shelf.pending is None
        return free and shelf.draft is not None and self._shown is None

    @property
    def _setup(self) -> PaperSetup:
        """The set-up on show."""
        line, shelf = self._line, self.shelf
        if line is not None:
            return line.setup
        if self._editing and shelf.draft is not None:
            return shelf.draft.setup
        if shelf.pending is not None:
            return shelf.pending.setup
        return shelf.counts

    # -- showing -----------------------------------------------------------------------

    def _show(self) -> None:
        setup = self._setup
        if self.shelf.draft is not None:
            self._based_on = self.shelf.draft.based_on
        self.frame.form.show_setup(setup, editable=self._editing)
        if setup.emblem is not None:
            job = partial(jobs.show_emblem, self.desk.ws, setup.emblem)
            token = self._latest.renew()
            form = self.frame.form
            self.desk.lanes.io(job, self, form.show_emblem, self._on_failed, token=token)
        self.frame.preview.set_setup(setup, at_once=True)
        self._show_state()

    def _show_state(self) -> None:
        assert self._view is not None
        self.frame.show_view(self._view, editing=self._editing)
        self._show_standing()
        self._show_banner()

    def _show_standing(self) -> None:
        shelf, line = self.shelf, self._line or (None if self._editing else self._counting)
        if self._editing and shelf.draft is not None:
            self.frame.chip.set_spec(ChipSpec(self.tr("Draft"), Tone.WARNING, "pencil"))
            saved = self.tr("Saved {time}").format(time=labels.moment(shelf.draft.saved_at))
            self.frame.summary.setText(saved)
        elif line is not None:
            self.frame.chip.set_spec(self._words.chip(line.standing))
            self.frame.summary.setText(self._words.line(line))
        else:
            inherited = bool(shelf.counts_of)
            words = self.tr("From {region}") if inherited else self.tr("From this laptop")
            spec = ChipSpec(words.format(region=shelf.counts_of), Tone.NEUTRAL, "info-circle")
            self.frame.chip.set_spec(spec)
            self.frame.summary.setText(
                self.tr("This region has no set-up of its own.")
                if inherited
                else self.tr("Until there is one, papers take the settings of each laptop.")
            )

    @property
    def _counting(self) -> SetupLine | None:
        """What the region's papers take, if it is its own; else what waits."""
        shelf = self.shelf
        own = (line for line in shelf.lines if line.standing is Standing.IN_FORCE)
        return shelf.pending or next(own, None)

    def _show_banner(self) -> None:
        shelf, frame = self.shelf, self.frame
        line = shelf.pending
        if self._line is not None and (self._shown is not None):
            frame.tell(
                Tone.INFO,
                self.tr("You look at a published version."),
                action=self.tr("Back to what counts"),
            )
        elif line is not None and line.standing is Standing.REFUSED:
            frame.tell(
                Tone.DANGER,
                why_refused(shelf),
                safe=self.tr("Your text is kept."),
                action=self.tr("Make it a draft again"),
            )
        elif line is not None:
            text = self.tr("Version {n} is published and waits for the centre.")
            frame.tell(
                Tone.INFO,
                text.format(n=line.version),
                todo=self.tr("Synchronise; until then the version before counts."),
                action=self.tr("Take it back"),
            )
        elif self._editing and shelf.newest is not None and shelf.newest.version > self._based_on:
            text = self.tr("Version {n} was published since this draft was begun.")
            frame.tell(
                Tone.WARNING,
                text.format(n=shelf.newest.version),
                todo=self.tr("Look at what changes before you publish over it."),
            )
        else:
            self._tell_gap()

    def _tell_gap(self) -> None:
        """Somebody has to sign: a day on which nobody does is told in time."""
        setup = self.frame.form.value if self._editing else self._setup
        gap = unsigned_from(setup) if setup.signers else None
        if gap is None or gap == setup.valid_from:
            self.frame.banner.hide()
            return
        text = self.tr("From {day} nobody signs for this region.")
        self.frame.tell(
            Tone.WARNING,
            text.format(day=labels.long_date(gap)),
            todo=self.tr("Add a successor before that day: without one no certificate is issued."),
        )

    # -- writing -----------------------------------------------------------------------

    def _on_edited(self) -> None:
        if not self._editing:
            return
        self._dirty = True
        self.frame.preview.set_setup(self.frame.form.value)
        # Not started anew at each key: who types on and on is saved all the same.
        if not self._save_timer.isActive():
            self._save_timer.start()

    def _save(self) -> None:
        if self._dirty and self._editing:
            setup, based_on = self.frame.form.value, self._based_on
            job = partial(paper_setup_drafts.save, self.desk.ws, setup, based_on)
            self.desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, draft: DraftView) -> None:
        if self._editing and draft.setup.region == self._region:
            saved = self.tr("Saved {time}").format(time=labels.moment(draft.saved_at))
            self.frame.summary.setText(saved)
            self._tell_gap()

    def _flush(self) -> None:
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._save()

    def _on_emblem_wanted(self, path: Path) -> None:
        job = partial(jobs.choose_emblem, self.desk.ws, path)
        self.desk.lanes.io(job, self, self._on_emblem, self._on_failed)

    def _on_emblem(self, chosen: tuple[bytes, QImage]) -> None:
        if self._editing:
            self.frame.form.set_emblem(*chosen)
            self._on_edited()

    # -- deeds -------------------------------------------------------------------------

    def _on_back(self) -> None:
        self.desk.go("settings")

    def _on_edit(self) -> None:
        self._shown = None
        if self.shelf.draft is not None:
            self._show()
            return
        job = partial(paper_setup_drafts.begin, self.desk.ws, self._region)
        self.desk.change(job, self, self._on_begun, self._on_failed)

    def _on_begun(self, _draft: DraftView) -> None:
        self._dirty = False
        self.reload()

    def _on_drop(self) -> None:
        self._save_timer.stop()
        self._dirty = False
        job = partial(paper_setup_drafts.drop, self.desk.ws, self._region)
        self.desk.change(job, self, self._on_dropped, self._on_failed)

    def _on_dropped(self, _nothing: None) -> None:
        self.reload()

    def _on_publish(self) -> None:
        wrong = self.frame.form.first_wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        shelf, setup = self.shelf, self.frame.form.value
        before = shelf.newest.setup if shelf.newest else None
        version = shelf.newest.version + 1 if shelf.newest else 1
        start = labels.long_date(setup.valid_from)
        changes = self._words.changes(before, setup)
        if not changes:
            changes = [self.tr("Nothing differs from the version in force.")]
        self.sheet = PublishSheet(shelf.name, version, start, changes, self)
        self.sheet.confirmed.connect(self._on_confirmed)
        self.sheet.open()

    def _on_confirmed(self) -> None:
        self._flush()
        job = partial(paper_setup_drafts.publish, self.desk.ws, self.frame.form.value)
        self.desk.change(job, self, self._on_published, self._on_failed)

    def _on_published(self, change: Change) -> None:
        self._dirty = False
        self.desk.committed(change)
        self.desk.noticed.emit(Notice(self.tr("Published. It goes out with the next sync.")))

    def _on_banner(self) -> None:
        if self._shown is not None:
            self._shown = None
            self._show()
        elif self.shelf.pending is not None:
            job = partial(paper_setup_drafts.take_back, self.desk.ws, self._region)
            self.desk.change(job, self, self._on_begun, self._on_failed)

    def _on_history(self, key: UUID) -> None:
        self._flush()
        self._shown = key
        self._show()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.handle(error)
            return
        self.frame.show_error(error)
