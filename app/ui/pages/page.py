"""What a page is to the window."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk


class Page(QWidget):
    """A page of the window. It reads when it is shown and when what it shows was touched."""

    KEY = ""
    """The page's name in the sidebar and in `Desk.go`."""

    RAIL = ""
    """The page of the sidebar that this one belongs to, if it has no place there itself."""

    WATCHES: frozenset[str] = frozenset()
    """Entities whose change makes the page read again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._in_front = False
        desk.changed.connect(self._on_changed)

    def enter(self, record: UUID | None = None, *, new: bool = False) -> None:
        """Come to the front: read when stale, then show `record` or an empty form."""
        self._in_front = True
        if self._stale:
            self._stale = False
            self.reload()
        if record is not None or new:
            self.show_record(record)

    def resume(self, draft: UUID) -> None:
        """Come to the front with a kept draft; a page without drafts just comes."""
        self.enter()

    def leave(self) -> None:
        """Go to the back; what is typed is kept."""
        self._in_front = False

    def put_off(self) -> None:
        """The program closes: long work under way is to go on at its next start."""

    def reload(self) -> None:
        """Read again what the page shows; runs its jobs in the lanes."""

    def show_record(self, record: UUID | None) -> None:
        """Bring one record forward; None for a new one."""

    def show_about(self, about: object) -> None:
        """Show what was asked for beside a record, say a filter; most pages know nothing such."""

    def _on_changed(self, entities: frozenset[str]) -> None:
        if not (entities & self.WATCHES):
            return
        if self._in_front:
            self.reload()
        else:
            self._stale = True
