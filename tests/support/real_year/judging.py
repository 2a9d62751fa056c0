"""What clerks and offices do in a browser with a case or a session; and what befalls the services meanwhile."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from amqp import Connection, Message

from shared.calls.addresses import arguments_of
from shared.contracts.queues import SUBSCRIPTIONS


def send_back(at, declaration):
    """In its three steps: the place, what is wrong with it, the notice."""
    at.open(f"/cases/{declaration}/return")
    at.page.locator("input[name=place][value=summary]").check()
    at.press("下一步：填写问题和补正要求")
    at.put("defect.summary", "业绩总结过于简单，未说明本人作用")
    at.put("remedy.summary", "补充完善业绩总结")
    at.fill(opinion="材料需补充更正，一次性告知如下。", seal_reference="农业技术推广中心公章")
    at.press("下一步：预览一次性告知书").press("确认退回并发出告知书")


def approve(at, declaration, opinion):
    """With what the notice has this stage state."""
    at.open(f"/cases/{declaration}").follow("审核通过").fill(opinion=opinion)
    if not at.page.locator("[name=seal_reference]").input_value():
        at.fill(seal_reference="公章")
    for choice in at.page.locator("main input[type=radio][value=yes]").all():
        choice.check()
    for basis in at.page.locator("main [name^='basis.']").all():
        basis.fill("本环节认定材料")
    for dated in at.page.locator("main [name^='dated.']").all():
        dated.fill("2026-06-10")
    at.press("审核通过" if at.page.get_by_role("button", name="审核通过", exact=True).count() else "确认审核通过")


def act(at, board, words, **fields):
    """A step of a session's board, by the form of its command; back on the board."""
    at.open(board)
    at.page.locator("span.acts").get_by_role("link", name=words, exact=True).first.click()
    at.page.wait_for_load_state()
    at.fill(**fields).press("确认办理")
    assert at.page.url.endswith(board), at.text()[:800]


def forged(year):
    """A message that no service has sent arrives in a queue, and is given up as a dead letter."""
    queue = SUBSCRIPTIONS["notify"][0].queue_of("notify")
    with Connection(**arguments_of(year.site.amqp_uri)) as connection, connection.channel() as channel:
        channel.basic_publish(Message(b"{", content_type="application/json"), routing_key=queue)
    comes(lambda: "条待处理" in year.browser("operator").get("/operations").text)


def comes(true):
    """Wait for something that a service has yet to do."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.5)


@contextmanager
def frozen(member):
    """A process that stands still, and goes on afterwards."""
    member.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        member.process.send_signal(signal.SIGCONT)


def asked_at_once(ask, times):
    """(how many asked, a function that waits for all answers) of so many at the same time."""
    pool = ThreadPoolExecutor(times)
    asking = [pool.submit(ask) for _ in range(times)]
    time.sleep(0.5)
    return times, lambda: [one.result() for one in asking]


def seconds_of(browser, page):
    """How long a page takes, which answers."""
    began = time.monotonic()
    answer = browser.get(page)
    assert answer.status == 200, answer.text[:500]
    return time.monotonic() - began
