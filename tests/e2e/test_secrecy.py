"""A year of the demonstration on the embedded stack, the log at DEBUG: nobody is readable where nobody should be."""

import json
import subprocess
import sys

import pytest

from tests.support.scenario.playing import CAST, ROOT, undisturbed


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    out = tmp_path_factory.mktemp("secrecy") / "found.json"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "tests.support.scenario.secrecy",
        json.dumps(CAST | {"out": str(out)}),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=800, check=False)
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(out.read_text(encoding="utf-8"))


def test_what_is_searched_for_was_really_said_and_there_was_much_to_search(found):
    looked = found["looked"]
    assert found["said"] > 2 * CAST["applicants"]
    assert looked["people"] > CAST["applicants"]
    assert looked["numbers"] > 2 * CAST["applicants"]
    assert all(looked[place] > 0 for place in looked)
    assert looked["events"] > 1000
    assert looked["methods"] > 60


@pytest.mark.parametrize("place", ["log", "routing", "errors", "keys", "links", "metrics", "trail", "properties"])
def test_neither_numbers_nor_names_are_in_the(found, place):
    assert found[place] == []


@pytest.mark.parametrize("place", ["events", "replies", "dead_letters"])
def test_no_identity_number_and_no_telephone_is_in_the(found, place):
    assert found[place] == []


def test_no_database_file_holds_an_identity_number_or_a_telephone_not_even_in_freed_pages(found):
    assert found["databases"] == {}


def test_the_same_seed_gives_the_same_year_whatever_is_logged(found, tmp_path_factory):
    assert found["year"] == undisturbed(tmp_path_factory)
