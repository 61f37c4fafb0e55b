"""Three drop-down lists that lead to one ward: kota, kecamatan, kelurahan."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.services import regions
from app.services.regions import RegionChoice
from app.ui.desk import Desk
from app.ui.kit.choices import Select
from app.ui.kit.slots import weak_slot

PROVINCE = "31"
_DEPTHS = (5, 8, 13)
"""Lengths of the codes of a city, a district and a ward: `31.74`, `31.74.04`, `31.74.04.1001`."""

Children = tuple[str, list[RegionChoice]]


def _children(desk: Desk, parent: str) -> Children:
    return parent, regions.children(desk.ws, parent)


class WardPicker(QObject):
    """Fills each list from the choice in the one above it; `edited()` when a person chose.

    The code is kept here, not in the lists: it stands while a list is still being read,
    and also for a ward that is no longer on the list.
    """

    edited = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._code = ""
        self._known: dict[str, list[RegionChoice]] = {}
        self._asked: set[str] = set()
        self.selects = (Select(), Select(), Select())
        for depth, select in enumerate(self.selects):
            select.setPlaceholderText(self.tr("Choose"))
            select.activated.connect(weak_slot(self._on_select_activated, depth))

    @property
    def code(self) -> str:
        """The code as far as it was chosen; empty at first."""
        return self._code

    @property
    def ward_code(self) -> str:
        """The ward's code; empty until one is chosen."""
        return self._code if len(self._code) == _DEPTHS[-1] else ""

    @property
    def district_code(self) -> str:
        """The district's code; empty until one is chosen."""
        return self._code[: _DEPTHS[1]] if len(self._code) >= _DEPTHS[1] else ""

    def set_code(self, code: str) -> None:
        """Show another ward, or the district or city to begin from."""
        self._code = "" if code == PROVINCE else code
        self._show()

    def _show(self) -> None:
        parents = (PROVINCE, *(self._code[:n] for n in _DEPTHS[:-1] if len(self._code) >= n))
        for depth, select in enumerate(self.selects):
            parent = parents[depth] if depth < len(parents) else None
            self._fill(select, parent, self._code[: _DEPTHS[depth]])

    def _fill(self, select: Select, parent: str | None, code: str) -> None:
        if parent and parent not in self._known:
            self._ask(parent)
        choices = self._known.get(parent, []) if parent else []
        if [select.itemData(at) for at in range(select.count())] != [c.code for c in choices]:
            select.clear()
            for choice in choices:
                select.addItem(choice.name, choice.code)
        select.setCurrentIndex(select.findData(code))
        select.setEnabled(parent is not None)

    def _ask(self, parent: str) -> None:
        if parent not in self._asked:
            self._asked.add(parent)
            self._desk.read(partial(_children, self._desk, parent), self, self._on_children)

    def _on_children(self, found: Children) -> None:
        parent, choices = found
        self._known[parent] = choices
        self._show()

    def _on_select_activated(self, depth: int) -> None:
        code = str(self.selects[depth].currentData() or "")
        if code and code != self._code[: _DEPTHS[depth]]:
            self._code = code
            self._show()
            self.edited.emit()
