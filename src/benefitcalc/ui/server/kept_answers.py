"""The answers of each page's form, kept for a reload of its tab: in the memory of this process, in no
file and no log.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

OWNER_SECONDS = 24 * 60 * 60  # whose a page was is remembered as long as a cookie is good


@dataclass
class _Page:
    owner: str
    until: float
    answers: bytes = b""


class KeptAnswers:
    """The answers by page and owner. A page is known by the id of its kernel, also after that kernel has died.

    Answers pass from one page of a tab to the next, if one cookie opened both. The server does not read them: they are
    bytes here, and the kernel of the new page checks them as if somebody had just typed them.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._pages: dict[str, _Page] = {}

    def open(self, page: str, owner: str) -> None:
        """Remember who owns this page."""
        self._pages[page] = _Page(owner, self._clock())

    def keep(self, page: str, owner: str, answers: bytes) -> bool:
        """Keep these answers in place of the last ones of the page; empty answers delete them. Return False if the page
        is not theirs.
        """
        mine = self._mine(page, owner)
        if mine is None:
            return False
        mine.answers = answers
        self.renew(page)
        return True

    def hand_on(self, earlier: str, page: str, owner: str) -> bytes:
        """Move the answers of the tab's earlier page to its present one and return them; empty if there are none."""
        before, now = self._mine(earlier, owner), self._mine(page, owner)
        if before is None or now is None or before is now:
            return b""
        if not before.answers or self._clock() >= before.until:
            return b""
        now.answers, before.answers = before.answers, b""
        self.renew(page)
        return now.answers

    def renew(self, page: str) -> None:
        """Start the time again, because the page is still there."""
        if page in self._pages:
            self._pages[page].until = self._clock() + self._seconds

    def expire(self) -> None:
        """Forget the answers that nobody came back for, and a day later who owned them."""
        now = self._clock()
        for name, page in list(self._pages.items()):
            if now >= page.until:
                page.answers = b""
            if now >= page.until + OWNER_SECONDS:
                del self._pages[name]

    def _mine(self, page: str, owner: str) -> _Page | None:
        found = self._pages.get(page)
        return found if found is not None and found.owner == owner else None
