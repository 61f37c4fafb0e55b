"""The studio over a product: picture of the camera, what to show next, the shots taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import PhotoRole
from app.ui.kit.banner import Banner
from app.ui.kit.labels import Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.slots import weak_slot
from app.ui.kit.tones import Tone
from app.ui.lanes import Lanes
from app.ui.pages.products.role_bar import ROLE_KEYS
from app.ui.pages.products.studio.controls import StudioBar, StudioHead
from app.ui.pages.products.studio.judging import FrameJudge, JudgeLoop
from app.ui.pages.products.studio.preview import Preview
from app.ui.pages.products.studio.roles import RolePanel
from app.ui.pages.products.studio.shots import Shots, next_role
from app.ui.pages.products.studio.source import CameraSource
from app.ui.pages.products.studio.strip import ShotStrip
from app.ui.pages.products.studio.trouble import TroubleView
from app.ui.pages.products.studio.viewfinder import Viewfinder
from app.ui.theme import Space

_SIDE = 272
_LARGEST, _LEAST = QSize(1360, 860), QSize(980, 600)
_AROUND = QSize(48, 40)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the studio is opened for: a product, what its photographs show, the camera wanted."""

    product: str
    had: tuple[PhotoRole, ...]
    camera: str


class StudioSheet(Sheet):
    """Space takes a shot, 1–5 say what it shows, R retakes, Ctrl+Z takes back, G draws thirds.

    `camera_chosen(str)` a camera somebody chose, to be remembered; `files_wanted()` when the
    person goes on with files instead.
    """

    camera_chosen = Signal(str)
    files_wanted = Signal()

    def __init__(
        self, sitting: Sitting, shots: Shots, source: CameraSource, parent: QWidget
    ) -> None:
        super().__init__(self.tr("Studio"), parent)
        self.setObjectName("studio")
        self._sitting, self._shots = sitting, shots
        self._role = next_role(sitting.had, PhotoRole.FRONT)
        self._retaking = self._leaving = False
        self._judging: JudgeLoop | None = None
        self.finder = Viewfinder(source, sitting.camera, self)
        self.head, self.bar = StudioHead(sitting.product), StudioBar()
        self.preview, self.trouble = Preview(), TroubleView()
        self.roles, self.strip = RolePanel(), ShotStrip()
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.banner.hide()
        self._build()
        self._connect()
        self._listen()
        self.finder.start()
        self._show_shots()

    def judge_with(self, judge: FrameJudge, lanes: Lanes) -> None:
        """Let a coach look at the frames; without one nothing is said of them."""
        self._judging = JudgeLoop(lanes, judge, self)
        self._judging.judged.connect(self.preview.set_hints)

    @property
    def role(self) -> PhotoRole:
        """What the next shot shows."""
        return self._role

    # Laying out.

    def _build(self) -> None:
        self._fit()
        self.stage = QStackedWidget()
        self.stage.addWidget(self.preview)
        self.stage.addWidget(self.trouble)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.stage, 1)
        left.addWidget(self.banner)
        left.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addLayout(left, 1)
        row.addWidget(self._side())
        self.body.addWidget(self.head)
        self.body.addLayout(row, 1)

    def _fit(self) -> None:
        """As large as the window lets it be."""
        parent = self.parentWidget()
        room = _LARGEST if parent is None else parent.window().size() - _AROUND
        self.setFixedSize(room.boundedTo(_LARGEST).expandedTo(_LEAST))

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(self.tr("The next photo shows"), "section"))
        column.addWidget(self.roles)
        column.addSpacing(Space.S)
        self._taken = Label("", "section")
        self._none = Label(self.tr("Press the space bar for the first one."), "muted", wrap=True)
        column.addWidget(self._taken)
        column.addWidget(self._none)
        column.addWidget(self.strip, 1)
        return side

    # Listening.

    def _connect(self) -> None:
        self.finder.framed.connect(self._on_framed)
        self.finder.captured.connect(self._on_captured)
        self.finder.missed.connect(self._on_missed)
        self.finder.changed.connect(self._show_state)
        self._shots.changed.connect(self._show_shots)
        self.head.device_chosen.connect(self._on_device_chosen)
        self.head.grid_button.toggled.connect(self._on_grid_toggled)
        self.roles.chosen.connect(self.choose_role)
        self.trouble.retry_wanted.connect(self.finder.retry)
        self.trouble.files_wanted.connect(self._on_files_wanted)
        self.banner.action_triggered.connect(self._shots.retry)
        for button, slot in (
            (self.bar.shoot_button, self.shoot),
            (self.bar.retake_button, self.retake),
            (self.bar.undo_button, self.undo),
            (self.head.done_button, self.reject),
        ):
            button.clicked.connect(slot)

    def _listen(self) -> None:
        """Keys of the sheet: a button that has the focus would keep the space bar to itself."""
        keys = {
            "Space": self.shoot,
            "R": self.retake,
            "Ctrl+Z": self.undo,
            "G": self.head.grid_button.toggle,
        }
        for key, slot in keys.items():
            self._key(key).activated.connect(slot)
        for digit, role in ROLE_KEYS.items():
            self._key(digit).activated.connect(weak_slot(self.choose_role, role))

    def _key(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        return shortcut

    # What a person does.

    def shoot(self) -> None:
        """Take a shot; while one is on its way nothing happens."""
        if not self._leaving and self.finder.capture():
            self._retaking = False

    def retake(self) -> None:
        """Take a shot in the place of the last one."""
        if not self._leaving and self._shots.last is not None and self.finder.capture():
            self._retaking = True

    def undo(self) -> None:
        """Take the last shot back; the next one shows what it showed."""
        last = self._shots.last
        if self._shots.undo() and last is not None:
            self.choose_role(last.role)

    def choose_role(self, role: PhotoRole) -> None:
        """Say what the next shot shows."""
        self._role = role
        self._show_roles()

    @override
    def done(self, result: int) -> None:
        """Close; a shot that is on its way comes first."""
        if self.finder.capturing:
            self._leaving = True
            return
        self.finder.stop()
        if self._judging is not None:
            self._judging.stop()
        super().done(result)
        self._shots.finish()

    def _on_files_wanted(self) -> None:
        self.reject()
        self.files_wanted.emit()

    def _on_device_chosen(self, key: str) -> None:
        self.preview.set_frame(None)
        self.finder.choose(key)
        self.preview.setFocus()
        self.camera_chosen.emit(key)

    def _on_grid_toggled(self, on: bool) -> None:
        self.preview.set_grid(on=on)

    # What the camera does.

    def _on_framed(self, image: QImage) -> None:
        self.preview.set_frame(image)
        if self._judging is not None:
            self._judging.offer(image)

    def _on_captured(self, image: QImage) -> None:
        self.preview.flash()
        if self._retaking and self._shots.last is not None:
            self._shots.retake(image)
        else:
            role = self._role
            self._role = next_role({*self._sitting.had, *self._shots.roles, role}, role)
            self._shots.take(image, role)
        self._retaking = False
        self._leave_now()

    def _on_missed(self) -> None:
        if not self._leaving and self.finder.trouble is None:
            what = self.tr("This shot did not come.")
            self.banner.set_message(Tone.WARNING, what, todo=self.tr("Press the space bar again."))
            self.banner.show()
        self._leave_now()

    def _leave_now(self) -> None:
        if self._leaving:
            self._leaving = False
            self.reject()

    # Showing.

    def _show_state(self) -> None:
        trouble = self.finder.trouble
        if trouble is not None:
            self.trouble.set_trouble(trouble)
            self.preview.set_frame(None)
            self.preview.set_hints(())
        if trouble is None and self.stage.currentWidget() is self.trouble:
            self.preview.setFocus()  # before its buttons go, and the focus with them
        self.stage.setCurrentWidget(self.preview if trouble is None else self.trouble)
        self.head.set_devices(self.finder.devices, self.finder.key)
        shots = self._shots
        ready, count, failed = self.finder.ready, len(shots.live), len(shots.failed)
        self.bar.set_state(ready=ready, count=count, failed=failed)

    def _show_shots(self) -> None:
        live = self._shots.live
        self.strip.set_shots(live)
        self._taken.setText(self.tr("Taken now: {count}").format(count=len(live)))
        self._none.setVisible(not live)
        self._show_roles()
        self._show_state()
        self._show_failed()

    def _show_failed(self) -> None:
        failed = self._shots.failed
        error = failed[-1].error if failed else None
        if error is not None:
            self.banner.set_message(
                Tone.DANGER,
                error.what,
                safe=error.safe,
                todo=error.todo,
                action=self.tr("Save again"),
            )
        self.banner.setVisible(error is not None)

    def _show_roles(self) -> None:
        counts = Counter([*self._sitting.had, *(shot.role for shot in self._shots.live)])
        self.roles.set_counts(counts)
        self.roles.set_role(self._role)
        self.preview.set_role(self._role.term)
