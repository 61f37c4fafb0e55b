"""What the photo coach says, in words: a chip on a tile, a sentence beside the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.photos.coach import Finding, Kind, figures, findings, for_role, shipped_thresholds
from app.services import photo_likeness
from app.services.photo_likeness import UsedElsewhere
from app.services.products import PhotoView
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.chips import Chip
from app.ui.kit.labels import Label
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.lanes import Latest
from app.ui.theme import Space


class Advice(NamedTuple):
    """One or two words, and a short sentence that also says what to do."""

    chip: str
    sentence: str


def advice(kind: Kind) -> Advice:
    """The words for a finding: only its own are looked up, a strip asks for hundreds at once."""
    translate = QCoreApplication.translate
    table: dict[Kind, Callable[[], Advice]] = {
        Kind.BLURRED: lambda: Advice(
            translate("PhotoCoach", "Blurred"),
            translate("PhotoCoach", "Blurred. Steady your elbows, then tap the screen to focus."),
        ),
        Kind.DARK: lambda: Advice(
            translate("PhotoCoach", "Too dark"),
            translate("PhotoCoach", "Too dark. Move closer to a window or turn on a lamp."),
        ),
        Kind.BRIGHT: lambda: Advice(
            translate("PhotoCoach", "Too bright"),
            translate("PhotoCoach", "Too bright. Move away from the light or lower the exposure."),
        ),
        Kind.GLARE: lambda: Advice(
            translate("PhotoCoach", "Glare"),
            translate("PhotoCoach", "Light is mirrored. Tilt the product or move the lamp aside."),
        ),
        Kind.SMALL: lambda: Advice(
            translate("PhotoCoach", "Too far"),
            translate("PhotoCoach", "The product is small. Come closer until it fills the frame."),
        ),
        Kind.CUT: lambda: Advice(
            translate("PhotoCoach", "Cut off"),
            translate("PhotoCoach", "The product is cut off. Step back until all of it shows."),
        ),
        Kind.BUSY: lambda: Advice(
            translate("PhotoCoach", "Busy ground"),
            translate("PhotoCoach", "Too much around it. Put the product before a plain ground."),
        ),
        Kind.UNREADABLE: lambda: Advice(
            translate("PhotoCoach", "Label unread"),
            translate("PhotoCoach", "The label cannot be read. Bring it closer and straight on."),
        ),
        Kind.FACE: lambda: Advice(
            translate("PhotoCoach", "A face"),
            translate("PhotoCoach", "A face is in the picture. Photograph the product alone."),
        ),
        Kind.FEW_PIXELS: lambda: Advice(
            translate("PhotoCoach", "Few pixels"),
            translate("PhotoCoach", "Too few pixels. Use the original, not one sent by chat."),
        ),
    }
    return table[kind]()


def advice_of(photo: PhotoView) -> tuple[Advice, ...]:
    """What there is to do better in a stored photograph, the gravest first."""
    return words_for(_found(photo))


def _found(photo: PhotoView) -> tuple[Finding, ...]:
    known = figures(photo.measures, photo.sharpness, photo.brightness)
    found = findings(known, shipped_thresholds(), photo.width, photo.height)
    return for_role(found, None if photo.role is None else str(photo.role))


def words_for(found: Iterable[Finding]) -> tuple[Advice, ...]:
    """The words for several findings, of the live preview as of a stored picture."""
    return tuple(advice(finding.kind) for finding in found)


def chip_of(photo: PhotoView) -> ChipSpec | None:
    """The gravest finding as a chip for a small tile."""
    found = _found(photo)
    return ChipSpec(advice(found[0].kind).chip, Tone.WARNING) if found else None


class AdviceList(QWidget):
    """Findings as lines: a chip, and the sentence that says what to do."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._shown: tuple[Advice, ...] = ()
        self._praise = Label(self.tr("A good picture: nothing to do better."), "muted", wrap=True)
        self._column.addWidget(self._praise)
        self._column.addStretch(1)
        self._lines: list[QWidget] = []
        self.setAccessibleName(self._praise.text())

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is shown, for who listens instead of looking."""
        return tuple(one.sentence for one in self._shown)

    def show_advice(self, found: Sequence[Advice]) -> None:
        """Show these findings, or that there are none."""
        if self._shown == tuple(found):
            return
        self._shown = tuple(found)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one) for one in found]
        for place, line in enumerate(self._lines):
            self._column.insertWidget(place, line)
            line.show()
        self._praise.setVisible(not found)
        self.setAccessibleName(" ".join(self.sentences) or self._praise.text())

    def _line(self, one: Advice) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, Space.XS)
        column.setSpacing(Space.XS)
        chip = QHBoxLayout()
        chip.addWidget(Chip(one.chip, Tone.WARNING))
        chip.addStretch(1)
        column.addLayout(chip)
        column.addWidget(Label(one.sentence, wrap=True))
        return line


class SamePictureBanner(Banner):
    """Says that a picture of the product on show is also another product's.

    Its button goes to that product.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(Tone.WARNING, "", closable=True)
        self.setObjectName("same_picture_banner")
        self._desk = desk
        self._latest = Latest()
        self._asked: tuple[UUID | None, frozenset[UUID]] = (None, frozenset())
        self._other: UUID | None = None
        self.action_triggered.connect(self._on_action_triggered)
        self.hide()

    def look(self, product_id: UUID | None, photos: Sequence[PhotoView]) -> None:
        """Ask for the photographs of a product; the same ones are not asked for twice."""
        asked = product_id, frozenset(photo.id for photo in photos if photo.phash)
        if asked == self._asked:
            return
        if product_id != self._asked[0] or not asked[1]:
            self.hide()
        self._asked = asked
        token = self._latest.renew()
        if product_id is not None and asked[1]:
            job = partial(photo_likeness.used_elsewhere, self._desk.ws, product_id)
            self._desk.read(job, self, self._on_found, token=token)

    def _on_found(self, found: tuple[UsedElsewhere, ...]) -> None:
        self.setVisible(bool(found))
        if not found:
            return
        first = found[0]
        self._other = first.product_id
        what = self.tr("A photo here is already used for “{product}” of {business}.")
        self.set_message(
            Tone.WARNING,
            what.format(product=first.product_name, business=first.business_name),
            todo=self.tr("If they are different products, photograph this one anew."),
            action=self.tr("Open that product"),
        )

    def _on_action_triggered(self) -> None:
        if self._other is not None:
            self._desk.go("products", self._other)
