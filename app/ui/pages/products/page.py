"""Produk: a product with its documents and photographs, one step from its score sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.terms import Category
from app.errors import UserError
from app.services import businesses, curations, products, sessions
from app.services.businesses import BusinessView
from app.services.changes import Change
from app.services.drafts import Beside, Draft, DraftKey, FormKind
from app.services.products import ProductForm, ProductView
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import IconButton, primary_button, secondary_button
from app.ui.kit.cards import Card, PageHeader
from app.ui.kit.choices import Select
from app.ui.kit.tones import ChipSpec
from app.ui.pages.followups.about import AboutProduct
from app.ui.pages.forms.blind_note import BlindNote
from app.ui.pages.forms.cards import product_records
from app.ui.pages.forms.certificate_question import CertificateQuestion
from app.ui.pages.forms.finder import Find, Finder, FinderWords
from app.ui.pages.forms.form import Saved
from app.ui.pages.products.editor import ProductEditor
from app.ui.pages.products.gallery import Gallery
from app.ui.pages.products.market import MarketCard
from app.ui.pages.products.needed import newest_rubrics
from app.ui.pages.products.offers import LabelOffers
from app.ui.pages.products.photos import PhotosCard
from app.ui.pages.products.pictures import PicturePage
from app.ui.theme import Space

_LIST_WIDTH = 340

Opened = tuple[UUID, Change] | None


def _open_curation(ws: Workspace, product_id: UUID) -> Opened:
    """A curation in the current session; None when no session was chosen."""
    current = sessions.current(ws)
    return None if current is None else curations.add(ws, product_id, current.id)


class ProductsPage(PicturePage):
    """The products of all businesses."""

    KEY = "products"
    KIND = FormKind.PRODUCT
    WATCHES = frozenset({"product", "photo", "legal_document", "decision", "curation", "business"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ProductForm())
        self._preset: UUID | None = None
        self._wanted: UUID | None = None
        self._view: ProductView | None = None
        self.editor = ProductEditor(desk)
        self.editor.setObjectName("product_form")
        self.market = MarketCard(desk)
        self.photos = PhotosCard(desk.thumbs)
        self.gallery = Gallery(desk, self.photos, self)
        self.offers = LabelOffers(desk, lambda: self.gallery.busy, self)
        self.category = self._category_filter()
        loader = partial(product_records, desk.ws)
        self.finder = Finder(desk, self._words(), loader, self.category)
        self.blind_note = BlindNote(desk)
        self.finder.put_above(self.blind_note)
        self._build()
        self._connect()
        self.refresh()
        desk.read(partial(newest_rubrics, desk.ws), self, self.editor.set_rubrics)

    def _words(self) -> FinderWords:
        return FinderWords(
            self.tr("Search products"),
            self.tr("Products"),
            self.tr("No product found"),
            self.tr("Try fewer letters or another category."),
        )

    def _category_filter(self) -> Select:
        box = Select()
        box.setObjectName("category_filter")
        box.setAccessibleName(self.tr("Category filter"))
        box.addItem(self.tr("All categories"), "")
        for term in Category:
            box.addItem(term.term, str(term))
        return box

    def _build(self) -> None:
        self.question = CertificateQuestion(self.desk)
        self.new_button = primary_button(self.tr("New product"), icon="plus", shortcut="Ctrl+N")
        self.new_button.setObjectName("new_button")
        self.header = PageHeader(self.tr("Products"), "", (self.new_button,))
        self.finder.setFixedWidth(_LIST_WIDTH)
        columns, right = QWidget(), QVBoxLayout()
        right.setSpacing(Space.M)
        right.addWidget(self.photos)
        right.addWidget(self.offers.banner)
        right.addWidget(self.question)
        right.addWidget(self._form_card(), 1)
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.finder)
        row.addLayout(right, 1)
        self._build_page(self.header, columns)

    def _form_card(self) -> Card:
        self.business_button = IconButton("building-store", self.tr("Go to the business"), size=30)
        self.story_button = IconButton("history", self.tr("Story of the product"), size=30)
        self.story_button.setObjectName("product_story_button")
        self.about = AboutProduct(self.desk, self)
        self.score_button = secondary_button(
            self.tr("Score now"), icon="clipboard-check", shortcut="Ctrl+Return"
        )
        self.score_button.setObjectName("score_button")
        foot = (self.score_button,)
        inside, column = QWidget(), QVBoxLayout()
        inside.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.editor)
        column.addWidget(self.market)
        return self.form_card(inside, (self.story_button, self.business_button), None, foot)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_clicked)
        self.score_button.clicked.connect(self._on_score_clicked)
        self.business_button.clicked.connect(self._on_business_clicked)
        self.story_button.clicked.connect(self._on_story_clicked)
        self.category.activated.connect(self._on_query_changed)
        self.finder.listed.connect(self._on_products_listed)
        self.editor.edited.connect(self.refresh)
        self.offers.accepted.connect(self.editor.documents.fill)
        self.photos.files_chosen.connect(self._on_files_chosen)
        self.photos.ways.camera_wanted.connect(self.take_photos)
        self.photos.ways.phone_wanted.connect(self.take_by_phone)
        self.photos.strip.files_dropped.connect(self.add_pictures)
        self.photos.strip.image_dropped.connect(self._on_image_dropped)
        self.gallery.taken.connect(self._on_photos_taken)
        self.gallery.changed.connect(self._on_photos_changed)
        self.gallery.settled.connect(self.offers.go_on)
        self.take_pictures_from(self.editor)

    def _on_products_listed(self, _count: int) -> None:
        self.blind_note.refresh()

    # What the shared page asks.

    @override
    def typed(self) -> ProductForm:
        return self.editor.form()

    @override
    def write(self, form: ProductForm) -> None:
        self.editor.set_form(form)

    @override
    def find_job(self) -> Find:
        code = str(self.category.currentData() or "")
        category = Category(code) if code else None
        return partial(products.ids, self.desk.ws, text=self.finder.text, category=category)

    @override
    def get_job(self, record: UUID) -> Callable[[], ProductView]:
        return partial(products.get, self.desk.ws, record)

    @override
    def save_job(self, form: ProductForm, key: DraftKey) -> Callable[[], Saved]:
        business_id = self.editor.owner.business_id
        assert business_id is not None
        return partial(products.save, self.desk.ws, business_id, form, key.record, draft=key)

    @override
    def check(self) -> QWidget | None:
        return self.editor.check()

    @override
    def title_of(self, form: ProductForm) -> str:
        return form.name.strip() or self.tr("New product")

    @override
    def name_of(self, field: str) -> str:
        return self.editor.name_of(field)

    @override
    def show_newer(self, values: Mapping[str, Any]) -> None:
        self.editor.show_newer(values)

    @override
    def beside(self) -> Beside:
        owner = self.editor.owner
        return Beside("", owner.business_id, owner.text(), self.waiting_files())

    @property
    @override
    def is_dirty(self) -> bool:
        owner = self.editor.owner
        chosen = owner.business_id != self._preset or (
            self._preset is None and bool(owner.text().strip())
        )
        return super().is_dirty or (self.is_new and (bool(self._waiting) or chosen))

    @override
    def switched(self, view: ProductView | None, beside: Beside) -> None:
        self.editor.start()
        self._view, self._waiting, self._preset = view, [], None
        self.market.show_product(view.id if view else None)
        if view is not None:
            return
        self.gallery.show_photos(None, ())
        self.offers.show_product(None)
        self._waiting = list(self._pictures_of(beside))
        owner = self.editor.owner
        owner.set_business(beside.business_id, beside.business, locked=False)
        if beside.business_id is not None:
            job = partial(businesses.get, self.desk.ws, beside.business_id)
            self.desk.lanes.db(job, self, self._on_owner, self._on_owner_failed)
        (owner if beside.business_id is None else self.editor.editor("name")).setFocus()

    def _on_owner(self, _business: BusinessView) -> None:
        """The business a draft was begun for is still there."""

    def _on_owner_failed(self, error: Exception) -> None:
        """It has gone: the draft keeps its name, and another one is to be chosen."""
        if not isinstance(error, UserError):
            raise error
        owner = self.editor.owner
        if self.is_new:
            owner.set_business(None, owner.text(), locked=False)
            self.refresh()

    @override
    def put_off(self) -> None:
        super().put_off()
        self.offers.put_off()

    @override
    def presented(self, view: ProductView) -> None:
        self._view = view
        self.market.show_product(view.id)
        self.gallery.show_photos(view.id, view.photos)
        self.offers.show_product(view.id)
        self.editor.owner.set_business(view.business_id, view.business_name, locked=True)

    @override
    def refresh(self) -> None:
        super().refresh()
        self.score_button.setEnabled(self._key is not None)
        self.business_button.setEnabled(self.editor.owner.business_id is not None)
        self.story_button.setEnabled(self.record_id is not None)
        self.photos.set_waiting(len(self._waiting))
        self.offers.refresh(self.editor.documents.value)
        self.editor.suggest()
        self.editor.show_findings()

    @override
    def state_chips(self) -> tuple[ChipSpec, ...]:
        view = self._view
        if self.is_new or view is None or view.last_outcome is None:
            return super().state_chips()
        return (labels.outcome_chip(view.last_outcome, view.last_grade),)

    @override
    def tell(self, change: Change, text: str, only: UUID | None) -> None:
        super().tell(change, text, only)
        self.question.look(change)

    @override
    def first_saved(self) -> None:
        if self._waiting:
            return
        self.photos.strip.add_button.setFocus()

    def _on_story_clicked(self) -> None:
        if self.record_id is not None and self._view is not None:
            self.about.tell(self.record_id, self._view.form.name)

    # A new product for a business.

    @override
    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        """Show a product; with `new` an empty form for the business `record`."""
        self._wanted = record if new else None
        super().enter(None if new else record, new=new)
        if new and record is not None:
            job = partial(businesses.get, self.desk.ws, record)
            self.desk.read(job, self, self._on_preset)

    @override
    def fits(self, draft: Draft[ProductForm]) -> bool:
        return self._wanted is None or draft.beside.business_id == self._wanted

    def _on_preset(self, business: BusinessView) -> None:
        if not self.is_new or self.editor.owner.business_id is not None:
            return
        self._preset = business.id
        self.editor.owner.set_business(business.id, business.form.name, locked=False)
        self.editor.editor("name").setFocus()
        self.refresh()

    # Photographs.

    def _on_photos_taken(self, product_id: UUID) -> None:
        if product_id == self.record_id:
            self._read(product_id)

    def _on_photos_changed(self, change: Change, text: str, product_id: UUID | None) -> None:
        self.tell(change, text, product_id)

    # Going on.

    def _on_new_clicked(self) -> None:
        self._wanted = None
        self.start_new()

    def _on_business_clicked(self) -> None:
        self.desk.go("businesses", self.editor.owner.business_id)

    def _on_score_clicked(self) -> None:
        self.save(self._score)

    def _score(self, product_id: UUID) -> None:
        job = partial(_open_curation, self.desk.ws, product_id)
        self.desk.change(job, self, self._on_curation_opened, self._on_score_failed)

    def _on_curation_opened(self, opened: Opened) -> None:
        if opened is None:
            self.desk.go("curation")
            return
        curation_id, change = opened
        self.desk.committed(change)
        self.desk.go("curation", curation_id)

    def _on_score_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.show_error(error)

    @override
    def _on_listed(self, count: int) -> None:
        super()._on_listed(count)
        filtered = self.finder.text or self.category.currentIndex() > 0
        text = self.tr("{count} found") if filtered else self.tr("{count} on this laptop")
        self.header.set_subtitle(text.format(count=labels.number(count)))
