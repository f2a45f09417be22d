"""What every app has in common: its look, and the parts from which its pages are made.

An app's page is one script and one style sheet: the common ones (``static/base.*``) with the app's own behind them. The
browser asks for nothing else.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["script", "style"]

_STATIC = Path(__file__).parent / "static"


def script(app: Path, *parts: str) -> str:
    """The script of an app's page: the common base, then those common ``parts``, then ``app``."""
    return _joined([*(_STATIC / f"{part}.js" for part in ("base", *parts)), app])


def style(app: Path, *parts: str) -> str:
    """The style sheet of an app's page, in the same order."""
    return _joined([*(_STATIC / f"{part}.css" for part in ("base", *parts)), app])


def _joined(files: list[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in files)
