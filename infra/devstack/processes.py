"""Start, find and signal the operating-system processes of a server, over as many `make` calls as it lives."""

import atexit
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_started: list[subprocess.Popen[bytes]] = []  # kept: a collected Popen of a living child is a ResourceWarning


def spawn(
    command: Sequence[str], log: Path, env: Mapping[str, str], user: str | None = None, *, bound: bool = False
) -> dict[str, Any]:
    """Start a detached process (own session, output and any core dump beside `log`); returns what `find` needs.

    A `bound` one is told to end (SIGTERM) when we are gone without having stopped it, however we went (Linux only).
    """
    as_user: dict[str, Any] = {"user": user, "group": user, "extra_groups": []} if user else {}
    with log.open("ab") as out:
        child = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd=log.parent,
            env=dict(env),
            start_new_session=True,
            preexec_fn=_end_with_parent if bound else None,
            **as_user,
        )
    _started.append(child)
    return identity(child.pid)


def allow_files(wanted: int) -> None:
    """Raise how many files we, and what we start from now on, may open; at most to the machine's hard limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def identity(pid: int) -> dict[str, Any]:
    """What `find` needs to know a living process again; psutil.NoSuchProcess when there is none."""
    return {"pid": pid, "created": _born(pid)}


def _born(pid: int) -> str:
    """This boot and the tick of it at which the process started: its time of day would move with the clock's steps."""
    if sys.platform != "linux":
        return str(psutil.Process(pid).create_time())
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        raise psutil.NoSuchProcess(pid) from None
    return f"{Path('/proc/sys/kernel/random/boot_id').read_text().strip()}/{after_name[19]}"


def _end_with_parent() -> None:
    if _libc is not None:
        _libc.prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def find(known: Mapping[str, Any]) -> psutil.Process | None:
    """The living process of that identity; None when it is gone, a zombie, or its pid belongs to another one now."""
    try:
        process = psutil.Process(known["pid"])
        return process if _born(process.pid) == known["created"] and is_running(process) else None
    except (KeyError, psutil.NoSuchProcess):
        return None


def family(process: psutil.Process) -> list[psutil.Process]:
    """The process and all below it, parents first."""
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def signal_all(processes: Sequence[psutil.Process], number: signal.Signals) -> None:
    """Send one signal to each; those already gone are passed over."""
    for process in processes:
        try:
            process.send_signal(number)
        except psutil.NoSuchProcess:
            continue


def terminate(process: psutil.Process, grace: float, first: signal.Signals = signal.SIGTERM) -> None:
    """Ask with `first`, wait up to `grace` seconds, then SIGKILL what is left of the whole family."""
    members = family(process)
    signal_all(members, signal.SIGCONT)  # a frozen process acts on no other signal
    signal_all([process], first)
    signal_all(wait_gone(members, grace), signal.SIGKILL)
    wait_gone(members, 10)
    reap()


def kill(process: psutil.Process) -> None:
    """SIGKILL the whole family at once and wait until it is gone; stopped first, so that no child is born meanwhile."""
    signal_all([process], signal.SIGSTOP)
    members = family(process)
    signal_all(members, signal.SIGKILL)
    wait_gone(members, 10)
    reap()


def wait_gone(members: Sequence[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Wait until all are dead; returns those that live on. A zombie is dead: its parent may be slow to collect it."""
    deadline = time.monotonic() + seconds
    living = list(members)
    while (living := [one for one in living if is_running(one)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return living


def is_running(process: psutil.Process) -> bool:
    """Whether the process still executes (neither gone nor a zombie)."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@atexit.register
def _leave_behind() -> None:
    """Those still living go on without us on purpose; Popen would complain of each when the interpreter ends."""
    for child in _started:
        child.returncode = child.poll() or 0


def reap() -> None:
    """Collect the exit codes of our own dead children so that no zombie stays."""
    _started[:] = [child for child in _started if child.poll() is None]


def run_quietly(
    command: Sequence[str], log: Path, env: Mapping[str, str] | None = None, user: str | None = None
) -> None:
    """Run a command to its end; its output goes to `log` and, when it fails, into the error."""
    as_user: dict[str, Any] = {"user": user, "group": user, "extra_groups": []} if user else {}
    done = subprocess.run(
        list(command),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        env=dict(env or os.environ),
        **as_user,
    )
    with log.open("a") as out:
        out.write(f"$ {' '.join(command)}\n{done.stdout}{done.stderr}")
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{done.stderr[-2000:] or done.stdout[-2000:]}")


def eventually(condition: Any, seconds: float, what: str, every: float = 0.05) -> None:
    """Wait until `condition()` is true; after `seconds` raise TimeoutError that names `what`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} not within {seconds:.0f} s")
        time.sleep(every)
