"""The table of the object store's prefixes: whole, without overlaps, and where the services really put their files."""

import itertools
import json

import pytest

from services.committee.usecases import pool
from services.declaration.domain import materials, photo
from services.docgen.domain.document import object_key
from shared.contracts.broker_users import OPERATOR
from shared.contracts.queues import SERVICES, SUBSCRIPTIONS
from shared.contracts.store_users import (
    ADMINISTRATOR,
    KEEPER,
    PREFIXES,
    USERS,
    events_of,
    heads_of,
    policy,
    seaweedfs,
)
from shared.contracts.trail import TRAILS
from tests.unit.docgen.test_jobs import DOCUMENT

SHA = "ab" * 32
KEYS = {
    "declaration": [
        materials.upload_prefix("d-1", "diploma"), materials.material_key("d-1", "diploma", SHA),
        photo.upload_prefix("p-1"), photo.photo_key("p-1", SHA),
    ],
    "committee": [pool.upload_prefix("c-1"), pool.pool_key("c-1", SHA)],
    "docgen": [object_key(DOCUMENT, SHA)],
}  # fmt: skip


def allowed(user, action):
    """Prefixes of the bucket `b` that a user's policy allows for an action."""
    statements = [one for one in policy(user, ["b"])["Statement"] if one["Action"] == [f"s3:{action}"]]
    return {arn.removeprefix("arn:aws:s3:::b/").removesuffix("*") for one in statements for arn in one["Resource"]}


def listed(user):
    found = [
        one["Condition"]["StringLike"]["s3:prefix"] for one in policy(user, ["b"])["Statement"] if "Condition" in one
    ]
    return {prefix.removesuffix("*") for prefixes in found for prefix in prefixes}


def test_no_prefix_lies_in_another():
    prefixes = [owned.prefix for owned in PREFIXES]
    assert [(a, b) for a, b in itertools.permutations(prefixes, 2) if a.startswith(b)] == []
    assert all(prefix.endswith("/") for prefix in prefixes)


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_puts_its_files_where_it_may(service):
    own = [*KEYS.get(service, []), f"{events_of(service)}x.json", f"{heads_of(service)}2026-06-15.json"]
    assert [key for key in own if not key.startswith(tuple(allowed(service, "PutObject")))] == []
    assert [key for key in own if not key.startswith(tuple(allowed(service, "GetObject")))] == []


def test_a_prefix_is_written_by_one_user_and_read_by_those_named():
    for owned in PREFIXES:
        writers = {user for user in USERS if owned.prefix in allowed(user, "PutObject")}
        assert writers == {owned.owner, *([KEEPER] if owned.resealed else [])}
        readers = {user for user in SERVICES if owned.prefix in allowed(user, "GetObject")}
        assert readers == {owned.owner, *owned.readers}


def test_large_data_is_read_by_those_who_follow_its_publisher():
    for service, streams in SUBSCRIPTIONS.items():
        events = {prefix for prefix in allowed(service, "GetObject") if prefix.startswith("events/")}
        assert events == {events_of(source) for source in (service, *(one.source for one in streams))}


def test_only_what_waits_or_is_replaced_is_removed_and_only_what_waits_or_is_looked_through_is_listed():
    removed = {
        "declaration": {"uploads/"}, "audit": set(), "committee": {"pool-uploads/"},
        "docgen": {"documents/", "opened/"}, "notify": set(),
    }  # fmt: skip
    heads = {heads_of(service) for service in TRAILS}
    for user in SERVICES:
        waiting = removed[user] - {"documents/"}
        assert allowed(user, "DeleteObject") == removed[user]
        assert listed(user) == waiting | (heads if user == "docgen" else set())
    assert (allowed(OPERATOR, "GetObject"), listed(OPERATOR)) == ({"heads/"}, {"heads/"})
    assert allowed(OPERATOR, "PutObject") | allowed(OPERATOR, "DeleteObject") == set()


def test_who_changes_keys_reaches_papers_and_nothing_else():
    rights = [allowed(KEEPER, action) for action in ("GetObject", "PutObject", "DeleteObject")]
    assert [*rights, listed(KEEPER)] == [{"documents/"}] * 4


def test_nothing_is_allowed_beyond_the_buckets_that_are_named():
    for user in USERS:
        arns = [arn for one in policy(user, ["b", "c"])["Statement"] for arn in one["Resource"]]
        assert {arn.removeprefix("arn:aws:s3:::").partition("/")[0] for arn in arns} == {"b", "c"}
        assert {one["Effect"] for one in policy(user, ["b"])["Statement"]} == {"Allow"}


def test_the_file_for_seaweedfs_gives_each_user_its_policy_and_the_administrator_none():
    made = seaweedfs({name: f"secret {name}" for name in USERS}, ["b"], ("root", "secret root"))
    told = {one["name"]: (one["credentials"], one.get("policyNames"), one.get("actions")) for one in made["identities"]}
    secret = {name: [{"accessKey": name, "secretKey": f"secret {name}"}] for name in (*USERS, "root")}
    assert told == {
        ADMINISTRATOR: (secret["root"], None, ["Admin"]),
        **{name: (secret[name], [name], None) for name in USERS},
    }
    assert {one["name"]: json.loads(one["content"]) for one in made["policies"]} == {
        name: policy(name, ["b"]) for name in USERS
    }
