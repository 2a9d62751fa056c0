"""Write `base/<service>.yaml` for every service: `python -m infra.k8s.render` (`make manifests`)."""

from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Any

import yaml

from infra.setting_names import DEPLOYED, DOOR, secrets_of
from shared.contracts.queues import SERVICES, queue_names

HERE = Path(__file__).parent
HEALTH_PORT = 8081
DOOR_PORT = 8080
MOUNTED = "/run/secrets/zhiping"


def sizes() -> dict[str, dict[str, Any]]:
    """The table of `sizes.yaml`: replicas, resources and own settings by service."""
    table: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "sizes.yaml").read_text())
    return table


def rendered(service: str) -> str:
    """The manifest of one service as text; KeyError when `sizes.yaml` does not know it."""
    size = sizes()[service]
    settings = yaml.safe_dump(size["settings"], default_flow_style=False, sort_keys=True)
    values = {name: value for name, value in size.items() if name != "settings"} | {
        "service": service,
        "port": HEALTH_PORT,
        "queues": ",".join(queue_names(service)) if service in SERVICES else "none",
        "more_ports": f"\n            - {{name: http, containerPort: {DOOR_PORT}}}" if service == DOOR else "",
        "settings": "\n".join(f"  {line}" for line in settings.splitlines()),
        "cpu": _quoted_if_number(size["cpu"]),
        "longest_body": size["settings"].get("ZHIPING_DOOR_LONGEST_BODY", ""),
        "secret_files": _indented(_file_of(name) for name in secrets_of(service)),
        "secrets": _indented(_item(name) for name in secrets_of(service)),
    }
    templates = ["service.yaml.template", *(["door.yaml.template"] if service == DOOR else [])]
    return "".join(Template((HERE / name).read_text()).substitute(values) for name in templates)


def _file_of(name: str) -> str:
    return f"- {{name: {name}_FILE, value: {MOUNTED}/{name}}}"


def _item(name: str) -> str:
    return f"- {{key: {name}, path: {name}}}"


def _indented(lines: Iterable[str]) -> str:
    return f"\n{' ' * 12}".join(lines)


def _quoted_if_number(quantity: str) -> str:
    return f'"{quantity}"' if quantity.isdigit() else quantity


def main() -> None:
    """Write all of them."""
    for service in DEPLOYED:
        (HERE / "base" / f"{service}.yaml").write_text(rendered(service))


if __name__ == "__main__":
    main()
