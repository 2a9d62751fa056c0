"""The walk in docs/walkthrough.md leads through code that exists: every file, and every function named behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shared.kernel.catalogue import catalogue

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "walkthrough.md").read_text(encoding="utf-8")
FILES = sorted(set(re.findall(r"`((?:shared|services|tests)/[\w/.]+\.py)`", TEXT)))
NAMES = sorted(set(re.findall(r"`(?:[A-Z]\w+\.)?([a-z_]\w+)`(?!\()", TEXT)) - catalogue().keys())
pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("path", FILES)
def test_each_file_on_the_way_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("name", NAMES)
def test_each_function_on_the_way_is_defined_in_a_file_of_the_walk(name: str) -> None:
    sources = "\n".join((ROOT / path).read_text(encoding="utf-8") for path in FILES)
    assert re.search(rf"\bdef {name}\b", sources), f"{name} is named in the walk and defined nowhere on it"


def test_the_walk_is_long_enough_to_be_one() -> None:
    assert len(FILES) > 25
    assert len(NAMES) > 30
