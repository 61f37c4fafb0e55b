"""What differs between two set-ups, and how one stands, in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.domain.official_numbers import Numbering
from app.domain.paper_setup import PaperSetup, Signer
from app.services.paper_setup_shelves import SetupLine, Standing
from app.ui import labels
from app.ui.kit.tones import ChipSpec, Tone


class SetupWords(QObject):
    """Sentences of the page."""

    def chip(self, standing: Standing) -> ChipSpec:
        """How a published set-up stands."""
        chips = {
            Standing.IN_FORCE: ChipSpec(self.tr("In force"), Tone.SUCCESS, "check"),
            Standing.PLANNED: ChipSpec(self.tr("Planned"), Tone.INFO, "calendar"),
            Standing.EARLIER: ChipSpec(self.tr("Earlier version"), Tone.NEUTRAL, "history"),
            Standing.WAITING: ChipSpec(self.tr("Waits for the centre"), Tone.INFO, "clock"),
            Standing.REFUSED: ChipSpec(self.tr("Refused"), Tone.DANGER, "circle-x"),
        }
        return chips[standing]

    def line(self, line: SetupLine) -> str:
        """A set-up in one line: version, first day, author."""
        text = self.tr("Version {n} · from {day}")
        words = text.format(n=line.version, day=labels.long_date(line.setup.valid_from))
        return f"{words} · {line.by}" if line.by else words

    def changes(self, old: PaperSetup | None, new: PaperSetup) -> list[str]:
        """What a reader of the two would see, a sentence each."""
        if old is None:
            return [self.tr("The first set-up of this region.")]
        return list(self._changes(old, new))

    def _changes(self, old: PaperSetup, new: PaperSetup) -> Iterator[str]:
        if old.lines != new.lines:
            text = self.tr("Letterhead: {lines}")
            yield text.format(lines=" / ".join(new.lines))
        if old.address != new.address:
            yield self.tr("Address: {text}").format(text=new.address or "–")
        if old.emblem != new.emblem:
            yield self.tr("Another emblem") if new.emblem else self.tr("No emblem any more")
        yield from self._signers(old.signers, new.signers)
        if old.number != new.number:
            yield self.tr("Number: {text}").format(text=new.number.template)
        if old.numbering != new.numbering:
            yield (
                self.tr("Numbers come from blocks lent to laptops")
                if new.numbering is Numbering.LEASED
                else self.tr("Numbers are given when the centre confirms")
            )
        if old.valid_from != new.valid_from:
            yield self.tr("Valid from {day}").format(day=labels.long_date(new.valid_from))

    def _signers(self, old: tuple[Signer, ...], new: tuple[Signer, ...]) -> Iterator[str]:
        for signer in new:
            if signer not in old:
                yield self.tr("Signs: {who}").format(who=self._who(signer))
        for signer in old:
            if signer not in new:
                yield self.tr("No longer so: {who}").format(who=self._who(signer))
        if old != new and set(old) == set(new):
            yield self.tr("Another order of signatories")

    def _who(self, signer: Signer) -> str:
        words = f"{signer.name}, {signer.position}"
        if signer.start:
            words += self.tr(", from {day}").format(day=labels.long_date(signer.start))
        if signer.end:
            words += self.tr(", until {day}").format(day=labels.long_date(signer.end))
        return words
