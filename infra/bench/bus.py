"""`make bench-bus`: the bus of the house against stock nameko, all in one run on private servers.

Prints a Markdown table and writes `var/bench/bus.json`. Each pair is measured in turns on the same servers, so that a
busy machine slows both; ratios are what counts.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

from infra.bench.bus_stage import BenchServers, private_servers
from infra.bench.figures import keep
from infra.bench.machine import machine

RELAYED, DISPATCHED = 10_000, 2_000
CALLS, ROUNDS, LATENCIES = 2_000, 3, 500


def main() -> None:
    """Measure, print, write."""
    with private_servers() as servers:
        figures = measure(servers)
    keep("bus", figures)
    print(table(figures))


def measure(stage: BenchServers) -> dict[str, Any]:
    """Every figure by name."""
    found: dict[str, Any] = {"machine": machine()}
    found["relay"] = paired(
        lambda: RELAYED / stage.relay_seconds(RELAYED), lambda: DISPATCHED / stage.dispatch_seconds(DISPATCHED)
    )
    found["latency_ms"] = stage.latencies(LATENCIES)
    with stage.services("rpc") as serving:
        found["write_rpc"] = paired(
            lambda: CALLS / serving.load("bench.make_item", CALLS),
            lambda: CALLS / serving.load("bare.make_item", CALLS),
        )
        found["write_rpc_processor_ms"] = paired(
            lambda: serving.processor_ms("bench.make_item", CALLS),
            lambda: serving.processor_ms("bare.make_item", CALLS),
        )
        found["write_rpc_serial"] = paired(
            lambda: 500 / serving.load("bench.make_item", 500, threads=1),
            lambda: 500 / serving.load("bare.make_item", 500, threads=1),
        )
        found["ping_serial"] = 2000 / serving.load("bench.ping", 2000, threads=1)
    with stage.services() as serving:
        found["write_rpc_all_in_one"] = paired(
            lambda: CALLS / serving.load("bench.make_item", CALLS),
            lambda: CALLS / serving.load("bare.make_item", CALLS),
        )
        found["write_rpc_all_in_one_processor_ms"] = paired(
            lambda: serving.processor_ms("bench.make_item", CALLS),
            lambda: serving.processor_ms("bare.make_item", CALLS),
        )
    found["rabbitmq"] = {"rpc_per_second": found["ping_serial"], "events_per_second": stage.events_per_second()}
    found["embedded"] = stage.embedded()
    return found


def paired(ours: Callable[[], float], stock: Callable[[], float]) -> dict[str, Any]:
    """Both measured in turns; medians and the median of the ratios."""
    rounds = [(ours(), stock()) for _ in range(ROUNDS)]
    return {
        "ours": statistics.median(one for one, _ in rounds),
        "stock": statistics.median(one for _, one in rounds),
        "ratio": statistics.median(one / other for one, other in rounds),
        "rounds": rounds,
    }


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    relay, write, serial = found["relay"], found["write_rpc"], found["write_rpc_serial"]
    cost = found["write_rpc_processor_ms"]
    whole, whole_cost = found["write_rpc_all_in_one"], found["write_rpc_all_in_one_processor_ms"]
    latency, embedded, real = found["latency_ms"], found["embedded"], found["rabbitmq"]
    lines = [
        "| What | This house | Compared with | Ratio |",
        "| --- | --- | --- | --- |",
        f"| Outbox relay, batches of 500 | {relay['ours']:,.0f} events/s | nameko dispatcher {relay['stock']:,.0f}/s"
        f" | {relay['ratio']:.1f}x |",
        f"| Commit to handler start | p50 {latency['p50']:.1f} ms, p95 {latency['p95']:.1f} ms | limit p95 10 ms | |",
        f"| Write RPC (validate, transition, INSERT, outbox, COMMIT), 8 callers | {write['ours']:,.0f}/s"
        f" | bare nameko RPC with INSERT, COMMIT {write['stock']:,.0f}/s | {write['ratio']:.0%} |",
        f"| The same, processor time of the service per call | {cost['ours']:.2f} ms | {cost['stock']:.2f} ms"
        f" | {1 / cost['ratio']:.0%} |",
        f"| The same, one caller | {serial['ours']:,.0f}/s | {serial['stock']:,.0f}/s | {serial['ratio']:.0%} |",
        f"| The same, 8 callers, one process also relays and handles the events | {whole['ours']:,.0f}/s"
        f" | {whole['stock']:,.0f}/s | {whole['ratio']:.0%} |",
        f"| The same, processor time of that process per call | {whole_cost['ours']:.2f} ms"
        f" | {whole_cost['stock']:.2f} ms | {1 / whole_cost['ratio']:.0%} |",
        f"| Serial RPC | embedded {embedded['rpc_per_second']:,.0f}/s | RabbitMQ {real['rpc_per_second']:,.0f}/s"
        f" | {embedded['rpc_per_second'] / real['rpc_per_second']:.1f}x |",
        f"| Events, commit to committed effect | embedded (SQLite) {embedded['events_per_second']:,.0f}/s"
        f" | RabbitMQ, PostgreSQL {real['events_per_second']:,.0f}/s"
        f" | {embedded['events_per_second'] / real['events_per_second']:.1f}x |",
        "",
        f"Machine: {found['machine']}. Medians of {ROUNDS} rounds in turns.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
