"""What a service process is told from outside: the ZHIPING_* environment, read once and typed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
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

        def get(name: str, default: object) -> str:
            return env.get(f"ZHIPING_{name}", str(default))

        def address(name: str, default: str = "") -> str:
            return security.address(f"ZHIPING_{name}", get(name, default))

        security.door(get("HEALTH_HOST", cls.health_host), get("HEALTH_CERT", ""))
        return cls(
            amqp_uri=address("AMQP_URI", cls.amqp_uri),
            database_url=address("DATABASE_URL"),
            storage_url=address("STORAGE_URL"),
            keyring=get("KEYRING", ""),
            trail_keys=get("TRAIL_KEYS", ""),
            jwks=get("JWKS", cls.jwks),
            tls=security.mode,
            ca_file=security.ca_file,
            token_leeway=float(get("TOKEN_LEEWAY", cls.token_leeway)),
            token_longest=float(get("TOKEN_LONGEST", cls.token_longest)),
            clock=get("CLOCK", cls.clock),
            health_port=int(get("HEALTH_PORT", cls.health_port)),
            health_host=get("HEALTH_HOST", cls.health_host),
            health_cert=get("HEALTH_CERT", ""),
            health_key=get("HEALTH_KEY", ""),
            max_workers=int(get("MAX_WORKERS", cls.max_workers)),
            retry_delays=parse_delays(get("RETRY_DELAYS", "0.5,5,30,300")),
            sweep_seconds=float(get("SWEEP_SECONDS", cls.sweep_seconds)),
            upload_days=float(get("UPLOAD_DAYS", cls.upload_days)),
            rpc_timeout=float(get("RPC_TIMEOUT", cls.rpc_timeout)),
            confirm_timeout=float(get("CONFIRM_TIMEOUT", cls.confirm_timeout)),
            heartbeat=float(get("HEARTBEAT", cls.heartbeat)),
            bus_owners=one_of(get("BUS_OWNERS", cls.bus_owners), BUS_OWNERS),
            event_signatures=one_of(get("EVENT_SIGNATURES", cls.event_signatures), EVENT_SIGNATURES),
            event_signing_key=get("EVENT_SIGNING_KEY", ""),
            event_keys=get("EVENT_KEYS", ""),
            log_level=get("LOG_LEVEL", cls.log_level),
            environ=env,
        )

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


def one_of(value: str, known: tuple[str, ...]) -> str:
    """The value; ValueError when it is none of those."""
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def parse_delays(text: str) -> tuple[float, ...]:
    """Seconds per retry level from `0.5,5,30`; an empty text means no retries at all."""
    return tuple(float(part) for part in text.split(",") if part.strip())
