"""Pendaftaran: what may be registered in e-order, the package, and what was handed over when."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.eorder_check import Checked, ListingState, Survey
from app.services.eorder_export import PastExport
from app.ui import labels
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card, Stat
from app.ui.kit.choices import Check, Select
from app.ui.kit.data_table import Column, DataTable, Row
from app.ui.kit.tones import Tone
from app.ui.pages.eorder.detail_card import TONES, DetailCard
from app.ui.theme import Space

_RIGHT = 340
_HISTORY = 168


class RegistrationPanel(QWidget):
    """Asks by signals, changes nothing itself."""

    export_wanted = Signal(bool)
    """As a ZIP (True) or as a folder."""
    product_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._survey: Survey | None = None
        self.stats = {
            "ready": Stat(self.tr("New or changed"), "–", Tone.SUCCESS, "upload"),
            "same": Stat(self.tr("Exported, unchanged"), "–", icon="circle-check"),
            "blocked": Stat(self.tr("Not yet"), "–", Tone.WARNING, "lock"),
            "dropped": Stat(self.tr("No longer fit"), "–", Tone.DANGER, "alert-triangle"),
        }
        for name, stat in self.stats.items():
            stat.setObjectName(f"eorder.stat.{name}")
        self._make_controls()
        self.table = DataTable(
            self.tr("Products for e-order"),
            [
                Column(self.tr("Product"), wide=True),
                Column(self.tr("Business")),
                Column(self.tr("Standing")),
                Column(self.tr("Until")),
            ],
        )
        self.table.setObjectName("eorder.products")
        self.detail = DetailCard()
        self.history = DataTable(
            self.tr("Exports so far"),
            [
                Column(self.tr("When")),
                Column(self.tr("Products"), right=True),
                Column(self.tr("File"), wide=True),
            ],
        )
        self.history.setObjectName("eorder.history")
        self.empty = EmptyState(
            "certificate",
            self.tr("No product has come up to provinsi yet"),
            self.tr("Products that pass curation at provinsi level appear here by themselves."),
        )
        self._lay_out()
        self._connect()

    def _make_controls(self) -> None:
        self.only = Select()
        self.only.setObjectName("eorder.only")
        self.only.setAccessibleName(self.tr("Which products"))
        self.only.addItem(self.tr("All products"), None)
        for state in ListingState:
            self.only.addItem(state.term, str(state))
        self.fresh = Check(self.tr("New and changed only"))
        self.fresh.setObjectName("eorder.fresh")
        self.fresh.setChecked(True)
        self.folder_button = secondary_button(self.tr("Into a folder"), icon="folder")
        self.folder_button.setObjectName("eorder.folder")
        self.zip_button = primary_button(self.tr("Export ZIP"), icon="download", shortcut="Ctrl+E")
        self.zip_button.setObjectName("eorder.zip")

    def _lay_out(self) -> None:
        tiles = QHBoxLayout()
        tiles.setSpacing(Space.M)
        for stat in self.stats.values():
            tiles.addWidget(stat, 1)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.only, 1)
        head.addWidget(self.fresh)
        head.addWidget(self.folder_button)
        head.addWidget(self.zip_button)
        self._left = Card(pad=Space.M)
        self._left.body.addLayout(head)
        self._left.add(self.table, 1)
        self._blank = Card()
        self._blank.add(self.empty, 1)
        self._blank.hide()
        self._past = Card(self.tr("Exports so far"), pad=Space.M)
        self._past.add(self.history)
        self._past.setFixedHeight(_HISTORY)
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        right.addWidget(self.detail, 1)
        right.addWidget(self._past)
        self.detail.setFixedWidth(_RIGHT)
        self._past.setFixedWidth(_RIGHT)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._left, 1)
        row.addWidget(self._blank, 1)
        row.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(tiles)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.only.currentIndexChanged.connect(self._show_rows)
        self.fresh.toggled.connect(self._show_ready)
        self.folder_button.clicked.connect(self._on_folder)
        self.zip_button.clicked.connect(self._on_zip)
        self.detail.product_wanted.connect(self.product_wanted)
        self.table.opened.connect(self.product_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    # -- showing --------------------------------------------------------------------------

    def show_survey(self, survey: Survey) -> None:
        """Show what was found; the chosen product stays chosen."""
        self._survey = survey
        ready = survey.count(ListingState.NEW, ListingState.CHANGED)
        self.stats["ready"].set_number(labels.number(ready))
        for name, state in (
            ("same", ListingState.SAME),
            ("blocked", ListingState.BLOCKED),
            ("dropped", ListingState.DROPPED),
        ):
            self.stats[name].set_number(labels.number(survey.count(state)))
        self._left.setVisible(bool(survey.items))
        self._blank.setVisible(not survey.items)
        self.detail.setVisible(bool(survey.items))
        self._show_rows()
        self._show_ready()

    def show_history(self, past: tuple[PastExport, ...]) -> None:
        """The exports so far, the last first."""
        self._past.setVisible(bool(past))
        self.history.set_rows(
            [
                Row(
                    one.export_id,
                    (labels.moment(one.at), labels.number(one.products), one.file_name),
                )
                for one in past
            ]
        )

    def set_busy(self, busy: bool) -> None:
        """While a package is written no other is."""
        for widget in (self.folder_button, self.zip_button, self.fresh):
            widget.setEnabled(not busy)
        if not busy:
            self._show_ready()

    @property
    def fresh_only(self) -> bool:
        """Whether only what is new or changed is to go."""
        return self.fresh.isChecked()

    def _shown(self) -> list[Checked]:
        wanted = self.only.currentData()
        items = self._survey.items if self._survey else ()
        return [item for item in items if wanted is None or str(item.state) == wanted]

    def _show_rows(self) -> None:
        kept = self.table.current_id
        items = self._shown()
        with QSignalBlocker(self.table.selectionModel()):
            self.table.set_rows([self._row(item) for item in items])
        keys = [item.row.product_id for item in items]
        at = keys.index(kept) if kept in keys else 0
        if items:
            place = self.table.model().index(at, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)
        self.detail.show_item(items[at] if items else None)

    def _row(self, item: Checked) -> Row:
        until = f"{item.until:%d/%m/%Y}" if item.until else "–"
        cells = (item.row.name, item.row.business, item.state.term, until)
        return Row(item.row.product_id, cells, ((2, TONES[item.state]),))

    def _show_ready(self) -> None:
        ready = self._survey.ready(fresh_only=self.fresh_only) if self._survey else ()
        for button in (self.folder_button, self.zip_button):
            button.setEnabled(bool(ready))

    # -- hands ----------------------------------------------------------------------------

    def _on_row(self) -> None:
        key = self.table.current_id
        self.detail.show_item(next((i for i in self._shown() if i.row.product_id == key), None))

    def select(self, product: UUID) -> None:
        """Bring one product forward."""
        for at, row in enumerate(self.table.rows):
            if row.id == product:
                self.table.selectRow(at)

    def _on_folder(self) -> None:
        self.export_wanted.emit(False)  # noqa: FBT003 - a signal takes no names

    def _on_zip(self) -> None:
        self.export_wanted.emit(True)  # noqa: FBT003 - a signal takes no names
