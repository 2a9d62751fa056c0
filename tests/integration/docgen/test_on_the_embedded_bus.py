"""A year over the embedded bus, in a green process of its own; and workers killed while it prints."""

import json
import subprocess
import sys

from tests.support.docgen_suite import facts


def run(folder, *arguments):
    """The story's result."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.docgen_suite.bus", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_facts_become_stored_documents_with_links(tmp_path):
    found = run(tmp_path)
    assert {tuple(one) for one in found["documents"]} == facts.EXPECTED
    assert found["states"] == {"waiting": 0, "rendering": 0, "stored": len(facts.EXPECTED), "failing": 0}
    assert found["published"] == {"docgen.document_stored": len(facts.EXPECTED)}
    assert found["intact"]
    assert found["dead_letters"] == 0


def test_render_workers_killed_under_the_press_change_nothing(tmp_path):
    found = run(tmp_path, "kill-workers")
    assert {tuple(one) for one in found["documents"]} == facts.EXPECTED
    assert found["published"] == {"docgen.document_stored": len(facts.EXPECTED)}
    assert found["killed"] > 0
