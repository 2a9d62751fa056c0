"""The same over several processes: chunks of lines out, written rows and counts back, in order, a few at a time.

Only `AHEAD` chunks per process are under way, so that memory does not grow with the file.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import islice
from multiprocessing import get_context

from infra.policy.dryrun.judging import VerdictCounts, judge_lines
from shared.policy.pack.loader import load_pack
from shared.policy.pack.pack import Pack

CHUNK = 500
AHEAD = 3
Part = tuple[str, VerdictCounts]
"""Rows as JSON lines, and their counts."""

Chunk = tuple[int, list[str]]
"""Number of the first line, and the lines."""

_pack: Pack | None = None


def judge_parts(pack: Pack, lines: Iterable[str], on: date | None, jobs: int) -> Iterator[Part]:
    """The answers to a stream of lines, part by part in the order of the stream."""
    chunks = _chunks(lines)
    if jobs == 1:
        yield from (judge_chunk(pack, chunk, on) for chunk in chunks)
        return
    start = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=start, initializer=_load, initargs=(pack.raw,)) as pool:
        waiting: deque[Future[Part]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_work, chunk, on))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def judge_chunk(pack: Pack, chunk: Chunk, on: date | None) -> Part:
    """One chunk in this process."""
    first, lines = chunk
    tally = VerdictCounts(people=len(lines))
    rows: list[str] = []
    for answer in judge_lines(pack, lines, on, first):
        tally.count(answer)
        rows.append(json.dumps(answer.row(), ensure_ascii=False))
    return "\n".join(rows) + "\n" if rows else "", tally


def _chunks(lines: Iterable[str]) -> Iterator[Chunk]:
    stream, first = iter(lines), 1
    while chunk := list(islice(stream, CHUNK)):
        yield first, chunk
        first += len(chunk)


def _load(raw: dict[str, object]) -> None:
    global _pack
    _pack = load_pack(raw)


def _work(chunk: Chunk, on: date | None) -> Part:
    assert _pack is not None
    return judge_chunk(_pack, chunk, on)
