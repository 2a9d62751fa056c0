"""The whole service in a process of its own on the embedded bus, with a real SMTP server beside it."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("run_with_mail.py")


def test_messages_of_an_organisation_leave_by_mail_once(tmp_path):
    command = [sys.executable, "-W", "ignore", str(SCRIPT), str(tmp_path)]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=root, env={"PYTHONPATH": str(root)})
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["refused 1", "sent clerk@unit.example 申报人员花名册已上报", "mails 1"]
