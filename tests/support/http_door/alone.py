"""`python -m tests.support.http_door.alone`: the interface on a port with a stand-in behind it, until its input ends.

Every method answers a list that goes on, with what it was asked; green from its first line.
"""

import eventlet

eventlet.monkey_patch()

import sys  # noqa: E402

from eventlet import tpool, wsgi  # noqa: E402

from tests.support.http_door.stand_in import StandIn, door  # noqa: E402


def main():
    """Print the port and answer."""
    client, _ = door(public_rate=10_000)
    listener = eventlet.listen(("127.0.0.1", 0))
    eventlet.spawn(wsgi.server, listener, client.application, log_output=False)
    print(listener.getsockname()[1], flush=True)
    tpool.execute(sys.stdin.read)


def _echo(self, method, *, correlation=None, dry_run=False, **params):
    """In the place of the stand-in's own answers."""
    return {"items": [], "next_cursor": "more", "total": None, "asked": params}


if __name__ == "__main__":
    StandIn.call = _echo
    main()
