"""The apps, where their notebooks are, and what each needs installed. A new app is one line of `EXTRAS_OF`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

__all__ = ["EXTRAS_OF", "App", "find_app"]

EXTRAS_OF = {
    "call": ("app",),
    "portfolio": ("app", "charts", "frames"),
    "training": ("app", "charts", "frames"),
}
"""The extras of the package that each app needs. The app's notebook has its name."""
MODULES_OF = {
    "app": ("anywidget", "ipykernel", "ipywidgets", "voila"),
    "charts": ("matplotlib", "PIL"),
    "frames": ("pandas", "pyarrow", "python_calamine", "tqdm", "xlsxwriter"),
}
_PACKAGED = Path(__file__).parent / "notebooks"
_REPOSITORY = Path(__file__).parents[3] / "apps"


@dataclass(frozen=True)
class App:
    """A notebook to serve as an app, and the extras that it needs."""

    notebook: Path
    extras: tuple[str, ...] = ("app",)

    def what_to_install(self) -> str:
        """What is missing and how to install it, in a sentence; empty if all is there."""
        modules = [module for extra in self.extras for module in MODULES_OF[extra]]
        missing = [module for module in modules if find_spec(module) is None]
        if not missing:
            return ""
        extras = ",".join(self.extras)
        return (
            f"Serving this app needs packages that are not installed: {', '.join(missing)}. "
            f'Install them with: pip install "benefitcalc[{extras}]"; '
            f'in a copy of the repository, with: pip install --editable ".[{extras}]"'
        )


def find_app(text: str) -> App:
    """The app of that name, or a notebook of one's own. Raises ``ValueError`` where it is neither."""
    if text in EXTRAS_OF:
        return App(_notebook_of(text), EXTRAS_OF[text])
    path = Path(text)
    if not path.is_file() or path.suffix != ".ipynb":
        raise ValueError(f"{text} is neither an app ({', '.join(EXTRAS_OF)}) nor a notebook")
    return App(path.resolve())


def _notebook_of(name: str) -> Path:
    """Inside a wheel, or at the top of the repository for an editable install."""
    for folder in (_PACKAGED, _REPOSITORY):
        if (found := folder / f"{name}.ipynb").is_file():
            return found
    raise ValueError(f"the notebook of this app is neither in {_PACKAGED} nor in {_REPOSITORY}; install it again")
