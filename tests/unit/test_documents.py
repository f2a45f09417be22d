"""README.md and docs/: every path that they name is there, and every module that they say to run."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

DOCUMENTS = [
    REPOSITORY / "README.md",
    REPOSITORY / "rates" / "README.md",
    REPOSITORY / "tests" / "oracle" / "README.md",
    *sorted((REPOSITORY / "docs").rglob("*.md")),
]
FILE = re.compile(
    r"[\w.-]+(/[\w.-]+)*\.(py|md|toml|lock|csv|jsonl|json|ipynb)|[\w.-]+(/[\w.-]+)*/|(\.?[\w-]+/)+[\w.-]+"
)
MADE = (".venv/", "CASE.json", "FACTS.json")
"""What a reader makes, and the repository does not hold."""


def named_in(text: str) -> set[str]:
    """The paths that stand alone between backticks, and the files to which links lead."""
    quoted = {name for name in re.findall(r"`([^`\s]+)`", text) if FILE.fullmatch(name)}
    linked = {link for link in re.findall(r"\]\(([^)#\s]+)\)", text) if ":" not in link}
    return {name for name in quoted | linked if not name.startswith(MADE)}


def found(name: str, document: Path) -> bool:
    """Whether the path is there, seen from the repository, from the document, from the rates or from the package."""
    starts = (REPOSITORY, document.parent, REPOSITORY / "rates", REPOSITORY / "src" / "benefitcalc")
    return any((start / name).exists() for start in starts)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert [name for name in sorted(named_in(text)) if not found(name, document)] == []
    modules = re.findall(r"python -m ([\w.]+)", text)
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


def test_the_readme_names_every_folder_of_the_package() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    folders = {path.name for path in (REPOSITORY / "src" / "benefitcalc").iterdir() if (path / "__init__.py").exists()}
    assert [name for name in sorted(folders) if f"{name}/`" not in readme] == []


def test_the_readme_names_every_document() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    documents = {path.name for path in (REPOSITORY / "docs").glob("*.md")}
    assert [name for name in sorted(documents) if f"docs/{name}" not in readme] == []
