"""Pesanan: which office wants how many packages of which cluster; typed line by line."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services import gebetan_orders
from app.services.changes import Change
from app.services.gebetan_orders import Imported, OrderForm
from app.services.gebetan_packages import Package
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import EmptyState
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.choices import Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import CancelToken
from app.ui.pages.forms.numbers import NumberEdit
from app.ui.pages.gebetan.grid import Grid, Head, Row
from app.ui.pages.gebetan.jobs import Held
from app.ui.theme import Space

_SHOWN = 200


class OrdersPanel(QWidget):
    """The line to type in above, all orders below."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Held | None = None
        self._editing: UUID | None = None
        self._token: CancelToken | None = None
        self.dialog: QFileDialog | None = None
        self.problems: ProblemsSheet | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def _make_widgets(self) -> None:
        self.entry = EntryLine()
        self.import_button = secondary_button(self.tr("Import file"), icon="upload")
        self.import_button.setObjectName("orders.import")
        self.total = Label(" ", "muted")
        self.note = Label("", "muted", wrap=True)
        self.grid = Grid(
            self.tr("Orders"),
            (
                Head(self.tr("Office"), wide=True),
                Head(self.tr("Kind")),
                Head(self.tr("Region")),
                Head(self.tr("Cluster")),
                Head(self.tr("Packages"), right=True),
                Head(self.tr("Due"), right=True),
                Head(self.tr("Package")),
            ),
            many=True,
        )
        self.grid.setObjectName("orders_grid")
        self.empty = EmptyState(
            "building-community",
            self.tr("No orders yet"),
            self.tr(
                "Type the office, the cluster and how many packages, then press Enter. A list of "
                "the offices can be imported as CSV or XLSX."
            ),
        )

    def _lay_out(self) -> None:
        card = Card(pad=Space.L)
        card.add(self.entry)
        card.add(self.note)
        card.add(self.grid, 1)
        card.add(self.empty, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.total, 1)
        foot.addWidget(self.import_button)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        self.entry.entered.connect(self._on_entered)
        self.entry.cancelled.connect(self._on_cancelled)
        self.grid.opened.connect(self._on_opened)
        self.grid.removal_wanted.connect(self._on_removal_wanted)
        self.import_button.clicked.connect(self._on_import_clicked)

    def set_held(self, held: Held) -> None:
        """Show the orders of a round."""
        if self._held is None or self._held.round.id != held.round.id:
            self._stop_editing()
        self._held = held
        self.entry.set_choices(held)
        packages = held.shelf.packages
        self.grid.set_rows([self._row(p) for p in packages])
        self.grid.setVisible(bool(packages))
        self.empty.setVisible(not packages)
        self.entry.setEnabled(held.may_order)
        self.import_button.setEnabled(held.may_order)
        self.note.setText("" if held.may_order else self._why_closed(held))
        self.note.setVisible(not held.may_order)
        self.total.setText(
            self.tr("{orders} orders · {packages} packages · {due}").format(
                orders=labels.number(len(packages)),
                packages=labels.number(sum(p.order.quantity for p in packages)),
                due=labels.rupiah(held.shelf.ordered),
            )
        )

    def _why_closed(self, held: Held) -> str:
        return self.tr(
            "Orders are taken from {first} to {last}. Change the round to move the days."
        ).format(
            first=labels.long_date(held.round.opens_on),
            last=labels.long_date(held.round.closes_on),
        )

    def _row(self, package: Package) -> Row:
        order = package.order
        state = (self.tr("composed"), Tone.SUCCESS) if order.composed else ("–", Tone.NEUTRAL)
        if order.delivered_on is not None:
            state = (self.tr("delivered"), Tone.SUCCESS)
        return Row(
            order.id,
            (
                order.office,
                order.kind.term,
                order.region,
                order.cluster.name,
                labels.number(order.quantity),
                labels.rupiah(order.amount),
                state,
            ),
        )

    def focus(self) -> None:
        """Where typing begins."""
        self.entry.office.setFocus()

    # -- typing ---------------------------------------------------------------------------

    def _on_entered(self, form: OrderForm) -> None:
        if self._held is None:
            return
        job = partial(gebetan_orders.save, self._desk.ws, self._held.round.id, form, self._editing)
        self._desk.change(job, self, self._on_saved)

    def _on_saved(self, made: tuple[UUID, Change]) -> None:
        key, change = made
        self._stop_editing()
        self._desk.committed(change)
        self.grid.select_key(key)
        self.entry.next_line()

    def _on_opened(self, key: UUID) -> None:
        package = (
            next(p for p in self._held.shelf.packages if p.order.id == key) if self._held else None
        )
        if package is None or package.order.delivered_on is not None:
            return
        self._editing = key
        self.entry.show_form(
            package.order.office, package.order.cluster.code, package.order.quantity
        )

    def _on_cancelled(self) -> None:
        self._stop_editing()
        self.entry.clear()

    def _stop_editing(self) -> None:
        self._editing = None
        self.entry.set_editing(on=False)

    def _on_removal_wanted(self) -> None:
        job = partial(gebetan_orders.remove, self._desk.ws, self.grid.selected_keys)
        self._desk.change(job, self, self._on_removed)

    def _on_removed(self, change: Change) -> None:
        self._desk.committed(change, self.tr("Orders removed."))

    # -- files ----------------------------------------------------------------------------

    def _on_import_clicked(self) -> None:
        kinds = self.tr("Lists (*.csv *.xlsx)")
        self.dialog = QFileDialog(self.window(), self.tr("Import orders"), "", kinds)
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.dialog.fileSelected.connect(self.import_path)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def import_path(self, path: str) -> None:
        """Read orders from a file in the lanes; a second one waits until the first is done."""
        if self._held is None or self._token is not None:
            return
        self._token = CancelToken()
        self.import_button.setEnabled(False)
        job = partial(_import, self._desk.ws, self._held.round.id, Path(path), self._token)
        self._desk.lanes.io(job, self, self._on_imported, self._on_import_failed)

    def stop(self) -> None:
        """The program closes: what is being read is not taken."""
        if self._token is not None:
            self._token.cancel()
            self._token = None

    def _on_imported(self, done: Imported) -> None:
        self._token = None
        self.import_button.setEnabled(True)
        if done.problems:
            self.problems = ProblemsSheet(done, self.window())
            self.problems.open()
            return
        text = self.tr("{count} orders imported.").format(count=labels.number(done.added))
        self._desk.committed(done.change, text)

    def _on_import_failed(self, error: Exception) -> None:
        self._token = None
        self.import_button.setEnabled(True)
        self._desk.handle(error)


def _import(ws: Workspace, round_id: UUID, path: Path, token: CancelToken) -> Imported:
    return gebetan_orders.import_file(ws, round_id, path, token.check)


class EntryLine(QWidget):
    """Office, cluster, count; Enter in any of them enters the line, Escape empties it.

    `entered(object)` carries an `OrderForm`.
    """

    entered = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office, self.cluster, self.count = QLineEdit(), Select(), NumberEdit(most=6)
        self.office.setPlaceholderText(self.tr("e.g. Sudin Pendidikan Jakarta Timur"))
        self.add_button = primary_button(self.tr("Add"), icon="plus")
        self.add_button.show_key("Enter")
        self.add_button.setObjectName("orders.add")
        self._known: tuple[str, ...] = ()
        self._clusters: tuple[tuple[str, str], ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self._add(row, Field(self.tr("Office"), self.office), "orders.office", 5)
        self._add(row, Field(self.tr("Cluster"), self.cluster), "orders.cluster", 3)
        self._add(row, Field(self.tr("Packages"), self.count), "orders.count", 1)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.add_button.clicked.connect(self._enter)

    def _add(self, row: QHBoxLayout, field: Field, name: str, stretch: int) -> None:
        field.editor.setObjectName(name)
        row.addWidget(field, stretch)

    def set_choices(self, held: Held) -> None:
        """What can be chosen in this round; what is typed stays."""
        clusters = tuple(
            (c.code, f"{c.name} · {labels.rupiah(c.amount)}") for c in held.round.clusters
        )
        if clusters != self._clusters:
            self._clusters, kept = clusters, self.cluster.currentData()
            self.cluster.clear()
            for code, text in clusters:
                self.cluster.addItem(text, code)
            self.cluster.setCurrentIndex(max(0, self.cluster.findData(kept)))
        if held.offices != self._known:
            self._known = held.offices
            completer = QCompleter(list(held.offices), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.office.setCompleter(completer)

    def show_form(self, office: str, cluster: str, count: int) -> None:
        """An order to change."""
        self.office.setText(office)
        self.cluster.setCurrentIndex(self.cluster.findData(cluster))
        self.count.set_value(count)
        self.set_editing(on=True)
        self.count.setFocus()
        self.count.selectAll()

    def set_editing(self, *, on: bool) -> None:
        """Whether Enter changes an order instead of adding one."""
        text = self.tr("Save") if on else self.tr("Add")
        self.add_button.setText(text)
        self.add_button.setAccessibleName(text)

    def next_line(self) -> None:
        """Ready for the next: the office stays to be typed over, most order several clusters."""
        self.count.set_value(None)
        self.office.setFocus()
        self.office.selectAll()

    def clear(self) -> None:
        """Nothing typed."""
        self.office.clear()
        self.next_line()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        code = self.cluster.currentData() or ""
        self.entered.emit(OrderForm(self.office.text(), code, self.count.value or 0))


class ProblemsSheet(Sheet):
    """What is wrong with a file, line by line; nothing of it was taken."""

    def __init__(self, done: Imported, parent: QWidget | None) -> None:
        super().__init__(self.tr("Nothing was imported"), parent, width=680)
        self.setObjectName("problems_sheet")
        self.body.addWidget(Label(self.tr("Nothing was imported"), "title"))
        words = self.tr("Mend these places in the file, then import it again: {count}.")
        self.body.addWidget(Label(words.format(count=labels.number(len(done.problems))), wrap=True))
        heads = (
            Head(self.tr("Line"), right=True),
            Head(self.tr("Column")),
            Head(self.tr("What is wrong"), wide=True),
        )
        self.grid = Grid(self.tr("Problems"), heads)
        self.grid.setMinimumHeight(260)
        self.grid.set_rows(
            [
                Row(at, (labels.number(p.line), p.column, p.text))
                for at, p in enumerate(done.problems[:_SHOWN])
            ]
        )
        self.body.addWidget(self.grid)
        self.close_button = primary_button(self.tr("Close"))
        self.add_button(self.close_button, default=True)
        self.close_button.clicked.connect(self.accept)
