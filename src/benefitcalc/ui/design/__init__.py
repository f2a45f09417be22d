"""What every app has in common: its look, and the parts from which its pages are made.

An app's page is one script and one style sheet: the common ones (``static/base.*``) with the app's own behind them. The
browser asks for nothing else.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["script", "style"]

_STATIC = Path(__file__).parent / "static"


def script(*files: Path | str) -> str:
    """The script of an app's page: the common base, then these files in their order. A common part is named
    (``"blocks"``), an app's own file is a path.
    """
    return _joined(files, "js")


def style(*files: Path | str) -> str:
    """The style sheet of an app's page, in the same way."""
    return _joined(files, "css")


def _joined(files: tuple[Path | str, ...], kind: str) -> str:
    paths = [one if isinstance(one, Path) else _STATIC / f"{one}.{kind}" for one in ("base", *files)]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)
