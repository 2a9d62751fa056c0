"""Each role's main path in the browsers that offices have: Debian's, that of 2022 and that of 2021."""

import os
from collections.abc import Iterator

import pytest

from tests.support.gateway_site import SUMMER, WINTER
from tests.support.web import main_paths
from tests.support.web.chromium import browser
from tests.support.web.hands import Hands
from tests.support.web.old_browsers import program

pytestmark = pytest.mark.timeout(1800)
LATER = [(WINTER, main_paths.expert)] if os.environ.get("ZHIPING_TOUR") else []
"""Nobody is drawn in the summer: an expert's path is walked by `make tour`, which has the winter played."""
PATHS = [*((SUMMER, path) for path in main_paths.IN_SUMMER), *LATER]
DAYS = {"debian": 21, "108": 22, "88": 23}
"""Browser -> the day that its tries name, so that what one does is not in another's way."""


@pytest.fixture(scope="module", params=DAYS)
def visitor(request: pytest.FixtureRequest) -> Iterator[tuple[Hands, int]]:
    """Somebody at one of the browsers; whatever its scripts trip over fails the test."""
    broken: list[str] = []
    with browser(None if request.param == "debian" else program(request.param)) as started:
        if request.param != "debian":
            assert started.version.startswith(f"{request.param}.")
        page = started.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.on("pageerror", lambda error: broken.append(str(error)))
        yield Hands(page), DAYS[request.param]
    assert broken == []


@pytest.mark.parametrize("moment,path", PATHS, ids=[path.__name__ for _, path in PATHS])
def test_a_role_does_what_it_mainly_does(visitor, sites, moment, path):
    hands, day = visitor
    path(hands, sites(moment), day)
    assert hands.fits()
    assert hands.page.evaluate("typeof window.htmx") == "object"
