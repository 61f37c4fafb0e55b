"""The page's own reading of codes and lists, in Chromium, against the program's."""

from __future__ import annotations

import base64
import json
import random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from app.protocol import keys, status
from app.protocol.status import StatusList
from app.protocol.verdict import judge
from tests.fixtures import status_codes as codes
from tests.verify_page import mutations
from tests.verify_page.site import Site

ROOTS = [codes.ROOT.public_key()]

_JUDGE = """async ({root, cases, now, lists}) => {
  const { judge } = await import("./verdict.js");
  const { readList } = await import("./status.js");
  const { verifier } = await import("./ed25519.js");
  const { fromBase64 } = await import("./base32.js");
  const { Refused } = await import("./refused.js");
  const { hexOf } = await import("./bytes.js");
  const roots = [fromBase64(root)];
  const verify = await verifier();
  const read = {};
  for (const [name, message] of Object.entries(lists)) {
    read[name] = await readList(fromBase64(message), roots, verify).catch((error) => {
      if (error instanceof Refused) return null;
      throw error;
    });
  }
  const found = [];
  for (const { code, list } of cases) {
    const told = await judge(code, roots, async () => read[list] || null, now, verify);
    const { facts } = told;
    found.push({
      name: told.name,
      why: told.why || null,
      since: told.keyRevokedSince === undefined ? null : told.keyRevokedSince,
      device: told.device || null,
      facts: facts ? { ...facts, hash: hexOf(facts.hash) } : null,
    });
  }
  return found;
}"""

_LISTS = """async ({root, messages, numbers, now}) => {
  const { readList } = await import("./status.js");
  const { verifier } = await import("./ed25519.js");
  const { fromBase64 } = await import("./base32.js");
  const { Refused } = await import("./refused.js");
  const verify = await verifier();
  const found = [];
  for (const message of messages) {
    try {
      const list = await readList(fromBase64(message), [fromBase64(root)], verify);
      found.push([list.issued, list.outdated(now), numbers.map((number) => list.standing(number))]);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      found.push(null);
    }
  }
  return found;
}"""


@pytest.fixture
def bench(context: BrowserContext, site: Site) -> Page:
    """An open page whose modules are asked directly."""
    page = context.new_page()
    page.goto(site.url)
    return page


def text_of(message: bytes) -> str:
    return base64.b64encode(message).decode("ascii")


def asked(page: Page, cases: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """What the page says of (code, name of the list)."""
    told: list[dict[str, Any]] = page.evaluate(
        _JUDGE,
        {
            "root": text_of(ROOTS[0].public_bytes_raw()),
            "cases": [{"code": code, "list": listed} for code, listed in cases],
            "now": codes.NOW.timestamp(),
            "lists": {name: text_of(message) for name, message in codes.lists().items()},
        },
    )
    return told


def believed(message: bytes) -> StatusList | None:
    try:
        return status.read(message, ROOTS)
    except status.StatusError:
        return None


def due(code: str, listed: StatusList | None) -> dict[str, Any]:
    """What the program says, in the page's words."""
    told = judge(code, ROOTS, listed, codes.NOW)
    facts, since = told.facts, told.key_revoked_since
    return {
        "name": str(told.verdict),
        "why": None if told.why is None else str(told.why),
        "since": None if since is None else keys.to_days(since),
        "device": told.device,
        "facts": None
        if facts is None
        else {
            "number": facts.register_no,
            "business": facts.business,
            "product": facts.product,
            "level": str(facts.level),
            "grade": str(facts.grade),
            "total": facts.total,
            "issued": keys.to_days(facts.issued_on),
            "until": keys.to_days(facts.valid_until),
            "hash": facts.record_hash.hex(),
            "final": facts.final,
        },
    }


def compare(page: Page, cases: list[tuple[str, str]]) -> list[str]:
    """Ask both; what the page said of each."""
    read = {name: believed(message) for name, message in codes.lists().items()}
    found = asked(page, cases)
    expected = [due(code, read.get(listed)) for code, listed in cases]
    unequal = [
        (case, page_says, program_says)
        for case, page_says, program_says in zip(cases, found, expected, strict=True)
        if page_says != program_says
    ]
    assert unequal == []
    return [one["name"] for one in found]


def test_every_kind_of_code(bench: Page) -> None:
    cases = codes.cases()
    found = compare(bench, [(case.code, case.listed) for case in cases])
    assert found == [case.verdict for case in cases]


def test_a_bit_of_every_byte_flipped(bench: Page) -> None:
    wrong = [
        (mutations.coded(mutations.flipped(message, place * 8 + place % 8)), "status.cwt")
        for message in map(mutations.message_of, (codes.cases()[0].code, codes.cases()[4].code))
        for place in range(len(message))
    ]
    assert len(wrong) > 500
    assert set(compare(bench, wrong)) == {"invalid"}


def test_mutated_codes_are_judged_as_by_the_program(bench: Page) -> None:
    rng = random.Random(6)
    listed = [*codes.lists(), ""]
    cases = [(mutations.mutated(rng), rng.choice(listed)) for _ in range(600)]
    found = compare(bench, cases)
    assert found.count("invalid") < len(found)


@pytest.mark.lesson("B43")
def test_genuine_keys_that_sign_nonsense(bench: Page) -> None:
    """Who holds a laptop's key can sign any payload; nothing but facts may come of it."""
    rng = random.Random(7)
    cases = [(mutations.nonsense(rng), "status.cwt") for _ in range(600)]
    found = compare(bench, cases)
    assert 0 < found.count("invalid") < len(found)


def test_mutated_lists_are_read_as_by_the_program(bench: Page) -> None:
    rng = random.Random(8)
    messages = [mutations.mutated_list(rng) for _ in range(300)]
    numbers = [codes.number(n, device) for device in ("A7", "B2", "C9") for n in range(1, 14)]
    asked = {
        "root": text_of(ROOTS[0].public_bytes_raw()),
        "messages": [text_of(message) for message in messages],
        "numbers": numbers,
        "now": codes.NOW.timestamp(),
    }
    found = bench.evaluate(_LISTS, asked)
    expected = [_read(message, numbers) for message in messages]
    unequal = [
        (message.hex(), page_says, program_says)
        for message, page_says, program_says in zip(messages, found, expected, strict=True)
        if page_says != program_says
    ]
    assert unequal == []
    assert 0 < sum(one is None for one in expected) < len(expected)


def _read(message: bytes, numbers: list[str]) -> list[Any] | None:
    listed = believed(message)
    if listed is None:
        return None
    standings = [str(listed.standing(number)) for number in numbers]
    return [int(listed.issued_at.timestamp()), listed.outdated(codes.NOW), standings]


def test_the_recorded_codes_are_these() -> None:
    """`tests/fixtures/status` is what others test against; it is made by the same hand."""
    recorded = json.loads((codes.FOLDER / "codes.json").read_text(encoding="utf-8"))
    assert recorded == json.loads(json.dumps(codes.codes()))
