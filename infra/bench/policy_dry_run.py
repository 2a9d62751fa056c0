"""A dry run of 100,000 made-up people: seconds, and memory of all its processes early and at the end."""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from infra.policy.dryrun.judging import VerdictCounts
from infra.policy.dryrun.parallel import judge_parts
from infra.policy.people import people
from shared.policy import shipped_pack

NOTICE, COUNT, EARLY = "chifeng-2026", 100_000, 10_000


def dry_run_figures() -> dict[str, Any]:
    """`seconds` for the file to be judged and written; `early_mb` after a tenth, `peak_mb` the most seen after it."""
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        source, answers = Path(folder) / "people.jsonl", Path(folder) / "answers.jsonl"
        pack = shipped_pack(NOTICE)
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(person, ensure_ascii=False) + "\n" for person in people(pack, COUNT, seed=1))
        tally, early, peak, started = VerdictCounts(), 0.0, 0.0, time.perf_counter()
        with source.open(encoding="utf-8") as lines, answers.open("w", encoding="utf-8") as out:
            for rows, counts in judge_parts(pack, lines, None, jobs):
                out.write(rows)
                tally.add(counts)
                if tally.people <= EARLY:
                    early = max(early, _megabytes())
                peak = max(peak, _megabytes())
        return {
            "people": tally.people,
            "jobs": jobs,
            "seconds": time.perf_counter() - started,
            "early_mb": early,
            "peak_mb": peak,
        }


def _megabytes() -> float:
    """Resident memory of this process and its children."""
    here = psutil.Process()
    return sum(process.memory_info().rss for process in (here, *here.children(recursive=True))) / 2**20
