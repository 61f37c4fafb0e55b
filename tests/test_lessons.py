"""docs/lessons.md and the tests that carry its numbers say the same."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

TESTS = Path(__file__).parent
TABLE = (TESTS.parent / "docs" / "lessons.md").read_text(encoding="utf-8")

NUMBERS = (
    *(1, 2, *range(4, 10), *range(11, 17), 18, 19, 21, 22, 24, *range(26, 30)),
    *(33, 34, 35, 38, 40, 41, 42, 43),
)


def rows() -> dict[str, str]:
    """The lines of the table, by number."""
    return dict(re.findall(r"^\| (B\d+) (\|.*)$", TABLE, re.MULTILINE))


@functools.cache
def marked() -> dict[str, frozenset[str]]:
    """The numbers each test carries, by `file::name`."""
    found = {}
    for path in TESTS.rglob("test_*.py"):
        file = path.relative_to(TESTS.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[f"{file}::{node.name}"] = frozenset(map(_number, node.decorator_list))
    return found


def _number(decorator: ast.expr) -> str:
    """The number in `@pytest.mark.lesson("B1")`; '' for any other decorator."""
    match decorator:
        case ast.Call(
            func=ast.Attribute(attr="lesson"), args=[ast.Constant(value=str() as number)]
        ):
            return number
    return ""


def test_every_lesson_has_a_test() -> None:
    answered = frozenset[str]().union(*marked().values())
    assert rows().keys() == {f"B{n}" for n in NUMBERS}
    assert rows().keys() - answered == set()


def test_the_table_names_tests_that_are_there_and_marked() -> None:
    for number, row in rows().items():
        named = re.findall(r"`(tests/\S+::\w+)`", row)
        assert named, number
        for test in named:
            assert number in marked().get(test, ()), f"{number}: {test}"
