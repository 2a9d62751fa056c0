"""Run notify's sender over a queue on disk, and die at the point that is named (own process).

`claimed`: after the claim, before the provider was reached. `taken`: after the provider took the letter, before that
was noted. `after`: whoever comes later looks again and again, and says how many letters there were to send.
"""

# ruff: noqa: E402
import eventlet

eventlet.monkey_patch()

import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

from services.notify.adapters import letter_sender
from services.notify.bootstrap import bootstrap
from services.notify.domain.message import DeadlineItem, Draft
from services.notify.domain.recipient import organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import DirectoryEntry
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.settings import Settings
from shared.persistence import migrate
from shared.security import Keyring

START = datetime(2026, 6, 26, 9, tzinfo=ZONE)
LOOKS = (9, 10, 60)
"""Minutes after the claim, which lasts ten."""


def main(folder, port, point):
    clock = VirtualClock(START)
    app = started(folder, port, clock)
    room = app.closers[-1].__self__
    if point == "after":
        for minutes in LOOKS:
            clock.set(START + timedelta(minutes=minutes))
            print(room.work_off())
        app.close()
        return
    with app.transaction(Caller.system("notify")) as tx:
        tx.ports.directory.keep(DirectoryEntry("unit-1", "单位", "clerk@unit.example", "unit", "150402"))
        items = (DeadlineItem("s"),)
        deliver(tx, Draft("k", "roster_reported", "notice", organisation("unit-1"), "标题", "正文", items))
    setattr(letter_sender, "_sent" if point == "claimed" else "note_outcome", die)
    room.work_off()


def started(folder, port, clock):
    """The service over the folder's database; its sender looks when it is told to."""
    url, keys = f"sqlite:///{folder}/notify.db", folder / "keys"
    if not keys.exists():
        migrate("notify", url)
        keys.write_text(Keyring.generate().to_json())
    letter_sender.PAUSE_SECONDS = 3600
    environ = {"ZHIPING_SMTP_URL": f"smtp://127.0.0.1:{port}?from=zhiping@bureau.example"}
    return bootstrap(Settings(database_url=url, keyring=keys.read_text(), environ=environ), clock)


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


main(Path(sys.argv[1]), *sys.argv[2:])
