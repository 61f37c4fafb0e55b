"""The page: read-only facts at the right, what can be set at the left, one button to save."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app import __version__
from app.errors import UserError
from app.settings import Settings
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import Button, primary_button, secondary_button
from app.ui.kit.cards import Card, KeyValueGrid, PageHeader
from app.ui.kit.chips import Chip
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.pages.page import Page
from app.ui.pages.settings.emblem import Emblem, EmblemPicker, read_emblem
from app.ui.pages.settings.jobs import (
    SettingsView,
    look_after_photos,
    read_view,
    save_form,
    save_scheme,
)
from app.ui.pages.settings.papers_card import PapersCard
from app.ui.pages.settings.photos_card import PhotosOnDisk
from app.ui.pages.settings.seal_card import SealCard
from app.ui.pages.settings.signatories import SignatoryCard
from app.ui.pages.settings.sync_card import SyncCard
from app.ui.theme import Scheme, Space, apply_theme, current_scheme

_SIDE_WIDTH = 372


class SettingsPage(Page):
    """What a laptop can be told about its papers and its look."""

    KEY = "settings"
    WATCHES = frozenset({"sync", "person", "role_grant", "region", "photo", "paper_setup"})

    room_left = Signal()
    """The person wants to leave the sample data; the shell opens the other room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("settings_page")
        self._settings = Settings()
        self._emblem: Emblem | None = None
        self._dirty = False
        self._make_form()
        self._make_facts()
        self._lay_out()
        self._connect()
        self._set_dirty(on=False)

    # -- building ---------------------------------------------------------------------

    def _make_form(self) -> None:
        subtitle = self.tr("Papers, look and data of this laptop")
        self.header = PageHeader(self.tr("Settings"), subtitle)
        self.unsaved_chip = Chip(self.tr("Not saved yet"), Tone.WARNING, "pencil")
        self.save_button = primary_button(self.tr("Save"), icon="check", shortcut="Ctrl+S")
        self.save_button.setObjectName("save_button")
        self.header.add_action(self.unsaved_chip)
        self.header.add_action(self.save_button)
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.setObjectName("settings_banner")
        self.banner.hide()
        self.lines = QPlainTextEdit()
        self.lines.setObjectName("settings_form.lines")
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(84)
        self.address = QLineEdit()
        self.address.setObjectName("settings_form.address")
        self.emblem = EmblemPicker()
        self.letterhead = self._letterhead_card()
        self.signatories = SignatoryCard(self.desk.ws.today())
        self.papers, self.seal = PapersCard(), SealCard()
        self.sync = SyncCard()
        self.photos = PhotosOnDisk()
        words = {
            "wet": self.tr("Signed with a pen"),
            "tte_draft": self.tr("Draft for electronic signing"),
        }
        self.modes = {key: self._choice(f"mode.{key}", text) for key, text in words.items()}

    def _make_facts(self) -> None:
        themes = {"light": self.tr("Light"), "dark": self.tr("Dark")}
        self.themes = {key: self._choice(f"theme.{key}", text) for key, text in themes.items()}
        self.person = KeyValueGrid()
        self.person.setObjectName("person_facts")
        self.program = KeyValueGrid()
        self.program.setObjectName("program_facts")
        self.leave_button = secondary_button(self.tr("Leave the sample data"), icon="arrow-left")
        self.leave_button.setObjectName("leave_sample_button")

    def _choice(self, name: str, text: str) -> Button:
        button = secondary_button(text)
        button.setObjectName(name)
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, cards in (
            (
                left,
                (
                    self.papers,
                    self.letterhead,
                    self.signatories,
                    self._mode_card(),
                    self.seal,
                    self.sync,
                ),
            ),
            (
                right,
                (self._person_card(), self._look_card(), self.photos, self._privacy_card()),
            ),
        ):
            side.setSpacing(Space.L)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addLayout(left, 1)
        narrow = QWidget()
        narrow.setFixedWidth(_SIDE_WIDTH)
        narrow.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        row.addWidget(narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.XL)
        column.setSpacing(Space.L)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        self._scroll = scrolling(inside)
        column.addWidget(self._scroll, 1)
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._on_reveal)

    def _letterhead_card(self) -> Card:
        card = Card(self.tr("Letterhead"))
        hint = self.tr("One line each, the highest body first.")
        card.add(Field(self.tr("Lines"), self.lines, help_text=hint))
        card.add(Field(self.tr("Address"), self.address))
        card.add(self.emblem)
        return card

    def _mode_card(self) -> Card:
        card = Card(self.tr("How certificates are signed"))
        card.body.addLayout(self._choices(self.modes))
        text = self.tr("A draft leaves room for the electronic signature of another system.")
        card.add(Label(text, "muted", wrap=True))
        return card

    def _look_card(self) -> Card:
        card = Card(self.tr("Look"))
        card.body.addLayout(self._choices(self.themes))
        return card

    def _choices(self, buttons: dict[str, Button]) -> QHBoxLayout:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for button in buttons.values():
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _person_card(self) -> Card:
        card = Card(self.tr("Who works here"))
        card.add(self.person)
        card.body.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _privacy_card(self) -> Card:
        card = Card(self.tr("Data and privacy"))
        text = self.tr(
            "Names, identity numbers and photos of businesses lie in the data folder of this "
            "laptop and go to the centre of the Dinas only. Identity numbers are hidden on the "
            "screen and never printed. Registering a business needs its owner's consent."
        )
        card.add(Label(text, "muted", wrap=True))
        card.add(self.program)
        return card

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.lines.textChanged.connect(self._on_edited)
        self.address.textEdited.connect(self._on_edited)
        self.signatories.edited.connect(self._on_edited)
        self.sync.edited.connect(self._on_edited)
        self.seal.edited.connect(self._on_edited)
        self.papers.open_button.clicked.connect(self._on_papers_clicked)
        self.signatories.row_added.connect(self._reveal.start)
        self.emblem.file_chosen.connect(self._on_emblem_chosen)
        self.emblem.cleared.connect(self._on_emblem_cleared)
        self.leave_button.clicked.connect(self.room_left)
        self.photos.check_requested.connect(self._on_check_requested)
        for button in self.modes.values():
            button.clicked.connect(self._on_edited)
        for scheme, button in self.themes.items():
            button.clicked.connect(weak_slot(self._on_theme_clicked, scheme))

    # -- showing ----------------------------------------------------------------------

    @override
    def reload(self) -> None:
        self.desk.read(partial(read_view, self.desk.ws), self, self._on_view)

    def _on_view(self, view: SettingsView) -> None:
        self._show_facts(view)
        if not self._dirty:
            self._show_form(view.settings)

    def _show_facts(self, view: SettingsView) -> None:
        me = view.me
        roles = ", ".join(dict.fromkeys(grant.role.term for grant in me.grants))
        self.person.set_rows(
            (
                (self.tr("Name"), me.person_name),
                (self.tr("Roles"), roles or self.tr("Practice, before connecting")),
                (self.tr("Regions"), ", ".join(view.region_names)),
                (self.tr("Laptop"), me.device_code),
                (self.tr("Centre"), me.centre_url or self.tr("Not connected")),
            )
        )
        self.leave_button.setVisible(me.sample)
        self._show_papers(view)
        self.photos.set_room(view.room)
        # Without spaces a long path cannot wrap: let it break after each folder.
        folder = str(view.folder).replace("/", "/\u200b").replace("\\", "\\\u200b")
        self.program.set_rows(((self.tr("Data folder"), folder), (self.tr("Version"), __version__)))
        self.themes[current_scheme()].setChecked(True)

    def _show_papers(self, view: SettingsView) -> None:
        """Once the region has a set-up, what is set here alone counts for nothing."""
        self.papers.setVisible(view.me.enrolled)
        self.papers.set_region(view.papers_of)
        for card in (self.letterhead, self.signatories):
            card.setVisible(not view.papers_of)

    def _on_papers_clicked(self) -> None:
        self.desk.go("papers")

    def _show_form(self, settings: Settings) -> None:
        self._settings = settings
        self.lines.setPlainText("\n".join(settings.letterhead_lines))
        self.address.setText(settings.letterhead_address)
        self.signatories.set_values(settings.signatories)
        self.sync.set_settings(settings)
        self.seal.set_settings(settings)
        for key, button in self.modes.items():
            button.setChecked(key == settings.signing_mode)
        self._emblem = None
        self.emblem.set_emblem(None)
        self._set_dirty(on=False)
        if settings.emblem_file:
            job = partial(read_emblem, self.desk.ws.workshop, Path(settings.emblem_file))
            self.desk.lanes.io(job, self, self.emblem.set_emblem, self._on_failed)

    def _on_check_requested(self) -> None:
        job = partial(look_after_photos, self.desk.ws)
        self.desk.lanes.io(job, self, self.photos.show_faults, self._on_check_failed)

    def _on_check_failed(self, error: Exception) -> None:
        self.photos.check_button.setEnabled(True)
        self._on_failed(error)

    def _on_edited(self, _text: str = "") -> None:
        self._set_dirty(on=True)

    def _set_dirty(self, *, on: bool) -> None:
        self._dirty = on
        self.unsaved_chip.setVisible(on)

    def _on_reveal(self) -> None:
        """Focus set by code does not scroll by itself."""
        focused = self.focusWidget()
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, 60)

    # -- changing ---------------------------------------------------------------------

    def form(self) -> Settings:
        """What the form holds, in the place of what was read."""
        lines = (line.strip() for line in self.lines.toPlainText().splitlines())
        mode = next((key for key, b in self.modes.items() if b.isChecked()), "wet")
        return replace(
            self.seal.into(self._settings),
            letterhead_lines=tuple(line for line in lines if line),
            letterhead_address=self.address.text().strip(),
            signatories=self.signatories.values,
            signing_mode=mode,
            background_sync=self.sync.background.isChecked(),
            sync_on_metered=self.sync.metered.isChecked(),
        )

    def save(self) -> None:
        """Keep the form; a wrong NIP gets the focus instead."""
        wrong = self.signatories.first_wrong()
        if wrong is not None:
            wrong.nip.setFocus()
            self._reveal.start()
            return
        job = partial(save_form, self.desk.ws, self.form(), self._emblem)
        self.desk.change(job, self, self._on_saved, self._on_failed)

    def _on_saved(self, settings: Settings) -> None:
        self.banner.hide()
        self._show_form(settings)
        self.desk.changed.emit(frozenset({"settings"}))
        self.desk.noticed.emit(Notice(self.tr("Settings saved.")))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.desk.handle(error)
            return
        self.banner.set_error(error)
        self.banner.show()

    def _on_emblem_chosen(self, path: Path) -> None:
        job = partial(read_emblem, self.desk.ws.workshop, path)
        self.desk.lanes.io(job, self, self._on_emblem_read, self._on_failed)

    def _on_emblem_read(self, emblem: Emblem) -> None:
        self.banner.hide()
        self._emblem = emblem
        self.emblem.set_emblem(emblem)
        self._set_dirty(on=True)

    def _on_emblem_cleared(self) -> None:
        self._emblem = None
        self._settings = replace(self._settings, emblem_file="")
        self.emblem.set_emblem(None)
        self._set_dirty(on=True)

    def _on_theme_clicked(self, scheme: Scheme) -> None:
        app = cast(QApplication, QApplication.instance())
        apply_theme(app, scheme)
        self.desk.change(partial(save_scheme, self.desk.ws, scheme), self, self._on_scheme_saved)

    def _on_scheme_saved(self, _nothing: None) -> None:
        self.desk.changed.emit(frozenset({"settings"}))
