"""The page: a category, a version or the draft of it, and four ways to look at that."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.rubric_diff import diff
from app.domain.rubric_edit import Body, History
from app.domain.rubric_fields import Place
from app.domain.rubric_merge import Merged
from app.domain.rubric_problems import problems
from app.domain.terms import Category
from app.errors import UserError
from app.services import rubric_drafts
from app.services.changes import Change
from app.services.rubric_drafts import DraftView, RubricShelf
from app.services.rubric_words import told
from app.ui.desk import Desk, Notice
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.page import Page
from app.ui.pages.rubrics import jobs
from app.ui.pages.rubrics.files import WorkbookFiles
from app.ui.pages.rubrics.frame import DRAFT, RubricsFrame, Tab
from app.ui.pages.rubrics.jobs import RubricsView
from app.ui.pages.rubrics.publish_sheet import FaultsSheet, PublishSheet

_SAVE_MS = 300


class RubricsPage(Page):
    """Rules to read for everybody; to write, try and publish for an admin."""

    KEY = "rubrics"
    WATCHES = frozenset({"rubric", "sync", "person", "decision"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: RubricsView | None = None
        self._code = next(iter(Category))
        self._shown = ""
        """The rev on show, or DRAFT."""
        self._history: History | None = None
        self._based_on = ""
        self._bodies: dict[str, Body] = {}
        self._against = ""
        self.sheet: QWidget | None = None
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(_SAVE_MS)
        self._save_timer.timeout.connect(self._save)
        self.frame = RubricsFrame(desk, self)
        self.files = WorkbookFiles(self)
        self._connect()

    def _connect(self) -> None:
        frame = self.frame
        for code, button in frame.categories.items():
            button.clicked.connect(weak_slot(self.choose, code))
        frame.version_wanted.connect(self._on_version_wanted)
        frame.tabs.currentChanged.connect(self._show_tab)
        frame.editor.body_edited.connect(self._on_edited)
        frame.compare.other_wanted.connect(self._on_other_wanted)
        frame.preview.faults_wanted.connect(self._on_faults_wanted)
        frame.lab.keep_requested.connect(self._on_keep)
        frame.lab.export_requested.connect(self._on_export_trial)
        frame.edit_button.clicked.connect(self._on_edit)
        frame.publish_button.clicked.connect(self._on_publish)
        frame.drop_button.clicked.connect(self._on_drop)
        frame.import_button.clicked.connect(self._on_import)
        frame.export_button.clicked.connect(self._on_export)
        frame.undo_button.clicked.connect(self._on_undo)
        frame.redo_button.clicked.connect(self._on_redo)
        frame.banner_clicked.connect(self._on_banner)
        for keys, slot in (("Ctrl+Z", self._on_undo), ("Ctrl+Y", self._on_redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # -- reading -----------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self.desk.read(partial(jobs.read_view, self.desk.ws), self, self._on_view)

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        super().enter(record, new=new)
        self.frame.editor.parts.tree.setFocus()

    @override
    def leave(self) -> None:
        self._flush()
        super().leave()

    def _on_view(self, view: RubricsView) -> None:
        self._view = view
        self.frame.lab.forget()
        shelf = self.shelf
        if shelf.draft is None:
            self._history = None
        elif self._history is None or (
            not self._save_timer.isActive() and self._history.now != shelf.draft.body
        ):
            self._history = History(shelf.draft.body)
        if shelf.draft is not None:
            self._based_on = shelf.draft.based_on
        known = {line.rev for line in shelf.versions} | ({DRAFT} if shelf.draft else set())
        if self._shown not in known:
            self._shown = DRAFT if shelf.draft else shelf.in_force.rev
        self._show()

    @property
    def shelf(self) -> RubricShelf:
        """The category on show."""
        assert self._view is not None
        return next(shelf for shelf in self._view.shelves if shelf.code == self._code)

    def choose(self, code: Category) -> None:
        """Show another category, its draft first."""
        self._flush()
        self._code, self._shown, self._against, self._history = code, "", "", None
        self.reload()

    @property
    def _editing(self) -> bool:
        return self._shown == DRAFT and self._history is not None

    @property
    def _body(self) -> Body | None:
        if self._editing and self._history is not None:
            return self._history.now
        return self._text(self._shown)

    def _text(self, rev: str) -> Body | None:
        """The text of a version; asked for when it is not at hand yet."""
        if rev == self.shelf.newest.rev:
            return self.shelf.body
        if rev in self._bodies:
            return self._bodies[rev]
        job = partial(jobs.read_version, self.desk.ws, rev)
        self.desk.read(job, self, self._on_version)
        return None

    def _on_version(self, found: tuple[str, Body]) -> None:
        rev, body = found
        self._bodies[rev] = body
        self._show()

    def _on_version_wanted(self, rev: str) -> None:
        self._flush()
        self._shown = rev
        self._show()

    # -- showing -----------------------------------------------------------------------

    def _show(self) -> None:
        assert self._view is not None
        shelf, body = self.shelf, self._body
        self.frame.show_shelf(self._view, shelf, self._shown)
        self._show_history()
        if body is None:
            return
        if not self.frame.editor.shows(body, editable=self._editing):
            self.frame.editor.set_body(body, editable=self._editing)
        self._show_tab()

    def _show_history(self) -> None:
        history = self._history if self._editing else None
        self.frame.undo_button.setEnabled(history is not None and history.can_undo)
        self.frame.redo_button.setEnabled(history is not None and history.can_redo)

    def _show_tab(self) -> None:
        body = self._body if self._view is not None else None
        if body is None:
            return
        tab = self.frame.tab
        if tab is Tab.PREVIEW:
            rubric = None if problems(body) else jobs.parsed(body)
            self.frame.preview.set_rubric(rubric)
        elif tab is Tab.COMPARE:
            self._show_difference(body)
        elif tab is Tab.LAB:
            assert self._view is not None
            keepable = self._view.editable and self.shelf.pending is None
            self.frame.lab.set_body(body, keepable=keepable)
            self.frame.lab.open()

    def _show_difference(self, body: Body) -> None:
        lines = [line for line in self.shelf.versions if line.rev != self._shown]
        if not lines:
            lines = [self.shelf.newest]
        if self._against not in {line.rev for line in lines}:
            base = self._based_on if self._editing else lines[0].rev
            revs = {line.rev for line in lines}
            self._against = base if base in revs else lines[0].rev
        choices = [(line.rev, self.frame.words(line)) for line in lines]
        self.frame.compare.set_choices(choices, self._against)
        old = self._text(self._against)
        if old is not None:
            self.frame.compare.show_difference(old, body)

    def _on_other_wanted(self, rev: str) -> None:
        self._against = rev
        self._show_tab()

    # -- writing -----------------------------------------------------------------------

    def _on_edited(self, body: Body, place: Place | None) -> None:
        if self._history is None:
            return
        self._history.change(body, place)
        self._show_history()
        self._save_soon()

    def _save_soon(self) -> None:
        # Not started anew at each key: who types on and on is saved all the same.
        if not self._save_timer.isActive():
            self._save_timer.start()

    def _save(self) -> None:
        if self._history is None:
            return
        job = partial(
            rubric_drafts.save, self.desk.ws, self._code, self._history.now, self._based_on
        )
        self.desk.change(job, self, self.frame.show_saved)

    def _flush(self) -> None:
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._save()

    def _on_undo(self) -> None:
        if self._editing and self._history is not None and self._history.can_undo:
            self.frame.editor.set_body(self._history.undo(), editable=True)
            self._after_step()

    def _on_redo(self) -> None:
        if self._editing and self._history is not None and self._history.can_redo:
            self.frame.editor.set_body(self._history.redo(), editable=True)
            self._after_step()

    def _after_step(self) -> None:
        self._show_history()
        self._save_soon()
        self._show_tab()

    def _on_edit(self) -> None:
        if self.shelf.draft is not None:
            self._on_version_wanted(DRAFT)
            return
        job = partial(rubric_drafts.begin, self.desk.ws, self._code)
        self.desk.change(job, self, self._on_begun)

    def _on_begun(self, draft: DraftView) -> None:
        self._history = History(draft.body)
        self._shown = DRAFT
        self.frame.set_tab(Tab.TEXT)
        self.reload()

    def _on_keep(self, body: Body) -> None:
        """The laboratory's rules become the draft; an undo away from what it was."""
        if self._history is not None and self.shelf.draft is not None:
            self._history.change(body)
            self._shown = DRAFT
            self._save()
            self.frame.set_tab(Tab.TEXT)
            self._show()
            return
        job = partial(rubric_drafts.begin, self.desk.ws, self._code, body)
        self.desk.change(job, self, self._on_begun)

    def _on_drop(self) -> None:
        self._save_timer.stop()
        kept, self._history = self._history, None
        job = partial(rubric_drafts.drop, self.desk.ws, self._code)
        self.desk.change(job, self, self._on_dropped)
        if kept is not None:
            undo = weak_slot(self._bring_back, self._code, kept.now, self._based_on)
            self.desk.noticed.emit(Notice(self.tr("Draft thrown away."), undo=undo))

    def _on_dropped(self, _nothing: None) -> None:
        self.reload()

    def _bring_back(self, code: Category, body: Body, based_on: str) -> None:
        job = partial(rubric_drafts.save, self.desk.ws, code, body, based_on)
        self.desk.change(job, self, weak_slot(self.choose, code))

    # -- publishing --------------------------------------------------------------------

    def _on_publish(self) -> None:
        if self._history is None:
            return
        self._flush()
        body = self._history.now
        if problems(body):
            self._on_faults_wanted()
            return
        shelf = self.shelf
        differences = len(diff(shelf.body, body))
        sheet = PublishSheet(shelf, self.desk.ws.today(), differences, self)
        sheet.confirmed.connect(self._publish)
        self._open(sheet)

    def _publish(self, summary: str, day: date) -> None:
        job = partial(rubric_drafts.publish, self.desk.ws, self._code, summary, day)
        self.desk.change(job, self, self._on_published, self._on_failed)

    def _on_published(self, change: Change) -> None:
        self._history, self._shown = None, ""
        self.desk.committed(change)
        practice = self.tr("Published for practice on this laptop.")
        waits = self.tr("Published. It waits for the centre.")
        self.desk.noticed.emit(Notice(practice if self.desk.ws.me.training else waits))
        self.reload()

    def _on_faults_wanted(self) -> None:
        body = self._body
        if body is None:
            return
        found = problems(body)
        sheet = FaultsSheet(told(found, body), self)
        sheet.finished.connect(weak_slot(self._look_at, found[0].place if found else ()))
        self._open(sheet)

    def _look_at(self, place: Place) -> None:
        self.frame.set_tab(Tab.TEXT)
        self.frame.editor.look_at(place)

    def _open(self, sheet: PublishSheet | FaultsSheet) -> None:
        self.sheet = sheet
        sheet.open()

    def _on_banner(self) -> None:
        """What the banner offers: take a refused version back, or bring the draft up to date."""
        if self.shelf.pending is not None:
            job = partial(rubric_drafts.take_back, self.desk.ws, self._code)
            self.desk.change(job, self, self._on_begun, self._on_failed)
        elif self.shelf.outdated:
            self._flush()
            merge = partial(rubric_drafts.rebase, self.desk.ws, self._code)
            self.desk.change(merge, self, self._on_merged, self._on_failed)

    def _on_merged(self, merged: Merged) -> None:
        self._history = History(merged.body)
        text = self.tr("Both changes are in the draft now.")
        if merged.clashes:
            text = self.tr("{n} values were changed by both: yours stand. Compare them.")
            self.frame.set_tab(Tab.COMPARE)
        self.desk.noticed.emit(Notice(text.format(n=len(merged.clashes))))
        self.reload()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.frame.show_error(error)
            self.reload()
        else:
            self.desk.handle(error)

    # -- files -------------------------------------------------------------------------

    def _on_export(self) -> None:
        body = self._body
        if body is not None:
            self.files.ask_where(jobs.file_name(body), partial(self._export, body))

    def _export(self, body: Body, path: Path) -> None:
        self.desk.lanes.io(partial(jobs.export, body, path), self, self._on_written)

    def _on_export_trial(self) -> None:
        if self.frame.lab.result is not None:
            self.files.ask_where(f"laboratorium-{self._code}.xlsx", self._export_trial)

    def _export_trial(self, path: Path) -> None:
        self.desk.lanes.io(self.frame.lab.export(path), self, self._on_written)

    def _on_written(self, path: Path) -> None:
        self.desk.noticed.emit(Notice(self.tr("Saved as {name}.").format(name=path.name)))

    def _on_import(self) -> None:
        self.files.ask_which(self._take_in)

    def _take_in(self, path: Path) -> None:
        self._flush()
        job = partial(jobs.take_in, self.desk.ws, self._code, path)
        self.desk.change(job, self, self._on_taken_in, self._on_failed)

    def _on_taken_in(self, body: Body) -> None:
        if self._history is not None:
            self._history.change(body)  # one step back is what was there before
        self._shown = DRAFT
        self.frame.set_tab(Tab.TEXT)
        self.frame.tell(Tone.SUCCESS, self.tr("Imported as draft."))
        self.reload()
