"""The vocabulary of the field: stable codes and their Indonesian terms.

The codes are what is stored and sent; the terms are what stands on screen and
paper. They are proper terms of the programme, so they are not translated.
"""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A code with its Indonesian term: `Level.DISTRICT == "district"`, `.term == "Kecamatan"`."""

    term: str

    def __new__(cls, code: str, term: str = "") -> Term:
        member = str.__new__(cls, code)
        member._value_ = code
        member.term = term
        return member


class Level(Term):
    """Jenjang kurasi, lowest first."""

    DISTRICT = "district", "Kecamatan"
    CITY = "city", "Kota"
    PROVINCE = "province", "Provinsi"

    @property
    def next(self) -> Level | None:
        """The level a passed product climbs to, or None from the top."""
        order = list(Level)
        position = order.index(self) + 1
        return order[position] if position < len(order) else None


class Category(Term):
    """Kategori produk; each has a rubric of its own."""

    PACKAGED_FOOD = "MKN", "Makanan kemasan"
    PACKAGED_DRINK = "MNM", "Minuman kemasan"
    READY_FOOD = "SAJ", "Makanan siap saji"
    FASHION = "FSY", "Fesyen & aksesori"
    CRAFT = "KRY", "Kriya"
    COSMETICS = "KOS", "Kosmetik & perawatan"


class DocumentType(Term):
    """Dokumen legalitas."""

    NIB = "NIB", "NIB"
    PIRT = "PIRT", "SPP-IRT (P-IRT)"
    BPOM = "BPOM", "Izin edar BPOM"
    PKRT = "PKRT", "Izin edar PKRT"
    HALAL = "HALAL", "Sertifikat halal"
    NON_HALAL = "NON_HALAL_STATEMENT", "Pernyataan tidak halal"
    TRADEMARK = "TRADEMARK", "Merek/HKI"
    SNI = "SNI", "SNI"
    SLHS = "SLHS", "Laik higiene sanitasi (SLHS)"
    LAB_TEST = "LAB_TEST", "Hasil uji laboratorium"


class CurationState(Term):
    """Where one curation stands; it only moves forward."""

    REGISTERED = "registered", "Terdaftar"
    VERIFIED = "verified", "Diverifikasi"
    VALIDATED = "validated", "Divalidasi"
    OPEN = "open", "Dinilai"
    DECIDED = "decided", "Ditetapkan"

    @property
    def rank(self) -> int:
        """Order of the states, 0 first."""
        return list(CurationState).index(self)


class GateState(Term):
    """Syarat wajib."""

    MET = "met", "Terpenuhi"
    IN_PROCESS = "in_process", "Dalam proses"
    UNMET = "unmet", "Belum"
    NOT_APPLICABLE = "not_applicable", "Tidak berlaku"


class Outcome(Term):
    """Hasil kurasi."""

    PASSED = "passed", "Lulus"
    CONDITIONAL = "conditional", "Lulus bersyarat"
    NEEDS_IMPROVEMENT = "needs_improvement", "Perlu perbaikan"
    FAILED = "failed", "Tidak lulus"


class Grade(Term):
    """Kelas."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
    D = "D", "D"


class Role(Term):
    """What a person may do; granted per region."""

    MENTOR = "mentor", "Pendamping"
    DISTRICT_HEAD = "district_head", "Kasatpel"
    CURATOR = "curator", "Kurator"
    CHAIR = "chair", "Ketua tim"
    PROGRAMME_OFFICER = "programme_officer", "Petugas program"
    ADMIN = "admin", "Admin"


class PhotoRole(Term):
    """What a photograph of a product shows."""

    FRONT = "front", "Depan"
    LABEL = "label", "Belakang/label"
    CONTENT = "content", "Isi"
    PACKAGING = "packaging", "Kemasan"
    IN_USE = "in_use", "Sedang dipakai"


class CertificateStatus(Term):
    """What a certificate is worth today."""

    TRAINING = "training", "Latihan"
    PROVISIONAL = "provisional", "Sementara"
    FINAL = "final", "Final"
    REVOKED = "revoked", "Dicabut"


class RevocationReason(Term):
    """Why a certificate does not hold any more."""

    CORRECTED = "corrected", "Hasil dikoreksi"
    DUPLICATE = "duplicate", "Data ganda"
    PRODUCT_CHANGED = "product_changed", "Produk berubah"
    ERROR = "error", "Salah tulis atau salah terbit"
    FRAUD = "fraud", "Pemalsuan atau penyalahgunaan"
    ON_REQUEST = "on_request", "Permintaan pelaku usaha"


class BusinessStatus(Term):
    """Whether the business is still at work."""

    ACTIVE = "active", "Aktif"
    CLOSED = "closed", "Tutup"


class InterestKind(Term):
    """Benturan kepentingan: what ties a member of the panel to a business."""

    OWNER = "owner", "Pemilik atau pengurus"
    KIN = "kin", "Keluarga"
    MENTOR = "mentor", "Pendamping usaha ini"
    OTHER = "other", "Lainnya"


class AppealOutcome(Term):
    """Jawaban atas keberatan."""

    UPHELD = "upheld", "Diterima"
    DISMISSED = "dismissed", "Ditolak"
