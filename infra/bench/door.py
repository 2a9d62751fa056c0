"""`make bench-door`: what the door costs, beside the same calls without it and beside Flask alone, in one run.

The door is `zhiping run gateway` (waitress), the service behind it the register of organisations over RabbitMQ and
PostgreSQL. Directly means: the same client pool in a program that calls from as many threads as the door has, without
HTTP and Flask. Prints a Markdown table and writes `var/bench/door.json`.

Seconds are those of a machine that also carries servers and load; processor time is what counts. It is told for the
process that calls (the door, or the program that calls directly), and for the whole: caller, service, broker, database.
"""

from __future__ import annotations

import sys
from typing import Any

from infra.bench.door_stage import DoorStage, at_the_door
from infra.bench.figures import keep, told
from infra.bench.machine import machine

CONNECTIONS = (1, 16, 64)
KINDS = {"list": "a list of 50", "read": "one entry", "write": "a write", "page": "a page of the console"}
SECONDS = 5.0
MOST_MORE = 0.15
"""What the whole may cost more through the door than directly, by the plan."""


def main(seconds: float = SECONDS) -> None:
    """Measure, print, write."""
    with at_the_door() as stage:
        found = {"machine": machine(), "seconds": seconds, "rows": measure(stage, seconds)}
    keep("door", found)
    print(table(found))


def measure(stage: DoorStage, seconds: float) -> list[dict[str, Any]]:
    """One row for each kind and number of connections; the three ways in turns, so that a busy machine slows all."""
    rows = []
    for kind in KINDS:
        for connections in CONNECTIONS:
            ways = {
                "door": stage.through_the_door(kind, connections, seconds),
                "direct": stage.directly(kind, connections, seconds),
                "flask": stage.flask_alone(connections, seconds),
            }
            rows.append(
                {"kind": kind, "connections": connections} | {name: figures(*way) for name, way in ways.items()}
            )
    return rows


def figures(load: dict[str, Any], used: dict[str, float]) -> dict[str, Any]:
    """Rate, waits in ms and processor time per request in ms; `used` is seconds by process."""
    found = told([load])
    calls = max(1, load["calls"])
    spent = {name: 1000 * seconds / calls for name, seconds in used.items()}
    return {name: found[name] for name in ("rate", "p50", "p95", "p99", "errors")} | {
        "caller_ms": spent["caller"], "whole_ms": sum(spent.values()), "spent_ms": spent,
    }  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        "| What | Connections | Door | p50 | p95 | p99 | Directly | Flask alone | Processor, caller: door, directly,"
        " Flask | Processor, whole: door, directly | More |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in found["rows"]:
        door, direct, flask = row["door"], row["direct"], row["flask"]
        lines.append(
            f"| {KINDS[row['kind']]} | {row['connections']} | {door['rate']:,.0f}/s | {door['p50']:.1f} ms"
            f" | {door['p95']:.1f} ms | {door['p99']:.1f} ms | {direct['rate']:,.0f}/s | {flask['rate']:,.0f}/s"
            f" | {door['caller_ms']:.2f}, {direct['caller_ms']:.2f}, {flask['caller_ms']:.2f} ms"
            f" | {door['whole_ms']:.2f}, {direct['whole_ms']:.2f} ms"
            f" | {door['whole_ms'] / direct['whole_ms'] - 1:+.0%} |"
        )
    errors = sum(row[way]["errors"] for row in found["rows"] for way in ("door", "direct", "flask"))
    return "\n".join([*lines, "", f"Machine: {found['machine']}. {found['seconds']:.0f} s each; {errors} errors."])


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
