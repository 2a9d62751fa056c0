"""Who may do what in the object store: one user per service, and one for the command line, by prefixes of the keys.

A prefix belongs to the service that writes there; whoever else must read it is named. From this table come the policies
that SeaweedFS and MinIO enforce (one text of AWS's policy language for both), and with it what a signed link can open:
no more than the service that signed it. A service may store; it removes and lists only where the table says so. The
bucket and its settings are the administrator's, who makes them at deployment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from shared.contracts.broker_users import OPERATOR
from shared.contracts.queues import SERVICES, SUBSCRIPTIONS
from shared.contracts.trail import TRAILS

UPLOADS = "uploads/"
"""Where materials and portraits arrive."""
POOL_UPLOADS = "pool-uploads/"
"""Where the workbooks of expert pools arrive."""
MATERIALS = "materials/"
PHOTOS = "photos/"
POOLS = "pools/"
DOCUMENTS = "documents/"
SEALED = ".sealed"
"""How the names of sealed papers end; what the released version stored of their kinds has no such end."""
OPENED = "opened/"
"""Where docgen lays copies of sealed files for the length of a link."""
EVENTS = "events/"
"""Data of events that is too large for the broker, by publisher."""
HEADS = "heads/"
"""Daily heads of the trails, by service."""
ADMINISTRATOR = "zhiping"
"""Of the dev stack and of compose; a site names its own."""


@dataclass(frozen=True)
class OwnedPrefix:
    """What begins with a prefix. `passing`: files wait there, and who owns it lists and removes them; `replaced`: who
    owns it removes a file once another stands in its place; `listed`: readers may ask what lies there; `resealed`: so
    may the keeper, who does what the owner does."""

    prefix: str
    owner: str
    readers: tuple[str, ...] = ()
    passing: bool = False
    replaced: bool = False
    listed: bool = False
    resealed: bool = False


def events_of(service: str) -> str:
    """Where a service lays down the data of its events."""
    return f"{EVENTS}{service}/"


def heads_of(service: str) -> str:
    """Where a service lays down the heads of its trail."""
    return f"{HEADS}{service}/"


def _followers(publisher: str) -> tuple[str, ...]:
    following = {name for name, streams in SUBSCRIPTIONS.items() if any(one.source == publisher for one in streams)}
    return tuple(sorted(following - {publisher}))


PREFIXES: tuple[OwnedPrefix, ...] = (
    OwnedPrefix(UPLOADS, "declaration", passing=True),
    OwnedPrefix(MATERIALS, "declaration"),
    OwnedPrefix(PHOTOS, "declaration", ("docgen",)),
    OwnedPrefix(POOL_UPLOADS, "committee", passing=True),
    OwnedPrefix(POOLS, "committee"),
    OwnedPrefix(DOCUMENTS, "docgen", replaced=True, resealed=True),
    OwnedPrefix(OPENED, "docgen", passing=True),
    *(OwnedPrefix(events_of(service), service, _followers(service)) for service in SERVICES),
    *(OwnedPrefix(heads_of(service), service, ("docgen",), listed=True) for service in TRAILS),
)
KEEPER = "keeper"
"""Who changes keys: looks through docgen's papers and seals them anew."""
USERS: tuple[str, ...] = (*SERVICES, OPERATOR, KEEPER)
"""The operator collects the heads of all trails and does nothing else; the keeper changes papers and nothing else."""


class PolicyStatement(TypedDict):
    """What is allowed on which resources, in AWS's policy language."""

    Effect: str
    Action: list[str]
    Resource: list[str]
    Condition: NotRequired[dict[str, dict[str, list[str]]]]


class Policy(TypedDict):
    """All that one user may do."""

    Version: str
    Statement: list[PolicyStatement]


class Identity(TypedDict):
    """A user of SeaweedFS; `actions` are its own word for what an administrator may do."""

    name: str
    credentials: list[dict[str, str]]
    actions: NotRequired[list[str]]
    policyNames: NotRequired[list[str]]


class SeaweedUsers(TypedDict):
    """The file of SeaweedFS; a policy is its name and its text."""

    identities: list[Identity]
    policies: list[dict[str, str]]


def policy(user: str, buckets: Iterable[str]) -> Policy:
    """What one user may do, in AWS's policy language."""
    names = tuple(buckets)
    own = [one for one in PREFIXES if one.owner == user or (user == KEEPER and one.resealed)]
    removed = [one.prefix for one in own if one.passing or one.replaced]
    waiting = [one for one in own if one.passing or user == KEEPER]
    looked = [one.prefix for one in PREFIXES if one in waiting or (one.listed and user in one.readers)]
    listed = [HEADS] if user == OPERATOR else looked
    opened = [one.prefix for one in PREFIXES if one in own or user in one.readers]
    readable = [HEADS] if user == OPERATOR else opened
    rights = (
        ("s3:GetObject", readable), ("s3:PutObject", [one.prefix for one in own]), ("s3:DeleteObject", removed),
    )  # fmt: skip
    statements = [_objects(action, names, prefixes) for action, prefixes in rights if prefixes]
    return {"Version": "2012-10-17", "Statement": statements + [_listing(names, listed)] * bool(listed)}


def seaweedfs(secrets: Mapping[str, str], buckets: Iterable[str], administrator: tuple[str, str]) -> SeaweedUsers:
    """The file that `weed` takes its users from (-s3.config); the administrator is access key and secret."""
    names = tuple(buckets)
    return {
        "identities": [
            {"name": ADMINISTRATOR, "credentials": [_credential(*administrator)], "actions": ["Admin"]},
            *(_identity(user, secrets[user]) for user in USERS),
        ],
        "policies": [{"name": user, "content": _compact(policy(user, names))} for user in USERS],
    }


def _objects(action: str, buckets: Iterable[str], prefixes: Iterable[str]) -> PolicyStatement:
    known = list(prefixes)
    resources = [f"arn:aws:s3:::{bucket}/{prefix}*" for bucket in buckets for prefix in known]
    return {"Effect": "Allow", "Action": [action], "Resource": resources}


def _listing(buckets: Iterable[str], prefixes: Iterable[str]) -> PolicyStatement:
    condition = {"StringLike": {"s3:prefix": [f"{prefix}*" for prefix in prefixes]}}
    resources = [f"arn:aws:s3:::{bucket}" for bucket in buckets]
    return {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": resources, "Condition": condition}


def _identity(user: str, secret: str) -> Identity:
    return {"name": user, "credentials": [_credential(user, secret)], "policyNames": [user]}


def _credential(key: str, secret: str) -> dict[str, str]:
    return {"accessKey": key, "secretKey": secret}


def _compact(document: Policy) -> str:
    return json.dumps(document, separators=(",", ":"))
