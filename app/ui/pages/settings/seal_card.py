"""The key certificates are signed with digitally: a file, or a token."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.settings import Settings
from app.ui.kit.buttons import Button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.slots import weak_slot
from app.ui.theme import Space

NONE, FILE, TOKEN = "none", "file", "token"


class SealCard(Card):
    """Where the key lies; its password is asked for when it signs. `edited()` on a change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Digital signature"), parent)
        self.setObjectName("seal_card")
        text = self.tr(
            "With the electronic certificate of the Dinas. Its password or PIN is asked for each "
            "time and stored nowhere."
        )
        self.add(Label(text, "muted", wrap=True))
        self.dialog: QFileDialog | None = None
        self.file, self.module = QLineEdit(), QLineEdit()
        self.token, self.key, self.timestamp = QLineEdit(), QLineEdit(), QLineEdit()
        for name in ("file", "module", "token", "key", "timestamp"):
            getattr(self, name).setObjectName(f"seal.{name}")
            getattr(self, name).textEdited.connect(self._on_edited)
        self.timestamp.setPlaceholderText("http://")
        self._add_kinds()
        self._file_row = self._with_chooser(self.tr("P12 file"), self.file)
        self._module_row = self._with_chooser(self.tr("PKCS#11 module"), self.module)
        self._labels = QWidget()
        row = QHBoxLayout(self._labels)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(Field(self.tr("Label of the token"), self.token))
        row.addWidget(Field(self.tr("Label of the key"), self.key))
        hint = self.tr("Empty: without a timestamp. It needs a network.")
        self._stamp = Field(self.tr("Timestamp service"), self.timestamp, help_text=hint)
        for widget in (self._file_row, self._module_row, self._labels, self._stamp):
            self.add(widget)
        self.set_settings(Settings())

    def _add_kinds(self) -> None:
        words = {NONE: self.tr("None"), FILE: self.tr("P12 file"), TOKEN: self.tr("Token")}
        self.kinds: dict[str, Button] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for kind, text in words.items():
            button = secondary_button(text)
            button.setObjectName(f"seal.kind.{kind}")
            button.setCheckable(True)
            button.clicked.connect(self._on_kind)
            group.addButton(button)
            row.addWidget(button)
            self.kinds[kind] = button
        row.addStretch(1)
        self.body.addLayout(row)

    def _with_chooser(self, label: str, editor: QLineEdit) -> Field:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        choose = secondary_button(self.tr("Choose …"))
        choose.setObjectName(f"{editor.objectName()}.choose")
        choose.clicked.connect(weak_slot(self._on_choose, editor))
        row.addWidget(editor, 1)
        row.addWidget(choose)
        box.setFocusProxy(editor)
        return Field(label, box)

    @property
    def kind(self) -> str:
        """Which kind of key is chosen."""
        return next(kind for kind, button in self.kinds.items() if button.isChecked())

    def set_settings(self, settings: Settings) -> None:
        """Show what is set."""
        kind = TOKEN if settings.seal_module else FILE if settings.seal_file else NONE
        self.kinds[kind].setChecked(True)
        for editor, text in (
            (self.file, settings.seal_file),
            (self.module, settings.seal_module),
            (self.token, settings.seal_token),
            (self.key, settings.seal_key),
            (self.timestamp, settings.seal_timestamp_url),
        ):
            editor.setText(text)
            editor.setCursorPosition(0)
        self._show()

    def into(self, settings: Settings) -> Settings:
        """The settings with what was typed; of another kind nothing is kept."""
        texts = {
            "seal_file": self.file if self.kind == FILE else None,
            "seal_module": self.module if self.kind == TOKEN else None,
            "seal_token": self.token if self.kind == TOKEN else None,
            "seal_key": self.key if self.kind == TOKEN else None,
            "seal_timestamp_url": self.timestamp if self.kind != NONE else None,
        }
        said = {name: "" if e is None else e.text().strip() for name, e in texts.items()}
        return partial(replace, settings)(**said)

    def _show(self) -> None:
        kind = self.kind
        self._file_row.setVisible(kind == FILE)
        self._module_row.setVisible(kind == TOKEN)
        self._labels.setVisible(kind == TOKEN)
        self._stamp.setVisible(kind != NONE)

    def _on_kind(self) -> None:
        self._show()
        self.edited.emit()

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _on_choose(self, editor: QLineEdit) -> None:
        dialog = QFileDialog(self, self.tr("Choose a file"), editor.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(partial(_take, editor))
        dialog.filesSelected.connect(weak_slot(self.edited.emit))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()


def _take(editor: QLineEdit, paths: list[str]) -> None:
    if paths:
        editor.setText(paths[0])
