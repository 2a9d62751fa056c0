"""The declaration service with the five shipped notices in force, and what everybody may ask it."""

from functools import cache

import pytest

from shared.contracts import audit
from shared.policy import shipped_pack, shipped_text
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import World

NOTICES = ("alxa-2025", "chifeng-2023", "chifeng-2026", "nmg-2021", "nmg-green-2025")
EVERY_NOTICE = pytest.mark.parametrize("notice_id", NOTICES)


class Office(World):
    """Nobody has filed; nothing is changed by asking."""

    def begin(self):
        """The notices are published and the organisations known."""
        for notice in NOTICES:
            text = shipped_text(notice)
            self.do(people.publisher_of(text), "publish_notice", pack=text)
        for organisation in people.ORGANISATIONS:
            self.happens(audit.ORGANISATION_REGISTERED, contact=people.CONTACT, **organisation)
        return self

    def every(self, method, **params):
        """A list to its end."""
        cursor, found = None, []
        while True:
            page = self.ask(None, method, cursor=cursor, **params)
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found


@cache
def pack_of(notice):
    """What was published."""
    return shipped_pack(notice)


def cited_in(answer):
    """Every clause that an answer names, at whatever depth."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            if name.endswith("clause") and isinstance(value, str):
                yield value
            else:
                yield from cited_in(value)
    elif isinstance(answer, list):
        for one in answer:
            yield from cited_in(one)
