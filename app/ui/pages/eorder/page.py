"""The page: registration in e-order, what agencies order there, and the lists that tell it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services import (
    aid,
    eorder_absorption,
    eorder_absorption_xlsx,
    eorder_check,
    eorder_export,
    eorder_spending,
    recaps,
)
from app.services.aid import LookedAid
from app.services.changes import Change
from app.services.eorder_export import Exported
from app.services.eorder_spending import LookedSpending
from app.services.recaps import Looked
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.cards import PageHeader
from app.ui.kit.slots import weak_relay
from app.ui.lanes import Latest
from app.ui.pages.eorder.absorption_panel import AbsorptionPanel
from app.ui.pages.eorder.import_panel import AID, SPENDING, ImportPanel, Seen
from app.ui.pages.eorder.jobs import AbsorptionChoices, read_choices, read_imports
from app.ui.pages.eorder.match_sheet import MatchSheet
from app.ui.pages.eorder.registration_panel import RegistrationPanel
from app.ui.pages.eorder.working import Check, Heard, Working
from app.ui.pages.forms.blind_note import BlindNote
from app.ui.pages.market.tabs import RAIL, MarketTabs
from app.ui.pages.page import Page
from app.ui.pages.rekap.cards import Grains
from app.ui.theme import Space


class Tab(Enum):
    """What the page shows."""

    REGISTRATION = "registration"
    ABSORPTION = "absorption"
    IMPORT = "import"


class EOrderPage(Page):
    """e-order: from a product that passed to what was ordered of it."""

    KEY = "eorder"
    RAIL = RAIL
    WATCHES = frozenset(
        {
            *("business", "product", "photo", "legal_document", "decision", "certificate"),
            *("certificate_revocation", "certificate_confirmation", "channel_rules"),
            *("order_listing", "order_line", "spending", "aid"),
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("eorder_page")
        self._latest = {tab: Latest() for tab in Tab}
        self._latest_choices, self._latest_history = Latest(), Latest()
        self.dialog: QFileDialog | None = None
        self.sheet: MatchSheet | None = None
        self.registration, self.absorption = RegistrationPanel(), AbsorptionPanel()
        self.imports = ImportPanel()
        self.working = Working(desk, self.tr("Progress"))
        self.blind_note = BlindNote(desk)
        self._lay_out()
        self._connect()

    # -- building -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.header = PageHeader(
            self.tr("e-order"), self.tr("Registering products, and what agencies order of them")
        )
        self.views = Grains(
            self.tr("View"),
            [
                (Tab.REGISTRATION.value, self.tr("Registration")),
                (Tab.ABSORPTION.value, self.tr("Absorption")),
                (Tab.IMPORT.value, self.tr("Import")),
            ],
        )
        self.header.add_action(self.views)
        self.tabs = MarketTabs(self.desk, self.KEY)
        self.stack = QStackedWidget()
        self._panels: dict[Tab, QWidget] = {
            Tab.REGISTRATION: self.registration,
            Tab.ABSORPTION: self.absorption,
            Tab.IMPORT: self.imports,
        }
        for panel in self._panels.values():
            self.stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L + 4, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addWidget(self.blind_note)
        column.addWidget(self.working)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.views.chosen.connect(self._on_view_chosen)
        self.registration.export_wanted.connect(self._on_export_wanted)
        self.registration.product_wanted.connect(self._on_product_wanted)
        self.absorption.filter_changed.connect(self._on_filter_changed)
        self.absorption.xlsx_wanted.connect(self._on_xlsx_wanted)
        self.absorption.import_wanted.connect(self._on_import_wanted)
        self.imports.file_wanted.connect(self._on_file_wanted)
        self.imports.take_wanted.connect(self._on_take_wanted)
        self.imports.match_wanted.connect(self._on_match_wanted)
        self.working.busy_changed.connect(self._on_busy_changed)

    # -- reading --------------------------------------------------------------------------

    @override
    def reload(self) -> None:
        ws, io = self.desk.ws, self.desk.lanes.io
        self.blind_note.refresh()
        # Not the database lane: what somebody saves must not wait for a figure.
        token = self._latest[Tab.REGISTRATION].renew()
        job = partial(eorder_check.survey, ws, token.check)
        io(job, self, self.registration.show_survey, token=token)
        token = self._latest_history.renew()
        io(partial(eorder_export.history, ws), self, self.registration.show_history, token=token)
        token = self._latest[Tab.IMPORT].renew()
        io(partial(read_imports, ws), self, self.imports.show_view, token=token)
        token = self._latest_choices.renew()
        io(partial(read_choices, ws), self, self._on_choices, token=token)

    @override
    def put_off(self) -> None:
        self.working.stop()

    def _on_choices(self, choices: AbsorptionChoices) -> None:
        self.absorption.set_choices(choices)
        self._read_figures()

    def _read_figures(self) -> None:
        token = self._latest[Tab.ABSORPTION].renew()
        only = self.absorption.filter
        job = partial(eorder_absorption.gather, self.desk.ws, only, token.check)
        self.desk.lanes.io(job, self, self.absorption.show_figures, token=token)

    def _on_filter_changed(self, _only: object) -> None:
        self._read_figures()

    def _on_view_chosen(self, key: str) -> None:
        self.stack.setCurrentWidget(self._panels[Tab(key)])

    def show_tab(self, tab: Tab) -> None:
        """Bring one view forward."""
        self.views.buttons[tab.value].click()

    def _on_import_wanted(self) -> None:
        self.show_tab(Tab.IMPORT)
        self.imports.file_button.setFocus()

    def _on_product_wanted(self, key: UUID) -> None:
        self.desk.go("products", key)

    def _on_busy_changed(self, busy: bool) -> None:
        self.registration.set_busy(busy)
        self.imports.set_busy(busy)
        self.absorption.xlsx_button.setEnabled(not busy)

    # -- registration ---------------------------------------------------------------------

    def _on_export_wanted(self, as_zip: bool) -> None:
        name = f"eorder-{self.desk.ws.today()}"
        if as_zip:
            self._ask_save(name, "zip", "ZIP (*.zip)", self._export)
            return
        dialog = QFileDialog(self, self.tr("Where shall the folder go?"), _documents())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, self._export)

    def _export(self, target: Path) -> None:
        ws, fresh_only = self.desk.ws, self.registration.fresh_only

        def job(heard: Heard, check: Check) -> Exported:
            return eorder_export.export(ws, target, fresh_only=fresh_only, heard=heard, check=check)

        self.working.run(self.tr("Writing the package …"), job, self._on_exported)

    def _on_exported(self, done: Exported) -> None:
        text = self.tr("{count} products with {photos} photographs written to {name}.")
        self.desk.committed(done.change)
        told = text.format(
            count=labels.number(done.products),
            photos=labels.number(done.photos),
            name=done.path.name,
        )
        self.desk.noticed.emit(Notice(told))

    # -- absorption -----------------------------------------------------------------------

    def _on_xlsx_wanted(self) -> None:
        name = f"Serapan e-order {self.desk.ws.today()}"
        self._ask_save(name, "xlsx", "XLSX (*.xlsx)", self._write_xlsx)

    def _write_xlsx(self, target: Path) -> None:
        ws, only = self.desk.ws, self.absorption.filter

        def job(_heard: Heard, check: Check) -> Path:
            return eorder_absorption_xlsx.write(ws, target, only, check)

        self.working.run(self.tr("Writing the workbook …"), job, self._on_written)

    def _on_written(self, path: Path) -> None:
        self.desk.noticed.emit(Notice(self.tr("Saved: {name}").format(name=path.name)))

    # -- importing ------------------------------------------------------------------------

    def _on_file_wanted(self) -> None:
        kinds = self.tr("Lists") + " (*.xlsx *.csv *.txt)"
        dialog = QFileDialog(self, self.tr("Which list?"), _documents(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.look_at)

    def look_at(self, path: Path) -> None:
        """Read a file and show what it would do; nothing is changed yet."""
        job = partial(_look, self.desk.ws, self.imports.kind, path)
        self.working.run(self.tr("Reading the file …"), job, self.imports.show_seen)

    def _on_take_wanted(self) -> None:
        seen = self.imports.seen
        if seen is not None:
            job = partial(_take, self.desk.ws, seen)
            self.working.run(self.tr("Importing …"), job, self._on_taken)

    def _on_taken(self, change: Change) -> None:
        self.imports.show_seen(None)
        self.desk.committed(change, self.tr("The list was imported."))

    def _on_match_wanted(self, name: str) -> None:
        self.sheet = MatchSheet(self.desk, name, self.window())
        self.sheet.matched.connect(weak_relay(self._match, name))
        self.sheet.open()

    def _match(self, name: str, business: UUID) -> None:
        job = partial(recaps.match, self.desk.ws, name, business)
        self.desk.change(job, self, self._on_matched)

    def _on_matched(self, done: tuple[int, Change]) -> None:
        count, change = done
        text = self.tr("{count} lines recognised.").format(count=labels.number(count))
        self.desk.committed(change, text)

    # -- asking for files -------------------------------------------------------------------

    def _ask_save(self, name: str, suffix: str, kind: str, then: Callable[[Path], None]) -> None:
        start = str(Path(_documents()) / f"{name}.{suffix}")
        dialog = QFileDialog(self, self.tr("Save as"), start, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        self._open(dialog, then)

    def _open(self, dialog: QFileDialog, then: Callable[[Path], None]) -> None:
        dialog.filesSelected.connect(weak_relay(self._on_files, then))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _on_files(self, then: Callable[[Path], None], paths: list[str]) -> None:
        if paths:
            then(Path(paths[0]))


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)


def _look(ws: Workspace, kind: str, path: Path, _heard: Heard, check: Check) -> Seen:
    if kind == SPENDING:
        return eorder_spending.look(ws, path, check)
    if kind == AID:
        return aid.look(ws, path, check=check)
    return recaps.look(ws, path, check)


def _take(ws: Workspace, seen: Seen, heard: Heard, check: Check) -> Change:
    if isinstance(seen, Looked):
        return recaps.take(ws, seen, heard, check).change
    if isinstance(seen, LookedAid):
        return aid.take(ws, seen, heard, check).change
    assert isinstance(seen, LookedSpending)
    return eorder_spending.take(ws, seen).change
