"""The Jinja environment of every template: sandboxed, escaping, and strict about names that do not exist."""

from __future__ import annotations

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


def new_environment() -> ImmutableSandboxedEnvironment:
    """Autoescape is ON: without it a name such as `张<b>三` would cut the document short without an error."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
