"""One call as a screen reader tells it: what has the focus after each key, and what the page announces by itself.

``python -m tests.journeys.screen_reader > docs/screen-reader-journey.md`` writes the document; a test compares it.

The words are those of Chromium's accessibility tree: role, name, description, value and state of what has the focus,
and the texts of the live regions. A screen reader makes its own sentences of these.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.journeys.calling import open_call
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.serving import eventually, served

QUIET_MS = 1600  # the page announces a second after the last change
ROLES = {"DisclosureTriangle": "disclosure"}
GROUP = """
    () => {
      const group = document.activeElement.closest("fieldset, section, nav, form");
      const title = group && (group.querySelector("legend, h2") ?? group).innerText;
      return group && document.activeElement !== group ? title.trim() : "";
    }
"""
LISTEN = """
    () => {
      window.spoken = [];
      const last = new Map();
      const hear = () => {
        for (const region of document.querySelectorAll("[role=status], [role=alert]")) {
          const text = region.innerText.trim().replace(/\\s+/g, " ");
          if (text !== (last.get(region) ?? "")) {
            last.set(region, text);
            if (text && region.id !== "loading") window.spoken.push([region.getAttribute("role"), text]);
          }
        }
      };
      hear();
      window.spoken.length = 0;
      new MutationObserver(hear).observe(document.body, { childList: true, subtree: true, characterData: true });
    }
"""
STATES = ("checked", "expanded", "invalid", "required", "disabled")
HEADING = """# A call as a screen reader tells it

A lone parent of one child, in a home with a bedroom too many: from the first question to the working, by keyboard
alone. On the left is what the officer presses, in the middle what then has the focus (its part of the page, role, name,
value, hint and state), on the right what the page announces by itself. An announcement is polite: it waits until the
typing stops, and the last one counts. This was recorded in Chromium from the accessibility tree and the live regions
([the program](../tests/journeys/screen_reader.py)), and a test compares it on every run; a screen reader puts these
words into sentences of its own. It was not tried with a person who uses one.

| Key | What has the focus | What is announced |
|---|---|---|
"""


def focus_of(page: Page) -> str:
    """Part of the page, role, name, value, description and states of what has the focus."""
    session = page.context.new_cdp_session(page)
    found = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    tree = session.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"][0]
    session.detach()

    def text(name: str) -> str:
        return " ".join(str(tree.get(name, {}).get("value", "")).split())

    states: dict[str, Any] = {one["name"]: one["value"].get("value") for one in tree.get("properties", [])}
    on = [name for name in STATES if states.get(name) not in (None, False, "false")]
    off = ["not checked"] * (states.get("checked") == "false") + ["collapsed"] * (states.get("expanded") is False)
    part = " ".join(page.evaluate(GROUP).split())
    words = [part, ROLES.get(text("role"), text("role")), f"**{text('name')}**", text("value"), text("description")]
    return "; ".join(word for word in (*words, *on, *off) if word)


def spoken(page: Page, until: str) -> str:
    """What is announced last; wait until it holds these words, if any are given."""
    told: list[list[str]] = []

    def is_told() -> bool:
        told.extend(page.evaluate("() => window.spoken.splice(0)"))
        return not until or (bool(told) and until in told[-1][1])

    page.wait_for_timeout(QUIET_MS)
    eventually(is_told, f"“{until}” is announced")
    alerts = [f"(alert) {text}" for role, text in told if role == "alert"]
    return "<br>".join([*alerts, *[text for role, text in told if role == "status"][-1:]])


def to(page: Page, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if f"**{name}" in focus_of(page):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def steps(page: Page) -> Iterator[tuple[str, str, str]]:
    """The call, key by key: what was pressed, what has the focus then, and what was announced."""

    def told(key: str, until: str = "") -> tuple[str, str, str]:
        heard = spoken(page, until)
        return key, focus_of(page), heard

    def typed(name: str, text: str, until: str) -> tuple[str, str, str]:
        to(page, name)
        page.keyboard.type(text)
        return told(f"Tab to it, then “{text}”", until)

    page.locator("h1").evaluate("(one) => { one.tabIndex = -1; one.focus(); }")
    yield told("(the page is open)")
    yield typed("Tenant’s age", "34", "Still needed: Bedrooms, Rent")
    to(page, "Add a child")
    yield told("Tab to it")
    page.keyboard.press("Enter")
    yield told("Enter", "Child 1, age")
    page.keyboard.type("9")
    yield told("“9”", "Still needed: Bedrooms, Rent")
    yield typed("Bedrooms", "3", "Still needed: Rent")
    yield typed("Rent, without service charges", "112.45", "Rent to pay £15.74")
    to(page, "How is this worked out?")
    yield told("Tab to it")
    page.keyboard.press("Enter")
    yield told("Enter")


def written(page: Page) -> str:
    """The whole document, of an open call app."""
    page.evaluate(LISTEN)
    return HEADING + "".join(f"| {' | '.join(step)} |\n" for step in steps(page))


if __name__ == "__main__":
    with served("call", "--pool", "1") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 900})
        open_call(page, server)
        sys.stdout.write(written(page))
        page.goto("about:blank")
        browser.close()
