"""Follows the links of the console, page by page, and shows each page that was not shown yet at every size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

from tests.support.gateway_site import Site
from tests.support.tour.places import Place, place_of
from tests.support.tour.visits import OWN_VIEW, Visit
from tests.support.web.looking import come_in

SIZES = {"1366": (1366, 768), "390": (390, 844), "200%": (683, 384)}
"""Name -> width and height in which the page is laid out; a screen of 1366x768 at 200% has half of each."""
_LINKS = "() => [...document.querySelectorAll('a[href]')].map(one => one.href)"


@dataclass(frozen=True)
class Shown:
    """A page that the browser shows now."""

    place: Place
    role: str
    address: str
    title: str
    status: int

    @property
    def name(self) -> str:
        """As files and the list have it."""
        return f"{(self.role or 'public').replace('_', '-')}--{self.place.name}"


Look = Callable[[Page, Shown, str], None]


class Walker:
    """One walk through a site; `look` is called for every page and size."""

    def __init__(self, site: Site, page: Page, look: Look) -> None:
        self._site, self._page, self._look = site, page, look
        self._known: set[tuple[str, Place]] = set()
        self.shown: dict[str, Shown] = {}

    def visit(self, visit: Visit) -> None:
        """Come in as this person and follow every link that leads to a page not shown yet."""
        self._page.context.clear_cookies()
        if visit.role:
            people = self._site.people(visit.role)
            come_in(self._page, next(one for one in people if visit.story in one["story"]), visit.role)
        waiting, seen = [urljoin(self._site.url, begin) for begin in visit.begins], set()
        while waiting:
            address = waiting.pop(0)
            answer = self._page.goto(address)
            if answer is not None:
                self.show(visit, answer.status)
            for link in self._links():
                key = _key(visit, link)
                if key is not None and key not in seen:
                    seen.add(key)
                    if key not in self._known or key[1].endpoint in LEADING:
                        waiting.append(link)

    def show(self, visit: Visit, status: int = 200, step: str = "") -> None:
        """Look at the page that is open, unless one like it was looked at; `step`: what was done on it."""
        key = _key(visit, self._page.url, step)
        if key is None or key in self._known:
            return
        self._known.add(key)
        title = self._page.inner_text("h1")
        shown = Shown(key[1], visit.role, urlsplit(self._page.url).path, title, status)
        self.shown[shown.name] = shown
        for size, (width, height) in SIZES.items():
            self._page.set_viewport_size({"width": width, "height": height})
            self._look(self._page, shown, size)
        width, height = SIZES["1366"]
        self._page.set_viewport_size({"width": width, "height": height})

    def _links(self) -> Iterator[str]:
        for link in self._page.evaluate(_LINKS):
            if link.startswith(self._site.url):
                yield link.partition("#")[0]


LEADING = frozenset({"applicant.declarations", "applicant_declaration.show", "clerk_inbox.inbox"})
"""Pages that lead each person somewhere else."""


def _key(visit: Visit, address: str, step: str = "") -> tuple[str, Place] | None:
    place = place_of(address)
    if place is None:
        return None
    own = place.endpoint in OWN_VIEW
    if place.endpoint in visit.told_by_story:
        place = Place(place.endpoint, visit.story)
    if step:
        place = Place(place.endpoint, "-".join(part for part in (place.variant, step) if part))
    return (visit.role if own else "", place)
