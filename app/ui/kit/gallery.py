"""Every widget of the kit on show, with sample data, for looking at and for tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.kit.banner import Banner, EmptyState
from app.ui.kit.buttons import (
    IconButton,
    danger_button,
    ghost_button,
    primary_button,
    secondary_button,
)
from app.ui.kit.cards import Card, KeyValueGrid, PageHeader, ProgressLine, Stat, row_of
from app.ui.kit.chips import ChipRow
from app.ui.kit.choices import Check, DateField, Select
from app.ui.kit.fields import Field, FormGrid
from app.ui.kit.inputs import MaskedEdit, SearchField
from app.ui.kit.labels import Label
from app.ui.kit.pdf import PdfPreview
from app.ui.kit.photos import PhotoStrip
from app.ui.kit.record_view import PagedList
from app.ui.kit.records import Record, RecordListModel
from app.ui.kit.samples import (
    read_file,
    sample_gate_rows,
    sample_pdf,
    sample_photo_items,
    sample_record,
    sample_score_rows,
)
from app.ui.kit.scroll import scrolling
from app.ui.kit.sidebar import NavItem, Sidebar, StatusKind
from app.ui.kit.stepper import Stepper
from app.ui.kit.thumbs import ThumbnailCache
from app.ui.kit.toast import ToastHost
from app.ui.kit.tones import ChipSpec, Severity, Tone
from app.ui.lanes import InlineLanes, Lanes
from app.ui.theme import Space

NAV: Final = (
    NavItem("home", "Beranda", "home"),
    NavItem("businesses", "Usaha", "building-store"),
    NavItem("products", "Produk", "package"),
    NavItem("curation", "Kurasi", "clipboard-check"),
    NavItem("certificates", "Sertifikat", "certificate"),
    NavItem("sync", "Sinkronisasi", "refresh"),
    NavItem("settings", "Pengaturan", "settings"),
)
_STEPS: Final = ("Usaha", "Produk", "Foto", "Nilai", "Putusan", "Cetak")


class Gallery(QWidget):
    """The program's frame around sample pages; `show_page(key)` as in the sidebar."""

    def __init__(self, lanes: Lanes, pictures: Sequence[Path]) -> None:
        super().__init__()
        self.lanes, self.pictures = lanes, tuple(pictures)
        self.thumbs = ThumbnailCache(lanes, read_file, self)
        self.model = RecordListModel(lanes, self._load_page, self)
        self.model.set_ids(range(367_000))
        self.setWindowTitle("Kurasi Lapangan")
        self.sidebar = Sidebar("Kurasi Lapangan", NAV)
        self.sidebar.set_session("Bazar Contoh · hari 1")
        self.sidebar.set_status(StatusKind.OFFLINE, "Luring · 12 belum terkirim")
        self.sidebar.set_badge("sync", 12)
        self._stack = QStackedWidget()
        self._keys: list[str] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        for key, build in _PAGES.items():
            self._keys.append(key)
            self._stack.addWidget(build(self))
        self.toasts = ToastHost(self)
        self.sidebar.page_requested.connect(self.show_page)
        self.show_page("curation")

    def show_page(self, key: str) -> None:
        """Show one page; keys without a sample page show the first."""
        self.sidebar.set_current(key)
        self._stack.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def _load_page(self, ids: tuple[Any, ...]) -> list[Record]:
        return [sample_record(ident, self.pictures) for ident in ids]


def build_gallery(lanes: Lanes | None = None, pictures: Sequence[Path] = ()) -> Gallery:
    """The gallery as an unparented widget; synchronous unless `lanes` are given."""
    return Gallery(lanes or InlineLanes(), pictures)


def _page(header: PageHeader, *parts: QWidget) -> tuple[QWidget, QHBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
    column.setSpacing(Space.M)
    column.addWidget(header)
    for part in parts:
        column.addWidget(part)
    row = QHBoxLayout()
    row.setSpacing(Space.M + 2)
    column.addLayout(row, 1)
    return page, row


def _build_curation(gallery: Gallery) -> QWidget:
    header = PageHeader("Penilaian produk", "7 dari 10 produk dinilai hari ini")
    header.add_action(secondary_button("Impor foto", icon="photo-plus"))
    header.add_action(primary_button("Produk baru", icon="plus", shortcut="Ctrl+N"))
    steps = Stepper(_STEPS)
    steps.set_state(current=3, done={0, 1, 2})
    page, row = _page(header, steps)
    row.addWidget(_list_card(gallery), 30)
    row.addWidget(_sheet_card(), 41)
    row.addWidget(_paper_card(gallery), 28)
    return page


def _list_card(gallery: Gallery) -> Card:
    card = Card(pad=12)
    search = SearchField("Cari usaha atau produk")
    records = PagedList("Produk", gallery.thumbs)
    records.set_record_model(gallery.model)
    records.select_row(1)
    search.list_requested.connect(records.setFocus)
    records.search_wanted.connect(search.setFocus)
    card.add(search)
    card.add(records, 1)
    return card


def _sheet_card() -> Card:
    card = Card("Dodol Betawi Durian", pad=16)
    card.add_header_widget(IconButton("history", "Riwayat", size=30))
    chips = (
        ChipSpec("3 foto · tajam", Tone.SUCCESS, "photo"),
        ChipSpec("PIRT kedaluwarsa", Tone.WARNING, "alert-triangle"),
    )
    card.add(ChipRow(chips))
    progress = ProgressLine("Penilaian")
    progress.set_progress(11, 18)
    card.add(progress)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 6, 0)
    column.setSpacing(Space.XS)
    for row in sample_score_rows():
        column.addWidget(row)
    column.addStretch(1)
    card.add(scrolling(inside), 1)
    hint = Label("1–4 nilai · T tidak berlaku · N catatan", "muted")
    save = primary_button("Simpan, berikutnya", icon="arrow-right")
    foot = row_of(hint, spacing=Space.S, stretch_last=True)
    foot_row = foot.layout()
    if foot_row is not None:
        foot_row.addWidget(save)
    card.add(foot)
    return card


def _paper_card(gallery: Gallery) -> Card:
    card = Card("Pratinjau sertifikat", pad=16)
    preview = PdfPreview(gallery.lanes)
    preview.set_pdf(sample_pdf())
    facts = (
        ("Nomor", "K-31.74.04-A7-2026-00012-X"),
        ("Nilai akhir", "88,5 · A"),
        ("Tanda tangan", "Sementara"),
    )
    card.add(preview, 1)
    card.add(KeyValueGrid(facts))
    card.add(secondary_button("Cetak", icon="printer", shortcut="Ctrl+P"))
    card.add(primary_button("Buat sertifikat", icon="certificate"))
    return card


def _build_businesses(gallery: Gallery) -> QWidget:
    header = PageHeader("Usaha baru", "Semua tersimpan di laptop ini, juga tanpa jaringan")
    header.add_action(ghost_button("Batal"))
    header.add_action(primary_button("Simpan usaha", icon="check", shortcut="Ctrl+S"))
    page, row = _page(header)
    row.addWidget(_form_card(), 60)
    right = QVBoxLayout()
    right.setSpacing(Space.M)
    photos = Card("Foto", pad=16)
    strip = PhotoStrip(gallery.thumbs)
    strip.set_photos(sample_photo_items(gallery.pictures))
    photos.add(strip)
    right.addWidget(photos)
    gates = Card("Syarat wajib", pad=16)
    for gate in sample_gate_rows():
        gates.add(gate)
    gates.body.addStretch(1)
    right.addWidget(gates, 1)
    row.addLayout(right, 46)
    return page


def _form_card() -> Card:
    form = FormGrid()
    form.add_section("Identitas")
    form.add(Field("Nama usaha", QLineEdit("Dapur Contoh Dua"), required=True), 2)
    nik = Field("NIK pemilik", MaskedEdit("3171014508900001"), help_text="Tidak pernah dicetak")
    form.add(nik)
    nib = Field("NIB", QLineEdit("81200045"), help_text="13 angka")
    nib.set_message(Severity.FORMAT, "NIB berisi 13 angka; ini baru 8.")
    form.add(nib)
    phone = Field("Telepon", QLineEdit("0812 0000 0042"))
    phone.set_message(Severity.HINT, "Nomor ini juga dipakai Dapur Contoh Satu.")
    form.add(phone)
    kind = Select()
    kind.addItems(["Makanan kemasan", "Minuman kemasan", "Makanan siap saji", "Fesyen", "Kriya"])
    form.add(Field("Kategori", kind))
    form.add_section("Alamat dan catatan")
    form.add(Field("Kelurahan", Select()))
    form.add(Field("Berdiri sejak", DateField()))
    note = QPlainTextEdit()
    note.setPlaceholderText("Catatan pendamping")
    note.setFixedHeight(64)
    form.add(Field("Catatan", note), 2)
    form.add(Check("Pemilik setuju datanya dipakai untuk kurasi"), 2)
    card = Card(pad=18)
    card.add(scrolling(form), 1)
    return card


def _build_home(_gallery: Gallery) -> QWidget:
    header = PageHeader("Selamat pagi, Kurator Contoh", "Sabtu, 21 November 2026 · Bazar Contoh")
    header.add_action(primary_button("Mulai kurasi", icon="clipboard-check"))
    figures = QWidget()
    row = QHBoxLayout(figures)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.M)
    row.addWidget(Stat("Dinilai hari ini", "7", Tone.SUCCESS, "clipboard-check"))
    row.addWidget(Stat("Menunggu putusan", "3", Tone.WARNING, "clock"))
    row.addWidget(Stat("Belum terkirim", "12", Tone.INFO, "cloud-upload"))
    row.addWidget(Stat("Foto ditolak", "1", Tone.DANGER, "photo"))
    page, body = _page(header, figures, *_banners())
    body.addWidget(_buttons_card(), 1)
    empty = Card()
    empty.add(
        EmptyState(
            "certificate",
            "Belum ada sertifikat",
            "Sertifikat muncul di sini setelah putusan lulus.",
            action="Buka kurasi",
            action_icon="arrow-right",
        )
    )
    body.addWidget(empty, 1)
    return page


def _banners() -> list[Banner]:
    return [
        Banner(
            Tone.DANGER,
            "Printer tidak menjawab.",
            safe="Sertifikat sudah tersimpan.",
            todo="Periksa kabel, lalu tekan Cetak lagi.",
            action="Cetak lagi",
            closable=True,
        ),
        Banner(Tone.WARNING, "Jam laptop mundur 3 menit.", todo="Perbaiki di Pengaturan."),
    ]


def _buttons_card() -> Card:
    card = Card("Tombol dan tanda")
    off = primary_button("Tidak bisa")
    off.setEnabled(False)
    card.add(row_of(primary_button("Simpan", icon="check"), secondary_button("Ubah"), off))
    card.add(row_of(ghost_button("Lewati"), danger_button("Hapus", icon="trash")))
    tones = tuple(ChipSpec(tone.value, tone) for tone in Tone)
    card.add(ChipRow(tones))
    card.body.addStretch(1)
    return card


_PAGES: dict[str, Callable[[Gallery], QWidget]] = {
    "home": _build_home,
    "businesses": _build_businesses,
    "curation": _build_curation,
}
