"""Every page of the console, as its links lead there, at an office's screen, a telephone's and at 200% zoom.

`make tour` sets ZHIPING_TOUR: then the winter's pages are walked as well, and the pictures and their list are stored in
docs/tour. axe applies all its rules where a page is first laid out, and those for which the size matters wherever else:
the rest read the same document three times, which is most of the time that this would take.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Page

from tests.support.gateway_site import SUMMER, Site, site_at
from tests.support.tour import record
from tests.support.tour.pictures import Camera
from tests.support.tour.places import Place, endpoints, waiting
from tests.support.tour.stages import ACTS, STAGES, Stage
from tests.support.tour.visits import SENT_BACK, VISITS, Visit
from tests.support.tour.walk import SIZES, Shown, Walker
from tests.support.web.looking import SIZE_MATTERS, barriers, misfits, slips

pytestmark = pytest.mark.timeout(3600)
STORING = bool(os.environ.get("ZHIPING_TOUR"))
MOMENTS = tuple(VISITS) if STORING else (SUMMER,)
FIRST = next(iter(SIZES))


class Tour:
    """One walk through the sites of all moments, in one browser page."""

    def __init__(self, page: Page, sites: Callable[[str], Site]) -> None:
        self._page, self._sites = page, sites
        self._camera = Camera(page, record.TOUR) if STORING else None
        self._walkers: dict[str, Walker] = {}
        self._known: dict[str, Shown] = {}
        self.complaints: list[str] = []

    def walk(self, moment: str, visit: Visit) -> list[str]:
        """What there is to complain of on the pages that this visit shows first."""
        self.complaints = []
        self._walker(moment).visit(visit)
        return self.complaints

    def stage(self, stage: Stage) -> list[str]:
        """The same of a page to which no link leads."""
        self.complaints = []
        walker = self._walker(stage.moment)
        if not stage.goes_on:
            walker.come_in(stage.visit)
        stage.play(self._page, self._sites(stage.moment))
        walker.show(stage.visit, stage.name)
        return self.complaints

    @property
    def shown(self) -> list[Shown]:
        """All pages so far, role by role."""
        return list(self._known.values())

    def _walker(self, moment: str) -> Walker:
        if moment not in self._walkers:
            self._walkers[moment] = Walker(self._sites(moment), self._page, self._look, self._known)
        return self._walkers[moment]

    def _look(self, page: Page, shown: Shown, size: str) -> None:
        found = [*slips(page), *barriers(page)] if size == FIRST else barriers(page, SIZE_MATTERS)
        self.complaints += [f"{shown.name} at {size} {one}" for one in [*found, *misfits(page)]]
        if self._camera:
            self._camera.take(page, shown, size)


@pytest.fixture(scope="module")
def tour(chromium, request) -> Iterator[Tour]:
    """The walk of all tests here; where acts are played, through sites that no other test looks at."""
    with ExitStack() as stack:
        own = cache(lambda moment: stack.enter_context(site_at(moment)))
        sites = own if STORING else request.getfixturevalue("sites")
        context = chromium.new_context(base_url=sites(SUMMER).url, locale="zh-CN")
        yield Tour(context.new_page(), sites)
        context.close()


@pytest.mark.parametrize("moment,visit", [(moment, visit) for moment in MOMENTS for visit in VISITS[moment]])
def test_whatever_a_visitor_comes_to_may_be_shown_to_anybody(tour, moment, visit):
    assert tour.walk(moment, visit) == []


@pytest.mark.parametrize("stage", [*STAGES, *ACTS] if STORING else STAGES, ids=lambda stage: stage.name)
def test_what_an_act_leads_to_may_be_shown_as_well(tour, stage):
    assert tour.stage(stage) == []


if STORING:

    def test_what_is_sent_back_lies_open_to_be_mended(tour):
        assert tour.walk(SUMMER, SENT_BACK) == []


def test_the_list_names_every_page_that_was_walked(tour):
    if STORING:
        record.write(sorted(tour.shown, key=lambda one: (one.role, one.name)))
    listed = {one.page for one in record.findings()}
    later = tuple(Place(endpoint).name for endpoint in waiting())
    known = (*(Place(one).name for one in endpoints()), "fault-") if later else ()
    assert [one.name for one in tour.shown if one.name not in listed and not one.name.startswith(known)] == []
