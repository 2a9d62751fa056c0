"""Example services on a virtual host of their own for the whole of a test file, and a portal that holds to no rule."""

import contextlib
import json
import re
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import amqp

from infra.broker_definitions import vhost_of
from tests.support.ledger_service.fleet import Fleet

WRITE_ONLY = {"configure": "^$", "write": "^nameko-rpc$", "read": "^$"}


@contextlib.contextmanager
def fleet_on(stack, amqp_uri, folder, **settings):
    """Example services on a virtual host that stands; nothing runs yet. Gone with its databases afterwards."""
    tail = vhost_of(amqp_uri).rpartition("-")[2]
    urls = {name: stack.database.create(f"{name}_{tail}") for name in ("ledger", "mirror")}
    fleet = Fleet(stack.broker, amqp_uri, urls, folder, **settings)
    try:
        yield fleet
    finally:
        fleet.close()
        for url in urls.values():
            stack.database.drop(urlsplit(url).path[1:])


@contextlib.contextmanager
def lone_fleet(stack, folder, **settings):
    """The same on a virtual host of its own, gone with it."""
    vhost = f"t-{uuid.uuid4().hex[:12]}"
    try:
        with fleet_on(stack, stack.broker.create_vhost(vhost), folder, **settings) as fleet:
            yield fleet
    finally:
        stack.broker.delete_vhost(vhost)


def user_who_may_only_write(stack, vhost):
    """The URI of a new broker user with the rights of a portal."""
    name, password = f"portal-{uuid.uuid4().hex[:8]}", uuid.uuid4().hex
    stack.broker.api("PUT", f"/api/users/{name}", {"password": password, "tags": ""})
    stack.broker.api("PUT", f"/api/permissions/{vhost}/{name}", WRITE_ONLY)
    return re.sub(r"//.*@", f"//{name}:{password}@", stack.broker.uri(vhost))


def connected(uri):
    """A plain AMQP connection."""
    user, password, host, vhost = re.fullmatch(r"amqp://([^:]*):([^@]*)@([^/]*)/(.*)", uri).groups()
    connection = amqp.Connection(host, user, password, virtual_host=vhost, connect_timeout=5, read_timeout=30)
    connection.connect()
    return connection


class RawCaller:
    """Sends whatever bytes it likes to `nameko-rpc` and has its answers in a queue of its own, as nameko's client."""

    def __init__(self, fleet, *roles):
        self.token = fleet.token(*roles or ("clerk", "operator"))
        self.connection = connected(fleet.amqp_uri)
        self.channel = self.connection.channel()
        self.replies = str(uuid.uuid4())
        queue = f"rpc.reply-raw-{self.replies}"
        self.channel.queue_declare(queue, exclusive=True)
        self.channel.queue_bind(queue, "nameko-rpc", self.replies)
        self.channel.basic_consume(queue, no_ack=True, callback=self._on_reply)
        self.found = {}

    def _on_reply(self, message):
        self.found[message.properties["correlation_id"]] = json.loads(message.body)

    def send(self, method, body, headers=None, **properties):
        """Publish, ask for no answer; the properties may be anything that fits on the wire."""
        said = {"content_type": "application/json", "content_encoding": "utf-8", **properties}
        told = {"nameko.auth_token": self.token, **(headers or {})}
        self.channel.basic_publish(amqp.Message(body, application_headers=told, **said), "nameko-rpc", method)

    def ask(self, method, body, headers=None, seconds=20, **properties):
        """The whole answer; TimeoutError when none comes."""
        correlation = uuid.uuid4().hex
        self.send(method, body, headers, **{"reply_to": self.replies, "correlation_id": correlation, **properties})
        while correlation not in self.found:
            self.connection.drain_events(timeout=seconds)
        return self.found.pop(correlation)

    def slug(self, *call, **details):
        """Of the typed error that comes back."""
        return self.ask(*call, **details)["error"]["exc_args"][0]["slug"]

    def close(self):
        self.connection.close()


def request(**params):
    """The body of a call."""
    return json.dumps({"args": [], "kwargs": params})


def most_memory(process):
    """The largest size in MB that the process ever had in memory."""
    told = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) / 1024
