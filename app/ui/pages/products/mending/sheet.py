"""Mending a photograph: tools at the right, the picture as it becomes at the left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.photos.geometry import on_master
from app.photos.mending import AUTO, Crop, Mending, Neutral
from app.services import mendings
from app.services.changes import Change
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import IconButton, ghost_button, primary_button, secondary_button
from app.ui.kit.sheet import ConfirmSheet, Sheet
from app.ui.kit.tones import Tone
from app.ui.lanes import Latest
from app.ui.pages.products.mending import jobs
from app.ui.pages.products.mending.stage import Stage
from app.ui.pages.products.mending.steps import WHOLE, Steps, cropped, fitted, rotated
from app.ui.pages.products.mending.tools import Tools
from app.ui.theme import Space

_WIDTH: Final = 1180
_STAGE: Final = QSize(820, 520)
_TOOLS: Final = 292
_RATIOS: Final = {"1:1": 1.0, "4:3": 4 / 3}
_POINT_DIGITS: Final = 4


class MendingSheet(Sheet):
    """`mended(object)` is the finished change; the sheet closes with it.

    L and R turn, B shows the original while held, W makes the ground white, Ctrl+Z and
    Ctrl+Shift+Z go through the steps.
    """

    mended = Signal(object)

    def __init__(self, desk: Desk, photo_id: UUID, parent: QWidget) -> None:
        super().__init__(self.tr("Mend photo"), parent, width=_WIDTH)
        self._desk, self._photo_id = desk, photo_id
        self._opened: jobs.Opened | None = None
        self._latest = Latest()
        self._asked: Mending | None = None
        self._can_whiten: bool | None = None
        self._ratio = "free"
        self._saving = False
        self._question: ConfirmSheet | None = None
        self.steps = Steps(Mending())
        self.stage = Stage(_STAGE)
        self.tools = Tools()
        self.banner = Banner(Tone.DANGER, "")
        self.banner.hide()
        self._build()
        self._connect()
        self._shortcuts()
        self._refresh()
        job = partial(jobs.open_photo, desk.ws, photo_id)
        desk.lanes.io(job, self, self._on_opened, self._on_failed)

    def _build(self) -> None:
        self.undo_button = IconButton("arrow-back-up", self.tr("Undo (Ctrl+Z)"))
        self.redo_button = IconButton("arrow-forward-up", self.tr("Redo (Ctrl+Shift+Z)"))
        self.original_button = ghost_button(self.tr("Back to the original"), icon="history")
        self.before_button = ghost_button(self.tr("Before"), icon="eye")
        self.before_button.show_key("B")
        self.before_button.setToolTip(self.tr("Hold to compare with the original"))
        under = QHBoxLayout()
        under.setSpacing(Space.XS)
        under.addWidget(self.undo_button)
        under.addWidget(self.redo_button)
        under.addWidget(self.original_button)
        under.addStretch(1)
        under.addWidget(self.before_button)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self.stage)
        left.addLayout(under)
        self.tools.setFixedWidth(_TOOLS)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addLayout(left, 1)
        row.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.banner)
        self.body.addLayout(row)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.save_button = primary_button(self.tr("Save"), icon="check", shortcut="Ctrl+S")
        self.add_button(self.cancel_button)
        self.add_button(self.save_button, default=True)

    def _connect(self) -> None:
        tools, stage = self.tools, self.stage
        tools.left_button.clicked.connect(self._on_left_clicked)
        tools.right_button.clicked.connect(self._on_right_clicked)
        tools.slider.valueChanged.connect(self._on_slid)
        tools.slider.sliderReleased.connect(self._on_settled)
        tools.straighten_button.clicked.connect(self._on_straighten_clicked)
        tools.ratio.chosen.connect(self._on_ratio_chosen)
        tools.whole_button.clicked.connect(self._on_whole_clicked)
        tools.balance.chosen.connect(self._on_balance_chosen)
        tools.ground.toggled.connect(self._on_ground_toggled)
        stage.crop_changed.connect(self._on_crop_changed)
        stage.crop_settled.connect(self._on_settled)
        stage.picked.connect(self._on_picked)
        stage.pick_ended.connect(self._refresh)
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.redo_button.clicked.connect(self._on_redo_clicked)
        self.original_button.clicked.connect(self._on_original_clicked)
        self.before_button.pressed.connect(self._on_before_pressed)
        self.before_button.released.connect(self._on_before_released)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._on_save_clicked)

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("L", self._on_left_clicked),
            ("R", self._on_right_clicked),
            ("W", self._on_ground_key),
            ("Ctrl+Z", self._on_undo_clicked),
            ("Ctrl+Shift+Z", self._on_redo_clicked),
            ("Ctrl+Y", self._on_redo_clicked),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # Coming.

    def _on_opened(self, opened: jobs.Opened) -> None:
        self._opened = opened
        self.steps = Steps(opened.mending)
        self.stage.set_before(opened.image)
        self.stage.setFocus()
        self._refresh()

    def _on_failed(self, error: Exception) -> None:
        self._saving = False
        if self._opened is None:
            self.stage.set_broken()
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self._refresh()

    # Showing.

    def _refresh(self) -> None:
        ready = self._opened is not None and not self._saving
        now = self.steps.now
        self.tools.setEnabled(ready)
        self.tools.show_degrees(now.straighten_degrees)
        self.tools.ratio.set_value(self._ratio)
        balance = "pick" if isinstance(now.white_balance, Neutral) else now.white_balance or ""
        self.tools.show_balance(balance, picking=self.stage.picks)
        self.tools.show_ground(on=now.white_ground, can=self._can_whiten)
        proposed = None if self._opened is None else self._opened.straighten
        self.tools.show_proposal(proposed, ready=ready)
        self.tools.whole_button.setEnabled(now.crop is not None)
        self.stage.set_crop(now.crop or WHOLE)
        self.undo_button.setEnabled(ready and self.steps.can_undo)
        self.redo_button.setEnabled(ready and self.steps.can_redo)
        self.original_button.setEnabled(ready and not now.is_identity)
        self.before_button.setEnabled(ready)
        self.save_button.setEnabled(ready and now != self.steps.start)
        self.cancel_button.setEnabled(not self._saving)
        self._ask_preview()

    def _ask_preview(self) -> None:
        wanted = self.steps.now
        # A frame on the move changes nothing of the picture; where it comes to rest may.
        if self._opened is None or wanted == self._asked or self.stage.drags:
            return
        self._asked = wanted
        job = partial(jobs.preview, self._desk.ws, self._opened.small, wanted)
        token = self._latest.renew()
        self._desk.lanes.io(job, self, self._on_preview, self._on_failed, token=token)

    def _on_preview(self, preview: jobs.Preview) -> None:
        self.stage.set_after(preview.image)
        self._can_whiten = preview.can_whiten
        self.tools.show_ground(on=self.steps.now.white_ground, can=self._can_whiten)

    def _take(self, mending: Mending, tool: str = "") -> None:
        if self._opened is None or self._saving:
            return
        self.steps.take(mending, tool)
        self._refresh()

    # What a person does.

    def _on_left_clicked(self) -> None:
        self._turn(3)

    def _on_right_clicked(self) -> None:
        self._turn(1)

    def _turn(self, quarters: int) -> None:
        if self._ratio == "4:3":
            self._set_ratio("free")
        self._take(rotated(self.steps.now, quarters))

    def _on_slid(self) -> None:
        degrees = self.tools.slider.degrees
        self._take(replace(self.steps.now, straighten_degrees=degrees), "straighten")

    def _on_straighten_clicked(self) -> None:
        assert self._opened is not None
        degrees = self._opened.straighten or 0.0
        self._take(replace(self.steps.now, straighten_degrees=degrees))

    def _on_ratio_chosen(self, key: str) -> None:
        self._set_ratio(key)
        if self.stage.ratio is not None:
            crop = fitted(self.stage.crop, self.stage.ratio)
            self._take(cropped(self.steps.now, crop))

    def _set_ratio(self, key: str) -> None:
        self._ratio = key
        area = self.stage.area()
        wanted = _RATIOS.get(key)
        self.stage.ratio = None if wanted is None else wanted * area.height() / area.width()

    def _on_whole_clicked(self) -> None:
        self._set_ratio("free")
        self._take(replace(self.steps.now, crop=None))

    def _on_crop_changed(self, crop: Crop) -> None:
        self._take(cropped(self.steps.now, crop), "crop")

    def _on_settled(self) -> None:
        self.steps.settle()
        self._ask_preview()

    def _on_balance_chosen(self, key: str) -> None:
        if key == "pick":
            self.stage.set_picking(on=True)
            self._refresh()
            return
        self.stage.set_picking(on=False)
        self._take(replace(self.steps.now, white_balance=AUTO if key == AUTO else None))

    def _on_picked(self, x: float, y: float) -> None:
        assert self._opened is not None
        size = self._opened.image.width(), self._opened.image.height()
        place = on_master(x, y, size, self.steps.now)
        point = Neutral(*(round(one, _POINT_DIGITS) for one in place))
        self._take(replace(self.steps.now, white_balance=point))

    def _on_ground_toggled(self, on: bool) -> None:
        self._take(replace(self.steps.now, white_ground=on))

    def _on_ground_key(self) -> None:
        if self.tools.ground.isEnabled():
            self.tools.ground.toggle()

    def _on_undo_clicked(self) -> None:
        self.steps.undo()
        self._set_ratio("free")
        self._refresh()

    def _on_redo_clicked(self) -> None:
        self.steps.redo()
        self._refresh()

    def _on_original_clicked(self) -> None:
        self._set_ratio("free")
        self._take(Mending())

    # Comparing, as long as a key or the button is held.

    def _on_before_pressed(self) -> None:
        self.stage.show_before(on=True)

    def _on_before_released(self) -> None:
        self.stage.show_before(on=False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.modifiers():
            if not event.isAutoRepeat():
                self.stage.show_before(on=True)
            return
        super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.stage.show_before(on=False)
            return
        super().keyReleaseEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.stage.show_before(on=False)  # the release of the key goes elsewhere

    # Saving.

    def _on_save_clicked(self) -> None:
        if self._opened is None or self._saving:
            return
        self._saving = True
        self.banner.hide()
        self._refresh()
        job = partial(mendings.mend, self._desk.ws, self._photo_id, self.steps.now)
        self._desk.lanes.io(job, self, self._on_saved, self._on_failed)

    @override
    def reject(self) -> None:
        """Leave without saving, after a question where there is something to save; not while it
        is being saved, or nobody would be told.
        """
        if self._saving or self._question is not None:
            return
        if self.steps.now == self.steps.start:
            super().reject()
            return
        question = ConfirmSheet(
            self.tr("Leave without saving?"),
            self.tr("The photo stays as it was before; what you changed here is lost."),
            self.tr("Leave"),
            self,
            tone=Tone.WARNING,
            cancel=self.tr("Go on mending"),
        )
        question.confirmed.connect(self._on_left)
        question.finished.connect(self._on_answered)
        self._question = question
        question.open()

    def _on_left(self) -> None:
        super().reject()

    def _on_answered(self, _result: int) -> None:
        self._question = None

    def _on_saved(self, done: tuple[UUID, Change]) -> None:
        self.mended.emit(done[1])
        self.accept()
