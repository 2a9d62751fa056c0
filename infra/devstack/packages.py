"""Installs the Debian packages the stack needs, when they are missing, and leaves nothing of theirs running."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.devstack import database
from infra.devstack.broker import SCRIPTS
from infra.devstack.state import locked

_POLICY = Path("/usr/sbin/policy-rc.d")
_INSTALL_LOCK = Path("/tmp/zhiping-packages.lock")


@dataclass(frozen=True)
class Need:
    """A program or font, how to see that it is there, and the packages that bring it."""

    name: str
    present: Callable[[], bool]
    packages: tuple[str, ...]


def _fonts_present() -> bool:
    return any(Path("/usr/share/fonts").rglob("NotoSansCJK*")) or any(Path("/usr/share/fonts").rglob("NotoSerifCJK*"))


SERVERS = (
    Need("RabbitMQ", (SCRIPTS / "rabbitmq-server").exists, ("rabbitmq-server",)),
    Need("PostgreSQL", lambda: database.binaries() is not None, ("postgresql",)),
)
DOCUMENT_TOOLS = (
    Need(
        "LibreOffice",
        lambda: shutil.which("soffice") is not None,
        ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
    ),
    Need("Noto CJK fonts", _fonts_present, ("fonts-noto-cjk",)),
    Need("poppler", lambda: shutil.which("pdftoppm") is not None, ("poppler-utils",)),
)


def ensure(needs: Iterable[Need], say: Callable[[str], None] = print) -> None:
    """Install what is missing; raises RuntimeError with the command to run when that is not possible."""
    if all(need.present() for need in needs):
        return
    with locked(_INSTALL_LOCK):  # dpkg has one lock for all, and two test runs may start together
        missing = [need for need in needs if not need.present()]
        if missing:
            say(f"installing {', '.join(need.name for need in missing)} ...")
            _install([package for need in missing for package in need.packages])
    absent = [need.name for need in needs if not need.present()]
    if absent:
        raise RuntimeError(f"still missing after the installation: {', '.join(absent)}")


def _install(packages: list[str]) -> None:
    prefix = _root_prefix(packages)
    with _no_service_starts(prefix):
        _run([*prefix, "apt-get", "update", "-q"])
        quiet = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
        _run([*prefix, "apt-get", "install", "-q", "-y", "--no-install-recommends", *quiet, *packages])
    _stop_what_started(prefix, packages)


def _root_prefix(packages: list[str]) -> list[str]:
    if shutil.which("apt-get") is None:
        raise RuntimeError(f"no apt-get here; install by hand what these Debian packages hold: {' '.join(packages)}")
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    raise RuntimeError(f"not root; run: sudo apt-get install --no-install-recommends {' '.join(packages)}")


@contextmanager
def _no_service_starts(prefix: list[str]) -> Iterator[None]:
    """Debian's own switch: while `policy-rc.d` says 101, no package starts a daemon."""
    ours = not _POLICY.exists() and not prefix
    if ours:
        _POLICY.write_text("#!/bin/sh\nexit 101\n")
        _POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            _POLICY.unlink(missing_ok=True)


def _stop_what_started(prefix: list[str], packages: list[str]) -> None:
    """Where the switch could not be set, stop the system-wide services of the packages just installed."""
    for service in {"rabbitmq-server", "postgresql"} & set(packages):
        subprocess.run([*prefix, "service", service, "stop"], capture_output=True, check=False)


def _run(command: list[str]) -> None:
    environment = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise RuntimeError(f"`{' '.join(command)}` failed:\n{(done.stdout + done.stderr)[-2000:]}")
