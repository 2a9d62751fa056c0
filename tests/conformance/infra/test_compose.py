"""The compose file: valid by the compose specification, and in step with the code and the Dockerfile."""

import json
import re
from importlib.resources import files

import jsonschema
import pytest

from infra.broker_definitions import portals, variable_of
from infra.paths import ROOT
from shared.contracts.broker_users import suite_users
from shared.contracts.queues import SERVICES
from tests.conformance.infra.manifests import COMPOSE, compose, variables_of

SPECIFICATION = files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json")


def problems(content):
    schema = json.loads(SPECIFICATION.read_text())
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(content)]


def test_it_fits_the_compose_specification():
    assert problems(compose()) == []


def test_the_specification_check_would_notice_an_unknown_key():
    broken = compose()
    broken["services"]["audit"]["dependson"] = ["broker"]
    assert problems(broken) != []


def test_each_service_and_its_migration_is_there():
    names = set(compose()["services"])
    servers = {"database", "broker", "seaweedfs", "minio"}
    assert names == set(SERVICES) | {f"migrate-{name}" for name in SERVICES} | servers | {"declare-bus", "operator"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_container_gets_every_variable_the_code_reads_and_no_other(service):
    assert set(compose()["services"][service]["environment"]) == variables_of(service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_built_from_its_own_folder_and_reaches_only_its_own_database(service):
    entry, migration = compose()["services"][service], compose()["services"][f"migrate-{service}"]
    assert (entry["image"], entry["build"]["args"]) == (f"zhiping/{service}", {"SERVICE": service})
    assert entry["environment"]["ZHIPING_DATABASE_URL"].endswith(f"@database/{service}")
    assert migration["command"] == ["db", "migrate", service]
    assert entry["environment"] == migration["environment"]
    assert f"migrate-{service}" in entry["depends_on"]


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_speaks_to_the_broker_as_itself_and_knows_nobody_elses_password(service):
    environment = compose()["services"][service]["environment"]
    secret = f"${{{variable_of(service)}:?}}"
    assert environment["ZHIPING_AMQP_URI"] == f"amqp://{service}:{secret}@broker:5672/zhiping"
    known = re.findall(r"ZHIPING_BROKER_PASSWORD\w*", str(environment))
    assert known == [variable_of(service)]


def test_the_job_that_declares_has_a_password_for_every_user():
    environment = compose()["services"]["declare-bus"]["environment"]
    users = [one.name for one in suite_users(portals({}))]
    assert {name for name in environment if name.startswith("ZHIPING_BROKER_PASSWORD")} == set(map(variable_of, users))


def test_the_database_container_makes_a_database_per_service():
    assert compose()["services"]["database"]["environment"]["ZHIPING_SERVICES"].split() == list(SERVICES)


def test_every_file_it_names_exists():
    entries = compose()["services"].values()
    built = [
        COMPOSE.parent / entry["build"]["context"] / entry["build"]["dockerfile"]
        for entry in entries
        if "build" in entry
    ]
    mounted = [
        COMPOSE.parent / volume.split(":")[0]
        for entry in entries
        for volume in entry.get("volumes", [])
        if volume.startswith(".")
    ]
    assert [path for path in built + mounted if not path.exists()] == []


def test_the_example_env_file_has_every_variable_that_must_be_given():
    needed = {
        part.split(":?")[0].split("}")[0] for part in COMPOSE.read_text().split("${")[1:] if ":?" in part.split("}")[0]
    }
    lines = (COMPOSE.parent / ".env.example").read_text().splitlines()
    assert needed == {line.split("=")[0] for line in lines if line and not line.startswith("#")} - {"COMPOSE_PROFILES"}


def test_health_port_and_stop_signal_of_the_image_fit_the_services():
    text = (ROOT / "infra" / "docker" / "Dockerfile").read_text()
    port = compose()["services"]["audit"]["environment"]["ZHIPING_HEALTH_PORT"]
    assert f"ZHIPING_HEALTH_PORT={port}" in text
    assert f"EXPOSE {port}" in text
    assert "STOPSIGNAL SIGTERM" in text
    assert "requirements.txt" in text
    assert "install_locked.sh" in text


def test_nothing_runs_before_its_schema_and_the_queues_stand():
    entries = compose()["services"]
    done = {"condition": "service_completed_successfully"}
    for service in SERVICES:
        before = entries[service]["depends_on"]
        assert (before["declare-bus"], before[f"migrate-{service}"]) == (done, done)
        assert before["broker"] == before["database"] == {"condition": "service_healthy"}


def test_our_containers_hold_no_rights_and_have_time_to_stop():
    entries = compose()["services"]
    ours = {name: entry for name, entry in entries.items() if entry["image"].startswith("zhiping/")}
    held = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
    assert [name for name, entry in ours.items() if not held.items() <= entry.items()] == []
    assert {tuple(entry["tmpfs"]) for entry in ours.values()} == {("/tmp:size=256m",), ("/tmp:size=64m",)}
    assert [name for name, entry in ours.items() if not {"mem_limit", "pids_limit"} <= entry.keys()] == []
    assert [name for name, entry in entries.items() if "pids_limit" not in entry] == []
    assert {entries[service]["stop_grace_period"] for service in SERVICES} == {"60s"}
    assert [name for name in entries if "ports" in entries[name]] == []


def reached(name):
    """The networks of a container; a server on one of them is reached by whoever is on it too."""
    return set(compose()["services"][name]["networks"])


def test_a_container_shares_a_network_with_the_servers_it_needs_and_no_other():
    servers = {"database": {"data"}, "broker": {"bus"}, "seaweedfs": {"files"}, "minio": {"files"}}
    services = {name: {"data", "bus", "files"} for name in SERVICES}
    migrations = {f"migrate-{name}": {"data"} for name in SERVICES}
    others = {"declare-bus": {"bus"}, "operator": {"bus"}}
    assert {name: reached(name) for name in compose()["services"]} == servers | services | migrations | others
    assert set(compose()["networks"]) == {"data", "bus", "files"}
    assert compose()["networks"]["data"] == {"internal": True}


def test_passwords_of_further_portals_reach_only_the_job_that_declares():
    given = {name: entry["env_file"] for name, entry in compose()["services"].items() if "env_file" in entry}
    assert given == {"declare-bus": [{"path": "portals.env", "required": False}]}
    assert "/infra/compose/portals.env" in (ROOT / ".gitignore").read_text().splitlines()


def test_one_object_server_of_two_runs_and_each_has_its_own_volume():
    servers = [compose()["services"][name] for name in ("seaweedfs", "minio")]
    volumes = [volume.split(":")[0] for server in servers for volume in server["volumes"]]
    assert len(set(volumes)) == 2
    assert [server["profiles"] for server in servers] == [["seaweedfs"], ["minio"]]


def test_no_password_is_in_the_file():
    given = re.findall(r"(\w*(?:PASSWORD|SECRET|KEY|PASS)\w*): (\S+)", COMPOSE.read_text())
    assert [name for name, value in given if not value.startswith("${")] == []
