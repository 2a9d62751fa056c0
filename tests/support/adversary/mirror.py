"""Each command once more in the name of everybody whom the service knows, just before it is used rightly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id
from shared.messaging.rpc.pipeline import run_rpc
from shared.security import TokenIssuer, install_keyring
from tests.support.adversary.door import Watch
from tests.support.adversary.siege import worlds
from tests.support.adversary.stories import STORIES
from tests.support.audit_suite import rightly
from tests.support.committee_suite.world import BUREAU, CLERK

APPLICANTS = {
    "audit": "SELECT DISTINCT person_id FROM cases",
    "declaration": "SELECT person_id FROM persons",
    "committee": "SELECT DISTINCT person_id FROM reviews",
    "docgen": "SELECT DISTINCT owner_person_id FROM documents",
    "notify": "SELECT DISTINCT person_id FROM messages",
}
"""Everybody who has a dossier, a result or a message in the service."""
AT_MOST = 3


def posts_stated_while_somebody_files(world: Any) -> None:
    """Somebody of the unit is in the race when it states its posts."""
    world.submitted()
    rightly.CALLS["state_posts"](world).on(world)


def quota_divided_while_somebody_files(world: Any) -> None:
    """Somebody files for what the quota counts."""
    world.submitted(plan="k12-full-senior")
    rightly.CALLS["allocate_quota"](world).on(world)


def committee_made_while_somebody_waits(world: Any) -> None:
    """Somebody waits for the committee before it is there."""
    world.begin()
    world.passes(1)
    committee_id = world.register()
    world.do(BUREAU, "approve_committee", committee_id=committee_id, expected_version=1, opinion="同意")
    world.do(CLERK, "open_pool_upload", committee_id=committee_id, size=1000, sha256="5e" * 32)
    world.import_pool(committee_id, 2)
    world.clean(committee_id)


MORE = {
    "audit": (posts_stated_while_somebody_files, quota_divided_while_somebody_files),
    "committee": (committee_made_while_somebody_waits,),
}


@dataclass
class Mirror:
    """Stands in for `run_rpc`. `refused`: commands that somebody concerned was kept from; `done`: the others tried."""

    service: str
    refused: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def run(
        self, app: Any, context: Any, endpoint: Any, service: Any, params: dict[str, Any], issuer: TokenIssuer
    ) -> Any:
        """Try the call as each applicant first, wherever the caller is somebody."""
        name, token = endpoint.name, context.token
        if endpoint.kind == "command" and token is not None and name not in self.refused:
            caller = app.verifier.verify(token)
            for person in self._applicants(app):
                own = Caller(person, caller.name, caller.organisation_id, caller.roles, caller.region)
                sent = params | {"idempotency_key": new_id()}
                again = type(context)(issuer.issue(own), new_id(), new_id(), None)
                self._try(app, name, lambda sent=sent, again=again: run_rpc(app, again, endpoint, service, sent))
        return run_rpc(app, context, endpoint, service, params)

    def _try(self, app: Any, name: str, call: Callable[[], Any]) -> None:
        """One call; whatever it does is undone."""
        with closing(Watch(app.settings.database_url)) as watch:
            try:
                call()
                self.done.add(name)
            except ZhipingError as error:
                if error.slug == "own_affair":
                    self.refused.add(name)
                    self.found += [f"{name}: something was written"] * watch.differs()
                    self.found += [f"{name}: {error.kind}, {error.path}"] * (
                        error.kind != "forbidden" or not error.path
                    )
            finally:
                watch.undo()

    def _applicants(self, app: Any) -> list[str]:
        with app.database.begin_reading() as connection:
            found = {str(one) for one in connection.exec_driver_sql(APPLICANTS[self.service]).scalars() if one}
        return sorted(found)[:AT_MOST]


def mirrored(service: str, folder: Path, monkeypatch: Any) -> Mirror:
    """The mirror after every story of the service."""
    mirror = Mirror(service)
    for world, story in zip(worlds(service, folder), (*STORIES[service], *MORE.get(service, ())), strict=False):
        guard = sys.modules[type(world).__module__]
        with monkeypatch.context() as patched:
            patched.setattr(guard, "run_rpc", lambda *call, issuer=world.issuer: mirror.run(*call, issuer=issuer))
            try:
                story(world)
            finally:
                world.close()
                install_keyring(None)
    return mirror
