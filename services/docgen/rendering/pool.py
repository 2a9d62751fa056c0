"""Worker processes for rendering, so that a document never holds up the service's event loop.

The parent's ends are plain sockets: green under eventlet, blocking elsewhere. A worker that dies or falls silent is
replaced and its order given to the next one.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from services.docgen.domain.order import RenderOrder

from .errors import RenderFault, TemplateFault, WorkerLost
from .frames import receive_frame, send_frame
from .library import TEMPLATES
from .worker import DONE, TEMPLATE_FAULT

_ROOT = Path(__file__).parents[3]
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "HOME", "VIRTUAL_ENV")  # keys and addresses stay with the service


class _Worker:
    """One process and the socket to it."""

    def __init__(self, folder: Path, timeout: float) -> None:
        self._channel, theirs = socket.socketpair()
        self._channel.settimeout(timeout)
        descriptor = theirs.fileno()
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "services.docgen.rendering.worker", str(descriptor), str(folder)],
            pass_fds=[descriptor],
            cwd=_ROOT,
            env=environment | {"PYTHONPATH": str(_ROOT)},
            stdin=subprocess.DEVNULL,
        )
        theirs.close()

    def ask(self, frame: bytes) -> bytes:
        try:
            send_frame(self._channel, frame)
            reply = receive_frame(self._channel)
        except (OSError, EOFError) as fault:
            raise WorkerLost(type(fault).__name__) from fault
        if reply is None:
            raise WorkerLost("closed")
        return reply

    def stop(self) -> None:
        self._channel.close()
        self.process.kill()
        self.process.wait()


class RenderPool:
    """At most `size` documents at a time; processes start when they are first needed."""

    def __init__(self, size: int = 2, folder: Path = TEMPLATES, timeout: float = 60.0, attempts: int = 3) -> None:
        self._folder = folder
        self._timeout = timeout
        self._attempts = attempts
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._places = threading.Semaphore(size)

    def render(self, order: RenderOrder) -> bytes:
        """The finished document; WorkerLost when every attempt lost its worker."""
        frame = order.to_bytes()
        with self._places:
            for attempt in range(1, self._attempts + 1):
                try:
                    return self._read(self._ask(frame))
                except WorkerLost:
                    if attempt == self._attempts:
                        raise
        raise AssertionError("unreachable")

    def process_ids(self) -> list[int]:
        """The living workers, for health reports and tests."""
        return sorted(worker.process.pid for worker in self._all)

    def close(self) -> None:
        """Ends the workers; orders in progress are lost."""
        for worker in list(self._all):
            self._drop(worker)
        self._idle.clear()

    def _ask(self, frame: bytes) -> bytes:
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = self._start()
        try:
            reply = worker.ask(frame)
        except BaseException:
            self._drop(worker)
            raise
        self._idle.append(worker)
        return reply

    def _start(self) -> _Worker:
        worker = _Worker(self._folder, self._timeout)
        self._all.add(worker)
        return worker

    def _drop(self, worker: _Worker) -> None:
        self._all.discard(worker)
        worker.stop()

    @staticmethod
    def _read(reply: bytes) -> bytes:
        status, body = reply[:1], reply[1:]
        if status == DONE:
            return body
        reason = body.decode()
        raise TemplateFault(reason) if status == TEMPLATE_FAULT else RenderFault(reason)
