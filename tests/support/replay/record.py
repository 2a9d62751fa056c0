"""Plays the year of one notice and writes down every event: `python -m tests.support.replay.record '{"out": ...}'`.

Keys: out (a folder), notice, applicants, seed, counties. Leaves `events.jsonl` (the bodies, in the order in which they
left), `audit.db` (for its register of organisations), `keyring.json`, `ended_on` (the last instant of the year) and
`summary.json`.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from datetime import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from rich.console import Console  # noqa: E402

from infra.demo.days import moment  # noqa: E402
from infra.demo.embedded import open_embedded  # noqa: E402
from infra.demo.run import play  # noqa: E402
from infra.demo.world import build_world  # noqa: E402
from shared.kernel.clock import iso  # noqa: E402
from shared.messaging.outbox import senders  # noqa: E402
from shared.persistence.events.outbox import OutboxRow  # noqa: E402
from shared.policy import shipped_pack  # noqa: E402
from shared.security import process_keyring  # noqa: E402


def main(options: dict[str, Any]) -> None:
    """Play as told."""
    out = Path(options["out"])
    pack = shipped_pack(options["notice"])
    world = build_world(pack, options["seed"], options["applicants"], options["counties"])
    with tempfile.TemporaryDirectory(prefix="zhiping-record-") as folder, (out / "events.jsonl").open("w") as book:
        write_down(book.write)
        run = open_embedded(Path(folder), moment(pack.notice.issued_on, time(8, 0)), render_workers=1)
        try:
            summary = play(run.driver, world, Console())
            (out / "ended_on").write_text(iso(run.driver.clock.now()))
        finally:
            run.close()
        shutil.copy(Path(folder) / "db" / "audit.db", out)
    (out / "keyring.json").write_text(process_keyring().to_json())
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False), encoding="utf-8")


def write_down(write: Callable[[str], object]) -> None:
    """Every body that is sent from now on, a line each."""
    send = senders.EmbeddedSender.send
    sent: set[str] = set()

    def noted(
        sender: senders.EmbeddedSender, rows: Sequence[OutboxRow], settled: Callable[[int], None]
    ) -> list[OutboxRow]:
        for row in rows:
            if row.exchange and row.event_id not in sent:
                sent.add(row.event_id)
                write(row.body + "\n")
        return send(sender, rows, settled)

    senders.EmbeddedSender.send = noted  # type: ignore[method-assign]


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
