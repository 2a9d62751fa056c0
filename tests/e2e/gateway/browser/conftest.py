"""A real browser: Debian's Chromium, driven by playwright."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.support.gateway_site import SUMMER, Site, site_at
from tests.support.web.chromium import browser

OFFICE_SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One for all tests of a process; each test has a context of its own."""
    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def sites(site: Site) -> Iterator[Callable[[str], Site]]:
    """The site at a moment; other moments than the summer are played only where somebody asks for them."""
    opened = {SUMMER: site}
    with ExitStack() as stack:

        def at(moment: str) -> Site:
            if moment not in opened:
                opened[moment] = stack.enter_context(site_at(moment))
            return opened[moment]

        yield at


@pytest.fixture
def page(chromium: Browser, site) -> Iterator[Page]:
    """A page without a login, at the size of an office's screen; whatever its console complains of fails the test."""
    context = chromium.new_context(base_url=site.url, viewport=OFFICE_SCREEN, locale="zh-CN")
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda line: complaints.append(line.text) if _is_complaint(line) else None)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    yield shown
    context.close()
    assert complaints == []


def _is_complaint(line: ConsoleMessage) -> bool:
    """An error, but not that the browser asked for a picture of the site by itself, or that a form was refused."""
    own = line.location["url"].endswith("/favicon.ico") or "status of 422" in line.text
    return line.type == "error" and not own
