"""What the package does not model, gathered from the code: each module's docstring lists what it leaves out, with the
provision.

``python -m benefitcalc.not_modelled`` prints the catalogue, which is kept in ``docs/not-modelled.md``.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

PACKAGE = Path(__file__).parent
HEAD = "Not covered:"
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True, order=True)
class NotModelled:
    """Something that a part of the package leaves out, with its provision, and the part that leaves it out."""

    left_out_of: str
    what: str


def not_modelled() -> Iterator[NotModelled]:
    """Everything that the modules of the package say they do not cover.

    The modules are read and not imported, so that a module that needs an extra is read too.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            if isinstance(node, _DOCUMENTED):
                for item in listed(ast.get_docstring(node, clean=False) or ""):
                    yield NotModelled(_title(ast.get_docstring(module) or ""), item)


def listed(docstring: str) -> list[str]:
    """The entries of the list under "Not covered:", each on one line."""
    _, _, after = inspect.cleandoc(docstring).partition(HEAD)
    return [" ".join(item.split()) for item in re.findall(r"^- (.*(?:\n  .*)*)", after, flags=re.MULTILINE)]


def _title(docstring: str) -> str:
    """The words at the beginning of a module's docstring, up to the colon: "Child Benefit: one weekly amount …" is
    about Child Benefit.
    """
    words, *_ = re.split(r"[:.,]? ?\(|[:.,]\s", " ".join(docstring.split()), maxsplit=1)
    words = words.removeprefix("The ")
    return words[:1].upper() + words[1:]


def catalogue() -> str:
    """The catalogue as Markdown, sorted by title."""
    lines = [
        "# What is not modelled",
        "",
        "Gathered from the code by `python -m benefitcalc.not_modelled`; a test keeps the two alike. Where a household",
        "needs one of these, the result gives what the rest of the law says, and the officer has to add it.",
    ]
    by_title = sorted(not_modelled(), key=lambda item: item.left_out_of)
    for title, items in groupby(by_title, key=lambda item: item.left_out_of):
        lines += ["", f"## {title}", "", *(f"- {item.what}" for item in items)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(catalogue(), end="")  # noqa: T201  this is a command
