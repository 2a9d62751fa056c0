"""The Kubernetes base: valid by the API's own schema, and in step with the code."""

import kubernetes_validate
import pytest
import yaml

from infra.k8s import render
from shared.contracts.queues import SERVICES, queue_names
from tests.conformance.infra.manifests import K8S, k8s_documents, k8s_of_kind, variables_of

KUBERNETES = "1.33"
SECRET = {"ZHIPING_AMQP_URI", "ZHIPING_STORAGE_URL", "ZHIPING_KEYRING", "ZHIPING_DATABASE_URL"}


def pod_of(document):
    return document["spec"]["template"]["spec"]


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
    given = set(maps["zhiping-common"]["data"]) | set(maps[f"zhiping-{service}"]["data"]) | SECRET
    assert given == variables_of(service)


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
def test_a_pod_stops_gracefully_is_limited_and_holds_no_rights(service):
    pod = pod_of(k8s_of_kind("Deployment")[f"zhiping-{service}"])
    container = pod["containers"][0]
    assert pod["terminationGracePeriodSeconds"] >= 60
    assert {"requests", "limits"} <= set(container["resources"])
    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"]


def test_every_config_map_that_is_used_exists():
    used = {
        source["configMapRef"]["name"]
        for kind in ("Deployment", "Job")
        for document in k8s_of_kind(kind).values()
        for container in pod_of(document)["containers"]
        for source in container["envFrom"]
        if "configMapRef" in source
    }
    assert used == set(k8s_of_kind("ConfigMap"))
