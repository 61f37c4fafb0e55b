"""A product's story: who did what when, and why; nothing in it is ever deleted."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.terms import AppealOutcome, Grade, Level, Outcome, RevocationReason
from app.services import stories
from app.services.stories import Story, StoryLine
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button
from app.ui.kit.labels import Label
from app.ui.kit.scroll import scrolling
from app.ui.kit.sheet import Sheet
from app.ui.theme import Space

_WIDTH, _HEIGHT = 720, 460


class StoryWords(QObject):
    """One sentence for each kind of line; an unknown one says its own name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences: dict[str, str] = self._of_records() | self._of_curation()

    def sentence(self, line: StoryLine) -> str:
        """What happened."""
        text = self._sentences.get(line.verb)
        if text is None:
            return self._general(line)
        filled: str = text.format_map(_Values(line))
        return filled

    def _general(self, line: StoryLine) -> str:
        if line.verb.endswith(".undone"):
            return self.tr("Undone")
        if line.verb.endswith(".withdrawn"):
            return self.tr("Taken back")
        return line.verb

    def _of_records(self) -> dict[str, str]:
        return {
            "product.added": self.tr("Product registered"),
            "product.edited": self.tr("Product details changed"),
            "photo.added": self.tr("{count} photographs added"),
            "photo.removed": self.tr("A photograph removed"),
            "photo.role": self.tr("What a photograph shows was changed"),
            "photo.mended": self.tr("A photograph mended"),
            "photo.restored": self.tr("A photograph put back as it was taken"),
            "certificate.issued": self.tr("Certificate {register_no} issued"),
            "certificate.printed": self.tr("Certificate printed"),
            "certificate.sealed": self.tr("Certificate signed digitally"),
            "certificate.revoked": self.tr("Certificate {register_no} revoked: {reason}"),
            "certificate.revocation_undone": self.tr("The revocation was undone"),
            "certificate.kept": self.tr("The certificate still holds, though the product changed"),
            "improvement.done": self.tr("{title} mended and looked at"),
            "improvement.reopened": self.tr("{title} not mended after all"),
            "appeal.filed": self.tr("The business objects to the decision"),
            "appeal.answered": self.tr("Objection answered: {answer}"),
            "gebetan_pick.picked": self.tr("Picked for {round}"),
            "gebetan_pick.changed": self.tr("Price or stock for Gebetan changed"),
            "gebetan_pick.withdrawn": self.tr("Withdrawn from Gebetan"),
            "gebetan_pick.lost": self.tr(
                "Another office had picked the business for Gebetan first"
            ),
            "gebetan_pick.delivered": self.tr("Delivered to offices: {round}"),
            "feedback.told": self.tr("{office} gave it {rating} of 5"),
            "order.listed": self.tr("Handed to e-order: {file}"),
            "booth.assigned": self.tr("Booth {booth} at {event}, {day}"),
            "booth.no_show": self.tr("Did not come to {event}, {day}"),
            "booth.given_up": self.tr("Gave up its booth at {event}, {day}"),
            "place.offered": self.tr("Offered the training {topic} of {partner}, {day}"),
            "place.attended": self.tr("Attended the training {topic} of {partner}"),
            "place.absent": self.tr("Did not attend the training {topic} of {partner}"),
            "aid.received": self.tr("The business received {programme} {year}: {rupiah}"),
        }

    def _of_curation(self) -> dict[str, str]:
        return {
            "curation.registered": self.tr("Put into the queue at {level}, attempt {attempt}"),
            "curation.opened": self.tr("Opened for scoring at {level}, attempt {attempt}"),
            "curation.taken_out": self.tr("Taken out of the queue at {level}"),
            "curation.scored_whole": self.tr("Everything is to be scored again at {level}"),
            "curation.verified": self.tr("Verified at {level}"),
            "curation.validated": self.tr("Validated at {level}"),
            "curation.checked_in": self.tr("Checked in at {level}"),
            "sheet.submitted": self.tr("A score sheet submitted at {level}"),
            "sheet.withdrawn": self.tr("A score sheet taken back at {level}"),
            "curation.decided": self.tr("Decided at {level}: {result}"),
            "curation.corrected": self.tr("Decision corrected at {level}: {result}"),
            "curation.decision_undone": self.tr("Decision taken back at {level}"),
            "curation.returned": self.tr("Sent down from {level}"),
        }


class _Values(dict[str, str]):
    """The blanks of a sentence, filled from a line; one that is not known stays empty."""

    def __init__(self, line: StoryLine) -> None:
        details = {name: str(value) for name, value in line.details.items()}
        if isinstance(day := line.details.get("day"), date):
            details["day"] = labels.long_date(day)
        if isinstance(amount := line.details.get("amount"), int):
            details["rupiah"] = labels.rupiah(amount)
        level = Level(line.level).term.lower() if line.level in set(Level) else ""
        super().__init__(details | {"level": level, "attempt": str(line.attempt or "")})
        if "after" in details:  # a correction: outcome, grade and total as codes
            details["outcome"], details["grade"], *_ = (*details["after"].split(), "", "")
        if details.get("outcome") in set(Outcome):
            grade = details.get("grade", "")
            term = Outcome(details["outcome"]).term
            self["result"] = f"{term}, {Grade(grade).term}" if grade in set(Grade) else term
        if details.get("reason") in set(RevocationReason):
            self["reason"] = RevocationReason(details["reason"]).term.lower()
        if details.get("outcome") in set(AppealOutcome):
            self["answer"] = AppealOutcome(details["outcome"]).term.lower()

    def __missing__(self, _key: str) -> str:
        return "–"


class StorySheet(Sheet):
    """All lines of a product's story, the latest above."""

    def __init__(self, desk: Desk, product_id: UUID, product: str, parent: QWidget) -> None:
        super().__init__(self.tr("Story"), parent, width=_WIDTH)
        self.setObjectName("story_sheet")
        self._words = StoryWords(self)
        self.sentences: list[str] = []
        self.body.addWidget(Label(self.tr("Story of {product}").format(product=product), "title"))
        hint = self.tr("Everything that was done stays readable, corrected or not.")
        self.body.addWidget(Label(hint, "muted", wrap=True))
        self.withheld = Label(
            self.tr("Results and others' sheets appear once your own sheet is submitted."),
            "muted",
            wrap=True,
        )
        self.withheld.hide()
        self.body.addWidget(self.withheld)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, Space.M, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        self._grid.setColumnStretch(1, 1)
        area = scrolling(self._inside)
        area.setFixedHeight(_HEIGHT)
        self.body.addWidget(area)
        self.close_button = primary_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.add_button(self.close_button, default=True)
        desk.read(partial(stories.of_product, desk.ws, product_id), self, self._on_story)

    def _on_story(self, story: Story) -> None:
        for at, line in enumerate(reversed(story.lines)):
            self._add(at, line)
        self._grid.setRowStretch(len(story.lines), 1)
        self.withheld.setVisible(story.withheld)

    def _add(self, at: int, line: StoryLine) -> None:
        sentence = self._words.sentence(line)
        self.sentences.append(sentence)
        when = Label(labels.moment(line.at), "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(sentence, "strong", wrap=True))
        if line.why:
            words.addWidget(Label(f"“{line.why}”", wrap=True))
        who = " · ".join(part for part in (line.person, line.device) if part)
        if who:
            words.addWidget(Label(who, "muted"))
        self._grid.addWidget(when, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(words, at, 1)
