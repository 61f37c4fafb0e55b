"""The program in a process of its own: opens its window and types until it is killed.

Run by test_crash.py as `python -m tests.ui.shell.typist FOLDER PAGE TEXT`. Each key is named on
stdout after it was typed. A `|` in the text is no key: there the hands rest for 1.2 s.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import BugRecord, open_workspace
from app.paths import DataDir
from app.ui.desk import Place
from app.ui.shell.program import Program
from app.ui.shell.window import MainWindow

REST = "|"
_REST_MS = 1200
_KEY_MS = 15


def say(word: str) -> None:
    """Tell the test, which listens at the other end of the pipe."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def window_of(program: Program) -> MainWindow:
    """The window of the room of work; the first start is answered if it comes."""
    if program.first is not None:
        program.first.name_edit.setText("Rani Kurator")
        program.first.buttons["empty"].click()
    assert program.window is not None
    return program.window


def focused(window: MainWindow) -> QWidget:
    """Where the keys go; offscreen, nobody gives the focus back when another window went."""
    if not window.isActiveWindow():
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
    focus = QApplication.focusWidget()
    if focus is None:
        raise SystemExit("nothing has the focus")
    return focus


def main(folder: Path, page: str, text: str) -> None:
    """Type `text` into the first field of a new form of `page`, and wait for the end."""
    program = Program(DataDir(folder), open_workspace, BugRecord(folder))
    program.start()
    window = window_of(program)
    focused(window)
    window.travel(Place(page, new=True))
    program.lanes.drain()
    for letter in text:
        if letter == REST:
            QTest.qWait(_REST_MS)
            program.lanes.drain()  # a machine that is busy with other tests may take longer
        else:
            QTest.keyClicks(focused(window), letter)
            QTest.qWait(_KEY_MS)
        say(letter)
    program.app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
