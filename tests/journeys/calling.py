"""What an officer does in the call app, and where the page says what."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.serving import Served, command_line

MONTH = "1 6 2026"


def open_call(page: Page, call_app: Served) -> None:
    """Open the call app; on a date whose rates do not move with the calendar."""
    page.goto(call_app.address)
    expect(page.get_by_role("heading", name="Benefit and rent estimate")).to_be_visible()
    page.get_by_text("Date and nation").click()
    box(page, "First day of the month").fill(MONTH)
    page.get_by_text("Date and nation").click()


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label)


def result(page: Page) -> Locator:
    return page.get_by_role("region", name="Result")


def figure(page: Page, name: str) -> Locator:
    """The figure of that name in the result."""
    return result(page).locator("dl.bc-figures > div").filter(has=page.get_by_text(name, exact=True)).locator("dd")


def answer_any(page: Page) -> None:
    box(page, "Tenant’s age").fill("34")
    box(page, "Bedrooms").fill("3")
    box(page, "Rent, without service charges").fill("112.45")
    expect(figure(page, "Universal Credit")).to_contain_text("a month")


def answer_the_smallest(page: Page) -> None:
    answer_any(page)
    expect(figure(page, "Universal Credit")).to_contain_text("£790.36 a month")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until that element has the focus, as someone without a mouse does."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def figures_not_struck(page: Page) -> list[str]:
    """Texts of the result with an amount that are not struck through: what is open and what is closed."""
    struck: list[str] = page.evaluate(
        """() => {
            const found = [];
            for (const part of document.querySelectorAll(".bc-results")) {
              const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                if (!/£[0-9]/.test(walker.currentNode.data)) continue;
                let struck = false;
                for (let up = walker.currentNode.parentElement; up && !struck; up = up.parentElement)
                    struck = getComputedStyle(up).textDecorationLine.includes("line-through");
                if (!struck) found.push(walker.currentNode.data);
              }
            }
            return found;
        }"""
    )
    return struck


def kernel_of(call: Page, call_app: Served) -> int:
    """The process of this page's kernel: the one that its address names."""
    config = call.locator("#jupyter-config-data").text_content() or ""
    found = re.search(r'"kernelId": ?"([^"]+)"', config)
    assert found is not None
    for process in call_app.kernels():
        if found[1] in command_line(process):
            return process.pid
    raise AssertionError("this page's kernel is not running")
