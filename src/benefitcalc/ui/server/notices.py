"""What the server logs about refused requests: at most one line a minute of each kind, however many
requests there are.
"""

import logging
import time
from collections.abc import Callable

EVERY_SECONDS = 60.0


class Sparing(logging.Filter):
    """Lets one line a minute through, and says in the next line how many it held back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._next = clock()
        self._held_back = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether this line is written."""
        now = self._clock()
        if now < self._next:
            self._held_back += 1
            return False
        if self._held_back:
            record.msg, record.args = f"{record.getMessage()} {self._held_back} more since the last such line.", ()
        self._next, self._held_back = now + EVERY_SECONDS, 0
        return True


def sparing(name: str) -> logging.Logger:
    """Return the logger for one kind of such lines."""
    logger = logging.getLogger(f"benefitcalc.serve.{name}")
    logger.addFilter(Sparing())
    return logger
