"""Writes every generated part of the papers: `python -m infra.docs` (make docs)."""

from __future__ import annotations

from infra.docs import access
from infra.docs.rpc_tables import readme, renewed
from shared.contracts.queues import SERVICES


def main() -> None:
    """Write what differs and say so."""
    for service in SERVICES:
        path = readme(service)
        before = path.read_text(encoding="utf-8")
        after = renewed(before, service)
        path.write_text(after, encoding="utf-8")
        print(f"{path}: {'as it was' if before == after else 'written'}")
    print(f"{access.write()}: written")


if __name__ == "__main__":
    main()
