"""Who reaches whom in the compose file, and how: networks, certificates, TLS."""

from infra.compose_secrets import site_secrets
from infra.setting_names import DEPLOYED
from infra.site_keys import SiteKeys
from tests.conformance.infra.manifests import COMPOSE, compose

NETWORKED = set(compose()["services"]) - {"seaweedfs-door"}
"""All but the door that shares the network of the server behind it."""


def reached(name):
    """The networks of a container; a server on one of them is reached by whoever is on it too."""
    return set(compose()["services"][name]["networks"])


def test_a_container_shares_a_network_with_the_servers_it_needs_and_no_other():
    servers = {"database": {"data"}, "broker": {"bus"}, "seaweedfs": {"files"}, "minio": {"files"}}
    services = {name: {"data", "bus", "files"} for name in DEPLOYED}
    migrations = {f"migrate-{name}": {"data"} for name in DEPLOYED}
    others = {"declare-bus": {"bus"}, "operator": {"bus", "files"}, "prepare-store": {"files"}}
    others |= {"certificates": {"data"}, "keeper": {"data", "files"}}
    assert {name: reached(name) for name in NETWORKED} == servers | services | migrations | others
    assert set(compose()["networks"]) == {"data", "bus", "files"}
    assert compose()["networks"]["data"] == {"internal": True}


def folder_of(entry):
    """Which folder of the certificates a container sees, at the place where everybody looks for it."""
    [found] = [one for one in entry["volumes"] if isinstance(one, dict)]
    assert (found["source"], found["target"], found["read_only"]) == ("certificates", "/run/certificates", True)
    return found["volume"]["subpath"]


def test_every_container_sees_its_own_certificate_only_and_waits_for_it():
    entries = compose()["services"]
    issued = {name.partition(",")[0] for name in entries["certificates"]["command"][4:]}
    blind = ("certificates", "seaweedfs-door")
    seen = {name: folder_of(entry) for name, entry in entries.items() if name not in blind}
    stores, tools = (
        dict.fromkeys(("seaweedfs", "minio"), "objects"),
        ("declare-bus", "prepare-store", "operator", "keeper"),
    )
    jobs = {f"migrate-{name}": name for name in DEPLOYED} | dict.fromkeys(tools, "declaration")
    assert seen == {name: name for name in (*DEPLOYED, "database", "broker")} | stores | jobs
    assert issued == set(seen.values())
    done = {"condition": "service_completed_successfully"}
    servers = ("database", "broker", "seaweedfs", "minio")
    assert [name for name in servers if entries[name]["depends_on"]["certificates"] != done] == []


def test_the_authoritys_key_is_mounted_by_the_job_alone():
    holders = [name for name, entry in compose()["services"].items() if "authority" in str(entry.get("volumes"))]
    assert holders == ["certificates"]


def test_servers_speak_tls_only():
    beside = COMPOSE.parent
    broker = (beside / "rabbitmq" / "tls.conf").read_text()
    assert "listeners.tcp = none" in broker
    assert "management.tcp" not in broker
    lines = [line.split() for line in (beside / "postgres" / "pg_hba.conf").read_text().splitlines() if line[0] != "#"]
    assert {line[0] for line in lines} == {"local", "hostssl"}
    told = [entry["environment"] for entry in compose()["services"].values() if "environment" in entry]
    addresses = [str(value) for one in told for value in one.values() if "://" in str(value)]
    addresses += site_secrets({}, SiteKeys.generate()).values()
    plain = [one for one in addresses if one.startswith(("amqp:", "s3+http:", "http:"))]
    assert set(plain) <= {"${OTEL_EXPORTER_OTLP_ENDPOINT:-http://collector:4318}"}
