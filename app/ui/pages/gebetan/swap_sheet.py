"""Another product for a package: what fits comes first, what does not says why at once."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.services import gebetan_packages
from app.services.changes import Change
from app.services.gebetan_packages import Option, Package
from app.ui import labels
from app.ui.desk import Desk
from app.ui.kit.banner import Banner
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.labels import ElidedLabel, Label
from app.ui.kit.sheet import Sheet
from app.ui.kit.tones import Tone
from app.ui.pages.gebetan.grid import Grid, Head, Row

_SHOWN = 300


class SwapSheet(Sheet):
    """Puts a product into a package, instead of one that is in it or as well."""

    def __init__(
        self, desk: Desk, package: Package, instead: UUID | None, parent: QWidget | None
    ) -> None:
        gone = next((i.name for i in package.items if i.pick == instead), "")
        title = self.tr("Instead of {name}").format(name=gone) if gone else self.tr("One more")
        super().__init__(title, parent, width=820)
        self.setObjectName("swap_sheet")
        self._desk, self._package, self._instead = desk, package, instead
        self._options: tuple[Option, ...] = ()
        self.banner = Banner(Tone.WARNING, "")
        self.banner.hide()
        self.grid = Grid(
            self.tr("Products"),
            (
                Head(self.tr("Product"), wide=True),
                Head(self.tr("Category")),
                Head(self.tr("Price"), right=True),
                Head(self.tr("Left"), right=True),
                Head(self.tr("Fits")),
            ),
        )
        self.grid.setObjectName("swap_grid")
        self.grid.setMinimumHeight(300)
        self.body.addWidget(Label(title, "title", wrap=True))
        self.body.addWidget(
            Label(f"{package.order.office} · {package.order.cluster.name}", "muted")
        )
        self.body.addWidget(self.grid)
        self.why = ElidedLabel("", "muted")
        self.body.addWidget(self.why)
        self.body.addWidget(self.banner)
        self.cancel_button = secondary_button(self.tr("Cancel"))
        self.take_button = primary_button(self.tr("Take"), icon="check")
        self.take_button.setObjectName("swap.take")
        self.add_button(self.cancel_button)
        self.add_button(self.take_button, default=True)
        self.cancel_button.clicked.connect(self.reject)
        self.take_button.clicked.connect(self._on_take)
        self.take_button.setEnabled(False)
        self.grid.row_changed.connect(self._on_row)
        self.grid.opened.connect(self._on_take)
        job = partial(gebetan_packages.options, desk.ws, package.order.id, instead)
        desk.read(job, self, self._on_options)

    def _on_options(self, found: list[Option]) -> None:
        self._options = tuple(found[:_SHOWN])
        self.grid.set_rows([self._row(o) for o in self._options])
        self.grid.setFocus()

    def _row(self, o: Option) -> Row:
        fits = (self.tr("fits"), Tone.SUCCESS)
        if o.why:
            more = f" +{len(o.why) - 1}" if len(o.why) > 1 else ""
            fits = (f"{o.why[0].term}{more}", Tone.WARNING)
        cells = (f"{o.name} · {o.business}", o.category.term, labels.rupiah(o.price))
        return Row(o.pick, (*cells, labels.number(o.left), fits), o.district)

    def _option(self) -> Option | None:
        return next((o for o in self._options if o.pick == self.grid.current_key), None)

    def _on_row(self, _key: object) -> None:
        option = self._option()
        self.take_button.setEnabled(option is not None and not option.why)
        words = ""
        if option is not None:
            days = self.tr("waits {days} days").format(days=labels.number(option.waiting_days))
            why = ", ".join(fault.term for fault in option.why) or self.tr("fits")
            words = f"{option.district} · {days} · {why}"
        self.why.setText(words)

    def _on_take(self, *_what: object) -> None:
        option = self._option()
        if option is None:
            return
        kept = [i.pick for i in self._package.items if i.pick != self._instead]
        # One that does not fit is asked for all the same: the rules say in words why not.
        wanted = [*kept, option.pick]
        job = partial(gebetan_packages.put, self._desk.ws, self._package.order.id, wanted)
        self._desk.change(job, self, self._on_put, self._on_failed)

    def _on_put(self, change: Change) -> None:
        self._desk.committed(change, self.tr("The package is changed."))
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.banner.set_error(error)
        self.banner.show()
        self.fit()
