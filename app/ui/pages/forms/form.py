"""One form over one record: what each page tells of its own, and the state they share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.services.changes import Change
from app.services.drafts import Beside, DraftKey, FormKind
from app.ui.desk import Desk
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.forms.drafts import Basis
from app.ui.pages.forms.finder import Find
from app.ui.pages.forms.frame import RecordFrame
from app.ui.pages.forms.standing import RecordStanding, StateOf

FormT = TypeVar("FormT")


class View(Protocol):
    """What the services give of one record."""

    @property
    def id(self) -> UUID: ...

    @property
    def form(self) -> Any: ...


ViewT = TypeVar("ViewT", bound=View)
Saved = tuple[UUID, Change]


class RecordForm(RecordFrame, Generic[FormT, ViewT]):
    """The form and what it is typed over; knows nothing of other forms."""

    KIND: ClassVar[FormKind]
    """What the page's form writes."""

    def __init__(self, desk: Desk, blank: FormT, state_of: StateOf) -> None:
        super().__init__(desk)
        self.standing = RecordStanding(desk, state_of, self)
        self.standing.changed.connect(self._on_standing_changed)
        self._blank = blank
        self._basis = Basis.of(blank)
        self._key: DraftKey | None = None
        self._saving: tuple[DraftKey, FormT] | None = None

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
    def save_job(self, form: FormT, key: DraftKey) -> Callable[[], Saved]:
        """Saves the form, and deletes its draft with it."""

    @abstractmethod
    def check(self) -> QWidget | None:
        """Show every finding; what to put the focus into, when something blocks."""

    @abstractmethod
    def switched(self, view: ViewT | None, beside: Beside) -> None:
        """Another record (None: a new one) came to the form; `beside` is of its draft."""

    @abstractmethod
    def presented(self, view: ViewT) -> None:
        """The record on the form was read (again)."""

    @abstractmethod
    def title_of(self, form: FormT) -> str:
        """How a form is called in a sentence."""

    @abstractmethod
    def name_of(self, field: str) -> str:
        """How one of the form's fields is called."""

    @abstractmethod
    def show_newer(self, values: Mapping[str, Any]) -> None:
        """Say beside these fields what others wrote into them meanwhile."""

    @abstractmethod
    def beside(self) -> Beside:
        """What a draft keeps beside the form."""

    def state_chips(self) -> tuple[ChipSpec, ...]:
        """What stands beside the title."""
        return (ChipSpec(self.tr("New"), Tone.INFO, "plus"),) if self.is_new else ()

    # State.

    @property
    def record_id(self) -> UUID | None:
        """The id of the record on the form; None for a new one."""
        return self._key.record if self._key is not None else None

    @property
    def is_new(self) -> bool:
        """Whether the form is for a record that was never saved."""
        return self._key is not None and self._key.new

    @property
    def is_dirty(self) -> bool:
        """Whether anything typed is not saved."""
        return self._key is not None and self.typed() != self._basis.now

    @property
    def _is_saving_this(self) -> bool:
        """Whether the form on show is the one on its way to the database."""
        return self._saving is not None and self._saving[0] == self._key

    def refresh(self) -> None:
        """Something typed or loaded: enable, name and check what depends on it."""
        dirty = self.is_dirty
        self.show_head()
        self.save_button.setEnabled(dirty and self._saving is None)
        self.discard_button.setVisible(dirty)
        self.status.setText(self._status())

    def show_head(self) -> None:
        """What the record is called and how it stands."""
        chips = self.state_chips() + self.standing.chips(self.record_id)
        self.set_head(self.title_of(self.typed()), chips)

    def _on_standing_changed(self) -> None:
        if self._key is not None:
            self.show_head()

    def _status(self) -> str:
        if self.is_dirty:
            return self.tr("Not saved yet")
        return self.tr("Everything is saved") if self.record_id else ""
