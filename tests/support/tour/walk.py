"""Follows the links of the console, page by page, and shows each page that was not shown yet at every size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from playwright.sync_api import Page

from tests.support.gateway_site import Site
from tests.support.tour.places import place_of
from tests.support.tour.visits import OWN_VIEW, Visit
from tests.support.web.looking import come_in

SIZES = {"1366": (1366, 768), "390": (390, 844), "200%": (683, 384)}
"""Name -> width and height in which the page is laid out; a screen of 1366x768 at 200% has half of each."""
_LINKS = "() => [...document.querySelectorAll('a[href]')].map(one => one.href)"


@dataclass(frozen=True)
class Shown:
    """A page that was shown: its name in files and in the list, to whom, and its heading."""

    name: str
    role: str
    title: str


Look = Callable[[Page, Shown, str], None]


class Walker:
    """One walk through a site; `look` is called for every page and size, `shown` keeps the pages by name."""

    def __init__(self, site: Site, page: Page, look: Look, shown: dict[str, Shown]) -> None:
        self._site, self._page, self._look, self._shown = site, page, look, shown

    def come_in(self, visit: Visit) -> None:
        """As this person, or as nobody; the screen is an office's."""
        self._page.context.clear_cookies()
        self._resize(SIZES["1366"])
        if visit.role:
            people = self._site.people(visit.role)
            chosen = next(one for one in people if visit.story in one["story"])
            come_in(self._page, chosen, visit.role, self._site.url)

    def visit(self, visit: Visit) -> None:
        """Come in and follow every link that leads to a page not shown yet."""
        self.come_in(visit)
        waiting, seen = [urljoin(self._site.url, begin) for begin in visit.begins], set[str]()
        while waiting:
            self._page.goto(waiting.pop(0))
            self.show(visit)
            for link in self._links():
                name = _name(visit, link)
                if name and name not in seen:
                    seen.add(name)
                    if name not in self._shown or name.startswith(LEADING):
                        waiting.append(link)

    def show(self, visit: Visit, step: str = "") -> None:
        """Look at the page that is open, unless one like it was looked at; `step`: what was done to come to it."""
        name = _name(visit, self._page.url, step)
        if not name or name in self._shown:
            return
        shown = Shown(name, visit.role, self._page.inner_text("h1"))
        self._shown[name] = shown
        for size, place in SIZES.items():
            self._resize(place)
            self._look(self._page, shown, size)
        self._resize(SIZES["1366"])

    def _resize(self, place: tuple[int, int]) -> None:
        self._page.set_viewport_size({"width": place[0], "height": place[1]})

    def _links(self) -> Iterator[str]:
        for link in self._page.evaluate(_LINKS):
            if link.startswith(self._site.url):
                yield link.partition("#")[0]


LEADING = ("applicant-declarations", "applicant-declaration-show", "clerk-inbox-inbox", "committees-register",
           "committees-sessions", "deadlines-listed", "public-results-", "reached-own")  # fmt: skip
"""Pages that lead each person somewhere else."""


def _name(visit: Visit, address: str, step: str = "") -> str:
    """What the page is called in files and in the list; empty for what is no page, `fault` for what is not there."""
    place = place_of(address)
    if place is None:
        return f"fault-{step}" if step else ""
    own = visit.role if place.endpoint in OWN_VIEW else ""
    told = visit.word if place.endpoint in visit.told_by_story else ""
    return "-".join(part for part in (place.name, own, told, step) if part).replace("_", "-")
