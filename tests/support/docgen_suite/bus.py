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

from marshmallow import fields  # noqa: E402

from services.docgen.service import DocgenService  # noqa: E402
from shared.contracts import audit, committee, declaration  # noqa: E402
from shared.kernel.clock import VirtualClock, parse_instant  # noqa: E402
from shared.messaging import Application, CommandSchema, Service, Settings, Wiring, command  # noqa: E402
from shared.messaging.client import RpcClient  # noqa: E402
from shared.messaging.runner import run_embedded  # noqa: E402
from shared.persistence import Database, new_metadata  # noqa: E402
from shared.persistence.migrations import migrate  # noqa: E402
from shared.security import DevIssuer, Keyring, install_keyring  # noqa: E402
from shared.storage import download, open_door  # noqa: E402
from tests.support.docgen_suite import facts  # noqa: E402

IDENTITY = ("kind", "subject_id", "variant", "revision")
SOURCES = {"declaration": declaration, "audit": audit, "committee": committee}


class Tell(CommandSchema):
    """An event of the source's contract."""

    event = fields.String(required=True)
    subject = fields.String(required=True)
    data = fields.Dict(required=True)


def stand_in(name):
    """A service that says what it is told to say."""

    def bootstrap(settings, clock):
        database = Database(settings.database_url)
        new_metadata().create_all(database.engine)
        database.close()
        access = Path(settings.environ["ACCESS"])
        access.write_text("p, operator, tell\n")
        return Application.wire(name, settings, clock, lambda connection: None, access)

    def tell(self, tx, request):
        """Record one event."""
        event = next(one for s in SOURCES[name].STREAMS for one in s.events if one.name == request["event"])
        tx.record(event, request["subject"], request["data"])
        return {}

    members = {"name": name, "app": Wiring(bootstrap), "tell": command(Tell)(tell)}
    return type(f"{name.title()}StandIn", (Service,), members)


class Stack:
    """docgen and its sources on one embedded bus, and calls in anybody's name."""

    def __init__(self, folder):
        self.clock = VirtualClock(parse_instant("2026-06-15T09:30:00+08:00"))
        self.issuer, self.folder = DevIssuer(self.clock), folder
        ring = Keyring.generate()
        install_keyring(ring)
        self.keyring = ring.to_json()
        migrate("docgen", self.settings("docgen").database_url)
        self.running = run_embedded([*map(stand_in, SOURCES), DocgenService], self.settings, self.clock)
        files = self.running.services["docgen"].application.make_ports(None).files
        _, self.close_door = open_door(files)
        self.client = RpcClient("embedded://main")

    def settings(self, name):
        """Settings of one service in its own folder."""
        return Settings(
            amqp_uri="embedded://main", database_url=f"sqlite:///{self.folder}/{name}.db", sweep_seconds=0,
            storage_url=f"dir://{self.folder}/files?durable=no", keyring=self.keyring, jwks=self.issuer.jwks,
            environ={"ACCESS": f"{self.folder}/{name}.csv", "ZHIPING_PUBLIC_URL": "https://zc.example.cn"},
            retry_delays=(0.05, 0.1, 0.2),
        )  # fmt: skip

    def ask(self, who, method, **params):
        """Any method of docgen."""
        return self.client.with_token(self.issuer.issue(who)).call(f"docgen.{method}", **params)

    def tell(self, event, subject, data):
        """A source announces something."""
        token = self.issuer.issue(facts.OPERATOR)
        source = event.name.partition(".")[0]
        self.client.with_token(token).command(f"{source}.tell", event=event.name, subject=subject, data=data)

    def settle(self, told):
        """Until docgen has handled so many events and has nothing pending; its status."""
        with eventlet.Timeout(60):
            while True:
                status = self.ask(facts.OPERATOR, "get_status")
                handled = sum(sum(types.values()) for types in status["handled"].values())
                if handled >= told and not status["pending"]:
                    return status
                eventlet.sleep(0.02)

    def listed(self, who, **wanted):
        """All documents that somebody sees."""
        return self.ask(who, "list_documents", filter=wanted, limit=500)["items"]

    def close(self):
        """Stop everything."""
        self.close_door()
        self.running.stop()


def kill_workers(stack, killed):
    """Kill a render worker now and then."""
    pool = stack.running.services["docgen"].application.press.renderer
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
            link = stack.ask(who, "get_download_link", document_id=one["document_id"])
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
