"""The frame of a page with one record at a time: header, banners, list, form with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import ghost_button, primary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Line
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.forms.finder import Finder
from app.ui.pages.page import Page
from app.ui.theme import Space


@dataclass(frozen=True, slots=True)
class Notes:
    """What is to be known of the draft on the form: when it was typed, if not just now; whether
    its record has gone; the fields that were changed elsewhere too.
    """

    moment: str = ""
    gone: bool = False
    clashes: tuple[str, ...] = ()


class RecordFrame(Page):
    """What such a page shows, without knowing of records."""

    finder: Finder
    """Set by the page before it lays itself out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown_chips: tuple[ChipSpec, ...] = ()
        self._shown_notes = Notes()
        self._offered = ("", "", 0)
        self._build_shared()

    def _build_shared(self) -> None:
        self.save_button = primary_button(self.tr("Save"), shortcut="Ctrl+S")
        self.save_button.setObjectName("save_button")
        self.discard_button = ghost_button(self.tr("Discard changes"))
        self.discard_button.setObjectName("discard_button")
        self.status = ElidedLabel("", "muted")
        self._title, self._chips = ElidedLabel("", "title"), ChipRow()
        self.drafts_banner = Banner(Tone.WARNING, "", closable=True)
        self.drafts_banner.setObjectName("drafts_banner")
        self.drafts_banner.hide()
        self.draft_banner = Banner(Tone.WARNING, "", closable=True)
        self.draft_banner.setObjectName("draft_banner")
        self.draft_banner.hide()
        self.error_banner = Banner(Tone.DANGER, "", closable=True)
        self.error_banner.setObjectName("error_banner")
        self.error_banner.hide()
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._on_escape)

    def lay_out(self, header: PageHeader, columns: QWidget) -> None:
        """Header, banners, and the columns that take the rest."""
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        for widget in (header, self.error_banner, self.drafts_banner, self.draft_banner):
            column.addWidget(widget)
        column.addWidget(columns, 1)

    def form_card(
        self, form: QWidget, head: Sequence[QWidget], hint: QWidget | None, foot: Sequence[QWidget]
    ) -> Card:
        """A card with title and chips, `head` beside them, the form, and a row of buttons."""
        card = Card()
        # Less at the right: the scroll bar stands there, and the form keeps clear of it.
        card.body.setContentsMargins(18, Space.M, Space.S, Space.M + 2)
        _add_line(card, (self._title, self._chips, *head))
        if hint is not None:
            _add_line(card, (hint,))
        card.add(scrolling(form), 1)
        card.add(Line())
        _add_line(card, (self.status, self.discard_button, *foot, self.save_button))
        return card

    def set_head(self, title: str, chips: tuple[ChipSpec, ...]) -> None:
        """Show title and chips of the form; called at every key, so unchanged chips stay."""
        self._title.setText(title)
        if chips != self._shown_chips:
            self._shown_chips = chips
            self._chips.set_chips(chips)

    def offer_draft(self, title: str, moment: str, count: int) -> None:
        """Offer the form that was left last, of `count`; none hides the offer."""
        self.drafts_banner.setVisible(count > 0)
        if count == 0 or (title, moment, count) == self._offered:
            return
        self._offered = (title, moment, count)
        what = self.tr("Not saved yet: {name}, typed {moment}.").format(name=title, moment=moment)
        more = ""
        if count > 1:
            more = self.tr("{count} more forms wait to be saved.").format(count=count - 1)
        action = self.tr("Go on with it")
        self.drafts_banner.set_message(Tone.WARNING, what, safe=more, action=action)

    def show_notes(self, notes: Notes, fields: Sequence[str]) -> None:
        """Say what is to be known of the draft on the form; `fields` are names of its clashes.

        Called at every key, so what is said already stays.
        """
        self.draft_banner.setVisible(notes != Notes())
        if notes == self._shown_notes:
            return
        self._shown_notes = notes
        if notes.gone:
            self._tell_gone()
        elif notes.clashes:
            self._tell_clashes(", ".join(fields))
        elif notes.moment:
            self._tell_restored(notes.moment)

    def _tell_restored(self, moment: str) -> None:
        self.draft_banner.set_message(
            Tone.WARNING,
            self.tr("Typed {moment} and not saved yet.").format(moment=moment),
            safe=self.tr("Nothing of it is lost. Go on, then save it or discard it."),
        )

    def _tell_gone(self) -> None:
        self.draft_banner.set_message(
            Tone.WARNING,
            self.tr("The saved record is no longer on this laptop; what was typed stays here."),
            todo=self.tr("Save it as a new one, or discard it."),
        )

    def _tell_clashes(self, fields: str) -> None:
        text = self.tr("Changed elsewhere since you began to type: {fields}.")
        self.draft_banner.set_message(
            Tone.WARNING,
            text.format(fields=fields),
            safe=self.tr("What you typed stays. If you save, it takes the place of the newer one."),
            action=self.tr("Take the newer one"),
        )

    def show_error(self, error: UserError) -> None:
        """Show a failure on the page itself."""
        self.error_banner.set_error(error)
        self.error_banner.show()

    def _on_escape(self) -> None:
        if self.finder.search.hasFocus():
            self.finder.search.clear()
        self.finder.search.setFocus()


def _add_line(card: Card, widgets: Sequence[QWidget]) -> None:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, Space.S + 2, 0)
    line.setSpacing(Space.S)
    for widget in widgets:
        line.addWidget(widget, 1 if widget is widgets[0] else 0)
    card.body.addLayout(line)
