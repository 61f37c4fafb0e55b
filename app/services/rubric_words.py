"""What is wrong with a rubric, and where, in Indonesian sentences.

On screen the place is a path of names; in a workbook it is a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.rubric_fields import Place, Problem, ProblemCode

_Say = Callable[[Mapping[str, Any]], str]

_SENTENCES: Mapping[ProblemCode, _Say] = {
    ProblemCode.MISSING: lambda v: "Belum diisi.",
    ProblemCode.TYPE: lambda v: "Isinya bukan jenis yang diminta di sini.",
    ProblemCode.EMPTY: lambda v: "Masih kosong.",
    ProblemCode.LONG: lambda v: f"Terlalu panjang: paling banyak {v['most']} huruf.",
    ProblemCode.CHARACTER: lambda v: "Ada tanda yang tidak dapat dicetak.",
    ProblemCode.RANGE: lambda v: (
        f"Harus antara {v['least']} dan {v['most']}."
        if v.get("most") is not None
        else f"Paling kecil {v['least']}."
    ),
    ProblemCode.CHOICE: lambda v: "Bukan salah satu pilihan yang dikenal.",
    ProblemCode.TWICE: lambda v: f"{v['code']} sudah dipakai.",
    ProblemCode.CODE: lambda v: "Kode hanya huruf besar, angka, dan garis bawah.",
    ProblemCode.CODE_PREFIX: lambda v: f"Kode harus diawali {v['prefix']}.",
    ProblemCode.WEIGHT_SUM: lambda v: (
        f"Bobot indikatornya berjumlah {v['sum']}, padahal bobot kriteria {v['wanted']}."
    ),
    ProblemCode.WEIGHT_TOTAL: lambda v: f"Bobot kriteria berjumlah {v['sum']}, harus 100.",
    ProblemCode.SCORE_MISSING: lambda v: f"Nilai {v['score']} belum diuraikan.",
    ProblemCode.SCORE_UNKNOWN: lambda v: f"Nilai {v['score']} tidak ada pada skala.",
    ProblemCode.ANCHOR_SAME: lambda v: f"Uraian nilai {v['score']} sama dengan nilai {v['other']}.",
    ProblemCode.DAYS_ORDER: lambda v: "Tenggat harus urut dari yang terpendek, tanpa yang sama.",
    ProblemCode.OUTCOME_LAST: lambda v: "Baris hasil terakhir harus berlaku tanpa syarat apa pun.",
    ProblemCode.OUTCOME_NEVER: lambda v: (
        f"Baris {v['line']} tidak pernah tercapai: baris {v['above']} sudah mencakupnya."
        if v["above"]
        else f"Baris {v['line']} tidak pernah tercapai: ambangnya bertentangan."
    ),
    ProblemCode.UNREADABLE: lambda v: "Berkas ini tidak dapat dibaca sebagai rubrik.",
}

_FIELDS = {
    "code": "Kode",
    "version": "Versi",
    "name": "Nama",
    "status": "Status",
    "source": "Sumber",
    "valid_from": "Berlaku sejak",
    "summary": "Ringkasan perubahan",
    "scale": "Skala",
    "min": "Nilai terendah",
    "max": "Nilai tertinggi",
    "labels": "Label nilai",
    "note_required_at_or_below": "Catatan wajib sampai nilai",
    "weight": "Bobot",
    "floor_percent": "Batas bawah (%)",
    "criterion": "Kriteria",
    "not_applicable_allowed": "Boleh tidak berlaku",
    "photo_required_at_or_below": "Foto wajib sampai nilai",
    "anchors": "Uraian nilai",
    "advice": "Saran",
    "ask": "Hubungi",
    "question": "Pertanyaan",
    "basis": "Dasar",
    "document": "Dokumen",
    "alternative_documents": "Dokumen lain",
    "condition": "Berlaku bila",
    "min_shelf_life_days": "Masa simpan minimal (hari)",
    "in_process_allowed": "Boleh dalam proses",
    "due_days": "Tenggat (hari)",
    "remedy": "Perbaikan",
    "explain": "Penjelasan",
    "when": "Syarat",
    "outcome": "Hasil",
    "grade": "Kelas",
    "critical_finding": "Ada temuan kritis",
    "total_below": "Nilai di bawah",
    "total_from": "Nilai mulai",
    "gate": "Ada syarat wajib",
    "floor_missed": "Batas bawah terlewati",
    "recommended_documents": "Dokumen anjuran",
    "certificate": "Sertifikat",
    "valid_months": "Masa berlaku (bulan)",
    "shortened_by": "Dipersingkat oleh",
    "order": "Urutan",
}
SECTIONS = {
    "criteria": "Kriteria",
    "indicators": "Indikator",
    "gates": "Syarat wajib",
    "critical_findings": "Temuan kritis",
    "findings": "Temuan kritis",
    "outcomes": "Hasil",
    "general": "Umum",
}


def sentence(problem: Problem) -> str:
    """What is wrong, without the place."""
    return _SENTENCES[problem.code](problem.values)


def field_name(key: str) -> str:
    """What a key of the JSON is called."""
    return _FIELDS.get(key, SECTIONS.get(key, key))


def where(place: Place, body: Mapping[str, Any]) -> str:
    """A place as a path of names: `Rasa › Cita rasa › Bobot`."""
    steps: list[str] = []
    value: Any = body
    for step in place:
        value = _inside(value, step)
        if isinstance(step, str):
            if step in SECTIONS:
                if len(place) == 1:
                    steps.append(SECTIONS[step])
                continue
            steps.append(step if step.isdigit() else field_name(step))
        else:
            steps.append(_item(value, step))
    return " › ".join(steps) or "Rubrik"


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _item(value: Any, at: int) -> str:
    if isinstance(value, Mapping):
        for key in ("name", "code"):
            if isinstance(value.get(key), str) and value[key].strip():
                return str(value[key])
    return f"Baris {at + 1}"


def told(problems: Sequence[Problem], body: Mapping[str, Any]) -> tuple[str, ...]:
    """Every problem as a line: the place, then what is wrong there."""
    return tuple(f"{where(one.place, body)}: {sentence(one)}" for one in problems)
