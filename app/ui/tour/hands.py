"""Hands and eyes of the tour: they find widgets by name, press keys, click, and take pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget

from app.ui.kit.toast import Toast
from app.ui.lanes import Lanes

W = TypeVar("W", bound=QWidget)
SIZE = (1366, 728)
"""The curators' screens, less the task bar."""
_PATIENCE_MS = 60_000
_STEP_MS = 20


class Lost(AssertionError):  # noqa: N818 - said of the tour, not of the program
    """The tour expected something that did not come."""


class Hands:
    """Works one window at a time; every wait ends by itself."""

    def __init__(self, out: Path, lanes: Lanes) -> None:
        self.out = out
        self._lanes = lanes
        self._front: QWidget | None = None
        self.pictures: list[Path] = []
        out.mkdir(parents=True, exist_ok=True)

    def use(self, lanes: Lanes) -> None:
        """Work on another laptop from now on."""
        self._lanes = lanes
        self._front = None

    def settle(self) -> None:
        """Until no job runs and no event waits."""
        for _ in range(4):
            self._lanes.drain()
            QTest.qWait(_STEP_MS)

    def bring_forward(self, window: QWidget) -> None:
        """Make a window the active one, as a person does by clicking on it."""
        self.settle()
        self._front = window
        window.resize(*SIZE)
        window.activateWindow()
        self.wait("the window in front", window.isActiveWindow)

    def keep_forward(self) -> None:
        """Offscreen, no window manager gives the focus back after a popup closed."""
        if QApplication.activeWindow() is None and self._front is not None:
            self._front.activateWindow()
            self.wait("the window in front", self._front.isActiveWindow)

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Until `condition` holds; Lost when it does not within a minute."""
        waited = 0
        while not condition():
            if waited > _PATIENCE_MS:
                raise Lost(f"waited in vain: {what}")
            QTest.qWait(_STEP_MS)
            waited += _STEP_MS

    def find(self, root: QWidget, name: str, kind: type[W]) -> W:
        """A visible widget by its object name; Lost when there is none."""
        for widget in root.findChildren(kind, name):
            if widget.isVisible():
                return widget
        raise Lost(f"no {name} in {root.objectName() or type(root).__name__}")

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press the left button on a widget, then let things settle."""
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or QPoint()
        )
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key on whatever has the focus."""
        self.keep_forward()
        target = QApplication.focusWidget() or QApplication.activeWindow()
        if target is None:
            raise Lost("nothing has the focus")
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        QTest.qWait(1)

    def type_into(self, root: QWidget, name: str, text: str) -> None:
        """Click a field and type."""
        self.keep_forward()
        field = self.find(root, name, QWidget)
        field.setFocus()
        QTest.keyClicks(QApplication.focusWidget() or field, text)
        QTest.qWait(1)

    def type_here(self, text: str) -> None:
        """Type where the focus is."""
        target = QApplication.focusWidget()
        if target is None:
            raise Lost("nothing has the focus")
        QTest.keyClicks(target, text)
        QTest.qWait(1)

    def choose(self, root: QWidget, name: str, text: str) -> None:
        """Pick the line of a select that begins with `text`, by Home and Down."""
        select = self.find(root, name, QComboBox)
        self.wait(f"the lines of {name}", lambda: select.count() > 0)
        select.setFocus()
        QTest.keyClick(select, Qt.Key.Key_Home)
        for _ in range(select.count()):
            if select.currentText().startswith(text):
                break
            QTest.keyClick(select, Qt.Key.Key_Down)
        self.settle()
        if not select.currentText().startswith(text):
            raise Lost(f"{name} offers no {text}")

    def drop(self, target: QWidget, files: list[Path]) -> None:
        """Drag files over a widget and let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(f)) for f in files])
        where = QPointF(target.rect().center())
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        modifier = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where.toPoint(), action, data, button, modifier)
        QApplication.sendEvent(target, enter)
        QApplication.sendEvent(target, QDropEvent(where, action, data, button, modifier))
        self.settle()

    def save_as(self, page: QWidget, path: Path) -> None:
        """Answer the dialog that asks where to save; Lost when there is none of ours."""
        dialog = next((d for d in page.findChildren(QFileDialog) if d.isVisible()), None)
        field = dialog.findChild(QLineEdit, "fileNameEdit") if dialog else None
        if field is None:
            raise Lost("no dialog of ours to save with")
        path.unlink(missing_ok=True)
        field.selectAll()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.wait("the file", path.exists)
        self.settle()

    def picture(self, window: QWidget, name: str) -> Path:
        """Take a numbered picture of a window and what lies over it, without passing notices."""
        self.settle()
        for toast in window.findChildren(Toast):
            toast.dismiss()
        self.settle()
        path = self.out / f"{len(self.pictures) + 1:02d}-{name}.png"
        image = window.grab()
        for sheet in window.findChildren(QWidget):
            if sheet.isWindow() and sheet.isVisible():
                _lay_over(image, window, sheet)
        image.save(str(path))
        self.pictures.append(path)
        return path


def _lay_over(image: QPixmap, window: QWidget, sheet: QWidget) -> None:
    """Draw a dialog where a person sees it: in the middle, the window behind it dimmed."""
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor(10, 25, 23, 110))
    spare = window.rect().size() - sheet.rect().size()
    painter.drawPixmap(spare.width() // 2, spare.height() // 2, sheet.grab())
    painter.end()
