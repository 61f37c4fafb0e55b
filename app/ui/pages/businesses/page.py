"""Usaha: find a business or register one, with its products beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services import businesses, safety, sessions, twins
from app.services.businesses import BusinessCard, BusinessForm, BusinessView
from app.services.changes import Change
from app.services.drafts import Beside, DraftKey, FormKind
from app.services.twins import About
from app.services.workspace import Workspace
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button
from app.ui.kit.cards import PageHeader
from app.ui.kit.choices import Check
from app.ui.kit.fields import Field
from app.ui.kit.tones import ChipSpec
from app.ui.lanes import Latest
from app.ui.pages.businesses.aid_card import AidCard
from app.ui.pages.businesses.compare import CompareSheet
from app.ui.pages.businesses.doubled_notice import DoubledNotice
from app.ui.pages.businesses.editor import BusinessEditor
from app.ui.pages.businesses.own_products import OwnProducts
from app.ui.pages.businesses.similar import SimilarBox
from app.ui.pages.businesses.twin_notice import TwinNotice, TwinWatch
from app.ui.pages.forms.cards import business_records, maybe_twice
from app.ui.pages.forms.certificate_question import CertificateQuestion
from app.ui.pages.forms.finder import Find, Finder, FinderWords
from app.ui.pages.forms.form import Saved
from app.ui.pages.forms.page import RecordPage
from app.ui.theme import Space

_LIST_WIDTH = 340
_PRODUCTS_WIDTH = 252


def _start_region(ws: Workspace) -> str:
    """Where most of the queue comes from: the session's region, else the person's."""
    current = sessions.current(ws)
    return current.region_code if current else ws.me.regions[0]


class BusinessesPage(RecordPage[BusinessForm, BusinessView]):
    """The register of businesses."""

    KEY = "businesses"
    KIND = FormKind.BUSINESS
    WATCHES = frozenset(
        {"business", "product", "photo", "decision", "curation", "legal_document", "twin", "aid"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BusinessForm(), safety.state_of_business)
        self._resembling, self._placing, self._asking = Latest(), Latest(), Latest()
        self._about = About(0, ())
        self._walk_in_scope = ""
        self._start = ""
        self.editor = BusinessEditor(desk)
        self.editor.setObjectName("business_form")
        self.similar, self.twin_notice = SimilarBox(), TwinNotice()
        self.only_twice = Check(self.tr("Only possible duplicates"))
        self.only_twice.setObjectName("only_twice")
        self.only_twice.hide()
        self.products, self.aid = OwnProducts(desk), AidCard(desk)
        self.finder = Finder(
            desk, self._words(), partial(business_records, desk.ws), self.only_twice
        )
        self._build()
        self._connect()
        self.refresh()
        self._watch = TwinWatch(desk, self)
        self._watch.start()

    def _words(self) -> FinderWords:
        return FinderWords(
            self.tr("Search businesses"),
            self.tr("Businesses"),
            self.tr("No business found"),
            self.tr("Try fewer letters, or register it as a new one."),
        )

    def _build(self) -> None:
        self.new_button = primary_button(self.tr("New business"), icon="plus", shortcut="Ctrl+N")
        self.new_button.setObjectName("new_button")
        self.header = PageHeader(self.tr("Businesses"), "", (self.new_button,))
        self.finder.setFixedWidth(_LIST_WIDTH)
        side = QVBoxLayout()
        side.setSpacing(Space.M)
        for card, stretch in ((self.products, 1), (self.aid, 0)):
            card.setFixedWidth(_PRODUCTS_WIDTH)
            side.addWidget(card, stretch)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.finder)
        row.addWidget(self.form_card(self.editor, (), self._hints(), ()), 1)
        row.addLayout(side)
        self._build_page(self.header, columns)

    @override
    def tell(self, change: Change, text: str, only: UUID | None) -> None:
        super().tell(change, text, only)
        self.question.look(change)

    def _hints(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.question = CertificateQuestion(self.desk)
        self.doubled = DoubledNotice(self.desk, self)
        column.addWidget(self.similar)
        column.addWidget(self.twin_notice)
        column.addWidget(self.doubled)
        column.addWidget(self.question)
        return holder

    def _connect(self) -> None:
        self.new_button.clicked.connect(self._on_new_clicked)
        self.editor.edited.connect(self.refresh)
        self.editor.identity_left.connect(self._look_for_similar)
        self.similar.open_requested.connect(self.show_record)
        self.only_twice.toggled.connect(self._on_query_changed)
        self.twin_notice.compare_requested.connect(self._on_compare_requested)
        self.twin_notice.separate_requested.connect(self._on_separate_requested)
        self.products.opened.connect(self._on_product_opened)
        self.products.add_requested.connect(self._on_add_requested)

    # What the shared page asks.

    @override
    def typed(self) -> BusinessForm:
        return self.editor.form()

    @override
    def write(self, form: BusinessForm) -> None:
        self.editor.set_form(form)

    @override
    def find_job(self) -> Find:
        if self.only_twice.isChecked():
            return partial(twins.ids, self.desk.ws, self.finder.text)
        return partial(businesses.ids, self.desk.ws, text=self.finder.text)

    @override
    def get_job(self, record: UUID) -> Callable[[], BusinessView]:
        return partial(businesses.get, self.desk.ws, record)

    @override
    def save_job(self, form: BusinessForm, key: DraftKey) -> Callable[[], Saved]:
        return partial(businesses.save, self.desk.ws, form, key.record, draft=key)

    @override
    def check(self) -> Field | None:
        return self.editor.check(self.desk.ws.today())

    @override
    def title_of(self, form: BusinessForm) -> str:
        return form.name.strip() or self.tr("New business")

    @override
    def name_of(self, field: str) -> str:
        return self.editor.name_of(field)

    @override
    def show_newer(self, values: Mapping[str, Any]) -> None:
        self.editor.show_newer(values)

    @override
    def beside(self) -> Beside:
        return Beside(region=self.editor.wards.code)

    @property
    @override
    def is_dirty(self) -> bool:
        code = self.editor.wards.code
        return super().is_dirty or (self.is_new and code not in ("", self._start))

    @override
    def switched(self, view: BusinessView | None, beside: Beside) -> None:
        self.editor.start(new=view is None)
        self.similar.set_cards(())
        self._on_about(About(0, ()))
        self.doubled.show_business(None)
        self.products.show_business(view.id if view else None)
        self.aid.show_business(view.id if view else None)
        self._start = ""
        code = self.editor.wards.ward_code or beside.region
        self.editor.wards.set_code(code)
        if view is not None:
            return
        if not code:
            self.desk.read(partial(_start_region, self.desk.ws), self, self._on_start_region)
        self.editor.focus_first()

    @override
    def presented(self, view: BusinessView) -> None:
        self.editor.set_consent_at(view.consent_at)
        # A record that was merged is shown as what it became.
        self.finder.mark(view.id)
        self.products.show_business(view.id)
        self.aid.show_business(view.id)
        self.doubled.show_business(view.id)
        job = partial(twins.about, self.desk.ws, view.id)
        self.desk.read(job, self, self._on_about, token=self._asking.renew())

    @override
    def state_chips(self) -> tuple[ChipSpec, ...]:
        mine = (maybe_twice(),) if self._about.twins else ()
        return (*super().state_chips(), *mine)

    @override
    def reload(self) -> None:
        super().reload()
        self.desk.read(partial(twins.count, self.desk.ws), self, self._on_twice_counted)
        self.products.show_business(self.record_id)
        self.aid.show_business(self.record_id)

    @override
    def refresh(self) -> None:
        super().refresh()
        self.products.add_button.setEnabled(self.record_id is not None or self.is_dirty)
        self.editor.show_findings(self.desk.ws.today())
        self._look_for_walk_in()

    @override
    def first_saved(self) -> None:
        self.products.add_button.setFocus()

    # Side questions to the database.

    def _look_for_similar(self) -> None:
        if self.is_new:
            job = partial(businesses.similar, self.desk.ws, self.typed())
            self.desk.read(job, self, self._on_similar, token=self._resembling.renew())

    def _on_similar(self, cards: list[BusinessCard]) -> None:
        self.similar.set_cards(cards if self.is_new else ())

    def _look_for_walk_in(self) -> None:
        scope = self.editor.wards.district_code
        if scope == self._walk_in_scope:
            return
        self._walk_in_scope = scope
        token = self._placing.renew()
        if not scope:
            self.editor.set_walk_in(on=False)
            return
        job = partial(businesses.is_walk_in, self.desk.ws, scope)
        self.desk.read(job, self, self._on_walk_in, token=token)

    def _on_walk_in(self, walk_in: bool) -> None:
        self.editor.set_walk_in(on=walk_in)

    def _on_start_region(self, region: str) -> None:
        if self.is_new and not self.editor.wards.code:
            self.editor.wards.set_code(region)
            self._start = self.editor.wards.code
            self.refresh()

    # Twins.

    def _on_about(self, about: About) -> None:
        self._about = about
        self.twin_notice.set_about(about)
        self.show_head()

    def _on_twice_counted(self, count: int) -> None:
        self.only_twice.setVisible(count > 0 or self.only_twice.isChecked())

    def _on_compare_requested(self) -> None:
        CompareSheet(self.desk, self.record_id, self).open()

    def _on_separate_requested(self, business: UUID) -> None:
        job = partial(twins.separate, self.desk.ws, business)
        self.desk.change(job, self, self._on_separated, self._on_save_failed)

    def _on_separated(self, change: Change) -> None:
        self.desk.committed(change, self.tr("Two businesses again."))

    # What a person did.

    def _on_new_clicked(self) -> None:
        self.start_new()

    def _on_product_opened(self, product_id: UUID) -> None:
        self.desk.go("products", product_id)

    def _on_add_requested(self) -> None:
        self.save(self._add_product)

    def _add_product(self, business_id: UUID) -> None:
        self.desk.go("products", business_id, new=True)

    @override
    def _on_listed(self, count: int) -> None:
        super()._on_listed(count)
        text = self.tr("{count} found") if self.finder.text else self.tr("{count} on this laptop")
        self.header.set_subtitle(text.format(count=labels.number(count)))
