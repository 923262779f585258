"""The house rules: imports run downwards, each library has one door, and everything stays small."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bvgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))
LAYERS = (
    "kinds",
    "originals",
    "records",
    "errors",
    "keeping",
    "workers",
    "reading",
    "linking",
    "graph",
    "asking",
    "pipeline",
    "showing",
    "cli",
    "__main__",
)
DOORS = {
    "distributed": ("workers",),
    "msgspec": ("keeping",),
    "spacy": ("reading.mentions",),
    "networkx": ("linking.clusters",),
    "rdflib": ("graph.", "asking.queries", "asking.checks"),
    "pyoxigraph": ("graph.", "asking.", "showing.files"),
    "pyshacl": ("asking.checks",),
    "httpx": ("graph.remote",),
    "rich": ("showing.", "cli"),
    "typer": ("cli",),
    "lxml": ("reading.formats.trees",),
    "openpyxl": ("reading.formats.sheets",),
    "markdown_it": ("reading.formats.markdown",),
    "pdfplumber": ("reading.formats.pdf",),
}
FORBIDDEN = {"utils", "helpers", "common", "core", "base"}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_downwards(path: Path) -> None:
    layer = name_of(path).split(".")[0]
    if layer == "__init__":
        return
    for target in imports_of(path):
        parts = target.split(".")
        if parts[0] == "bvgraph" and len(parts) > 1 and parts[1] in LAYERS:
            assert LAYERS.index(parts[1]) <= LAYERS.index(layer), f"{name_of(path)} imports {target}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_has_one_door(path: Path) -> None:
    for target in imports_of(path):
        doors = DOORS.get(target.split(".")[0])
        if doors:
            assert name_of(path).startswith(doors), f"{name_of(path)} imports {target}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert path.stem not in FORBIDDEN
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{name_of(path)}.{node.name} is too long"
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            assert caught not in ("", "Exception", "BaseException"), f"{name_of(path)} catches everything"


@pytest.mark.parametrize("path", sorted((PACKAGE / "asking").glob("*.py")), ids=name_of)
def test_named_tuples_are_quick_to_define(path: Path) -> None:
    """With annotations from __future__ every field is compiled once more, and a question waits for 200 of them."""
    text = path.read_text("utf-8")
    assert "(NamedTuple" not in text or "from __future__ import annotations" not in text


def test_click_is_not_imported() -> None:
    assert not [name_of(p) for p in MODULES if any(t.split(".")[0] == "click" for t in imports_of(p))]
