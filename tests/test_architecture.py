"""The house rules that a reader relies on: which way imports point, what each rule says of itself, exact money."""

from __future__ import annotations

import ast
import json
import pydoc
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

import benefitcalc
from benefitcalc import Case, Circumstances
from benefitcalc.assessment.blocks import (
    HousingBenefitResult,
    PensionCreditResult,
    UniversalCreditResult,
    amounts_of,
)
from benefitcalc.assessment.household import CAUSES, assess_working_age_reduction, trace
from benefitcalc.assessment.unsettled import UNSETTLED
from benefitcalc.assessment.warnings import WARNINGS
from benefitcalc.explain import words
from benefitcalc.explain.from_trace import SECTIONS, section_of
from benefitcalc.law import citations
from benefitcalc.rules import RULES, Rule, tracing
from benefitcalc.schemes.council_tax.local_scheme_file import example_scheme
from benefitcalc.schemes.universal_credit.elements import ELEMENTS
from tests.conftest import REPOSITORY
from tests.unit.circumstances.worked import WORKED as WORKED_WITH_CIRCUMSTANCES
from tests.unit.schemes.across_periods import WORKED as WORKED_ACROSS_PERIODS
from tests.worked import WORKED_FILES, worked_cases

PACKAGE = REPOSITORY / "src" / "benefitcalc"
SOURCES = sorted(PACKAGE.rglob("*.py"))
APPS = sorted(REPOSITORY.glob("apps/*.ipynb"))
NAMES_A_PROVISION = re.compile(r" (reg|s|Sch|art|Pt)s? ")
WHERE_IN_IT = re.compile(r"/[0-9]{4}/[0-9]+/[a-z]+/[0-9A-Z]+")
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))

# From the ground up: a part imports from its own layer and from those before it, and nothing from those behind.
LAYERS = (
    {"errors", "law", "money", "periods", "rules", "version"},
    {"rates"},
    {"case"},
    {"columns"},
    {"schemes"},
    {"circumstances", "explain"},
    {"assessment"},
    {"portfolio", "timeline", "what_if"},
    {"account", "charts", "not_modelled"},
    {"advice"},
    {"training"},
    {"schemas"},
    {"__init__"},
    {"cli", "ui"},
)
# Inside schemes/ likewise; Universal Credit and Housing Benefit never import each other.
SCHEMES = (
    {"benefit_cap", "child_benefit", "disability", "home", "net_pay"},
    {"housing_benefit", "universal_credit", "pension_credit"},
    {"council_tax"},
)

# The contract's lists (readings 14, 18 and 19).
UNIVERSAL_CREDIT_REASONS = {
    "under_18", "over_pension_age", "student", "capital", "income_too_high", "before_universal_credit",
}  # fmt: skip
HOUSING_BENEFIT_REASONS = {
    "capital", "income_too_high", "non_dependant_deductions", "below_minimum", "no_eligible_rent",
}  # fmt: skip
EXEMPTIONS = {
    "armed_forces_independence_payment", "attendance_allowance", "carer_element", "carers_allowance",
    "disability_living_allowance", "earnings", "esa_support", "grace_period", "guardians_allowance",
    "industrial_injuries", "lcwra_element", "personal_independence_payment", "universal_credit", "war_pension",
    "working_tax_credit",
}  # fmt: skip
CHARGED = {
    "date": "2026-06-01",
    "claimant": {"age": 40, "employment": {"net": {"amount": "500.00", "per": "month"}}},
    "non_dependants": [{"age": 30}],
    "tenancy": {"tenure": "no_housing_costs"},
    "council_tax": {"annual_liability": "1460.00", "scheme": "pension_age_england"},
}
SCHEME_KINDS: tuple[Literal["means_tested", "banded"], ...] = ("means_tested", "banded")
SHORTFALL = (
    "ineligible_charges", "under_occupation", "joint_tenancy", "local_housing_allowance", "non_dependants", "income",
    "minimum_award", "not_entitled", "benefit_cap", "no_help",
)  # fmt: skip


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def module_of(path: Path) -> str:
    """``benefitcalc.rates.book``; a package is its ``__init__``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts)


MODULES = frozenset(module_of(path) for path in SOURCES)
RULE_MODULES = frozenset(rule.module for rule in RULES.values())


def imports_of(path: Path) -> Iterator[str]:
    """Every module of the package that a module imports: late, and for type checkers alone, too."""
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.ImportFrom(level=level) if level:
                pytest.fail(f"{name_of(path)} has a relative import")
            case ast.ImportFrom(module=str(module), names=names) if module.split(".")[0] == "benefitcalc":
                for name in names:
                    yield next(
                        one
                        for one in (
                            f"{module}.{name.name}",
                            f"{module}.{name.name}.__init__",
                            module,
                            f"{module}.__init__",
                        )
                        if one in MODULES
                    )
            case ast.Import(names=names):
                for name in names:
                    if name.name.split(".")[0] == "benefitcalc":
                        yield name.name if name.name in MODULES else f"{name.name}.__init__"


def layer_of(part: str, layers: tuple[set[str], ...]) -> int:
    return next(number for number, parts in enumerate(layers) if part in parts)


# --- Imports ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    own = module_of(path).split(".")
    for imported in imports_of(path):
        part = imported.split(".")
        assert layer_of(part[1], LAYERS) <= layer_of(own[1], LAYERS), f"{name_of(path)} imports {imported}"
        if own[1] == part[1] == "schemes" and own[2] != part[2]:
            mine, other = layer_of(own[2], SCHEMES), layer_of(part[2], SCHEMES)
            assert other < mine or mine == 0, f"{name_of(path)} imports {imported}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_part_has_its_layer(path: Path) -> None:
    own = module_of(path).split(".")
    assert sum(own[1] in parts for parts in LAYERS) == 1
    if own[1] == "schemes" and own[2] != "__init__":
        assert sum(own[2] in parts for parts in SCHEMES) == 1


def test_no_modules_import_each_other_in_a_circle() -> None:
    """A package's ``__init__`` hands names on; who imports a module of the package does not ask it for anything."""
    graph = {module_of(path): set(imports_of(path)) - {module_of(path)} for path in SOURCES}
    list(TopologicalSorter(graph).static_order())  # raises CycleError with the circle


# --- Rules -----------------------------------------------------------------------------------------------------------


@cache
def rules_with_an_amount() -> frozenset[str]:
    """The rules that gave something other than nothing in one of the worked cases."""
    traces = [trace(Case.model_validate(worked.case)) for worked in worked_cases(*WORKED_FILES)]
    # A council's own scheme stands in no case file: see tests/unit/schemes/council_tax/test_local_scheme.py.
    traces += [list(assess_working_age_reduction(CHARGED, example_scheme(kind)).steps) for kind in SCHEME_KINDS]
    with tracing() as across_periods:
        for _, work_out, _ in WORKED_ACROSS_PERIODS:
            work_out()
    traces.append(across_periods)
    traces += [
        trace(Case.model_validate(case), Circumstances.model_validate(facts))
        for _, case, facts, _ in WORKED_WITH_CIRCUMSTANCES
    ]
    return frozenset(step.rule.name for steps in traces for step in steps if np.any(step.value))


@each_rule
def test_a_rule_cites_law_that_parses(rule: Rule) -> None:
    first, *others = citations(rule.law)
    # An amending instrument may stand whole behind the provision that it amends.
    named = [first, *(one for one in others if NAMES_A_PROVISION.search(one.text))]
    assert [one.text for one in named if not WHERE_IN_IT.search(one.url)] == []


@each_rule
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert rule.label[0].isupper()
    assert not rule.label.endswith(".")
    assert rule.sentence[0].isupper() or rule.sentence[0].isdigit()
    assert rule.sentence.endswith(".")
    assert section_of(rule.module) in SECTIONS.values()


@each_rule
def test_the_name_of_money_says_its_period(rule: Rule) -> None:
    suffix = {"week": "_pw", "month": "_pm", "year": "_pa"}.get(rule.unit.per or "")
    assert suffix is None or rule.name.endswith(suffix)
    assert suffix is not None or not rule.name.endswith(("_pw", "_pm", "_pa"))


@each_rule
def test_a_rule_is_exercised_by_a_worked_case(rule: Rule) -> None:
    assert rule.name in rules_with_an_amount()


@each_rule
def test_the_inputs_of_a_rule_are_typed(rule: Rule) -> None:
    kinds = {*rule.kinds.values(), rule.kind_of_more} - {""}
    assert kinds
    assert not {"float", "Any"} & kinds


# --- Exact money -----------------------------------------------------------------------------------------------------

# Case files hold Decimals, where round is exact, and hours, which are no money; a chart's places, the chances of a
# made-up stock, and the part of their share that tenants pay, an estimate with an interval, are no money either.
MAY_FLOAT = {
    "account/payments.py",
    "case/values.py",
    "case/reading.py",
    *(f"portfolio/synthetic/{name}.py" for name in ("draws", "homes", "known", "people")),
    # Chances and weights of draws; what is drawn is whole pence.
    *(name for name in map(name_of, SOURCES) if name.startswith("portfolio/unknown/")),
    *(name for name in map(name_of, SOURCES) if name.startswith("charts/")),
}
FLOATING = {"float", "round", "around", "rint", "float16", "float32", "float64", "divide", "true_divide", "mean"}


def called(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
    return None


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if not name_of(path).startswith("ui/") and name_of(path) not in MAY_FLOAT],
    ids=name_of,
)
def test_no_floating_point(path: Path) -> None:
    found = {called(node) for node in ast.walk(tree_of(path))} & FLOATING
    assert not found, f"{name_of(path)} calls {', '.join(map(str, found))}"
    assert not [
        node.lineno for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant) and type(node.value) is float
    ]


@pytest.mark.parametrize("path", [path for path in SOURCES if module_of(path) in RULE_MODULES], ids=name_of)
def test_amounts_are_never_divided_with_a_remainder_lost_unseen(path: Path) -> None:
    assert not [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
    ]


# --- Names and words -------------------------------------------------------------------------------------------------


PUBLIC = sorted(
    name
    for name, value in vars(benefitcalc).items()
    if (not name.startswith("_") and f"benefitcalc.{name}" not in sys.modules) or name == "timeline"
)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_documented(name: str) -> None:
    public = getattr(benefitcalc, name)
    assert public.__doc__
    assert public.__doc__ != type(public).__doc__
    assert public.__module__.startswith("benefitcalc.")
    assert re.search(rf"\b{name}\b", str(benefitcalc.__doc__)), f"help(benefitcalc) does not name {name}"


def test_help_is_a_page() -> None:
    assert pydoc.render_doc(benefitcalc).count("\n") < 80


def constants(*names: str) -> Iterator[str]:
    """Every text that stands in those modules."""
    for name in names:
        for node in ast.walk(tree_of(PACKAGE / f"{name}.py")):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_warning_has_its_words() -> None:
    written = constants("assessment/shortfall", "assessment/batches")
    of_rules = {text.removeprefix("warning.") for text in written if text.startswith("warning.")} - {""}
    written = constants("circumstances/effect", "assessment/household")
    of_facts = {text for text in written if text.startswith("circumstances_")}
    assert of_rules | of_facts | UNSETTLED | set(WARNINGS) == set(words.WARNINGS)


def test_the_causes_of_a_shortfall_are_the_contracts() -> None:
    assert tuple(CAUSES) == SHORTFALL
    assert tuple(words.CAUSES) == SHORTFALL


def test_reasons_and_exemptions_are_the_contracts() -> None:
    assert set(words.REASONS) == UNIVERSAL_CREDIT_REASONS | HOUSING_BENEFIT_REASONS
    assert set(words.EXEMPTIONS) == EXEMPTIONS


@pytest.mark.parametrize("table", [words.CAUSES, words.REASONS, words.EXEMPTIONS, words.WARNINGS, words.AFTER_RENT])
def test_every_code_has_a_short_and_a_full_form(table: dict[str, words.Words]) -> None:
    assert [code for code, said in table.items() if not (said.short and said.full)] == []
    # The call app says the whole message where it has no shorter one; amounts stand in messages alone.
    assert [code for code, said in table.items() if "{" in said.short and said.short != said.full] == []


def test_every_element_has_a_label_and_stands_in_the_result() -> None:
    assert [name for name, label in words.elements() if label] == list(ELEMENTS)
    assert set(ELEMENTS) <= set(amounts_of(UniversalCreditResult))
    assert set(words.EVERYDAY) <= set(ELEMENTS)


@pytest.mark.parametrize(
    ("names", "block"),
    [
        ([name for name, _ in words.universal_credit_rows()], UniversalCreditResult),
        (words.HOUSING_BENEFIT, HousingBenefitResult),
        (words.PENSION_CREDIT, PensionCreditResult),
    ],
)
def test_every_row_of_a_result_is_an_amount_of_it(names: Iterable[str], block: type) -> None:
    assert set(names) <= set(amounts_of(block))


def test_the_screen_of_a_call_has_no_words_of_its_own_for_codes() -> None:
    codes = {*words.CAUSES, *words.REASONS, *words.EXEMPTIONS, *words.WARNINGS}
    modules = (PACKAGE / "ui/call" / name for name in ("answer.py", "flags.py", "screen.py"))
    tables = (node for path in modules for node in ast.walk(tree_of(path)) if isinstance(node, ast.Dict))
    assert not codes & {key.value for table in tables for key in table.keys if isinstance(key, ast.Constant)}


# --- Apps (of notebooks see tests/test_notebooks.py) ------------------------------------------------------------------


@pytest.mark.parametrize("path", APPS, ids=lambda path: path.stem)
def test_an_app_defines_nothing_and_holds_no_output(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert not cell["outputs"]
        assert cell["execution_count"] is None
        code = ast.parse("".join(cell["source"]))
        defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        assert not [node.lineno for node in ast.walk(code) if isinstance(node, defined)]
