"""Impor: a list is looked at first, then its good lines are taken in, or none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.aid import LookedAid
from app.services.eorder_spending import LookedSpending
from app.services.recaps import Looked
from app.ui import labels
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.cards import Card
from app.ui.kit.data_table import Column, DataTable, Row
from app.ui.kit.labels import Label
from app.ui.kit.tones import Tone
from app.ui.pages.eorder.jobs import ImportsView
from app.ui.pages.rekap.cards import Grains
from app.ui.theme import Space

Seen = Looked | LookedSpending | LookedAid
RECAP, SPENDING, AID = "recap", "spending", "aid"
_RIGHT = 420
_MOST = 1000


class ImportPanel(QWidget):
    """Asks by signals, changes nothing itself."""

    file_wanted = Signal()
    take_wanted = Signal()
    dropped = Signal()
    match_wanted = Signal(object)
    """The name that lines bear whose business nobody recognised."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seen: Seen | None = None
        self.kinds = Grains(
            self.tr("Which list"),
            [
                (RECAP, self.tr("Transaction recap")),
                (SPENDING, self.tr("Total spending")),
                (AID, self.tr("Aid (BPUM)")),
            ],
        )
        self.kinds.chosen.connect(self._on_kind)
        self.kind = RECAP
        self.hint = Label("", "muted", wrap=True)
        self.file_button = primary_button(
            self.tr("Choose a file …"), icon="upload", shortcut="Ctrl+O"
        )
        self.file_button.setObjectName("import.file")
        self.banner = Banner(Tone.INFO, "")
        self.problems = DataTable(
            self.tr("What is wrong in the file"),
            [
                Column(self.tr("Row"), right=True),
                Column(self.tr("Column")),
                Column(self.tr("Reason"), wide=True),
            ],
        )
        self.problems.setObjectName("import.problems")
        self.take_button = primary_button("", icon="check")
        self.take_button.setObjectName("import.take")
        self.drop_button = secondary_button(self.tr("Import nothing"))
        self.drop_button.setObjectName("import.drop")
        self._make_right()
        self._lay_out()
        self._connect()
        self._on_kind(RECAP)

    def _make_right(self) -> None:
        self.unmatched = DataTable(
            self.tr("Lines whose business is not known"),
            [
                Column(self.tr("Name in the recap"), wide=True),
                Column(self.tr("Lines"), right=True),
                Column(self.tr("Ordered"), right=True),
            ],
        )
        self.unmatched.setObjectName("import.unmatched")
        self.match_button = secondary_button(self.tr("Say whose it is …"), icon="link")
        self.match_button.setObjectName("import.match")
        self.past = DataTable(
            self.tr("Recaps so far"),
            [
                Column(self.tr("When")),
                Column(self.tr("File"), wide=True),
                Column(self.tr("Lines"), right=True),
            ],
        )
        self.past.setObjectName("import.past")

    def _lay_out(self) -> None:
        left = Card(pad=Space.L)
        left.add(self.kinds)
        left.add(self.hint)
        row = QHBoxLayout()
        row.addWidget(self.file_button)
        row.addStretch(1)
        left.body.addLayout(row)
        left.add(self.banner)
        left.add(self.problems, 1)
        answers = QHBoxLayout()
        answers.setSpacing(Space.S)
        answers.addStretch(1)
        answers.addWidget(self.drop_button)
        answers.addWidget(self.take_button)
        left.body.addLayout(answers)
        left.body.addStretch(0)
        self._rest = QWidget()
        left.add(self._rest, 1)
        unmatched = Card(self.tr("Whose is it?"), pad=Space.M)
        unmatched.add(self.unmatched, 1)
        unmatched.add(self.match_button)
        past = Card(self.tr("Recaps so far"), pad=Space.M)
        past.add(self.past, 1)
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        for card in (unmatched, past):
            card.setFixedWidth(_RIGHT)
            right.addWidget(card, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.M)
        whole.addWidget(left, 1)
        whole.addLayout(right)

    def _connect(self) -> None:
        self.file_button.clicked.connect(self.file_wanted)
        self.take_button.clicked.connect(self.take_wanted)
        self.drop_button.clicked.connect(self._on_drop)
        self.match_button.clicked.connect(self._on_match)
        self.unmatched.opened.connect(self.match_wanted)

    # -- what is asked for ------------------------------------------------------------------

    def _on_kind(self, key: str) -> None:
        self.kind = key
        self.kinds.set_current(key)
        hints = {
            RECAP: self.tr(
                "Columns: transaction number, date, agency, business (or NIB), product, amount. "
                "A line that comes again counts once."
            ),
            SPENDING: self.tr(
                "Columns: agency, month (and year), total spending. A month that comes again is "
                "replaced."
            ),
            AID: self.tr(
                "Columns: NIK, NIB, Jakpreneur ID or business, year or date, amount. The NIK "
                "serves to find the business and is not kept."
            ),
        }
        self.hint.setText(hints[key])
        self.show_seen(None)

    def set_busy(self, busy: bool) -> None:
        """While a file is read or taken in nothing else is asked for."""
        widgets = (self.file_button, self.take_button, self.drop_button, self.kinds)
        for widget in widgets:
            widget.setEnabled(not busy)

    # -- what was seen ----------------------------------------------------------------------

    def show_seen(self, seen: Seen | None) -> None:
        """What a file would do, and what is wrong in it; None for no file."""
        self.seen = seen
        there = seen is not None
        news = seen.fresh + seen.changed if seen is not None else 0
        bad = bool(seen is not None and seen.problems)
        self.banner.setVisible(there)
        self.problems.setVisible(bad)
        self._rest.setVisible(not bad)
        self.drop_button.setVisible(there)
        self.take_button.setVisible(news > 0)
        if seen is None:
            return
        self.banner.set_message(
            Tone.WARNING if bad else Tone.INFO,
            self._summary(seen),
            safe=self._faults(seen),
            todo=self._question(news, bad=bad),
        )
        self.problems.set_rows(
            [
                Row(at, (labels.number(p.line), p.column, p.text))
                for at, p in enumerate(seen.problems[:_MOST])
            ]
        )
        text = self.tr("Import {count} good lines") if bad else self.tr("Import {count} lines")
        self.take_button.setText(text.format(count=labels.number(news)))
        (self.take_button if news else self.file_button).setFocus()

    def _summary(self, seen: Seen) -> str:
        parts = [
            self.tr("{count} new").format(count=labels.number(seen.fresh)),
            self.tr("{count} changed").format(count=labels.number(seen.changed)),
            self.tr("{count} known already").format(count=labels.number(seen.known)),
        ]
        if isinstance(seen, Looked) and seen.unmatched:
            text = self.tr("{count} of businesses not recognised")
            parts.append(text.format(count=labels.number(seen.unmatched)))
        return f"{seen.file}: {', '.join(parts)} · {labels.rupiah(seen.amount)}."

    def _faults(self, seen: Seen) -> str:
        if not seen.problems:
            return ""
        rows = len({problem.line for problem in seen.problems})
        text = self.tr("{count} rows cannot be read; each is named below.")
        more = self.tr("The first {most} are listed.").format(most=labels.number(_MOST))
        said = text.format(count=labels.number(rows))
        return f"{said} {more}" if len(seen.problems) > _MOST else said

    def _question(self, news: int, *, bad: bool) -> str:
        if not news:
            return self.tr("There is nothing to import.")
        if bad:
            return self.tr("Import the good rows, or nothing and mend the file first?")
        return ""

    def _on_drop(self) -> None:
        self.show_seen(None)
        self.file_button.setFocus()
        self.dropped.emit()

    # -- what came in so far ------------------------------------------------------------------

    def show_view(self, view: ImportsView) -> None:
        """What came in, and whose business nobody recognised."""
        self.unmatched.set_rows(
            [
                Row(
                    one.business_name,
                    (one.business_name or "–", labels.number(one.lines), labels.rupiah(one.amount)),
                )
                for one in view.unmatched
            ]
        )
        self.match_button.setEnabled(bool(view.unmatched))
        self.past.set_rows(
            [
                Row(one.file, (labels.moment(one.at), one.file, labels.number(one.lines)))
                for one in view.past
            ]
        )

    def _on_match(self) -> None:
        rows = self.unmatched.rows
        name = self.unmatched.current_id
        if name is None and rows:
            name = rows[0].id
        if name is not None:
            self.match_wanted.emit(name)
