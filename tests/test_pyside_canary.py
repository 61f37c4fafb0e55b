"""PySide6 6.12.0 aborts on Python 3.11 after some hundreds of emits (decision 2)."""

from __future__ import annotations

import subprocess
import sys

_EMITS = """
from PySide6.QtCore import QObject, Signal

class Emitter(QObject):
    fired = Signal(bool)

emitter = Emitter()
heard = []
emitter.fired.connect(heard.append)
for _ in range(5000):
    emitter.fired.emit(True)
assert len(heard) == 5000
"""


def test_five_thousand_emits_leave_the_process_alive() -> None:
    done = subprocess.run([sys.executable, "-c", _EMITS], check=False, timeout=60)
    assert done.returncode == 0
