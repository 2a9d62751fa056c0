"""`python -m tests.support.docgen_suite.bus FOLDER [kill-workers]`: docgen on the embedded bus, beside its sources.

Tells the year's facts in order, waits until nothing is pending, and prints what came of it as JSON. A process of its
own, because it must be green from its first line.
"""

import eventlet

eventlet.monkey_patch()

import hashlib  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from services.docgen.service import DocgenService  # noqa: E402
from shared.kernel.clock import VirtualClock, parse_instant  # noqa: E402
from shared.security import Keyring, install_keyring  # noqa: E402
from shared.storage import download  # noqa: E402
from tests.support.docgen_suite import facts  # noqa: E402
from tests.support.embedded_bus import Bus, Says, bare  # noqa: E402

IDENTITY = ("kind", "subject_id", "variant", "revision")
SOURCES = ("declaration", "audit", "committee")


def stand_in(name):
    """A service that says what it is told to say."""
    return type(f"{name.title()}StandIn", (Says,), {"name": name, "app": bare(name)})


class Stack(Bus):
    """docgen and its sources on one embedded bus."""

    environ = {"ZHIPING_PUBLIC_URL": "https://zc.example.cn"}  # noqa: RUF012

    def __init__(self, folder):
        clock, ring = VirtualClock(parse_instant("2026-06-15T09:30:00+08:00")), Keyring.generate()
        install_keyring(ring)
        super().__init__(folder, clock, DocgenService, [stand_in(name) for name in SOURCES], ring)

    def tell(self, event, subject, data):
        """A source announces something."""
        self.say(facts.OPERATOR, event, subject, data)

    def settle(self, told):
        """Until docgen has handled so many events and has nothing pending; its status."""
        with eventlet.Timeout(60):
            while True:
                status = self.call(facts.OPERATOR, "get_status")
                handled = sum(sum(types.values()) for types in status["handled"].values())
                if handled >= told and not status["pending"]:
                    return status
                eventlet.sleep(0.02)

    def listed(self, who, **wanted):
        """All documents that somebody sees."""
        return self.call(who, "list_documents", filter=wanted, limit=500)["items"]


def kill_workers(stack, killed):
    """Kill a render worker now and then."""
    pool = stack.running.services["docgen"].application.render_jobs.renderer
    while True:
        eventlet.sleep(0.05)
        for process in pool.process_ids()[:1]:
            if len(killed) < 5:
                os.kill(process, signal.SIGKILL)
                killed.append(process)


def main(folder, *arguments):
    """Tell the year; print JSON."""
    stack, killed = Stack(folder), []
    if "kill-workers" in arguments:
        eventlet.spawn(kill_workers, stack, killed)
    try:
        started = time.monotonic()
        told = [stack.tell(*fact) for fact in facts.year()]
        status = stack.settle(len(told))
        seconds = time.monotonic() - started
        documents = stack.listed(facts.APPLICANT) + stack.listed(facts.OPERATOR)
        found = {one["document_id"]: one for one in documents}
        intact = True
        for one in found.values():
            who = facts.APPLICANT if one["owner_person_id"] == facts.OWNER else facts.OPERATOR
            link = stack.call(who, "get_download_link", document_id=one["document_id"])
            data = download(link["url"])
            intact = intact and hashlib.sha256(data).hexdigest() == one["digest"]
            (Path(folder) / f"{one['kind']}-{one['variant']}-{one['revision']}.{link['file_name'][-4:]}").write_bytes(
                data
            )
        print(json.dumps({
            "documents": sorted([one[name] for name in IDENTITY] for one in found.values()),
            "states": status["documents"], "dead_letters": status["dead_letters"], "intact": intact,
            "published": status["published"], "seconds": round(seconds, 2), "killed": len(killed),
        }))  # fmt: skip
    finally:
        stack.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
