"""The document of a call as a screen reader tells it, compared with what the page tells today."""

from playwright.sync_api import Page

from tests.conftest import REPOSITORY
from tests.journeys.screen_reader import written

DOCUMENT = REPOSITORY / "docs" / "screen-reader-journey.md"


def test_the_document_says_what_a_screen_reader_is_told(call: Page) -> None:
    assert written(call) == DOCUMENT.read_text(encoding="utf-8"), (
        "what is announced has changed: read it, and if it is right, write it anew with "
        "python -m tests.journeys.screen_reader > docs/screen-reader-journey.md"
    )
