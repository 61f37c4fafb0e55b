"""Forms that wait to be saved: kept, found again, gone with the save, never in a log."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.clock import ManualClock
from app.domain.terms import DocumentType
from app.errors import UserError
from app.models.entities import Business
from app.models.local import FormDraft, SyncRow
from app.services import businesses, changes, drafts, form_values, products
from app.services.businesses import BusinessForm
from app.services.drafts import Beside, Draft, DraftKey, FormKind
from app.services.products import DocumentForm, ProductForm
from app.services.workspace import Workspace
from tests.conftest import NOW, OpenWorkspace
from tests.services.field import add_product, form, register

NIK = "3174025203780001"
NEW = DraftKey(FormKind.BUSINESS, UUID(int=7), new=True)


def typed(key: DraftKey = NEW, **values: Any) -> Draft[BusinessForm]:
    return Draft(key, BusinessForm(), form(**values), Beside(region="31.74"), NOW)


def rows(ws: Workspace) -> int:
    with ws.db.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(FormDraft)) or 0


def found(ws: Workspace) -> tuple[Draft[BusinessForm], ...]:
    return drafts.kept(ws, FormKind.BUSINESS, BusinessForm)


def test_a_draft_is_found_by_the_next_run(open_workspace: OpenWorkspace) -> None:
    first = open_workspace()
    draft = typed(nik=NIK, women_led=True)
    assert drafts.keep(first, draft) == NOW
    first.close()
    (again,) = found(open_workspace())
    assert again == draft
    assert again.typed_at == NOW
    assert again.typed.nik == NIK


def test_the_latest_words_take_the_place_of_the_earlier(ws: Workspace) -> None:
    drafts.keep(ws, typed(name="Dap"))
    drafts.keep(ws, replace(typed(name="Dapur"), typed_at=NOW + timedelta(seconds=1)))
    (draft,) = found(ws)
    assert (draft.typed.name, draft.typed_at) == ("Dapur", NOW + timedelta(seconds=1))


def test_a_product_comes_back_with_its_papers_and_what_stood_beside(ws: Workspace) -> None:
    papers = (
        DocumentForm(DocumentType.HALAL, "ID1", date(2027, 1, 31), id=UUID(int=3)),
        DocumentForm(DocumentType.NIB, "12", in_process=True, of_product=False),
    )
    product = ProductForm("Keripik", "MKN", 35_000, documents=papers)
    beside = Beside(business_id=UUID(int=9), business="Dapur", pictures=("/foto/a.jpg",))
    key = DraftKey(FormKind.PRODUCT, UUID(int=5), new=True)
    draft = Draft(key, ProductForm(), product, beside)
    assert drafts.keep(ws, draft) == NOW, "typed now, unless told otherwise"
    assert drafts.kept(ws, FormKind.PRODUCT, ProductForm) == (draft,)
    assert found(ws) == ()


def test_saving_takes_the_draft_along_in_its_transaction(ws: Workspace) -> None:
    drafts.keep(ws, typed())
    business_id, change = businesses.save(ws, form(), draft=NEW)
    assert rows(ws) == 0
    assert change.entities == {"business"}
    changes.undo(ws, change)
    key = DraftKey(FormKind.PRODUCT, UUID(int=5), new=True)
    drafts.keep(ws, Draft(key, ProductForm(), ProductForm("Keripik")))
    other = register(ws, "Kedai")
    products.save(ws, other, ProductForm("Keripik", "MKN"), draft=key)
    assert rows(ws) == 0
    assert business_id != other


def test_a_save_that_fails_keeps_the_draft(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.keep(ws, typed())
    with pytest.raises(UserError, match="belum benar"):
        businesses.save(ws, BusinessForm(), draft=NEW)

    def power_cut(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("app.services.changes.Recorder.done", power_cut)
    with pytest.raises(RuntimeError, match="power cut"):
        businesses.save(ws, form(), draft=NEW)
    assert len(found(ws)) == 1, "the draft is deleted after the row is written, and both roll back"
    assert businesses.ids(ws) == []


def test_only_its_own_form_is_forgotten(ws: Workspace) -> None:
    record = DraftKey(FormKind.BUSINESS, NEW.id)
    other = DraftKey(FormKind.PRODUCT, NEW.id, new=True)
    for key in (NEW, record, other):
        drafts.keep(ws, typed(key))
    drafts.drop(ws, NEW)
    drafts.drop(ws, NEW)
    assert [draft.key for draft in found(ws)] == [record]
    assert rows(ws) == 2


def test_what_waits_is_listed_typed_last_first(ws: Workspace, clock: ManualClock) -> None:
    there, gone = register(ws, "Kedai"), register(ws, "Warung")
    product = DraftKey(FormKind.PRODUCT, add_product(ws, there, photo=False))
    wanted = (
        typed(DraftKey(FormKind.BUSINESS, there), name=" "),
        typed(DraftKey(FormKind.BUSINESS, gone), name="Warung Baru"),
        typed(product, name="Kain"),
        typed(DraftKey(FormKind.BUSINESS, UUID(int=1)), name="Dari jauh"),
        typed(NEW, name="  Dapur Sari "),
    )
    for draft in wanted:
        clock.advance(timedelta(minutes=1))
        drafts.keep(ws, replace(draft, base=form("Kedai"), typed_at=clock.now()))
    with ws.change() as recorder:
        recorder.session.get_one(Business, gone).deleted = True
    lines = drafts.waiting(ws)
    assert [(line.title, line.gone) for line in lines] == [
        ("Dapur Sari", False),
        ("Dari jauh", True),
        ("Kain", False),
        ("Warung Baru", True),
        ("Kedai", False),
    ]
    assert lines[0].key == NEW
    assert lines[0].typed_at == clock.now()


def test_a_draft_never_travels(enrolled: Workspace) -> None:
    drafts.keep(enrolled, typed(nik=NIK))
    with enrolled.db.read() as session:
        assert session.scalars(sa.select(SyncRow)).all() == []


def test_nothing_of_a_draft_is_in_what_a_log_could_show(ws: Workspace) -> None:
    draft = typed(nik=NIK, name="Dapur Rahasia")
    drafts.keep(ws, draft)
    told = repr(draft) + repr(found(ws)) + repr(drafts.waiting(ws))
    assert NIK not in told
    assert "Rahasia" not in told


def test_a_draft_of_a_newer_kind_of_form_is_passed_over(ws: Workspace) -> None:
    with ws.db.write() as session:
        session.add(FormDraft(kind="later", key="x", values={}, saved_at=NOW))
    assert drafts.waiting(ws) == ()
    assert found(ws) == ()


def test_one_odd_field_does_not_cost_the_others(ws: Workspace) -> None:
    """As after an update that renamed a field, or took an option away."""
    data = form_values.to_json(
        ProductForm("Keripik", "MKN", 5, documents=(DocumentForm(DocumentType.PIRT, "1"),))
    )
    data["price"], data["shelf_life_days"], data["colour"] = "lima", True, "merah"
    data["documents"] += [{"kind": "ABOLISHED", "number": "2"}, {"number": "3"}, "x"]
    del data["net_content"]
    read = form_values.from_json(ProductForm, data)
    expected = ProductForm("Keripik", "MKN", documents=(DocumentForm(DocumentType.PIRT, "1"),))
    assert read == expected


@pytest.mark.parametrize("nonsense", [None, [], "x", {"name": None, "documents": 3}])
def test_nonsense_is_an_empty_form(nonsense: Any) -> None:
    assert form_values.from_json(ProductForm, nonsense) == ProductForm()


def test_every_field_of_the_forms_goes_there_and_back() -> None:
    texts: dict[str, Any] = {f.name: f.name for f in fields(BusinessForm) if f.type == "str"}
    filled = BusinessForm(**texts)
    assert form_values.from_json(BusinessForm, form_values.to_json(filled)) == filled
    assert len({v for v in form_values.to_json(filled).values() if v}) > 10
