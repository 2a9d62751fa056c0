"""What the gateway reads from its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from services.gateway.domain.login import LoginTerms
from shared.kernel.settings import Settings, one_of
from shared.kernel.transport_security import REQUIRED, Unprotected, is_loopback

ENVIRONMENT: tuple[str, ...] = (
    "ZHIPING_DOOR_HOST", "ZHIPING_DOOR_PORT", "ZHIPING_DOOR_KEY", "ZHIPING_DOOR_OPEN_DEMO", "ZHIPING_LOGIN_IDLE",
    "ZHIPING_LOGIN_LONGEST", "ZHIPING_DOOR_THREADS", "ZHIPING_DOOR_CONNECTIONS", "ZHIPING_DOOR_LONGEST_BODY",
    "ZHIPING_DOOR_PROXIES", "ZHIPING_FILES", "ZHIPING_CORS_ORIGINS", "ZHIPING_DOOR_PUBLIC_RATE",
)  # fmt: skip
"""Names of this service's own ZHIPING_* variables."""


LINKS, PROXIED = "links", "proxied"
"""Browsers fetch files from the store by its links, or all of them through the door."""
MIB = 1024 * 1024


@dataclass(frozen=True)
class ServerTerms:
    """How much the server takes on; a file that comes through the door is part of a body."""

    threads: int = 16
    connections: int = 256
    longest_body: int = 36 * MIB
    longest_header: int = 32 * 1024
    idle_seconds: float = 30.0
    grace_seconds: float = 30.0


@dataclass(frozen=True)
class DoorSettings:
    """Settings of the door beside the common ones. `key` is the private JWK with which it signs for its callers.

    `cors_origins`: origins of the portals whose pages may call from a browser. `proxies`: how many servers before it
    add to X-Forwarded-For and are believed. `public_rate`: requests a minute from one address without a token; 0 is no
    bound. `demo`: whoever comes may sign in as anybody with one click; for sites with made-up people only.
    """

    common: Settings
    host: str = "127.0.0.1"
    port: int = 8080
    key: str = field(default="", repr=False)
    demo: bool = False
    proxies: int = 0
    files: str = LINKS
    server: ServerTerms = field(default_factory=ServerTerms)
    login_terms: LoginTerms = field(default_factory=LoginTerms)
    cors_origins: frozenset[str] = frozenset()
    public_rate: int = 300

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> DoorSettings:
        """Read ZHIPING_*; ValueError for what is malformed."""
        common = Settings.from_env(environ)
        env = common.environ
        host, proxies = env.get("ZHIPING_DOOR_HOST", cls.host), int(env.get("ZHIPING_DOOR_PROXIES", cls.proxies))
        _refuse_open_door(common.tls, host, proxies)
        return cls(
            common=common,
            host=host,
            port=int(env.get("ZHIPING_DOOR_PORT", cls.port)),
            key=env.get("ZHIPING_DOOR_KEY", ""),
            demo=env.get("ZHIPING_DOOR_OPEN_DEMO", "") == "yes",
            proxies=proxies,
            files=one_of(env.get("ZHIPING_FILES", cls.files), (LINKS, PROXIED)),
            server=ServerTerms(
                threads=int(env.get("ZHIPING_DOOR_THREADS", ServerTerms.threads)),
                connections=int(env.get("ZHIPING_DOOR_CONNECTIONS", ServerTerms.connections)),
                longest_body=int(env.get("ZHIPING_DOOR_LONGEST_BODY", ServerTerms.longest_body)),
            ),
            cors_origins=frozenset(env.get("ZHIPING_CORS_ORIGINS", "").replace(",", " ").split()),
            public_rate=int(env.get("ZHIPING_DOOR_PUBLIC_RATE", cls.public_rate)),
            login_terms=LoginTerms(
                idle=timedelta(seconds=float(env.get("ZHIPING_LOGIN_IDLE", "1800"))),
                longest=timedelta(seconds=float(env.get("ZHIPING_LOGIN_LONGEST", "43200"))),
            ),
        )


def _refuse_open_door(tls: str, host: str, proxies: int) -> None:
    """The door speaks no TLS: whoever comes from another machine comes through a server that does."""
    if tls == REQUIRED and not proxies and not is_loopback(host):
        raise Unprotected(
            f"ZHIPING_DOOR_HOST={host} answers other machines unencrypted; put a server with TLS before it and say "
            "ZHIPING_DOOR_PROXIES=1, or ZHIPING_TLS=off where the network itself is trusted"
        )
