"""What a service process is told from outside: the ZHIPING_* environment, read once and typed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Any
from urllib.parse import unquote, urlsplit

from shared.kernel.secret_files import with_files_read
from shared.kernel.transport_security import REQUIRED, TransportSecurity

DEFAULT_RETRY_DELAYS = (0.5, 5.0, 30.0, 300.0)
BUS_OWNERS = ("enforced", "announced")
"""What becomes of an event that its stream's owner did not publish: refused; or, for the time of an update from a
version whose services shared one broker user, handled and logged."""
EVENT_SIGNATURES = ("off", "announced", "enforced")
"""Whether events are signed, and what becomes of one that is not: refused; or, for the time until every service signs,
handled and logged. One that is wrongly signed is refused either way."""


@dataclass(frozen=True)
class Settings:
    """Settings of one process; times in seconds. `environ` keeps everything else for a service's own config."""

    amqp_uri: str = field(default="embedded://main", repr=False)
    database_url: str = field(default="", repr=False)
    storage_url: str = field(default="", repr=False)
    keyring: str = field(default="", repr=False)
    trail_keys: str = field(default="", repr=False)
    jwks: str = '{"keys": []}'
    tls: str = REQUIRED
    ca_file: str = ""
    token_leeway: float = 30.0
    token_longest: float = 43200.0
    clock: str = "system"
    health_port: int = 0
    health_host: str = "127.0.0.1"
    health_cert: str = ""
    health_key: str = ""
    max_workers: int = 10
    retry_delays: tuple[float, ...] = DEFAULT_RETRY_DELAYS
    sweep_seconds: float = 30.0
    upload_days: float = 3.0
    rpc_timeout: float = 20.0
    confirm_timeout: float = 10.0
    heartbeat: float = 30.0
    bus_owners: str = "enforced"
    event_signatures: str = "off"
    event_signing_key: str = field(default="", repr=False)
    event_keys: str = ""
    log_level: str = "INFO"
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read ZHIPING_* from `environ` (default: the process's) and the files that ZHIPING_*_FILE name; ValueError
        for what is malformed, cannot be read (SettingRefused), or others on the wire could read (Unprotected)."""
        env = with_files_read(os.environ if environ is None else environ)
        security = TransportSecurity.from_env(env)
        security.door(env.get("ZHIPING_HEALTH_HOST", cls.health_host), env.get("ZHIPING_HEALTH_CERT", ""))
        told = {one.name: env[name] for one in fields(cls) if (name := variable_of(one.name)) in env}
        read = told | {name: reader(told[name]) for name, reader in _READERS.items() if name in told}
        sent = {name: security.address(variable_of(name), told.get(name, getattr(cls, name))) for name in _ADDRESSES}
        return cls(**read | sent | {"tls": security.mode, "ca_file": security.ca_file, "environ": env})

    @cached_property
    def broker_user(self) -> str:
        """The user in the address of the broker; empty where the bus lives inside the process."""
        return unquote(urlsplit(self.amqp_uri).username or "")

    @property
    def owners_enforced(self) -> bool:
        """Whether events are taken from the owner of their stream only; otherwise strangers' are merely logged."""
        return self.bus_owners == "enforced"

    @property
    def embedded(self) -> bool:
        """Whether the bus lives inside this process."""
        return self.amqp_uri.startswith("embedded:")


def variable_of(setting: str) -> str:
    """The variable that gives it."""
    return f"ZHIPING_{setting.upper()}"


def one_of(value: str, known: tuple[str, ...]) -> str:
    """The value; ValueError when it is none of those."""
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def parse_delays(text: str) -> tuple[float, ...]:
    """Seconds per retry level from `0.5,5,30`; an empty text means no retries at all."""
    return tuple(float(part) for part in text.split(",") if part.strip())


_ADDRESSES = ("amqp_uri", "database_url", "storage_url")
_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("health_port", "max_workers"), int),
    **dict.fromkeys(("token_leeway", "token_longest", "sweep_seconds", "upload_days"), float),
    **dict.fromkeys(("rpc_timeout", "confirm_timeout", "heartbeat"), float),
    "retry_delays": parse_delays,
    "bus_owners": partial(one_of, known=BUS_OWNERS),
    "event_signatures": partial(one_of, known=EVENT_SIGNATURES),
}
"""What is made of a setting's text, where that is no text itself."""
