"""The generated page of facts is current."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from infra.commands.policy import app
from infra.policy.facts_page import facts_page
from shared.policy import vocabulary

PAGE = Path(__file__).parents[4] / "docs" / "facts.md"


def test_the_page_is_what_the_command_writes_today() -> None:
    written = CliRunner().invoke(app, ["facts", "--markdown"]).output
    assert PAGE.read_text(encoding="utf-8") == written, "write it: zhiping policy facts --markdown > docs/facts.md"


def test_every_fact_is_on_the_page_with_its_meaning() -> None:
    page = facts_page()
    assert all(f"| `{fact.name}` | {fact.type} | {fact.label} | {fact.about}" in page for fact in vocabulary().values())
