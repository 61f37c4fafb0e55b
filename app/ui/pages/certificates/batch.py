"""Many certificates at once: which session's, made into one file, then printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services import certificate_batches
from app.services.certificate_batches import MOST, Batch, Stack
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk, Notice
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import ProgressLine
from app.ui.kit.choices import Check, Select
from app.ui.kit.fields import Field
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import CancelToken
from app.ui.printing import KEPT, Printing, Printout

_LOOK_MS = 100
_FILE = "sekaligus.pdf"


class BatchSheet(Sheet):
    """Which session's certificates; `stack_chosen(Stack, bool)`, the flag: unprinted ones only."""

    stack_chosen = Signal(object, bool)

    def __init__(self, stacks: list[Stack], current: str, parent: QWidget | None) -> None:
        super().__init__(self.tr("Print many certificates"), parent, width=520)
        self.setObjectName("batch_sheet")
        self._stacks = stacks
        self.select = Select()
        self.select.setObjectName("batch_sheet.session")
        self.select.addItems([f"{s.name} · {labels.long_date(s.held_on)}" for s in stacks])
        keys = [str(stack.session_id) for stack in stacks]
        self.select.setCurrentIndex(keys.index(current) if current in keys else 0)
        self.unprinted = Check(self.tr("Only those that were never printed here"))
        self.unprinted.setObjectName("batch_sheet.unprinted")
        self.unprinted.setChecked(True)
        self._count = Label("", "muted", wrap=True)
        self.line = ProgressLine(self.tr("Certificates made ready"))
        self.line.hide()
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self.body.addWidget(Label(self.tr("Print many certificates"), "title"))
        self.body.addWidget(Field(self.tr("Session"), self.select))
        for widget in (self.unprinted, self._count, self.line, self.banner):
            self.body.addWidget(widget)
        self._make_buttons()
        self.select.currentIndexChanged.connect(self._show_count)
        self.unprinted.toggled.connect(self._show_count)
        self._show_count()

    def _make_buttons(self) -> None:
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.ready_button = primary_button(self.tr("Make ready"), icon="arrow-right")
        self.ready_button.setObjectName("batch_sheet.ready_button")
        self.add_button(self.cancel_button)
        self.add_button(self.ready_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.ready_button.clicked.connect(self._on_ready_clicked)
        self.ready_button.setFocus()

    @property
    def words(self) -> str:
        """How many there are, or are ready."""
        return self._count.text()

    def _show_count(self) -> None:
        stack = self._stacks[self.select.currentIndex()]
        wanted = len(stack.chosen(unprinted_only=self.unprinted.isChecked()))
        there = len(stack.certificates)
        text = self.tr("{count} of {there} certificates, a page each.")
        words = text.format(count=labels.number(wanted), there=labels.number(there))
        if wanted == MOST:
            more = self.tr("At most {most} at a time; the others follow after these.")
            words = f"{words} {more.format(most=MOST)}"
        elif not self.unprinted.isChecked() and len(stack.unprinted) < there:
            copies = self.tr("Those printed before will say SALINAN.")
            words = f"{words} {copies}"
        self._count.setText(words)
        self.ready_button.setEnabled(wanted > 0)

    def _on_ready_clicked(self) -> None:
        for widget in (self.select, self.unprinted, self.ready_button):
            widget.setEnabled(False)
        self.banner.hide()
        self.line.show()
        self.fit()
        stack = self._stacks[self.select.currentIndex()]
        self.stack_chosen.emit(stack, self.unprinted.isChecked())

    def set_done(self, done: int, total: int) -> None:
        """So many are ready."""
        text = self.tr("{done} of {total} ready…")
        self._count.setText(text.format(done=labels.number(done), total=labels.number(total)))
        self.line.set_progress(done, total)

    def set_failed(self, error: UserError) -> None:
        """Nothing was made; another choice may be."""
        for widget in (self.select, self.unprinted):
            widget.setEnabled(True)
        self.line.hide()
        self._show_count()
        self.banner.set_error(error)
        self.banner.show()
        self.fit()


class _Tally:
    """How many are ready: written by a worker, read by a timer."""

    def __init__(self) -> None:
        self.done = 0

    def tell(self, done: int) -> None:
        self.done = done


class BatchPrinting(QObject):
    """Asks, makes the file in the I/O lane with progress, and hands it to `Printing`."""

    failed = Signal(object)
    """UserError"""

    def __init__(self, desk: Desk, printing: Printing, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._printing, self._page = desk, printing, page
        self._tally, self._total = _Tally(), 0
        self._title = ""
        self._left_out: tuple[UserError, ...] = ()
        self._token = CancelToken()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_looked)
        self.sheet: BatchSheet | None = None
        printing.finished.connect(self._on_printing_finished)

    def ask(self) -> None:
        """Ask which; nothing while something is printed."""
        if not self._printing.busy and self.sheet is None:
            job = partial(certificate_batches.stacks, self._desk.ws)
            self._desk.read(job, self, self._on_stacks)

    def _on_stacks(self, stacks: list[Stack]) -> None:
        if not stacks:
            self._desk.noticed.emit(Notice(self.tr("No certificate has been issued yet.")))
            return
        current = self._desk.ws.settings.current_session
        self.sheet = BatchSheet(stacks, current, self._page)
        self.sheet.stack_chosen.connect(self._on_stack_chosen)
        self.sheet.rejected.connect(self._on_rejected)
        self.sheet.open()

    def _on_rejected(self) -> None:
        self._token.cancel()
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self.sheet = None

    def _on_stack_chosen(self, stack: Stack, unprinted_only: bool) -> None:
        wanted = stack.chosen(unprinted_only=unprinted_only)
        self._title = f"Sertifikat {stack.name} {stack.held_on.isoformat()}"
        self._tally, self._total = _Tally(), len(wanted)
        self._token = CancelToken()
        job = partial(
            certificate_batches.make,
            self._desk.ws,
            wanted,
            _path(self._desk.ws),
            tell=self._tally.tell,
            check=self._token.check,
        )
        self._timer.start()
        self._desk.lanes.io(job, self, self._on_made, self._on_failed, token=self._token)

    def _on_looked(self) -> None:
        if self.sheet is not None:
            self.sheet.set_done(self._tally.done, self._total)

    def _on_made(self, batch: Batch) -> None:
        if self.sheet is not None:
            self.sheet.accept()
        self._end()
        self._left_out = batch.left_out
        self._printing.start(Printout(self._title, batch.path, batch.certificates))

    def _tell_left_out(self) -> None:
        (first, *others), self._left_out = self._left_out, ()
        count = 1 + len(others)
        self.failed.emit(
            UserError(
                "batch.left_out",
                f"{count} sertifikat tidak ikut dicetak. Yang pertama: {first.what}",
                safe=first.safe,
                todo=first.todo,
            )
        )

    def _on_failed(self, error: Exception) -> None:
        self._timer.stop()
        if self.sheet is not None and isinstance(error, UserError):
            self.sheet.set_failed(error)
        else:
            self._desk.handle(error)

    def _on_printing_finished(self, printout: Printout) -> None:
        if isinstance(printout.pdf, Path):
            # Should a preview hold it still, the next batch writes over it.
            self._desk.lanes.io(partial(_forget, printout.pdf), self, self._on_forgotten)
            if self._left_out:
                self._tell_left_out()

    def _on_forgotten(self, _nothing: None) -> None:
        """The file has served."""


def _path(ws: Workspace) -> Path:
    return ws.folder / KEPT / _FILE


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # Windows: somebody looks at it still
        return
