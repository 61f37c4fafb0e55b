"""The way to the panel from the header of a page: a button for who may see some of it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services import fairness
from app.services.fairness import Sight
from app.services.sessions import SessionView
from app.ui.desk import Desk
from app.ui.kit.buttons import secondary_button
from app.ui.kit.cards import PageHeader
from app.ui.lanes import Latest
from app.ui.pages.fairness.panel import FairnessPanel


class FairnessDoor(QObject):
    """Adds *Keadilan nilai* to a header and its panel to a stack; shows and leaves it.

    Who does not lead the session finds only their own leniency behind it.

    The page tells which session it shows by `show_session`, each time it has shown it.
    """

    def __init__(self, desk: Desk, header: PageHeader, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack
        self._session: UUID | None = None
        self._before: QWidget | None = None
        self._latest = Latest()
        self.panel = FairnessPanel(desk)
        self.panel.product_wanted.connect(self._on_product_wanted)
        stack.addWidget(self.panel)
        self.button = secondary_button(self.tr("Score fairness"), icon="users")
        self.button.setObjectName("fairness_button")
        self.button.setCheckable(True)
        self.button.clicked.connect(self._on_clicked)
        self.button.hide()
        header.add_action(self.button)

    @property
    def is_open(self) -> bool:
        """Whether the panel is on show."""
        return self._stack.currentWidget() is self.panel

    def show_session(self, view: SessionView | None) -> None:
        """The page shows this session, or asks for one."""
        key = view.id if view else None
        if key != self._session or key is None:
            self._session = key
            self._close()
        elif self.button.isChecked():
            self._stack.setCurrentWidget(self.panel)
        if key is None:
            self._latest.renew()
            self.button.hide()
            return
        job = partial(fairness.sight, self._desk.ws, key)
        self._desk.read(job, self, self._on_sight, token=self._latest.renew())

    def _on_sight(self, sight: Sight) -> None:
        whole = sight is Sight.WHOLE
        words = self.tr("Score fairness") if whole else self.tr("My leniency")
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setVisible(sight is not Sight.NOTHING)

    def _on_clicked(self) -> None:
        if not self.button.isChecked():
            self._close()
        elif self._session is not None:
            self._before = self._stack.currentWidget()
            self._stack.setCurrentWidget(self.panel)
            self.panel.load(self._session)

    def _close(self) -> None:
        checked = False
        self.button.setChecked(checked)
        if self.is_open and self._before is not None:
            self._stack.setCurrentWidget(self._before)

    def _on_product_wanted(self, curation_id: UUID) -> None:
        self._close()
        self._desk.go("curation", curation_id)
