"""Every command of every service, called by somebody whom it concerns: refused before any effect, or excused."""

import csv
import json

import pytest

from infra.paths import ROOT
from shared.contracts.queues import SERVICES
from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.messaging import STANDARD_RPC, endpoints
from shared.persistence.events.dead_letters import DeadLetter, add_dead_letter
from shared.security.concerns import NOBODY
from tests.support.adversary.mirror import mirrored
from tests.support.adversary.siege import service_class
from tests.support.adversary.stories import open_world

OWN = Caller("person-1", "运维", None, frozenset({"operator"}))


def commands(service):
    """Names of everything that changes something, without what every service has."""
    found = endpoints(service_class(service)).items()
    return {name for name, endpoint in found if endpoint.kind != "query"} - set(STANDARD_RPC)


def lines(service):
    """method -> [(parameter, kind or reason)]."""
    told = {}
    with (ROOT / "services" / service / "concerns.csv").open(encoding="utf-8", newline="") as file:
        for method, parameter, kind in csv.reader(file, skipinitialspace=True):
            told.setdefault(method, []).append((parameter, kind))
    return told


@pytest.fixture(scope="module")
def world_of(tmp_path_factory):
    """One world per service, begun as its suite begins it."""
    opened = {}

    def of(service):
        if service not in opened:
            opened[service] = open_world(service, tmp_path_factory.mktemp(service))
        return opened[service]

    yield of
    for world in opened.values():
        world.close()


@pytest.mark.parametrize("service", SERVICES)
class TestEachService:
    def test_says_of_every_command_whom_it_concerns_or_why_nobody(self, service):
        told = lines(service)
        assert told.keys() == commands(service)
        excused = {name: of for name, of in told.items() if any(parameter == NOBODY for parameter, _ in of)}
        assert all(len(of) == 1 and len(of[0][1].split()) >= 4 for of in excused.values())

    def test_a_parameter_that_leads_to_people_is_one_that_the_command_takes(self, service):
        known = endpoints(service_class(service))
        for name, of in lines(service).items():
            heads = {parameter.partition(".")[0] for parameter, _ in of} - {NOBODY}
            assert heads <= set(known[name].schema.fields), name

    def test_keeps_everybody_from_deciding_for_himself(self, service, tmp_path, monkeypatch):
        mirror = mirrored(service, tmp_path, monkeypatch)
        concerning = {name for name, of in lines(service).items() if of[0][0] != NOBODY}
        assert mirror.found == []
        assert mirror.refused == concerning

    @pytest.mark.parametrize("method", ["replay_dead_letter", "discard_dead_letter"])
    def test_keeps_an_operator_from_a_message_about_himself(self, service, world_of, method):
        world = world_of(service)
        ask = world.ask if hasattr(world, "ask") else world.call
        body = json.dumps({"data": {"cases": [{"person_id": OWN.person_id}]}})
        letter = DeadLetter(method, "a.queue", method, None, None, body, "off_contract: x", [], world.clock.now())
        with world.app.database.begin() as connection:
            add_dead_letter(connection, letter)
        with pytest.raises(ZhipingError, match="own_affair"):
            ask(OWN, method, id=method, idempotency_key="mine")
        other = Caller("operator-2", "运维", None, OWN.roles)
        assert ask(other, method, id=method, idempotency_key="his")
