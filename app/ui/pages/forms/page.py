"""A page with a list at the left and one always editable form: open, type, save, never lose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import UserError
from app.services.changes import Change
from app.services.drafts import Beside, Draft, DraftKey
from app.ui.desk import Desk
from app.ui.kit.cards import PageHeader
from app.ui.lanes import Latest
from app.ui.pages.forms.drafts import Basis
from app.ui.pages.forms.form import FormT, Saved, ViewT
from app.ui.pages.forms.kept import KeptForm
from app.ui.pages.forms.standing import StateOf

Then = Callable[[UUID], None]


class RecordPage(KeptForm[FormT, ViewT]):
    """One record at a time on a form, out of a list.

    What was typed on a form that is left unsaved stays as a draft, offered in a banner.
    When the record changes underneath (a sync, an undo), only the fields the person has
    not touched follow; the others are marked.
    """

    def __init__(self, desk: Desk, blank: FormT, state_of: StateOf) -> None:
        super().__init__(desk, blank, state_of)
        self._reading = Latest()
        self._reading_id: UUID | None = None
        self._made_here: set[UUID] = set()
        self._comes_for_new = False
        self._then: Then | None = None
        self._only: UUID | None = None
        self.save_button.clicked.connect(self._on_save_clicked)

    def _build_page(self, header: PageHeader, columns: QWidget) -> None:
        """Lay the page out, connect its list, and look for what was not saved."""
        self.lay_out(header, columns)
        self.finder.chosen.connect(self._open)
        self.finder.query_changed.connect(self._on_query_changed)
        self.finder.listed.connect(self._on_listed)
        self._read_drafts()

    # Coming and going.

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        self._comes_for_new = new
        super().enter(record, new=new)
        self._comes_for_new = False
        if record is None and not new:
            self.finder.search.setFocus()

    @override
    def reload(self) -> None:
        if self._only is not None:
            self.finder.refresh(self._only)
        else:
            self.finder.read(self.find_job(), self.record_id)
        if self.record_id is not None:
            self._read(self.record_id)

    @override
    def show_record(self, record: UUID | None) -> None:
        if record is None:
            self.start_new()
        else:
            self.finder.mark(record)
            self._open(record)

    def start_new(self) -> None:
        """An empty form, or the new one that a former run left behind; nothing typed is lost."""
        self._reading.renew()
        if self._go_on_with_unfinished():
            return
        self._set_aside()
        self.finder.mark(None)
        self._start_fresh()

    @override
    def _bring(self, record: UUID) -> None:
        self.show_record(record)

    def _open(self, record: UUID) -> None:
        if record != self.record_id:
            self._read(record)

    def _read(self, record: UUID) -> None:
        self._reading_id = record
        job, token = self.get_job(record), self._reading.renew()
        self.desk.lanes.db(job, self, self._on_view, self._on_view_failed, token=token)

    def _on_view(self, view: ViewT) -> None:
        fresh: FormT = view.form
        if view.id == self.record_id:
            typed, self._basis = self._basis.follow(self.typed(), fresh)
            self.write(typed)
        else:
            self._set_aside()
            self._come_to(view, fresh)
        self.presented(view)
        self.refresh()
        self.standing.watch(view.id)

    def _come_to(self, view: ViewT, fresh: FormT) -> None:
        """Another record comes to the form, with what was typed of it and not saved."""
        key = DraftKey(self.KIND, view.id)
        draft = self._drafts.take(key)
        if draft is None:
            self._switch(key, Basis.of(fresh), fresh)
            self.switched(view, Beside())
        else:
            typed, basis = Basis.of(draft.base).follow(draft.typed, fresh)
            self._switch(key, basis, typed, draft)
            self.switched(view, draft.beside)

    def _on_view_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        assert self._reading_id is not None
        key = DraftKey(self.KIND, self._reading_id)
        if key != self._key:
            draft = self._drafts.take(key)
            if draft is None:
                self.show_error(error)
                return
            self._set_aside()
            self.finder.mark(None)
            self._open_gone(draft)
        elif self.is_dirty or key.id in self._made_here:
            # Gone under our eyes, as after undoing its creation: what was typed stays.
            self._open_gone(self._snapshot(key))
        else:
            self._start_fresh()
            self.show_error(error)

    # Saving.

    def save(self, then: Then | None = None) -> bool:
        """Save the form, then do `then(id)`; False (and the focus there) when a field blocks."""
        if self._key is None or self._saving is not None:
            return False
        self._then = then
        if self.record_id is not None and not self.is_dirty:
            self._finish(self.record_id)
            return True
        wrong = self.check()
        if wrong is not None:
            wrong.setFocus()
            return False
        self._saving = (self._key, self.typed())
        job = self.save_job(self._saving[1], self._key)
        self.desk.change(job, self, self._on_saved, self._on_save_failed)
        self.refresh()
        return True

    def _on_saved(self, saved: Saved) -> None:
        record, change = saved
        assert self._saving is not None
        (key, form), self._saving = self._saving, None
        self._keeper.saved(key)
        same_line = not key.new and self.title_of(form) == self.title_of(self._basis.now)
        if key.new:
            self._made_here.add(record)
        if key == self._key:
            self._key, self._basis = DraftKey(self.KIND, record), Basis.of(form)
            self._restored, self._gone = None, False
        elif (draft := self._drafts.take(key)) is not None:
            self.left_while_saving(record, form, draft)
        self.error_banner.hide()
        self.refresh()
        self.tell(change, self.tr("Saved."), record if same_line else None)
        if self._then is not None:
            self._finish(record)
        elif key.new and self.record_id == record:
            self.first_saved()

    def left_while_saving(self, record: UUID, saved: FormT, draft: Draft[FormT]) -> None:
        """The form was left on its way to the database: keep what was typed after."""
        if draft.typed != saved:
            rest = replace(draft, key=DraftKey(self.KIND, record), base=saved)
            self._drafts.put(rest)
            self._keeper.keep(rest)

    def tell(self, change: Change, text: str, only: UUID | None) -> None:
        """Tell everybody of a change; `only` names the one line of the list it can have touched.

        Listing 367,000 records again because one got a photograph would keep the lane busy.
        """
        self._only = only
        self.desk.committed(change, text)
        self._only = None

    def first_saved(self) -> None:
        """A new record was saved: put the focus where one goes on."""

    def _finish(self, record: UUID) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(record)

    def _on_save_failed(self, error: Exception) -> None:
        assert self._saving is not None
        (key, _), self._saving, self._then = self._saving, None, None
        if (draft := self._drafts.get(key)) is not None:  # left meanwhile, and kept in memory only
            self._keeper.keep(draft)
        self.refresh()
        if not isinstance(error, UserError):
            raise error
        self.show_error(error)

    # What a person did.

    def _on_save_clicked(self) -> None:
        self.save()

    def _on_query_changed(self) -> None:
        self.finder.read(self.find_job(), self.record_id)

    def _on_listed(self, count: int) -> None:
        untouched = self._key is None and self._reading_id is None
        if not untouched or self.finder.text or self._comes_for_new:
            return
        if count:
            self.finder.choose_first()
        else:
            self.start_new()
