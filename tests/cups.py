"""A real CUPS of a test's own: its folder, socket, queues and a printer that runs out of paper.

The system's spooler, if there is one, is neither asked nor touched. The printer is a backend of
ours behind a raw queue: it lays each job into a folder as it arrived, and while there is no paper
it says so the way a real one does (`STATE: +media-empty-error`) and waits.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

SYSTEM_LIB: Final = Path("/usr/lib/cups")
PDF_BACKEND: Final = SYSTEM_LIB / "backend" / "cups-pdf"
PDF_DESCRIPTION: Final = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
BACKEND: Final = "booth"
_PATIENCE: Final = 20.0

_SERVER = """\
Listen {folder}/socket
LogLevel debug
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy stop-printer
PreserveJobHistory Yes
PreserveJobFiles No
MaxJobs 0
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}/etc
ServerBin {folder}/lib
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/temp
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
FatalErrors none
Sandboxing relaxed
"""
_PRINTER = """\
#!/bin/sh
# $1 job, $2 user, $3 title, $4 copies, $5 options, $6 file
folder='{folder}'
if [ $# -eq 0 ]; then
    echo 'direct {backend} "Booth" "Booth"'
    exit 0
fi
told=
while [ -e "$folder/no-paper" ]; do
    if [ -z "$told" ]; then echo 'STATE: +media-empty-error' >&2; told=yes; fi
    sleep 0.05
done
if [ -n "$told" ]; then echo 'STATE: -media-empty-error' >&2; fi
name=$(printf '%05d-%s' "$1" "$4")
cat ${{6+"$6"}} > "$folder/out/$name.tmp" && mv "$folder/out/$name.tmp" "$folder/out/$name.pdf"
"""


def missing() -> str:
    """Why there is no CUPS to test against; '' when there is one."""
    if sys.platform == "win32":
        return "Windows has no CUPS"
    absent = [name for name in ("lp", "lpstat", "cancel") if shutil.which(name) is None]
    absent += [name for name in ("cupsd", "lpadmin") if _program(name) is None]
    return f"not installed: {', '.join(absent)} (packaging/cups.py)" if absent else ""


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


_PDF = """\
Out {folder}/pdf
AnonDirName {folder}/pdf
AnonUser root
Spool {folder}/pdf-spool
Log {folder}/pdf-log
Label 1
Grp lp
"""
_IN_A_ROOM = 'mount --bind "$1" /etc/cups && shift && exec "$@"'
"""cups-pdf reads its settings from Debian's folder alone: the server sees ours in its place."""


def missing_pdf() -> str:
    """Why cups-pdf cannot be tested; '' when it can be."""
    if why := missing():
        return why
    if not (PDF_BACKEND.exists() and PDF_DESCRIPTION.exists()):
        return "not installed: printer-driver-cups-pdf (packaging/cups.py)"
    may = subprocess.run(
        ["unshare", "-m", "sh", "-c", _IN_A_ROOM, "sh", tempfile.gettempdir(), "true"],
        capture_output=True,
        check=False,
    )
    return "no mount namespace for its settings" if may.returncode else ""


class PrivateCups:
    """A running cupsd; `close` ends it and takes its folder away.

    `with_pdf` for `add_pdf_printer`, see `missing_pdf`.
    """

    def __init__(self, *, with_pdf: bool = False) -> None:
        # Not the test's own folder: the path of a socket has room for some hundred letters.
        self.folder = Path(tempfile.mkdtemp(prefix="kl-cups-"))
        self.folder.chmod(0o755)
        self.socket = self.folder / "socket"
        self._lay_out()
        program = _program("cupsd")
        assert program is not None
        command = [program, "-f", "-c", str(self.folder / "cupsd.conf")]
        command += ["-s", str(self.folder / "cups-files.conf")]
        if with_pdf:
            self._lay_out_pdf()
            room = str(self.folder / "etc-cups")
            command = ["unshare", "-m", "sh", "-c", _IN_A_ROOM, "sh", room, *command]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._await()

    def _lay_out(self) -> None:
        for name in ("etc", "lib", "state", "cache", "spool", "spool/tmp", "temp", "out"):
            (self.folder / name).mkdir()
        for name in ("out", "temp"):
            (self.folder / name).chmod(0o777)
        for name in ("filter", "cgi-bin", "daemon", "notifier", "monitor", "driver"):
            if (SYSTEM_LIB / name).exists():
                (self.folder / "lib" / name).symlink_to(SYSTEM_LIB / name)
        backends = self.folder / "lib" / "backend"
        backends.mkdir()
        printer = backends / BACKEND
        text = _PRINTER.format(backend=BACKEND, folder=self.folder)
        printer.write_text(text, encoding="utf-8")
        printer.chmod(0o755)
        for name, text in (("cupsd.conf", _SERVER), ("cups-files.conf", _FILES)):
            (self.folder / name).write_text(text.format(folder=self.folder), encoding="utf-8")

    def _lay_out_pdf(self) -> None:
        for name in ("etc-cups", "pdf", "pdf-spool", "pdf-log"):
            (self.folder / name).mkdir()
        (self.folder / "pdf").chmod(0o777)
        text = _PDF.format(folder=self.folder)
        (self.folder / "etc-cups" / "cups-pdf.conf").write_text(text, encoding="utf-8")
        backend = self.folder / "lib" / "backend" / PDF_BACKEND.name
        shutil.copy(PDF_BACKEND, backend)
        backend.chmod(0o700)  # this way cupsd runs it as root, as it must

    def _await(self) -> None:
        until = time.monotonic() + _PATIENCE
        while self.run("lpstat", "-r", check=False) != "scheduler is running":
            if time.monotonic() > until or self._process.poll() is not None:
                said = (self.folder / "error").read_text(encoding="utf-8", errors="replace")
                self.close()
                raise RuntimeError(f"cupsd did not start:\n{said[-2000:]}")
            time.sleep(0.05)

    def run(self, program: str, *arguments: str, check: bool = True) -> str:
        """What a command of CUPS says about this server, and no other."""
        path = _program(program)
        assert path is not None
        surroundings = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}
        answer = subprocess.run(
            [path, *arguments], capture_output=True, text=True, check=False, env=surroundings
        )
        if check and answer.returncode:
            raise RuntimeError(f"{program} {arguments}: {answer.stderr}")
        return answer.stdout.strip()

    def add_printer(self, name: str) -> None:
        """Install a printer and let it take jobs."""
        self.run("lpadmin", "-p", name, "-E", "-v", f"{BACKEND}:/{name}", "-m", "raw")

    def add_pdf_printer(self, name: str) -> None:
        """Install Debian's PDF printer: what it is sent goes through all of CUPS's filters."""
        self.run("lpadmin", "-p", name, "-E", "-v", "cups-pdf:/", "-P", str(PDF_DESCRIPTION))

    def printed_pdfs(self) -> list[Path]:
        """What the PDF printer has made."""
        return sorted((self.folder / "pdf").glob("*.pdf"))

    def remove_printer(self, name: str) -> None:
        """Take a printer away, with what waits for it."""
        self.run("lpadmin", "-x", name)

    def set_paper(self, *, there: bool) -> None:
        """Fill the tray, or empty it."""
        sign = self.folder / "no-paper"
        if there:
            sign.unlink(missing_ok=True)
        else:
            sign.touch()

    def printed(self) -> list[Path]:
        """What came out, in the order of the jobs: `00012-2.pdf`, two copies of job 12."""
        return sorted((self.folder / "out").glob("*.pdf"))

    def close(self) -> None:
        """End the server."""
        self.set_paper(there=True)
        self._process.terminate()
        try:
            self._process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
