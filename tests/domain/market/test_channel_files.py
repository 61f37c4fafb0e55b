"""Rules of entry as a file: every mistake has its place, every change its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.market.channel_problems import problems
from app.domain.market.channel_words import differences, told
from app.domain.market.channels import Channel, read_channels
from app.paths import RESOURCES


def rules() -> Any:
    return json.loads((RESOURCES / "channels.json").read_text(encoding="utf-8"))


def changed(field: str, value: Any) -> Any:
    """The rules of e-order with one field otherwise."""
    data = rules()
    data["channels"][0][field] = value
    return data


def test_the_rules_of_the_program_are_sound() -> None:
    assert problems(rules()) == ()


@pytest.mark.parametrize("data", [None, [], {}, {"channels": {}}, "teks", {"channels": None}])
def test_what_is_no_list_of_channels_says_so(data: object) -> None:
    assert [str(p) for p in problems(data)] == ["Berkas ini tidak memuat daftar “channels”."]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("level", "rt", "harus salah satu dari district, city, province."),
        ("level", 3, "harus salah satu dari"),
        ("outcomes", [], "tidak boleh kosong."),
        ("outcomes", ["passed", "passed"], "dua kali"),
        ("grade", "E", "harus salah satu dari A, B, C, D."),
        ("categories", "MKN", "harus berupa daftar."),
        ("categories", ["XXX"], "“XXX” tidak dikenal"),
        ("certificate", "ya", "harus true atau false."),
        ("photos", -1, "harus bilangan bulat 0 sampai 20."),
        ("photos", True, "harus bilangan bulat"),
        ("photos", 2.5, "harus bilangan bulat"),
        ("documents", [["NIB"]], "harus berupa objek"),
        ("documents", {"MKX": [["NIB"]]}, "kategori “MKX” tidak dikenal"),
        ("documents", {"*": [[]]}, "kelompok dokumen tidak boleh kosong."),
        ("documents", {"*": [["SIM"]]}, "“SIM” tidak dikenal"),
        ("documents", {"*": "NIB"}, "harus berupa daftar kelompok."),
        ("once_ever", 1, "harus true atau false."),
        ("cooling_days", 99_999, "harus bilangan bulat 0 sampai 3650."),
        ("regions", ["Jakarta"], "“Jakarta” bukan kode wilayah"),
        ("regions", "31", "harus berupa daftar kode wilayah."),
        ("minat", 1, "isian ini tidak dikenal."),
    ],
)
def test_a_mistake_is_told_with_channel_and_field(field: str, value: Any, words: str) -> None:
    (problem,) = problems(changed(field, value))
    assert (problem.channel, problem.field) == ("e-order", field)
    assert words in problem.what
    assert str(problem).startswith(f"e-order · {field}: ")


def test_missing_and_double_channels_are_told() -> None:
    data = rules()
    data["channels"][1] = data["channels"][0]
    del data["channels"][2]["photos"]
    data["channels"].append({"channel": "radio"})
    data["channels"].append(7)
    assert [str(p) for p in problems(data)] == [
        "e-order · channel: tertulis dua kali.",
        "Goes To Mall · photos: isian ini tidak ada.",
        "kanal ke-7 · channel: harus salah satu dari "
        "eorder, gebetan, mall, bazaar, friday, exhibition.",
        "kanal ke-8: bukan sebuah objek.",
        "Gebetan UMKM: aturannya tidak ada; keenam kanal harus lengkap.",
    ]


def test_the_same_rules_do_not_differ() -> None:
    assert differences(read_channels(rules()), read_channels(rules())) == ()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("level", "city", "Jenjang: Provinsi atau lebih tinggi → Kota atau lebih tinggi"),
        ("outcomes", ["passed", "conditional"], "Hasil: lulus → lulus atau lulus bersyarat"),
        ("grade", "C", "Kelas: B atau lebih tinggi → C atau lebih tinggi"),
        ("photos", 0, "Foto: paling sedikit 3 → tidak diminta"),
        ("certificate", False, "Sertifikat: harus berlaku → tidak diminta"),
        ("once_ever", True, "Giliran: tidak dibatasi → sekali untuk selamanya per usaha"),
        ("cooling_days", 7, "Giliran: tidak dibatasi → lagi sesudah 7 hari"),
        ("regions", [], "Wilayah: 31 → semua"),
        ("regions", ["31.71", "31.74"], "Wilayah: 31 → 31.71, 31.74"),
    ],
)
def test_a_change_is_told_in_words(field: str, value: Any, words: str) -> None:
    found = differences(read_channels(rules()), read_channels(changed(field, value)))
    assert [str(one) for one in found] == [words]
    assert found[0].channel is Channel.EORDER


def test_documents_are_told_by_category() -> None:
    data = rules()
    del data["channels"][0]["documents"]["MNM"]
    data["channels"][0]["documents"]["*"] = [["NIB"], ["PIRT", "BPOM"]]
    found = differences(read_channels(rules()), read_channels(data))
    assert [str(one) for one in found] == [
        "Dokumen minuman kemasan: NIB; SPP-IRT (P-IRT) atau Izin edar BPOM; Sertifikat halal atau "
        "Pernyataan tidak halal → tidak diminta",
        "Dokumen kategori lain: tidak diminta → NIB; SPP-IRT (P-IRT) atau Izin edar BPOM",
    ]


def test_every_channel_is_told_whole() -> None:
    for one in read_channels(rules()).values():
        lines = dict(told(one))
        assert all(lines.values())
        assert {"Jenjang", "Kelas", "Giliran"} <= set(lines)
