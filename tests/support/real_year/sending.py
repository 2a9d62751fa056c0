"""A form of a role as one sends it while something is away, and once more when it is back."""

from dataclasses import dataclass, field

AWAY = ("服务暂时不可用", "服务响应超时", "数据库暂时不可用")


@dataclass(frozen=True)
class Typed:
    """What somebody types where. `shown_on` is the page on which `words` then stand, once; empty: to which it leads."""

    part: str
    page: str
    fields: dict[str, str]
    words: str
    shown_on: str
    action: str = ""
    more: dict[str, str] = field(default_factory=dict)
    """What is ticked or chosen beside it."""
    reader: str | None = None
    """Who reads it there, if not he himself."""


def says_so(answer):
    """Whether a page tells in words that something is away, and what to do."""
    return answer.status == 503 and any(words in answer.text for words in AWAY) and answer.headers["Retry-After"]


def keeps(answer, typed):
    """Whether all that was typed is on the page, to be sent again."""
    return all(_escaped(value) in answer.text for value in typed.fields.values())


def opened_form(browser, typed):
    """The page with the form, while all is well."""
    page = browser.get(typed.page)
    assert page.status == 200, f"{typed.page} answers {page.status}: {page.text[-800:]}"
    return page


def send(browser, page, typed):
    """The form as it was typed."""
    form = _form_of(page, typed)
    return browser.post(form["action"] or page.url, **form["fields"] | typed.fields | typed.more)


def again(browser, answer, typed):
    """The button of the page that kept it; a form that came back as itself is sent as it was typed."""
    form = _form_of(answer, typed)
    fields = {} if set(typed.fields) <= set(form["fields"]) else typed.fields
    return browser.post(form["action"] or answer.url, **form["fields"] | fields | typed.more)


def _form_of(page, typed):
    """The form with what was typed: it leads to its own page, or to the action that is known."""
    wanted = ("", typed.action or typed.page.partition("?")[0])
    return next(form for form in page.forms() if form["action"].partition("?")[0] in wanted)


def times_shown(year, typed, landed):
    """How often the words stand on the page that shows them."""
    reader = year.browsers[typed.reader or typed.part]
    return reader.get(typed.shown_on or landed.path).text.count(_escaped(typed.words))


def complaints_meanwhile(year, pages, away):
    """Pages that do not say so in words while something is away: everybody's (part -> page), if `away`; otherwise those
    that answer with anything else than themselves or words."""
    found = []
    for part, page in pages.items():
        answer = year.browsers[part].get(page)
        if not (says_so(answer) or (answer.status == 200 and not away)):
            found.append(f"{part} {page} answers {answer.status}: {answer.text[-600:]}")
    return found


def lost(year, every, go_away, come_back, *, pages, all_away=True):
    """Everybody opens a form; something goes away while he types; he sends it, reads what is said, and sends it again
    when it is back, and once more. What is wrong with that, in words."""
    opened = [(typed, opened_form(year.browsers[typed.part], typed)) for typed in every]
    go_away()
    wrong = complaints_meanwhile(year, pages, all_away)
    sent = [(typed, page, send(year.browsers[typed.part], page, typed)) for typed, page in opened]
    wrong += [f"{typed.part}: says nothing of it: {answer.status} {answer.text[-900:]}" for typed, _, answer in sent
              if not says_so(answer)]  # fmt: skip
    wrong += [f"{typed.part}: what was typed is lost" for typed, _, answer in sent if not keeps(answer, typed)]
    come_back()
    for typed, page, answer in sent:
        browser = year.browsers[typed.part]
        landed = again(browser, answer, typed)
        send(browser, page, typed)
        if landed.status != 200 or times_shown(year, typed, landed) != 1:
            shown = times_shown(year, typed, landed)
            wrong.append(f"{typed.part}: {landed.status} at {landed.path}, shown {shown} times: {landed.text[-1500:]}")
    return wrong


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
