"""Stock nameko under the same faults, to record what it does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from amqp.exceptions import NotFound

SCRIPT = Path(__file__).with_name("stock_service.py")
DISPATCH = """
import sys
from nameko.standalone.events import event_dispatcher
dispatch = event_dispatcher({"AMQP_URI": sys.argv[1]})
for number in range(int(sys.argv[2])):
    dispatch("source", "happened", number)
"""
CALL = """
import sys
from nameko.standalone.rpc import ServiceRpcProxy
with ServiceRpcProxy("follower", {"AMQP_URI": sys.argv[1]}) as follower:
    follower.work(float(sys.argv[2]))
"""


class Stock:
    """One follower process; `dispatch` publishes with nameko's own dispatcher."""

    def __init__(self, amqp_uri: str, folder: Path) -> None:
        self.amqp_uri = amqp_uri
        self.folder = folder
        self.effects_file = folder / "stock-effects"
        self.processes: list[subprocess.Popen] = []
        self.started = 0

    def start(self, mode: str = "ok") -> subprocess.Popen:
        """Start and wait until it consumes."""
        process = self.launch(mode)
        self.started += 1
        self.eventually(lambda: self.log().count("ready\n") >= self.started)
        return process

    def launch(self, mode: str = "ok") -> subprocess.Popen:
        """Start one that may not live long enough to get ready."""
        log = (self.folder / "stock.log").open("ab")
        command = [sys.executable, "-W", "ignore", "-u", str(SCRIPT), self.amqp_uri, str(self.effects_file), mode]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        log.close()
        self.processes.append(process)
        return process

    def dispatch(self, events: int) -> None:
        self.spawn(DISPATCH, str(events)).wait(60)

    def spawn(self, script: str, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-W", "ignore", "-c", script, self.amqp_uri, *arguments]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ)
        self.processes.append(process)
        return process

    def effects(self) -> list[str]:
        return self.effects_file.read_text().splitlines() if self.effects_file.exists() else []

    def log(self) -> str:
        path = self.folder / "stock.log"
        return path.read_text() if path.exists() else ""

    def eventually(self, holds, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, self.log()[-3000:]
            time.sleep(0.05)

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait(10)


def messages_in(broker, amqp_uri: str, queue: str) -> int:
    """Messages of a queue of this test's virtual host, asked over AMQP."""
    with broker.connection(amqp_uri.rpartition("/")[2]) as connection:
        return connection.channel().queue_declare(queue, passive=True).message_count


def stands(broker, amqp_uri: str, queue: str) -> bool:
    """Whether somebody has declared it: what is written into one that is not there yet is lost, though confirmed.

    A service answers calls before its other part has declared what it consumes.
    """
    try:
        messages_in(broker, amqp_uri, queue)
    except NotFound:
        return False
    return True
