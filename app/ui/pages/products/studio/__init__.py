"""The camera studio: several shots of one product, each with what it shows.

QtMultimedia is imported by `camera` and `pipeline` alone, and these only when the studio opens:
it costs an eighth of a second that the start of the program does not have to pay.
"""

from app.ui.pages.products.studio.door import StudioDoor
from app.ui.pages.products.studio.judging import FrameJudge
from app.ui.pages.products.studio.source import CameraSource, Device, Trouble

__all__ = ["CameraSource", "Device", "FrameJudge", "StudioDoor", "Trouble"]
