"""Bad calls of every RPC, by token, role and field: a typed error, nothing changed, nobody named in the log."""

import copy
from datetime import timedelta
from pathlib import Path

import pytest

from services.audit.bootstrap import ACCESS
from shared.kernel.caller import Caller
from shared.security import AccessPolicy, TokenIssuer
from tests.support.audit_suite.rightly import CALLS
from tests.support.audit_suite.world import SECRETS, refusal
from tests.support.some import some

ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator", "nothing_at_all",
)  # fmt: skip
POLICY = AccessPolicy(Path(ACCESS))
GUARDED = sorted(method for method in CALLS if not POLICY.is_public(method))
METHODS = sorted(CALLS)
WRONG = {
    str: (7, True, [], {}), int: ("1", True, [], {}, None), bool: ("maybe", 7, []), list: ("x", 7, {}),
    dict: ("x", 7, []),
}  # fmt: skip
"""type of the right value -> values that are never right for it."""


class Calm:
    """Whatever happens inside leaves every table as it was and no line about a person in the log."""

    def __init__(self, world):
        self._world = world

    def __enter__(self):
        self._before = self._world.everything()
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            assert self._world.everything() == self._before
            assert not [line for line in self._world.logged.lines if any(secret in line for secret in SECRETS)]


def said(error, slug, kind):
    """A typed error with a text for people that repeats nothing of theirs."""
    assert (error.slug, error.kind.value) == (slug, kind), error
    assert error.message
    assert not any(secret in str(error.to_wire()) for secret in SECRETS)
    return True


@pytest.mark.parametrize("method", GUARDED)
def test_without_a_token_it_is_closed(world, method):
    call = CALLS[method](world)
    call.who = None
    with Calm(world):
        assert said(refusal(call.on, world), "token_missing", "forbidden")


@pytest.mark.parametrize("method", METHODS)
def test_an_old_and_a_foreign_token_open_nothing_not_even_what_is_public(world, method):
    call = CALLS[method](world)
    who = call.who or Caller("somebody", "某人")
    with Calm(world):
        old = world.issuer.issue(who)
        foreign = TokenIssuer(world.clock).issue(who)
        world.clock.advance(timedelta(hours=9))
        assert said(refusal(call.on, world, token=foreign), "token_invalid", "forbidden")
        assert said(refusal(call.on, world, token=old), "token_expired", "forbidden")
        assert said(refusal(call.on, world, token="a.b.c"), "token_invalid", "forbidden")


@pytest.mark.parametrize("method", GUARDED)
def test_every_role_that_the_table_does_not_name_is_refused(world, method):
    call = CALLS[method](world)
    right = call.who
    with Calm(world):
        for role in some(role for role in ROLES if not POLICY.allows(role, method)):
            call.who = Caller(right.person_id, right.name, right.organisation_id, frozenset({role}))
            assert said(refusal(call.on, world), "role_not_allowed", "forbidden")


@pytest.mark.parametrize("method", METHODS)
def test_a_field_it_does_not_know_is_named(world, method):
    call = CALLS[method](world)
    with Calm(world):
        for place in (place for place in places(call.params) if isinstance(at_place(call.params, place), dict)):
            found = refusal(call.on, world, **put(call.params, (*place, "colour"), "red"))
            assert said(found, "unknown_field", "invalid")
            assert found.path == dotted((*place, "colour"))
        found = refusal(call.on, world, colour="red")
        assert said(found, "unknown_field", "invalid")
        assert found.path == "colour"


@pytest.mark.parametrize("method", METHODS)
def test_a_value_of_the_wrong_type_is_named(world, method):
    call = CALLS[method](world)
    with Calm(world):
        for place in some(places(call.params)):
            for wrong in WRONG.get(type(at_place(call.params, place)), ()):
                found = refusal(call.on, world, **put(call.params, place, wrong))
                assert said(found, "invalid_field", "invalid"), (place, wrong)
                assert found.path == dotted(place)


@pytest.mark.parametrize("method", METHODS)
def test_a_field_that_it_needs_is_asked_for_by_name(world, method):
    call = CALLS[method](world)
    needed = [name for name, field in world.endpoints[method].schema.fields.items() if field.required]
    assert needed or method.startswith(("list_", "count_")) or method == "run_due"
    with Calm(world):
        for name in needed:
            without = {key: value for key, value in call.params.items() if key != name}
            found = refusal(world.call, call.who, method, **without)
            slug = "idempotency_key_missing" if name == "idempotency_key" else "missing_field"
            assert said(found, slug, "invalid")
            assert found.path == name
            assert said(refusal(call.on, world, **{name: None}), "invalid_field", "invalid")


LONG = "长" * 20_001
TOO_MUCH = [
    ("register_organisation", {"name": "单"}, "name"),
    ("register_organisation", {"kind": "school"}, "kind"),
    ("register_organisation", {"region": "1504"}, "region"),
    ("register_organisation", {"organisation_id": "short"}, "organisation_id"),
    ("approve_stage", {"opinion": ""}, "opinion"),
    ("approve_stage", {"opinion": LONG}, "opinion"),
    ("approve_stage", {"seal_reference": ""}, "seal_reference"),
    ("approve_stage", {"expected_version": 0}, "expected_version"),
    ("approve_stage", {"idempotency_key": ""}, "idempotency_key"),
    ("approve_stage", {"idempotency_key": "k" * 101}, "idempotency_key"),
    ("reject_declaration", {"reason_code": "dislike"}, "reason_code"),
    ("reject_declaration", {"clause": "somewhere"}, "clause"),
    ("post_publicity", {"scope": "county"}, "scope"),
    ("file_objection", {"content": "短"}, "content"),
    ("file_objection", {"content": LONG}, "content"),
    ("resolve_objection", {"outcome": "open"}, "outcome"),
    ("report_roster", {"recommendation_report": LONG}, "recommendation_report"),
    ("report_roster", {"level_group": "expert"}, "level_group"),
    ("state_posts", {"posts": []}, "posts"),
    ("record_charge", {"amount_fen": 0}, "amount_fen"),
    ("record_charge", {"kind": "tea"}, "kind"),
    ("list_inbox", {"limit": 501}, "limit"),
    ("list_inbox", {"limit": 0}, "limit"),
    ("list_inbox", {"filter": {"state": "lost"}}, "filter.state"),
    ("list_inbox", {"filter": {"view": "all"}}, "filter.view"),
    ("list_inbox", {"filter": {"claimed_by": "him"}}, "filter.claimed_by"),
    ("approve_stages", {"cases": [{"declaration_id": "d", "expected_version": 1}] * 201}, "cases"),
    ("return_declarations", {"cases": [{"declaration_id": "d", "expected_version": 0}]}, "cases.0.expected_version"),
]


@pytest.mark.parametrize(("method", "change", "path"), TOO_MUCH)
def test_a_value_out_of_bounds_is_named(world, method, change, path):
    call = CALLS[method](world)
    with Calm(world):
        found = refusal(call.on, world, **change)
        assert said(found, "invalid_field", "invalid")
        assert found.path == path


def test_the_log_that_is_searched_is_the_log_of_the_service(world):
    with world.app.database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE organisations RENAME TO elsewhere")
    error = refusal(world.call, None, "list_organisations")
    assert (error.slug, error.kind.value) == ("internal_error", "unavailable")
    assert any("rpc_failed" in line for line in world.logged.lines)


def places(value, place=()):
    """The place of every value inside, outermost first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*place, key)
        yield from places(item, (*place, key))


def at_place(value, place):
    """What stands there."""
    for key in place:
        value = value[key]
    return value


def put(params, place, wrong):
    """A copy with another value there."""
    changed = copy.deepcopy(params)
    at_place(changed, place[:-1])[place[-1]] = wrong
    return changed


def dotted(place):
    """As errors name places."""
    return ".".join(map(str, place))
