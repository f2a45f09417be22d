"""Every notebook runs from a clean kernel, keeps no outputs, and holds no logic."""

import ast
import re
from itertools import chain
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import REPOSITORY

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
OUTSIDE = re.compile(r"^(/|~|\.\.|[A-Za-z]:\\|https?:)")

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path):
    return nbformat.read(path, as_version=4)


def code_of(path: Path) -> list[ast.AST]:
    cells = (cell for cell in read(path).cells if cell.cell_type == "code")
    return list(chain.from_iterable(ast.walk(ast.parse(cell.source)) for cell in cells))


def test_each_story_has_its_notebook():
    assert {path.stem for path in NOTEBOOKS} >= {
        "how-housing-benefit-works",
        "how-universal-credit-works",
        "library",
        "rental-income",
        "what-changes-in-april",
    }


@every_notebook
def test_a_notebook_keeps_no_outputs(path):
    notebook = read(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@every_notebook
def test_a_notebook_defines_nothing(path):
    assert [type(node).__name__ for node in code_of(path) if isinstance(node, LOGIC)] == []


@every_notebook
def test_a_notebook_reads_nothing_outside_the_repository(path):
    texts = [node.value for node in code_of(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in texts if OUTSIDE.match(text)] == []


@every_notebook
def test_a_notebook_is_a_story(path):
    cells = read(path).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    assert sum(cell.cell_type == "markdown" for cell in cells) * 2 >= len(cells) // 2


@pytest.mark.slow
@every_notebook
def test_a_notebook_runs_from_a_clean_kernel(path):
    notebook = read(path)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output.text for output in shown if output.get("name") == "stderr"] == []
    pictures = re.findall(r"<img [^>]*>", "".join(output.get("data", {}).get("text/html", "") for output in shown))
    assert pictures
    assert all(re.search(r' alt="[^"]{40,}"', picture) for picture in pictures)
