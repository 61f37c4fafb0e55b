"""What stands around the views of a rubric: category, version, deeds, and what is the matter."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.domain.terms import Category
from app.errors import UserError
from app.services.rubric_drafts import RubricShelf, Standing, VersionLine, refusal_sentence
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import (
    Button,
    IconButton,
    ghost_button,
    primary_button,
    secondary_button,
)
from app.ui.kit.cards import PageHeader
from app.ui.kit.chips import Chip
from app.ui.kit.choices import Select
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.rubrics.compare import CompareView
from app.ui.pages.rubrics.editor import RubricEditor
from app.ui.pages.rubrics.jobs import RubricsView
from app.ui.pages.rubrics.lab import LabView
from app.ui.pages.rubrics.preview import PreviewView
from app.ui.theme import Space

DRAFT = "draft"


class Tab(IntEnum):
    """The ways to look at a rubric, in their order."""

    TEXT = 0
    PREVIEW = 1
    COMPARE = 2
    LAB = 3


class RubricsFrame(QWidget):
    """Lays the page out in its parent; says what was asked for and knows nothing itself."""

    version_wanted = Signal(str)
    banner_clicked = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._revs: list[str] = []
        self._make_head()
        self._make_strip()
        self.editor = RubricEditor()
        self.preview = PreviewView()
        self.compare = CompareView()
        self.lab = LabView(desk)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("rubric_tabs")
        for view, words in (
            (self.editor, self.tr("Content")),
            (self.preview, self.tr("As curators see it")),
            (self.compare, self.tr("Comparison")),
            (self.lab, self.tr("Rule laboratory")),
        ):
            holder = QWidget()
            inside = QVBoxLayout(holder)
            inside.setContentsMargins(0, Space.M, 0, 0)
            inside.addWidget(view)
            self.tabs.addTab(holder, words)
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("rubric_banner")
        self.banner.hide()
        self.banner.action_triggered.connect(self.banner_clicked)
        self.banner.dismissed.connect(self.banner.hide)
        self._lay_out(page)

    def _make_head(self) -> None:
        self.header = PageHeader(self.tr("Rubrics"))
        self.undo_button = IconButton("arrow-back-up", self.tr("Undo (Ctrl+Z)"))
        self.redo_button = IconButton("arrow-forward-up", self.tr("Redo (Ctrl+Y)"))
        self.drop_button = ghost_button(self.tr("Throw away"), icon="trash")
        self.drop_button.setObjectName("drop_button")
        self.import_button = secondary_button(self.tr("Import"), icon="upload")
        self.import_button.setObjectName("import_button")
        self.export_button = secondary_button(self.tr("Export"), icon="download")
        self.export_button.setObjectName("export_button")
        self.edit_button = primary_button(self.tr("Edit"), icon="pencil")
        self.edit_button.setObjectName("edit_button")
        self.publish_button = primary_button(self.tr("Publish"), icon="certificate")
        self.publish_button.setObjectName("publish_button")
        for button in (
            self.undo_button,
            self.redo_button,
            self.drop_button,
            self.import_button,
            self.export_button,
            self.edit_button,
            self.publish_button,
        ):
            self.header.add_action(button)

    def _make_strip(self) -> None:
        self.categories: dict[Category, Button] = {}
        group = QButtonGroup(self)
        for category in Category:
            button = secondary_button(category.term)
            button.setObjectName(f"category.{category}")
            button.setCheckable(True)
            group.addButton(button)
            self.categories[category] = button
        self.versions = Select()
        self.versions.setObjectName("version_select")
        self.versions.setMinimumWidth(330)
        self.versions.setAccessibleName(self.tr("Version"))
        self.versions.activated.connect(self._on_version)
        self.state_chip = Chip("")
        self.summary = ElidedLabel("", "muted")

    def _lay_out(self, page: QWidget) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(Space.S - 2)
        for button in self.categories.values():
            first.addWidget(button)
        first.addStretch(1)
        second.setSpacing(Space.M)
        second.addWidget(self.versions)
        second.addWidget(self.state_chip)
        second.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addLayout(first)
        column.addWidget(self.banner)
        column.addLayout(second)
        column.addWidget(self.tabs, 1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    @property
    def tab(self) -> Tab:
        """Which way it is looked at."""
        return Tab(self.tabs.currentIndex())

    def set_tab(self, tab: Tab) -> None:
        """Look at it another way."""
        self.tabs.setCurrentIndex(tab)

    def _on_version(self, at: int) -> None:
        self.version_wanted.emit(self._revs[at])

    # -- showing -----------------------------------------------------------------------

    def show_shelf(self, view: RubricsView, shelf: RubricShelf, shown: str) -> None:
        """The state of a category, and which of its texts is on show."""
        self.categories[shelf.code].setChecked(True)
        texts = [(line.rev, self.words(line)) for line in shelf.versions]
        if shelf.draft is not None:
            texts.insert(0, (DRAFT, self.tr("Draft of yours")))
        self._revs = [rev for rev, _ in texts]
        self.versions.clear()
        for _, words in texts:
            self.versions.addItem(words)
        self.versions.setCurrentIndex(self._revs.index(shown))
        drafting = shown == DRAFT
        self._show_state(shelf, shown)
        free = view.editable and shelf.pending is None
        self.edit_button.setVisible(free and not drafting)
        self.import_button.setVisible(free)
        for button in (self.publish_button, self.undo_button, self.redo_button, self.drop_button):
            button.setVisible(free and drafting)
        self._show_banner(shelf, shown)

    def _show_state(self, shelf: RubricShelf, shown: str) -> None:
        if shown == DRAFT and shelf.draft is not None:
            self.state_chip.set_spec(ChipSpec(self.tr("Draft"), Tone.WARNING, "pencil"))
            self.show_saved(shelf.draft.saved_at)
            return
        line = next(line for line in shelf.versions if line.rev == shown)
        chips = {
            Standing.IN_FORCE: ChipSpec(self.tr("In force"), Tone.SUCCESS, "check"),
            Standing.COMING: ChipSpec(
                self.tr("From {day}").format(day=labels.long_date(line.valid_from)),
                Tone.INFO,
                "calendar",
            ),
            Standing.EARLIER: ChipSpec(self.tr("Earlier version"), Tone.NEUTRAL, "history"),
            Standing.WAITING: ChipSpec(self.tr("Waits for the centre"), Tone.INFO, "clock"),
            Standing.REFUSED: ChipSpec(self.tr("Refused"), Tone.DANGER, "circle-x"),
        }
        self.state_chip.set_spec(chips[line.standing])
        proposal = self.tr("A proposal, not an official rubric.")
        is_proposal = shelf.body.get("status") == "usulan" and not line.summary
        self.summary.setText(line.summary or (proposal if is_proposal else ""))

    def show_saved(self, at: datetime) -> None:
        """When the draft was saved last."""
        self.summary.setText(self.tr("Saved {time}").format(time=labels.moment(at)))

    def _show_banner(self, shelf: RubricShelf, shown: str) -> None:
        line = shelf.pending
        if line is not None and line.standing is Standing.REFUSED:
            self.tell(
                Tone.DANGER,
                refusal_sentence(shelf),
                safe=self.tr("Your text is kept."),
                action=self.tr("Make it a draft again"),
            )
        elif line is not None:
            text = self.tr("Version {n} is published and waits for the centre.")
            self.tell(
                Tone.INFO,
                text.format(n=line.version),
                todo=self.tr("Synchronise; until then the version before counts."),
                action=self.tr("Take it back"),
            )
        elif shown == DRAFT and shelf.outdated:
            text = self.tr("Version {n} was published since this draft was begun.")
            self.tell(
                Tone.WARNING,
                text.format(n=shelf.newest.version),
                safe=self.tr("Your draft is kept."),
                action=self.tr("Bring both together"),
            )
        else:
            self.banner.hide()

    def tell(
        self, tone: Tone, what: str, *, safe: str = "", todo: str = "", action: str = ""
    ) -> None:
        """Say something above the views."""
        self.banner.set_message(tone, what, safe=safe, todo=todo, action=action)
        self.banner.show()

    def show_error(self, error: UserError) -> None:
        """Something a person can act on."""
        self.banner.set_error(error)
        self.banner.show()

    def words(self, line: VersionLine) -> str:
        """A version in one line."""
        text = self.tr("Version {n} · {day}")
        words = text.format(n=line.version, day=labels.moment(line.published_at))
        return f"{words} · {line.by}" if line.by else words
