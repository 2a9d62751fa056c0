"""What the three servers have in common: one process, one folder, one entry in the state file."""

import os
import signal
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import psutil

from infra.devstack import processes
from infra.devstack.state import StateFile
from infra.devstack.tls import Tls


class Server(ABC):
    """A private server; safe to use from several processes because all it knows stands in the state file."""

    key: str
    start_seconds = 60.0
    stop_seconds = 20.0
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path, state: StateFile) -> None:
        self.folder = folder / self.key
        self.state = state
        self.tls = Tls(folder, state)

    @abstractmethod
    def command(self) -> list[str]:
        """The command line of the server; called after `prepare`."""

    @abstractmethod
    def prepare(self) -> None:
        """Write configuration and create data folders where they are missing."""

    @abstractmethod
    def ready(self) -> bool:
        """Whether the server answers in its own protocol now."""

    def environment(self) -> dict[str, str]:
        """The environment of the server process."""
        return dict(os.environ)

    def run_as(self) -> str | None:
        """The system user to run under; None is the current one."""
        return None

    @property
    def facts(self) -> dict[str, Any]:
        """What the state file says of this server (ports, passwords, process identity)."""
        return self.state.read(self.key)

    @property
    def log(self) -> Path:
        """Where the output of the process goes."""
        return self.folder / "output.log"

    @property
    def process(self) -> psutil.Process | None:
        """The living main process, if any."""
        return processes.find(self.facts)

    def start(self) -> float:
        """Start when it does not run and wait until it answers; returns the seconds that took."""
        began = time.monotonic()
        if self.process is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.prepare()
            identity = processes.spawn(self.command(), self.log, self.environment(), self.run_as())
            self.state.update(self.key, **identity)
        processes.eventually(self._ready_or_dead, self.start_seconds, f"{self.key} ready (see {self.log})")
        return time.monotonic() - began

    def stop(self) -> None:
        """Stop gracefully; what does not go by itself is killed."""
        if (process := self.process) is not None:
            processes.terminate(process, self.stop_seconds, self.stop_signal)
        self.state.update(self.key, pid=None, created=None)

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        if (process := self.process) is not None:
            processes.kill(process)
        self.state.update(self.key, pid=None, created=None)

    def restart(self) -> None:
        """Stop gracefully and start on the same port with the same data."""
        self.stop()
        self.start()

    def freeze(self) -> None:
        """SIGSTOP: sockets stay open, nothing answers. Returns once the kernel has stopped every process."""
        members = processes.family(self._running())
        processes.signal_all(members, signal.SIGSTOP)
        processes.eventually(
            lambda: all(not processes.is_running(each) or each.status() == psutil.STATUS_STOPPED for each in members),
            seconds=5,
            what=f"{self.key} to freeze",
            every=0.01,
        )

    def thaw(self) -> None:
        """SIGCONT after `freeze`."""
        processes.signal_all(list(reversed(processes.family(self._running()))), signal.SIGCONT)

    def memory(self) -> int:
        """Resident bytes of the server with its children; 0 when it does not run."""
        members = processes.family(self.process) if self.process else []
        return sum(member.memory_info().rss for member in members if processes.is_running(member))

    def _running(self) -> psutil.Process:
        process = self.process
        if process is None:
            raise RuntimeError(f"{self.key} does not run")
        return process

    def _ready_or_dead(self) -> bool:
        if self.process is None:
            tail = self.log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{self.key} ended while starting:\n{tail}")
        return self.ready()
