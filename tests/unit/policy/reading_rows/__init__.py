"""Rows that were written from the text of a notice before its pack was looked at; one module per notice.

A module holds NOTICE, TODAY, ROWS (`Read`) and TOLD (`Told`). An empty decider stands for whichever rule or path it is,
an empty clause for none in particular.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def readings() -> list[ModuleType]:
    """Every module, by name."""
    return [import_module(f"{__name__}.{entry.name}") for entry in iter_modules(__path__)]
