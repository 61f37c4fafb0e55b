"""The main job, from the first start of a laptop to the certificate on a second one.

Used by `main.py tour` for its pictures and by the tests for what it leaves behind: what
is walked here is what a curator does, so it is written down once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.paths import DataDir
from app.photos.drawing import draw_product
from app.services import rekap_count, syncing
from app.services.workspace import Workspace
from app.ui.kit.cards import Stat
from app.ui.kit.gate import GateRow
from app.ui.kit.photos import PhotoStrip
from app.ui.lanes import Lanes
from app.ui.pages.curation.page import CurationPage
from app.ui.shell.first_start import FirstStart
from app.ui.shell.palette import SearchPalette
from app.ui.shell.program import BugBook, OpenRoom, Program
from app.ui.shell.window import MainWindow
from app.ui.syncing.network import NoNetwork
from app.ui.tour import disagreement
from app.ui.tour.day_papers import write_papers
from app.ui.tour.hands import Hands, Lost
from app.ui.tour.studio_visit import StudioVisit

BUSINESS = "Dapur Contoh Mak Ipah & Putri"
OWNER = "Ipah Contohsari"
PRODUCT = 'Dodol Betawi "Legit" <350 g>'
NIK = "3174025203780001"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an admin tells a curator: address, one-time code, fingerprint of the certificate."""

    url: str
    code: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Walked:
    """What the walk left behind."""

    pictures: tuple[Path, ...]
    certificate: Path
    rooms: tuple[Path, Path]
    papers: tuple[Path, ...] = ()


class MainJob:
    """Walks the main job. Each method is one chapter."""

    def __init__(
        self,
        out: Path,
        laptops: tuple[Path, Path],
        invitations: tuple[Invitation, Invitation],
        open_room: OpenRoom,
        bugs: BugBook,
    ) -> None:
        self._out = out
        self._laptops = laptops
        self._invitations = invitations
        self._open_room = open_room
        self._bugs = bugs
        self._program: Program | None = None
        self._papers: tuple[Path, ...] = ()
        self.hands = Hands(out, Lanes())

    def walk(self) -> Walked:
        """From the first start to the second laptop; Lost where something did not come."""
        certificate = self._out / "sertifikat.pdf"
        with_first = (self.begin, self.connect, self.open_session, self.register, self.add_product)
        self._start(0)
        for chapter in (*with_first, self.score, self.decide):
            chapter()
        self.take_certificate(certificate)
        self.send()
        self.stop()
        self._start(1)
        self.see_it_elsewhere(certificate)
        self.disagree()
        self.stop()
        rooms = tuple(DataDir(path).folder("kerja") for path in self._laptops)
        return Walked(tuple(self.hands.pictures), certificate, (rooms[0], rooms[1]), self._papers)

    # -- a laptop ---------------------------------------------------------------------

    def _start(self, number: int) -> None:
        self._number = number
        self.start_in(self._laptops[number])

    def start_in(self, folder: Path) -> None:
        """Start the program on a laptop."""
        data = DataDir(folder)
        # The walk synchronises by its own hand, so that the pictures come out the same.
        self._program = Program(data, self._open_room, self._bugs, NoNetwork)
        self.hands.use(self._program.lanes)
        self._program.start()
        self.hands.settle()

    def stop(self) -> None:
        """Close the program."""
        if self._program is not None:
            self._program.stop()
            self._program = None
        QTest.qWait(1)

    @property
    def first_start(self) -> FirstStart | None:
        """What a new laptop is asked."""
        return self._program.first if self._program else None

    @property
    def has_window(self) -> bool:
        """Whether the main window is there."""
        return self._program is not None and self._program.window is not None

    @property
    def window(self) -> MainWindow:
        """The window on show."""
        window = self._program.window if self._program else None
        if window is None:
            raise Lost("no window is open")
        return window

    @property
    def ws(self) -> Workspace:
        """The workspace behind the window."""
        return self.window.desk.ws

    def page(self, key: str) -> QWidget:
        """Go to a page by its button in the sidebar, and on by its tab where it has one."""
        page = self.window.page(key)
        rail = page.RAIL or key
        self.hands.click(self.window.sidebar.button(rail))
        if rail != key:
            front = self.window.page(rail)
            self.hands.click(self.hands.find(front, f"market_tab.{key}", QAbstractButton))
        return page

    # -- chapters ---------------------------------------------------------------------

    def begin(self) -> None:
        """First start: a name, and on to the centre."""
        first = self.first_start
        if not isinstance(first, FirstStart):
            raise Lost("the first start did not come")
        self.hands.bring_forward(first)
        self.hands.type_into(first, "first_start.name", "Rani Kurator")
        self.hands.picture(first, "mulai")
        self.hands.click(self.hands.find(first, "first_start.connect", QAbstractButton))

    def connect(self) -> None:
        """Enrol with address and code, compare the fingerprint, fetch what is there."""
        self.hands.bring_forward(self.window)
        self._enrol("hubungkan" if self._number == 0 else "")
        self.synchronise()
        if self._number == 0:
            self.hands.picture(self.window, "sinkronisasi")
            self.page("home")
            self.hands.picture(self.window, "beranda")

    def _enrol(self, picture: str) -> None:
        hands, page = self.hands, self.window.page("sync")
        invitation = self._invitations[self._number]
        hands.type_into(page, "enrol_panel.address", invitation.url)
        hands.type_into(page, "enrol_panel.code", invitation.code)
        hands.click(hands.find(page, "enrol_panel.submit_button", QAbstractButton))
        shown = hands.find(page, "enrol_panel.fingerprint", QLabel)
        hands.wait("the fingerprint", lambda: bool(shown.text()))
        if shown.text() != invitation.fingerprint:
            raise Lost(f"fingerprint {shown.text()}, told {invitation.fingerprint}")
        if picture:
            hands.picture(self.window, picture)
        hands.click(hands.find(page, "enrol_panel.confirm_button", QAbstractButton))
        hands.wait("the enrolment", lambda: self.ws.me.enrolled)
        hands.settle()

    def synchronise(self) -> None:
        """By the button, on the page that tells of it; Lost when it fails."""
        page = self.page("sync")
        before = len(syncing.runs(self.ws))
        self.hands.click(self.hands.find(page, "sync_button", QAbstractButton))
        self.hands.wait("the sync", lambda: len(syncing.runs(self.ws)) > before)
        self.hands.settle()
        last = syncing.runs(self.ws)[0]
        if not last.ok:
            raise Lost(last.sentence)

    def open_session(self) -> None:
        """Today's session at a bazaar in Setiabudi."""
        hands, page = self.hands, self.page("curation")
        hands.type_into(page, "session_form.name", "Bazar Contoh Setiabudi")
        hands.type_into(page, "session_form.place", "Taman Contoh Setiabudi")
        hands.choose(page, "session_form.district", "Setiabudi")
        hands.picture(self.window, "buka-kegiatan")
        hands.click(hands.find(page, "open_session_button", QAbstractButton))

    def register(self) -> None:
        """A business that was not in the register yet."""
        hands, page = self.hands, self.page("businesses")
        hands.click(hands.find(page, "new_button", QAbstractButton))
        for name, text in (
            ("name", BUSINESS),
            ("brand", "Mak Ipah"),
            ("owner_name", OWNER),
            ("phone", "081200000042"),
        ):
            hands.type_into(page, f"business_form.{name}", text)
        hands.choose(page, "business_form.city", "Jakarta Selatan")
        hands.choose(page, "business_form.district", "Setiabudi")
        hands.choose(page, "business_form.ward", "Karet")
        for name, text in (("rt", "4"), ("rw", "12"), ("address", "Gg. Contoh III No. 7")):
            hands.type_into(page, f"business_form.{name}", text)
        hands.type_into(page, "business_form.nik", NIK)
        hands.type_into(page, "business_form.nib", "2511260000042")
        consent = hands.find(page, "business_form.consent", QAbstractButton)
        hands.keep_forward()
        consent.setFocus()
        hands.press(Qt.Key.Key_Space)
        hands.picture(self.window, "usaha")
        hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(200)
        hands.settle()

    def add_product(self) -> None:
        """Its product with papers, a photograph by a phone held sideways, two from the studio."""
        hands = self.hands
        button = hands.find(self.window, "add_product_button", QAbstractButton)
        hands.click(button)
        page = self.window.page("products")
        hands.type_into(page, "product_form.name", PRODUCT)
        hands.choose(page, "product_form.category", "Makanan kemasan")
        hands.type_into(page, "product_form.price", "45000")
        hands.type_into(page, "product_form.net_content", "350 g")
        hands.type_into(page, "product_form.shelf_life_days", "60")
        hands.type_into(page, "product_form.description", "Dodol ketan, gula aren dan durian.")
        self._add_documents(page)
        hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(200)
        hands.settle()
        strip = hands.find(page, "photo_strip", PhotoStrip)
        hands.drop(strip, [sideways_photo(self._out)])
        QTest.qWait(300)
        hands.settle()
        StudioVisit(hands, self.window).walk()
        QTest.qWait(300)
        hands.picture(self.window, "produk")

    def _add_documents(self, page: QWidget) -> None:
        """By the buttons that offer what this category needs."""
        numbers = {"PIRT": "215317402000131", "HALAL": "ID31110000000420126"}
        for kind, number in numbers.items():
            self.hands.click(self.hands.find(page, f"add_document.{kind}", QAbstractButton))
            self.hands.type_here(number)

    def score(self) -> None:
        """Eighteen indicators, by keyboard alone."""
        hands, page = self.hands, self.window.page("products")
        hands.click(hands.find(page, "score_button", QAbstractButton))
        hands.wait("the score sheet", lambda: self.window.sidebar.current == "curation")
        hands.settle()
        keys = (Qt.Key.Key_4, Qt.Key.Key_4, Qt.Key.Key_3, Qt.Key.Key_4)
        for place in range(18):
            hands.press(keys[place % len(keys)])
            if place == 8:
                hands.picture(self.window, "penilaian")
        hands.settle()
        for row in self._curation().findChildren(GateRow):
            if row.state is None and row.isVisible():
                row.setFocus()
                hands.press(Qt.Key.Key_1)
        hands.settle()

    def _curation(self) -> CurationPage:
        page = self.window.page("curation")
        if not isinstance(page, CurationPage):
            raise Lost("the curation page is another one")
        return page

    def decide(self) -> None:
        """Submit the sheet, see the verdict, decide."""
        for what in ("the submitted sheet", "the decision"):
            self.hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            self.hands.settle()
            if what == "the submitted sheet":
                self.hands.picture(self.window, "hasil")
        paper = self.hands.find(self._curation(), "paper_button", QAbstractButton)
        self.hands.picture(self.window, "ditetapkan")
        self.hands.click(paper)

    def take_certificate(self, path: Path) -> None:
        """See the certificate and keep it as a file."""
        hands = self.hands
        hands.wait("the certificate page", lambda: self.window.sidebar.current == "certificates")
        page = self.window.page("certificates")
        save = hands.find(page, "save_pdf_button", QAbstractButton)
        hands.wait("the certificate", save.isEnabled)
        QTest.qWait(400)
        hands.picture(self.window, "sertifikat")
        hands.click(save)
        hands.save_as(page, path)
        self._papers = write_papers(self.ws, self._out)

    def send(self) -> None:
        """Everything goes to the centre."""
        self.synchronise()
        QTest.qWait(300)
        self.hands.picture(self.window, "terkirim")
        self.look_back()

    def look_back(self) -> None:
        """What all of it comes to: Rekap, once every district is counted."""
        page = self.page("rekap")
        counted = self.hands.find(page, "rekap.passed", Stat)
        self.hands.wait("the counts", lambda: rekap_count.waiting(self.ws) == 0)
        self.hands.wait("the figures", lambda: counted.number not in {"–", "0"})
        QTest.qWait(300)
        self.hands.picture(self.window, "rekap")

    def see_it_elsewhere(self, certificate: Path) -> None:
        """On a second laptop: enrol, fetch, search, see the product and check its certificate."""
        self.begin_quietly()
        self.connect()
        self.look_up("cari")
        QTest.qWait(300)
        self.hands.picture(self.window, "laptop-kedua")
        self._check(certificate)

    def disagree(self) -> None:
        """Each laptop gives the product another price: told as a story, chosen by one key."""
        disagreement.give_price(self, disagreement.THEIRS)
        self.synchronise()
        self.stop()
        self._start(0)
        self.hands.bring_forward(self.window)
        disagreement.give_price(self, disagreement.OURS)
        self.synchronise()
        disagreement.choose(self)
        self.synchronise()
        disagreement.offer_a_file(self)
        self.stop()
        self._start(1)
        self.hands.bring_forward(self.window)
        self.synchronise()

    def look_up(self, picture: str = "") -> None:
        """Open the product by the search."""
        hands = self.hands
        hands.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        hands.settle()
        opened = [p for p in self.window.findChildren(SearchPalette) if p.isVisible()]
        if not opened:
            raise Lost("the search did not open")
        palette = opened[-1]
        QTest.keyClicks(palette.search, "dodol mak ipah"[:5])
        QTest.qWait(300)
        if picture:
            hands.picture(self.window, picture)
        hands.wait("the hit", lambda: self._points_at(palette))
        self._pick(palette)
        hands.wait("the product", lambda: self.window.sidebar.current == "products")
        hands.settle()

    def begin_quietly(self) -> None:
        """First start of the second laptop, without pictures."""
        first = self._program.first if self._program else None
        if first is None:
            raise Lost("the first start did not come")
        self.hands.click(self.hands.find(first, "first_start.connect", QAbstractButton))

    def _points_at(self, palette: SearchPalette) -> bool:
        found = palette.model
        records = (found.record(found.row_of(key)) for key in found.ids)
        return any(record is not None and record.title == PRODUCT for record in records)

    def _pick(self, palette: SearchPalette) -> None:
        """The hit that is the product of the first laptop."""
        for key in palette.model.ids:
            record = palette.model.record(palette.model.row_of(key))
            if record is not None and record.title == PRODUCT:
                palette.records.select_id(key)
        palette.records.setFocus()
        self.hands.press(Qt.Key.Key_Return)
        self.hands.settle()

    def _check(self, certificate: Path) -> None:
        hands, page = self.hands, self.page("certificates")
        hands.click(hands.find(page, "verify_button", QAbstractButton))
        sheet = hands.find(self.window, "verify_sheet", QWidget)
        hands.drop(sheet, [certificate])
        hands.wait("the verdict", lambda: "K-31" in _all_text(sheet))
        hands.picture(self.window, "periksa")
        sheet.close()
        hands.settle()


def _all_text(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def sideways_photo(folder: Path) -> Path:
    """A drawn product photograph as a phone held sideways stores it (EXIF orientation 6)."""
    from PIL import Image

    art = draw_product("plate_sweets", "kelapa", "Dodol", 7, (2000, 1500))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = folder / "foto-miring.jpg"
    art.transpose(Image.Transpose.ROTATE_90).save(path, quality=90, exif=exif)
    return path
