"""A sender that is killed between claim and outcome: no letter is lost, and one that goes twice has the same id."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.letters.mail_server import Clerk, mail_server

SCRIPT, ROOT = Path(__file__).with_name("run_one_letter.py"), Path(__file__).parents[3]
KILLED = -9


def run(folder, port, point):
    command = [sys.executable, "-W", "ignore", str(SCRIPT), str(folder), str(port), point]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode in (0, KILLED), done.stderr
    return done


@pytest.mark.parametrize(("point", "went_out"), [("claimed", 1), ("taken", 2)])
def test_a_letter_in_hand_goes_out_once_its_claim_has_ended(tmp_path, point, went_out):
    clerk = Clerk()
    with mail_server(clerk) as (_, port):
        assert run(tmp_path, port, point).returncode == KILLED
        assert run(tmp_path, port, "after").stdout.split() == ["0", "1", "0"]
    assert len(clerk.mails) == went_out
    assert len({mail["Message-ID"] for mail in clerk.mails}) == 1
