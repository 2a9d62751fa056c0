"""Real browsers for tests: one Playwright drives all that a process starts (a second one in its thread is refused)."""

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from infra.devstack import packages

OPTIONS = ("--no-sandbox", "--disable-gpu")


@cache
def driver() -> Playwright:
    """What drives browsers; it ends with the process."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@contextmanager
def browser(program: Path | None = None) -> Iterator[Browser]:
    """Debian's Chromium, or another `program`, closed at the end."""
    packages.ensure(packages.BROWSERS)
    started = driver().chromium.launch(executable_path=str(program or packages.CHROMIUM), args=list(OPTIONS))
    try:
        yield started
    finally:
        started.close()
