"""The built page on a web server that can be stopped, with whichever list is wanted beside it."""

from __future__ import annotations

import contextlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from typing_extensions import override

_TYPES = {".js": "text/javascript", ".cwt": "application/statuslist+cwt"}


class Site:
    """A static host. `listed` are the bytes of its `status.cwt`, None for none."""

    def __init__(self, folder: Path, listed: bytes | None) -> None:
        self.folder, self.listed = folder, listed
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=self))
        self._thread = threading.Thread(target=self._serve, name="verify-page")
        self._thread.start()

    @property
    def url(self) -> str:
        """The address of the page; browsers take localhost for as safe as HTTPS."""
        return f"http://localhost:{self._server.server_address[1]}/"

    def _serve(self) -> None:
        self._server.serve_forever(poll_interval=0.05)

    def stop(self) -> None:
        """No network from now on."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **_TYPES}  # noqa: RUF012

    def __init__(self, *args: Any, site: Site) -> None:
        self._site = site
        super().__init__(*args, directory=str(site.folder))

    @override
    def do_GET(self) -> None:
        self._site.asked.append(self.path)
        if self.path != "/status.cwt":
            with contextlib.suppress(ConnectionError):  # a page that was left while it loaded
                super().do_GET()
        elif self._site.listed is None:
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(self._site.listed)))
            self.end_headers()
            self.wfile.write(self._site.listed)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""
