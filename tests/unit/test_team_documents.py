"""The documents for whoever runs the apps and answers for the data."""

import argparse
import re

import pytest

from benefitcalc.ui.serve import add_arguments
from tests.conftest import REPOSITORY

DOCUMENTS = [
    REPOSITORY / "docs" / "running-for-a-team.md",
    *sorted((REPOSITORY / "docs" / "data-protection").glob("*.md")),
    REPOSITORY / "docs" / "running" / "nginx.conf",
]
each_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


@each_document
def test_the_options_of_the_app_that_a_document_names_are_there(path):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    known = {option for action in parser._actions for option in action.option_strings}
    text = path.read_text(encoding="utf-8")
    lines = [line for line in re.sub(r"\\\n\s*", "", text).splitlines() if "benefitcalc app " in line]
    named = {option for line in lines for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)}
    named |= set(re.findall(r"`(--[a-z-]+)", text))
    assert named <= known


def test_what_only_the_landlord_knows_is_left_to_the_landlord():
    for name in ("impact-assessment.md", "transparency-record.md"):
        text = (REPOSITORY / "docs" / "data-protection" / name).read_text(encoding="utf-8")
        assert text.count("[landlord fills in") >= 10
