"""Conflicts as a story: one at a time, both values side by side, decided by one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.changes import ConflictKey
from app.services.conflicts import ConflictLine
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import IconButton, ghost_button
from app.ui.kit.cards import Card, IconBadge
from app.ui.kit.chips import ChipRow
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.paint import draw_ring, inner, painter_for
from app.ui.kit.slots import weak_slot
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.sync.differing import pieces
from app.ui.pages.sync.pile import Pile
from app.ui.pages.sync.sides import ValueSide
from app.ui.pages.sync.telling import PICTURES, Telling, value_text
from app.ui.pages.sync.words import Words
from app.ui.theme import Radius, Space, colours

_MINE = frozenset({Qt.Key.Key_1, Qt.Key.Key_Left})
_THEIRS = frozenset({Qt.Key.Key_2, Qt.Key.Key_Right})
_NEXT = frozenset({Qt.Key.Key_J, Qt.Key.Key_Down})
_BACK = frozenset({Qt.Key.Key_K, Qt.Key.Key_Up})


class ConflictStory(Card):
    """The conflict in front; keys 1 and 2 (or the arrows) choose, U takes back, J and K turn.

    It never decides anything by itself and never hides behind a window.
    """

    chosen = Signal(object, bool, str)
    """tuple[ConflictKey, ...], whether mine, and what was chosen in words."""

    undo_requested = Signal()

    def __init__(self, words: Words, thumbs: ThumbnailCache, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Changed by two people"), parent)
        self.setObjectName("conflict_story")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pile = Pile()
        self._words, self._telling = words, Telling(self)
        self._now: datetime | None = None
        self._make_widgets(thumbs)
        self._lay_out()
        self._connect()
        self.set_last("")
        self.hide()

    # -- building ---------------------------------------------------------------------

    def _make_widgets(self, thumbs: ThumbnailCache) -> None:
        self.counter = Label("", "muted")
        self.back_button = IconButton("chevron-left", self.tr("The one before (K)"), size=30)
        self.next_button = IconButton("chevron-right", self.tr("The next one (J)"), size=30)
        self.record = ElidedLabel("", "title")
        self.place = ElidedLabel("", "muted")
        self.field = Label("", "section")
        self.fields = ChipRow()
        use = self.tr("Keep this")
        self.mine = ValueSide(self.tr("Yours"), "1", use, thumbs)
        self.theirs = ValueSide(self.tr("At the centre"), "2", use, thumbs)
        self.mine.setObjectName("conflict_story.mine")
        self.theirs.setObjectName("conflict_story.theirs")
        self.blind_note = Banner(
            Tone.INFO,
            self.tr("This product is judged blind: what differs is shown once it has its result."),
            safe=self.tr("Both values are kept until then."),
        )
        self.hidden_hint = Label(self.tr("They differ in the digits that are hidden."), "muted")
        self.all_label = Label("", "muted")
        self.all_mine_button = ghost_button(self.tr("All yours"))
        self.all_theirs_button = ghost_button(self.tr("All of the centre's"))
        self.last_label = ElidedLabel("", "muted")
        self.undo_button = ghost_button(self.tr("Undo"), icon="arrow-back-up")
        self.undo_button.show_key("U")
        self.undo_button.setObjectName("conflict_story.undo_button")

    def _lay_out(self) -> None:
        for widget in (self.counter, self.back_button, self.next_button):
            self.add_header_widget(widget)
        self._done = QWidget()
        row = QHBoxLayout(self._done)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(IconBadge("check", Tone.SUCCESS, 32))
        done = self.tr("All are decided. Your choices go to the centre with the next sync.")
        row.addWidget(Label(done, wrap=True), 1)
        self.add(self._done)
        self._open = QWidget()
        column = QVBoxLayout(self._open)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._title_row())
        column.addWidget(self.field)
        column.addWidget(self.blind_note)
        sides = QHBoxLayout()
        sides.setSpacing(Space.M)
        sides.addWidget(self.mine, 1)
        sides.addWidget(self.theirs, 1)
        column.addLayout(sides)
        column.addWidget(self.hidden_hint)
        self.add(self._open)
        self.body.addLayout(self._foot())

    def _title_row(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.record)
        words.addWidget(self.place)
        head.addLayout(words, 1)
        head.addWidget(self.fields, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.last_label, 1)
        for widget in (self.all_label, self.all_mine_button, self.all_theirs_button):
            foot.addWidget(widget)
        return foot

    def _connect(self) -> None:
        for side, is_mine in ((self.mine, True), (self.theirs, False)):
            side.chosen.connect(weak_slot(self.choose, is_mine))
        self.all_mine_button.clicked.connect(weak_slot(self.choose_record, True))  # noqa: FBT003
        self.all_theirs_button.clicked.connect(weak_slot(self.choose_record, False))  # noqa: FBT003
        self.back_button.clicked.connect(weak_slot(self._move, -1))
        self.next_button.clicked.connect(weak_slot(self._move, 1))
        self.undo_button.clicked.connect(self.undo_requested)

    @property
    def has_focus(self) -> bool:
        """Whether the keys come here."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    # -- showing ----------------------------------------------------------------------

    def set_lines(self, lines: Sequence[ConflictLine], now: datetime) -> None:
        """Show what waits; the one in front stays there while it waits."""
        self._now = now
        self.pile.set_lines(lines)
        self._refresh()

    def set_last(self, text: str) -> None:
        """Name the choice that can be taken back; '' when there is none."""
        keys = self.tr("1 and 2 choose, ↑ and ↓ turn over.")
        self.last_label.setText(text or keys)
        self.undo_button.setVisible(bool(text))
        self._refresh()

    def start_over(self) -> None:
        """Count from one again."""
        self.pile.start_over()
        self._refresh()

    def _refresh(self) -> None:
        line = self.pile.front
        many = len(self.pile) > 1
        for widget in (self.back_button, self.next_button):
            widget.setVisible(many)
        self.counter.setVisible(line is not None)
        self._open.setVisible(line is not None)
        self._done.setVisible(line is None)
        if line is not None:
            self._show_line(line)
        self._show_record(self.pile.of_record())
        takes_back = not self.undo_button.isHidden()
        self.last_label.setVisible(takes_back or line is None or not line.withheld)
        self.setVisible(line is not None or takes_back)

    def _show_line(self, line: ConflictLine) -> None:
        at, total = self.pile.place
        self.counter.setText(self.tr("{at} of {total}").format(at=at, total=total))
        kind = self._words.entity(line.entity)
        self.record.setText(line.title or kind)
        self.place.setText(f"{kind} · {line.region}" if line.region else kind)
        self.field.setText(self._words.field(line.field))
        self.blind_note.setVisible(line.withheld)
        self.mine.setVisible(not line.withheld)
        self.theirs.setVisible(not line.withheld)
        if line.withheld:
            self.hidden_hint.hide()
            told = self.blind_note.accessibleName()
            self.setAccessibleName(f"{self.counter.text()}. {self.record.text()}. {told}")
        else:
            self._show_values(line)

    def _show_values(self, line: ConflictLine) -> None:
        mine = value_text(line.entity, line.field, line.mine)
        theirs = value_text(line.entity, line.field, line.theirs)
        self.hidden_hint.setVisible(mine == theirs and line.field not in PICTURES)
        ours, others = pieces(mine, theirs)
        photos = line.photos or ("", "")
        now = self._now or line.noticed_at
        self.mine.show_value(ours, self._telling.sent(line.mine_at, now), photos[0])
        by = self._telling.by(line.theirs_by, line.theirs_at, now)
        self.theirs.show_value(others, by, photos[1])
        field = self.field.text()
        self.setAccessibleName(
            f"{self.counter.text()}. {self.record.text()}, {field}. {mine}. {theirs}"
        )

    def _show_record(self, lines: Sequence[ConflictLine]) -> None:
        front = self.pile.front
        several = len(lines) > 1 and not lines[0].withheld
        chips = (self._chip(line, front=line is front) for line in lines)
        self.fields.set_chips(tuple(chips) if several else ())
        for widget in (self.all_label, self.all_mine_button, self.all_theirs_button):
            widget.setVisible(several)
        text = self.tr("All {count} fields of this record:").format(count=len(lines))
        self.all_label.setText(text)

    def _chip(self, line: ConflictLine, *, front: bool) -> ChipSpec:
        return ChipSpec(self._words.field(line.field), Tone.INFO if front else Tone.NEUTRAL)

    # -- deciding ---------------------------------------------------------------------

    def choose(self, mine: bool) -> None:
        """Decide the one in front; the next one comes forward."""
        line = self.pile.front
        if line is not None and not line.withheld:
            self._take((line.key,), mine=mine)

    def choose_record(self, mine: bool) -> None:
        """Decide all fields of the record in front at once."""
        keys = tuple(line.key for line in self.pile.of_record() if not line.withheld)
        if keys:
            self._take(keys, mine=mine)

    def _take(self, keys: tuple[ConflictKey, ...], *, mine: bool) -> None:
        text = self._words_of(keys, mine=mine)
        self.pile.take(keys)
        self._refresh()
        # A button that goes away with the last field of a record must not take the keys along.
        self.setFocus()
        self.chosen.emit(keys, mine, text)

    def _words_of(self, keys: tuple[ConflictKey, ...], *, mine: bool) -> str:
        fields = ", ".join(self._words.field(field) for _, _, field in keys)
        text = self.tr("Kept yours: {what}") if mine else self.tr("Kept the centre's: {what}")
        return text.format(what=f"{fields} · {self.record.text()}")

    def _move(self, step: int) -> None:
        self.pile.move(step)
        self._refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Undo) or (plain and key == Qt.Key.Key_U):
            self.undo_requested.emit()
        elif plain and key in _MINE | _THEIRS:
            self.choose(key in _MINE)
        elif plain and key in _NEXT | _BACK:
            self._move(1 if key in _NEXT else -1)
        elif not (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._press_focused()):
            super().keyPressEvent(event)

    def _press_focused(self) -> bool:
        for side in (self.mine, self.theirs):
            if side.button.hasFocus():
                side.button.click()
                return True
        return False

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = painter_for(self)
            draw_ring(painter, inner(self.rect()), Radius.CARD, colours().focus, 0)
            painter.end()
