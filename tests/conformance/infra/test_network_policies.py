"""Nothing goes in or out of a pod but what a policy names: which pod reaches which engine, and by which ports."""

import pytest
import yaml

from infra.paths import ROOT
from infra.setting_names import DEPLOYED, DOOR
from tests.conformance.infra.manifests import K8S, k8s_documents, k8s_of_kind

MIGRATIONS = {f"migrate-{service}" for service in DEPLOYED}
EVERYBODY = {*DEPLOYED, *MIGRATIONS, "declare-bus", "prepare-store"}
EXAMPLE = K8S / "overlay.example" / "kustomization.yaml"
REACHED = {
    "zhiping-names": (EVERYBODY, {53}),
    "zhiping-broker": ({*DEPLOYED, "declare-bus"}, {5672, 5671}),
    "zhiping-broker-api": ({"declare-bus"}, {15672, 15671}),
    "zhiping-database": ({*DEPLOYED, *MIGRATIONS}, {5432}),
    "zhiping-store": ({*DEPLOYED, "prepare-store"}, {443, 8333, 9000}),
    "zhiping-mail": ({"notify"}, {25, 465, 587, 993, 995}),
    "zhiping-channels": ({"notify"}, {443}),
    "zhiping-identity": ({DOOR}, {443, 8443}),
    "zhiping-traces": (set(DEPLOYED), {4318}),
}
"""Policy -> who reaches it, by which ports."""


def policies():
    return {name: one["spec"] for name, one in k8s_of_kind("NetworkPolicy").items()}


def pod_labels():
    """Name of everything that starts pods -> the labels that its pods carry."""
    return {
        one["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/name"]: one["spec"]["template"]["metadata"][
            "labels"
        ]
        for _, one in k8s_documents()
        if "template" in one.get("spec", {})
    }


def chosen(selector):
    """Names of the pods that a selector chooses among those of the base."""
    labels = selector.get("matchLabels", {})
    among = selector.get("matchExpressions", [])
    assert {one["operator"] for one in among} <= {"In"}
    return {
        name
        for name, carried in pod_labels().items()
        if labels.items() <= carried.items() and all(carried.get(one["key"]) in one["values"] for one in among)
    }


def test_whoever_is_not_named_goes_nowhere_and_is_reached_by_nobody():
    nothing = policies()["zhiping-nothing"]
    assert nothing == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert set(pod_labels()) == EVERYBODY


def test_only_figures_and_the_door_are_reached_from_outside():
    port = int(k8s_of_kind("ConfigMap")["zhiping-common"]["data"]["ZHIPING_HEALTH_PORT"])
    entering = {name: spec for name, spec in policies().items() if spec.get("ingress")}
    assert set(entering) == {"zhiping", "zhiping-door"}
    assert chosen(entering["zhiping-door"]["podSelector"]) == {DOOR}
    (way_in,) = entering["zhiping-door"]["ingress"]
    assert way_in["from"] == [{"namespaceSelector": {"matchLabels": {"zhiping/ingress": "true"}}}]
    assert chosen(entering["zhiping"]["podSelector"]) == EVERYBODY
    (rule,) = entering["zhiping"]["ingress"]
    assert rule["ports"] == [{"port": port, "protocol": "TCP"}]
    assert rule["from"] == [{"namespaceSelector": {"matchLabels": {"zhiping/monitoring": "true"}}}]


@pytest.mark.parametrize("name", REACHED)
def test_a_pod_reaches_what_it_needs_by_named_ports_at_a_named_place(name):
    spec, (who, ports) = policies()[name], REACHED[name]
    assert spec["policyTypes"] == ["Egress"]
    assert chosen(spec["podSelector"]) == who
    (rule,) = spec["egress"]
    assert {one["port"] for one in rule["ports"]} == ports
    assert [one for one in rule["to"] if not one.get("namespaceSelector", {}).get("matchLabels")] == []


def test_nobody_reaches_anything_else():
    leading = {name for name, spec in policies().items() if "Egress" in spec["policyTypes"]}
    assert leading == {*REACHED, "zhiping-nothing"}


def test_the_example_of_an_overlay_fits_the_base():
    overlay = yaml.safe_load(EXAMPLE.read_text())
    base = yaml.safe_load((K8S / "base" / "kustomization.yaml").read_text())
    assert [one["name"] for one in overlay["images"]] == [one["name"] for one in base["images"]]
    for one in overlay["patches"]:
        assert one["target"]["kind"] == "NetworkPolicy"
        for step in yaml.safe_load(one["patch"]):
            where = policies()[one["target"]["name"]]
            for part in step["path"].removeprefix("/spec/").split("/"):
                where = where[int(part)] if isinstance(where, list) else where[part]
            assert step["op"] == "replace"
            assert type(step["value"]) is type(where)


def test_the_readme_leads_to_the_example_and_names_the_labels():
    text = (ROOT / "infra" / "k8s" / "README.md").read_text()
    assert "(overlay.example/kustomization.yaml)" in text
    assert all(f"zhiping/engine={name}" in text for name in ("broker", "database", "store", "mail", "identity"))
