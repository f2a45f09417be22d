"""Days as they are typed in a command."""

from __future__ import annotations

import argparse
import datetime as dt


def day(text: str) -> dt.date:
    """The day that was typed. Raises ``ArgumentTypeError`` with a sentence for what is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD, such as 2026-04-06") from None
