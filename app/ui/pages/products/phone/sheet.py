"""The dialog: a code for phones, and what they send."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.errors import UserError
from app.photos.phone.network import Address, reachable
from app.photos.phone.uploads import Arriving, Limits, UploadState
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button
from app.ui.kit.chips import Chip
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.pages.products.phone.around import SYSTEM, Around
from app.ui.pages.products.phone.code import CodeView
from app.ui.pages.products.phone.guide import Guide
from app.ui.pages.products.phone.room import Arrival, PhoneRoom
from app.ui.pages.products.phone.strip import ArrivalStrip
from app.ui.theme import Size, Space

_WIDTH = 800
_LOOK_MS = 1000
_AGAIN_MS = 5000
"""After an address could not be served."""
_HELP_MS = 20_000


class PhoneSheet(Sheet):
    """Open as long as phones may send.

    `arrived(object)` carries an `Arrival` for every picture that was stored. What has come
    whole when the dialog closes is still taken in: `room` tells of it.
    """

    arrived = Signal(object)

    def __init__(
        self, room: PhoneRoom, desk: Desk, product_name: str, around: Around, parent: QWidget
    ) -> None:
        super().__init__(self.tr("Photos from a phone"), parent, width=_WIDTH)
        self.room = room
        self._desk, self._around = desk, around
        self._address: Address | None = None
        self._chosen = ""
        self._is_warned = self._is_refused = False
        self.code = CodeView(self.tr("Code for the phone"))
        self.address_label = Label("", "muted")
        self.guide = Guide()
        self.state = Chip("")
        self.strip = ArrivalStrip(desk.thumbs)
        self.empty = Label(self.tr("Photos appear here within seconds."), "muted")
        self.count = Label("", "section")
        self.banner = Banner(Tone.DANGER, "", closable=True)
        self.done_button = primary_button(self.tr("Done"))
        self.done_button.setObjectName("phone_done")
        self._build(product_name)
        self.looking, self.helping = QTimer(self), QTimer(self)
        self._connect()
        self.look()

    def _build(self, product_name: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Photos from a phone"), "title"))
        words.addWidget(ElidedLabel(product_name, "muted"))
        head.addLayout(words, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addSpacing(Space.XS)
        middle = QHBoxLayout()
        middle.setSpacing(Space.XL)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self.code)
        self.address_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.address_label.setFixedHeight(2 * Size.ICON)  # also while there is none
        self.address_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.address_label.setAccessibleName(self.tr("Address for the phone's browser"))
        left.addWidget(self.address_label)
        left.addStretch(1)
        middle.addLayout(left)
        right = QVBoxLayout()
        right.setSpacing(Space.M)
        right.addWidget(self.guide, 1)
        right.addWidget(self.banner)  # beside the code: below it the dialog would grow too high
        middle.addLayout(right, 1)
        self.body.addLayout(middle)
        self.body.addWidget(self.count)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.strip)
        self.add_button(self.done_button, default=True)
        for widget in (self.strip, self.banner, self.count):
            widget.hide()

    def _connect(self) -> None:
        self.done_button.clicked.connect(self.accept)
        self.guide.chosen.connect(self._on_network_chosen)
        self.room.served.connect(self._on_served)
        self.room.failed.connect(self._on_failed)
        self.room.moved.connect(self._on_moved)
        self.room.arrived.connect(self._on_arrived)
        self.looking.timeout.connect(self.look)
        self.looking.start(_LOOK_MS)
        self.helping.setSingleShot(True)
        self.helping.timeout.connect(self._on_help_due)

    # The network.

    def look(self) -> None:
        """See what has changed around: networks, phones, pictures that broke off."""
        addresses = reachable(self._around.cards())
        known = {address.address: address for address in addresses}
        best = addresses[0] if addresses else None
        wanted = known.get(self._chosen) or (self._address if self._address in addresses else best)
        if wanted != self._address or (wanted is None and not self.guide.words):
            self._go_to(wanted)
        self.guide.show_networks(addresses, wanted.address if wanted else "")
        self.strip.look(self._around.now())
        self._tell_phones()

    def _go_to(self, address: Address | None) -> None:
        self._address = address
        self.code.set_text("")
        self.address_label.clear()
        self.guide.hide_help()
        self.helping.stop()
        self.room.listen(address.address if address else "")
        if address is None:
            self.code.set_icon_name("wifi-off")
            self.guide.show_no_network()
        else:
            self.code.set_icon_name("qrcode")
            self.guide.show_steps(address, None)
            self._desk.lanes.io(self._around.wifi, self, self._on_wifi, self._on_wifi_failed)
        self._fit()

    def _on_wifi(self, name: str | None) -> None:
        if self._address is not None:
            self.guide.show_steps(self._address, name)
            self._fit()

    def _on_wifi_failed(self, _error: Exception) -> None:
        """The steps say it without a name."""

    def _on_network_chosen(self, address: str) -> None:
        self._chosen = address
        self.look()

    def _on_served(self, url: str) -> None:
        host, _, token = url.removeprefix("http://").partition("/")
        self.code.set_text(url.upper())  # capitals need a smaller code
        letters = token.lower()
        groups = "-".join(letters[at : at + 5] for at in range(0, len(letters), 5))
        self.address_label.setText(f"{host}/\n{groups}")
        self.helping.start(_HELP_MS)
        if self._is_refused:
            self._is_refused = False
            self.looking.start(_LOOK_MS)
            self.banner.hide()
        self._fit()

    def _on_failed(self, error: UserError) -> None:
        self._address, self._chosen = None, ""
        self._is_refused = True
        self.looking.start(_AGAIN_MS)
        self.banner.set_error(error)
        self.banner.show()
        self._fit()

    # The phones.

    def _tell_phones(self) -> None:
        count = self.room.session.phones if self._address is not None else 0
        if count:
            self.helping.stop()
            if not self.guide.help.isHidden():
                self.guide.hide_help()
                self._fit()
        several = self.tr("{count} phones connected").format(count=count)
        one, none = self.tr("Phone connected"), self.tr("Waiting for a phone")
        spec = ChipSpec(none, Tone.NEUTRAL, "clock")
        if count:
            spec = ChipSpec(one if count == 1 else several, Tone.SUCCESS, "device-mobile")
        if spec != self.state.spec:
            self.state.set_spec(spec)

    def _on_help_due(self) -> None:
        serving = self.room.serving
        if serving is not None and not self.room.session.phones:
            self.guide.show_help(int(serving.host.rpartition(":")[2]))
            self._fit()

    # The pictures.

    def _on_moved(self, picture: Arriving) -> None:
        self.strip.show_picture(picture)
        if self._is_warned and not self.strip.coming:  # all have come after all
            self._is_warned = False
            self.banner.hide()
        if picture.state is UploadState.REFUSED and picture.text:
            what = self.tr("{name} was not taken in.").format(name=picture.name)
            self.banner.set_message(Tone.DANGER, what, todo=picture.text)
            self.banner.show()
        self._tell_pictures()

    def _on_arrived(self, arrival: Arrival) -> None:
        self.strip.show_thumb(arrival.upload, arrival.thumb_sha256)
        self._tell_pictures()
        self.arrived.emit(arrival)

    def _tell_pictures(self) -> None:
        some, stored = bool(self.strip.tiles), self.strip.stored
        grew = some != self.strip.isVisibleTo(self)
        self.strip.setVisible(some)
        self.empty.setVisible(not some)
        text = self.tr("{count} of {total} photos stored")
        self.count.setText(text.format(count=stored, total=len(self.strip.tiles)))
        self.count.setVisible(some)
        self._tell_phones()
        if grew or not self.banner.isHidden():
            self._fit()

    # The end.

    @override
    def done(self, result: int) -> None:
        coming = self.strip.coming
        if coming and not self._is_warned:
            self._is_warned = True
            what = self.tr("{count} photos are still on their way.").format(count=coming)
            todo = self.tr("Press Done once more to close without them.")
            self.banner.set_message(Tone.WARNING, what, todo=todo)
            self.banner.show()
            self._fit()
            return
        self.looking.stop()
        self.helping.stop()
        self.room.close()
        super().done(result)

    def _fit(self) -> None:
        """As high as what it says now."""
        if self.isVisible():
            self._column.invalidate()
            self.resize(self.width(), self._column.totalHeightForWidth(self.width()))


def open_phone_sheet(
    desk: Desk,
    product_id: UUID,
    product_name: str,
    parent: QWidget,
    around: Around = SYSTEM,
    limits: Limits | None = None,
) -> PhoneSheet:
    """Let phones send photographs to a product, for as long as the dialog is open."""
    room = PhoneRoom(desk, product_id, product_name, limits)
    sheet = PhoneSheet(room, desk, product_name, around, parent)
    sheet.open()
    return sheet
