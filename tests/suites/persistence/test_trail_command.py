"""`zhiping trail`: verify a database or an exported file."""

import json

import pytest
from typer.testing import CliRunner

from infra.commands.trail import app
from shared.persistence.trail.chain import seal_trail
from tests.support.persistence_suite import unit_of_work

pytestmark = pytest.mark.databases("sqlite")


def _run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _sealed(database, number=3):
    for index in range(number):
        with unit_of_work(database) as tx:
            tx.trail("approve_stage", "case", f"d{index}", opinion="同意")
    with database.begin() as connection:
        seal_trail(connection)


def test_a_good_trail_is_reported_with_its_head_and_verifies_from_a_file_too(database, empty_url, tmp_path):
    _sealed(database)
    from_database = _run("verify", "--service", "example", "--url", empty_url)
    exported = _run("export", "--url", empty_url, "--to", tmp_path / "trail.jsonl")
    from_file = _run("verify", "--service", "example", "--file", tmp_path / "trail.jsonl")
    assert [from_database.exit_code, exported.exit_code, from_file.exit_code] == [0, 0, 0]
    assert from_database.output == from_file.output
    assert "example: 3 entries, chain holds, head 3:" in from_file.output


def test_an_edited_file_is_reported_and_fails(database, empty_url, tmp_path):
    _sealed(database)
    file = tmp_path / "trail.jsonl"
    _run("export", "--url", empty_url, "--to", file)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    lines[1]["opinion"] = "不同意"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    result = _run("verify", "--file", file)
    assert result.exit_code == 1
    assert "entry 2 was changed" in result.output


def test_a_head_noted_earlier_is_compared(database, empty_url):
    _sealed(database)
    assert _run("verify", "--url", empty_url, "--head", f"9:{'a' * 64}").exit_code == 1
    assert _run("verify", "--url", empty_url, "--head", f"2:{'a' * 64}").exit_code == 1


def test_without_a_database_or_file_the_command_explains_itself():
    result = _run("verify")
    assert result.exit_code == 2
