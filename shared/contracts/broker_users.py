"""Who may do what on the broker: one user per service and per portal, generated from the contracts.

A service's user is named like the service. It declares, writes and reads what begins with its name, and its queues of
calls (`rpc-<name>`, `rpc-<name>-queries`); it binds its queues to the exchanges of streams that it follows, by the
names of those events only, and to `nameko-rpc` by the names of its own methods only. It needs `amq.default` to answer
calls (direct reply-to goes by the default exchange, RabbitMQ has no narrower right), and can therefore write into any
queue: consumers refuse what it writes there (`shared.messaging.events.owner`). A portal, and the command line, may
write to `nameko-rpc`, method names only, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from shared.contracts.base import Stream
from shared.contracts.queues import RPC, SUBSCRIPTIONS, undelivered

CALLS = "nameko-rpc"
"""The exchange of all calls."""
QUERIES = "-queries"
"""Ends the name of the queue in which a service's queries wait apart from its commands."""
OPERATOR = "operator"
"""The user of the command line, which calls as a portal does."""
DOOR = "gateway"
"""The user of the HTTP door, which calls as a portal does, too."""
NOTHING = "^$"
ANYTHING = ".*"
RETURNS = 20
"""Deliveries that come back unsettled before a message leaves its queue: what RabbitMQ 4 does by itself."""


@dataclass(frozen=True)
class TopicRight:
    """What a user may write to a topic exchange, and bind to it: patterns of routing keys."""

    exchange: str
    write: str
    read: str


@dataclass(frozen=True)
class BrokerUser:
    """One user in one virtual host; the three rights are patterns of names."""

    name: str
    configure: str
    write: str
    read: str
    topics: tuple[TopicRight, ...] = ()
    tags: str = ""


Entry = dict[str, str]
"""One user, virtual host or right, in RabbitMQ's words."""
Policy = TypedDict(
    "Policy",
    {
        "vhost": str, "name": str, "pattern": str, "apply-to": str, "priority": int,
        "definition": dict[str, str | int],
    },
)  # fmt: skip
"""What holds for all queues whose names the pattern finds."""


class Definitions(TypedDict):
    """The file that RabbitMQ reads at its start."""

    users: list[Entry]
    vhosts: list[Entry]
    permissions: list[Entry]
    topic_permissions: list[Entry]
    policies: list[Policy]


def administrator(name: str) -> BrokerUser:
    """Who declares at deployment."""
    return BrokerUser(name, ANYTHING, ANYTHING, ANYTHING, tags="administrator")


def caller(name: str, services: Iterable[str] = tuple(RPC)) -> BrokerUser:
    """A portal, or the command line: calls, and reads only the answers to its own."""
    methods = TopicRight(CALLS, rf"^({_any(services)})\.[a-z][a-z0-9_]*$", NOTHING)
    return BrokerUser(name, NOTHING, _exactly(CALLS), NOTHING, (methods,))


def service(name: str, follows: Iterable[Stream]) -> BrokerUser:
    """A service and the streams that it follows."""
    own = rf"{re.escape(name)}\..+|rpc-{re.escape(name)}({QUERIES})?|{CALLS}"
    events: dict[str, list[str]] = defaultdict(list)
    for stream in follows:
        events[stream.exchange] += [event.name for event in stream.events]
    foreign = {exchange: names for exchange, names in events.items() if exchange != f"{name}.events"}
    replies = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    topics = [TopicRight(CALLS, rf"^({re.escape(name)}\..+|{replies})$", rf"^{re.escape(name)}\.")]
    topics += [TopicRight(exchange, NOTHING, f"^({_any(names)})$") for exchange, names in sorted(foreign.items())]
    read = "|".join([own, *map(re.escape, sorted(foreign))])
    return BrokerUser(name, f"^({own})$", rf"^({own}|amq\.default)$", f"^({read})$", tuple(topics))


def suite_users(portals: Iterable[str]) -> tuple[BrokerUser, ...]:
    """All users that the contracts ask for, and a site's portals."""
    services = tuple(service(name, streams) for name, streams in SUBSCRIPTIONS.items())
    return (*services, *(caller(name) for name in (OPERATOR, DOOR, *portals)))


def definitions(
    vhost: str,
    users: Iterable[BrokerUser],
    passwords: Mapping[str, str],
    services: Iterable[str] = tuple(SUBSCRIPTIONS),
) -> Definitions:
    """RabbitMQ's definitions: users (those with a password here), virtual host, rights, and for each service the policy
    that gives its event queues a dead-letter target. Importing them again changes nothing but passwords."""
    known = tuple(users)
    return {
        "users": [_user(one, passwords[one.name]) for one in known if one.name in passwords],
        "vhosts": [{"name": vhost}],
        "permissions": [
            {"user": one.name, "vhost": vhost, "configure": one.configure, "write": one.write, "read": one.read}
            for one in known
        ],
        "topic_permissions": [
            {"user": one.name, "vhost": vhost, "exchange": topic.exchange, "write": topic.write, "read": topic.read}
            for one in known
            for topic in one.topics
        ],
        "policies": [policy(vhost, name) for name in services],
    }


def policy(vhost: str, name: str) -> Policy:
    """What comes back too often leaves the service's event queues for its last queue, and is never dropped.

    A policy and no argument of the queues: it holds for those that stand already, too.
    """
    target: dict[str, str | int] = {"dead-letter-exchange": undelivered(name), "dead-letter-strategy": "at-least-once"}
    return {
        "vhost": vhost,
        "name": undelivered(name),
        "pattern": rf"^{re.escape(name)}\.[a-z]+_[a-z_]+$",
        "apply-to": "queues",
        "priority": 100,
        "definition": target | {"delivery-limit": RETURNS, "overflow": "reject-publish"},
    }


def password_hash(password: str, salt: bytes | None = None) -> str:
    """As RabbitMQ keeps it: SHA-256 over four bytes of salt and the password."""
    grains = secrets.token_bytes(4) if salt is None else salt
    return base64.b64encode(grains + hashlib.sha256(grains + password.encode()).digest()).decode()


def _user(user: BrokerUser, password: str) -> Entry:
    hashed = {"password_hash": password_hash(password), "hashing_algorithm": "rabbit_password_hashing_sha256"}
    return {"name": user.name, "tags": user.tags} | hashed


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names)))


def _exactly(name: str) -> str:
    return f"^{re.escape(name)}$"
