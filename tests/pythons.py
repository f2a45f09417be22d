"""Every Python that the package declares: ``python -m tests.pythons``, or ``make test-pythons``.

On the oldest and the newest patch release of each declared Python, as uv knows them, it runs the unit tests from the
sources, and a case through the command of the built wheel, installed alone in a fresh environment. The answer must be
the same bytes on all of them.

uv downloads an interpreter that is not here. Where it cannot, what is installed of that release is run in its place,
and the report names what was not tried. Exit status: 0 when all passed, 1 when something failed, 2 when all that was
tried passed but not everything could be had.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import REPOSITORY

CASE = {
    "date": "2026-06-01",
    "claimant": {"age": 34},
    "tenancy": {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": "100.00", "per": "week"}},
}
AS_FAULTY_AS_AN_OLDEST = ("3.12.1",)
"""Reads the signature of an Enum class as (*values), which 3.12.0 does not."""


def declared() -> list[str]:
    """The releases that pyproject.toml declares: 3.11, 3.12 …"""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = [text.rpartition(" ")[2] for text in project["classifiers"] if "Python :: 3." in text]
    return sorted(versions, key=_numbers)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _environment() -> dict[str, str]:
    """This process's, with the interpreters of pyenv in view, which its own command hides."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders = [str(folder) for folder in sorted(root.glob("versions/*/bin"))]
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return {**kept, "PATH": os.pathsep.join([os.environ["PATH"], *folders])}


def _run(*command: str | Path, cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)), cwd=cwd, env=_environment(), capture_output=True, text=True, check=False
    )


def _uv(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return _run(sys.executable, "-m", "uv", *arguments)


def _listed(*options: str) -> Iterator[str]:
    """The final releases of CPython that uv lists, each as 3.12.1."""
    for found in json.loads(_uv("python", "list", "--output-format", "json", *options).stdout):
        if found["implementation"] == "cpython" and found["version"].replace(".", "").isdecimal():
            yield found["version"]


def wanted(release: str) -> list[str]:
    """The oldest and the newest patch of a release, and those that have a fault of their own."""
    known = {version for version in _listed("--all-versions") if _numbers(version)[:2] == _numbers(release)}
    of_note = {version for version in AS_FAULTY_AS_AN_OLDEST if _numbers(version)[:2] == _numbers(release)}
    ends = {choose(known, key=_numbers) for choose in (min, max)} if known else set()
    return sorted(ends | of_note, key=_numbers)


def at_hand() -> tuple[list[str], list[str]]:
    """The versions to run, and those that could not be had."""
    installed = set(_listed("--only-installed", "--all-versions"))
    run: list[str] = []
    missing: list[str] = []
    for release in declared():
        lacking = [
            version
            for version in wanted(release)
            if version not in installed and _uv("python", "install", version).returncode
        ]
        missing += lacking
        here = {version for version in installed if _numbers(version)[:2] == _numbers(release)}
        run += sorted({*wanted(release)} - {*lacking} | (here if lacking else set()), key=_numbers)
    return run, missing


def _fresh(folder: Path, version: str, *requirements: str | Path) -> Path:
    """A new virtual environment of that Python with those requirements; its interpreter."""
    _checked(_uv("venv", "--quiet", "--seed", "--python", version, folder))
    python = folder / "bin" / "python"
    _checked(_uv("pip", "install", "--quiet", "--python", python, *requirements))
    return python


def _checked(run: subprocess.CompletedProcess[str]) -> str:
    if run.returncode:
        raise RuntimeError(f"{run.stdout}{run.stderr}".strip())
    return run.stdout


def answer_of_wheel(version: str, wheel: Path, folder: Path) -> str:
    """What the command of the wheel says of the case; the wheel has nothing beside it but what it depends on."""
    python = _fresh(folder / "alone", version, "-c", "requirements.lock", wheel)
    case = folder / "case.json"
    case.write_text(json.dumps(CASE), encoding="utf-8")
    return _checked(_run(python.parent / "benefitcalc", "assess", case, "--json", cwd=folder))


def run_unit_tests(version: str, folder: Path, arguments: list[str]) -> None:
    """Run the unit tests from the sources with what the lock holds."""
    python = _fresh(folder / "tests", version, "-r", "requirements.lock")
    _checked(_uv("pip", "install", "--quiet", "--python", python, "--no-deps", "--no-build-isolation", "-e", "."))
    _checked(
        _run(python, "-m", "pytest", "-m", "not journey", "-q", "-p", "no:cacheprovider", "tests/unit", *arguments)
    )


def main() -> int:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.pythons", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pytest", nargs="*", help="more arguments for pytest, behind --")
    arguments = parser.parse_args().pytest
    versions, missing = at_hand()
    answers: dict[str, str] = {}
    passed = bool(versions)
    with tempfile.TemporaryDirectory() as made:
        _checked(_uv("build", "--wheel", "--quiet", "--no-build-isolation", "--python", sys.executable, "-o", made))
        [wheel] = Path(made).glob("*.whl")
        for version in versions:
            folder = Path(made, version)
            folder.mkdir()
            try:
                answers[version] = answer_of_wheel(version, wheel, folder)
                run_unit_tests(version, folder, arguments)
            except RuntimeError as error:
                passed = False
                print(f"Python {version} FAILED\n{error}", flush=True)
            else:
                print(f"Python {version}: the unit tests and the wheel passed", flush=True)
    if len(set(answers.values())) > 1:
        passed = False
        print("The wheel does not give the same answer on all of them.")
    if missing:
        print(f"NOT TRIED: uv could not get Python {', '.join(missing)} here")
    return 1 if not passed else 2 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
