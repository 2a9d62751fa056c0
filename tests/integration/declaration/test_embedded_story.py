"""The whole applicant's story over RPC and events on the embedded bus, in a green process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.declaration_suite.bus"]
    folder = tmp_path_factory.mktemp("bus")
    done = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_listener_hears_every_fact_once_and_in_order(outcome):
    assert outcome["heard"][0] == "declaration.notice_published"
    facts = [name for name in outcome["heard"] if name != "declaration.notice_published"]
    assert facts == ["declaration.started", "declaration.submitted", "declaration.submitted"]


def test_the_timeline_shows_what_happened_and_what_comes(outcome):
    assert outcome["steps"] == [
        "started", "submitted", "case_opened", "returned", "resubmitted", "passed_audit",
        "next_session", "next_results", "next_approval", "next_certificate",
    ]  # fmt: skip


def test_the_resubmission_is_a_revision_of_its_own_that_answers_the_return(outcome):
    first, second = outcome["revisions"]
    assert (first["revision"], first["answers_return"]) == (1, None)
    assert (second["revision"], second["answers_return"]) == (2, "unit/1")
    assert first["digest"] != second["digest"]


def test_no_event_ends_as_a_dead_letter(outcome):
    assert outcome["dead_letters"] == 0
