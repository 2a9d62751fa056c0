"""Installs the Debian packages the stack needs, when they are missing, and leaves nothing of theirs running."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from infra.devstack import database
from infra.devstack.broker import SCRIPTS
from infra.devstack.state import locked

_POLICY = Path("/usr/sbin/policy-rc.d")
_UNATTENDED = ("env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")  # sudo drops what it inherits
_INSTALL_LOCK = Path(gettempdir()) / f"zhiping-packages-{os.getuid()}.lock"


class CannotInstall(RuntimeError):
    """Something is missing and we may not or cannot install it; the text says what to run."""


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
CHROMIUM = Path("/usr/bin/chromium")
BROWSERS = (Need("Chromium", CHROMIUM.exists, ("chromium",)), DOCUMENT_TOOLS[1])
"""What the tests of pages need beside the servers; with a font, or pages show boxes for Chinese."""
RABBITMQ_FOR_JAVA = Path("/usr/share/java/amqp-client.jar")
JAVA = (
    Need("a JDK", lambda: shutil.which("javac") is not None, ("default-jdk-headless",)),
    Need("RabbitMQ's client for Java", RABBITMQ_FOR_JAVA.exists, ("librabbitmq-client-java",)),
)
"""For what portals in Java do: the generator of clients, and the example that calls over AMQP."""


ALL = tuple(dict.fromkeys((*SERVERS, *DOCUMENT_TOOLS, *BROWSERS, *JAVA)))


def ensure(needs: Iterable[Need], say: Callable[[str], None] = print) -> None:
    """Install what is missing; raises CannotInstall with the command to run when that is not possible."""
    needs = tuple(needs)
    if all(need.present() for need in needs):
        return
    with locked(_INSTALL_LOCK):  # dpkg has one lock for all, and two test runs may start together
        missing = [need for need in needs if not need.present()]
        if missing:
            _install(missing, say)
    absent = [need.name for need in needs if not need.present()]
    if absent:
        raise CannotInstall(f"still missing after the installation: {', '.join(absent)}")


def _install(missing: list[Need], say: Callable[[str], None]) -> None:
    names = ", ".join(need.name for need in missing)
    packages = [package for need in missing for package in need.packages]
    prefix = _root_prefix(names, packages)
    say(f"installing {names} (Debian packages: {' '.join(packages)}) ...")
    with _no_service_starts(prefix):
        _run([*prefix, "apt-get", "update", "-q"])
        quiet = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]
        _run([*prefix, *_UNATTENDED, "apt-get", "install", "-q", "-y", "--no-install-recommends", *quiet, *packages])


def _root_prefix(names: str, packages: list[str]) -> list[str]:
    """What to put before a command to be root; CannotInstall when nothing would help."""
    if shutil.which("apt-get") is None:
        raise CannotInstall(
            f"missing: {names}. This is not Debian; install what its packages hold: {' '.join(packages)}"
        )
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    by_hand = f"apt-get update && apt-get install --no-install-recommends {' '.join(packages)}"
    raise CannotInstall(f"missing: {names}. Once, as root, run:\n  {by_hand}\nthen this again as yourself.")


@contextmanager
def _no_service_starts(prefix: list[str]) -> Iterator[None]:
    """Debian's own switch: while `policy-rc.d` says 101, no package starts a daemon."""
    ours = not _POLICY.exists()
    if ours:
        _run([*prefix, "sh", "-c", f"printf '#!/bin/sh\\nexit 101\\n' >{_POLICY} && chmod 755 {_POLICY}"])
    try:
        yield
    finally:
        if ours:
            _run([*prefix, "rm", "-f", str(_POLICY)])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise CannotInstall(f"`{' '.join(command)}` failed:\n{(done.stdout + done.stderr)[-2000:]}")
