"""Run notify green with a mail server configured that starts late, and bring it two events (own process).

Prints what the test expects: the try that was refused, the mail that arrived after it, and how often it arrived.
"""

# ruff: noqa: E402
import eventlet

eventlet.monkey_patch()

import json
import subprocess
import sys
from datetime import datetime, timedelta
from email import message_from_string, policy
from pathlib import Path

from sqlalchemy import select

from services.notify.adapters import letter_sender
from services.notify.service import NotifyService
from services.notify.store.letter_tables import DISPATCHES
from services.notify.usecases import following
from shared.contracts import audit
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.ids import new_id
from shared.kernel.settings import Settings
from shared.messaging.runtime.runner import run_embedded
from shared.persistence import migrate
from shared.security import Keyring
from shared.telemetry import configure_logs
from tests.support.notify_suite import UNIT, Fact

SERVER = """
import sys
from aiosmtpd.controller import Controller
class Keep:
    async def handle_DATA(self, server, session, envelope):
        with open(sys.argv[1], "ab") as file:
            file.write(envelope.content)
        return "250 taken"
controller = Controller(Keep(), hostname="127.0.0.1", port=int(sys.argv[2]))
controller.start()
sys.stdin.read()
controller.stop()
"""


def main(folder):
    listener = eventlet.listen(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    listener.close()
    configure_logs("notify")
    letter_sender.PAUSE_SECONDS = 0.05
    url = f"sqlite:///{folder}/notify.db"
    migrate("notify", url)
    clock = VirtualClock(datetime(2026, 6, 28, 9, tzinfo=ZONE))
    environ = {"ZHIPING_SMTP_URL": f"smtp://127.0.0.1:{port}?from=zhiping@bureau.example"}
    keyring = Keyring.generate().to_json()
    settings = Settings(database_url=url, environ=environ, keyring=keyring, sweep_seconds=0)
    stack = run_embedded([NotifyService], lambda _: settings, clock)
    app = stack.services["notify"].application
    contact = {"telephone": None, "address": None, "email": "clerk@unit.example"}
    happen(app, audit.ORGANISATION_REGISTERED, contact=contact)
    happen(app, audit.ROSTER_REPORTED)
    postponed = wait_for(lambda: (row := queued(app)) and row.due_at == clock.now() + timedelta(minutes=1) and row)
    print("refused", postponed.attempts)
    inbox = folder / "mail.txt"
    server = subprocess.Popen([sys.executable, "-c", SERVER, inbox, str(port)], stdin=subprocess.PIPE)
    wait_for(lambda: answers(port))
    clock.advance(timedelta(minutes=2))
    wait_for(lambda: queued(app).state == "sent")
    mail = message_from_string(inbox.read_text(), policy=policy.default)
    print("sent", mail["To"], mail["Subject"])
    eventlet.sleep(0.3)
    print("mails", inbox.read_text().count("Message-ID"))
    server.stdin.close()
    server.wait(10)
    stack.stop()


def happen(app, event, **changes):
    data = json.loads(json.dumps(event.sample | {"organisation_id": UNIT} | changes))
    with app.transaction(Caller.system("notify")) as tx:
        following.follow(tx, Fact(new_id(), event.name, UNIT, 1, "2026-06-28T09:00:00+08:00", event.read(data)))


def queued(app):
    with app.database.begin_reading() as connection:
        return connection.execute(select(DISPATCHES)).first()


def answers(port):
    try:
        eventlet.connect(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def wait_for(holds):
    with eventlet.Timeout(30):
        while not (found := holds()):
            eventlet.sleep(0.02)
        return found


main(Path(sys.argv[1]))
