"""The house stands as it is drawn: rooms, doors, sizes."""

import ast
import tomllib
from pathlib import Path

import grimp
import pytest
from flask import Flask

from app.access.declare import undeclared

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
DOORS = {"actions", "queries", "policies", "terms"}
JOINED = {"models"}
PURE = {
    "app.documents": {
        "answers",
        "book",
        "charts",
        "paper",
        "pdf",
        "docx",
        "letters",
        "pasting",
        "pictures",
        "prose",
        "signing",
        "tasks",
        "wording",
    },
    "app.scoring": {"formulas", "tree", "ranking"},
    "app.access": {"permissions", "declare"},
}
KINDS = DOORS | JOINED | {"views", "api", "jobs", "schemas", "papers", "commands"}


def rooms() -> list[str]:
    """The rooms of the house by name."""
    return sorted(
        folder.name
        for folder in APP.iterdir()
        if (folder / "__init__.py").exists() and folder.name != "lib"
    )


def test_the_contracts_name_every_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    named = {layer.strip() for line in contracts[0]["layers"] for layer in line.split(":")}
    assert {f"app.{room}" for room in rooms()} <= named
    containers = set(contracts[1]["containers"])
    assert {f"app.{room}" for room in rooms() if room != "access"} == containers


def test_another_room_is_entered_by_its_doors() -> None:
    graph = grimp.build_graph("app")
    wrong = []
    for importer in sorted(graph.modules):
        here = importer.split(".")
        if len(here) < 3 or here[1] not in rooms():
            continue
        for target in graph.find_modules_directly_imported_by(importer):
            there = target.split(".")
            if there[1] == here[1] or there[1] not in rooms() or len(there) < 3:
                continue
            allowed = DOORS | PURE.get(f"app.{there[1]}", set())
            if here[2] in {"models", "queries"}:
                allowed = allowed | JOINED
            if there[2] not in allowed:
                wrong.append(f"{importer} -> {target}")
    assert wrong == []


def test_every_route_declares_its_access(app: Flask) -> None:
    assert undeclared(app) == []


SOURCES = sorted(
    path
    for folder in ("app", "tenants", "worker", "deploy", "migrations")
    for path in (ROOT / folder).rglob("*.py")
    if "versions" not in path.parts
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 400, "a file of 400 lines becomes a folder"
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_imported_inside_a_function_and_no_action_commits(path: Path) -> None:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            inside = [
                each for each in ast.walk(node) if isinstance(each, (ast.Import, ast.ImportFrom))
            ]
            assert inside == [], f"{node.name} imports inside"
    commits = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]
    assert commits == [] or path.name == "db.py" or path.parent.name == "migrations"


def test_templates_carry_no_inline_script_or_style() -> None:
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        if " style=" in text or " onclick=" in text or " onsubmit=" in text or "<style" in text:
            wrong.append(path.name)
        if "<script>" in text or "| safe" in text or "|safe" in text:
            wrong.append(path.name)
    assert wrong == []
