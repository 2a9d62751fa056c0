"""`python stock_service.py <amqp uri> <effects file> <mode>`: an event handler and an RPC of stock nameko."""

import eventlet

eventlet.monkey_patch()

import logging  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

from nameko.events import event_handler  # noqa: E402
from nameko.rpc import rpc  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

URI, EFFECTS, MODE = sys.argv[1:4]
logging.basicConfig(level=logging.WARNING)


def note(line):
    with open(EFFECTS, "a") as effects:
        effects.write(f"{line}\n")


class Follower:
    name = "follower"

    @event_handler("source", "happened", requeue_on_error=MODE == "requeue")
    def on_event(self, data):
        if MODE in ("raise", "requeue"):
            note(f"attempt {data}")
            raise RuntimeError("cannot")
        if MODE == "kill":
            os._exit(9)
        note(data)
        if MODE == "slow":
            time.sleep(3)

    @rpc
    def work(self, seconds):
        note("working")
        time.sleep(seconds)
        note("done working")
        return "done"


if __name__ == "__main__":
    import signal

    runner = ServiceRunner({"AMQP_URI": URI})
    runner.add_service(Follower)
    signal.signal(signal.SIGTERM, lambda number, frame: eventlet.spawn_n(runner.stop))
    runner.start()
    print("ready", flush=True)
    runner.wait()
