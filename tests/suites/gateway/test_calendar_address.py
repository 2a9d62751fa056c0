"""The address that calendar programs subscribe to: without a login, by its secret alone."""

import pytest

from shared.kernel.errors import not_found, unavailable
from tests.support.console_suite import Console

FILE = {"body": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "etag": "ab" * 32}
ADDRESS = "/calendar/6c0d1fWmN2.ics"


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    return Console(tmp_path_factory.mktemp("console"))


@pytest.fixture
def console(shared_console):
    shared_console.services.says = {"notify.get_calendar": FILE}
    shared_console.services.calls = []
    shared_console.browser = shared_console.app.test_client()
    return shared_console


def test_the_file_comes_without_a_login(console):
    answer = console.browser.get(ADDRESS)
    assert (answer.status_code, answer.text) == (200, FILE["body"])
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert console.services.told("notify.get_calendar")["secret"] == "6c0d1fWmN2"
    assert "Set-Cookie" not in answer.headers


def test_a_program_that_has_it_is_told_so(console):
    tag = console.browser.get(ADDRESS).headers["ETag"]
    again = console.browser.get(ADDRESS, headers={"If-None-Match": tag})
    assert (again.status_code, again.text) == (304, "")


@pytest.mark.parametrize(
    ("error", "status"), [(not_found("calendar_not_found"), 404), (unavailable("service_unavailable"), 503)]
)
def test_what_opens_nothing_is_not_found_and_what_is_away_is_asked_again_later(console, error, status):
    console.services.says["notify.get_calendar"] = error
    answer = console.browser.get(ADDRESS)
    assert (answer.status_code, "Retry-After" in answer.headers) == (status, status == 503)
    assert "6c0d1fWmN2" not in answer.text
    assert "<html" not in answer.text


def test_who_asks_too_often_waits(console, monkeypatch):
    gateway = console.app.extensions["gateway"]

    def refuse(_self, _address):
        raise unavailable("too_many_requests", seconds=7)

    monkeypatch.setattr(type(gateway.allowance), "take", refuse)
    answer = console.browser.get(ADDRESS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert console.services.calls == []


def test_the_secret_is_in_no_log_whatever_fails(console, caplog):
    console.services.says["notify.get_calendar"] = {"body": None}
    assert console.browser.get(ADDRESS).status_code == 500
    assert "6c0d1fWmN2" not in caplog.text
