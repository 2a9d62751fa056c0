"""The Kubernetes base: valid by the API's own schema, and in step with the code."""

import re
import tomllib

import kubernetes_validate
import pytest
import yaml

from infra import store_users
from infra.broker_definitions import portals, variable_of
from infra.k8s import render
from infra.paths import ROOT
from infra.setting_names import DEPLOYED, DOOR, secrets_of
from shared.contracts.broker_users import suite_users
from shared.contracts.queues import SERVICES, queue_names
from shared.contracts.store_users import USERS
from tests.conformance.infra.manifests import K8S, by_file, k8s_documents, k8s_of_kind, variables_of

KUBERNETES = "1.33"
MAKERS = (
    ("broker", "declare-bus", {variable_of(one.name) for one in suite_users(portals({}))}, "ZHIPING_AMQP_URI"),
    ("store", "prepare-store", set(map(store_users.variable_of, USERS)), "ZHIPING_STORAGE_URL"),
)
"""Server, the Job that makes its users, their passwords' settings, the setting with the administrator's address."""
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


@pytest.mark.parametrize("service", DEPLOYED)
def test_the_manifest_is_what_the_template_makes(service):
    assert (K8S / "base" / f"{service}.yaml").read_text() == render.rendered(service), "run `make manifests`"


def test_each_service_has_a_deployment_and_a_migration_and_nothing_else_has():
    assert set(k8s_of_kind("Deployment")) == {f"zhiping-{name}" for name in DEPLOYED}
    assert set(k8s_of_kind("Job")) == {
        *(f"zhiping-migrate-{name}" for name in DEPLOYED), "zhiping-declare-bus", "zhiping-prepare-store",
    }  # fmt: skip
    assert set(render.sizes()) == set(DEPLOYED)


@pytest.mark.parametrize("service", DEPLOYED)
def test_a_pod_gets_every_variable_the_code_reads_and_no_other(service):
    maps = k8s_of_kind("ConfigMap")
    plain = set(maps["zhiping-common"]["data"]) | set(maps[f"zhiping-{service}"]["data"])
    secret = set(secrets_of(service))
    assert plain | secret == variables_of(service)
    assert plain & secret == set()
    container = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])["containers"][0]
    assert set(files_of(container)) == secret


def files_of(container):
    """Setting -> path of the file that gives it."""
    return by_file({one["name"]: one["value"] for one in container["env"]})


def mounted(pod, container):
    """Path -> (secret, key, mode) of every file of a secret that the container finds, certificates aside."""
    volumes = {one["name"]: one for one in pod["volumes"]}
    found = {}
    for mount in container["volumeMounts"]:
        own = volumes[mount["name"]].get("secret", {})
        assert mount.get("readOnly") or not own
        if mount["name"] != "certificates":
            for item in own.get("items", []):
                path = f"{mount['mountPath']}/{item['path']}"
                found[path] = (own["secretName"], item["key"], own["defaultMode"])
    return found


@pytest.mark.parametrize("service", DEPLOYED)
def test_every_secret_is_a_file_that_its_owner_alone_reads(service):
    own = f"zhiping-{service}"
    for kind, name in (("Deployment", own), ("Job", f"zhiping-migrate-{service}")):
        pod = pod_of(k8s_of_kind(kind)[name])
        assert pod["securityContext"]["fsGroup"] == pod["securityContext"]["runAsUser"]
        for container in pod["containers"] + pod.get("initContainers", []):
            files, there = files_of(container), mounted(pod, container)
            assert {(there[path][1], there[path][2]) for path in files.values()} == {(one, 0o400) for one in files}
            assert set(there) == set(files.values())
            assert {there[path][0] for path in files.values()} == {own}


def test_the_jobs_that_migrate_get_the_database_and_nothing_else():
    for service in DEPLOYED:
        pod = pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"])
        schema = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])["initContainers"][0]
        assert set(files_of(pod["containers"][0])) == set(files_of(schema)) == {"ZHIPING_DATABASE_URL"}


def test_no_secret_comes_by_the_environment():
    jobs = [pod_of(document) for kind in ("Deployment", "Job") for document in k8s_of_kind(kind).values()]
    containers = [one for pod in jobs for one in pod["containers"] + pod.get("initContainers", [])]
    assert [kind for one in containers for kind, _ in sources(one) if kind == "Secret"] == []
    assert [one["name"] for one in containers if any("valueFrom" in entry for entry in one["env"])] == []


@pytest.mark.parametrize("service", DEPLOYED)
def test_a_pod_takes_its_settings_from_the_common_maps_and_its_own_and_no_other(service):
    common, own = "zhiping-common", f"zhiping-{service}"
    pod = pod_of(k8s_of_kind("Deployment")[own])
    assert sources(pod["containers"][0]) == [("Map", common), ("Map", own)]
    assert sources(pod["initContainers"][0]) == [("Map", common)]
    migration = pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"])
    assert sources(migration["containers"][0]) == [("Map", common)]


def test_only_the_job_that_makes_the_users_of_a_server_knows_its_administrator():
    jobs = [pod_of(document) for kind in ("Deployment", "Job") for document in k8s_of_kind(kind).values()]
    for server, job, users, address in MAKERS:
        knowing = [
            pod["containers"][0]["name"]
            for pod in jobs
            if any(volume.get("secret", {}).get("secretName") == f"zhiping-{server}" for volume in pod["volumes"])
        ]
        assert knowing == [job.partition("-")[0]]
        pod = pod_of(k8s_of_kind("Job")[f"zhiping-{job}"])
        (container,) = pod["containers"]
        files = files_of(container)
        assert set(files) == users | {address}
        assert files == {name: f"{render.MOUNTED}/{name}" for name in files}
        assert {"name": "secrets", "secret": {"secretName": f"zhiping-{server}", "defaultMode": 0o400}} in pod[
            "volumes"
        ]
        assert {"name": "secrets", "mountPath": render.MOUNTED, "readOnly": True} in container["volumeMounts"]
        assert sources(container) == [("Map", "zhiping-common"), ("Map", f"zhiping-{server}")]


def test_no_secret_is_in_the_base():
    assert k8s_of_kind("Secret") == {}
    texts = [path.read_text() for path in (K8S / "base").glob("*.yaml")]
    assert [text for text in texts if re.search(r"://[^\s/]*:[^\s/]*@", text)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_deployment_names_the_queues_of_the_contracts(service):
    named = k8s_of_kind("Deployment")[f"zhiping-{service}"]["metadata"]["annotations"]["zhiping/queues"]
    assert named.split(",") == list(queue_names(service))


@pytest.mark.parametrize("service", DEPLOYED)
def test_probes_and_service_meet_the_health_port(service):
    port = int(k8s_of_kind("ConfigMap")["zhiping-common"]["data"]["ZHIPING_HEALTH_PORT"])
    container = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])["containers"][0]
    assert {"name": "health", "containerPort": port} in container["ports"]
    assert len(container["ports"]) == (2 if service == DOOR else 1)
    assert container["livenessProbe"]["httpGet"] == {"path": "/live", "port": "health", "scheme": "HTTPS"}
    assert container["readinessProbe"]["httpGet"] == {"path": "/ready", "port": "health", "scheme": "HTTPS"}
    assert k8s_of_kind("Service")[f"zhiping-{service}"]["spec"]["ports"][0]["port"] == port


@pytest.mark.parametrize("service", DEPLOYED)
def test_every_pod_speaks_tls_with_a_certificate_of_its_own_and_only_a_service_holds_the_key(service):
    common = k8s_of_kind("ConfigMap")["zhiping-common"]["data"]
    folder, named = "/run/certificates", {"secretName": f"zhiping-tls-{service}", "defaultMode": 0o440}
    assert common["ZHIPING_TLS"] == "required"
    assert common["ZHIPING_CA_FILE"] == f"{folder}/ca.crt"
    assert (common["ZHIPING_HEALTH_CERT"], common["ZHIPING_HEALTH_KEY"]) == (f"{folder}/tls.crt", f"{folder}/tls.key")
    pod, job = (
        pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"]),
        pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"]),
    )
    assert {"name": "certificates", "secret": named} in pod["volumes"]
    only = {"items": [{"key": "ca.crt", "path": "ca.crt"}]}
    assert {"name": "certificates", "secret": named | only} in job["volumes"]
    mount = {"name": "certificates", "mountPath": folder, "readOnly": True}
    containers = [one for each in (pod, job) for one in each["containers"] + each.get("initContainers", [])]
    assert [one["name"] for one in containers if mount not in one["volumeMounts"]] == []
    assert {each["securityContext"]["fsGroup"] for each in (pod, job)} == {10001}


@pytest.mark.parametrize("service", DEPLOYED)
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


@pytest.mark.parametrize("service", DEPLOYED)
def test_a_pod_waits_for_the_schema_that_its_version_needs(service):
    pod = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])
    assert [(one["image"], one["args"]) for one in pod["initContainers"]] == [
        (f"zhiping/{service}", ["db", "current", service])
    ]
    job = pod_of(k8s_of_kind("Job")[f"zhiping-migrate-{service}"])["containers"][0]
    assert (job["image"], job["args"]) == (f"zhiping/{service}", ["db", "migrate", service])
    assert pod["containers"][0]["args"] == ["run", service]


@pytest.mark.parametrize("service", DEPLOYED)
def test_disruptions_and_rollouts_take_one_pod_at_a_time_and_its_labels_are_its_own(service):
    deployment = k8s_of_kind("Deployment")[f"zhiping-{service}"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    budget = k8s_of_kind("PodDisruptionBudget")[f"zhiping-{service}"]["spec"]
    assert deployment["spec"]["replicas"] >= 2
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert (budget["maxUnavailable"], budget["selector"]["matchLabels"]) == (1, labels)
    assert k8s_of_kind("Service")[f"zhiping-{service}"]["spec"]["selector"] == labels
    assert labels["app.kubernetes.io/name"] == service


def test_images_are_those_of_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    images = yaml.safe_load((K8S / "base" / "kustomization.yaml").read_text())["images"]
    assert images == [{"name": f"zhiping/{service}", "newTag": version} for service in DEPLOYED]


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


def test_the_door_is_reached_by_the_ingress_and_grows_with_its_load():
    labels = k8s_of_kind("Deployment")["zhiping-gateway"]["spec"]["template"]["metadata"]["labels"]
    service = k8s_of_kind("Service")["zhiping-door"]["spec"]
    (rule,) = k8s_of_kind("Ingress")["zhiping-door"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert service["selector"] == labels
    assert path["backend"]["service"] == {"name": "zhiping-door", "port": {"name": service["ports"][0]["name"]}}
    settings = k8s_of_kind("ConfigMap")["zhiping-gateway"]["data"]
    container = pod_of(k8s_of_kind("Deployment")["zhiping-gateway"])["containers"][0]
    ports = {one["name"]: one["containerPort"] for one in container["ports"]}
    assert ports[service["ports"][0]["targetPort"]] == int(settings["ZHIPING_DOOR_PORT"])
    assert settings["ZHIPING_DOOR_OPEN_DEMO"] != "yes"
    growing = k8s_of_kind("HorizontalPodAutoscaler")
    assert set(growing) == {"zhiping-gateway"}
    assert growing["zhiping-gateway"]["spec"]["scaleTargetRef"]["name"] == "zhiping-gateway"
    assert growing["zhiping-gateway"]["spec"]["minReplicas"] >= 2
