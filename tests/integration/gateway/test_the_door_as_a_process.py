"""The door over RabbitMQ and PostgreSQL: pages, faults of the bus in words, kill -9, an orderly end."""

import signal
import threading
import time
import urllib.error
import urllib.request

import pytest

from tests.integration.gateway.conftest import CALL_SECONDS

AWAY = "服务暂时不可用"
LATE = "服务响应超时"


def test_a_page_asks_a_service_and_one_click_signs_in(door):
    answer = door.browser().get("/notices")
    assert answer.status == 200, answer.text
    assert "何晓" in door.signed_in().get("/").text


def test_the_door_can_call_and_do_nothing_else_on_the_bus(door):
    rights = {
        one["user"]: one for one in door.site.stack.broker.api("GET", f"/api/vhosts/{door.site.name}/permissions")
    }
    assert (rights["gateway"]["configure"], rights["gateway"]["write"], rights["gateway"]["read"]) == (
        "^$", "^nameko\\-rpc$", "^$",
    )  # fmt: skip


def test_while_the_broker_is_down_pages_say_so_and_afterwards_they_are_back(door):
    browser = door.signed_in()
    door.wire.cut()
    answer = browser.get("/notices")
    assert (answer.status, AWAY in answer.text) == (503, True)
    assert not door.ready()
    assert door.member.answers("/live")
    door.wire.mend()
    assert browser.get("/notices").status == 200
    door.eventually(door.ready)


def test_while_the_broker_is_frozen_no_page_waits_longer_than_a_call_may(door):
    browser = door.signed_in()
    browser.get("/notices")
    door.wire.hold()
    began = time.monotonic()
    answer = browser.get("/notices")
    assert answer.status == 503
    assert LATE in answer.text or AWAY in answer.text
    assert time.monotonic() - began < CALL_SECONDS + 8
    door.wire.mend()
    assert browser.get("/notices").status == 200


def test_pages_without_calls_do_not_wait_for_those_with(door):
    door.wire.hold()
    slow = [threading.Thread(target=door.browser().get, args=("/notices",)) for _ in range(8)]
    for thread in slow:
        thread.start()
    began = time.monotonic()
    assert door.browser().get("/sign-in").status == 200
    assert time.monotonic() - began < 3
    door.wire.mend()
    for thread in slow:
        thread.join()


def test_a_killed_service_is_missed_in_words_and_found_again(door):
    member = door.fleet.of("declaration")[0]
    door.fleet.kill(member)
    assert door.browser().get("/notices").status == 503
    door.fleet.start_member(member)
    door.fleet.wait_ready(120)
    assert door.browser().get("/notices").status == 200


def test_kill_9_of_the_door_ends_no_login(door):
    browser = door.signed_in()
    door.fleet.kill(door.member)
    door.fleet.start_member(door.member)
    door.fleet.wait_ready(120)
    assert "何晓" in browser.get("/").text


def test_at_its_end_the_door_answers_what_it_has_begun(door):
    door.wire.hold()
    answers = []
    asking = threading.Thread(target=lambda: answers.append(door.browser().get("/notices")))
    asking.start()
    time.sleep(1)
    door.member.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    door.wire.mend()
    asking.join()
    assert [answer.status for answer in answers] == [200]
    door.eventually(lambda: door.member.process is None)
    assert [line["event"] for line in door.log()][-1] == "stopping"
    door.fleet.start_member(door.member)
    door.fleet.wait_ready(120)


def test_figures_and_log_name_operations_and_never_addresses(door):
    door.browser().get("/notices", q="150402199001011234")
    with urllib.request.urlopen(f"http://127.0.0.1:{door.member.health_port}/metrics") as scraped:
        figures = scraped.read().decode()
    assert 'zhiping_http_requests_total{method="GET",operation="public.notices",status="200"}' in figures
    answered = [line for line in door.log() if line["event"] == "answered"]
    assert answered[-1]["operation"] == "public.notices"
    assert "150402199001011234" not in door.member.log.read_text()


def test_a_body_that_is_too_long_is_refused_before_it_is_read(door):
    asked = urllib.request.Request(
        f"{door.url}sign-in/demo", b"x" * 100, {"Content-Length": str(10**12)}, method="POST"
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=20)
    with refused.value as answer:
        assert answer.code == 413
