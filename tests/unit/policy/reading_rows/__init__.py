"""Rows written from the notices' texts, one module per notice: NOTICE, TODAY, ROWS (`Read`) and TOLD (`Told`)."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules() -> list[ModuleType]:
    """Every module of rows, by name."""
    return [import_module(f"{__name__}.{entry.name}") for entry in iter_modules(__path__)]
