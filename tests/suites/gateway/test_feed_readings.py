"""Who has read how far in the feed of changes: written down at most once a minute, shown to whom it concerns."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from services.gateway.adapters.backend import Backend
from services.gateway.domain.service_account import PortalScope
from services.gateway.usecases import feed_readings, service_accounts
from shared.contracts.methods import method
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError, unavailable
from shared.kernel.ids import new_id
from shared.security import TokenIssuer
from tests.support.console_suite import Console
from tests.support.http_door.stand_in import StandIn

OPERATOR = Caller("o-1", "运维", None, frozenset({"operator"}))
FEED, YEAR = "notify.get_changes", timedelta(days=365)


@pytest.fixture(scope="module")
def console(tmp_path_factory):
    made = Console(tmp_path_factory.mktemp("feeds"))
    made.services.says[FEED] = changes(3)
    return made


def changes(count, *, more=False):
    made_up = method(FEED).example["result"]
    item = made_up["items"][0] | {"happened_at": "2026-07-01T09:00:00+08:00"}
    return {**made_up, "items": [item] * count, "more": more}


def portal(console, organisation="unit-1", role="unit_clerk", name=None, methods=(FEED,)):
    with console.gateway.transaction(OPERATOR) as tx:
        scope = PortalScope(methods, role, organisation if role else None)
        return service_accounts.add(tx, name or new_id(), scope, YEAR)


def noted(console, account_id):
    with console.gateway.reading() as tx:
        return tx.ports.feed_readings.find(account_id)


def test_a_question_is_written_down_at_most_once_a_minute(console):
    account_id, _ = portal(console)
    clock, notes = console.gateway.clock, console.gateway.feed_notes
    notes.note(account_id, None)
    first = noted(console, account_id)
    assert first.after is None
    clock.advance(timedelta(seconds=59))
    notes.note(account_id, "c-1")
    assert noted(console, account_id) == first
    clock.advance(timedelta(seconds=1))
    notes.note(account_id, "c-2")
    assert noted(console, account_id).after == "c-2"


def test_two_processes_write_no_more_than_one(console):
    account_id, _ = portal(console)
    for after in ("c-1", "c-2"):
        with console.gateway.transaction() as tx:
            feed_readings.note(tx, account_id, after)
    assert noted(console, account_id).after == "c-1"


def test_a_note_that_cannot_be_kept_hinders_nobody(console, monkeypatch):
    account_id, _ = portal(console)

    def away():
        raise unavailable("database_unavailable")

    monkeypatch.setattr(console.gateway.feed_notes, "_transaction", away)
    console.gateway.feed_notes.note(account_id, "c-1")
    assert noted(console, account_id) is None


def lines(page):
    """Of the page's table: name -> text."""
    rows = re.findall(r"<tr><td>(.*?)</tr>", page, re.DOTALL)
    return {row.partition("</td>")[0]: re.sub(r"<[^>]+>|\s+", " ", row) for row in rows}


@pytest.fixture(scope="module")
def known(console):
    """Three portals; one has read."""
    account_id, _ = portal(console, name="本校门户")
    portal(console, "unit-2", name="外校门户")
    portal(console, role=None, name="代办门户")
    portal(console, name="查询门户", methods=("declaration.list_plans",))
    console.gateway.feed_notes.note(account_id, "c-9")
    return account_id


def test_an_operator_sees_all_that_read_as_themselves(console, known):
    console.sign_in("operator", "p-operator")
    found = lines(console.html("/feed-readers"))
    assert {"本校门户", "外校门户"} <= found.keys()
    assert {"代办门户", "查询门户"} & found.keys() == set()
    assert "3 条" in found["本校门户"]
    assert "2026年7月1日 09:00" in found["本校门户"]
    assert "尚无记录" in found["外校门户"]
    assert {"limit": 500, "after": "c-9"} in [asked for name, asked in console.services.calls if name == FEED]


def test_a_clerk_sees_the_portals_of_his_own_organisation(console, known):
    console.sign_in("unit_clerk", "p-clerk", "unit-1")
    found = lines(console.html("/feed-readers"))
    assert "本校门户" in found
    assert "外校门户" not in found


def test_what_cannot_be_counted_now_is_said_and_many_are_not_counted_out(console, known):
    console.sign_in("operator", "p-operator-2")
    console.services.says[FEED] = changes(500, more=True)
    assert "500条以上" in console.get("/feed-readers")
    console.services.says[FEED] = changes(0)
    assert "已全部读取" in console.get("/feed-readers")
    console.services.says[FEED] = unavailable("rpc_timeout")
    assert "无法清点：服务响应超时" in console.get("/feed-readers")
    console.services.says[FEED] = changes(3)


@pytest.mark.parametrize("role", ["applicant", "expert", "supervisor", "publisher", "hr_clerk"])
def test_nobody_else_sees_any(console, role):
    with console.gateway.reading() as tx, pytest.raises(ZhipingError) as refused:
        feed_readings.readers(tx, Caller("p-1", "某", "unit-1", frozenset({role})), lambda _: "unit")
    assert refused.value.slug == "role_not_allowed"


@pytest.fixture
def over_http(console, monkeypatch):
    """The interface of the same door, before services that answer what the feed is told to hold."""
    stand_in, clock = StandIn({FEED: changes(1)}), console.gateway.clock
    monkeypatch.setattr(console.gateway, "backend", Backend(stand_in, TokenIssuer(clock), clock))
    return stand_in


@pytest.mark.parametrize(("query", "after"), [("?after=c-5", "c-5"), ("", None), ("?newest=true", "cursor of now")])
def test_what_a_portal_asks_over_http_is_what_is_written_down(console, over_http, query, after):
    over_http.answers[FEED] |= {"cursor": "cursor of now"}
    account_id, bearer = portal(console)
    asked = console.app.test_client().get(f"/api/v1/changes{query}", headers={"Authorization": f"Bearer {bearer}"})
    assert asked.status_code == 200
    assert noted(console, account_id).after == after


def test_a_question_that_is_refused_leaves_no_note(console, over_http):
    account_id, bearer = portal(console)
    over_http.answers[FEED] = unavailable("rpc_timeout")
    api = console.app.test_client()
    assert api.get("/api/v1/changes", headers={"Authorization": f"Bearer {bearer}"}).status_code == 504
    assert noted(console, account_id) is None


def test_a_question_in_a_persons_name_leaves_no_note(console, over_http, monkeypatch):
    account_id, bearer = portal(console, role=None)
    mine = console.gateway.backend.issuer.issue(Caller("p-1", "李华", None, frozenset({"applicant"})), YEAR)
    monkeypatch.setattr(
        console.gateway.verifier, "verify", lambda token: Caller("p-1", "李华", None, frozenset({"applicant"}))
    )
    headers = {"Authorization": f"Bearer {bearer}", "Zhiping-Person-Token": mine}
    assert console.app.test_client().get("/api/v1/changes", headers=headers).status_code == 200
    assert noted(console, account_id) is None
