"""A notice's year in which everybody calls over HTTP: applicants file, clerks decide, offices draw, as over the bus."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from infra.paths import ROOT
from shared.contracts.methods import method
from tests.support.scenario.playing import CAST, undisturbed

APPLICANT = {
    "register_person", "update_profile", "open_photo_upload", "set_photo", "start_declaration", "fill_dossier",
    "open_upload", "attach_material", "sign_commitment", "submit_declaration", "get_declaration",
}  # fmt: skip
CLERK = {"list_inbox", "get_case", "approve_stage", "return_declaration", "post_publicity", "close_publicity"}
OFFICE = {"schedule_session", "commit_seed", "draw_panel", "file_plan", "cast_ballots", "post_results"}


@pytest.fixture(scope="module")
def over_http(tmp_path_factory):
    """What the program printed."""
    folder = tmp_path_factory.mktemp("door") / "site"
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.http_door.year", str(folder), json.dumps(CAST)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.timeout(1500)
def test_the_year_is_the_one_that_it_is_over_the_bus(over_http, tmp_path_factory):
    over_the_bus = undisturbed(tmp_path_factory)
    assert over_http["summary"] == {name: over_the_bus[name] for name in over_the_bus if name != "ledger"}


def test_every_path_of_applicant_clerk_and_office_was_gone_over_http(over_http):
    called = {method(name).name for name in over_http["calls"]}
    assert called >= APPLICANT | CLERK | OFFICE
    assert sum(over_http["calls"].values()) > 1000
