"""The matrix of access: every method at a moment when it is right, asked in every role from near and from far.

`python -m tests.support.adversary.matrix` writes tests/attack/access_matrix.csv anew; a test holds it.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from infra.docs.access import KEPT, RELATIONS
from services.gateway.http.operations import KEY
from shared.contracts import audit
from shared.contracts.queues import SERVICES
from shared.kernel.caller import Caller
from shared.kernel.errors import Kind, ZhipingError
from shared.kernel.ids import new_id
from shared.messaging.rpc.pipeline import run_rpc
from shared.security import TokenIssuer, install_keyring
from tests.suites.declaration import test_comparing as comparing
from tests.suites.declaration import test_following as following
from tests.support import notify_suite
from tests.support.adversary.door import Watch
from tests.support.adversary.over_http import OverHttp
from tests.support.adversary.siege import worlds
from tests.support.adversary.stories import OPERATOR, STORIES, Story, standard_methods
from tests.support.adversary.strangers import refuse_undone
from tests.support.committee_suite import world as committee_world
from tests.support.declaration_suite import people
from tests.support.docgen_suite import facts

ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator",
)  # fmt: skip
CLERKS = ROLES[1:5]
HOUSES: dict[str, dict[str, str]] = {
    "audit": dict(zip(CLERKS, ("school", "bureau", "county", "office"), strict=True)),
    "declaration": dict(zip(CLERKS, (people.UNIT, people.DEPARTMENT, people.BUREAU, people.OFFICE), strict=True)),
    "committee": dict(
        zip(CLERKS, ("school-1", "education-1", committee_world.AUTHORITY, committee_world.OFFICE), strict=True)
    ),
    "docgen": dict(zip(CLERKS, (facts.UNIT, facts.DEPARTMENT, facts.BUREAU, facts.OFFICE), strict=True)),
    "notify": dict(
        zip(CLERKS, (notify_suite.UNIT, notify_suite.BUREAU, notify_suite.AUTHORITY, notify_suite.OFFICE), strict=True)
    ),
}
"""The house of each clerk that has to do with what the stories tell, unless the right caller is one himself."""
APPLICANTS = {"audit": "person-1", "declaration": "person-1", "docgen": facts.OWNER, "notify": notify_suite.PERSON}
HERE, ELSEWHERE, NOWHERE = "150400", "159900", "another-house"
ABOUT_HIS_HOUSE = {"nothing_to_report"}
"""Refusals of another kind that say only that the caller's house has nothing."""
Cells = tuple[str, ...]
Lines = dict[tuple[str, str], Cells]


def held_by_every_house(world: Any) -> None:
    """A declaration whose stages the unit, the department, the bureau and the office have held."""
    world.preparing = True
    key = following.opened(world)
    for place in (people.DEPARTMENT, people.BUREAU, people.OFFICE):
        stage = following.UPPER | {"holder_id": place}
        world.happens(audit.STAGE_ENTERED, declaration_id=key, stage=stage)
    following.returned(world, key)
    comparing.answered(world, key)
    world.preparing = False
    shown = ("get_declaration", {}), ("get_progress", {}), ("compare_revisions", {}), ("get_dossier", {"revision": 1})
    for method, more in shown:
        told = world.ask(people.APPLICANT, method, declaration_id=key, **more)
    file = told["dossier"]["materials"][0]["material_id"]
    world.ask(people.APPLICANT, "open_material", declaration_id=key, material_id=file, revision=1)
    world.ask(people.APPLICANT, "list_declarations")
    world.ask(people.APPLICANT, "get_person", person_id="person-1")


def told_to_every_house(world: Any) -> None:
    """Everybody has something to do, and was reminded of it."""
    events, world.preparing = world.events, True
    for place in HOUSES["notify"].values():
        written_to = {"kind": KINDS[place], "region": "150404", "contact": {"email": "clerk@unit.example"}}
        events.happens(audit.ORGANISATION_REGISTERED, organisation_id=place, **written_to)
        stage = notify_suite.UNIT_STAGE | {"holder_id": place}
        notify_suite.open_case(events, declaration_id=f"d-{place}", current=stage)
    notify_suite.start_draft(events, declaration_id="d-9")
    world.clock.set(notify_suite.at(7, 18))
    world.ask(OPERATOR, "run_due", idempotency_key="due")
    world.preparing = False
    clerk = Caller("unit_clerk-of-the-house", "经办", notify_suite.UNIT, frozenset({"unit_clerk"}))
    world.ask(clerk, "list_deadlines", filter={})
    world.ask(clerk, "get_changes")
    world.ask(clerk, "list_dispatches")
    (message, *_) = world.ask(clerk, "list_messages", filter={})["items"]
    world.ask(clerk, "mark_read", message_id=message["message_id"], idempotency_key="read")


KINDS = dict(zip(HOUSES["notify"].values(), ("unit", "department", "hr_bureau", "committee_office"), strict=True))
FIRST: dict[str, tuple[Story, ...]] = {"declaration": (held_by_every_house,), "notify": (told_to_every_house,)}
"""Where the stories told elsewhere leave a house without anything of its own."""


@dataclass
class Matrix:
    """Stands in for `run_rpc`: measures a method once, just before it is called rightly, on the bus and over HTTP.

    `differences` tells where the two answer otherwise.
    """

    service: str
    houses: dict[str, str]
    door: OverHttp
    world: Any = None
    differences: list[str] = field(default_factory=list)
    lines: Lines = field(default_factory=dict)
    methods: set[str] = field(default_factory=set)

    def run(self, app: Any, context: Any, endpoint: Any, service: Any, params: Any, issuer: TokenIssuer) -> Any:
        """Measure, then make the call."""
        if endpoint.name not in self.methods and not getattr(self.world, "preparing", False):
            self.methods.add(endpoint.name)
            right = app.verifier.verify(context.token) if context.token else Caller("passer-by", "路人")
            with closing(Watch(app.settings.database_url)) as watch:
                call = (app, context, endpoint, service, params)
                for role in ROLES:
                    asked = (issuer.issue(who) for who in self._askers(role, right))
                    first = self._outcome(call, next(asked), watch)
                    if first != "role_not_allowed":
                        rest = (self._outcome(call, one, watch) for one in asked)
                        self.lines[endpoint.name, role] = (first, *rest)
        return run_rpc(app, context, endpoint, service, params)

    def _outcome(self, call: tuple[Any, ...], token: str, watch: Watch) -> str:
        on_the_bus = outcome_of(run_rpc, *call, token, watch)
        over_http = outcome_of(self.door.run, *call, token, watch)
        if over_http != on_the_bus:
            self.differences.append(f"{call[2].name}: {on_the_bus} on the bus, {over_http} over HTTP")
        return on_the_bus

    def _askers(self, role: str, right: Caller) -> Iterator[Caller]:
        """One for each of RELATIONS."""
        mine = role in right.roles
        house = right.organisation_id if mine else self.houses.get(role)
        person = right.person_id if mine else APPLICANTS.get(self.service, "person-1")
        person = person if mine or role == "applicant" else f"{role}-of-the-house"
        place = right.region or HERE
        employer = self.houses["unit_clerk"]
        unfit = self.houses["committee_office"] if role == "unit_clerk" else employer
        roles, none = frozenset({role}), frozenset({"no_role_of_ours"})
        yield Caller(person, "某人", house, roles, place)
        yield Caller("colleague", "同事", house or employer, roles, place)
        yield Caller("stranger", "外人", NOWHERE, roles, place)
        yield Caller("stranger", "外人", NOWHERE, roles, ELSEWHERE)
        yield Caller(person, "某人", None, roles, None)
        yield Caller(person, "某人", house or employer, none, place)
        yield Caller("colleague", "同事", unfit, roles, place)


def outcome_of(
    run: Any, app: Any, context: Any, endpoint: Any, service: Any, params: dict[str, Any], token: str, watch: Watch
) -> str:
    """`open`, `empty`, or the slug of a refusal that is about the caller; whatever was done is undone."""
    sent = params | {KEY: new_id()} if KEY in endpoint.schema.fields else params
    try:
        answer = refuse_undone(run(app, type(context)(token, new_id(), new_id(), None), endpoint, service, sent))
    except ZhipingError as error:
        about_him = error.kind in (Kind.FORBIDDEN, Kind.NOT_FOUND) or error.slug in ABOUT_HIS_HOUSE
        return error.slug if about_him else "open"
    finally:
        watch.undo()
    return "empty" if isinstance(answer, dict) and answer and not any(answer.values()) else "open"


def measured(service: str, folder: Path) -> Matrix:
    """Its lines are (method, role) -> cells; a pair that is left out is refused in every relation."""
    matrix = Matrix(service, dict(HOUSES[service]), OverHttp(service))
    with pytest.MonkeyPatch.context() as patched:
        for world, story in zip(
            worlds(service, folder), (*FIRST.get(service, ()), *STORIES[service], standard_methods), strict=False
        ):
            if service == "audit":
                matrix.houses = {role: world.ids[place] for role, place in HOUSES["audit"].items()}
            matrix.world = world
            guard = sys.modules[type(world).__module__]
            patched.setattr(guard, "run_rpc", lambda *call, issuer=world.issuer: matrix.run(*call, issuer=issuer))
            try:
                story(world)
            finally:
                patched.setattr(guard, "run_rpc", run_rpc)
                world.close()
                install_keyring(None)
    return matrix


def main() -> None:
    """Write the file."""
    with KEPT.open("w", encoding="utf-8", newline="") as file, tempfile.TemporaryDirectory() as folder:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("service", "method", "role", *RELATIONS))
        for service in SERVICES:
            place = Path(folder) / service
            place.mkdir()
            for (method, role), cells in measured(service, place).lines.items():
                writer.writerow((service, method, role, *cells))


if __name__ == "__main__":
    main()
