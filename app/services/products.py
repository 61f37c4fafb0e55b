"""Produk: what a business makes, its legal documents and its photographs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.identifiers import Finding, Severity
from app.domain.names import clean, name_key
from app.domain.terms import Category, CurationState, DocumentType, Grade, Outcome, PhotoRole
from app.errors import UserError
from app.models.entities import Business, Curation, DecisionRecord, LegalDocument, Photo, Product
from app.services import blindness, drafts, looking, scopes, standing
from app.services.changes import Change, Recorder
from app.services.drafts import DraftKey
from app.services.workspace import Workspace

NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """One legal document as typed; `id` is None for a new one."""

    kind: DocumentType
    number: str = ""
    valid_until: date | None = None
    in_process: bool = False
    id: UUID | None = None
    of_product: bool = True


@dataclass(frozen=True, slots=True)
class ProductForm:
    """What is typed on the form of a product."""

    name: str = ""
    category: str = ""
    price: int | None = None
    net_content: str = ""
    shelf_life_days: int | None = None
    description: str = ""
    ingredients: str = ""
    documents: tuple[DocumentForm, ...] = ()


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photograph as the window needs it."""

    id: UUID
    sha256: str
    thumb_sha256: str
    width: int
    height: int
    sharpness: float
    brightness: float
    stored: bool
    role: PhotoRole | None = None
    measures: Mapping[str, float] = field(default_factory=dict)
    phash: str | None = None
    mended_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProductView:
    """All of one product."""

    id: UUID
    business_id: UUID
    business_name: str
    form: ProductForm
    photos: tuple[PhotoView, ...]
    last_outcome: Outcome | None
    last_grade: Grade | None


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A line in a list of products."""

    id: UUID
    name: str
    business_name: str
    category: Category
    price: int | None
    thumb: str | None
    state: CurationState | None
    outcome: Outcome | None
    grade: Grade | None
    total: int | None
    expired: tuple[DocumentType, ...]
    unsent: bool


Findings = Mapping[str, tuple[Finding, ...]]


def check(form: ProductForm, today: date) -> Findings:
    """Findings by field; documents under `document.<place>`."""
    found: dict[str, tuple[Finding, ...]] = {}
    for name in ("name", "category"):
        if not clean(getattr(form, name)):
            found[name] = (Finding(Severity.FORMAT, "required"),)
    if len(clean(form.name)) > NAME_LIMIT:
        found["name"] = (Finding(Severity.FORMAT, "name.too_long"),)
    if form.price is not None and form.price < 0:
        found["price"] = (Finding(Severity.FORMAT, "price.negative"),)
    for place, document in enumerate(form.documents):
        findings = identifiers.check_document(document.kind, document.number, today)
        if not document.number.strip() and not document.in_process:
            findings = (Finding(Severity.FORMAT, "required"),)
        if document.valid_until is not None and document.valid_until < today:
            findings = (*findings, Finding(Severity.HINT, "document.expired"))
        if findings:
            found[f"document.{place}"] = findings
    return found


def save(
    ws: Workspace,
    business_id: UUID,
    form: ProductForm,
    product_id: UUID | None = None,
    *,
    draft: DraftKey | None = None,
) -> tuple[UUID, Change]:
    """Save a product with its documents, in one transaction that also deletes its `draft`.

    Raises UserError `product.invalid`.
    """
    found = check(form, ws.today())
    if any(identifiers.blocking(findings) for findings in found.values()):
        raise UserError(
            "product.invalid",
            "Ada isian produk yang belum benar.",
            safe="Isian Anda masih ada di layar.",
            todo="Perbaiki isian yang bertanda merah, lalu simpan lagi.",
        )
    with ws.change() as recorder:
        session = recorder.session
        business = session.get_one(Business, business_id)
        if product_id is None:
            row = Product(business_id=business_id, scope=business.scope)
            row.guest_scope = business.guest_scope or scopes.guest_of(ws, session, business.scope)
            _fill(row, form)
            recorder.add(row)
        else:
            row = session.get_one(Product, product_id)
            _fill(row, form)
        dropped = _save_documents(recorder, row, form.documents)
        if product_id is not None:  # a new product's form has not shown its business's papers
            for document in dropped:
                document.deleted = True
        recorder.tell("product.added" if product_id is None else "product.edited", row)
        drafts.forget(session, draft)
        return row.id, recorder.done()


def _fill(row: Product, form: ProductForm) -> None:
    row.name, row.name_key = clean(form.name), name_key(form.name)
    row.category = str(Category(form.category))
    row.price, row.shelf_life_days = form.price, form.shelf_life_days
    row.net_content = clean(form.net_content) or None
    row.description = clean(form.description) or None
    row.ingredients = clean(form.ingredients) or None


def _save_documents(
    recorder: Recorder, product: Product, documents: Sequence[DocumentForm]
) -> list[LegalDocument]:
    """Write the documents as typed; returns those that are no longer named."""
    session = recorder.session
    session.flush()
    existing = {d.id: d for d in documents_of(session, product.business_id, product.id)}
    for form in documents:
        row = existing.pop(form.id, None) if form.id else None
        if row is None:
            row = recorder.add(
                LegalDocument(
                    business_id=product.business_id,
                    product_id=product.id if form.of_product else None,
                    kind=str(form.kind),
                    number="",
                    scope=product.scope,
                    guest_scope=product.guest_scope,
                )
            )
        row.kind, row.number = str(form.kind), clean(form.number)
        row.valid_until, row.in_process = form.valid_until, form.in_process
    return list(existing.values())


def documents_of(
    session: Session, business_id: UUID, product_id: UUID | None
) -> Sequence[LegalDocument]:
    """The documents of a product and those of its business as a whole."""
    mine = sa.or_(LegalDocument.product_id == product_id, LegalDocument.product_id.is_(None))
    query = (
        sa.select(LegalDocument)
        .where(LegalDocument.business_id == business_id, LegalDocument.deleted.is_(False), mine)
        .order_by(LegalDocument.created_at, LegalDocument.id)
    )
    return session.scalars(query).all()


def documents_in_force(
    session: Session, business_id: UUID, product_id: UUID, today: date
) -> dict[DocumentType, date | None]:
    """Kinds of document that are good today, with the day they run out."""
    good: dict[DocumentType, date | None] = {}
    for row in documents_of(session, business_id, product_id):
        if not row.in_process and (row.valid_until is None or row.valid_until >= today):
            kind = DocumentType(row.kind)
            good[kind] = _later(good.get(kind, date.min), row.valid_until)
    business = session.get(Business, business_id)
    if business is not None and business.nib:
        good.setdefault(DocumentType.NIB, None)
    return good


def _later(one: date | None, other: date | None) -> date | None:
    """The later day on which papers of one kind run out; None never does."""
    return None if one is None or other is None else max(one, other)


def get(ws: Workspace, product_id: UUID) -> ProductView:
    """One product; UserError `product.gone` when it is not on this laptop, `product.blind` for
    who judges it blind.
    """
    with ws.db.read() as session:
        row = session.get(Product, product_id)
        if row is None or row.deleted:
            raise UserError(
                "product.gone", "Produk ini tidak ada lagi di laptop ini.", todo="Cari lagi."
            )
        blindness.require_shown(ws, session, product_id)
        business = session.get(Business, row.business_id)
        documents = documents_of(session, row.business_id, row.id)
        last = _last_decisions(ws, session, [row.id]).get(row.id)
        return ProductView(
            id=row.id,
            business_id=row.business_id,
            business_name=business.name if business else "",
            form=_form(row, documents),
            photos=photo_views(session, row.id),
            last_outcome=Outcome(last.outcome) if last else None,
            last_grade=Grade(last.grade) if last else None,
        )


def _form(row: Product, documents: Sequence[LegalDocument]) -> ProductForm:
    return ProductForm(
        name=row.name,
        category=row.category,
        price=row.price,
        net_content=row.net_content or "",
        shelf_life_days=row.shelf_life_days,
        description=row.description or "",
        ingredients=row.ingredients or "",
        documents=tuple(
            DocumentForm(
                DocumentType(d.kind),
                d.number,
                d.valid_until,
                d.in_process,
                d.id,
                of_product=d.product_id is not None,
            )
            for d in documents
        ),
    )


def photo_views(session: Session, product_id: UUID) -> tuple[PhotoView, ...]:
    """The photographs of a product in their order."""
    from app.models.local import BlobTransfer

    query = (
        sa.select(Photo, BlobTransfer.state)
        .outerjoin(BlobTransfer, BlobTransfer.sha256 == Photo.sha256)
        .where(Photo.product_id == product_id, scopes.shown_photo())
        .order_by(Photo.position, Photo.created_at)
    )
    return tuple(
        PhotoView(
            p.id,
            p.sha256,
            p.thumb_sha256,
            p.width,
            p.height,
            p.sharpness,
            p.brightness,
            stored=state == "stored",
            role=PhotoRole(p.role) if p.role else None,
            measures=p.measures or {},
            phash=p.phash,
            mended_from=p.mended_from,
        )
        for p, state in session.execute(query)
    )


def ids(
    ws: Workspace, *, text: str = "", category: Category | None = None, business: UUID | None = None
) -> list[UUID]:
    """Keys of products by name, filtered; those that this person judges blind are left out."""
    from app.services import search

    found = search.keys(ws, text, "product") if text.strip() else None
    with ws.db.read() as session:
        query = sa.select(Product.id).where(Product.deleted.is_(False)).order_by(Product.name_key)
        if hidden := blindness.hidden(ws, session):
            query = query.where(Product.id.not_in(hidden))
        if category is not None:
            query = query.where(Product.category == str(category))
        if business is not None:
            query = query.where(Product.business_id == business)
        if found is not None:
            allowed = set(session.scalars(query.where(Product.id.in_(found))))
            return [key for key in found if key in allowed]
        return list(session.scalars(query))


def cards(ws: Workspace, wanted: Sequence[UUID]) -> list[ProductCard]:
    """Cards for `wanted`, in that order."""
    today = ws.today()
    with ws.db.read() as session:
        hidden = blindness.hidden(ws, session)
        rows = {
            p.id: (p, name)
            for p, name in session.execute(
                sa.select(Product, Business.name)
                .outerjoin(Business, Business.id == Product.business_id)
                .where(Product.id.in_(wanted), Product.deleted.is_(False))
            )
        }
        rows = {key: row for key, row in rows.items() if key not in hidden}
        keys = list(rows)
        thumbs, decisions = scopes.thumbs(session, keys), _last_decisions(ws, session, keys)
        states, expired = _states(session, keys), _expired(session, keys, today)
        unsent = scopes.unsent(ws, session, "product", keys)
        return [
            _card(*rows[key], thumbs, decisions, states, expired, unsent)
            for key in wanted
            if key in rows
        ]


def _card(
    row: Product,
    business: str | None,
    thumbs: Mapping[UUID, str],
    decisions: Mapping[UUID, DecisionRecord],
    states: Mapping[UUID, str],
    expired: Mapping[UUID, tuple[DocumentType, ...]],
    unsent: set[UUID],
) -> ProductCard:
    decision, state = decisions.get(row.id), states.get(row.id)
    return ProductCard(
        id=row.id,
        name=row.name,
        business_name=business or "",
        category=Category(row.category),
        price=row.price,
        thumb=thumbs.get(row.id),
        state=CurationState(state) if state else None,
        outcome=Outcome(decision.outcome) if decision else None,
        grade=Grade(decision.grade) if decision else None,
        total=decision.total if decision else None,
        expired=expired.get(row.id, ()),
        unsent=row.id in unsent,
    )


def _last_decisions(
    ws: Workspace, session: Session, keys: Sequence[UUID]
) -> dict[UUID, DecisionRecord]:
    """The latest result of each product, but for those this person is about to score."""
    unseen = looking.unseen_results(ws, session)
    query = (
        sa.select(DecisionRecord)
        .where(DecisionRecord.product_id.in_(keys), standing.stands())
        .order_by(DecisionRecord.decided_at)
    )
    return {row.product_id: row for row in session.scalars(query) if row.product_id not in unseen}


def _states(session: Session, keys: Sequence[UUID]) -> dict[UUID, str]:
    query = (
        sa.select(Curation.product_id, Curation.state)
        .where(Curation.product_id.in_(keys))
        .order_by(Curation.opened_at)
    )
    return dict(session.execute(query).all())


def _expired(
    session: Session, keys: Sequence[UUID], today: date
) -> dict[UUID, tuple[DocumentType, ...]]:
    query = sa.select(LegalDocument.product_id, LegalDocument.kind).where(
        LegalDocument.product_id.in_(keys),
        LegalDocument.deleted.is_(False),
        LegalDocument.valid_until < today,
    )
    found: dict[UUID, tuple[DocumentType, ...]] = {}
    for product_id, kind in session.execute(query):
        if product_id is not None:
            found[product_id] = (*found.get(product_id, ()), DocumentType(kind))
    return found
