"""The kernels behind the pages: some are started in advance, there is a limit, each has an owner, and every one of them
ends.
"""

import asyncio
import datetime as dt
import os
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from jupyter_server.utils import ApiPath
from tornado.web import HTTPError
from traitlets import Unicode
from voila.notebook_renderer import NotebookRenderer

from benefitcalc.ui.server.kept_answers import KeptAnswers
from benefitcalc.ui.server.options import Limits

KERNEL = "python3"
FULL = "Too many people are using this just now. Close a tab that you no longer need, or try again in a few minutes."
MAX_FAILURES = 4  # warm kernels that may fail in a row before the pool stays empty
REFILL_DELAY = 2.0  # seconds since a page was last opened; pages that are just loading come before the pool
STARTS_AT_ONCE = max(2, os.cpu_count() or 1)  # kernels that start together; more would only make all of them late
PATIENCE_AT_END = 5.0  # seconds that kernels have to start before they are ended with the server
LONGEST_START = 30.0  # seconds after which a kernel that is still starting no longer holds up others


class OnlyThisPython(KernelSpecManager):
    """Knows one kernel: the Python that runs the server, whatever else is installed on the machine.

    Its IPython directory is a private one of the server, so no start-up file runs and it keeps no history.
    """

    ipython_dir = Unicode(config=True)

    def find_kernel_specs(self) -> dict[str, str]:
        return {KERNEL: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002 - there is one, whatever it is called
        command = [sys.executable, "-P", "-m", "benefitcalc.ui.server.kernel", "-f", "{connection_file}"]
        return KernelSpec(
            # never DEBUG, whatever the machine's settings say: it would log what is typed
            argv=[*command, "--HistoryManager.enabled=False", "--IPKernelApp.log_level=WARN"],
            env={"IPYTHONDIR": self.ipython_dir, "JUPYTER_WIDGETS_ECHO": "0"},  # one page a kernel: nobody else to tell
            display_name="Python",
            language="python",
        )

    def get_all_specs(self) -> dict[str, Any]:
        return {KERNEL: {"resource_dir": "", "spec": self.get_kernel_spec(KERNEL).to_dict()}}


class PageKernel(ServerKernelManager):
    """The kernel of a page. When it fails, the page gets this sentence and nothing else.

    jupyter_server looks for the sentence here, but defines it only elsewhere; without it the connection to the page
    broke.
    """

    traceback_replacement_message = "An error occurred."


@dataclass(frozen=True)
class Page:
    """A rendered notebook with its running kernel. A page from the pool is complete before anyone asks for it."""

    kernel_id: str
    renderer: Any
    rendering: "asyncio.Task[tuple[list[str], AsyncIterator[tuple[str, Any]]]]"
    made: dt.date = field(default_factory=dt.date.today)

    async def snippets(self) -> AsyncIterator[str]:
        """Yield what is ready at once, then the rest as its cells finish."""
        self.renderer.stop_generator = True
        ready = list(self.renderer.rendered_cache)
        yield "".join(ready)
        rendered, rest = await self.rendering
        yield "".join(rendered[len(ready) :])
        async for snippet, _ in rest:
            yield snippet


class Kernels(AsyncMappingKernelManager):
    """Opens pages, remembers their owners, and ends the kernels that nobody needs."""

    def __init__(self, *, limits: Limits, new_renderer: Callable[[], NotebookRenderer], **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self.limits = limits
        self.owners: dict[str, str] = {}
        self.kept = KeptAnswers(limits.kept_seconds)
        self._new_renderer = new_renderer
        self._pool: list[asyncio.Task[Page]] = []
        self._turns = asyncio.Semaphore(STARTS_AT_ONCE)
        self._waits: set[asyncio.Task[None]] = set()
        self._taken_at = -REFILL_DELAY
        self._opening = 0
        self._being_sent: set[str] = set()
        self._alone_since: dict[str, float] = {}
        self._touched: dict[str, float] = {}
        self._failures = 0
        self._closing = False

    # pages

    async def open_page(self, owner: str) -> Page:
        """Give this owner a page, from the pool if it has one. Answer 503 at the limit."""
        if len(self.owners) + self._opening >= self.limits.sessions:
            raise HTTPError(503, FULL)
        self._opening += 1
        try:
            page = await self._take()
            self.owners[page.kernel_id] = owner
            self._being_sent.add(page.kernel_id)
            self.kept.open(page.kernel_id, owner)
            self.touch(page.kernel_id)
            self._failures = 0
        finally:
            self._opening -= 1
        return page

    def sent(self, kernel_id: str) -> None:
        """From now on expect the page to connect; before all of it was sent, a page cannot connect."""
        self._being_sent.discard(kernel_id)

    async def _take(self) -> Page:
        while self._pool:
            task = self._pool.pop(0)
            self._taken_at = time.monotonic()
            asyncio.get_running_loop().call_later(REFILL_DELAY, self.fill)
            try:
                page = await task
            except Exception:
                self.log.warning("A kernel kept warm had not started.", exc_info=True)
                continue
            if await self._is_whole(page):
                return page
        return await self._prepare()

    async def _prepare(self) -> Page:
        """Start a kernel and its page when it is its turn; a few start at once. The turn ends when the page is
        rendered, and the page may be sent before that.
        """
        await self._turns.acquire()
        try:
            page = await self._start()
        except BaseException:
            self._turns.release()
            raise
        self._waits.add(wait := asyncio.create_task(self._end_of_turn(page)))
        wait.add_done_callback(self._waits.discard)
        return page

    async def _start(self) -> Page:
        renderer = self._new_renderer()
        await renderer.initialize()
        kernel_id = await self.start_kernel(kernel_name=KERNEL, path=ApiPath(""))
        rendering = asyncio.create_task(renderer.generate_content_hybrid(kernel_id, self.get_kernel(kernel_id)))
        return Page(kernel_id, renderer, rendering)

    async def _end_of_turn(self, page: Page) -> None:
        await asyncio.wait([page.rendering], timeout=LONGEST_START)
        self._turns.release()
        self.fill()

    def fill(self) -> None:
        """Start kernels until the pool is full, a few at a time. While pages are being opened, wait until the pool is
        empty or nobody has opened one for a moment. If the last ones all failed, wait until a page has opened again.
        """
        if self._pool and time.monotonic() - self._taken_at < REFILL_DELAY:
            return
        starting = sum(_is_starting(task) for task in self._pool)
        while not self._closing and self._failures < MAX_FAILURES and len(self._pool) < self.limits.pool:
            if starting >= STARTS_AT_ONCE:
                return
            self._pool.append(asyncio.create_task(self._prepare()))
            starting += 1

    # ends

    def touch(self, kernel_id: str) -> None:
        """Note that somebody does something on this page. A page that is only open asks now and then whether its kernel
        answers.
        """
        self._touched[kernel_id] = time.monotonic()

    async def tend(self) -> None:
        """End what nobody needs: lost and idle pages, dead kernels, and kernels started yesterday, whose
        date is wrong.
        """
        for kernel_id in list(self.owners):
            if self._is_connected(kernel_id):
                self.kept.renew(kernel_id)
            if self._is_lost(kernel_id) or self._is_idle(kernel_id) or not await self._is_alive(kernel_id):
                await self.end(kernel_id)
        self.kept.expire()
        for task in [task for task in self._pool if task.done()]:
            if not await self._is_fresh(task):
                self._pool.remove(task)
        self.fill()

    async def end(self, kernel_id: str) -> None:
        """End a kernel at once; it has nothing to save."""
        self.owners.pop(kernel_id, None)
        self._being_sent.discard(kernel_id)
        self._alone_since.pop(kernel_id, None)
        self._touched.pop(kernel_id, None)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """End every kernel, also those that are still starting."""
        self._closing = True
        pages = await asyncio.gather(*self._pool, return_exceptions=True)
        if renderings := [page.rendering for page in pages if isinstance(page, Page)]:
            await asyncio.wait(renderings, timeout=PATIENCE_AT_END)  # one that is cut off fills the log
        for kernel_id in self.list_kernel_ids():
            await self.end(kernel_id)

    def _is_connected(self, kernel_id: str) -> bool:
        return bool(self._kernel_connections.get(kernel_id, 0) > 0)

    def _is_lost(self, kernel_id: str) -> bool:
        if kernel_id in self._being_sent or self._is_connected(kernel_id):
            self._alone_since.pop(kernel_id, None)
            return False
        now = time.monotonic()
        return now - self._alone_since.setdefault(kernel_id, now) >= self.limits.lost_seconds

    def _is_idle(self, kernel_id: str) -> bool:
        return time.monotonic() - self._touched[kernel_id] >= self.limits.idle_seconds

    async def _is_alive(self, kernel_id: str) -> bool:
        return kernel_id in self and bool(await ensure_async(self.get_kernel(kernel_id).is_alive()))

    async def _is_whole(self, page: Page) -> bool:
        if page.rendering.done() and page.rendering.exception() is not None:
            return False
        return await self._is_alive(page.kernel_id)

    async def _is_fresh(self, task: "asyncio.Task[Page]") -> bool:
        """Say whether a page from the pool may still be given out; end it if not."""
        if task.cancelled() or task.exception() is not None:
            self._failures += 1
            return False
        page = task.result()
        if not await self._is_whole(page):
            self._failures += 1
        elif page.made == dt.date.today():  # noqa: DTZ011 - the officer's own day
            return True
        await self.end(page.kernel_id)
        return False


def _is_starting(task: "asyncio.Task[Page]") -> bool:
    """Say whether the kernel of this page is not ready yet, and still on its way."""
    if not task.done():
        return True
    return not task.cancelled() and task.exception() is None and not task.result().rendering.done()
