"""The manifests of infra/, read for the checks beside this file."""

import importlib
from dataclasses import fields
from functools import cache

import yaml

from infra.devstack.environment import STORE
from infra.paths import ROOT
from infra.setting_names import DOOR, KEYRING, RINGS, SIGNING
from shared.kernel.secret_files import names_a_file
from shared.kernel.settings import Settings
from shared.telemetry import exporters

K8S = ROOT / "infra" / "k8s"
COMPOSE = ROOT / "infra" / "compose" / "compose.yaml"


@cache
def k8s_documents():
    """(file name, document) of every manifest in the base, the kustomization aside."""
    files = sorted(path for path in (K8S / "base").glob("*.yaml") if path.name != "kustomization.yaml")
    return [(path.name, document) for path in files for document in yaml.safe_load_all(path.read_text())]


def k8s_of_kind(kind):
    """Manifests of one kind by name."""
    return {document["metadata"]["name"]: document for _, document in k8s_documents() if document["kind"] == kind}


def compose():
    """The compose file as data, anchors and merges resolved."""
    return yaml.load(COMPOSE.read_text(), Loader=yaml.CSafeLoader)


def common_variables():
    """ZHIPING_* of every service, from the fields of Settings."""
    return {f"ZHIPING_{field.name.upper()}" for field in fields(Settings) if field.name != "environ"}


def own_variables(service):
    """ZHIPING_* that only this service reads, from its config.py."""
    return set(getattr(importlib.import_module(f"services.{service}.config"), "ENVIRONMENT", ()))


def variables_of(service):
    """All that a process of the service may be told; a keyring only where the table of keys has it use one."""
    told = common_variables() | own_variables(service) | set(exporters.ENVIRONMENT)
    if service == DOOR:
        return told - {SIGNING, STORE}
    return told if RINGS[service] else told - {KEYRING}


def setting_of(name):
    """The setting that a variable gives, itself or by the file it names."""
    return name.removesuffix("_FILE") if names_a_file(name) else name


def by_file(variables):
    """Setting -> path of what is given as a file."""
    return {setting_of(name): path for name, path in variables.items() if names_a_file(name)}
