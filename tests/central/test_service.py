"""The edge of the service: sizes, junk, tokens; an answer with our header whatever comes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa

from app.central import people
from app.central.centre import Centre
from app.central.people import Enrolled
from app.central.server import serving
from app.clock import ManualClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.models.central import DeviceSync
from app.protocol import keys, places, wire
from tests.conftest import NOW
from tests.postgres import fresh_centre

SHA = "a" * 64


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """One for all tests of this file: none of them depends on what another left."""
    folder = tmp_path_factory.mktemp("service") / "centre"
    with fresh_centre(folder, ManualClock(NOW)) as made:
        yield made


@pytest.fixture(scope="module")
def enrolled(centre: Centre) -> Enrolled:
    person = people.add_person(centre, "Sari", [Grant(Role.CURATOR, "31.74.04")])
    public = keys.public_text(keys.new_private_key())
    made = people.enrol(centre, people.new_code(centre, person), "Laptop", public)
    assert made is not None
    return made


@pytest.fixture(scope="module")
def client(centre: Centre, enrolled: Enrolled) -> Iterator[httpx.Client]:
    with (
        serving(centre, None) as url,
        httpx.Client(base_url=url, headers={"Authorization": f"Bearer {enrolled.token}"}) as made,
    ):
        yield made


def request(enrolled: Enrolled, **more: object) -> bytes:
    asked = wire.Request("1", enrolled.device_id, 1, "2026-11-21T03:00:00Z", None, {}, 50, "")
    return wire.pack({**asked.to_json(), **more})


def code(response: httpx.Response) -> tuple[int, str]:
    assert response.headers[wire.HEADER] == str(wire.PROTO)
    assert "Traceback" not in response.text
    return response.status_code, response.json()["code"]


def test_hello_needs_no_login(client: httpx.Client) -> None:
    response = httpx.get(client.base_url.join("/v1/hello"))
    assert response.json()["proto"] == wire.PROTO
    assert response.headers[wire.HEADER] == "1"


def test_a_request(client: httpx.Client, enrolled: Enrolled, centre: Centre) -> None:
    response = client.post("/v1/sync", content=request(enrolled, app="0.1 " + "x" * 90))
    answer = wire.Answer.from_json(wire.unpack(response.content, wire.MAX_ANSWER))
    assert answer.scopes == ("31.74.04", "global")
    assert len(answer.items) == 50
    assert answer.more
    with centre.engine.connect() as conn:
        mine = DeviceSync.device_id == enrolled.device_id
        query = sa.select(DeviceSync.app_version, DeviceSync.skew_ms).where(mine)
        seen = conn.execute(query).one()
    assert seen.app_version == ("0.1 " + "x" * 90)[:40]
    assert seen.skew_ms == 0


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic abc", "Bearer falsch"])
@pytest.mark.parametrize("path", ["/v1/sync", f"/v1/blob/{SHA}"])
def test_without_a_token(
    client: httpx.Client, enrolled: Enrolled, header: str | None, path: str
) -> None:
    bare = httpx.Client(base_url=client.base_url)
    headers = {} if header is None else {"Authorization": header}
    with bare:
        method = "POST" if path.endswith("sync") else "GET"
        response = bare.request(method, path, headers=headers, content=request(enrolled))
    status, found = code(response)
    assert status == 401
    assert found in {"login.missing", "login.ended"}


def test_of_another_laptop(client: httpx.Client, enrolled: Enrolled) -> None:
    other = request(enrolled, device=UUID(int=5).hex)
    assert code(client.post("/v1/sync", content=other)) == (403, "login.other_device")


def test_too_large_a_body(client: httpx.Client) -> None:
    body = bytes(wire.MAX_PACKED * 2 + 1)
    assert code(client.post("/v1/sync", content=body)) == (413, "wire.too_large")
    assert code(client.post("/v1/enrol", content=bytes(8193))) == (413, "wire.too_large")


def test_a_bomb(client: httpx.Client) -> None:
    bomb = zlib.compress(bytes(wire.MAX_UNPACKED + 1))
    assert code(client.post("/v1/sync", content=bomb)) == (400, "wire.malformed")


JUNK = [
    b"",
    b"{}",
    zlib.compress(b"{}"),
    zlib.compress(b"[]"),
    zlib.compress(b"null"),
    zlib.compress(b"NaN"),
    zlib.compress(b"[" * 100_000),
    zlib.compress(b'{"proto":1}'),
    zlib.compress(b"\xff\xfe"),
]


@pytest.mark.parametrize("path", ["/v1/sync", "/v1/enrol"])
def test_junk(client: httpx.Client, path: str) -> None:
    for body in JUNK:
        status, found = code(client.post(path, content=body))
        assert status == 400
        assert found in {"wire.malformed", "enrol.malformed"}


@pytest.mark.parametrize(
    "more",
    [
        {"client_now": "kemarin"},
        {"client_now": "2026-11-21T03:00:00"},
        {"client_now": "0001-01-01T00:00:00+14:00"},
        {"app": "a\x00b"},
        {"cursors": {"31.74.04": -1}},
        {"cursors": {"\x00": 1}},
        {"cursors": {"\ud800": 1}},
        {"batch": "{}"},
        {"batch": "[]"},
        {"batch": '{"no":1,"prev":"","changes":[{}]}'},
        {"batch": '{"no":1,"prev":"","changes":5}'},
        {
            "batch": '{"no":1,"prev":"","changes":[{"e":"a\\u0000","id":"'
            + "0" * 32
            + '","set":{},"new":true,"lver":1}]}'
        },
        {
            "batch": '{"no":1,"prev":"","changes":[{"e":"\\ud800","id":"'
            + "0" * 32
            + '","set":{},"new":true,"lver":1}]}'
        },
        {"incarnation": 2**40},
    ],
)
def test_strange_requests_are_no_bugs(
    client: httpx.Client, enrolled: Enrolled, more: dict[str, object]
) -> None:
    body = zlib.compress(json.dumps({**wire.unpack(request(enrolled)), **more}).encode())
    response = client.post("/v1/sync", content=body)
    assert response.status_code in {200, 400}
    assert response.headers[wire.HEADER] == "1"


@pytest.mark.parametrize("name", ["abc", SHA.upper(), SHA, "%2e%2e%2f" * 8])
def test_photographs_nobody_named(client: httpx.Client, name: str) -> None:
    response = client.get(f"/v1/blob/{name}")
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1/hello/", 404),
        ("POST", "/v2/sync", 404),
        ("POST", "/v1/hello", 405),
        ("GET", "/v1/sync", 405),
        ("DELETE", f"/v1/blob/{SHA}", 405),
    ],
)
def test_what_is_not_served_is_told_by_a_centre(
    client: httpx.Client, method: str, path: str, status: int
) -> None:
    assert code(client.request(method, path)) == (status, "wire.not_served")


def test_enrolling_with_junk(client: httpx.Client) -> None:
    for data in ({}, {"code": "x", "device": "y", "public_key": "z"}, [1], "x"):
        assert code(client.post("/v1/enrol", content=wire.pack(data))) == (400, "enrol.malformed")
    public = keys.public_text(keys.new_private_key())
    wrong = {"code": "AAAA-AAAA-AAAA", "device": "Laptop", "public_key": public}
    assert code(client.post("/v1/enrol", content=wire.pack(wrong))) == (403, "enrol.bad_code")


def test_a_laptop_with_a_strange_name(client: httpx.Client, centre: Centre) -> None:
    person = people.add_person(centre, "Budi", [])
    public = keys.public_text(keys.new_private_key())
    for name in ("L\x00ptop", "x" * 5_000, "\U0001f4bb"):
        body = {"code": people.new_code(centre, person), "device": name, "public_key": public}
        assert client.post("/v1/enrol", content=wire.pack(body)).status_code in {200, 400}


@pytest.mark.parametrize("hashes", [["0" * 64] * 201, ["pendek"], [7], "0" * 64, {}, None])
def test_a_question_about_photographs_has_limits(
    client: httpx.Client, enrolled: Enrolled, hashes: object
) -> None:
    response = client.post("/v1/blobs", content=wire.pack({"hashes": hashes}))
    assert code(response) == (400, "wire.malformed")


def test_a_question_about_photographs(client: httpx.Client, enrolled: Enrolled) -> None:
    response = client.post("/v1/blobs", content=wire.pack(places.question([SHA])))
    assert response.headers[wire.HEADER] == str(wire.PROTO)
    assert places.read_answer(wire.unpack(response.content)) == {}
