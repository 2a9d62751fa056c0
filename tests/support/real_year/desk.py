"""Somebody of the year at a real browser: signed in, and filling in forms as people do."""

from contextlib import contextmanager

OFFICE_SCREEN = {"width": 1366, "height": 768}


@contextmanager
def desk(chromium, year, part):
    """A browser of his own for this part; whatever its console complains of, or a fault of the server, fails."""
    context = chromium.new_context(base_url=year.url, viewport=OFFICE_SCREEN, locale="zh-CN")
    page, told = context.new_page(), []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("response", lambda answer: told.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    page.goto("/sign-in")
    page.locator(f"form:has(input[name=account_id][value='account-{part}']) button").click()
    yield Desk(page, told)
    context.close()
    assert told == [], told


class Desk:
    """What he does with a page."""

    def __init__(self, page, told):
        self.page, self._told = page, told

    def open(self, address):
        """Go there."""
        answer = self.page.goto(address)
        assert answer.status == 200, f"{address} answers {answer.status}: {self.text()[:500]}"
        return self

    def fill(self, **fields):
        """Fields by name, `__` for a hyphen."""
        for name, value in fields.items():
            self.put(name.replace("__", "-"), value)
        return self

    def put(self, name, value):
        """One field, whatever its kind."""
        place = self.page.locator(f"main [name='{name}']").first
        kind = place.evaluate("one => one.tagName === 'SELECT' ? 'select' : one.type")
        if kind == "select":
            place.select_option(value)
        elif kind in ("checkbox", "radio"):
            self.page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "file":
            place.set_input_files(value)
        else:
            place.fill(value)

    def rows(self, sheet, rows):
        """A table of a profile or a dossier, one more row as often as needed, and saved."""
        for number, row in enumerate(rows):
            if number:
                self.press("再加一行")
            for name, value in row.items():
                if value is not None:
                    self.put(f"{sheet}-{number}-{name}", _typed(value))
        return self.press("保存")

    def press(self, words):
        """A button, and the page that it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()
        wrong = self.page.locator("main [role=alert]")
        assert wrong.count() == 0, f"{words}: {wrong.first.inner_text()}\n{self.text()[:1500]}"
        return self

    def press_in_vain(self, words):
        """A button while something is away; what the page says."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()
        self._told[:] = [line for line in self._told if not line.startswith("503")]
        return self.text()

    def follow(self, words):
        """A link."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()
        return self

    def text(self):
        """What he reads."""
        return self.page.inner_text("main")


def _typed(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
