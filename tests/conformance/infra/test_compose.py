"""The compose file: valid by the compose specification, and in step with the code and the Dockerfile."""

import json
import re
import subprocess
from importlib.resources import files

import jsonschema
import pytest
import yaml

from infra import store_users
from infra.broker_definitions import portals, variable_of
from infra.compose import render
from infra.compose_secrets import site_secrets
from infra.paths import ROOT
from infra.secret_folder import write_secrets
from infra.setting_names import DEPLOYED, EVENT_KEYS, secrets_of
from infra.site_keys import SiteKeys
from shared.contracts.broker_users import suite_users
from shared.contracts.queues import SERVICES
from shared.contracts.store_users import ADMINISTRATOR, USERS, seaweedfs
from tests.conformance.infra.manifests import COMPOSE, by_file, compose, setting_of, variables_of

JOBS = {"certificates", "declare-bus", "prepare-store", "operator", "keeper"}
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
    servers = {"database", "broker", "seaweedfs", "seaweedfs-door", "minio"}
    assert names == set(DEPLOYED) | {f"migrate-{name}" for name in DEPLOYED} | servers | JOBS


@pytest.mark.parametrize("service", DEPLOYED)
def test_a_container_gets_every_variable_the_code_reads_and_no_other(service):
    environment = compose()["services"][service]["environment"]
    assert {setting_of(name) for name in environment} == variables_of(service)
    assert set(by_file(environment)) == {*secrets_of(service), EVENT_KEYS}


def files_in(entry):
    """Path -> secret of what is mounted into a container."""
    listed = [one if isinstance(one, dict) else {"source": one, "target": one} for one in entry["secrets"]]
    return {f"/run/secrets/{one['target']}": one["source"] for one in listed}


@pytest.mark.parametrize("service", DEPLOYED)
def test_every_secret_is_a_file_of_the_services_own(service):
    entry = compose()["services"][service]
    there = files_in(entry)
    assert set(by_file(entry["environment"]).values()) == set(there)
    own = {name.removeprefix("ZHIPING_").lower() for name in secrets_of(service)} - {"smtp_url", "channels"}
    assert {name for name in there.values() if name.endswith(f"_{service}")} == {f"{name}_{service}" for name in own}
    assert len(there) == len([*secrets_of(service), EVENT_KEYS])


def test_every_secret_is_made_by_the_command_that_makes_a_site():
    made = site_secrets({}, SiteKeys.generate())
    listed = compose()["secrets"]
    assert {name: one["file"] for name, one in listed.items()} == {name: f"./secrets/{name}" for name in listed}
    assert set(listed) <= set(made)
    used = {name for entry in compose()["services"].values() for name in _sources(entry)}
    assert used == set(listed)


def _sources(entry):
    return [one["source"] if isinstance(one, dict) else one for one in entry.get("secrets", [])]


def test_what_the_site_has_already_stays_and_the_rest_is_made_from_it():
    keys = SiteKeys.generate()
    made = site_secrets({"database_password_audit": "of-old", "smtp_url": "smtp://x"}, keys, "files.example.cn")
    assert made["database_url_audit"] == "postgresql+psycopg2://audit:of-old@database/audit"
    assert made["smtp_url"] == "smtp://x"
    assert made["storage_url_audit"].startswith(f"s3+https://audit:{made['storage_password_audit']}@files.example.cn/")
    assert made["broker_conf"].endswith(made["broker_password"])
    assert site_secrets(made, SiteKeys.generate()) == made


@pytest.mark.parametrize("service", DEPLOYED)
def test_a_service_is_built_from_its_own_folder_and_reaches_only_its_own_database(service):
    entry, migration = compose()["services"][service], compose()["services"][f"migrate-{service}"]
    assert (entry["image"], entry["build"]["args"]) == (f"zhiping/{service}", {"SERVICE": service})
    made = site_secrets({}, SiteKeys.generate())
    assert made[files_in(entry)[entry["environment"]["ZHIPING_DATABASE_URL_FILE"]]].endswith(f"@database/{service}")
    assert migration["command"] == ["db", "migrate", service]
    assert entry["environment"] == migration["environment"]
    assert f"migrate-{service}" in entry["depends_on"]


@pytest.mark.parametrize("service", DEPLOYED)
def test_each_service_speaks_to_the_broker_as_itself_and_knows_nobody_elses_password(service):
    entry, made = compose()["services"][service], site_secrets({}, SiteKeys.generate())
    address = made[files_in(entry)[entry["environment"]["ZHIPING_AMQP_URI_FILE"]]]
    assert address == f"amqps://{service}:{made[f'broker_password_{service}']}@broker:5671/zhiping"
    assert [name for name in files_in(entry).values() if "password" in name] == []


def test_the_job_that_declares_has_a_password_for_every_user():
    environment = compose()["services"]["declare-bus"]["environment"]
    users = [one.name for one in suite_users(portals({}))]
    given = {name for name in by_file(environment) if name.startswith("ZHIPING_BROKER_PASSWORD")}
    assert given == set(map(variable_of, users))


def test_the_database_container_makes_a_database_per_service():
    assert compose()["services"]["database"]["environment"]["ZHIPING_SERVICES"].split() == list(DEPLOYED)


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
        if isinstance(volume, str) and volume.startswith(".")
    ]
    assert [path for path in built + mounted if not path.exists()] == []


def test_the_example_env_file_has_every_variable_that_must_be_given():
    needed = {
        part.split(":?")[0].split("}")[0] for part in COMPOSE.read_text().split("${")[1:] if ":?" in part.split("}")[0]
    }
    lines = (COMPOSE.parent / ".env.example").read_text().splitlines()
    assert needed == {line.split("=")[0] for line in lines if line and not line.startswith("#")}


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
    done = "service_completed_successfully"
    for service in SERVICES:
        before = entries[service]["depends_on"]
        assert {before[job]["condition"] for job in ("declare-bus", "prepare-store", f"migrate-{service}")} == {done}
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


def test_a_password_of_a_further_portal_is_a_file_too_and_only_for_the_job_that_declares():
    made = site_secrets({}, SiteKeys.generate(), settings={"ZHIPING_BROKER_PORTALS": "portal,other"})
    assert made["amqp_uri_other"] == f"amqps://other:{made['broker_password_other']}@broker:5671/zhiping"
    assert [name for name, entry in compose()["services"].items() if "env_file" in entry] == []
    page = (ROOT / "infra" / "runbooks" / "broker-users.md").read_text()
    override = yaml.safe_load(page.split("```yaml\n")[1].split("```")[0])
    assert problems(override) == []
    assert list(override["services"]) == ["declare-bus"]
    assert set(by_file(override["services"]["declare-bus"]["environment"])) == {variable_of("other")}
    assert override["secrets"] == {"broker_password_other": {"file": "./secrets/broker_password_other"}}
    assert {"/infra/compose/secrets/", "/infra/compose/.env"} <= set((ROOT / ".gitignore").read_text().splitlines())


def test_one_object_server_of_two_runs_and_each_has_its_own_volume():
    servers = {name: compose()["services"][name] for name in ("seaweedfs", "seaweedfs-door", "minio")}
    mounts = [one for server in servers.values() for one in server["volumes"] if isinstance(one, str)]
    volumes = sorted(one for one in mounts if not one.startswith("./"))
    assert volumes == ["objects-minio:/data", "objects-seaweedfs:/data"]
    assert [server["profiles"] for server in servers.values()] == [["seaweedfs"], ["seaweedfs"], ["minio"]]
    assert compose()["services"]["prepare-store"]["environment"]["ZHIPING_STORAGE_ENGINE"] == "${COMPOSE_PROFILES:?}"


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_opens_the_store_as_itself_where_browsers_reach_it_too(service):
    entry, made = compose()["services"][service], site_secrets({}, SiteKeys.generate(), "files.example.cn")
    address = made[files_in(entry)[entry["environment"]["ZHIPING_STORAGE_URL_FILE"]]]
    own = made[f"storage_password_{service}"]
    assert address == f"s3+https://{service}:{own}@files.example.cn/zhiping?region=us-east-1"


def test_who_prepares_the_store_and_the_command_line_speak_to_it_as_themselves_inside():
    made = site_secrets({}, SiteKeys.generate(), "files.example.cn")
    entries = compose()["services"]
    for job, user, setting in (("prepare-store", ADMINISTRATOR, ""), ("operator", "operator", "_OPERATOR")):
        where = entries[job]["environment"][f"ZHIPING_STORAGE_URL{setting}_FILE"]
        address = made[files_in(entries[job])[where]]
        assert address.startswith(f"s3+https://{user}:{made[f'storage_password_{user}']}@objects:9000/zhiping?")


def test_seaweedfs_starts_with_the_users_of_the_contracts(tmp_path):
    assert render.SCRIPT.read_text() == render.rendered(), "run `make manifests`"
    weed, names = tmp_path / "weed", [*USERS, ADMINISTRATOR]
    weed.write_text("#!/bin/sh\necho $@\n")
    weed.chmod(0o700)
    secrets = {name: f"p4{name}" for name in names}
    write_secrets(tmp_path / "secrets", {f"storage_password_{name}": secret for name, secret in secrets.items()})
    given = {"PATH": f"{tmp_path}:/usr/bin:/bin", "TMPDIR": str(tmp_path), "SECRETS": str(tmp_path / "secrets")}
    told = subprocess.run(["sh", render.SCRIPT], env=given, capture_output=True, text=True, check=True).stdout
    assert json.loads((tmp_path / "users.json").read_text()) == seaweedfs(
        secrets, [render.BUCKET], (ADMINISTRATOR, secrets[ADMINISTRATOR])
    )
    assert {"-ip.bind=127.0.0.1", f"-s3.config={tmp_path}/users.json"} <= set(told.split())
    assert (tmp_path / "users.json").stat().st_mode & 0o077 == 0
    (tmp_path / "secrets" / "storage_password_audit").unlink()
    assert subprocess.run(["sh", render.SCRIPT], env=given, capture_output=True, check=False).returncode != 0


def test_only_the_store_and_the_job_that_prepares_it_know_every_password_there():
    wanted = {f"storage_password_{name}" for name in USERS}
    known = {name: set(_sources(entry)) for name, entry in compose()["services"].items()}
    assert [name for name, there in known.items() if wanted <= there] == ["seaweedfs", "prepare-store"]
    assert [name for name, there in known.items() if wanted & there and not wanted <= there] == []
    assert "storage_password_zhiping" in known["seaweedfs"] & known["minio"]
    given = by_file(compose()["services"]["prepare-store"]["environment"])
    assert set(given) == {*map(store_users.variable_of, USERS), "ZHIPING_STORAGE_URL"}
    assert set(given.values()) == set(files_in(compose()["services"]["prepare-store"]))


def test_no_container_has_a_file_of_a_secret_that_it_is_not_told_of():
    told = {name: entry for name, entry in compose()["services"].items() if name in {*SERVICES, *JOBS}}
    settings = {name: set(by_file(entry.get("environment", {})).values()) for name, entry in told.items()}
    mounted = {name: set(files_in(entry)) if "secrets" in entry else set() for name, entry in told.items()}
    assert settings == mounted


def test_no_password_is_in_the_file_nor_in_any_environment():
    given = re.findall(r"(\w*(?:PASSWORD|SECRET|KEY|PASS)\w*): (\S+)", COMPOSE.read_text())
    assert [name for name, value in given if not value.startswith("/run/")] == []
    assert re.findall(r"://[^\s/]*:[^\s/]*@", COMPOSE.read_text()) == []
