"""A page with a list at the left and one always editable form: open, type, save, never lose."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.errors import UserError
from app.services.changes import Change
from app.ui.desk import Desk
from app.ui.kit.cards import PageHeader
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest
from app.ui.pages.forms.drafts import Draft, Drafts, FormKey, NewKey, rebase
from app.ui.pages.forms.finder import Find
from app.ui.pages.forms.frame import RecordFrame
from app.ui.pages.forms.standing import RecordStanding, StateOf

FormT = TypeVar("FormT")
Then = Callable[[UUID], None]


class View(Protocol):
    """What the services give of one record."""

    @property
    def id(self) -> UUID: ...

    @property
    def form(self) -> Any: ...


ViewT = TypeVar("ViewT", bound=View)
Saved = tuple[UUID, Change]


class RecordPage(RecordFrame, Generic[FormT, ViewT]):
    """One record at a time on a form.

    What was typed on a form that is left unsaved stays as a draft, offered in a banner.
    When the record changes underneath (a sync, an undo), only the fields the person has
    not touched follow.
    """

    def __init__(self, desk: Desk, blank: FormT, state_of: StateOf) -> None:
        super().__init__(desk)
        self.standing = RecordStanding(desk, state_of, self)
        self._blank = blank
        self._base = blank
        self._key: FormKey | None = None
        self._drafts: Drafts[FormT] = Drafts()
        self._reading = Latest()
        self._reading_id: UUID | None = None
        self._saving: tuple[FormKey, FormT] | None = None
        self._then: Then | None = None
        self._only: UUID | None = None
        self.save_button.clicked.connect(self._on_save_clicked)
        self.discard_button.clicked.connect(self._on_discard_clicked)
        self.drafts_banner.action_triggered.connect(self._on_drafts_banner_action)
        self.drafts_banner.dismissed.connect(self._on_drafts_banner_dismissed)
        self.standing.changed.connect(self._on_standing_changed)

    def _build_page(self, header: PageHeader, columns: QWidget) -> None:
        """Lay the page out and connect its list."""
        self.lay_out(header, columns)
        self.finder.chosen.connect(self._open)
        self.finder.query_changed.connect(self._on_query_changed)
        self.finder.listed.connect(self._on_listed)

    # What each page knows of its own record.

    @abstractmethod
    def typed(self) -> FormT:
        """What stands on the form."""

    @abstractmethod
    def write(self, form: FormT) -> None:
        """Put `form` on the form."""

    @abstractmethod
    def find_job(self) -> Find:
        """The search as it stands."""

    @abstractmethod
    def get_job(self, record: UUID) -> Callable[[], ViewT]:
        """Reads one record."""

    @abstractmethod
    def save_job(self, form: FormT, record: UUID | None) -> Callable[[], Saved]:
        """Saves the form."""

    @abstractmethod
    def check(self) -> QWidget | None:
        """Show every finding; what to put the focus into, when something blocks."""

    @abstractmethod
    def switched(self, view: ViewT | None, extra: Any) -> None:
        """Another record (None: a new one) came to the form; `extra` is of its draft."""

    @abstractmethod
    def presented(self, view: ViewT) -> None:
        """The record on the form was read (again)."""

    @abstractmethod
    def title_of(self, form: FormT) -> str:
        """How a form is called in a sentence."""

    def draft_extra(self) -> Any:
        """What a draft keeps beside the form."""
        return None

    def state_chips(self) -> tuple[ChipSpec, ...]:
        """What stands beside the title."""
        return (ChipSpec(self.tr("New"), Tone.INFO, "plus"),) if self.is_new else ()

    def refresh(self) -> None:
        """Something typed or loaded: enable, name and check what depends on it."""
        dirty = self.is_dirty
        self._show_head()
        self.save_button.setEnabled(dirty and self._saving is None)
        self.discard_button.setVisible(dirty)
        self.status.setText(self._status())

    def _show_head(self) -> None:
        chips = self.state_chips() + self.standing.chips(self.record_id)
        self.set_head(self.title_of(self.typed()), chips)

    def _on_standing_changed(self) -> None:
        if self._key is not None:
            self._show_head()

    # State.

    @property
    def record_id(self) -> UUID | None:
        """The id of the record on the form; None for a new one."""
        return self._key if isinstance(self._key, UUID) else None

    @property
    def is_new(self) -> bool:
        """Whether the form is for a record that was never saved."""
        return isinstance(self._key, NewKey)

    @property
    def is_dirty(self) -> bool:
        """Whether anything typed is not saved."""
        return self._key is not None and self.typed() != self._base

    @property
    def _is_saving_this(self) -> bool:
        """Whether the form on show is the one on its way to the database."""
        return self._saving is not None and self._saving[0] == self._key

    def _status(self) -> str:
        if self.is_dirty:
            return self.tr("Not saved yet")
        return self.tr("Everything is saved") if self.record_id else ""

    # Coming and going.

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        super().enter(record, new=new)
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
        """An empty form; what stood there unsaved is kept."""
        self._reading.renew()
        self._set_aside()
        self.finder.mark(None)
        self._start_fresh()

    def _start_fresh(self) -> None:
        self._switch(self._drafts.new_key(), self._blank, self._blank)
        self.switched(None, None)
        self._refresh_all()

    def _open(self, record: UUID) -> None:
        if record != self._key:
            self._read(record)

    def _read(self, record: UUID) -> None:
        self._reading_id = record
        job, token = self.get_job(record), self._reading.renew()
        self.desk.lanes.db(job, self, self._on_view, self._on_view_failed, token=token)

    def _on_view(self, view: ViewT) -> None:
        fresh: FormT = view.form
        if view.id == self._key:
            typed, self._base = rebase(self.typed(), self._base, fresh), fresh
            self.write(typed)
        else:
            self._set_aside()
            draft = self._drafts.take(view.id)
            typed = rebase(draft.typed, draft.base, fresh) if draft else fresh
            self._switch(view.id, fresh, typed)
            self.switched(view, draft.extra if draft else None)
        self.presented(view)
        self._refresh_all()
        self.standing.watch(view.id)

    def _on_view_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._reading_id == self._key:
            # Gone under our eyes, as after undoing its creation: what was typed stays.
            extra = self.draft_extra()
            self._key, self._base = self._drafts.new_key(), self._blank
            self.switched(None, extra)
            self._refresh_all()
        else:
            self.show_error(error)

    def _switch(self, key: FormKey, base: FormT, typed: FormT) -> None:
        self._key, self._base = key, base
        self.error_banner.hide()
        self.write(typed)

    def _set_aside(self) -> None:
        if self._key is not None and self.is_dirty:
            typed = self.typed()
            self._drafts.put(
                Draft(self._key, self.title_of(typed), self._base, typed, self.draft_extra())
            )

    def _restore(self, draft: Draft[FormT]) -> None:
        if isinstance(draft.key, UUID):
            self.show_record(draft.key)
            return
        self._set_aside()
        self._drafts.take(draft.key)
        self.finder.mark(None)
        self._switch(draft.key, draft.base, draft.typed)
        self.switched(None, draft.extra)
        self._refresh_all()

    def _refresh_all(self) -> None:
        self._show_drafts()
        self.refresh()

    def _show_drafts(self) -> None:
        latest = self._drafts.latest
        self.offer_draft(latest.title if latest else "", len(self._drafts))

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
        job = self.save_job(self._saving[1], self.record_id)
        self.desk.change(job, self, self._on_saved, self._on_save_failed)
        self.refresh()
        return True

    def _on_saved(self, saved: Saved) -> None:
        record, change = saved
        assert self._saving is not None
        (key, form), self._saving = self._saving, None
        was_new = isinstance(key, NewKey)
        same_line = not was_new and self.title_of(form) == self.title_of(self._base)
        if key == self._key:
            self._key, self._base = record, form
        elif (draft := self._drafts.take(key)) is not None:
            self.left_while_saving(record, form, draft)
        self.error_banner.hide()
        self._refresh_all()
        self.tell(change, self.tr("Saved."), record if same_line else None)
        if self._then is not None:
            self._finish(record)
        elif was_new and self._key == record:
            self.first_saved()

    def left_while_saving(self, record: UUID, saved: FormT, draft: Draft[FormT]) -> None:
        """The form was left on its way to the database: keep what was typed after."""
        if draft.typed != saved:
            self._drafts.put(replace(draft, key=record, base=saved))

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
        self._saving = self._then = None
        self.refresh()
        if not isinstance(error, UserError):
            raise error
        self.show_error(error)

    # What a person did.

    def _on_save_clicked(self) -> None:
        self.save()

    def _on_discard_clicked(self) -> None:
        """Back to what is saved; the typed text stays reachable from the banner."""
        key, base = self._key, self._base
        if key is None:
            return
        self._set_aside()
        if isinstance(key, NewKey):
            self._start_fresh()
            return
        self.write(base)
        self._refresh_all()

    def _on_drafts_banner_action(self) -> None:
        latest = self._drafts.latest
        if latest is None:
            return
        if latest.key == self._key:
            self._drafts.take(latest.key)
            self.write(latest.typed)
            self._refresh_all()
        else:
            self._restore(latest)

    def _on_drafts_banner_dismissed(self) -> None:
        self._drafts.clear()

    def _on_query_changed(self) -> None:
        self.finder.read(self.find_job(), self.record_id)

    def _on_listed(self, count: int) -> None:
        untouched = self._key is None and self._reading_id is None
        if not untouched or self.finder.text:
            return
        if count:
            self.finder.choose_first()
        else:
            self.start_new()
