"""A person at a page of any browser, who has a keyboard and no mouse: reads what is shown, types, presses Enter.

Playwright's own clicking and filling asks the page for what browsers learned after Chromium 88 (`checkVisibility`); its
keyboard and its scripts work with every version.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page

_REACH = """([selector, text]) => {
  const one = [...document.querySelectorAll(selector)].find(
    each => each.getClientRects().length && (each.innerText || '').includes(text));
  if (one) one.focus();
  return Boolean(one) && document.activeElement === one;
}"""
_FIELD = """const field = name => {
  const label = [...document.querySelectorAll('main label')].find(each => each.innerText.trim().startsWith(name));
  return label ? document.getElementById(label.htmlFor) : document.querySelector(`main [aria-label='${name}']`);
};
"""
_EMPTY = f"name => {{ {_FIELD} const one = field(name); one.focus(); if (one.select) one.select(); }}"
_SET = f"""([name, value]) => {{ {_FIELD}
  const one = field(name);
  one.value = value;
  one.dispatchEvent(new Event('change', {{bubbles: true}}));
}}"""
_VALUE = f"name => {{ {_FIELD} return field(name).value; }}"


class Hands:
    """What one person does in one tab."""

    def __init__(self, page: Page, base: str = "") -> None:
        self.page, self.base = page, base

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(urljoin(self.base, path))

    def come_in(self, person: dict[str, Any], role: str) -> None:
        """One click on the visitors' page, one more where there is a role to choose."""
        self.page.context.clear_cookies()
        self.open("/sign-in")
        self.follow(f"input[value='{person['account_id']}'] ~ button", person["name"])
        if self.page.url.endswith("/capacities"):
            number = [act[0] for act in person["acts"]].index(role) + 1
            self.follow(f"main ul.people li:nth-of-type({number}) button")

    def follow(self, selector: str, text: str = "") -> None:
        """Press Enter on what leads to another page: the first that is shown, with this text."""
        assert self.page.evaluate(_REACH, [selector, text]), f"{self.page.url} shows no {selector} {text}"
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, text: str) -> None:
        """Send the form by the button of this name."""
        self.follow("main button", text)

    def link(self, text: str) -> None:
        """Follow the link of this name."""
        self.follow("main a", text)

    def write(self, field: str, text: str) -> None:
        """Type into the field of this name, over what stands there."""
        self.page.evaluate(_EMPTY, field)
        self.page.keyboard.insert_text(text)

    def set(self, field: str, value: str) -> None:
        """Choose from a list, or a date: browsers show those by means of their own."""
        self.page.evaluate(_SET, [field, value])

    def reads(self) -> str:
        """What the page says."""
        return str(self.page.evaluate("document.querySelector('main').innerText"))

    def value(self, field: str) -> str:
        """What stands in the field of this name."""
        return str(self.page.evaluate(_VALUE, field))

    def fits(self) -> bool:
        """Nothing has to be moved sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
