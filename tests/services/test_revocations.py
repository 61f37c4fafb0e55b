"""Certificates taken back: by whom, why, for another in their place, and when a product changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain import paper_setup
from app.domain.numbers import parse_register_number
from app.domain.official_numbers import Numbering, NumberRule
from app.domain.paper_setup import PaperSetup, Signer
from app.domain.terms import CertificateStatus, PhotoRole, RevocationReason
from app.errors import UserError
from app.models.entities import (
    AuditEvent,
    Certificate,
    CertificateRevocation,
)
from app.models.entities import PaperSetup as SetupRow
from app.models.local import NumberLease, SyncRow
from app.photos.mending import Mending
from app.protocol import keys, status
from app.protocol.verdict import Verdict
from app.services import (
    businesses,
    certificate_batches,
    certificate_states,
    certificates,
    corrections,
    mendings,
    papers,
    pdfs,
    photographs,
    print_counts,
    products,
    revocations,
    stories,
    verification,
)
from app.services.certificate_states import CertificateState
from app.services.photographs import Added
from app.services.products import ProductForm
from app.services.rulings import Ruling
from app.services.workspace import Workspace
from app.sync import inbox, trust
from tests.photos.pictures import encoded, noisy
from tests.reports.reading import whole_text
from tests.services.field import (
    DISTRICT,
    add_product,
    confirm,
    enrol,
    form,
    judge,
    open_session,
    register,
)

WHY = RevocationReason
Issued = tuple[UUID, UUID, UUID]
"""Product, decision, certificate."""


def issue(ws: Workspace, name: str = "Kain Lasem", **values: Any) -> Issued:
    held = open_session(ws)
    product = add_product(ws, register(ws, f"Usaha {name}"), name, **values)
    decision = judge(ws, product, held, 3)
    return product, decision, certificates.issue(ws, decision)[0]


@pytest.fixture
def rani(ws: Workspace, root: str) -> Workspace:
    """A chair's laptop, enrolled."""
    enrol(ws, root)
    return ws


def row(ws: Workspace, key: UUID) -> Certificate:
    with ws.db.read() as session:
        return session.get_one(Certificate, key)


def state(ws: Workspace, key: UUID) -> CertificateState:
    with ws.db.read() as session:
        return certificate_states.state(session, session.get_one(Certificate, key))


def keep_list(ws: Workspace, root: str, *certified: UUID, gone: bool = False) -> None:
    """The centre's status list, as a sync would bring it."""
    numbers = [parse_register_number(row(ws, key).register_no) for key in certified]
    held = [(number, gone) for number in numbers if number is not None]
    key = keys.private_key(root)
    message = status.build("https://x/status.cwt", ws.clock.now(), held, {}).sign(key)
    with ws.db.write() as session:
        assert trust.keep_status(session, message, key.public_key(), ws.clock.now())


def code(caught: pytest.ExceptionInfo[UserError]) -> str:
    assert caught.value.todo
    return caught.value.code


# -- from provisional to final ----------------------------------------------------------


def test_a_confirmed_certificate_is_printed_final(rani: Workspace, root: str) -> None:
    _, _, key = issue(rani)
    assert state(rani, key).status is CertificateStatus.PROVISIONAL
    assert "SEMENTARA" in whole_text(pdfs.certificate_pdf(rani, key))
    print_counts.count(rani, [key])
    confirm(rani, key, root)
    found = state(rani, key)
    assert (found.status, found.official_number) == (CertificateStatus.FINAL, "0001/SD/XI/2026")
    text = whole_text(pdfs.certificate_pdf(rani, key))
    assert "SEMENTARA" not in text
    assert "0001/SD/XI/2026" in text
    assert "SALINAN" not in text, "the first final one is no copy of a provisional one"
    assert certificate_batches.stacks(rani)[0].unprinted == {key}
    print_counts.count(rani, [key])
    assert "SALINAN" in whole_text(pdfs.certificate_pdf(rani, key))


def test_the_printed_code_of_a_confirmed_one_is_the_centres(rani: Workspace, root: str) -> None:
    _, decision, key = issue(rani)
    confirm(rani, key, root)
    keep_list(rani, root, key)
    checked = verification.verify_text(rani, state(rani, key).payload)
    assert (checked.verdict, checked.signed_by) == (Verdict.FINAL, "pusat")
    assert checked.good
    assert checked.revocation == "good"
    card = papers.cards(rani, [decision])[0]
    assert (card.status, card.official_number) == (CertificateStatus.FINAL, "0001/SD/XI/2026")


# -- who, why ---------------------------------------------------------------------------


def test_one_certificate_is_revoked_with_its_reason(rani: Workspace) -> None:
    product, decision, key = issue(rani)
    change = revocations.revoke(rani, key, WHY.ON_REQUEST, "  pindah   merek ")
    assert "certificate_revocation" in change.entities
    assert not change.undoable
    found = state(rani, key)
    assert found.status is CertificateStatus.REVOKED
    assert found.revoked is not None
    assert (found.revoked.reason, found.revoked.note) == (WHY.ON_REQUEST, "pindah merek")
    assert found.revoked.replaced_by is None
    with pytest.raises(UserError) as caught:
        pdfs.certificate_pdf(rani, key)
    assert code(caught) == "certificate.revoked"
    assert certificate_batches.stacks(rani) == []
    [line] = [s for s in stories.of_product(rani, product).lines if s.verb == "certificate.revoked"]
    assert line.why == "pindah merek"
    card = papers.cards(rani, [decision])[0]
    assert card.status is CertificateStatus.REVOKED
    assert card.rights.take_back
    assert not card.rights.revoke


def test_no_other_certificate_is_touched(rani: Workspace) -> None:
    _, _, first = issue(rani, "Satu")
    _, _, second = issue(rani, "Dua")
    revocations.revoke(rani, first, WHY.ON_REQUEST)
    assert state(rani, second).status is CertificateStatus.PROVISIONAL
    assert pdfs.certificate_pdf(rani, second)


def test_it_is_revoked_once(rani: Workspace) -> None:
    _, _, key = issue(rani)
    revocations.revoke(rani, key, WHY.ON_REQUEST)
    with pytest.raises(UserError) as caught:
        revocations.revoke(rani, key, WHY.ON_REQUEST)
    assert code(caught) == "certificate.revoked"


@pytest.mark.parametrize("note", ["", "   ", "x" * 501])
def test_a_grave_reason_is_explained(rani: Workspace, note: str) -> None:
    _, _, key = issue(rani)
    with pytest.raises(UserError) as caught:
        revocations.revoke(rani, key, WHY.FRAUD, note)
    assert code(caught) == "revocation.note"
    assert state(rani, key).revoked is None


@pytest.mark.parametrize(
    ("roles", "may", "may_replace"),
    [
        ((("curator", DISTRICT),), False, False),
        ((("mentor", DISTRICT),), False, False),
        ((("chair", DISTRICT),), True, True),
        ((("district_head", DISTRICT), ("curator", DISTRICT)), True, True),
        ((("admin", "31.74"),), True, False),
        ((("chair", "31.71.01"), ("curator", DISTRICT)), False, False),
    ],
)
def test_who_may_revoke(
    ws: Workspace,
    root: str,
    roles: tuple[tuple[str, str], ...],
    may: bool,
    may_replace: bool,
) -> None:
    enrol(ws, root)
    _, decision, key = issue(ws)
    with ws.db.write() as session:
        ws.identity(session).roles = [list(role) for role in roles]
    ws.forget_me()
    rights = papers.cards(ws, [decision])[0].rights
    assert (rights.revoke, rights.replace) == (may, may_replace)
    if not may:
        with pytest.raises(UserError) as caught:
            revocations.revoke(ws, key, WHY.ON_REQUEST)
        assert code(caught) == "role.may_not_revoke"
    if may and not may_replace:
        with pytest.raises(UserError) as caught:
            revocations.replace(ws, key, WHY.ON_REQUEST)
        assert code(caught) == "role.may_not_revoke"


# -- taking it back ---------------------------------------------------------------------


def test_what_has_not_left_the_laptop_can_be_forgotten(rani: Workspace) -> None:
    _, _, key = issue(rani)
    revocations.revoke(rani, key, WHY.ON_REQUEST)
    found = state(rani, key).revoked
    assert found is not None
    assert found.id is not None
    revocations.forget(rani, found.id)
    assert state(rani, key).status is CertificateStatus.PROVISIONAL
    with rani.db.read() as session:
        assert session.scalar(sa.select(sa.func.count(CertificateRevocation.id))) == 0
        assert session.get(SyncRow, ("certificate_revocation", found.id)) is None


def test_what_may_have_arrived_cannot(rani: Workspace) -> None:
    _, decision, key = issue(rani)
    revocations.revoke(rani, key, WHY.ON_REQUEST)
    found = state(rani, key).revoked
    assert found is not None
    assert found.id is not None
    with rani.db.write() as session:
        session.get_one(SyncRow, ("certificate_revocation", found.id)).frozen = 10**6
    assert not papers.cards(rani, [decision])[0].rights.take_back
    with pytest.raises(UserError) as caught:
        revocations.forget(rani, found.id)
    assert code(caught) == "revocation.sent"


# -- revoke and replace -----------------------------------------------------------------


@pytest.mark.lesson("B40")
def test_revoked_and_replaced_each_names_the_other(rani: Workspace) -> None:
    product, decision, old = issue(rani)
    new, _ = revocations.replace(rani, old, WHY.ERROR, "salah nama")
    assert new != old
    before, after = state(rani, old), state(rani, new)
    assert row(rani, new).facts["replaces"] == row(rani, old).register_no
    assert before.revoked is not None
    assert before.revoked.replaced_by is not None
    assert before.revoked.replaced_by.id == new
    assert after.replaces is not None
    assert after.replaces.id == old
    assert after.status is CertificateStatus.PROVISIONAL
    assert papers.cards(rani, [decision])[0].certificate_id == new
    assert certificates.issue(rani, decision)[0] == new
    with pytest.raises(UserError) as caught:
        pdfs.certificate_pdf(rani, old)
    assert row(rani, new).register_no in caught.value.todo
    assert product


def test_one_issued_later_names_what_it_replaces(rani: Workspace) -> None:
    _, decision, old = issue(rani)
    revocations.revoke(rani, old, WHY.ON_REQUEST)
    new = certificates.issue(rani, decision)[0]
    found = state(rani, old).revoked
    assert found is not None
    assert found.replaced_by is not None
    assert found.replaced_by.id == new
    assert state(rani, new).replaces is not None


@pytest.mark.parametrize("reason", [WHY.PRODUCT_CHANGED, WHY.FRAUD])
def test_after_these_only_a_new_curation_helps(rani: Workspace, reason: WHY) -> None:
    _, decision, old = issue(rani)
    revocations.revoke(rani, old, reason, "resep baru")
    with pytest.raises(UserError) as caught:
        certificates.issue(rani, decision)
    assert code(caught) == "certificate.needs_curation"


def test_a_correction_revokes_and_the_new_certificate_replaces(rani: Workspace) -> None:
    _, decision, old = issue(rani)
    curation = row(rani, old).curation_id
    anew, _ = corrections.correct(rani, curation, Ruling(reason="salah hitung"))
    found = state(rani, old)
    assert found.revoked is not None
    assert found.revoked.reason is WHY.CORRECTED
    assert found.revoked.id is not None, "told to everybody, not only derived"
    new = certificates.issue(rani, anew)[0]
    again = state(rani, old).revoked
    assert again is not None
    assert again.replaced_by is not None
    assert again.replaced_by.id == new
    shown = papers.ids(rani)
    assert {decision, anew} <= set(shown), "the revoked paper can still be looked at"
    cards = {card.decision_id: card for card in papers.cards(rani, shown)}
    assert cards[decision].status is CertificateStatus.REVOKED
    assert cards[anew].status is CertificateStatus.PROVISIONAL


def test_a_correction_by_who_may_not_revoke_revokes_all_the_same(ws: Workspace, root: str) -> None:
    """The decision fell, whoever made it fall: no record is needed for that."""
    enrol(ws, root)
    _, _, old = issue(ws)
    with ws.db.write() as session:
        ws.identity(session).roles = [["curator", DISTRICT]]
    ws.forget_me()
    corrections.correct(ws, row(ws, old).curation_id, Ruling(reason="salah hitung"))
    found = state(ws, old).revoked
    assert found is not None
    assert (found.reason, found.id, found.note) == (WHY.CORRECTED, None, "salah hitung")


# -- when a product changes -------------------------------------------------------------


def changed(ws: Workspace, product: UUID, **values: Any) -> tuple[revocations.Asked, ...]:
    view = products.get(ws, product)
    _, change = products.save(ws, view.business_id, replace(view.form, **values), product)
    return revocations.touched_by(ws, change)


def test_new_ingredients_are_asked_about(rani: Workspace) -> None:
    product, _, key = issue(rani)
    assert changed(rani, product, price=99_000, description="baru") == ()
    [asked] = changed(rani, product, ingredients="tepung, cabai")
    assert (asked.certificate_id, asked.touched) == (key, ("ingredients",))
    assert asked.may_revoke
    [packed] = changed(rani, product, net_content="250 g")
    assert packed.touched == ("packaging",)
    revocations.revoke_all(rani, [asked])
    found = state(rani, key).revoked
    assert found is not None
    assert found.reason is WHY.PRODUCT_CHANGED
    assert changed(rani, product, ingredients="tepung") == (), "it is revoked already"


def photograph(
    ws: Workspace, product: UUID, seed: int, role: PhotoRole | None = PhotoRole.PACKAGING
) -> Added:
    picture = encoded(noisy((64, 48), seed))
    return photographs.add_bytes(ws, product, picture, f"{seed}.jpg", role=role)


def sold(ws: Workspace, clock: ManualClock) -> tuple[UUID, UUID, UUID]:
    """A product whose packaging was photographed, the photograph, and later its certificate."""
    held = open_session(ws)
    product = add_product(ws, register(ws, "Usaha Kain Lasem"), "Kain Lasem")
    [shown] = photograph(ws, product, 1).photo_ids
    clock.advance(timedelta(hours=1))
    key = certificates.issue(ws, judge(ws, product, held, 3))[0]
    clock.advance(timedelta(days=30))
    return product, shown, key


def test_another_photograph_of_the_packaging_is_asked_about(
    rani: Workspace, clock: ManualClock
) -> None:
    """However it comes in the other one's place: beside it, after it, or by being told apart."""
    product, shown, key = sold(rani, clock)
    again = photographs.retake(
        rani, shown, product, encoded(noisy((64, 48), 2)), "2.jpg", role=PhotoRole.PACKAGING
    )
    [asked] = revocations.touched_by(rani, again.change)
    assert (asked.certificate_id, asked.touched) == (key, ("packaging",))
    [asked] = revocations.touched_by(rani, photograph(rani, product, 3).change)
    assert asked.certificate_id == key
    unnamed = photograph(rani, product, 4, None)
    assert revocations.touched_by(rani, unnamed.change) == ()
    change = photographs.set_role(rani, unnamed.photo_ids[0], PhotoRole.PACKAGING)
    assert revocations.touched_by(rani, change) != ()
    revocations.revoke_all(rani, [asked])
    assert revocations.touched_by(rani, photograph(rani, product, 5).change) == ()


def test_a_photograph_that_replaces_no_packaging_asks_nothing(
    rani: Workspace, clock: ManualClock
) -> None:
    product, shown, _ = sold(rani, clock)
    [front] = photograph(rani, product, 2, PhotoRole.FRONT).photo_ids
    for change in (
        photograph(rani, product, 3, PhotoRole.FRONT).change,
        photographs.make_first(rani, shown),
        photographs.set_role(rani, front, PhotoRole.LABEL),
        photographs.set_role(rani, shown, PhotoRole.LABEL),
        photographs.set_role(rani, shown, PhotoRole.PACKAGING),
        photographs.remove(rani, shown),
    ):
        assert revocations.touched_by(rani, change) == ()
    never, _, _ = issue(rani, "Kain Rembang")
    clock.advance(timedelta(days=1))
    first = photograph(rani, never, 6)
    assert revocations.touched_by(rani, first.change) == (), "in nobody's place"


def test_mended_it_is_the_same_packaging(rani: Workspace, clock: ManualClock) -> None:
    _, shown, _ = sold(rani, clock)
    _, change = mendings.mend(rani, shown, Mending(quarter_turns=1))
    assert revocations.touched_by(rani, change) == ()


def test_a_new_owner_is_another_maker(rani: Workspace) -> None:
    product, _, key = issue(rani)
    business = products.get(rani, product).business_id
    _, change = businesses.save(rani, form("Usaha Kain Lasem", owner_name="Tuti"), business)
    [asked] = revocations.touched_by(rani, change)
    assert (asked.certificate_id, asked.touched) == (key, ("maker",))


def test_what_is_kept_in_force_says_why(rani: Workspace) -> None:
    product, _, key = issue(rani)
    [asked] = changed(rani, product, ingredients="tepung")
    with pytest.raises(UserError) as caught:
        revocations.keep(rani, [key], "  ")
    assert code(caught) == "revocation.note"
    revocations.keep(rani, [asked.certificate_id], "hanya ejaan")
    assert state(rani, key).revoked is None
    [line] = [s for s in stories.of_product(rani, product).lines if s.verb == "certificate.kept"]
    assert line.why == "hanya ejaan"


def test_one_that_has_run_out_is_not_asked_about(rani: Workspace, clock: ManualClock) -> None:
    product, _, _ = issue(rani)
    clock.advance(timedelta(days=4 * 365))
    assert changed(rani, product, ingredients="tepung") == ()


def test_a_new_product_asks_nothing(rani: Workspace) -> None:
    business = register(rani)
    filled = ProductForm(name="Baru", category="FSY", ingredients="kapas")
    _, change = products.save(rani, business, filled)
    assert revocations.touched_by(rani, change) == ()


# -- what a check says ------------------------------------------------------------------


def test_revoked_is_told_though_the_list_is_older(rani: Workspace, root: str) -> None:
    """This laptop knows better than a list of yesterday."""
    _, _, key = issue(rani)
    keep_list(rani, root, key)
    payload = row(rani, key).payload
    assert verification.verify_text(rani, payload).verdict is Verdict.PROVISIONAL
    new, _ = revocations.replace(rani, key, WHY.ERROR, "salah nama")
    checked = verification.verify_text(rani, payload)
    assert (checked.verdict, checked.reason) == (Verdict.REVOKED, WHY.ERROR)
    assert checked.replaced_by == row(rani, new).register_no
    assert checked.revocation == "revoked"


def test_without_a_list_it_is_not_checked_never_valid(rani: Workspace) -> None:
    _, _, key = issue(rani)
    checked = verification.verify_text(rani, row(rani, key).payload)
    assert (checked.verdict, checked.revocation) == (Verdict.UNCHECKED, "not_checked")
    assert not checked.good


def test_a_newer_list_from_a_file_counts(rani: Workspace, root: str, tmp_path: Any) -> None:
    _, _, key = issue(rani)
    keep_list(rani, root, key)
    number = parse_register_number(row(rani, key).register_no)
    assert number is not None
    later = rani.clock.now() + timedelta(hours=1)
    fresh = status.build("https://x", later, [(number, True)], {})
    path = tmp_path / "status.cwt"
    path.write_bytes(fresh.sign(keys.private_key(root)))
    listed = verification.read_list(rani, path)
    payload = row(rani, key).payload
    assert verification.verify_text(rani, payload, (), listed).verdict is Verdict.REVOKED
    assert verification.verify_text(rani, payload).verdict is Verdict.PROVISIONAL
    path.write_bytes(fresh.sign(keys.private_key(keys.new_private_key())))
    with pytest.raises(UserError) as caught:
        verification.read_list(rani, path)
    assert code(caught) == "verify.bad_list"


def test_the_story_is_in_the_audit(rani: Workspace) -> None:
    _, _, key = issue(rani)
    revocations.revoke(rani, key, WHY.ON_REQUEST)
    with rani.db.read() as session:
        query = sa.select(AuditEvent.verb).where(AuditEvent.entity_id == key)
        assert list(session.scalars(query.order_by(AuditEvent.id))) == [
            "certificate.issued",
            "certificate.revoked",
        ]


# -- official numbers at the booth ------------------------------------------------------


def publish(ws: Workspace, setup: PaperSetup) -> None:
    """A set-up of the region, as a sync would have brought it."""
    said = paper_setup.to_columns(setup)
    with ws.db.write() as session, inbox.applying(session):
        session.add(
            SetupRow(id=ws.ids.new(), version=1, scope="global", created_at=ws.clock.now(), **said)
        )


def lend(ws: Workspace, first: int, last: int, *, days: int = 30) -> None:
    """A block from the centre."""
    with ws.db.write() as session:
        session.add(
            NumberLease(
                id=ws.ids.new(),
                series="{seq}/SD/{bulan_romawi}/2026",
                region_code=DISTRICT,
                first=first,
                last=last,
                next=first,
                expires_on=ws.today() + timedelta(days=days),
            )
        )


@pytest.fixture
def numbering(rani: Workspace) -> Workspace:
    """A laptop whose region takes official numbers from lent blocks."""
    rule = NumberRule("{seq:04d}/{unit}/{bulan_romawi}/{tahun}", unit="SD")
    signers = (Signer("Sari", "Camat"),)
    setup = PaperSetup(DISTRICT, rani.today(), ("KECAMATAN",), number=rule, signers=signers)
    publish(rani, replace(setup, numbering=Numbering.LEASED))
    return rani


def test_a_lent_number_is_on_the_provisional_paper(numbering: Workspace) -> None:
    lend(numbering, 7, 8)
    found = [row(numbering, issue(numbering, name)[2]) for name in ("Satu", "Dua", "Tiga")]
    numbers = [certificate.official_number for certificate in found]
    assert numbers == ["0007/SD/XI/2026", "0008/SD/XI/2026", None], "used up: nobody waits"
    assert found[0].facts["official_number"] == "0007/SD/XI/2026"
    assert found[0].facts["official_seq"] == 7
    assert "official_number" not in found[2].facts
    text = whole_text(pdfs.certificate_pdf(numbering, found[0].id))
    assert "0007/SD/XI/2026" in text
    assert "SEMENTARA" in text


def test_a_block_that_ran_out_gives_nothing(numbering: Workspace) -> None:
    lend(numbering, 1, 200, days=-1)
    assert row(numbering, issue(numbering)[2]).official_number is None
