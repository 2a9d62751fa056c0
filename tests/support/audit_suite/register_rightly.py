"""A right call of every RPC of audit, made by name: the register of organisations first; the rest stands in rightly."""

from dataclasses import dataclass
from typing import Any

from shared.kernel.caller import Caller
from tests.support.audit_suite.world import CHANNEL, PUBLISHER, key_of
from tests.support.stages import staged

CALLS = {}
"""method -> function that prepares a world and returns the right call."""
REASON = "根据机构编制部门批复。"


@dataclass
class Call:
    """`who` None is somebody without a token."""

    method: str
    who: Caller | None
    params: dict[str, Any]

    def on(self, world, **changes):
        """Make it, with changes."""
        return world.call(self.who, self.method, **(self.params | changes))


def ready(prepare):
    """Register the preparation under the name of its method; commands get a key."""

    step = staged(prepare)

    def prepared(world):
        who, params = step(world)
        schema = world.endpoints[prepare.__name__].schema
        key = {"idempotency_key": f"once-{prepare.__name__}"} if "idempotency_key" in schema.fields else {}
        return Call(prepare.__name__, who, key | params)

    CALLS[prepare.__name__] = prepared
    return prepared


def of_the_case(world):
    """What every decision names."""
    return {"declaration_id": key_of(1), "expected_version": world.case()["version"]}


@ready
def register_organisation(world):
    """A school more."""
    return PUBLISHER, {
        "name": "松山区第二小学", "kind": "unit", "tier": "county", "region": "150404", "sector": "education",
        "nature": "public_institution", "parent_id": world.ids["bureau"], "contact": CHANNEL, "stationed": False,
    }  # fmt: skip


@ready
def get_organisation(world):
    """The school."""
    return None, {"organisation_id": world.ids["school"]}


@ready
def list_organisations(world):
    """Every department."""
    return None, {"filter": {"kind": "department", "sector": "education"}, "limit": 2}


@ready
def change_organisation(world):
    """The school has another name."""
    told = {"name": "松山区实验小学", "kind": "unit", "parent_id": world.ids["bureau"], "contact": CHANNEL}
    return PUBLISHER, told | {"organisation_id": world.ids["school"], "expected_version": 1, "reason": REASON}


@ready
def end_organisation(world):
    """The school is closed at the end of the month."""
    named = {"organisation_id": world.ids["school"], "expected_version": 1}
    return PUBLISHER, named | {"last_day": "2026-06-30", "reason": REASON}


@ready
def merge_organisation(world):
    """A school that nobody has filed from goes into the first one."""
    other = CALLS["register_organisation"](world).on(world)["organisation_id"]
    named = {"organisation_id": other, "into_id": world.ids["school"], "expected_version": 1}
    return PUBLISHER, named | {"reason": REASON}


@ready
def list_organisation_changes(world):
    """What happened to the school."""
    return PUBLISHER, {"filter": {"organisation_id": world.ids["school"]}, "limit": 2}


@ready
def list_regions(world):
    """The counties of a city."""
    return None, {"filter": {"parent": "150400"}, "limit": 2}
