"""The certificate's page taken down: what is drawn on it, for engines that are to draw the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from unittest.mock import patch

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.reports import certificate, document, fonts, forms
from app.reports.values import CertificateData

PAGE = landscape(A4)

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class _Recorder(Canvas):
    """A canvas that notes what is asked of it from outside, and does it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._calls: list[Call] = []
        self._deep = 1
        super().__init__(*args, **kwargs)
        self._deep = 0
        _made.append(self)

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found
        return self._noting(name, found)

    def _noting(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if not self._deep:
                self._calls.append((name, args, kwargs))
            self._deep += 1
            try:
                return method(*args, **kwargs)
            finally:
                self._deep -= 1

        return call


_made: list[_Recorder] = []


@contextmanager
def _recording() -> Iterator[None]:
    with (
        patch.object(document, "Canvas", _Recorder),
        patch.object(forms, "define_once", _define_anew),
    ):
        yield


def _define_anew(canvas: Canvas, define: Callable[..., None], *measures: float) -> None:
    define(canvas, *measures)


def record(pages: list[CertificateData]) -> list[Call]:
    """Every call that drawing these certificates makes on reportlab's canvas."""
    with _recording():
        certificate.render_certificates(pages, invariant=True, archival=False)
    return _made.pop()._calls


def replay(calls: list[Call]) -> bytes:
    """The same page by bare reportlab: nothing is measured, fitted, encoded or computed."""
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=PAGE,
        pageCompression=1,
        invariant=1,
        initialFontName=fonts.SANS,  # type: ignore[arg-type]  # the stub says float
        initialFontSize=9,
    )
    for name, args, kwargs in calls:
        getattr(canvas, name)(*args, **kwargs)
    return buffer.getvalue()
