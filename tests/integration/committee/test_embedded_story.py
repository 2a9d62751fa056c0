"""A session from the notice to the certificates on the embedded bus, in a green process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.committee_suite.bus"]
    folder = tmp_path_factory.mktemp("bus")
    done = subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_listener_hears_the_session_in_order(outcome):
    steps = [name for name in outcome["heard"] if name.partition(".")[2] in SESSION_STEPS]
    assert steps == [f"committee.{name}" for name in SESSION_STEPS]


def test_a_listener_hears_what_became_of_every_declaration(outcome):
    heard = outcome["heard"]
    assert heard.count("committee.declaration_assigned") == 4
    assert heard.count("committee.declaration_reviewed") == 4
    assert heard.count("committee.declaration_approved") == outcome["approved"] == 3


def test_what_was_withdrawn_while_it_passed_audit_is_voted_on_by_nobody(outcome):
    assert outcome["crossed"] == ["withdrawn", "withdrawn"]


def test_a_revoked_certificate_is_announced_and_shown_as_revoked(outcome):
    assert (outcome["revoked"], outcome["heard"].count("committee.certificate_revoked")) == ("revoked", 1)


def test_no_event_ends_as_a_dead_letter(outcome):
    assert outcome["dead_letters"] == 0


SESSION_STEPS = (
    "session_scheduled", "seed_committed", "panel_drawn", "plan_filed", "session_opened", "session_concluded",
    "results_posted", "results_closed", "package_reported", "results_approved",
)  # fmt: skip
