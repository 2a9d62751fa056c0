"""The Kubernetes base: valid by the API's own schema, and in step with the code."""

import re
import tomllib

import kubernetes_validate
import pytest
import yaml

from infra.broker_definitions import portals, variable_of
from infra.k8s import render
from infra.paths import ROOT
from infra.setting_names import COMMON_SECRETS, secrets_of
from shared.contracts.broker_users import suite_users
from shared.contracts.queues import SERVICES, queue_names
from tests.conformance.infra.manifests import K8S, by_file, k8s_documents, k8s_of_kind, variables_of

KUBERNETES = "1.33"
LONGEST_DRAIN = 30
"""Seconds a service needs at most from SIGTERM to its end, as the fleet and the accident tests grant it."""


def pod_of(document):
    return document["spec"]["template"]["spec"]


def sources(container):
    """What a container takes its environment from whole, as (Map | Secret, name)."""
    named = [("Map", "configMapRef"), ("Secret", "secretRef")]
    return [(kind, source[key]["name"]) for source in container["envFrom"] for kind, key in named if key in source]


def identity(entry):
    return f"{entry[0]}:{entry[1]['kind']}/{entry[1]['metadata']['name']}"


@pytest.mark.parametrize("entry", k8s_documents(), ids=identity)
def test_each_manifest_fits_the_schema_of_its_kind(entry):
    kubernetes_validate.validate(entry[1], KUBERNETES, strict=True)


def test_the_schema_check_would_notice_an_unknown_field():
    broken = yaml.safe_load((K8S / "base" / "declare-bus.yaml").read_text())
    broken["spec"]["backofLimit"] = 1
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(broken, KUBERNETES, strict=True)


def test_the_kustomization_lists_every_file_once():
    listed = yaml.safe_load((K8S / "base" / "kustomization.yaml").read_text())["resources"]
    assert sorted(listed) == sorted(
        path.name for path in (K8S / "base").glob("*.yaml") if path.name != "kustomization.yaml"
    )


@pytest.mark.parametrize("service", SERVICES)
def test_the_manifest_is_what_the_template_makes(service):
    assert (K8S / "base" / f"{service}.yaml").read_text() == render.rendered(service), "run `make manifests`"


def test_each_service_has_a_deployment_and_a_migration_and_nothing_else_has():
    assert set(k8s_of_kind("Deployment")) == {f"zhiping-{name}" for name in SERVICES}
    assert set(k8s_of_kind("Job")) == {f"zhiping-migrate-{name}" for name in SERVICES} | {"zhiping-declare-bus"}
    assert set(render.sizes()) == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_pod_gets_every_variable_the_code_reads_and_no_other(service):
    maps = k8s_of_kind("ConfigMap")
    plain = set(maps["zhiping-common"]["data"]) | set(maps[f"zhiping-{service}"]["data"])
    secret = {*COMMON_SECRETS, *secrets_of(service)}
    assert plain | secret == variables_of(service)
    assert plain & secret == set()
    container = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])["containers"][0]
    assert set(files_of(container)) == secret


def files_of(container):
    """Setting -> path of the file that gives it."""
    return by_file({one["name"]: one["value"] for one in container["env"]})


def mounted(pod, container):
    """Path -> (secret, key, mode) of every file of a secret that the container finds."""
    volumes = {one["name"]: one for one in pod["volumes"]}
    found = {}
    for mount in container["volumeMounts"]:
        volume = volumes[mount["name"]]
        own = volume.get("projected") or volume.get("secret") or {}
        assert mount.get("readOnly") or not own
        parts = [one["secret"] for one in own.get("sources", [])] or ([own] if own else [])
        for part in parts:
            name = part.get("name") or part["secretName"]
            for item in part.get("items", []):
                found[f"{mount['mountPath']}/{item['path']}"] = (name, item["key"], own["defaultMode"])
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_secret_is_a_file_that_its_owner_alone_reads(service):
    own = f"zhiping-{service}"
    for kind, name in (("Deployment", own), ("Job", f"zhiping-migrate-{service}")):
        pod = pod_of(k8s_of_kind(kind)[name])
        assert pod["securityContext"]["fsGroup"] == pod["securityContext"]["runAsUser"]
        for container in pod["containers"] + pod.get("initContainers", []):
            files, there = files_of(container), mounted(pod, container)
            assert {(there[path][1], there[path][2]) for path in files.values()} == {(one, 0o400) for one in files}
            assert set(there) == set(files.values())
            assert {there[path][0] for path in files.values()} <= {own, "zhiping-common"}


def test_the_jobs_that_migrate_get_the_database_and_nothing_else():
    for service in SERVICES:
        pod = pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"])
        schema = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])["initContainers"][0]
        assert set(files_of(pod["containers"][0])) == set(files_of(schema)) == {"ZHIPING_DATABASE_URL"}


def test_no_secret_comes_by_the_environment():
    jobs = [pod_of(document) for kind in ("Deployment", "Job") for document in k8s_of_kind(kind).values()]
    containers = [one for pod in jobs for one in pod["containers"] + pod.get("initContainers", [])]
    assert [kind for one in containers for kind, _ in sources(one) if kind == "Secret"] == []
    assert [one["name"] for one in containers if any("valueFrom" in entry for entry in one["env"])] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_pod_takes_its_settings_from_the_common_maps_and_its_own_and_no_other(service):
    common, own = "zhiping-common", f"zhiping-{service}"
    pod = pod_of(k8s_of_kind("Deployment")[own])
    assert sources(pod["containers"][0]) == [("Map", common), ("Map", own)]
    assert sources(pod["initContainers"][0]) == [("Map", common)]
    migration = pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"])
    assert sources(migration["containers"][0]) == [("Map", common)]


def test_only_the_job_that_declares_knows_the_brokers_administrator():
    jobs = [pod_of(document) for kind in ("Deployment", "Job") for document in k8s_of_kind(kind).values()]
    knowing = [
        pod["containers"][0]["name"]
        for pod in jobs
        if any(volume.get("secret", {}).get("secretName") == "zhiping-broker" for volume in pod["volumes"])
    ]
    assert knowing == ["declare"]
    pod = pod_of(k8s_of_kind("Job")["zhiping-declare-bus"])
    passwords = {variable_of(user.name) for user in suite_users(portals({}))}
    assert set(files_of(pod["containers"][0])) == passwords | {"ZHIPING_AMQP_URI"}


def test_no_secret_is_in_the_base():
    assert k8s_of_kind("Secret") == {}
    texts = [path.read_text() for path in (K8S / "base").glob("*.yaml")]
    assert [text for text in texts if re.search(r"://[^\s/]*:[^\s/]*@", text)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_deployment_names_the_queues_of_the_contracts(service):
    named = k8s_of_kind("Deployment")[f"zhiping-{service}"]["metadata"]["annotations"]["zhiping/queues"]
    assert named.split(",") == list(queue_names(service))


@pytest.mark.parametrize("service", SERVICES)
def test_probes_and_service_meet_the_health_port(service):
    port = int(k8s_of_kind("ConfigMap")["zhiping-common"]["data"]["ZHIPING_HEALTH_PORT"])
    container = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])["containers"][0]
    assert container["ports"] == [{"name": "health", "containerPort": port}]
    assert container["livenessProbe"]["httpGet"] == {"path": "/live", "port": "health"}
    assert container["readinessProbe"]["httpGet"] == {"path": "/ready", "port": "health"}
    assert k8s_of_kind("Service")[f"zhiping-{service}"]["spec"]["ports"][0]["port"] == port


@pytest.mark.parametrize("service", SERVICES)
def test_a_pod_has_twice_the_time_it_needs_to_stop_and_is_limited(service):
    pod = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])
    container = pod["containers"][0]
    assert pod["terminationGracePeriodSeconds"] >= 2 * LONGEST_DRAIN
    assert {"requests", "limits"} <= set(container["resources"])


def test_every_container_holds_no_rights_and_every_pod_runs_as_nobody_in_particular():
    pods = [pod_of(document) for kind in ("Deployment", "Job") for document in k8s_of_kind(kind).values()]
    containers = [one for pod in pods for one in pod["containers"] + pod.get("initContainers", [])]
    assert {pod["securityContext"]["runAsNonRoot"] for pod in pods} == {True}
    assert {pod["automountServiceAccountToken"] for pod in pods} == {False}
    bare = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
    assert [one["name"] for one in containers if one["securityContext"] != bare] == []
    assert [one["name"] for one in containers if not {"requests", "limits"} <= set(one["resources"])] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_pod_waits_for_the_schema_that_its_version_needs(service):
    pod = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])
    assert [(one["image"], one["args"]) for one in pod["initContainers"]] == [
        (f"zhiping/{service}", ["db", "current", service])
    ]
    job = pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"])["containers"][0]
    assert (job["image"], job["args"]) == (f"zhiping/{service}", ["db", "migrate", service])
    assert pod["containers"][0]["args"] == ["run", service]


@pytest.mark.parametrize("service", SERVICES)
def test_disruptions_and_rollouts_take_one_pod_at_a_time_and_its_labels_are_its_own(service):
    deployment = k8s_of_kind("Deployment")[f"zhiping-{service}"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    budget = k8s_of_kind("PodDisruptionBudget")[f"zhiping-{service}"]["spec"]
    assert deployment["spec"]["replicas"] >= 2
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert (budget["maxUnavailable"], budget["selector"]["matchLabels"]) == (1, labels)
    assert k8s_of_kind("Service")[f"zhiping-{service}"]["spec"]["selector"] == labels
    assert labels["app.kubernetes.io/name"] == service


def test_only_figures_are_reached_from_outside():
    port = int(k8s_of_kind("ConfigMap")["zhiping-common"]["data"]["ZHIPING_HEALTH_PORT"])
    policy = k8s_of_kind("NetworkPolicy")["zhiping"]["spec"]
    assert policy["podSelector"]["matchLabels"].items() <= pod_labels("audit").items()
    assert [rule["ports"] for rule in policy["ingress"]] == [[{"port": port, "protocol": "TCP"}]]


def pod_labels(service):
    return k8s_of_kind("Deployment")[f"zhiping-{service}"]["spec"]["template"]["metadata"]["labels"]


def test_images_are_those_of_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    images = yaml.safe_load((K8S / "base" / "kustomization.yaml").read_text())["images"]
    assert images == [{"name": f"zhiping/{service}", "newTag": version} for service in SERVICES]


def test_every_config_map_that_is_used_exists():
    used = {
        source["configMapRef"]["name"]
        for kind in ("Deployment", "Job")
        for document in k8s_of_kind(kind).values()
        for container in pod_of(document)["containers"] + pod_of(document).get("initContainers", [])
        for source in container["envFrom"]
        if "configMapRef" in source
    }
    assert used == set(k8s_of_kind("ConfigMap"))
