"""A real browser, the served apps, and the checks that every journey may make."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, expect, sync_playwright

from tests.conftest import REPOSITORY
from tests.journeys.calling import open_call
from tests.journeys.serving import PATIENCE, Served, served

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",  # tests may run as root, as they do in a container
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # whatever is not this machine goes to a proxy that is not there
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=127.0.0.1,localhost",
]
RESULTS = REPOSITORY / "test-results"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_report = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[_report] = report
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What drives browsers. It ends with the package: its event loop would trouble tests that run one of their own."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the package."""
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile of its own, in which nothing is signed in."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    for page in context.pages:
        with suppress(Error):  # the test may have closed it a moment ago
            page.goto("about:blank")  # the tab says goodbye to its kernel, as a person's would
    context.close()


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty tab; a screenshot of it is kept if the test fails."""
    page = context.new_page()
    yield page
    report = request.node.stash.get(_report, None)
    if report is not None and report.failed and not page.is_closed():
        RESULTS.mkdir(exist_ok=True)
        page.screenshot(path=RESULTS / (re.sub(r"\W+", "-", request.node.name) + ".png"), full_page=True)


@pytest.fixture(scope="package")
def call_app() -> Iterator[Served]:
    """The call app, served as `make app` does."""
    with served(REPOSITORY / "apps" / "call.ipynb") as server:
        yield server


@pytest.fixture
def call(page: Page, call_app: Served) -> Page:
    """The call app, open; on a date whose rates do not move with the calendar."""
    open_call(page, call_app)
    return page


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return what axe-core finds against WCAG 2.2 A and AA: one line a finding, with the elements."""
    source = AXE.read_text(encoding="utf-8")

    def findings(page: Page) -> list[str]:
        page.evaluate(source)
        options = {"runOnly": {"type": "tag", "values": WCAG}}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [f"{rule['id']}: {rule['help']}: {[node['html'] for node in rule['nodes']]}" for rule in found]

    return findings
