"""The house rules that a reader would otherwise have to remember."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "matinee"
STEPS = (
    {"media"},
    {"releases"},
    {"catalogue"},
    {"programmes", "correspondence"},
    {"discussion", "search"},
    {"publishing", "migration"},
    {"project"},
    {"cli"},
)
STARTS_PROCESSES = {"media/tool.py", "media/launch.py"}
"""The place that starts outside programs, and what it starts: the child that becomes one."""
VAGUE_NAMES = {"utils", "util", "helpers", "common", "core", "base", "misc", "tools"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


every_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


def step_of(room: str) -> int:
    return next(number for number, rooms in enumerate(STEPS) if room in rooms)


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere, inside functions too, as a dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


def trespasses(room: str, tree: ast.AST) -> list[str]:
    """Name the imports of a module of that room that do not point left."""
    rooms = [name.split(".")[1] for name in imported(tree) if name.startswith("matinee.")]
    return [
        other
        for other in rooms
        if other != room
        and any(other in step for step in STEPS)
        and step_of(other) >= step_of(room)
    ]


@pytest.mark.parametrize(
    ("room", "source", "expected"),
    [
        ("media", "from matinee.releases.models import Master", ["releases"]),
        ("media", "def f():\n    import matinee.cli", ["cli"]),
        ("programmes", "from matinee.discussion import threads", ["discussion"]),
        ("media", "from matinee import catalogue", ["catalogue"]),
        ("cli", "from matinee.media import probe", []),
        ("releases", "from matinee.releases import jobs", []),
        ("media", "import_module('matinee.project.asgi')", ["project"]),
    ],
)
def test_the_import_rule_sees_every_trespass(room, source, expected):
    assert trespasses(room, ast.parse(source)) == expected


@every_module
def test_imports_point_left(path):
    room = path.relative_to(PACKAGE).parts[0]
    if path.parent == PACKAGE:
        return
    assert trespasses(room, ast.parse(path.read_text("utf-8"))) == []


def test_every_room_has_its_step():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set().union(*STEPS)


@every_module
def test_module_is_small_and_opens_with_its_purpose(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    docstring = ast.get_docstring(ast.parse(text)) or ""
    assert docstring or not text.strip(), "say in one sentence what the module is for"


@every_module
def test_functions_are_small_and_public_ones_say_what_they_do(path):
    troubles = []
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > 60:
                troubles.append(f"{node.name} has {length} lines")
    for node in tree.body:
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named and not node.name.startswith("_") and not ast.get_docstring(node):
            troubles.append(f"{node.name} has no docstring")
    assert troubles == []


@every_module
def test_modules_are_named_for_a_noun(path):
    assert VAGUE_NAMES.isdisjoint((*path.relative_to(PACKAGE).parts[:-1], path.stem))


@every_module
def test_one_place_starts_processes(path):
    if name_of(path) in STARTS_PROCESSES:
        return
    source = path.read_text("utf-8")
    names = set(imported(ast.parse(source)))
    assert not {name for name in names if name.split(".")[0] in {"subprocess", "pty"}}
    assert not re.search(r"\bos\.(system|popen|fork|spawn|exec|posix_spawn)", source)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_in_the_documents_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_reference_pages_tell_every_command_and_setting():
    check = subprocess.run(
        [sys.executable, ROOT / "scripts" / "reference", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == 0, check.stdout + check.stderr
