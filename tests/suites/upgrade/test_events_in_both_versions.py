"""Events of this version come to processes of the released one, which need not let an unknown one wait."""

import json
import os
import subprocess
import sys

import pytest

from shared.contracts.queues import SUBSCRIPTIONS
from tests.support.released import released_tree

pytestmark = pytest.mark.databases("sqlite")

FOLLOWED = """
import json
from shared.contracts.queues import SUBSCRIPTIONS
from shared.messaging.events import handle
queues = {
    stream.queue_of(name): {event.name: event.version for event in stream.events}
    for name, streams in SUBSCRIPTIONS.items() for stream in streams
}
print(json.dumps({"waits": hasattr(handle, "NotKnownYet"), "queues": queues}))
"""
"""What the released version follows, and whether what it does not know waits."""


def unknown_to(released):
    """(queue, type) that comes to a queue of the released version, which does not know the type or its version."""
    sent = {
        (stream.queue_of(name), event.name): event.version
        for name, streams in SUBSCRIPTIONS.items()
        for stream in streams
        for event in stream.events
    }
    queues = released["queues"]
    return {place for place, number in sent.items() if place[0] in queues and queues[place[0]].get(place[1]) != number}


def test_none_comes_to_a_process_that_would_lay_it_to_rest(tmp_path_factory):
    tree = released_tree(tmp_path_factory)
    command = [sys.executable, "-W", "ignore", "-c", FOLLOWED]
    done = subprocess.run(
        command, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)}, capture_output=True, text=True, check=True
    )
    released = json.loads(done.stdout)
    assert released["queues"]
    assert released["waits"] or unknown_to(released) == set()
    one = next(iter(released["queues"]))
    assert unknown_to({"queues": {one: {}}}) >= {(one, event) for event in released["queues"][one]}
