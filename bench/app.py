"""``python -m bench app [--json]``: the call app in a real browser. How long until a page is ready, how long from a key
to its painted figures, the memory of a session, and thirty officers who begin at eight.

The server is the one of ``benefitcalc app``. Each page opens in a browser profile of its own, with nothing in its
cache. The browser runs on the same machine and takes its processors from the server, as the officers' own machines
would not. So the thirty are measured three times: their pages opened one after another within a minute, and all at one
moment, both by a browser on this machine; and all at one moment by clients that ask the server for everything that a
page asks for, and draw nothing. What other programs took of the processors meanwhile is printed too: on a busy machine
every time is longer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import re
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.async_api import Browser, Page, async_playwright

from bench.__main__ import say
from tests.journeys.serving import PATIENCE, Served, eventually, message, served

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
OFFICERS = 30
MINUTE = 60.0
IN_TIME = 5.0
"""Seconds in which an officer's page should be ready."""
BETWEEN_KEYS = 170
"""Milliseconds between the keys of somebody who types well."""
WAIT = 10 * PATIENCE  # a pool of thirty takes a while to fill on a busy machine
READY = """
    new MutationObserver((_, watch) => {
      if (!document.querySelector("main.bc-app")) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.readyAt = Date.now(); }));
    }).observe(document, { childList: true, subtree: true });
"""
"""In the page: note when the form has been painted."""
PAINTED = """
    () => {
      const figures = () => document.querySelector(".bc-results").innerText;
      let pressed = 0;
      let shown = figures();
      window.took = [];
      document.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
      new MutationObserver(() => {
        const now = figures();
        if (!pressed || now === shown) return;
        const begin = pressed;
        pressed = 0;
        shown = now;
        requestAnimationFrame(() => setTimeout(() => {
          window.took.push(performance.now() - begin);
          document.documentElement.dataset.took = window.took.length;
        }));
      }).observe(document.querySelector(".bc-panel"), { childList: true, subtree: true, characterData: true });
    }
"""
"""In the page: after each key, note when the figures that it changed have been painted."""


def percentile(times: Sequence[float], percent: int) -> float:
    """The smallest of these times that at least that percentage does not exceed."""
    return sorted(times)[-(-len(times) * percent // 100) - 1]


def processor_seconds(process: psutil.Process) -> float:
    """What a process and those that it started have taken of the processors."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            used = one.cpu_times()
        except psutil.Error:
            continue  # it has ended
        total += used.user + used.system
    return total


def machine_seconds() -> float:
    """What all programs of the machine have taken of the processors."""
    used = psutil.cpu_times()
    return sum(used) - used.idle - getattr(used, "iowait", 0.0) - getattr(used, "guest", 0.0)


@dataclass
class Used:
    """What the server, this program with its browser, and all others take of the processors, from now on."""

    server: psutil.Process
    begin: float = field(default_factory=time.perf_counter)
    before: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def __post_init__(self) -> None:
        self.before = self._now()

    def _now(self) -> tuple[float, float, float]:
        ours = processor_seconds(self.server)
        mine = processor_seconds(psutil.Process())
        return ours, mine - ours, machine_seconds() - mine

    def since(self, name: str) -> dict[str, float]:
        """Seconds of processor a page, and the others' share of the machine."""
        ours, mine, others = (now - before for now, before in zip(self._now(), self.before, strict=True))
        passed = (time.perf_counter() - self.begin) * (os.cpu_count() or 1)
        return {
            f"officers_{name}_server_processor_s": ours / OFFICERS,
            f"officers_{name}_browser_processor_s": mine / OFFICERS,
            f"officers_{name}_others_took_percent": 100 * others / passed,
        }


def memory_mb(process: psutil.Process) -> float:
    """A process's share of the memory (PSS): what it holds alone, and its part of what several hold."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8")
    return int(re.findall(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)[0]) / 1024


def warm(server: Served, pool: int) -> None:
    """Wait until the pool is full and its kernels are at rest."""
    eventually(lambda: len(server.kernels()) == pool, "the pool is full", WAIT)
    eventually(lambda: is_at_rest(server), "the kernels are at rest", WAIT)


def is_at_rest(server: Served) -> bool:
    """Say whether the server and its kernels take next to nothing of the processors."""
    before = processor_seconds(server.process)
    time.sleep(2)
    return processor_seconds(server.process) - before < 0.3


@asynccontextmanager
async def opened(browser: Browser) -> AsyncIterator[Page]:
    """An empty tab in a profile of its own, which says goodbye to its kernel at the end."""
    context = await browser.new_context(locale="en-GB", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(WAIT * 1000)
    await context.add_init_script(READY)
    page = await context.new_page()
    yield page
    await page.goto("about:blank")
    await context.close()


async def ready(page: Page, server: Served) -> float:
    """Open the app; seconds until its form has been painted, with the sign-in by the printed address."""
    begin = time.time()
    await page.goto(server.address, wait_until="commit")
    painted = await page.wait_for_selector("html[data-ready-at]")
    assert painted is not None  # noqa: S101 - it waited for it
    return float(await painted.get_attribute("data-ready-at") or 0) / 1000 - begin


async def one_by_one(browser: Browser, pool: int, count: int) -> float:
    """Seconds until a page is ready, the median of so many; each is opened when the pool is full again."""
    times = []
    with served("call", "--pool", str(pool)) as server:
        for _ in range(count + 1):
            warm(server, pool)
            async with opened(browser) as page:
                times.append(await ready(page, server))
    return statistics.median(times[1:])  # the first one also warms the machine's own caches


async def fill_in(page: Page) -> None:
    """A couple with two children, one of them paid every month, in a home with a bedroom too many."""
    await page.get_by_text("Date and nation").click()
    await page.get_by_role("textbox", name="First day of the month").fill("1 6 2026")
    await page.get_by_role("textbox", name="Tenant’s age").fill("34")
    await page.get_by_role("radio", name="Couple").check()
    await page.get_by_role("textbox", name="Partner’s age").fill("31")
    await page.get_by_role("textbox", name="Bedrooms").fill("4")
    await page.get_by_role("textbox", name="Rent, without service charges").fill("112.45")
    for age in ("12", "3"):
        await page.get_by_role("button", name="Add a child").click()
        await page.keyboard.type(age)
    for row, sex in ((1, "Girl"), (2, "Boy")):
        await page.get_by_role("group", name=f"Child {row}", exact=True).get_by_role("radio", name=sex).check()
    await page.get_by_role("button", name="Add the tenant’s pay from a job").click()
    await page.get_by_role("textbox", name="Take-home pay").fill("1,400")
    await page.locator(".bc-figures dd").first.wait_for()
    await page.evaluate(PAINTED)


async def keystrokes(page: Page, count: int) -> list[float]:
    """Milliseconds from each of so many keys in the rent to its painted figures."""
    rent = page.get_by_role("textbox", name="Rent, without service charges")
    await rent.click()
    await page.wait_for_timeout(2000)
    await page.evaluate("() => document.activeElement.setSelectionRange(3, 3)")
    for number in range(count):
        await page.keyboard.press("Backspace" if number % 2 == 0 else "2")
        await page.wait_for_selector(f"html[data-took='{number + 1}']")
        await page.wait_for_timeout(BETWEEN_KEYS)
    times: list[float] = await page.evaluate("() => window.took.splice(0)")
    return times


async def look_at_all(page: Page) -> None:
    """Open every part of the page, and wait until each is worked out."""
    await page.evaluate(
        "() => document.querySelectorAll('.bc-details > details').forEach((one) => { one.open = true; })"
    )
    await page.wait_for_timeout(1000)
    await page.locator(".bc-details >> text=Working it out … >> visible=true").wait_for(state="detached")


async def session(browser: Browser, count: int) -> dict[str, float]:
    """Keys with a realistic family in the form and then with a range for the pay, and what the session holds."""
    with served("call", "--pool", "1") as server:
        warm(server, 1)
        (kernel,) = server.kernels()
        waiting = memory_mb(kernel)
        async with opened(browser) as page:
            await ready(page, server)
            await fill_in(page)
            exact = await keystrokes(page, count)
            await look_at_all(page)
            await page.get_by_role("textbox", name="Take-home pay").fill("1,200 to 1,500")
            ranged = await keystrokes(page, count)
            return {
                "keystroke_p50_ms": statistics.median(exact),
                "keystroke_p95_ms": percentile(exact, 95),
                "keystroke_range_p50_ms": statistics.median(ranged),
                "keystroke_range_p95_ms": percentile(ranged, 95),
                "waiting_kernel_mb": waiting,
                "session_mb": memory_mb(kernel),
                "server_mb": memory_mb(server.process),
            }


def said(name: str, times: Sequence[float | None]) -> dict[str, float]:
    """Thirty officers' times, in figures; None is a page that was not ready within a minute."""
    ready_ones = [one for one in times if one is not None]
    return {
        f"officers_{name}_p50_s": statistics.median(ready_ones),
        f"officers_{name}_p95_s": percentile(ready_ones, 95),
        f"officers_{name}_in_time_percent": 100 * sum(one <= IN_TIME for one in ready_ones) / len(times),
        f"officers_{name}_not_ready": len(times) - len(ready_ones),
    }


async def morning(browser: Browser, name: str, within: float, pool: int) -> dict[str, float]:
    """Thirty officers' pages, opened one after another within that many seconds by a browser on this machine."""
    async with AsyncExitStack() as stack:
        server = stack.enter_context(served("call", "--pool", str(pool), "--sessions", str(2 * OFFICERS)))
        warm(server, pool)
        pages = [await stack.enter_async_context(opened(browser)) for _ in range(OFFICERS)]

        async def begin(number: int) -> float | None:
            await asyncio.sleep(within * number / OFFICERS)
            try:
                return await asyncio.wait_for(ready(pages[number], server), MINUTE)
            except TimeoutError:
                return None

        used = Used(server.process)
        times = await asyncio.gather(*map(begin, range(OFFICERS)))
        return said(name, times) | used.since(name)


async def files_of_a_page(browser: Browser, server: Served) -> list[str]:
    """What a page asks the server for by itself."""
    asked: list[str] = []
    async with opened(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        await ready(page, server)
    return [url.removeprefix(server.origin) for url in asked if url.startswith(f"{server.origin}/voila/")]


def as_a_page(server: Served, files: Sequence[str]) -> float:
    """Ask for everything that a page asks for, up to the state of its widgets; the seconds that it takes."""
    begin = time.perf_counter()
    cookie = {"Cookie": server.sign_in()}
    kernel = server.request("/", **cookie).kernel_id
    for file in files:
        server.request(file, **cookie)
    server.request(f"/api/kernels/{kernel}", **cookie)
    with server.line(kernel, additional_headers=cookie) as line:
        opens = {"comm_id": "states", "target_name": "jupyter.widget.control", "data": {}}
        line.send(message("kernel_info_request", {}))
        line.send(message("comm_open", opens, metadata={"version": "1.0.0"}))
        line.send(message("comm_msg", {"comm_id": "states", "data": {"method": "request_states"}}))
        while b'"update_states"' not in line.recv(timeout=WAIT):
            pass
        return time.perf_counter() - begin


async def morning_without_browsers(browser: Browser, pool: int) -> dict[str, float]:
    """Thirty officers at one moment, as the server sees them: their browsers draw on other machines."""
    with served("call", "--pool", str(pool), "--sessions", str(2 * OFFICERS)) as server:
        files = await files_of_a_page(browser, server)
        warm(server, pool)
        used = Used(server.process)
        with ThreadPoolExecutor(OFFICERS) as threads:
            times = list(threads.map(lambda _: as_a_page(server, files), range(OFFICERS)))
        return said("server_alone", times) | used.since("server_alone")


async def measure(given: argparse.Namespace) -> dict[str, float]:
    """Every figure that is asked for."""
    figures: dict[str, float] = {"processors": os.cpu_count() or 1, "load_before": os.getloadavg()[0]}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        if "pages" in given.what:
            figures["page_ready_cold_s"] = await one_by_one(browser, 0, given.pages)
            figures["page_ready_preheated_s"] = await one_by_one(browser, 2, given.pages)
        if "keys" in given.what:
            figures |= await session(browser, given.keys)
        if "officers" in given.what:
            figures |= {"officers": OFFICERS, "pool": given.pool}
            figures |= await morning(browser, "within_a_minute", MINUTE, given.pool)
            figures |= await morning(browser, "at_once", 0, given.pool)
            figures |= await morning_without_browsers(browser, given.pool)
        await browser.close()
    return figures | {"load_after": os.getloadavg()[0]}


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench app", description=__doc__)
    parser.add_argument(
        "what", nargs="*", default=["pages", "keys", "officers"], help="pages, keys or officers (all of them)"
    )
    parser.add_argument("--pages", type=int, default=8, help="pages opened one by one (8)")
    parser.add_argument("--keys", type=int, default=100, help="keys of each kind (100)")
    parser.add_argument("--pool", type=int, default=OFFICERS, help=f"kernels kept warm for the officers ({OFFICERS})")
    parser.add_argument("--json", action="store_true", help="end with a line of all figures as JSON")
    given = parser.parse_args(arguments)
    memory = psutil.virtual_memory().total >> 30
    print(f"{platform.machine()}, {os.cpu_count()} processors, {memory} GB, load {os.getloadavg()[0]:.2f} at the start")
    figures = asyncio.run(measure(given))
    for name, value in figures.items():
        say(name, f"{value:,.2f}")
    if given.json:
        print(json.dumps({name: round(value, 4) for name, value in figures.items()}))
