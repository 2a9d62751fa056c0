"""A file that shows tests what was started, whatever became of it."""

import os
import time
from pathlib import Path


def note_run(event_id):
    """One line per start of a handler (the event id) or of a slow call."""
    path = os.environ.get("MIRROR_RUNS")
    if path:
        with open(path, "a") as runs:
            runs.write(f"{event_id}\n")


def wait_until_mended(seconds=60):
    """Until the test says so by the file MIRROR_MENDED."""
    deadline = time.monotonic() + seconds
    while not Path(os.environ["MIRROR_MENDED"]).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
