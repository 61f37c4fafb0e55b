"""A form of which nothing typed is lost: kept while typed, found again, discarded, undone."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from typing_extensions import override

from app.services import drafts
from app.services.drafts import Beside, Draft, DraftKey
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.slots import weak_slot
from app.ui.pages.forms.drafts import Basis, Drafts, touched
from app.ui.pages.forms.form import FormT, RecordForm, ViewT
from app.ui.pages.forms.frame import Notes
from app.ui.pages.forms.keeper import Keeper
from app.ui.pages.forms.standing import StateOf
from app.ui.pages.page import Page


class KeptForm(RecordForm[FormT, ViewT]):
    """What is typed goes to the local database within a second, and stays until it is saved.

    Of a former run of the program, a draft comes back with its record; a new form that was
    never saved comes back when one starts a new one.
    """

    def __init__(self, desk: Desk, blank: FormT, state_of: StateOf) -> None:
        super().__init__(desk, blank, state_of)
        self._drafts: Drafts[FormT] = Drafts()
        self._restored: Draft[FormT] | None = None
        self._gone = False
        self._closed_notes = Notes()
        self._closed_offer: frozenset[DraftKey] = frozenset()
        self._resuming: UUID | None = None
        self._are_drafts_read = False
        self._keeper = Keeper(desk, self)
        self._keeper.due.connect(self._keep_now)
        self._keeper.written.connect(self._on_written)
        self.discard_button.clicked.connect(self._on_discard_clicked)
        self.drafts_banner.action_triggered.connect(self._on_drafts_banner_action)
        self.drafts_banner.dismissed.connect(self._on_drafts_banner_dismissed)
        self.draft_banner.action_triggered.connect(self._on_draft_banner_action)
        self.draft_banner.dismissed.connect(self._on_draft_banner_dismissed)

    @abstractmethod
    def _bring(self, record: UUID) -> None:
        """Bring a record to the form."""

    # Keeping.

    def _new_key(self) -> DraftKey:
        return DraftKey(self.KIND, self.desk.ws.ids.new(), new=True)

    def _snapshot(self, key: DraftKey) -> Draft[FormT]:
        """What stands on the form now, and when it was typed."""
        draft = Draft(key, self._basis.then, self.typed(), self.beside(), self.desk.ws.clock.now())
        before = self._keeper.asked(key)
        if before is None or before.beside != draft.beside:
            return draft
        same = touched(before.base, before.typed) == touched(draft.base, draft.typed)
        return replace(draft, typed_at=before.typed_at) if same else draft

    def _keep_now(self) -> None:
        """Hand what is typed to the lane; while it is being saved, that is kept enough."""
        self._keeper.rest()
        if self._key is None or self._is_saving_this:
            return
        if self.is_dirty:
            self._keeper.keep(self._snapshot(self._key))
        else:
            self._keeper.drop(self._key)

    def _set_aside(self) -> None:
        """Another form comes: what is typed on this one waits."""
        if self._key is not None and self.is_dirty:
            self._drafts.put(self._snapshot(self._key))
        self._keep_now()

    @override
    def leave(self) -> None:
        super().leave()
        self._keep_now()

    def _on_written(self) -> None:
        self.status.setText(self._status())

    # Finding again.

    def _read_drafts(self) -> None:
        """Asked for before any record is, so that a record finds its draft."""
        job = partial(drafts.kept, self.desk.ws, self.KIND, type(self._blank))
        self.desk.read(job, self, self._on_drafts)

    def _on_drafts(self, found: tuple[Draft[FormT], ...]) -> None:
        self._are_drafts_read = True
        self._keeper.know(found)
        for draft in found:
            self._drafts.put(draft, earlier=True)
        if self._resuming is not None:
            self._resume_now()
        elif self.is_new and not self.is_dirty:
            self._go_on_with_unfinished()
        self._show_drafts()

    @override
    def resume(self, draft: UUID) -> None:
        Page.enter(self)
        self._resuming = draft
        if self._are_drafts_read:
            self._resume_now()

    def _resume_now(self) -> None:
        wanted, self._resuming = self._resuming, None
        assert wanted is not None
        draft = self._drafts.get(DraftKey(self.KIND, wanted, new=True))
        if draft is not None:
            self._open_new(draft)

    def fits(self, draft: Draft[FormT]) -> bool:
        """Whether a new form of a former run is what a person who starts a new one goes on with."""
        return True

    def _go_on_with_unfinished(self) -> bool:
        draft = self._drafts.unfinished(self.fits)
        if draft is not None:
            self._open_new(draft)
        return draft is not None

    def _open_new(self, draft: Draft[FormT]) -> None:
        """A new form, as far as it was typed."""
        if draft.key == self._key:
            return
        self._set_aside()
        self._drafts.take(draft.key)
        self.finder.mark(None)
        self._switch(draft.key, Basis.of(draft.base), draft.typed, draft)
        self.switched(None, draft.beside)
        self.refresh()

    def _open_gone(self, draft: Draft[FormT]) -> None:
        """The record has gone: what was typed stays, as a new form under a key of its own."""
        fresh = replace(draft, key=self._new_key(), base=self._blank)
        self._keeper.keep(fresh)
        self._keeper.drop(draft.key)
        self._switch(fresh.key, Basis.of(self._blank), fresh.typed, fresh)
        self._gone = True
        self.switched(None, fresh.beside)
        self.refresh()

    def _switch(
        self,
        key: DraftKey,
        basis: Basis[FormT],
        typed: FormT,
        restored: Draft[FormT] | None = None,
    ) -> None:
        self._key, self._basis = key, basis
        self._restored, self._gone, self._closed_notes = restored, False, Notes()
        self.error_banner.hide()
        self.write(typed)

    def _start_fresh(self) -> None:
        self._switch(self._new_key(), Basis.of(self._blank), self._blank)
        self.switched(None, Beside())
        self.refresh()

    def _restore(self, draft: Draft[FormT]) -> None:
        """Bring a draft back to the form, with its record if it has one."""
        if draft.key.record is None:
            self._open_new(draft)
        elif draft.key == self._key:
            self._drafts.take(draft.key)
            typed, self._basis = Basis.of(draft.base).follow(draft.typed, self._basis.now)
            self.write(typed)
            self.refresh()
        else:
            self._drafts.put(draft)
            self._bring(draft.key.record)

    # Showing.

    @override
    def refresh(self) -> None:
        super().refresh()
        self._keeper.touch()
        notes = self._notes()
        self.show_newer({name: getattr(self._basis.now, name) for name in notes.clashes})
        shown = Notes() if notes == self._closed_notes else notes
        self.show_notes(shown, [self.name_of(name) for name in shown.clashes])
        self._show_drafts()

    @override
    def _status(self) -> str:
        at = self._keeper.typed_at(self._key) if self._key is not None else None
        if at is None or self._restored is not None or not self.is_dirty:
            return super()._status()
        return self.tr("Not saved yet · {moment}").format(moment=self._lately(at))

    def _lately(self, at: datetime | None) -> str:
        return labels.lately(at, self.desk.ws.clock.now()) if at is not None else ""

    def _show_drafts(self) -> None:
        """One thing after the other: first what is to be known of the form on show."""
        latest = self._drafts.latest
        closed = self._drafts.keys() <= self._closed_offer
        if latest is None or closed or not self.draft_banner.isHidden():
            self.offer_draft("", "", 0)
            return
        self.offer_draft(
            self.title_of(latest.typed), self._lately(latest.typed_at), len(self._drafts)
        )

    def _notes(self) -> Notes:
        """What is to be known of the draft on the form; none when it was typed just now."""
        if not self.is_dirty:
            return Notes()
        moment = self._lately(self._restored.typed_at) if self._restored else ""
        return Notes(moment, self._gone, self._basis.clashes(self.typed()))

    # What a person did.

    def _on_discard_clicked(self) -> None:
        """Back to what is saved; for a moment it can be undone."""
        if self._key is None:
            return
        draft = self._snapshot(self._key)
        self._stash(self._key)
        self._keeper.rest()
        self._keeper.drop(self._key)
        if self.is_new:
            self._start_fresh()
        else:
            self._basis = Basis.of(self._basis.now)
            self._restored = None
            self.write(self._basis.now)
            self.refresh()
        undo = weak_slot(self._on_discard_undone, draft)
        self.desk.noticed.emit(Notice(self.tr("What was typed is discarded."), undo=undo))

    def _stash(self, key: DraftKey) -> None:
        """Hold on to what a draft cannot keep, in case it comes back."""

    def _on_discard_undone(self, draft: Draft[FormT]) -> None:
        if not self._in_front:
            self.desk.go(self.KEY)
        self._restore(draft)

    def _on_drafts_banner_action(self) -> None:
        latest = self._drafts.latest
        if latest is not None:
            self._restore(latest)

    def _on_drafts_banner_dismissed(self) -> None:
        """Out of sight until another one waits; Beranda still lists them all."""
        self._closed_offer = self._drafts.keys()

    def _on_draft_banner_action(self) -> None:
        """Take the newer values where both were changed; this too can be undone."""
        if self._key is None:
            return
        draft = self._snapshot(self._key)
        typed, self._basis = self._basis.give_way(self.typed())
        self.write(typed)
        self.refresh()
        undo = weak_slot(self._on_discard_undone, draft)
        self.desk.noticed.emit(Notice(self.tr("The newer values stand on the form."), undo=undo))

    def _on_draft_banner_dismissed(self) -> None:
        """Out of sight until there is something else to say."""
        self._closed_notes = self._notes()
        self._show_drafts()
