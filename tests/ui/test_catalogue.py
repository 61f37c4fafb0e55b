"""The Indonesian catalogue against the sources of the windows, and its compiled form."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui.shell.program import make_application

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "app" / "ui"
CATALOGUES = ROOT / "resources" / "translations"
OURS, QTS = CATALOGUES / "kurasi_id.ts", CATALOGUES / "qt_id.ts"
BOTH = pytest.mark.parametrize("catalogue", [OURS, QTS], ids=lambda path: path.stem)
NAMED = re.compile(r"\{[^{}]*\}")
NUMBERED = re.compile(r"%L?\d|%n")
Node = TypeVar("Node", bound=ast.AST)
ENGLISH = re.compile(
    r"\b(?:the|and|is|are|not|with|this|save|open|close|search|business(?:es)?|product|products"
    r"|score|session|certificate|settings|photo|photos|sheet|note|name|date|number)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a .ts file."""

    context: str
    source: str
    translation: str
    state: str


def messages(path: Path) -> list[Message]:
    return [
        Message(
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("translation", ""),
            message.find("translation").get("type", ""),  # type: ignore[union-attr]
        )
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
    ]


def keys(path: Path) -> set[tuple[str, str]]:
    return {(message.context, message.source) for message in messages(path)}


def run_tool(name: str, *arguments: str) -> None:
    tool = shutil.which(name, path=str(Path(sys.executable).parent))
    assert tool is not None, f"{name} is not installed beside Python"
    subprocess.run([tool, "-silent", *arguments], cwd=ROOT, check=True, timeout=60)


def nodes(tree: ast.AST, kind: type[Node]) -> Iterator[Node]:
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def translations(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of `x.tr(...)` and `QCoreApplication.translate(...)`."""
    for call in nodes(tree, ast.Call):
        match call.func:
            case ast.Attribute(attr="tr"):
                yield call
            case ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication")):
                yield call


def test_every_string_of_the_windows_is_in_the_catalogue(tmp_path: Path) -> None:
    fresh = tmp_path / OURS.name
    shutil.copyfile(OURS, fresh)
    files = [path.relative_to(ROOT).as_posix() for path in sorted(SOURCES.rglob("*.py"))]
    languages = ("-source-language", "en", "-target-language", "id_ID")
    options = ("-noobsolete", "-locations", "none")
    run_tool("pyside6-lupdate", *options, *languages, *files, "-ts", str(fresh))
    assert keys(fresh) - keys(OURS) == set(), "new in the sources; run `make translations`"
    assert keys(OURS) - keys(fresh) == set(), "gone from the sources; run `make translations`"


@BOTH
def test_nothing_is_unfinished(catalogue: Path) -> None:
    found = messages(catalogue)
    assert len(found) > 100
    assert [m for m in found if m.state or not m.translation.strip()] == []


@BOTH
def test_placeholders_and_mnemonics_are_kept(catalogue: Path) -> None:
    for message in messages(catalogue):
        for pattern in (NAMED, NUMBERED):
            wanted = sorted(pattern.findall(message.source))
            assert sorted(pattern.findall(message.translation)) == wanted, message
        assert message.translation.count("&") == message.source.count("&"), message


@BOTH
def test_a_sentence_ends_as_its_source_does(catalogue: Path) -> None:
    for message in messages(catalogue):
        for mark in (".", "?", "…", ":"):
            ends = message.source.endswith(mark) and not message.source.endswith("...")
            assert not ends or message.translation.endswith(mark), message


@BOTH
def test_no_english_word_is_left(catalogue: Path) -> None:
    for message in messages(catalogue):
        words = NAMED.sub("", message.translation)
        assert ENGLISH.search(words) is None, message


@BOTH
def test_the_compiled_catalogue_is_the_readable_one(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "catalogue.qm"
    run_tool("pyside6-lrelease", str(catalogue), "-qm", str(compiled))
    assert compiled.read_bytes() == catalogue.with_suffix(".qm").read_bytes()


def test_the_texts_of_qt_are_texts_of_qt() -> None:
    """A typing error in a source would leave English in a dialog, silently."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    german = QTranslator()
    assert german.load("qtbase_de", folder)
    # In the forms of Qt's own dialog, but not in the German catalogue.
    newer = {"&Look in:", "Files of &type:", "Show "}
    unknown = [
        message
        for message in messages(QTS)
        if not german.translate(message.context, message.source) and message.source not in newer
    ]
    assert unknown == []


def test_what_is_translated_is_a_literal() -> None:
    """`pyside6-lupdate` reads the sources: it sees no name, no f-string, no call inside one."""
    wrong = []
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        hidden = [call for string in nodes(tree, ast.JoinedStr) for call in translations(string)]
        shown = [call for call in translations(tree) if not _is_literal(call)]
        wrong += [f"{path.relative_to(ROOT)}:{call.lineno}" for call in hidden + shown]
    assert wrong == []


def _is_literal(call: ast.Call) -> bool:
    return bool(call.args) and all(
        isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        for argument in call.args
    )


def test_the_application_speaks_indonesian(qapp: QApplication) -> None:
    app = make_application()
    assert app is qapp
    assert app.translate("MainWindow", "Businesses") == "Usaha"
    assert app.translate("QPlatformTheme", "Save") == "Simpan"
    assert app.translate("QFileDialog", "Files of &type:") == "&Jenis berkas:"
    assert QLocale().monthName(5) == "Mei"
    installed = len(app.findChildren(QTranslator))
    assert make_application() is app
    assert len(app.findChildren(QTranslator)) == installed
