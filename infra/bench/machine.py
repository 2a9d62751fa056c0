"""The machine that figures were measured on."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import psutil


def machine() -> str:
    """What it ran on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = psutil.virtual_memory().total // 2**30
    load = os.getloadavg()[0]
    cores = f"{os.cpu_count()} cores (load {load:.1f} of other work at the start)"
    return f"{model}, {cores}, {memory} GiB, Python {platform.python_version()}"
