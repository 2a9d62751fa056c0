"""Writes every generated part of the papers: `python -m infra.docs` (make docs)."""

from __future__ import annotations

from pathlib import Path

from infra.docs import access, asyncapi, duties, method_catalogue, openapi
from infra.docs.rpc_tables import readme, renewed
from shared.contracts.queues import SERVICES


def main() -> None:
    """Write what differs and say so."""
    for service in SERVICES:
        path = readme(service)
        _write(path, renewed(path.read_text(encoding="utf-8"), service))
        _write(method_catalogue.path_of(service), method_catalogue.page(service))
    _write(readme("notify"), duties.renewed(readme("notify").read_text(encoding="utf-8")))
    _write(access.PAGE, access.page())
    _write(openapi.PAGE, openapi.page())
    _write(asyncapi.PAGE, asyncapi.page())


def _write(path: Path, text: str) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text, encoding="utf-8")
    print(f"{path}: {'as it was' if before == text else 'written'}")


if __name__ == "__main__":
    main()
