"""Messages that stay: banners (what, safe, todo) and empty states."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.ui.kit.buttons import Button, IconButton, secondary_button
from app.ui.kit.cards import IconBadge
from app.ui.kit.labels import Label
from app.ui.kit.paint import draw_icon_centred, fill_round, painter_for
from app.ui.kit.tones import TONE_ICONS, Tone, tone_colours
from app.ui.theme import Radius, Space


class Banner(QFrame):
    """A message inside the page: what happened, what is safe, what to do.

    `action_triggered()` when its button is pressed, `dismissed()` when it was closed.
    """

    action_triggered = Signal()
    dismissed = Signal()

    def __init__(
        self,
        tone: Tone,
        what: str,
        *,
        safe: str = "",
        todo: str = "",
        action: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._words = [Label(wrap=True) for _ in range(3)]
        self._words[0].setProperty("role", "strong")
        self._action = secondary_button(action)
        self._action.clicked.connect(self.action_triggered)
        self._close = IconButton("x", self.tr("Close the message"), size=28)
        self._close.clicked.connect(self._on_close_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._build()
        # Only now: shown before it has a parent, it would be a window and take the focus.
        self._close.setVisible(closable)
        self.set_message(tone, what, safe=safe, todo=todo, action=action)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in self._words:
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(46, Space.M, Space.M, Space.M)
        row.setSpacing(Space.M)
        row.addLayout(words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_message(
        self, tone: Tone, what: str, *, safe: str = "", todo: str = "", action: str = ""
    ) -> None:
        """Replace tone, sentences and the action's text (none: no button)."""
        self._tone = tone
        for label, text in zip(self._words, (what, safe, todo), strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(" ".join(part for part in (what, safe, todo) if part))
        self.update()

    def set_error(self, error: UserError) -> None:
        """Show a known error in red."""
        self.set_message(Tone.DANGER, error.what, safe=error.safe, todo=error.todo)

    @property
    def action_button(self) -> Button:
        """The action's button; hidden without an action."""
        return self._action

    @property
    def close_button(self) -> IconButton:
        """The closing cross; hidden unless closable."""
        return self._close

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        back, fore = tone_colours(self._tone)
        painter = painter_for(self)
        fill_round(painter, QRectF(self.rect()), Radius.CARD - 2, back)
        # Level with the first line; a line alone stands in the middle of its room.
        first = self._words[0]
        alone = all(label.isHidden() for label in self._words[1:])
        line = first.height() if alone else first.fontMetrics().height()
        top = first.y() + line / 2 - 11
        draw_icon_centred(painter, TONE_ICONS[self._tone], fore, QRectF(14, top, 22, 22), 20)
        painter.end()

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()


class EmptyState(QWidget):
    """What a list or page shows while it has nothing: icon, title, sentence, action."""

    action_triggered = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        *,
        action: str = "",
        action_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)
        self._action = Button(action, icon=action_icon)
        self._action.clicked.connect(self.action_triggered)
        self._build(IconBadge(icon, extent=56), title, sentence)
        self._action.setVisible(bool(action))

    @property
    def action_button(self) -> Button:
        """The action's button; hidden without an action."""
        return self._action

    def set_sentence(self, sentence: str) -> None:
        """Change what stands below the title."""
        self._words.setText(sentence)
        self.setAccessibleName(f"{self._title}. {sentence}")

    def _build(self, badge: IconBadge, title: str, sentence: str) -> None:
        self._title = title
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addStretch(1)
        column.addWidget(badge, 0, centre)
        column.addSpacing(Space.XS)
        head = Label(title, "title", wrap=True)
        words = self._words = Label(sentence, "muted", wrap=True)
        for label in (head, words):
            label.setAlignment(centre)
            column.addWidget(label)
        words.setVisible(bool(sentence))
        column.addSpacing(Space.XS)
        column.addWidget(self._action, 0, centre)
        column.addStretch(1)
