"""Pictures from a phone: whole ones or none, through breaks, limits and the end of the dialog."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import httpx
import pytest

from app.domain.terms import PhotoRole
from app.errors import UserError
from app.photos.phone.server import serve
from app.photos.phone.session import PhoneSession, sweep
from app.photos.phone.uploads import Denied, Limits, Offer, UploadState
from tests.photos.phone.conftest import OpenBooth
from tests.photos.phone.phones import Booth, Phone, ident
from tests.photos.pictures import encoded, noisy

PICTURE = encoded(noisy((640, 480)))


def test_a_picture_arrives_whole_with_its_role_and_name(booth: Booth, phone: Phone) -> None:
    phone.offer(ident(1), PICTURE, name="C:\\DCIM/..\\Toko\n Sari.jpg", role="label")
    there = phone.send(ident(1), PICTURE)
    assert there["state"] == "whole"
    view = booth.told[-1]
    assert (view.name, view.role, view.offset) == ("Toko Sari.jpg", PhotoRole.LABEL, len(PICTURE))
    assert view.path.read_bytes() == PICTURE
    booth.session.stored(ident(1))
    assert phone.state()["pictures"][0]["state"] == "stored"
    assert not view.path.exists()


def test_a_break_at_every_piece_loses_nothing(booth: Booth, phone: Phone) -> None:
    """The line breaks inside each piece; the phone asks how far it is and goes on."""
    there = phone.offer(ident(1), PICTURE).json()
    size, breaks = 50_000, 0
    while there["state"] == "receiving":
        at = there["offset"]
        phone.break_off(ident(1), at, PICTURE[at : at + size], size // 3)
        breaks += 1
        # The end of the broken line may still be on its way: both roads bring the same bytes.
        there = phone.where(ident(1)).json()
        if there["state"] == "receiving":
            at = there["offset"]
            answer = phone.patch(ident(1), at, PICTURE[at : at + size])
            there = phone.where(ident(1)).json() if answer.status_code == 409 else answer.json()
    assert breaks > 3
    assert there["state"] == "whole"
    assert booth.told[-1].path.read_bytes() == PICTURE
    assert [v.state for v in booth.told].count(UploadState.WHOLE) == 1


def test_pieces_out_of_place_are_sent_back_to_the_right_one(phone: Phone) -> None:
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, PICTURE[:1000])
    for wrong in (0, 500, 1001):
        answer = phone.patch(ident(1), wrong, PICTURE[wrong : wrong + 10])
        assert (answer.status_code, answer.json()["offset"]) == (409, 1000)
    assert phone.patch(ident(1), 1000, PICTURE).status_code == 413
    where = f"{phone.url}/pictures/{ident(1)}"
    for nonsense in ("", "-1", "1e3", "٣", "9" * 40):
        headers = {b"Upload-Offset": nonsense.encode()}
        answer = phone.http.patch(where, content=b"x", headers=headers)
        assert answer.status_code == 400
    assert phone.where(ident(1)).json()["offset"] == 1000


def test_what_came_before_a_break_is_kept(phone: Phone) -> None:
    phone.offer(ident(1), PICTURE)
    phone.break_off(ident(1), 0, PICTURE[:60_000], 20_000)
    for _ in range(500):  # until the server has seen the break
        if phone.where(ident(1)).json()["offset"]:
            break
        time.sleep(0.02)
    assert phone.where(ident(1)).json()["offset"] == 20_000


def test_announcing_twice_goes_on_where_it_was(phone: Phone) -> None:
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, PICTURE[:1000])
    assert phone.offer(ident(1), PICTURE).json()["offset"] == 1000
    assert phone.offer(ident(1), PICTURE + b"x").status_code == 400


def test_what_was_garbled_on_the_way_comes_again(booth: Booth, phone: Phone) -> None:
    garbled = PICTURE[:-1] + bytes([PICTURE[-1] ^ 1])
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, garbled[:1000])
    answer = phone.patch(ident(1), 1000, garbled[1000:])
    assert answer.status_code == 409
    assert answer.json() == {"code": "damaged", "text": "", "offset": 0}
    assert phone.send(ident(1), PICTURE)["state"] == "whole"
    assert booth.told[-1].path.read_bytes() == PICTURE


def test_sizes_and_numbers_have_limits(open_booth: OpenBooth) -> None:
    booth = open_booth(picture=2_000_000, pictures=3, at_once=2, piece=50_000)
    phone = Phone(booth.url)
    big = phone.offer(ident(9), b"", size=2_000_001)
    assert (big.status_code, big.json()["code"]) == (413, "too_large")
    assert [phone.offer(ident(n), PICTURE).status_code for n in (1, 2)] == [200, 200]
    busy = phone.offer(ident(3), PICTURE)
    assert (busy.status_code, busy.json()["code"]) == (429, "busy")
    assert phone.patch(ident(1), 0, PICTURE[:50_001]).status_code == 413
    for number in (1, 2, 3):
        phone.send(ident(number), PICTURE, piece=50_000)
    assert phone.state()["left"] == 0
    full = phone.offer(ident(4), PICTURE)
    assert (full.status_code, full.json()["code"]) == (429, "full")
    booth.session.refused(ident(3), "Foto ini rusak.")
    assert phone.state()["left"] == 1
    assert phone.send(ident(4), PICTURE, piece=50_000)["state"] == "whole"
    phone.close()


def test_a_resting_picture_takes_nobodys_place(tmp_path: Path) -> None:
    now = [0.0]
    limits = Limits(at_once=1, free=0)
    session = PhoneSession(tmp_path, "Abon", lambda _view: None, limits, lambda: now[0])
    first, second = (Offer(ident(n), "a.jpg", len(PICTURE), 1, None) for n in (1, 2))
    session.announce(first)
    with pytest.raises(Denied) as caught:
        session.announce(second)
    assert caught.value.code == "busy"
    now[0] = limits.resting_s + 1
    assert session.announce(second).offset == 0
    session.end()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    session = PhoneSession(tmp_path / "x", "Abon", lambda _v: None, Limits(free=1 << 60))
    serving = serve(session, "127.0.0.1")
    phone = Phone(serving.url)
    answer = phone.offer(ident(1), PICTURE)
    assert answer.status_code == 507
    assert "tempat" in answer.json()["text"]
    phone.close()
    session.end()
    serving.join()


def test_two_phones_send_side_by_side(booth: Booth) -> None:
    pictures = {ident(n): encoded(noisy((500, 400), n)) for n in range(6)}

    def send(mine: list[str]) -> None:
        phone = Phone(booth.url)
        for one in mine:
            phone.send(one, pictures[one], piece=40_000)
        phone.close()

    names = list(pictures)
    threads = [threading.Thread(target=send, args=(names[half::2],)) for half in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = {v.id: v.path.read_bytes() for v in booth.session.views()}
    assert whole == pictures


def test_who_waits_hears_what_the_laptop_says(booth: Booth, phone: Phone) -> None:
    phone.send(ident(1), PICTURE)
    seen = phone.state()["version"]
    speak = threading.Timer(0.2, booth.session.refused, (ident(1), "Foto ini rusak."))
    speak.start()
    told = phone.state(str(seen))
    speak.join()
    assert (told["pictures"][0]["state"], told["pictures"][0]["text"]) == (
        "refused",
        "Foto ini rusak.",
    )


def test_a_picture_is_taken_back(booth: Booth, phone: Phone) -> None:
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, PICTURE[:1000])
    where = f"{phone.url}/pictures/{ident(1)}"
    assert phone.http.delete(where).status_code == 200
    assert not booth.told[-1].path.exists()
    assert phone.where(ident(1)).json()["code"] == "unknown"
    assert phone.http.delete(where).status_code == 410
    phone.send(ident(2), PICTURE)
    phone.http.delete(f"{phone.url}/pictures/{ident(2)}")
    assert booth.session.pending


def test_it_ends_with_the_dialog(booth: Booth, phone: Phone) -> None:
    phone.send(ident(1), PICTURE)
    phone.offer(ident(2), PICTURE)
    phone.patch(ident(2), 0, PICTURE[:1000])
    seen, told = phone.state()["version"], len(booth.told)
    end = threading.Timer(0.2, booth.session.end)
    end.start()
    assert phone.state(str(seen))["ended"] is True
    end.join()
    booth.serving.join()
    with pytest.raises(httpx.TransportError):
        phone.where(ident(1))
    whole, half = booth.session.views()
    assert whole.path.read_bytes() == PICTURE  # it had arrived: the laptop still takes it in
    assert not half.path.exists()
    assert len(booth.told) == told
    booth.session.stored(ident(1))
    assert not whole.path.parent.exists()


def test_an_address_that_has_gone_is_told(tmp_path: Path) -> None:
    session = PhoneSession(tmp_path, "Abon", lambda _view: None)
    with pytest.raises(UserError) as caught:
        serve(session, "203.0.113.7")
    assert caught.value.code == "phone.cannot_listen"
    session.end()


def test_a_session_that_has_ended_already_is_not_served_on(tmp_path: Path) -> None:
    session = PhoneSession(tmp_path, "Abon", lambda _view: None)
    session.end()
    serving = serve(session, "127.0.0.1")
    serving.join()
    assert not serving.thread.is_alive()


def test_a_crash_leaves_nothing_for_long(open_booth: OpenBooth, tmp_path: Path) -> None:
    root = tmp_path / "ponsel"
    (root / "lama").mkdir(parents=True)
    (root / "lama" / "0000-aa").write_bytes(b"setengah foto")
    booth = open_booth()
    assert not (root / "lama").exists()
    phone = Phone(booth.url)
    phone.offer(ident(1), PICTURE)
    phone.patch(ident(1), 0, PICTURE[:1000])
    phone.close()
    assert sweep(root) == 0  # what is alive stays
    assert booth.told[-1].path.exists()
