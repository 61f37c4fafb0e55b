"""The two kinds of failure: what a person can meet, and bugs.

A `UserError` is the environment's or the input's fault and is written for the
officer at the booth: Indonesian, three sentences at most. Everything else that
is raised is a bug; it is caught once at the edge (the UI's exception hook, the
CLI's `main`) and recorded without personal data.
"""

from __future__ import annotations


class UserError(Exception):
    """Something a person can meet and act on.

    `what` says what happened, `safe` what is not lost, `todo` what to do next.
    All three are Indonesian sentences, shown as they are. `code` is a stable
    machine name for scripts (`--json`) and tests.
    """

    def __init__(self, code: str, what: str, *, safe: str = "", todo: str = "") -> None:
        super().__init__(" ".join(part for part in (what, safe, todo) if part))
        self.code = code
        self.what = what
        self.safe = safe
        self.todo = todo

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled by its parts, so that a worker process can hand it back."""
        return _rebuild, (type(self), self.code, self.what, self.safe, self.todo)

    @property
    def sentence(self) -> str:
        """All parts as one text."""
        return str(self)


def _rebuild(kind: type[UserError], code: str, what: str, safe: str, todo: str) -> UserError:
    return kind(code, what, safe=safe, todo=todo)
