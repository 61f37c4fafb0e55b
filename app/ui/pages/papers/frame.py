"""What stands around the form: region, how it stands, deeds, the preview and the history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import ghost_button, primary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.chips import Chip
from app.ui.kit.choices import Select
from app.ui.kit.labels import ElidedLabel
from app.ui.kit.scroll import scrolling
from app.ui.kit.tones import Tone
from app.ui.pages.papers.form import SetupForm
from app.ui.pages.papers.history import HistoryCard
from app.ui.pages.papers.jobs import PapersView
from app.ui.pages.papers.preview import HeadFoot
from app.ui.theme import Space

_BAR = 18
_SIDE_WIDTH = 430 + 2 * 18 + _BAR


class PapersFrame(QWidget):
    """Lays the page out in its parent; says what was asked for and knows nothing itself."""

    region_wanted = Signal(str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        subtitle = self.tr("What the papers of a region take from their office")
        self.header = PageHeader(self.tr("Letters & signatures"), subtitle)
        self.back_button = ghost_button(self.tr("Settings"), icon="arrow-left")
        self.drop_button = ghost_button(self.tr("Throw away"), icon="trash")
        self.drop_button.setObjectName("drop_button")
        self.edit_button = primary_button(self.tr("Edit"), icon="pencil")
        self.edit_button.setObjectName("edit_button")
        self.publish_button = primary_button(self.tr("Publish"), icon="upload")
        self.publish_button.setObjectName("publish_button")
        for button in (self.back_button, self.drop_button, self.edit_button, self.publish_button):
            self.header.add_action(button)
        self.regions = Select()
        self.regions.setObjectName("region_select")
        self.regions.setMinimumWidth(300)
        self.regions.setMaxVisibleItems(14)
        self.regions.setAccessibleName(self.tr("Region"))
        self.regions.activated.connect(self._on_region)
        self.chip = Chip("")
        self.summary = ElidedLabel("", "muted")
        self.banner = Banner(Tone.INFO, "", closable=True)
        self.banner.setObjectName("papers_banner")
        self.banner.hide()
        self.banner.dismissed.connect(self.banner.hide)
        self.form = SetupForm(desk.ws.today())
        self.preview = HeadFoot(desk)
        self.history = HistoryCard()
        self._lay_out(page)

    def _lay_out(self, page: QWidget) -> None:
        strip = QHBoxLayout()
        strip.setSpacing(Space.M)
        strip.addWidget(self.regions)
        strip.addWidget(self.chip)
        strip.addWidget(self.summary, 1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, _BAR, 0)
        right.setSpacing(Space.L)
        paper = Card(self.tr("As its reader sees it"))
        paper.add(self.preview)
        right.addWidget(paper)
        right.addWidget(self.history)
        right.addStretch(1)
        narrow = scrolling(side)
        narrow.setFixedWidth(_SIDE_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(scrolling(self.form), 1)
        row.addWidget(narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addLayout(strip)
        column.addWidget(self.banner)
        column.addLayout(row, 1)
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def show_view(self, view: PapersView, *, editing: bool) -> None:
        """The regions, the history, and what may be done."""
        self.regions.clear()
        for line in view.regions:
            own = self.tr("{name} · has its own").format(name=line.name)
            self.regions.addItem("    " * line.depth + (own if line.published else line.name))
            self.regions.setItemData(self.regions.count() - 1, line.code)
        self.regions.setCurrentIndex(self.regions.findData(view.shelf.region))
        self.history.set_lines(view.shelf.lines)
        free = view.shelf.editable and view.shelf.pending is None
        self.edit_button.setVisible(free and not editing)
        self.drop_button.setVisible(editing)
        self.publish_button.setVisible(editing)

    def _on_region(self, at: int) -> None:
        self.region_wanted.emit(self.regions.itemData(at))

    def tell(
        self, tone: Tone, what: str, *, safe: str = "", todo: str = "", action: str = ""
    ) -> None:
        """Say something above the form."""
        self.banner.set_message(tone, what, safe=safe, todo=todo, action=action)
        self.banner.show()

    def show_error(self, error: UserError) -> None:
        """Something a person can act on."""
        self.banner.set_error(error)
        self.banner.show()
