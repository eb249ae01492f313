"""The papers of the project are true: README's links and map, requirements, versions, the gate."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import dnn_helpers

ROOT = Path(__file__).parents[1]
PAPERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("paper", PAPERS)
def test_links_of_a_paper_resolve(paper):
    text = (ROOT / paper).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_readme_has_the_two_commands_that_do_everything():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        "python -m pip install -r requirements.txt && jupyter lab notebooks/01_initialization.ipynb" in readme
    )
    assert "python -m pip install -r requirements.txt && python -m pytest" in readme


def test_every_room_of_the_map_exists_and_every_room_is_on_the_map():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    house = text.split("## The house")[1].split("## Change a notebook")[0]
    named = {name.rstrip("/") for row in re.findall(r"^\| (`.*?) \|", house, re.MULTILINE)
             for name in re.findall(r"`([^`]+)`", row)} - {"dnn_helpers"}  # fmt: skip
    rooms = {path.name for path in (ROOT / "dnn_helpers").iterdir() if not path.name.startswith("_")}
    assert named == rooms - {"version.py"}


def test_the_version_is_the_same_everywhere():
    assert dnn_helpers.__version__ == PROJECT["version"]
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_nothing_is_pinned_and_requirements_ask_for_what_the_package_asks_for():
    wanted = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "==" not in wanted and not any("==" in need for need in PROJECT["dependencies"])
    for name in ("-e .", "nbval", "pytest", "jupyter"):
        assert name in wanted


def test_a_lower_bound_is_written_alike_wherever_it_stands():
    """Both lists are asked for together; the gate's oldest versions come from them."""
    wanted = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for need in PROJECT["dependencies"]:
        name = re.match(r"[\w-]+", need).group()
        assert ">=" in need and [line for line in wanted if re.match(rf"{name}\b", line)] in ([], [need])


ROOMS = sorted((ROOT / "dnn_helpers").rglob("*.py"))
UPSTAIRS = ("grading", "authoring")


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_downstairs_imports_from_upstairs(path):
    place = path.relative_to(ROOT / "dnn_helpers").parts
    if place[0] in (*UPSTAIRS, "__main__.py"):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        module = (getattr(node, "module", "") or "") if isinstance(node, ast.ImportFrom) else ""
        names = (
            [alias.name for alias in getattr(node, "names", [])]
            if isinstance(node, (ast.Import, ast.ImportFrom))
            else []
        )
        assert not any(part in UPSTAIRS for part in [*module.split("."), *names])


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_say_what_they_promise(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or path.stat().st_size < 100
    for node in tree.body:
        if (
            isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and "exercises" not in path.parts
        ):
            assert ast.get_docstring(node), f"{node.name} has no docstring"
