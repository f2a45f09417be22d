"""What gets installed: the wheel with the rates inside, an editable install that finds them, and a light import."""

import ast
import builtins
import importlib
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import benefitcalc
from tests.conftest import REPOSITORY

HEAVY = ["IPython", "anywidget", "dask", "ipywidgets", "matplotlib", "pandas", "tornado", "traitlets", "voila"]
FIND_THEM = """
import datetime
import benefitcalc
from benefitcalc.rates.files import rates_folder
from benefitcalc.ui.apps import find_app
print(benefitcalc.__file__)
print(rates_folder())
print(find_app("call").notebook)
print(benefitcalc.rates_on(datetime.date(2026, 6, 1)) is not None)
"""


def python(code: str, *, cwd: Path, path: Path | None = None) -> list[str]:
    """Run code in a new process, away from the repository, and return the lines that it prints."""
    environment = {"PYTHONPATH": str(path)} if path else {}
    command = [sys.executable, "-P", "-c", code]
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def build(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_wheel_finds_the_rates_inside_itself(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    where, rates, notebook, found = python(FIND_THEM, cwd=tmp_path, path=site)
    assert Path(where).is_relative_to(site)
    assert Path(rates) == site / "benefitcalc" / "rates" / "data"
    assert Path(notebook) == site / "benefitcalc" / "ui" / "notebooks" / "call.ipynb"
    assert found == "True"
    packed = {path.relative_to(rates) for path in Path(rates).rglob("*") if path.is_file()}
    here = {path.relative_to(REPOSITORY / "rates") for path in (REPOSITORY / "rates").rglob("*") if path.is_file()}
    assert packed == here


def test_the_wheel_holds_what_the_apps_need_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("py.typed", "ui/server/template/index.html.j2", "ui/server/template/page.js", "ui/call/__init__.py"):
        assert f"benefitcalc/{needed}" in names
    roots = {name.partition("/")[0] for name in names}
    assert roots == {"benefitcalc", f"benefitcalc-{benefitcalc.__version__}.dist-info"}


def test_the_source_archive_can_be_tested(tmp_path: Path) -> None:
    archive = build("sdist", tmp_path)
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    locks = {path.name for path in REPOSITORY.glob("*.lock")}
    assert locks | {"pyproject.toml", "Makefile", "LICENSE", "rates/universal_credit.toml"} <= names
    assert "tests/unit/test_packaging.py" in names
    documents = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "docs").rglob("*.*")}
    assert {name for name in documents if "__pycache__" not in name} <= names
    assert not any(name.startswith((".venv", ".git/")) for name in names)


def test_an_editable_install_finds_the_rates_of_the_repository(tmp_path: Path) -> None:
    where, rates, notebook, found = python(FIND_THEM, cwd=tmp_path)
    assert Path(where) == REPOSITORY / "src" / "benefitcalc" / "__init__.py"
    assert Path(rates) == REPOSITORY / "rates"
    assert Path(notebook) == REPOSITORY / "apps" / "call.ipynb"
    assert found == "True"


@pytest.mark.parametrize("module", ["benefitcalc", "benefitcalc.cli"])
def test_the_import_is_light(module: str, tmp_path: Path) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    (loaded,) = python(code, cwd=tmp_path)
    assert {"numpy", "pydantic"} <= set(loaded.split())
    assert not set(HEAVY) & set(loaded.split())
    # A distribution's Python may load a sitecustomize of its own.
    third_party = set(loaded.split()) - set(sys.stdlib_module_names) - {"benefitcalc", "__main__", "sitecustomize"}
    allowed = {"numpy", "pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}
    assert {name for name in third_party if not name.startswith("_")} <= allowed


VALIDATORS = {"AfterValidator", "BeforeValidator", "PlainSerializer", "PlainValidator", "WrapValidator"}


@pytest.mark.parametrize("path", sorted((REPOSITORY / "src").rglob("*.py")), ids=lambda path: path.stem)
def test_no_validator_is_a_class(path: Path) -> None:
    """Pydantic reads the signature of what it is given; that of a class differs between patch releases of Python."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    given = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in VALIDATORS]
    names = {node.id for node in given if isinstance(node, ast.Name)}
    module = ".".join(path.relative_to(REPOSITORY / "src").with_suffix("").parts)
    known = vars(builtins) | (vars(importlib.import_module(module)) if names else {})
    assert not [name for name in names if isinstance(known.get(name), type)]


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["dynamic"] == ["version"]
    written = re.compile(rf"[\"']{re.escape(benefitcalc.__version__)}[\"']")
    sources = (REPOSITORY / "src").rglob("*.py")
    assert [path.name for path in sources if written.search(path.read_text(encoding="utf-8"))] == ["version.py"]
    smallest = {"date": "2026-06-01", "claimant": {"age": 34}, "tenancy": {"tenure": "no_housing_costs"}}
    assert benefitcalc.assess(smallest).engine == benefitcalc.__version__
    assert f"## {benefitcalc.__version__}" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in REPOSITORY.glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text


def test_the_app_is_locked_at_the_versions_of_the_tests() -> None:
    whole, app = (
        set(re.findall(r"^[\w.-]+==[\w.]+", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-app.lock")
    )
    assert app <= whole


def test_the_examples_of_the_readme_run(tmp_path: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    # Those of a rent roll need files of the reader's own: test_described.py and test_dask.py run them on made-up ones.
    complete = [example for example in examples if "roll.xlsx" not in example and "s3://" not in example]
    assert complete
    for example in complete:
        assert "£" in "".join(python(example, cwd=tmp_path))


def test_the_targets_that_the_readme_names_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named - {"and"} <= targets
