"""What a look at a page finds: whatever an office would complain of, as lines for people."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page

from tests.support.web.modules import node_modules

CODE_WORD = re.compile(r"\b[a-z]+_[a-z_]+\b")
TOKEN = re.compile(r"eyJ[A-Za-z0-9_-]{20,}\.")
"""How a signed token begins: pages have none to give."""
GRAVE = ("serious", "critical")
_VISIBLE_TEXT = """() => {
  const hidden = [...document.querySelectorAll('code, pre, textarea, .code')];
  const before = hidden.map(one => one.style.display);
  hidden.forEach(one => { one.style.display = 'none'; });
  const text = document.body.innerText;
  hidden.forEach((one, at) => { one.style.display = before[at]; });
  return text;
}"""
_FITS = "document.documentElement.scrollWidth <= window.innerWidth"
_AXE = """rules => axe.run(document, {
  resultTypes: ['violations'], preload: false, ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})})"""
SIZE_MATTERS = ("scrollable-region-focusable", "target-size", "meta-viewport", "css-orientation-lock", "bypass")
"""The rules of axe whose answer may be another one where the same page is laid out narrower."""


def come_in(page: Page, person: dict[str, Any], role: str, base: str = "") -> None:
    """Choose the person on the visitors' page (of the site at `base`), and the role in which he acts."""
    page.goto(urljoin(base, "/sign-in"))
    page.locator(f"form:has(input[name=account_id][value='{person['account_id']}']) button").click()
    if page.url.endswith("/capacities"):
        number = [act[0] for act in person["acts"]].index(role)
        page.locator("main ul.people button").nth(number).click()


def menu_of(page: Page) -> list[str]:
    """The addresses of the entries of the menu."""
    return [str(link.get_attribute("href")) for link in page.locator(".site-menu a").all()]


def complaints(page: Page, address: str) -> list[str]:
    """Open the page and tell what is wrong with it."""
    answer = page.goto(address)
    status = answer.status if answer else 0
    found = [] if status == 200 else [f"answers {status}"]
    return [f"{address} {one}" for one in [*found, *misfits(page), *slips(page), *barriers(page)]]


def misfits(page: Page) -> list[str]:
    """What does not fit the screen as it is."""
    return [] if page.evaluate(_FITS) else ["is wider than the screen"]


def slips(page: Page) -> list[str]:
    """What stands on the page and is not meant for people, at whatever size."""
    found = []
    if TOKEN.search(page.content()):
        found.append("holds a token")
    found += [f"shows {word}" for word in sorted(set(CODE_WORD.findall(page.evaluate(_VISIBLE_TEXT))))]
    return found


def barriers(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds that keeps people out, by all of its rules or these."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(_AXE, list(rules))["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}" for one in found if one["impact"] in GRAVE for node in one["nodes"][:3]
    ]


@cache
def _axe() -> str:
    return (node_modules() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
