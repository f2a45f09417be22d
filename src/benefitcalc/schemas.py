"""The case file, the result, the call file and the marked file: JSON Schema and pages for people, from the code.

``python -m benefitcalc.schemas docs`` writes them into the folder ``docs``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from benefitcalc.advice.call_file import CallFile
from benefitcalc.assessment.result import Assessment
from benefitcalc.case import Case, kinds
from benefitcalc.case.schema import field_docstrings
from benefitcalc.explain.words import CAUSES, EXEMPTIONS, REASONS
from benefitcalc.training.coaching import marked_file
from benefitcalc.training.coaching.marked_file import MarkedFile

_Schema: TypeAlias = Mapping[str, Any]

_HEAD = """\
# The case and the result, field by field

Written from the code by `python -m benefitcalc.schemas docs`; a test keeps the two alike. The same as JSON Schema
2020-12: [case.schema.json](case.schema.json) and [result.schema.json](result.schema.json), or `Case.json_schema()` and
`Assessment.json_schema()` in Python.

In a case, pounds are text or a number with at most two decimals, 0.00 or more, and an amount for a period says which:
`{"amount": "112.45", "per": "week"}`. A date is `YYYY-MM-DD`. What is left out means none, no or zero, so the smallest
case is a date, a claimant and a tenancy; null serves where the table has it. An unknown key is an error. No field takes
a name, an address or a reference number. A case has at most 1,000,000 characters, a list at most 100 items, and a list
of codes at most 20. In a result, pounds are text with two decimals. "Reading 3" and the like are the numbered readings
of the contract of the format.
"""
_FEW = 4
"""A field with at most so many codes says them itself."""
_SIMPLE = {"boolean": "true or false", "integer": "whole number", "string": "text", "null": "null"}


def files() -> dict[str, str]:
    """The text of each file by its name."""
    return {
        "case.schema.json": _as_json(Case.json_schema()),
        "result.schema.json": _as_json(Assessment.json_schema()),
        "call.schema.json": _as_json(CallFile.json_schema()),
        "case-and-result.md": page(),
        "call-file.md": page_of_the_call_file(),
        "marked.schema.json": _as_json(MarkedFile.json_schema()),
        "marked-file.md": page_of_the_marked_file(),
    }


def page() -> str:
    """The page for people, as Markdown."""
    parts = [_HEAD, *_tables(Case.json_schema(), "The case"), *_tables(Assessment.json_schema(), "The result")]
    parts += ["## Codes of a result\n"]
    for title, words in (
        ("Why a household is not entitled (`reasons`)", REASONS),
        ("Exemptions from the benefit cap (`exemptions`)", EXEMPTIONS),
        ("Causes of rent to pay (`cause`), in the order of the result", CAUSES),
    ):
        parts.append(f"### {title}\n\n" + "".join(f"- `{code}`: {said.full}\n" for code, said in words.items()))
    return "\n".join(parts)


_HEAD_OF_A_CALL = """\
# The call file, field by field

Written from the code by `python -m benefitcalc.schemas docs`; a test keeps the two alike. The same as JSON Schema
2020-12: [call.schema.json](call.schema.json), or `CallFile.json_schema()` in Python
(`benefitcalc.advice.call_file.CallFile`).

An officer saves a call only by asking for it, and `benefitcalc.call/1` is what is saved. It has no name, no address and
no reference: an unknown key is an error, and so are the labels of a case file (its `id`, and what a service charge is
for). `expires` is its last day; after it the file is not read. Its `case` is a case file
([case-and-result.md](case-and-result.md)), in which facts that are not known may be left out.

In the call app "Save this call" writes it, for 90 days, and "Begin from a file or rent roll" opens it. The answers,
what is not known and its ranges, the budget, the balance and the plan come back; the page says whether the figures
are still those that the call told, and names every fact for which it has no question. A file that is spoilt, of
another format or past its last day is refused in a sentence, and the answers stay as they were. What a service charge
is for, the note and amounts that somebody was told are not in the file.
"""


def page_of_the_call_file() -> str:
    """The page of the call file, as Markdown."""
    return "\n".join([_HEAD_OF_A_CALL, *_tables(CallFile.json_schema(), "The call file")])


_HEAD_OF_MARKED = """\
# The marked file, field by field

Written from the code by `python -m benefitcalc.schemas docs`; a test keeps the two alike. The same as JSON Schema
2020-12: [marked.schema.json](marked.schema.json), or `MarkedFile.json_schema()` in Python
(`benefitcalc.training.coaching.MarkedFile`).

A learner downloads it after a paper, and a coach after a replay; the server keeps nothing. It has no name, no figure of
a household and no free text: an unknown key is an error, the officer is a code with a digit in it or is left out, and
every topic and misconception is one of the package. `expires` is its last day; after it the file is not read. What is
done with such files is in [coaching.md](coaching.md).
"""


def page_of_the_marked_file() -> str:
    """The page of the marked file, as Markdown."""
    return "\n".join([_HEAD_OF_MARKED, *_tables(MarkedFile.json_schema(), "The marked file", marked_file)])


def _tables(schema: _Schema, title: str, codes_in: ModuleType = kinds) -> Iterator[str]:
    """A section with one table for the whole and one for each object in it, and a list for each set of codes."""
    yield f"## {title}\n\n{schema['description']}\n\n{_table(schema)}"
    for name, part in _in_order_of_use(schema).items():
        listed = _codes(getattr(codes_in, name), part["enum"]) if "enum" in part else _table(part)
        yield f"### {name}\n\n{part['description']}\n\n{listed}"


def _codes(kind: type, codes: Iterable[str]) -> str:
    """A list of codes, each with what its docstring says."""
    told = field_docstrings(kind)
    return "".join(f"- `{code}`{': ' if code.upper() in told else ''}{told.get(code.upper(), '')}\n" for code in codes)


def _in_order_of_use(schema: _Schema) -> dict[str, _Schema]:
    """The definitions in the order in which a reader from the top meets them."""
    found: dict[str, _Schema] = {}
    waiting = [schema]
    while waiting:
        names = [name for name in _referred_to(waiting.pop(0).get("properties", {})) if name not in found]
        found |= {name: schema["$defs"][name] for name in names}
        waiting += [schema["$defs"][name] for name in dict.fromkeys(names)]
    return found


def _referred_to(node: Any) -> Iterator[str]:
    """The names of the definitions to which a part of a schema refers."""
    if isinstance(node, Mapping):
        if "$ref" in node:
            yield node["$ref"].rpartition("/")[2]
        for value in node.values():
            yield from _referred_to(value)
    elif isinstance(node, list):
        for value in node:
            yield from _referred_to(value)


def _table(schema: _Schema) -> str:
    rows = []
    wanted = schema.get("required", ())
    with_defaults = any("default" in field for field in schema["properties"].values())
    for name, field in schema["properties"].items():
        left_out = _default(field) if "default" in field else "required" if name in wanted else "may be left out"
        cells = [f"`{name}`", _type(field), *([left_out] if with_defaults else []), field["description"]]
        rows.append(f"| {' | '.join(cells)} |\n")
    heads = ["Field", "Type", *(["When left out"] if with_defaults else []), "What it means"]
    return f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n" + "".join(rows)


def _default(field: _Schema) -> str:
    """What stands for a field that is left out; a whole object has the defaults of its own table."""
    default = field["default"]
    if isinstance(default, dict):
        return "its own defaults" if "amount" not in default else f"`{default['amount']}` a {default['per']}"
    return f"`{json.dumps(default)}`"


def _type(field: _Schema) -> str:
    """The type of a field in words, with a link to the table or the list of what it refers to."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_type(one) for one in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    if "enum" in field:
        few = len(field["enum"]) <= _FEW
        return " or ".join(f"`{code}`" for code in field["enum"]) if few else "[code](#codes-of-a-result)"
    if "const" in field:
        return f"`{field['const']}`"
    declared = field["type"]
    said = field.get("title") or _SIMPLE[declared]
    limits = f", {field['minimum']} to {field['maximum']}" if declared == "integer" and "minimum" in field else ""
    return f"{said}{limits}{' or null' if isinstance(declared, list) and 'null' in declared else ''}"


def _as_json(schema: _Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, text in files().items():
        (Path(sys.argv[1]) / name).write_text(text, encoding="utf-8")
