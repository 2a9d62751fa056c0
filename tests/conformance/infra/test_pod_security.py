"""Every pod of the base passes the restricted profile, which its namespace enforces.

The checks are those of the Kubernetes pod security standards, baseline and restricted, written down one by one; each
is tried on a pod that breaks it alone.
"""

import copy
import re

import pytest

from infra.setting_names import DEPLOYED
from tests.conformance.infra.manifests import k8s_documents, k8s_of_kind

VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
SECCOMP = ("RuntimeDefault", "Localhost")
SELINUX = ("container_t", "container_init_t", "container_kvm_t", "container_engine_t", "")
SYSCTLS = {
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
}  # fmt: skip
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")


def containers_of(pod):
    return [one for kind in ("initContainers", "containers", "ephemeralContainers") for one in pod.get(kind, [])]


def asked_by_the_pod(pod):
    """Names of the rules that the pod breaks as a whole."""
    security = pod.get("securityContext", {})
    kinds = {key for volume in pod.get("volumes", []) for key in volume if key != "name"}
    broken = {
        "host namespaces": any(pod.get(name) for name in ("hostNetwork", "hostPID", "hostIPC")),
        "volume types": bool(kinds - VOLUMES),
        "sysctls": any(one["name"] not in SYSCTLS for one in security.get("sysctls", [])),
        "host process": security.get("windowsOptions", {}).get("hostProcess", False),
        "root group of users": security.get("runAsUser") == 0,
    }
    return {rule for rule, is_broken in broken.items() if is_broken}


def asked_by_a_container(pod, container):
    """Names of the rules that one container breaks, what it inherits from the pod taken in."""
    own, whole = container.get("securityContext", {}), pod.get("securityContext", {})
    inherited = {**whole, **own}
    capabilities = own.get("capabilities", {})
    hooks = list(container.get("lifecycle", {}).values())
    probed = [container[name] for name in PROBES if name in container]
    selinux = inherited.get("seLinuxOptions", {})
    broken = {
        "privileged": own.get("privileged", False),
        "privilege escalation": own.get("allowPrivilegeEscalation") is not False,
        "capabilities": "ALL" not in capabilities.get("drop", [])
        or bool(set(capabilities.get("add", [])) - {"NET_BIND_SERVICE"}),
        "runs as non-root": inherited.get("runAsNonRoot") is not True or inherited.get("runAsUser") == 0,
        "seccomp": inherited.get("seccompProfile", {}).get("type") not in SECCOMP,
        "apparmor": inherited.get("appArmorProfile", {}).get("type", "RuntimeDefault") not in SECCOMP,
        "selinux": selinux.get("type", "") not in SELINUX or "user" in selinux or "role" in selinux,
        "proc mount": own.get("procMount", "Default") != "Default",
        "host process": inherited.get("windowsOptions", {}).get("hostProcess", False),
        "host ports": any(port.get("hostPort") for port in container.get("ports", [])),
        "host probes": any(one.get(way, {}).get("host") for one in probed + hooks for way in ("httpGet", "tcpSocket")),
    }
    return {rule for rule, is_broken in broken.items() if is_broken}


def broken_rules(pod):
    """All that the restricted profile would refuse this pod for."""
    return asked_by_the_pod(pod).union(*(asked_by_a_container(pod, one) for one in containers_of(pod)))


def templates():
    """(name, pod) of everything that starts pods."""
    return [
        (one["metadata"]["name"], one["spec"]["template"]["spec"])
        for _, one in k8s_documents()
        if "template" in one.get("spec", {})
    ]


@pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry[0])
def test_a_pod_passes_the_restricted_profile(entry):
    assert broken_rules(entry[1]) == set()


def security_of(name, value):
    """A change of the first container's own security context."""
    return lambda pod: pod["containers"][0]["securityContext"].__setitem__(name, value)


def of_the_pod(name, value):
    return lambda pod: pod["securityContext"].__setitem__(name, value)


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        ("host namespaces", lambda pod: pod.__setitem__("hostNetwork", True)),
        ("volume types", lambda pod: pod["volumes"].append({"name": "host", "hostPath": {"path": "/"}})),
        ("sysctls", of_the_pod("sysctls", [{"name": "kernel.msgmax", "value": "1"}])),
        ("host process", of_the_pod("windowsOptions", {"hostProcess": True})),
        ("privileged", security_of("privileged", True)),
        ("privilege escalation", lambda pod: pod["containers"][0]["securityContext"].pop("allowPrivilegeEscalation")),
        ("capabilities", security_of("capabilities", {"drop": ["NET_RAW"]})),
        ("capabilities", security_of("capabilities", {"drop": ["ALL"], "add": ["SYS_ADMIN"]})),
        ("runs as non-root", lambda pod: pod["securityContext"].pop("runAsNonRoot")),
        ("runs as non-root", security_of("runAsUser", 0)),
        ("seccomp", lambda pod: pod["securityContext"].pop("seccompProfile")),
        ("seccomp", security_of("seccompProfile", {"type": "Unconfined"})),
        ("apparmor", security_of("appArmorProfile", {"type": "Unconfined"})),
        ("selinux", security_of("seLinuxOptions", {"user": "system_u"})),
        ("proc mount", security_of("procMount", "Unmasked")),
        ("host ports", lambda pod: pod["containers"][0]["ports"][0].__setitem__("hostPort", 8081)),
        ("host probes", lambda pod: pod["containers"][0]["livenessProbe"]["httpGet"].__setitem__("host", "10.0.0.1")),
    ],
)
def test_a_pod_that_breaks_one_rule_is_caught_by_it(rule, spoil):
    pod = copy.deepcopy(dict(templates())["zhiping-audit"])
    spoil(pod)
    assert broken_rules(pod) == {rule}


def test_the_namespace_refuses_what_the_profile_does_and_is_the_first_to_be_made():
    labels = k8s_of_kind("Namespace")["zhiping"]["metadata"]["labels"]
    modes = {mode: labels[f"pod-security.kubernetes.io/{mode}"] for mode in ("enforce", "audit", "warn")}
    assert modes == dict.fromkeys(("enforce", "audit", "warn"), "restricted")


@pytest.mark.parametrize("entry", templates(), ids=lambda entry: entry[0])
def test_a_pod_fills_no_disk_and_no_memory_of_its_node(entry):
    _, pod = entry
    for container in containers_of(pod):
        asked, most = container["resources"]["requests"], container["resources"]["limits"]
        assert {"cpu", "memory", "ephemeral-storage"} <= asked.keys()
        for name in ("memory", "ephemeral-storage"):
            assert amount(asked[name]) <= amount(most[name])
    scratch = [amount(volume["emptyDir"]["sizeLimit"]) for volume in pod["volumes"] if "emptyDir" in volume]
    assert scratch
    assert sum(scratch) < amount(pod["containers"][0]["resources"]["limits"]["ephemeral-storage"])


UNITS = {"": 1, "m": 0.001, "Mi": 2**20, "Gi": 2**30}
SCALED = {"zhiping-docgen": 6, "zhiping-gateway": 4}
"""What infra/k8s/README.md scales by hand, and what the door grows to by itself."""


def amount(quantity):
    """A quantity of the API as a number."""
    number, unit = re.fullmatch(r"([\d.]+)([a-zA-Z]*)", str(quantity)).groups()
    return float(number) * UNITS[unit]


def wanted(kind, resource):
    """What all of the base asks for at once, one more of each service during a rollout, and all Jobs."""
    total = 0.0
    for _, one in k8s_documents():
        if "template" in one.get("spec", {}):
            pod, name = one["spec"]["template"]["spec"], one["metadata"]["name"]
            times = max(one["spec"].get("replicas", 0), SCALED.get(name, 0)) + 1
            total += times * max(
                sum(amount(part["resources"][kind].get(resource, 0)) for part in pod["containers"]),
                max(
                    (amount(part["resources"][kind].get(resource, 0)) for part in pod.get("initContainers", [])),
                    default=0,
                ),
            )
    return total


def test_the_quota_lets_the_whole_base_run_during_a_rollout_and_no_more_than_three_times_that():
    hard = k8s_of_kind("ResourceQuota")["zhiping"]["spec"]["hard"]
    for name in ("requests.cpu", "requests.memory", "limits.memory", "requests.ephemeral-storage",
                 "limits.ephemeral-storage"):  # fmt: skip
        needed = wanted(*name.split(".", 1))
        assert needed <= amount(hard[name]) <= 3 * needed, name
    pods = len(DEPLOYED) * 3 + sum(SCALED.values()) + len(DEPLOYED) + 1
    assert pods <= int(hard["pods"])
