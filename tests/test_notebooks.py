"""Every notebook keeps what it shows, shows the same when it is run from a clean kernel, and holds no logic."""

import ast
import difflib
import re
from functools import cache
from importlib import import_module
from itertools import chain, zip_longest
from pathlib import Path

import nbformat
import pytest

from notebooks.run import NOTEBOOKS, code_cells, read, run, texts

LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
OUTSIDE = re.compile(r"^(/|~|\.\.|[A-Za-z]:\\|https?:)")
OF_ONE_RUN = re.compile(r"/(?:home|root|tmp|Users)/|site-packages|ipykernel_|\bat 0x[0-9a-f]+")
WIDEST, LONGEST = 110, 25
LARGEST = 600_000

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
run_once = cache(run)


def code_of(path: Path) -> list[ast.AST]:
    return list(chain.from_iterable(ast.walk(ast.parse(cell.source)) for cell in code_cells(read(path))))


def test_each_story_has_its_notebook():
    assert {path.stem for path in NOTEBOOKS} >= {
        "forecast",
        "how-housing-benefit-works",
        "how-universal-credit-works",
        "library",
        "monthly-report",
        "rent-account",
        "training",
        "under-occupation-and-cap",
        "what-changes-in-april",
    }


@every_notebook
def test_a_notebook_keeps_what_it_shows_and_nothing_of_the_run(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert dict(notebook.metadata.language_info) == {"name": "python"}
    for cell in notebook.cells:
        assert cell.metadata == {}
    for cell in code_cells(notebook):
        assert cell.execution_count is None
        assert not [output for output in cell.outputs if output.get("execution_count")]
    shown = [text for cell in texts(notebook).values() for text in cell]
    assert shown
    assert [found for text in shown for found in OF_ONE_RUN.findall(text)] == []
    assert path.stat().st_size < LARGEST


@every_notebook
def test_a_notebook_defines_nothing(path):
    assert [type(node).__name__ for node in code_of(path) if isinstance(node, LOGIC)] == []


@every_notebook
def test_a_notebook_imports_public_names(path):
    for node in code_of(path):
        if isinstance(node, ast.ImportFrom):
            module = import_module(node.module)
            names = [name.name for name in node.names]
            # A package that hands names on when they are asked for has no __all__.
            public = getattr(module, "__all__", [name for name in names if name[0] != "_" and hasattr(module, name)])
            assert set(names) <= set(public), node.module


@every_notebook
def test_a_notebook_reads_nothing_outside_the_repository(path):
    values = [node.value for node in code_of(path) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in values if OUTSIDE.match(text)] == []


@every_notebook
def test_a_notebook_is_a_story(path):
    cells = read(path).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    assert sum(cell.cell_type == "markdown" for cell in cells) * 2 >= len(cells) // 2


@every_notebook
def test_a_cell_of_code_is_small(path):
    for cell in code_cells(read(path)):
        lines = cell.source.splitlines()
        assert len(lines) <= LONGEST, f"{cell.id} has {len(lines)} lines"
        assert max(map(len, lines)) <= WIDEST, f"{cell.id} has a line that is too wide to be read where it is hosted"


@pytest.mark.slow
@every_notebook
def test_a_notebook_shows_what_it_keeps(path):
    kept, now = texts(read(path)), texts(run_once(path))
    for cell, shown in now.items():
        for old, new in zip_longest(kept.get(cell, []), shown, fillvalue=""):
            if old != new:
                pytest.fail(
                    f"{path.name}, {cell}: what the cell shows has changed. Run `make notebooks`, look at what it "
                    f"shows now, and commit the notebook.\n{difference(old, new)}"
                )


def difference(old: str, new: str) -> str:
    """The first lines that differ, of HTML one element a line."""
    lines = [text.replace("><", ">\n<").splitlines() for text in (old, new)]
    return "\n".join(list(difflib.unified_diff(*lines, "kept", "now", n=0, lineterm=""))[:20])


@pytest.mark.slow
@every_notebook
def test_a_notebook_says_nothing_on_the_error_stream_and_its_pictures_have_words(path):
    shown = [output for cell in code_cells(run_once(path)) for output in cell.outputs]
    assert [output.text for output in shown if output.get("name") == "stderr"] == []
    pictures = re.findall(r"<img [^>]*>", "".join(output.get("data", {}).get("text/html", "") for output in shown))
    assert pictures
    assert all(re.search(r' alt="[^"]{40,}"', picture) for picture in pictures)
