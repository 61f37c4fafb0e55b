"""Rules of entry: what is in force, a file of it to edit, what an edited one would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.services import channel_rules, channel_rules_files
from app.services.changes import Change
from app.services.channel_rules import Body, RulesFileError, RulesView
from app.services.channel_rules_files import Proposal
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import KeyValueGrid
from app.ui.kit.choices import DateField
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import CancelToken
from app.ui.pages.channels.progress import Running
from app.ui.theme import Space

_HEIGHT = 380


class RulesSheet(Sheet):
    """Reads, proposes, publishes; `published()` when there is a new version."""

    published = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(self.tr("Rules of entry"), parent, width=760)
        self.setObjectName("rules_sheet")
        self._desk = desk
        self.running = Running(self)
        self.running.progressed.connect(self._on_progressed)
        self.view: RulesView | None = None
        self.proposal: Proposal | None = None
        self.dialog: QFileDialog | None = None
        self._make_body()
        self._make_buttons()
        self.finished.connect(self._on_finished)
        self.read()

    def _make_body(self) -> None:
        self.title = Label(self.tr("Rules of entry"), "title", wrap=True)
        self.about = Label("", "muted", wrap=True)
        self.banner = Banner(Tone.INFO, "")
        self.banner.setObjectName("rules_sheet.banner")
        self.banner.action_triggered.connect(self._on_take_back)
        self.banner.hide()
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, Space.M, 0)
        self._lines.setSpacing(Space.M)
        area = scrolling(inside)
        area.setFixedHeight(_HEIGHT)
        self.day = DateField(QDate.currentDate())
        self.day.setObjectName("rules_sheet.day")
        self.day.setAccessibleName(self.tr("Counts from"))
        self.day_row = QWidget()
        row = QHBoxLayout(self.day_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self.tr("Counts from"), "strong"))
        row.addWidget(self.day)
        row.addStretch(1)
        self.day_row.hide()
        for widget in (self.title, self.about, self.banner, area, self.day_row):
            self.body.addWidget(widget)

    def _make_buttons(self) -> None:
        self.export_button = secondary_button(self.tr("Save as a file"), icon="download")
        self.import_button = secondary_button(self.tr("Read an edited file"), icon="upload")
        self.back_button = secondary_button(self.tr("Back"))
        self.publish_button = primary_button(self.tr("Publish"), icon="cloud-upload")
        self.close_button = secondary_button(self.tr("Close"))
        for button, name, slot in (
            (self.export_button, "export", self._on_export),
            (self.import_button, "import", self._on_import),
            (self.back_button, "back", self.read),
            (self.publish_button, "publish", self._on_publish),
            (self.close_button, "close", self.reject),
        ):
            button.setObjectName(f"rules_sheet.{name}")
            button.clicked.connect(slot)
        self.add_button(self.export_button)
        self.add_button(self.import_button)
        self.add_button(self.back_button)
        self.add_button(self.close_button, default=True)
        self.add_button(self.publish_button)
        self.back_button.hide()
        self.publish_button.hide()

    # -- the rules in force -------------------------------------------------------------

    def read(self) -> None:
        """Show the rules in force."""
        self.proposal = None
        job = partial(channel_rules.view, self._desk.ws)
        self._desk.read(job, self, self._on_view)

    def _on_view(self, view: RulesView) -> None:
        self.view = view
        self._switch(proposing=False)
        self.title.setText(self._headline(view))
        self.about.setText(view.source)
        self._show_state(view)
        self._empty()
        for channel, lines in view.channels:
            self._lines.addWidget(Label(channel.term, "strong"))
            self._lines.addWidget(KeyValueGrid(lines))
        self._lines.addStretch(1)
        self.fit()

    def _headline(self, view: RulesView) -> str:
        if not view.now.published or view.now.valid_from is None:
            return self.tr("Rules of entry, version 1 of the program")
        text = self.tr("Rules of entry, version {n}, in force since {day}")
        if view.now.by:
            text = self.tr("Rules of entry, version {n}, in force since {day}, by {who}")
        day = labels.long_date(view.now.valid_from)
        return text.format(n=view.now.version, day=day, who=view.now.by)

    def _show_state(self, view: RulesView) -> None:
        """What waits for the centre, was refused by it, or is yet to begin."""
        self.banner.hide()
        if view.pending is not None:
            waits = self.tr("Version {n} waits for the centre.").format(n=view.pending.version)
            tone = Tone.DANGER if view.pending.refused else Tone.INFO
            self.banner.set_message(
                tone, view.pending.refused or waits, action=self.tr("Take it back as a file")
            )
            self.banner.show()
        elif view.coming:
            one = view.coming[0]
            assert one.valid_from is not None
            text = self.tr("Version {n} counts from {day}.")
            day = labels.long_date(one.valid_from)
            self.banner.set_message(Tone.INFO, text.format(n=one.version, day=day))
            self.banner.show()

    def _switch(self, *, proposing: bool) -> None:
        for widget in (self.export_button, self.import_button, self.close_button):
            widget.setVisible(not proposing)
        may = self.view is not None and self.view.may_publish and self.view.pending is None
        for widget in (self.back_button, self.publish_button):
            widget.setVisible(proposing)
        self.publish_button.setEnabled(may)
        self.day_row.setVisible(proposing and may)
        today = self._desk.ws.today()
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(self.day.minimumDate())

    def _empty(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    # -- files --------------------------------------------------------------------------

    def _on_export(self) -> None:
        self._ask_where(partial(channel_rules_files.export, self._desk.ws))

    def _ask_where(self, job: partial[Path]) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(QStandardPaths.writableLocation(place)) / "aturan-masuk-kanal.json"
        dialog = QFileDialog(self, self.tr("Save as a file"), str(start), "JSON (*.json)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.filesSelected.connect(partial(self._write, job))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _write(self, job: partial[Path], paths: Sequence[str]) -> None:
        if paths:
            made = partial(job, Path(paths[0]))
            self._desk.lanes.io(made, self, self._on_written, self._on_failed)

    def _on_written(self, path: Path) -> None:
        text = self.tr("Saved as {name}. Edit it with any text editor, then read it here.")
        self._tell(Tone.SUCCESS, text.format(name=path.name))

    def _on_import(self) -> None:
        dialog = QFileDialog(self, self.tr("Read an edited file"), "", "JSON (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.filesSelected.connect(self._take_in)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _take_in(self, paths: Sequence[str]) -> None:
        if not paths:
            return
        token = self.running.begin()
        self._tell(Tone.INFO, self.tr("Counting who would fall out and come in…"))
        job = partial(_proposed, self._desk.ws, Path(paths[0]), self.running.tell, token)
        self._desk.lanes.io(job, self, self._on_proposal, self._on_failed, token=token)

    def _on_progressed(self, done: int, total: int) -> None:
        text = self.tr("{done} of {total} products looked at…")
        words = text.format(done=labels.number(done), total=labels.number(total))
        self.banner.set_message(Tone.INFO, words)

    # -- proposing ----------------------------------------------------------------------

    def _on_proposal(self, proposal: Proposal) -> None:
        self.running.end()
        self.proposal = proposal
        self._switch(proposing=True)
        self.banner.hide()
        self.title.setText(self.tr("What this file would change"))
        self.about.setText(self._counted(proposal))
        if proposal.stale:
            self._tell(
                Tone.WARNING,
                self.tr("The file was made from another version: check each line below."),
            )
        elif self.view is not None and not self.view.may_publish:
            self._tell(
                Tone.INFO, self.tr("Only an admin of the province publishes. Send them this file.")
            )
        self._empty()
        effects = {one.channel: one for one in proposal.effects}
        for channel, found in groupby(proposal.differences, key=lambda one: one.channel):
            self._lines.addWidget(Label(channel.term, "strong"))
            for one in found:
                self._lines.addWidget(Label(str(one), wrap=True))
            effect = effects[channel]
            text = self.tr("{out} products would fall out, {into} would come in.").format(
                out=labels.number(effect.out), into=labels.number(effect.into)
            )
            self._lines.addWidget(Label(text, "muted", wrap=True))
        self._lines.addStretch(1)
        self.back_button.setFocus()  # Return must not publish what nobody has read yet
        self.fit()

    def _counted(self, proposal: Proposal) -> str:
        text = self.tr("{n} rules differ. Counted over all products that were judged, as of today.")
        return text.format(n=labels.number(len(proposal.differences)))

    def _on_publish(self) -> None:
        if self.proposal is not None:
            picked = self.day.date()
            day = date(picked.year(), picked.month(), picked.day())
            job = partial(channel_rules.publish, self._desk.ws, self.proposal.body, day)
            self._desk.change(job, self, self._on_published, self._on_failed)

    def _on_published(self, change: Change) -> None:
        practice = self.tr("Published for practice on this laptop.")
        waits = self.tr("Published. It waits for the centre.")
        self._desk.committed(change, practice if self._desk.ws.me.training else waits)
        self.published.emit()
        self.read()

    def _on_take_back(self) -> None:
        job = partial(channel_rules.take_back, self._desk.ws)
        self._desk.change(job, self, self._on_taken_back, self._on_failed)

    def _on_taken_back(self, body: Body) -> None:
        self.read()
        self._ask_where(partial(channel_rules_files.write, body))

    # -- telling ------------------------------------------------------------------------

    def _tell(self, tone: Tone, text: str) -> None:
        self.banner.set_message(tone, text)
        self.banner.show()
        self.fit()

    def _on_failed(self, error: Exception) -> None:
        self.running.end()
        if isinstance(error, RulesFileError):
            self.banner.set_message(Tone.DANGER, error.headline, safe=error.safe, todo=error.todo)
            self._empty()
            for problem in error.problems:
                self._lines.addWidget(Label(f"• {problem}", wrap=True))
            self._lines.addStretch(1)
        elif isinstance(error, UserError):
            self.banner.set_error(error)
        else:
            self._desk.handle(error)
            return
        self.banner.show()
        self.fit()

    def _on_finished(self, _result: int) -> None:
        self.running.stop()


def _proposed(
    ws: Workspace, path: Path, tell: Callable[[int, int], None], token: CancelToken
) -> Proposal:
    body = channel_rules_files.read_file(path)
    return channel_rules_files.propose(ws, body, tell=tell, check=token.check)
