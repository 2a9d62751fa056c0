"""`python embedded_scenario.py <folder> <jwks> <token> <act>`: both services on the embedded bus, one act, JSON out."""

import warnings

warnings.simplefilter("ignore")

import eventlet  # noqa: E402

eventlet.monkey_patch()

import json  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from shared.calls import RpcClient  # noqa: E402
from shared.kernel.clock import SystemClock  # noqa: E402
from shared.kernel.errors import ZhipingError  # noqa: E402
from shared.kernel.settings import Settings  # noqa: E402
from shared.messaging.ops.drain import Unsettled, wait_until_settled  # noqa: E402
from shared.messaging.runtime.runner import run_embedded  # noqa: E402
from tests.support.ledger_service.contract import SUBSCRIPTIONS  # noqa: E402
from tests.support.ledger_service.ledger import LedgerService  # noqa: E402
from tests.support.ledger_service.mirror import MirrorService  # noqa: E402

FOLDER, JWKS, TOKEN, ACT = sys.argv[1:5]


def settings_for(name):
    return Settings(
        database_url=f"sqlite:///{FOLDER}/{name}.db", jwks=JWKS, retry_delays=(0.1, 0.2, 0.4), sweep_seconds=0
    )


def settled():
    return wait_until_settled(client, ["ledger", "mirror"], 90, subscriptions=SUBSCRIPTIONS)


def effects():
    items = client.call("mirror.list_effects")["items"]
    return [[each["event_id"], each["subject"], each["sequence"]] for each in items]


def book(accounts, entries, behaviour="ok"):
    names = [f"a{number}" for number in range(accounts)]
    return client.command("ledger.book_many", accounts=names, entries=entries, behaviour=behaviour)["booked"]


def act_through():
    """Everything once: a command, an error, events, figures."""
    client.command("ledger.open_account", account_id="a0")
    try:
        client.command("ledger.book_entry", account_id="a0", expected_version=7, amount=1)
    except ZhipingError as error:
        slug = error.slug
    try:
        client.call("nobody.home")
    except ZhipingError as error:
        nobody = error.slug
    published = book(20, 10)
    settled()
    return {"slug": slug, "nobody": nobody, "published": published, "effects": effects()}


def act_kill():
    """Die with events committed, some of them handled and others not."""
    had, published = len(effects()), book(20, 50)
    while len(effects()) < had + 100:
        eventlet.sleep(0.005)
    print(json.dumps({"published": published, "unsent": client.call("ledger.get_status")["pending"]}), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def act_killer():
    """Book an event that kills this process, in the middle of others."""
    client.command("ledger.book_many", accounts=["killer"], entries=1, behaviour="kill", idempotency_key="once")
    book(20, 10)
    eventlet.sleep(60)


def act_finish_without_the_killer():
    """Everything but the dead letter comes to its end; dies while the killer is still tried."""
    try:
        settled()
    except Unsettled as unsettled:
        lag = unsettled.lag
    return {"lag": lag, "letters": client.call("mirror.list_dead_letters")["items"], "effects": effects()}


def act_kill_in_retry():
    """Die while a failing event waits in a retry queue, which is in memory only."""
    book(3, 1, "fail")
    while len(Path(os.environ["MIRROR_RUNS"]).read_text().split()) < 3:
        eventlet.sleep(0.005)
    os.kill(os.getpid(), signal.SIGKILL)


def act_finish():
    """Start again and let everything come to its end."""
    figures = settled()
    return {"published": figures["ledger"]["published"]["ledger.entry_booked"], "effects": effects()}


def act_dead():
    """An event that always fails, its letter, and the replay after the fix."""
    published = book(5, 1, "fail")
    try:
        settled()
    except Unsettled as unsettled:
        lag = unsettled.lag
    letters = client.call("mirror.list_dead_letters")["items"]
    Path(os.environ["MIRROR_MENDED"]).touch()
    client.command("mirror.replay_dead_letter", id="all")
    settled()
    return {"lag": lag, "attempts": [one["attempts"] for one in letters], "published": published, "effects": effects()}


stack = run_embedded([LedgerService, MirrorService], settings_for, SystemClock())
client = RpcClient("embedded://main", TOKEN)
print(json.dumps(globals()[f"act_{ACT}"]()), flush=True)
stack.stop()
