"""`make bench-load`: what callers wait when more of them come than one process likes, beside stock nameko.

Both do the same work on the same servers, in turns. Capacity: calls a second of one process with 200 callers that call
again at once. Then calls come by chance at 70% of that, whether the last ones were answered or not. Then commands
alone, and beside a flood of queries. Prints a Markdown table and writes `var/bench/load.json`.
"""

from __future__ import annotations

from typing import Any

from infra.bench.bus_stage import Serving, private_servers
from infra.bench.figures import keep, told
from infra.bench.machine import machine

CALLERS, SHARE, SECONDS = 200, 0.7, 20.0
COMMANDERS, FLOOD = 8, 64
SERVICES = {"bench": "This house", "bare": "stock nameko"}


def main() -> None:
    """Measure, print, write."""
    with private_servers() as servers, servers.services() as serving:
        found = {"machine": machine()} | {name: measure(serving, name) for name in SERVICES}
    keep("load", found)
    print(table(found))


def measure(serving: Serving, service: str, seconds: float = SECONDS) -> dict[str, Any]:
    """The figures of one service."""
    half = serving.callers(service, "mixed", CALLERS // 2, seconds)
    other = serving.callers(service, "mixed", CALLERS // 2, seconds)
    capacity = told(serving.together(half, other))["rate"]
    rate = SHARE * capacity / 2
    half = serving.callers(service, "mixed", CALLERS // 2, seconds, rate)
    other = serving.callers(service, "mixed", CALLERS // 2, seconds, rate)
    arriving = told(serving.together(half, other))
    alone = told(serving.together(serving.callers(service, "commands", COMMANDERS, seconds)))
    commands = serving.callers(service, "commands", COMMANDERS, seconds)
    queries = serving.callers(service, "queries", FLOOD, seconds)
    beside, flood = serving.together(commands, queries)
    return {
        "capacity": capacity,
        "arriving": arriving,
        "commands_alone": alone["rate"],
        "commands_beside": told([beside])["rate"],
        "queries_beside": told([flood])["rate"],
    }


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        "| | capacity, 200 callers | open arrivals at 70% | p50 | p95 | p99 | errors | commands, 8 callers"
        " | the same beside 64 callers of queries | kept |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for service, name in SERVICES.items():
        one = found[service]
        arriving = one["arriving"]
        lines.append(
            f"| {name} | {one['capacity']:,.0f}/s | {arriving['rate']:,.0f}/s | {arriving['p50']:,.0f} ms"
            f" | {arriving['p95']:,.0f} ms | {arriving['p99']:,.0f} ms | {arriving['errors']}"
            f" | {one['commands_alone']:,.0f}/s | {one['commands_beside']:,.0f}/s"
            f" | {one['commands_beside'] / one['commands_alone']:.0%} |"
        )
    return "\n".join([*lines, "", f"Machine: {found['machine']}. One command to four queries of 50 rows."])


if __name__ == "__main__":
    main()
