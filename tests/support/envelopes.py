"""Events as a publisher would send them, for tests that write bodies by hand."""

import json
import uuid


class Message:
    """A delivery as kombu shows it."""

    def __init__(self, body, headers=None, properties=None):
        self.body, self.headers, self.properties = body, headers or {}, properties or {}


def members(event, about, data=None, /, **changes):
    """The attributes of a first event of a subject; a change to None takes one away."""
    made = {
        "specversion": "1.0", "datacontenttype": "application/json", "id": str(uuid.uuid4()), "type": event.name,
        "source": event.source, "aggregate": event.aggregate, "subject": about, "sequence": 1, "epoch": "epoch-1",
        "publisher": event.source, "time": "2026-06-15T09:00:00+08:00", "correlation": "c1", "authtype": "user",
        "authid": "p1", "dataversion": event.version, "data": event.sample if data is None else data,
    }  # fmt: skip
    return made | changes


def body(event, about, data=None, /, **changes):
    """The same as JSON."""
    return json.dumps(members(event, about, data, **changes))
