"""``make mutation``: slips put into the scheme modules one at a time, and whether a fast test notices.

Cosmic-ray makes the slips and runs the tests on each, in a copy of the tree (build/mutation), so that what is being
worked on is never touched; the session there is an ordinary one, and ``--resume`` goes on with it. Mutmut 3 was tried
first: it leaves functions with a decorator alone, and so every rule. Of what cosmic-ray can do, slips that somebody
makes are taken (``SLIPS``): most of its others, such as ``**`` in place of ``*``, fail at once and would flatter the
share that is caught. Left out are slips in annotations, which do not run, and in how a dataclass or a cache keeps what
it holds (``slots``, ``maxsize``), which no result shows.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from random import Random

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkItem, WorkResult

from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "build" / "mutation"
SCHEMES = Path("src", "benefitcalc", "schemes")
EQUIVALENT = REPOSITORY / "tests" / "mutation" / "equivalent.toml"
CAUGHT, CALLED_EQUIVALENT = 90, 5
"""At least and at most, in percent."""
SECONDS = 600.0
COMPARISONS = "Lt_LtE Lt_GtE LtE_Lt LtE_Gt Gt_GtE Gt_LtE GtE_Gt GtE_Lt Eq_NotEq NotEq_Eq Is_IsNot IsNot_Is"
ARITHMETIC = "Add_Sub Sub_Add Mul_FloorDiv FloorDiv_Mul BitAnd_BitOr BitOr_BitAnd BitXor_BitOr"
LEFT_OUT = "Delete_Invert Delete_Not Delete_USub"
OTHERS = (
    "NumberReplacer AddNot ReplaceTrueWithFalse ReplaceFalseWithTrue ReplaceAndWithOr ReplaceOrWithAnd "
    "ZeroIterationForLoop"
)
SLIPS = {
    *(f"core/ReplaceComparisonOperator_{pair}" for pair in COMPARISONS.split()),
    *(f"core/ReplaceBinaryOperator_{pair}" for pair in ARITHMETIC.split()),
    *(f"core/ReplaceUnaryOperator_{name}" for name in LEFT_OUT.split()),
    *(f"core/{name}" for name in OTHERS.split()),
}


class _WithEffect(ast.NodeTransformer):
    """A module without its annotations, and without how a dataclass or a cache keeps what it holds."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.visit_ClassDef(node)

    def visit_ClassDef(self, node: ast.ClassDef | ast.FunctionDef) -> ast.AST:
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in {"dataclass", "lru_cache"}:
                decorator.args, decorator.keywords = [], []
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def with_effect(source: str) -> str:
    return ast.dump(_WithEffect().visit(ast.parse(source)))


def mutated(slip: MutationSpec) -> str | None:
    """The module with that slip; None where it is none, or no Python."""
    source = slip.module_path.read_text(encoding="utf-8")
    code = mutate_code(source, get_operator(slip.operator_name)(), slip.occurrence)
    if code is None:
        return None
    try:
        return code if with_effect(code) != with_effect(source) else None
    except SyntaxError:
        return None


def sample(session: WorkDB, count: int, seed: int) -> None:
    """Leave so many slips of the session to be tried, and skip the rest."""
    items = sorted(
        (item for item in session.work_items if item.mutations[0].operator_name in SLIPS),
        key=lambda item: (
            str(item.mutations[0].module_path),
            item.mutations[0].start_pos,
            item.mutations[0].operator_name,
            item.mutations[0].occurrence,
        ),
    )
    Random(seed).shuffle(items)  # noqa: S311 - a sample, not a secret
    chosen: set[str] = set()
    for item in items:
        if len(chosen) == count:
            break
        if mutated(item.mutations[0]) is not None:
            chosen.add(item.job_id)
    others = [item.job_id for item in session.work_items if item.job_id not in chosen]
    session.set_multiple_results(others, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


Named = tuple[str, str, str]
"""A slip by its module, its line as it was, and its operator with the place in that line; of a number also whether it
is one more or one less.
"""


def named(slip: MutationSpec) -> Named:
    line = slip.module_path.read_text(encoding="utf-8").splitlines()[slip.start_pos[0] - 1]
    place = slip.start_pos[1] - (len(line) - len(line.lstrip()))
    name = slip.operator_name.removeprefix("core/")
    # Cosmic-ray tries each number twice, first one more and then one less.
    operator = f"{name}{'+-'[slip.occurrence % 2] if name == 'NumberReplacer' else ''}:{place}"
    return slip.module_path.relative_to(SCHEMES).as_posix(), line.strip(), operator


def proofs() -> dict[Named, str]:
    """Why each of them changes no result."""
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("equivalent", [])
    return {(entry["module"], entry["line"], slip): entry["proof"] for entry in entries for slip in entry["slips"]}


def copy(folder: str, tree: Path) -> None:
    """What is in that folder of the tree that is being worked on, ignored files left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        if (REPOSITORY / name).is_file():
            shutil.copyfile(REPOSITORY / name, tree / name)


def prepare(count: int, seed: int, tree: Path) -> None:
    """A copy of the tree, and a session of slips in it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    copy(".", tree)
    os.chdir(tree)
    with use_db(FOLDER / "session.sqlite", WorkDB.Mode.create) as session:
        init(sorted(SCHEMES.rglob("*.py")), session, {})
        sample(session, count, seed)


def survived(session: WorkDB) -> list[WorkItem]:
    """The slips that no test noticed."""
    jobs = {job for job, result in session.results if result.test_outcome == TestOutcome.SURVIVED}
    return [item for item in session.work_items if item.job_id in jobs]


def try_all(session: WorkDB, pending: list[WorkItem]) -> None:
    """Run the tests on each of those slips. Raises ``CalledProcessError`` where they fail without one."""
    subprocess.run([sys.executable, "-m", "tests.mutation.fast_tests", SCHEMES], check=True)
    for place, item in enumerate(pending, start=1):
        (slip,) = item.mutations
        command = f"{sys.executable} -m tests.mutation.fast_tests {slip.module_path}"
        result = mutate_and_test(item.mutations, command, SECONDS)
        session.set_result(item.job_id, result)
        noticed = "caught" if result.is_killed else "not caught"
        print(f"{place}/{len(pending)} {noticed}: {told(item)}", flush=True)


def told(item: WorkItem) -> str:
    (slip,) = item.mutations
    module, line, operator = named(slip)
    return f"{module}:{slip.start_pos[0]} {operator} | {line}"


def report(session: WorkDB) -> bool:
    """The slips that nobody noticed, and whether enough were caught."""
    tried = sum(result.worker_outcome != WorkerOutcome.SKIPPED for _, result in session.results)
    left, known, equivalent = survived(session), proofs(), 0
    for item in left:
        proof = known.get(named(item.mutations[0]))
        equivalent += proof is not None
        print(f"not caught: {told(item)}" + ("" if proof is None else f"\n    equivalent: {proof}"))
    caught = tried - len(left)
    print(
        f"{tried} slips tried, {caught} caught ({caught / tried:.1%}), "
        f"{equivalent} equivalent ({equivalent / tried:.1%})"
    )
    return 100 * caught >= CAUGHT * tried and 100 * equivalent <= CALLED_EQUIVALENT * tried


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on with the session that was begun")
    parser.add_argument("--again", action="store_true", help="try those that survived on the tests of today")
    parser.add_argument("--report", action="store_true", help="say what the session found, and try no more")
    chosen = parser.parse_args()
    tree = FOLDER / "tree"
    if chosen.again:
        copy("tests", tree)
    elif not (chosen.resume or chosen.report):
        prepare(chosen.sample, chosen.seed, tree)
    os.chdir(tree)
    # A module that is written twice in a second and keeps its size would be read from the old bytecode.
    os.environ |= {"PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}", "PYTHONDONTWRITEBYTECODE": "1"}
    with use_db(FOLDER / "session.sqlite", WorkDB.Mode.open) as session:
        if not chosen.report:
            try_all(session, survived(session) if chosen.again else list(session.pending_work_items))
        return 0 if report(session) else 1


if __name__ == "__main__":
    raise SystemExit(main())
