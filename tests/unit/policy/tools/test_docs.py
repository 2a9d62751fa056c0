"""docs/policy-packs.md shows what the commands print; the parts it lists are the parts of a pack."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.commands.policy import app
from shared.policy import Pack
from shared.policy.pack.structure import readable_fields
from tests.unit.policy.tools.test_diff import earlier_notice

PAGE = (Path(__file__).parents[4] / "docs" / "policy-packs.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def examples() -> list[list[tuple[str, list[str]]]]:
    """Per block: each command with the lines shown below it."""
    blocks = []
    for block in CONSOLE.findall(PAGE):
        parts = re.split(r"^\$ zhiping policy ", block, flags=re.MULTILINE)[1:]
        blocks.append([(part.split("\n")[0], part.split("\n")[1:]) for part in parts])
    return blocks


@pytest.mark.parametrize("block", examples(), ids=lambda block: block[-1][0].split()[0])
def test_a_command_prints_what_the_page_shows(
    block: list[tuple[str, list[str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("last-year.yaml").write_text(earlier_notice(), encoding="utf-8")
    for command, shown in block:
        ran = CliRunner().invoke(app, shlex.split(command))
        printed = [line.strip() for line in ran.stdout.splitlines()]
        for line in (line.strip() for line in shown if line.strip() not in ("", "...")):
            found = next((n for n, other in enumerate(printed) if other.startswith(line)), None)
            assert found is not None, line
            del printed[: found + 1]


def test_every_command_is_on_the_page() -> None:
    shown = {command.split()[0] for block in examples() for command, _ in block}
    assert {command.name or command.callback.__name__ for command in app.registered_commands} - shown == {"schema"}


def test_every_part_of_a_pack_is_in_the_table() -> None:
    table = PAGE[PAGE.index("| part |") : PAGE.index("Every entry names")]
    parts = {name for name, _, _ in readable_fields(Pack)}
    assert parts - set(re.findall(r"`(\w+)`", table)) == {"clauses"}
